"""A small invented library for tests of the store and what stands on it: two scripts, English, links of all kinds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from suyuan.model import (
    Annotations,
    Article,
    Block,
    Byline,
    Chain,
    ChainNode,
    Claim,
    Commitment,
    Cue,
    DateMark,
    Deadline,
    Discrepancy,
    DiscrepancyValue,
    Edit,
    Event,
    Frame,
    Hop,
    LinkRecord,
    Mention,
    Naming,
    NamingForm,
    OfficeTitle,
    Origins,
    Outlet,
    Page,
    PageRef,
    Party,
    Passage,
    Quantity,
    Rejection,
    Reuse,
    Span,
    Speaker,
    Statement,
    Story,
    TimeExpression,
    Wrapper,
)
from suyuan.store import Library

HANS = (
    "海陵峰会同意设立联合救援基金\n"
    "（晨星社海陵5月6日电）东屿国务卿林岚周二在海陵表示，两国将于2031年底前出资1.2亿美元设立联合救援基金。\n"
    "一名不愿具名的东屿政府官员告诉海湾通讯社，“基金的首批船只已有23艘”。\n"
    "林岚还说，“北汀的渔民不应再等十年”。"
)
HANT = (
    "海陵峰會同意設立聯合救援基金\n"
    "（晨星社海陵5月6日電）東嶼國務卿林嵐周二在海陵表示，兩國將於2031年底前出資1.2億美元設立聯合救援基金。\n"
    "一名不願具名的東嶼政府官員告訴海灣通訊社，“基金的首批船隻已有25艘”。\n"
    "林嵐還說，“北汀的漁民不應再等待十年”。"
)
ENGLISH = (
    "Leaders at Hailing agree on a rescue fund\n"
    "HAILING, May 6 - Secretary of State Lin Lan said on Tuesday that the café talks had ended well.\n"
    "“We will pay our share by 2031,” an official told Bay Wire."
)
EVIL = (
    "<script>alert('标题')</script>\n正文里有<img src=x onerror=alert(1)>和“引号”，以及 &amp; 与 {{ 7 * 7 }}。\n"
    "灯塔报发言人说，“<b>不是标签</b>”。"
)


def span(text: str, piece: str) -> Span:
    start = text.index(piece)
    return start, start + len(piece)


def _blocks(text: str, script: str, language: str) -> tuple[Block, ...]:
    out, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = "title" if number == 0 else "body"
        out.append(Block(kind, at, at + len(line), language, script))  # type: ignore[arg-type]
        at += len(line) + 1
    return tuple(out)


def _chinese(text: str, words: dict[str, str]) -> Annotations:
    """Annotations of the invented story; ``words`` gives the printed pieces in the text's own script."""
    w = {key: span(text, piece) for key, piece in words.items()}
    statements = (
        Statement(
            id="s1",
            type="indirect",
            content=(w["fund"],),
            cue=w["cue"],
            speaker=Speaker(w["lin_full"], ("林岚",), "named"),
            occasion=w["hailing"],
            rule="cue-comma",
        ),
        Statement(
            id="s2",
            type="direct",
            content=(w["ships"],),
            cue=w["told"],
            speaker=Speaker(w["anonymous"], ("东屿政府官员",), "anonymous", cluster="anon-1"),
            channel=(Hop("海湾通讯社", "relay", w["bay"], w["told"]),),
            addressee=w["bay"],
            rule="told-outlet",
        ),
        Statement(
            id="s3",
            type="direct",
            content=(w["fishers"],),
            cue=w["also"],
            speaker=Speaker(None, ("林岚",), "named"),
            rule="quote-after-cue",
        ),
    )
    commitment = Commitment(
        actor=Party(w["both"], ("东屿", "北汀")),
        action=w["set_up"],
        status="will",
        amount=w["amount"],
        deadline=Deadline(w["deadline"], "2031"),
        statement="s1",
    )
    start, end = w["lin"]
    return Annotations(
        mentions=(
            Mention(*w["dongyu"], "GPE", "东屿", entity="local:dongyu", rule="kb", confidence=1.0),
            Mention(start, end, "PERSON", "林岚", entity="local:lin-lan", rule="kb"),
            Mention(*w["bay"], "MEDIA", "海湾通讯社", rule="crf", local="m1", confidence=0.8),
        ),
        times=(
            TimeExpression(*w["tuesday"], "DATE", "2031-05-06", "2031-05-06", "2031-05-07", rule="weekday"),
            TimeExpression(*w["deadline"], "DATE", "2031", "2031-01-01", "2032-01-01", mod="END", rule="year"),
        ),
        quantities=(
            Quantity(*w["amount"], "money", 1.2e8, 1.2e8, 1.2e8, unit="USD", rule="money"),
            Quantity(*w["count"], "count", float(words["count"][:2]), of="船只"),
        ),
        statements=statements,
        commitments=(commitment,),
        frames=(Frame("hearsay", w["tuesday"], w["tuesday"], w["fund"], rule="hearsay"),),
        offices=(OfficeTitle(*w["minister"], "国务卿", "foreign-minister", reason="no table of this office"),),
    )


