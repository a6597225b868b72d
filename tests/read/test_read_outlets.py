"""The table of outlets and its look-ups."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan import user_tables
from suyuan.read.finish.persons import is_person
from suyuan.read.outlets import by_domain, by_label, by_name, outlets


def test_the_table_is_large_and_well_formed() -> None:
    rows = outlets()
    assert len(rows) >= 200
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.name and row.english and re.fullmatch(r"[a-z0-9_]+", row.id)
        assert re.fullmatch(r"[A-Z]{2}", row.country)
        assert row.kind in ("agency", "newspaper", "broadcaster", "magazine", "website", "portal", "government")
        assert row.date_order in ("ymd", "dmy", "mdy")
        assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", domain) for domain in row.domains), row.domains


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("新华社", "xinhua"),
        ("新華社", "xinhua"),
        ("《紐約時報》", "nyt"),
        ("纽约时报", "nyt"),
        ("共同通信", "kyodo"),
        ("联合早报网", "zaobao"),
        ("BBC News 中文", "bbc"),
        ("DW", "dw"),
    ],
)
def test_names_in_both_scripts(name: str, outlet: str) -> None:
    found = by_name(name)
    assert found is not None and found.id == outlet


def test_domains_and_their_hosts() -> None:
    assert (found := by_domain("https://m.reuters.com/a?b=c")) and found.id == "reuters"
    assert (found := by_domain("money.udn.com")) and found.id == "money_udn"
    assert (found := by_domain("https://cn.nytimes.com/x")) and found.id == "cnnytimes"
    assert by_domain("https://reuters.com.bay.example/") is None
    assert by_domain("http://[broken") is None


def test_unknown_names_are_unknown() -> None:
    assert by_name("海湾日报") is None
    assert by_label("海湾日报 Bay Daily") is None


@given(st.text(max_size=100))
def test_any_name(name: str) -> None:
    by_label(name)
    by_domain(name)


def test_a_users_outlet_is_no_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_person("林海潮")
    (tmp_path / "own.tsv").write_text("id\tname\nlhc\t林海潮\n", encoding="utf-8")
    monkeypatch.setenv("SUYUAN_OUTLETS", str(tmp_path / "own.tsv"))
    assert not is_person("林海潮")
    monkeypatch.delenv("SUYUAN_OUTLETS")
    assert is_person("林海潮")


def test_a_page_is_read_with_one_set_of_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.tsv").write_text("id\tname\nlhc\t林海潮\n", encoding="utf-8")
    with user_tables.held():
        monkeypatch.setenv("SUYUAN_OUTLETS", str(tmp_path / "own.tsv"))
        assert is_person("林海潮")
        with user_tables.held():
            assert is_person("林海潮")
    assert not is_person("林海潮")


def test_a_name_with_and_without_its_space_is_one_outlet() -> None:
    forms = ("Now 新聞台", "Now新聞台", "Now新闻台", "now新闻")
    assert {form: info.id if (info := by_name(form)) else None for form in forms} == dict.fromkeys(forms, "nowtv")
    assert {"Now新聞台", "Now新闻台"} <= set(next(outlet for outlet in outlets() if outlet.id == "nowtv").aliases)
