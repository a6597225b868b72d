from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from fastapi.testclient import TestClient

from suyuan.serve.web import app, pages
from suyuan.serve.web.render import render_page
from suyuan.store import Library

PAGES = [
    "/",
    "/search?q=国务卿",
    "/search?q=海陵峰会设立救援基金的消息",
    "/search?outlet=晨星社",
    "/search",
    "/stories",
    "/stories/story-hailing",
    "/stories/story-hailing/compare",
    "/stories/story-hailing/sources",
    "/sources",
    "/sources?outlet=晨星社",
    "/articles/wire-0123abcd",
    "/articles/copy-0123abcd",
    "/articles/english-0123abcd",
    "/articles/evil-0123abcd",
    "/articles/wire?at=3-9",
    "/articles/wire/evidence/mention/0",
    "/articles/wire/evidence/time/1",
    "/articles/wire/evidence/quantity/0",
    "/articles/wire/evidence/statement/1",
    "/articles/wire/evidence/commitment/0",
    "/articles/wire/evidence/office/0",
    "/articles/wire/evidence/frame/0",
    "/statements",
    "/statements?q=基金&speaker=林岚",
    "/trace",
    "/trace?q=船只",
    "/trace/copy-0123abcd/s2",
    "/copies",
    "/copies?article=wire",
    "/copies/wire-0123abcd/copy-0123abcd",
    "/commitments",
    "/commitments?actor=東嶼&until=2040",
    "/commitments?asof=2045-01-01&overdue=1",
]
HERE = "http://127.0.0.1:8000"
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """A page as parsed: its links, ids, tags, and whether its tags nest."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag == "a":
            assert "a" not in self.open, "a link inside a link"
            assert values.get("href"), "a link that leads nowhere"
            self.links.append(values["href"] or "")
        if values.get("id"):
            assert values["id"] not in self.ids, f"two elements are called {values['id']}"
            self.ids.add(values["id"] or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_and_holds_nothing_inline(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    page = Page(answer.text)
    assert ("html", {"lang": "en"}) in page.tags
    for tag, values in page.tags:
        assert tag != "style" and "style" not in values
        assert not any(name.startswith("on") for name in values)
        assert tag != "script" or (values.get("src") or "").startswith(("/static/", "/vendor/"))
        assert tag not in ("img", "iframe", "object", "embed", "base")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_json_twin(client: TestClient, path: str) -> None:
    twin = client.get(f"/api{path if path != '/' else ''}")
    assert twin.status_code == 200
    assert twin.headers["content-type"] == "application/json"
    assert isinstance(twin.json(), dict)


def test_every_link_leads_somewhere(client: TestClient) -> None:
    """Follow every link of the site, fragments included, from the front page and the pages no link leads to."""
    seen: dict[str, set[str]] = {}
    queue = list(PAGES)
    while queue:
        path, fragment = urldefrag(unquote(queue.pop()))
        if not path.startswith("/"):
            continue
        if path not in seen:
            answer = client.get(path)
            assert answer.status_code == 200, path
            seen[path] = set()
            if "html" in answer.headers["content-type"]:
                page = Page(answer.text)
                seen[path] = page.ids
                here = [f"{path}{link}" if link.startswith("#") else link for link in page.links]
                queue += [link for link in here if link.startswith("/")]
        if fragment:
            assert fragment in seen[path], f"{path} has no {fragment}"
    assert len(seen) > 60


def test_headers_on_every_answer(client: TestClient) -> None:
    for path in (
        "/",
        "/nowhere",
        "/search?q=" + "国" * 999,
        "/api/stories",
        "/static/suyuan.css",
        "/articles/wire/page",
    ):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_what_a_page_says_is_never_run(client: TestClient) -> None:
    for path in ("/", "/articles/evil-0123abcd", "/search?q=script", "/statements?q=标签", "/trace/evil-0123abcd/s1"):
        text = client.get(path).text
        assert "<script>alert" not in text and "<img src=x" not in text and "<b>不是" not in text, path
        assert "<i>发言人" not in text
    assert "&lt;script&gt;alert(&#39;标题&#39;)&lt;/script&gt;" in client.get("/articles/evil-0123abcd").text
    assert "{{ 7 * 7 }}" in client.get("/articles/evil-0123abcd").text
    echoed = client.get("/search", params={"q": '"><script>alert(1)</script>', "outlet": "<b>x</b>"}).text
    assert "<script>alert" not in echoed and "<b>x</b>" not in echoed


def test_addresses_of_pages_that_run_are_no_links(library_path: Path, tmp_path: Path) -> None:
    import hashlib
    import shutil

    from suyuan.model import Article, Wrapper
    from suyuan.model import Page as Bytes

    path = tmp_path / "copy.db"
    shutil.copy(library_path, path)
    with Library.open(path) as library:
        layer = Wrapper("mirror", "镜", "data:text/html,<script>1</script>")
        article = Article("js", "正文", url="javascript:alert(1)", wrappers=(layer,))
        library.add_page(Bytes(b"js", hashlib.sha256(b"js").hexdigest(), path="js"), [article])
    with TestClient(app(path), base_url=HERE) as client:
        text = client.get("/articles/js").text
    assert 'href="javascript:' not in text and 'href="data:' not in text


def test_the_original_is_saved_not_shown(client: TestClient) -> None:
    answer = client.get("/articles/evil-0123abcd/page")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.content.startswith(b"<script>")


def test_right_language_for_each_script(client: TestClient) -> None:
    for name, tag in (("wire", "zh-Hans"), ("copy", "zh-Hant"), ("english", "en")):
        assert f'<div class="text" lang="{tag}">' in client.get(f"/articles/{name}").text
    listed = client.get("/search?q=国务卿").text
    assert 'lang="zh-Hans"' in listed and 'lang="zh-Hant"' in listed


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/articles/nobody", 404, "no article nobody"),
        ("/articles/e", 404, "may be any of english-0123abcd, evil-0123abcd"),
        ("/stories/none", 404, "no story none"),
        ("/articles/wire/evidence/time/99", 404, "has no time 99"),
        ("/articles/wire/evidence/record/0", 404, "has no record 0"),
        ("/trace/wire/s9", 404, "has no statement s9"),
        ("/copies/wire/english", 404, "share no passage"),
        ("/nowhere", 404, "no page at this address"),
        ("/search?q=" + "国" * 401, 400, "q is too long"),
        ("/search?since=soon", 400, "since is too long or not of its form"),
        ("/search?page=0", 400, "page"),
        ("/search?page=99999999999999999999", 400, "page"),
        ("/articles/wire?at=x", 400, "at is"),
        ("/articles/wire/evidence/time/x", 400, "number"),
    ],
)
def test_errors_are_pages_in_words(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in re.sub(r"\s+", " ", answer.text)
    assert "Traceback" not in answer.text
    twin = client.get(f"/api{path}")
    assert twin.status_code == status
    assert words in twin.json()["error"] or status == 404


@pytest.mark.parametrize("path", [*PAGES, "/articles/wire/page", "/static/suyuan.css", "/favicon.ico"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    for address in (path, f"/api{path if path != '/' else ''}") if path in PAGES else (path,):
        head, whole = client.head(address), client.get(address)
        assert (head.status_code, head.headers["content-type"]) == (200, whole.headers["content-type"])
        assert head.headers["content-security-policy"] == whole.headers["content-security-policy"]


def test_only_reading_is_answered(client: TestClient) -> None:
    assert client.post("/search").status_code == 405
    assert client.delete("/articles/wire").status_code == 405


def test_a_missing_or_foreign_library(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("something else altogether, and long enough" * 20, encoding="utf-8")
    for path, words in ((tmp_path / "none.db", "there is no library"), (other, "is not a Suyuan library")):
        with TestClient(app(path), base_url=HERE, raise_server_exceptions=False) as client:
            answer = client.get("/")
            assert answer.status_code == 503
            assert words in answer.text


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    Library.open(tmp_path / "empty.db").close()
    with TestClient(app(tmp_path / "empty.db"), base_url=HERE) as client:
        assert "suyuan add PATH" in client.get("/").text
        for path in ("/stories", "/statements", "/copies", "/commitments", "/trace?q=x", "/search?q=x"):
            assert client.get(path).status_code == 200


def test_the_loopback_server_answers_to_no_other_name(library_path: Path) -> None:
    with TestClient(app(library_path), base_url=HERE, raise_server_exceptions=False) as client:
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400
        assert client.get("/", headers={"host": "localhost:8000"}).status_code == 200
    with TestClient(app(library_path, host="0.0.0.0"), raise_server_exceptions=False) as client:
        assert client.get("/", headers={"host": "news.example"}).status_code == 200


def test_htmx_gets_the_part_and_a_browser_the_page(client: TestClient) -> None:
    path = "/articles/wire/evidence/time/1"
    part = client.get(path, headers={"HX-Request": "true"})
    assert "<html" not in part.text and "evidence-card time" in part.text and part.headers["vary"] == "HX-Request"
    whole = client.get(path)
    assert "<html" in whole.text and "evidence-card time" in whole.text
    assert "2032-01-01" in whole.text and "the end of it" in whole.text


def test_the_view_never_writes(client: TestClient, library_path: Path) -> None:
    with Library.open(library_path) as library:
        before = list(library.dump())
        for path in PAGES:
            client.get(path)
        assert list(library.dump()) == before


def test_a_page_as_long_as_a_library_is_cut(tmp_path: Path) -> None:
    from sample_library import pages

    from suyuan.model import Article

    page, _, _ = pages()[0]
    with Library.open(tmp_path / "long.db") as library:
        library.add_page(page, [Article("long", "长" * 2_000_000, title="长长")])
    with TestClient(app(tmp_path / "long.db"), base_url=HERE) as client:
        text = client.get("/articles/long").text
        assert text.count("长") < 310_000 and "Only the first 300,000 of 2,000,000 characters" in text
        assert client.get("/search?q=长").status_code == 200


def test_what_a_story_says(client: TestClient) -> None:
    story = client.get("/api/stories/story-hailing").json()
    assert [entry["when"] for entry in story["timeline"]] == [["2031-05-06", "2031-05-07"]]
    speakers = {one["speaker"]: len(one["told"]) for one in story["speakers"]}
    assert speakers["林岚"] == 3, "the two scripts of one claim are one"
    assert [one["speaker"] for one in story["speakers"]].count("东屿政府官员") == 2, "anonymous sources stay apart"
    (differing,) = story["discrepancies"]
    assert [value["value"] for value in differing["values"]] == ["23", "25"]
    assert differing["values"][0]["evidence"][0]["words"] == "23艘"
    (pledged,) = story["commitments"]
    assert [len(step["reports"]) for step in pledged["history"]] == [1, 1]


def test_the_ledger_tells_a_pledge_once_with_its_history(client: TestClient, library_path: Path) -> None:
    found = client.get("/api/commitments").json()
    (pledged,) = found["commitments"]
    assert (pledged["actors"], pledged["status"], pledged["deadline"]) == (["东屿", "北汀"], "will", "2031")
    assert (pledged["due"], pledged["amount"], found["total"]) == ("2031-12-31", "1.2億美元", 1)
    assert [step["day"] for step in pledged["history"]] == ["2031-05-06", "2031-05-07"]
    for query, many in (
        ("actor=東嶼", 1),
        ("actor=海湾", 0),
        ("until=2031", 1),
        ("until=2031-06", 0),
        ("since=2032", 0),
    ):
        assert client.get(f"/api/commitments?{query}").json()["total"] == many, query
    with Library.open(library_path) as library:
        for today, overdue in (("2031-12-31", 0), ("2032-01-01", 1)):
            assert pages.commitments(library, "", None, None, today)["overdue"] == overdue
        late = pages.story(library, "story-hailing", "2032-01-01")["commitments"][0]
    html = render_page("commitments.html", {**found, "commitments": [late], "overdue": 1}, "/commitments", "", False)
    assert "1 overdue" in html and "pledge overdue" in html


def test_what_a_comparison_says(client: TestClient) -> None:
    found = client.get("/api/stories/story-hailing/compare").json()
    assert found["compared"] == 3
    fund = found["claims"][0]
    assert "设立联合救援基金" in fund["words"] and fund["outlets"] == ["晨星社", "海灣日報"]
    assert fund["first"] == "晨星社", "a day earlier"
    cells = {cell["outlet"]: [said["ref"] for said in cell["said"]] for cell in fund["cells"]}
    assert cells == {"晨星社": ["wire-0123abcd#s1"], "海灣日報": ["copy-0123abcd#s1"], "The Lantern": []}
    assert {one["outlet"]: one["articles"] for one in found["outlets"]} == {
        "晨星社": 1,
        "海灣日報": 1,
        "The Lantern": 1,
    }
    assert fund["number"] in next(one for one in found["outlets"] if one["outlet"] == "晨星社")["first"]
    numbers = [one["number"] for one in found["claims"]] + [c["number"] for o in found["outlets"] for c in o["alone"]]
    assert sorted(numbers) == list(range(1, len(numbers) + 1)), "every claim stands once and has a number"
    page = client.get("/stories/story-hailing/compare").text
    assert 'aria-label="晨星社 is the first to carry it"' in page and "/articles/copy-0123abcd#text-s1" in page
    assert 'href="/stories/story-hailing/compare"' in client.get("/stories/story-hailing").text


def test_what_each_outlet_leaves_out_has_alone_and_calls_it(tmp_path: Path) -> None:
    from sample_library import page_with

    from suyuan.model import Story

    tide = "灯塔报五月六日电，议长说，港口扩建将在三年内完成。鹭岛居民反对。"
    wire = "汽笛社消息，议长说，港口扩建将在三年内完成。他说“霞屿的渔港不会关闭，也不会搬到别处去”。"
    last = "议长昨天说，渡轮票价明年一月起上调百分之五。他提到霞屿。"
    with Library.open(tmp_path / "l.db") as library:
        for name, outlet, text, said, place in (
            ("a", "灯塔报", tide, ("港口扩建将在三年内完成",), "鹭岛"),
            ("b", "汽笛社", wire, ("港口扩建将在三年内完成", "霞屿的渔港不会关闭，也不会搬到别处去"), "霞屿"),
            ("c", "渔歌报", last, ("渡轮票价明年一月起上调百分之五",), "霞屿"),
        ):
            library.add_page(*page_with(name, outlet, text, said, place))
        library.replace_links("story", [Story("s", (), ("a", "b", "c"), "港口")])
    with TestClient(app(tmp_path / "l.db"), base_url=HERE) as client:
        found = client.get("/api/stories/s/compare").json()
        text = client.get("/stories/s/compare").text
    (port,) = found["claims"]
    assert port["first"] is None, "on one day nobody is first"
    assert [cell["left_out"] for cell in port["cells"] if cell["outlet"] == "渔歌报"] == [True]
    outlets = {one["outlet"]: one for one in found["outlets"]}
    assert 1 in outlets["渔歌报"]["leaves_out"] and 1 not in outlets["汽笛社"]["leaves_out"]
    assert [claim["words"] for claim in outlets["渔歌报"]["alone"]] == ["渡轮票价明年一月起上调百分之五"]
    (island,) = found["naming"]
    assert island["uses"] == {"霞屿": 2, "鹭岛": 1}
    cells = {row["outlet"]: [(cell["own"], cell["quoted"]) for cell in row["cells"]] for row in island["outlets"]}
    assert cells == {"灯塔报": [(0, 0), (1, 0)], "汽笛社": [(0, 1), (0, 0)], "渔歌报": [(1, 0), (0, 0)]}
    assert "渔歌报 leaves it out" in text and '<span class="quoted">“1”</span>' in text


def test_what_a_trace_says(client: TestClient) -> None:
    trace = client.get("/api/trace/copy-0123abcd/s2").json()
    (one,) = trace["traces"]
    assert (one["origins"]["certain"], one["origins"]["possible"]) == (1, 2)
    (root,) = one["tree"]
    assert (root["name"], root["role"], root["children"][0]["name"]) == ("东屿政府官员", "speaker", "海湾通讯社")
    assert {child["name"] for child in root["children"][0]["children"]} == {"晨星社", "海灣日報"}
    assert one["copied"]["copy-0123abcd"]["giver"]["id"] == "wire-0123abcd"
    text = client.get("/trace/copy-0123abcd/s2").text
    assert "copied from 晨星社" in re.sub(r"\s+", " ", text)
    assert "1–2" in text and "<svg" in text and "远帆网" in text


def test_what_a_copy_says(client: TestClient) -> None:
    text = client.get("/copies/wire/copy").text
    assert "took this from" in text and "a number changed" in text
    assert '<span class="m edit meaning" title="a number changed">25</span>' in text
    assert client.get("/copies/copy/wire").text.count("m edit meaning") == text.count("m edit meaning")


def test_outlets_are_counted_by_the_groups_the_server_was_given(library_path: Path) -> None:
    groups = {"region": {"晨星社": "东岸", "海湾日报": "东岸"}, "owner": {"晨星社": "<b>港务局</b>"}}
    with TestClient(app(library_path, groups=groups), base_url=HERE) as client:
        plain = client.get("/api/stories/story-hailing/compare").json()
        assert (plain["by"], plain["groupings"]) == (None, ["region", "owner"])
        assert "晨星社" in {one["outlet"] for one in plain["outlets"]}
        by = client.get("/api/stories/story-hailing/compare?by=region").json()
        names = {one["outlet"] for one in by["outlets"]}
        assert "东岸" in names and "晨星社" not in names and by["members"]["东岸"] == ["晨星社", "海灣日報"]
        (east,) = [one for one in by["outlets"] if one["outlet"] == "东岸"]
        told = {len(claim["cells"][0]["said"]) for claim in east["alone"]}
        assert max(told) > 1, "what two papers of one group tell, the group alone has"
        page = client.get("/stories/story-hailing/compare?by=owner").text
        assert "&lt;b&gt;港务局" in page and "<b>港务局" not in page
        Page(page)
        assert client.get("/stories/story-hailing/compare?by=other").status_code == 404


def test_without_groups_there_is_none_to_choose(client: TestClient) -> None:
    assert "Count by" not in client.get("/stories/story-hailing/compare").text
    assert client.get("/stories/story-hailing/compare?by=region").status_code == 404


def test_what_the_source_graph_says(client: TestClient) -> None:
    graph = client.get("/api/sources").json()
    assert {(one["citing"], one["cited"]) for one in graph["citations"]} >= {("晨星社", "海湾通讯社")}
    story = client.get("/api/stories/story-hailing/sources").json()
    assert {one["name"] for one in story["sources"]} >= {"林岚", "海湾通讯社"}
    event = story["all_events"][0]["id"]
    one_event = client.get(f"/api/stories/story-hailing/sources?event={event}").json()
    assert one_event["event"]["id"] == event
    assert client.get("/stories/story-hailing/sources?event=none").status_code == 404
    own = client.get("/api/sources?outlet=晨星社").json()
    assert own["own"] >= 1 and own["sources"]


def test_what_is_overdue_is_asked_of_a_day(client: TestClient) -> None:
    early, late = (client.get(f"/api/commitments?asof={day}").json() for day in ("2000-01-01", "2999-01-01"))
    assert early["overdue"] == 0 < late["overdue"]
    listed = client.get("/api/commitments?asof=2999-01-01&overdue=1").json()
    assert listed["commitments"] and all(pledge["overdue"] for pledge in listed["commitments"])
    assert client.get("/commitments?asof=2999").status_code == 400