_HANS_WORDS = {
    "fund": "两国将于2031年底前出资1.2亿美元设立联合救援基金",
    "cue": "表示",
    "lin_full": "东屿国务卿林岚",
    "lin": "林岚",
    "minister": "东屿国务卿",
    "hailing": "在海陵",
    "ships": "基金的首批船只已有23艘",
    "told": "告诉",
    "anonymous": "一名不愿具名的东屿政府官员",
    "bay": "海湾通讯社",
    "fishers": "北汀的渔民不应再等十年",
    "also": "还说",
    "both": "两国",
    "set_up": "出资1.2亿美元设立联合救援基金",
    "amount": "1.2亿美元",
    "deadline": "2031年底前",
    "dongyu": "东屿",
    "tuesday": "周二",
    "count": "23艘",
}
_HANT_WORDS = {
    "fund": "兩國將於2031年底前出資1.2億美元設立聯合救援基金",
    "cue": "表示",
    "lin_full": "東嶼國務卿林嵐",
    "lin": "林嵐",
    "minister": "東嶼國務卿",
    "hailing": "在海陵",
    "ships": "基金的首批船隻已有25艘",
    "told": "告訴",
    "anonymous": "一名不願具名的東嶼政府官員",
    "bay": "海灣通訊社",
    "fishers": "北汀的漁民不應再等待十年",
    "also": "還說",
    "both": "兩國",
    "set_up": "出資1.2億美元設立聯合救援基金",
    "amount": "1.2億美元",
    "deadline": "2031年底前",
    "dongyu": "東嶼",
    "tuesday": "周二",
    "count": "25艘",
}


def pages() -> list[tuple[Page, list[Article], list[Rejection]]]:
    """(page, its articles, its rejections), as reading and annotation would give them."""
    out: list[tuple[Page, list[Article], list[Rejection]]] = []
    english = Annotations(
        statements=(
            Statement(
                id="s1",
                type="indirect",
                content=(span(ENGLISH, "the café talks had ended well"),),
                cue=span(ENGLISH, "said"),
                speaker=Speaker(span(ENGLISH, "Secretary of State Lin Lan"), ("Lin Lan",), "named"),
            ),
            Statement(
                id="s2",
                type="direct",
                content=(span(ENGLISH, "We will pay our share by 2031,"),),
                cue=span(ENGLISH, "told"),
                speaker=Speaker(span(ENGLISH, "an official"), ("official",), "anonymous", cluster="anon-1"),
                channel=(Hop("Bay Wire", "relay", span(ENGLISH, "Bay Wire"), span(ENGLISH, "told")),),
            ),
        ),
        mentions=(Mention(*span(ENGLISH, "Lin Lan"), "PERSON", "Lin Lan", entity="local:lin-lan"),),
    )
    evil = Annotations(
        statements=(
            Statement(
                id="s1",
                type="direct",
                content=(span(EVIL, "<b>不是标签</b>"),),
                cue=span(EVIL, "说"),
                speaker=Speaker(span(EVIL, "灯塔报发言人"), ("灯塔报<i>发言人</i>",), "named"),
            ),
        )
    )
    for name, text, script, language, outlet, day, found in (
        ("wire", HANS, "Hans", "zh", "晨星社", "2031-05-06", _chinese(HANS, _HANS_WORDS)),
        ("copy", HANT, "Hant", "zh", "海灣日報", "2031-05-07", _chinese(HANT, _HANT_WORDS)),
        ("english", ENGLISH, "Latn", "en", "The Lantern", "2031-05-06", english),
        ("evil", EVIL, "Hans", "zh", None, None, evil),
    ):
        data = text.encode()
        page = Page(data, hashlib.sha256(data).hexdigest(), path=f"pages/{name}.html", url=f"https://{name}.example/1")
        wrappers = (
            Wrapper("republisher", "远帆网", "https://yuanfan.example/9", "2031-05-08", "转自：海灣日報"),
            Wrapper("mirror", "code-mirror", evidence="repository"),
        )
        article = Article(
            id=f"{name}-0123abcd",
            text=text,
            title=text.split("\n")[0],
            page=PageRef(page.sha256, page.path, page.url, "html", 0),
            outlet=Outlet(outlet, evidence=outlet) if outlet else None,
            byline=(Byline("周舟", "reporter", "记者周舟"), Byline("何禾", "editor", "责任编辑：何禾")) if day else (),
            dates=(DateMark("published", f"{day}T09:30", "minute", f"{day} 09:30"),) if day else (),
            published=day,
            url=page.url,
            language=language,
            script=script,  # type: ignore[arg-type]
            blocks=_blocks(text, script, language),
            wrappers=wrappers if name == "copy" else (),
            annotations=found,
        )
        out.append((page, [article], []))
    noise = b"\x00\x01\x02"
    page = Page(noise, hashlib.sha256(noise).hexdigest(), path="pages/noise.bin")
    out.append((page, [], [Rejection("pages/noise.bin", "not text: binary data")]))
    return out


