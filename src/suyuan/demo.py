"""The bundled example: a small corpus of invented outlets on an invented summit, in many containers."""

from __future__ import annotations

import os
from pathlib import Path

from suyuan import ingest, user_tables
from suyuan.store import Library

EXAMPLES = Path(__file__).parent / "examples"


def build(library: Library) -> ingest.Report:
    """Read the example's pages into a library, with its own names and outlets. Does nothing the second time."""
    for variable, table in ((user_tables.NAMES, "names.csv"), (user_tables.OUTLETS, "outlets.tsv")):
        os.environ[variable] = os.environ.get(variable) or str(EXAMPLES / table)
    return ingest.add(library, [EXAMPLES / "pages"], "inline", root=EXAMPLES)


def changed_copy(library: Library) -> str | None:
    """The article of the example whose copy changed the meaning of what it copied most."""
    changes = {
        reuse: sum(edit.kind == "meaning" for passage in reuse.passages for edit in passage.edits)
        for reuse in library.copies()
        if reuse.direction
    }
    worst = max(changes, key=lambda r: (changes[r], r.a, r.b), default=None)
    if worst is None or not changes[worst]:
        return None
    return worst.a if worst.direction == "a<-b" else worst.b
