"""Pages copied as text: menus and notices above the headline, and what of them is evidence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suyuan.model import Article
from suyuan.read import page_of, read_page

NOTICE = "為達最佳瀏覽效果，請使用新版的瀏覽器，並請同意我們使用紀錄檔，詳情見本站的隱私權政策與服務條款。"
BANNER = f"{NOTICE}\n\n關閉此視窗 回到上頁\n自由電子報\n即時 熱門 政治 社會 生活 國際 地方\n    首頁 > 社會\n\n"
NEWS = (
    "跨海大橋明年三月通車 市長：渡輪仍會保留\n\n2031/05/09 21:32 記者林小雨／雲州報導\n\n"
    "雲州市長陳牧周五表示，連接雲州與海東的跨海大橋將在明年三月通車，屆時兩地的車程會縮短到二十分鐘。\n\n"
    "他說，橋面鋪裝已經完成，餘下的工作是燈光和收費系統，渡輪在大橋通車後仍會保留兩條航線。\n"
)


def read(text: str) -> Article:
    articles, _ = read_page(page_of(text.encode(), path="copied.txt"))
    assert len(articles) == 1
    return articles[0]


def test_the_banner_of_a_copied_page_is_no_text() -> None:
    article = read(BANNER + NEWS)
    assert article.title == "跨海大橋明年三月通車 市長：渡輪仍會保留"
    assert article.published == "2031-05-09"
    assert [(each.name, each.role) for each in article.byline] == [("林小雨", "reporter")]
    assert article.outlet and article.outlet.id == "ltn"  # named in the banner, alone in a line
    assert not any(words in article.text for words in ("瀏覽", "熱門", "首頁"))


def test_without_a_banner_nothing_goes() -> None:
    article = read(NEWS)
    assert article.title == "跨海大橋明年三月通車 市長：渡輪仍會保留"
    lead = "雲州市長陳牧周五表示，連接雲州與海東的跨海大橋將在明年三月通車。"
    untitled = read(f"{lead}\n\n大橋通車之後\n\n大橋通車之後，渡輪仍會保留兩條航線，市長陳牧說。\n\n港務局沒有回應。\n")
    assert lead in untitled.text


def test_a_day_printed_below_the_standfirst() -> None:
    article = read(
        NEWS.replace("2031/05/09 21:32 記者林小雨／雲州報導", "陳牧說，渡輪會保留。\n\n刊登於 2031-05-09\n\n#大橋#渡輪")
    )
    assert article.published == "2031-05-09"
    assert "刊登" not in article.text and "#" not in article.text


@given(st.lists(st.sampled_from([*BANNER.splitlines(), *NEWS.splitlines(), "", "2031-05-09 10:20"]), max_size=30))
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    articles, rejections = read_page(page_of("\n".join(lines).encode(), path="copied.txt"))
    assert articles or rejections