def links() -> dict[str, list[LinkRecord]]:
    """Links between the articles of ``pages``, as the linking floor would give them."""
    body_a, body_b = HANT.index("\n") + 1, HANS.index("\n") + 1
    passage = Passage(
        (body_a, len(HANT)),
        (body_b, len(HANS)),
        0.97,
        (
            Edit(span(HANT, "25"), span(HANS, "23"), "meaning", "a number changed"),
            Edit(span(HANT, "等待"), span(HANS, "等"), "style"),
        ),
    )
    cues = (Cue("marker", "晨星社海陵5月6日電", "a<-b", 0.9), Cue("date", "2031-05-07 > 2031-05-06", "a<-b", 0.6))
    node = ChainNode
    ids = ("copy-0123abcd", "english-0123abcd", "wire-0123abcd")
    return {
        "reuse": [Reuse("copy-0123abcd", "wire-0123abcd", "reprint", (passage,), 120, "a<-b", cues)],
        "claim": [
            Claim("claim-fund", ("copy-0123abcd#s1", "wire-0123abcd#s1"), Origins(1, 1, ("wire-0123abcd",))),
            Claim("claim-ships", ("copy-0123abcd#s2", "wire-0123abcd#s2"), Origins(1, 2, ("wire-0123abcd",))),
        ],
        "event": [
            Event("event-talks", ids, ("2031-05-06", "2031-05-07"), "海陵峰会同意设立联合救援基金"),
        ],
        "story": [Story("story-hailing", ("event-talks",), ids, "海陵峰会")],
        "chain": [
            Chain(
                "copy-0123abcd#s2",
                (
                    node("东屿政府官员", "speaker", evidence=span(HANT, "一名不願具名的東嶼政府官員")),
                    node("海湾通讯社", "relay", evidence=span(HANT, "海灣通訊社")),
                    node("晨星社", "relay", True),
                    node("海灣日報", "outlet"),
                    node("远帆网", "republisher"),
                    node(None, "mirror"),
                ),
            ),
            Chain(
                "wire-0123abcd#s2",
                (
                    node("东屿政府官员", "speaker", evidence=span(HANS, "一名不愿具名的东屿政府官员")),
                    node("海湾通讯社", "relay", evidence=span(HANS, "海湾通讯社")),
                    node("晨星社", "outlet"),
                ),
            ),
            Chain("wire-0123abcd#s1", (node("林岚", "speaker"), node("晨星社", "outlet"))),
        ],
        "discrepancy": [
            Discrepancy(
                "claim",
                "claim-ships",
                "count",
                (
                    DiscrepancyValue("23", (("wire-0123abcd", *span(HANS, "23艘")),)),
                    DiscrepancyValue("25", (("copy-0123abcd", *span(HANT, "25艘")),)),
                ),
                "首批船只",
            )
        ],
        "naming": [Naming("local:dongyu", "晨星社", (NamingForm("东屿", 2, 1),))],
    }


def page_with(
    name: str, outlet: str, text: str, said: tuple[str, ...], place: str, day: str = "2031-05-06"
) -> tuple[Page, list[Article]]:
    """A page with one article in which somebody says these words, the quoted ones directly, and an island is named."""
    statements = tuple(
        Statement(
            f"s{number}",
            "direct" if text[span(text, words)[0] - 1] == "“" else "indirect",
            (span(text, words),),
            None,
            Speaker(None, ("议长",), "named"),
        )
        for number, words in enumerate(said)
    )
    island = Mention(*span(text, place), "LOC", place, entity="local:island")
    found = Annotations(mentions=(island,), statements=statements)
    page = Page(text.encode(), hashlib.sha256(text.encode()).hexdigest(), path=f"{name}.html")
    return page, [Article(name, text, outlet=Outlet(outlet), published=day, script="Hans", annotations=found)]


def fill(library: Library) -> Library:
    for page, articles, rejections in pages():
        library.add_page(page, articles, rejections)
    for kind, found in links().items():
        library.replace_links(kind, found)
    return library


def opened(path: Path) -> Iterator[Library]:
    with Library.open(path) as library:
        yield fill(library)
