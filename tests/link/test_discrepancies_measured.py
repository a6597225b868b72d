"""The real pages: discrepancies against verdicts of a reader (ids, no text), and two questions of origin."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from suyuan.link.chains import chain_of
from suyuan.link.origins import Said, origins
from suyuan.model import Article
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

ROOT = Path(__file__).resolve().parent.parent.parent
MANIFEST_SHA256 = "9b28a798b12a537e7c6ae618db93a9b3698821680850c188688c8dccdfed9207"
REAL, LISTED = 19, 20
# What the library calls a record, and what the reader did.
NATURES = {
    "real": {"contradiction", "alteration"},
    "slip": {"slip"},
    "omission": {"omission"},
    "rendering": {"rendering"},
}


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_discrepancies", ROOT / "bench" / "discrepancies.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_discrepancies"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def articles(shared: Path, bench: ModuleType) -> list[Article]:
    manifest = (shared / "pages" / "manifest.jsonl").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == MANIFEST_SHA256
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("SUYUAN_NAMES", "SUYUAN_OUTLETS"):
            patch.delenv(variable, raising=False)
        found: list[Article] = bench.pages()
    return found


@pytest.mark.shared
def test_of_the_twenty_strongest_nineteen_are_real(bench: ModuleType, articles: list[Article]) -> None:
    names, judged = bench.names_of(articles), bench.verdicts()
    found = [bench.verdict_of(record, names, judged) for record in bench.strongest(articles, LISTED)]
    assert len(found) == LISTED
    assert found.count("real") >= REAL, found


@pytest.mark.shared
def test_each_is_called_what_a_reader_calls_it(bench: ModuleType, articles: list[Article]) -> None:
    names, judged = bench.names_of(articles), bench.verdicts()
    listed = bench.strongest(articles, 1_000)
    wrong = [
        (record.field, record.what, record.nature, verdict)
        for record in listed
        for verdict in [bench.verdict_of(record, names, judged)]
        if record.nature not in NATURES.get(verdict, ())
    ]
    assert len(listed) >= 35 and len(wrong) <= 1, wrong


def _asked(bench: ModuleType, articles: list[Article], pages: range, *words: str) -> list[Said]:
    """The statements of some tagged pages that hold all the words."""
    names = bench.names_of(articles)
    wanted = {f"R8-{number:04}" for number in pages}
    return [
        said
        for article in articles
        if names.get(article.id) in wanted and article.annotations
        for statement in article.annotations.statements
        for said in [Said(article, statement)]
        if all(word in fold(said.content) for word in words)
    ]


def _roots(said: list[Said]) -> tuple[int, set[str | None]]:
    found = origins(said).origins
    return found.certain, {info.id if (info := by_name(name)) else name for name in found.roots}


@pytest.mark.shared
def test_the_largest_upgrade_is_told_by_one_paper(bench: ModuleType, articles: list[Article]) -> None:
    said = _asked(bench, articles, range(306, 314), "最大幅度")
    assert len(said) >= 4
    assert _roots(said) == (1, {"ft"})
    through = {
        tuple(
            info.id for node in chain_of(one.article, one.statement).nodes if node.name and (info := by_name(node.name))
        )
        for one in said
    }
    assert any(chain[:4] == ("ft", "reuters", "cna", "setn") for chain in through), through


@pytest.mark.shared
def test_the_joint_team_is_another_papers_and_the_command_is_an_agencys(
    bench: ModuleType, articles: list[Article]
) -> None:
    assert _roots(_asked(bench, articles, range(306, 314), "联合小组")) == (1, {"yomiuri"})
    _, roots = _roots(_asked(bench, articles, range(306, 314), "驻日美军司令部"))
    assert {"ft", "kyodo"} <= roots and "reuters" not in roots


@pytest.mark.shared
def test_chip_controls_hang_on_one_agency_and_servicing_on_a_second(bench: ModuleType, articles: list[Article]) -> None:
    assert _roots(_asked(bench, articles, range(337, 348), "光刻胶")) == (1, {"bloomberg"})
    assert _roots(_asked(bench, articles, range(337, 348), "荷兰", "德国", "日本")) == (1, {"bloomberg"})
    assert _roots(_asked(bench, articles, range(342, 343), "零部件")) == (1, {"bloomberg"})
    _, roots = _roots(_asked(bench, articles, range(337, 348), "ASML"))
    assert roots == {"bloomberg", "reuters"}
