from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))

from sample_library import fill

from suyuan.serve.web import app
from suyuan.store import Library


@pytest.fixture(scope="session")
def library_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "suyuan.db"
    with Library.open(path) as library:
        fill(library)
    return path


@pytest.fixture
def client(library_path: Path) -> Iterator[TestClient]:
    with TestClient(app(library_path), base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client
