"""The commitments planted in the example pages are found by the whole way from page to annotation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import suyuan
from suyuan.annotate import annotate
from suyuan.model import Article
from suyuan.read import read_paths
from suyuan.text.fold import fold

EXAMPLES = Path(suyuan.__file__).parent / "examples"
PLANTED: list[dict[str, Any]] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))["commitments"]


def articles(name: str) -> list[Article]:
    return [article for reading in read_paths([EXAMPLES / "pages" / name]) for article in reading.articles]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted["page"] + " " + planted["action_contains"])
def test_planted_commitment(planted: dict[str, Any]) -> None:
    found = [
        (article, commitment)
        for article in articles(planted["page"])
        for commitment in annotate(article).commitments
        if planted["action_contains"] in fold(article.text[slice(*commitment.action)])
    ]
    right = [(article, c) for article, c in found if c.status in (planted["status"], *planted.get("status_also", ()))]
    assert right, [(article.text[slice(*c.action)], c.status) for article, c in found]
    article, commitment = right[0]
    assert commitment.polarity == planted.get("polarity")
    if planted["amount"]:
        assert commitment.amount and planted["amount"] in article.text[slice(*commitment.amount)]
    if planted["deadline"]:
        assert commitment.deadline and commitment.deadline.value in planted["deadline_values"]
    if planted.get("condition"):
        assert commitment.condition and planted["condition"] in article.text[slice(*commitment.condition)]
