"""Every command on the bundled example, as a user calls it."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from suyuan.cli import build_parser, main
from suyuan.demo import EXAMPLES


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("library") / "demo.db"
    patch = pytest.MonkeyPatch()
    patch.setenv("SUYUAN_NAMES", str(EXAMPLES / "names.csv"))
    patch.setenv("SUYUAN_OUTLETS", str(EXAMPLES / "outlets.tsv"))
    assert main(["demo", "--no-serve", "--library", str(path)]) == 0
    yield str(path)
    patch.undo()


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_demo_twice_adds_nothing_and_shows_the_chain_again(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--no-serve", "--library", library]) == 0
    out = capsys.readouterr().out
    assert "奥斯梅尔政府消息人士" in out and "海桥" in out and "implied" in out


def test_search_finds_both_scripts(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    simplified = {
        hit["article"]["id"] for hit in _json(capsys, "search", "海缆", "--library", library, "--limit", "50")
    }
    traditional = {
        hit["article"]["id"] for hit in _json(capsys, "search", "海纜", "--library", library, "--limit", "50")
    }
    assert simplified == traditional and len(simplified) > 3


def test_search_for_what_is_not_there(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "火星殖民地", "--library", library]) == 1
    assert "nothing found" in capsys.readouterr().err


def test_trace_shows_the_implied_agency_and_every_layer(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    chains = [r for r in _json(capsys, "trace", "联合巡逻", "--library", library) if r["kind"] == "chain"]
    shown = [[(node["name"], node["role"]) for node in chain["nodes"]] for chain in chains]
    assert any(
        [role for _, role in nodes] == ["speaker", "relay", "outlet", "republisher", "mirror"]
        and nodes[0][0] == "奥斯梅尔政府消息人士"
        for nodes in shown
    )
    assert any(node["implicit"] for chain in chains for node in chain["nodes"])


def test_stories_and_one_story(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    stories = _json(capsys, "stories", "--library", library)
    largest = max(stories, key=lambda s: len(s["articles"]))
    assert len(largest["articles"]) >= 8
    (story,) = _json(capsys, "story", largest["id"], "--library", library)
    assert story["events"]
    assert main(["story", largest["id"][:8], "--library", library]) == 0
    assert "who speaks" in capsys.readouterr().out


def test_copies_name_the_source_and_the_change(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(_json(capsys, "copies", "--library", library)) >= 4
    assert main(["copies", "--library", library]) == 0
    assert "潮声日报" in capsys.readouterr().out


def test_filters_pipe_into_each_other(
    library: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = _lines(capsys, ["read", str(EXAMPLES / "pages")], (0, 1))
    annotated = _lines(capsys, ["annotate"], (0,), articles, monkeypatch)
    assert [json.loads(a)["id"] for a in annotated] == [json.loads(a)["id"] for a in articles]
    links = _lines(capsys, ["link"], (0,), annotated, monkeypatch)
    assert {json.loads(line)["kind"] for line in links} >= {"reuse", "event", "story", "claim", "chain"}
    only = _lines(capsys, ["link", "--only", "reuse"], (0,), articles, monkeypatch)
    assert {json.loads(line)["kind"] for line in only} == {"reuse"}


def test_annotate_keeps_what_it_does_not_know(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.dumps({"id": "x", "text": "甲说，乙来了。", "mine": {"a": 1}})
    (out,) = _lines(capsys, ["annotate"], (0,), [line], monkeypatch)
    assert json.loads(out)["mine"] == {"a": 1}


@pytest.mark.parametrize("line", ["not json", "[]", '{"id": 1, "text": "t"}', '{"text": "t"}'])
def test_a_wrong_record_is_usage(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", _Stdin([line]))
    assert main(["annotate"]) == 2
    assert capsys.readouterr().err.startswith("suyuan annotate: ")


def test_no_library_no_file_no_such_thing(tmp_path: Path, library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "x", "--library", str(tmp_path / "none.db")]) == 2
    (tmp_path / "text.db").write_text("not a database, only text that is long enough to be looked at" * 20)
    assert main(["stories", "--library", str(tmp_path / "text.db")]) == 2
    assert main(["add", str(tmp_path / "missing"), "--library", str(tmp_path / "l.db")]) == 2
    assert main(["story", "zzz", "--library", library]) == 1
    assert main(["trace", "zzz#zzz", "--library", library]) == 1
    assert all(line.startswith("suyuan ") for line in capsys.readouterr().err.splitlines())


def test_usage_errors_are_status_2() -> None:
    for arguments in (["search"], ["nothing"], [], ["trace", "x", "--limit", "0"]):
        with pytest.raises(SystemExit) as error:
            main(arguments)
        assert error.value.code == 2


def test_help_of_every_command_works(capsys: pytest.CaptureFixture[str]) -> None:
    parser = build_parser()
    for name in next(a for a in parser._actions if a.choices and a.dest == "command").choices:  # type: ignore[union-attr]
        with pytest.raises(SystemExit) as error:
            main([name, "--help"])
        assert error.value.code == 0
        assert "example:" in capsys.readouterr().out


def test_serve_says_where_and_takes_the_next_free_port(library: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        program = [sys.executable, "-m", "suyuan.cli", "serve", "--library", library, "--port", str(port)]
        child = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
        try:
            assert child.stdout is not None
            said = child.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
            assert address and int(address[1]) > port
            for _ in range(200):
                try:
                    with urllib.request.urlopen(address[0], timeout=5) as answer:
                        assert answer.status == 200
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                pytest.fail("the server did not answer")
        finally:
            child.terminate()
            child.wait(timeout=30)


class _Stdin:
    def __init__(self, lines: list[str]) -> None:
        self.buffer = io.BytesIO("".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass"))


def _lines(
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    statuses: tuple[int, ...],
    stdin: list[str] | None = None,
    monkeypatch: pytest.MonkeyPatch | None = None,
) -> list[str]:
    capsys.readouterr()
    if stdin is not None and monkeypatch is not None:
        monkeypatch.setattr("sys.stdin", _Stdin(stdin))
    assert main(arguments) in statuses
    return capsys.readouterr().out.splitlines()
