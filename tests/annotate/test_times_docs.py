"""The examples of docs/times-and-quantities.md are true."""

from __future__ import annotations

import doctest
from pathlib import Path

DOC = Path(__file__).resolve().parents[2] / "docs/times-and-quantities.md"


def test_the_examples_of_the_page_are_true() -> None:
    text = DOC.read_text(encoding="utf-8").replace("```", "")
    test = doctest.DocTestParser().get_doctest(text, {}, DOC.name, str(DOC), 0)
    assert len(test.examples) > 10
    failed, _ = doctest.DocTestRunner(verbose=False).run(test)
    assert failed == 0
