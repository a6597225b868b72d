"""Shared fixtures. ``shared`` is the folder of real pages and gold beside the checkout: required when CI is set."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from suyuan import ingest
from suyuan.demo import EXAMPLES
from suyuan.store import Library

# Machines differ in speed and share their cores: a slow example is no failure, a hang is caught by the runner.
settings.register_profile("suyuan", deadline=None)
settings.load_profile("suyuan")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def example_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The bundled example as a library, to be read only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUYUAN_NAMES", str(EXAMPLES / "names.csv"))
        patch.setenv("SUYUAN_OUTLETS", str(EXAMPLES / "outlets.tsv"))
        library = Library.open(tmp_path_factory.mktemp("example") / "l.db")
        ingest.add(library, [EXAMPLES / "pages"], "inline", root=EXAMPLES)
    with library:
        yield library


@pytest.fixture(scope="session")
def shared() -> Path:
    if SHARED.is_dir():
        return SHARED
    if os.environ.get("CI"):
        pytest.fail("CI is set but the shared folder with real pages is missing")
    pytest.skip("no shared folder with real pages beside the checkout")
