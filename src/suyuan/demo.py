"""The bundled example: a small corpus of invented outlets on an invented summit, in many containers."""

from __future__ import annotations

import os
from pathlib import Path

from suyuan import ingest
from suyuan.store import Library

EXAMPLES = Path(__file__).parent / "examples"


def build(library: Library) -> ingest.Report:
    """Read the example's pages into a library, with its own names and outlets. Does nothing the second time."""
    os.environ.setdefault("SUYUAN_NAMES", str(EXAMPLES / "names.csv"))
    os.environ.setdefault("SUYUAN_OUTLETS", str(EXAMPLES / "outlets.tsv"))
    return ingest.add(library, [EXAMPLES / "pages"], "inline", root=EXAMPLES)


def example_queries() -> list[tuple[str, str]]:
    """(query, the question it answers) pairs that the demo asks."""
    return [
        ("联合巡逻", "Who really said that the two states will patrol together, and through whom did it reach us?"),
        ("海缆", "Who promised what about the undersea cable?"),
    ]
