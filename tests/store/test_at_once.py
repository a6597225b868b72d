"""Several programs at one library: writers wait for one another and lose nothing, readers never wait."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

import pytest
from example_pieces import Piece, add, made_at_once, pieces
from fastapi.testclient import TestClient

from suyuan import ingest
from suyuan.demo import EXAMPLES
from suyuan.serve.web import app
from suyuan.store import Library, LibraryError, schema

listed = import_module("suyuan.serve.web.pages.stories")
# Adds the pages with these numbers to a library, one after the other, each with all its links.
ADDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from example_pieces import add, pieces
from suyuan.store import Library, reuse, stories
reuse.BATCH_PAYS = stories.BATCH_PAYS = int(sys.argv[5])
with Library.open(sys.argv[1], create=False) as source:
    held = pieces(source)
for number in sys.argv[4].split(","):
    with Library.open(sys.argv[2]) as library:
        add(library, [held[int(number)]])
"""


@pytest.fixture(scope="module")
def example(example_library: Library) -> list[Piece]:
    return pieces(example_library)


def adding(source: Library, library: Path, numbers: range, batch_pays: int) -> subprocess.Popen[bytes]:
    here, wanted = str(Path(__file__).parent), ",".join(map(str, numbers))
    program = [sys.executable, "-c", ADDING, str(source.path), str(library), here, wanted, str(batch_pays)]
    return subprocess.Popen(program, stderr=subprocess.PIPE)


@pytest.mark.parametrize("batch_pays", [0, 5])
def test_two_programs_that_add_lose_nothing(
    tmp_path: Path, example_library: Library, example: list[Piece], batch_pays: int
) -> None:
    path, many = tmp_path / "l.db", len(example)
    halves = [range(start, many, 2) for start in (0, 1)]
    programs = [adding(example_library, path, half, batch_pays) for half in halves]
    assert [program.communicate()[1] for program in programs] == [b"", b""]
    assert [program.returncode for program in programs] == [0, 0]
    with Library.open(path) as library:
        assert not library.links_are_stale()
        assert list(library.dump()) == made_at_once(tmp_path, example)


def test_the_command_run_twice_at_once(tmp_path: Path) -> None:
    path, files = tmp_path / "l.db", sorted((EXAMPLES / "pages").iterdir())[:4]
    program = [sys.executable, "-m", "suyuan.cli", "add", "--runner", "inline", "--library", str(path)]
    twice = [subprocess.Popen([*program, *map(str, files)], stderr=subprocess.DEVNULL) for _ in range(2)]
    assert {run.wait() for run in twice} == {0}
    with Library.open(path) as library, Library.open(tmp_path / "whole.db") as whole:
        ingest.add(whole, files, "inline")
        assert list(library.dump()) == list(whole.dump())


def test_who_writes_waits_for_who_is_writing(tmp_path: Path, example: list[Piece]) -> None:
    path = tmp_path / "l.db"
    with Library.open(path) as library, Library.open(path) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        writer = threading.Thread(target=add, args=(library, example[:2]))
        writer.start()
        time.sleep(0.3)
        assert writer.is_alive() and other.counts()["pages"] == 0
        other.connection.execute("COMMIT")
        writer.join()
        assert other.counts()["pages"] == 2 and other.counts()["story"] > 0


def test_who_waits_too_long_is_told_so_and_can_go_on_later(
    tmp_path: Path, example: list[Piece], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.db"
    with Library.open(path) as library:
        add(library, example[:1])
        monkeypatch.setattr(schema, "BUSY_MS", 50)
        with Library.open(path) as other:
            library.connection.execute("BEGIN IMMEDIATE")
            with pytest.raises(LibraryError, match="another program is writing"):
                add(other, example[1:])
            library.connection.execute("COMMIT")
            add(other, example[1:])
        assert list(library.dump()) == made_at_once(tmp_path, example)


def test_the_web_view_answers_while_pages_are_added(
    tmp_path: Path, example_library: Library, example: list[Piece], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.db"
    with Library.open(path) as library:
        add(library, example[:1])
    monkeypatch.setattr(schema, "BUSY_MS", 1_000)
    addresses = ("/", "/stories", "/api/stories", "/search?q=海", "/commitments")
    program = adding(example_library, path, range(1, len(example)), 0)
    client, answered, told = TestClient(app(path), base_url="http://127.0.0.1"), 0, 0
    while program.poll() is None:
        for address in addresses:
            assert client.get(address).status_code == 200, address
            answered += 1
        for story in client.get("/api/stories").json()["stories"][:3]:
            assert client.get(f"/api/stories/{story['id']}").status_code == 200, "or that of its heir"
            told += 1
    assert program.communicate()[1] == b"" and program.returncode == 0
    assert answered > len(addresses) and told > 0


def test_an_answer_is_of_one_state_of_the_library(
    tmp_path: Path, example: list[Piece], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything goes while the stories are being listed."""
    path = tmp_path / "l.db"
    with Library.open(path) as library:
        add(library, example)
        client = TestClient(app(path), base_url="http://127.0.0.1")
        before = client.get("/api/stories").json()
        real, calls = listed.story_card, []

        def card(*given: object) -> object:
            if not calls:
                for page, _ in example:
                    library.remove_page(page.sha256, page.place)
                ingest.relink(library)
            calls.append(given)
            return real(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(listed, "story_card", card)
        assert client.get("/api/stories").json() == before and len(calls) > 1
        assert client.get("/api/stories").json() == {"stories": []}
