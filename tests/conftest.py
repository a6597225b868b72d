"""Shared fixtures. ``shared`` is the folder of real pages and gold beside the checkout: required when CI is set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines differ in speed and share their cores: a slow example is no failure, a hang is caught by the runner.
settings.register_profile("suyuan", deadline=None)
settings.load_profile("suyuan")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    if SHARED.is_dir():
        return SHARED
    if os.environ.get("CI"):
        pytest.fail("CI is set but the shared folder with real pages is missing")
    pytest.skip("no shared folder with real pages beside the checkout")
