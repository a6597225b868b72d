"""Write the table of hard sentences in docs/names.md from what the library decides on them.

Run: PYTHONPATH=src python tools/names_doc.py   (a test fails where the page and the library drift apart)
"""

from __future__ import annotations

import sys
from pathlib import Path

from suyuan.annotate.document import Document
from suyuan.annotate.names import find, titles
from suyuan.model import Article

PAGE = Path(__file__).parent.parent / "docs/names.md"
BEGIN, END = "<!-- sentences: begin -->", "<!-- sentences: end -->"
PUBLISHED = "2024-04-15"
SENTENCES = (
    ("美日菲三国领导人会晤前，中方就涉疆问题表明立场。", "a run of one-character countries; 中方; 涉 + 疆"),
    ("登上月球首次日期未定，美元走强，以及中东局势。", "上月, 次日, 美, 以, 中 inside longer words"),
    (
        "日本外务省发言人山田一夫（Kazuo Yamada）说，山田将于周三访美。",
        "the organ takes its country; name, original, surname",
    ),
    ("川普与普丁通話，特朗普同普京通电话。", "Taiwan and mainland forms of the same two people"),
    ("釣魚臺列嶼即钓鱼岛，日本称尖阁诸岛。", "one contested place under its sides' names"),
    ("亚马逊、微软和谷歌反对该法案。", "a word for a river is a firm beside firms"),
    ("莫斯科对此表示遗憾，他昨天在莫斯科说。", "the capital for its government, and the city"),
    (
        "岸田首相会见了荷兰首相吕特，李大明教授陪同，李教授随后赴荷，德国总理没有到场。",
        "surnames beside titles, by the date of publication; one country after 赴; a title without a name",
    ),
    ("晶片製造商台積電與安謀（Arm）合作，ARM股價上漲。", "firms of the chip industry; the pair in parentheses"),
    ("阿塞拜疆与亚美尼亚谈判，阿方称亚方违约。", "sides named by the first character"),
)


def decided(sentence: str) -> str:
    """``surface TYPE name id`` of each mention, one after the other."""
    doc = Document(Article(id="", text=sentence, published=PUBLISHED))
    mentions = find(doc)
    out = []
    for m in mentions:
        link = f"`{m.identity}`" if m.identity else "not linked"
        metonym = f", for `{m.metonym_for}`" if m.metonym_for else ""
        note = f" ({m.note})" if m.note else ""
        out.append(f"{sentence[m.start : m.end]} {m.type} → {m.name} {link}{metonym}{note}")
    for t in titles.find(doc, mentions):
        term = f"{t.since} to {t.until or f'open, known to {t.as_of}' if t.as_of else t.until or 'open'}, {t.source}"
        out.append(
            f"*{sentence[t.start : t.end]}* → {t.name or t.reason}" + (f" `{t.holder}` ({term})" if t.holder else "")
        )
    return "<br>".join(out)


def table() -> str:
    rows = [f"| {text} | {why} | {decided(text)} |" for text, why in SENTENCES]
    return "\n".join(["| sentence | what is hard | decided |", "|---|---|---|", *rows])


def page(text: str) -> str:
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table()}\n{END}{tail}"


if __name__ == "__main__":
    text = page(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
