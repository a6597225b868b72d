"""Bytes to text: what the bytes are outweighs what the page says they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.read.decode import decode
from suyuan.read.draft import ReadError

HANS = "云州市政府今天宣布，将与海东省加强合作，共同应对新的挑战，这是两地关系的重要一步。"
HANT = "雲州市政府今天宣布，將與海東省加強合作，共同應對新的挑戰，這是兩地關係的重要一步。"
JAPANESE = "雲州市は今日、新しい協力を発表した。これは重要な一歩であると市長は述べた。"
KOREAN = "운주시는 오늘 새로운 협력을 발표했다. 시장은 중요한 걸음이라고 말했다."

ENCODINGS = [
    (HANS, "utf-8"),
    (HANS, "gb18030"),
    (HANT, "big5hkscs"),
    (HANT, "gb18030"),
    (JAPANESE, "cp932"),
    (JAPANESE, "euc_jp"),
    (JAPANESE, "iso2022_jp"),
    (KOREAN, "cp949"),
    (HANS, "utf-16"),
    (HANS, "utf-8-sig"),
]


@pytest.mark.parametrize(("text", "charset"), ENCODINGS)
@pytest.mark.parametrize("declared", [None, "gb2312", "big5", "utf-8", "shift_jis", "no-such-charset"])
def test_the_bytes_win_whatever_is_declared(text: str, charset: str, declared: str | None) -> None:
    assert decode(text.encode(charset), declared).text == text


def test_a_declaration_that_loses_is_reported() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body>{HANS}</body></html>'
    found = decode(page.encode("utf-8"))
    assert found.text == page
    assert found.charset == "utf-8"
    assert any("declared gb18030" in warning for warning in found.warnings)


def test_gb2312_means_gb18030() -> None:
    """镕 and 喆 are not in GB2312, yet pages that declare it print them."""
    text = HANS + "朱镕喆说"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">{text}'
    found = decode(page.encode("gb18030"))
    assert text in found.text
    assert not found.warnings


def test_replacement_characters_are_reported() -> None:
    assert "2 replacement characters (U+FFFD)" in decode(f"{HANS}��".encode()).warnings


def test_text_cut_inside_a_character_is_still_utf8() -> None:
    found = decode(HANS.encode()[:-1])
    assert found.charset == "utf-8"
    assert found.text.startswith(HANS[:-1])


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc").text == "a\nb\nc"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n123", b"%PDF-1.4 abc", bytes(range(256)) * 20, b"\x00" * 500])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="binary"):
        decode(data)


@given(st.binary(max_size=2000), st.sampled_from([None, "gb2312", "utf-8", "big5", "utf-16", "hex", "idna", "x"]))
def test_any_bytes_give_text_or_a_reason(data: bytes, declared: str | None) -> None:
    try:
        assert isinstance(decode(data, declared).text, str)
    except ReadError as error:
        assert str(error)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=500))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    clean = "".join(char for char in text if char >= " ").lstrip("\ufeff")
    if not clean.startswith(("MZ", "GIF8", "ID3", "%PDF", "OggS", "wOFF", "SQLite", "\x7fELF")):
        assert decode(clean.encode()).text == clean


MORE = {
    "gb18030": [
        "标题,发布时间,正文,来源,链接\n渡轮航线下月恢复,2031/6/1 10:20,首批船票下周开售,海东日报",
        "厅长周明说，航线停航两年，恢复后每天往返四班，票价与停航前相同。",
        "被替换的首先是码头设备，其次是售票软件和云端服务。",
        "渔民代表希望增加货运班次",
    ],
    "big5hkscs": [
        "廳長周明說，航線停航兩年，恢復後每天往返四班，票價與停航前相同。",
        "漁民代表對此表示歡迎，但希望增加貨運班次，並延長末班船的時間。",
        "首批船票下周開售",
    ],
    "cp932": [
        "周明局長は、二年間止まっていた航路が来月再開し、一日四往復になると説明した。",
        "漁業者は貨物便の増便を求めている",
    ],
    "euc_jp": [
        "周明局長は、二年間止まっていた航路が来月再開し、一日四往復になると説明した。",
        "漁業者は貨物便の増便を求めている",
    ],
    "cp949": [
        "주명 국장은 2년 동안 멈췄던 항로가 다음 달 다시 열린다고 설명했다.",
        "어민들은 화물선 증편을 요구하고 있다",
    ],
}


@pytest.mark.parametrize(("charset", "text"), [(charset, text) for charset, texts in MORE.items() for text in texts])
@pytest.mark.parametrize("said", [False, True])
def test_short_texts_without_a_declaration(charset: str, text: str, said: bool) -> None:
    assert decode(text.encode(charset), charset if said else None).text == text
