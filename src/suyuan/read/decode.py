"""Bytes → text by evidence: what the bytes are outweighs what the page says they are.

The order is fixed: a byte order mark, then UTF-8 strictly, then the declared charset (widened: gb2312 and gbk are read
as gb18030, which contains them), then whichever of the legacy East Asian encodings gives the most ordinary text, then
the detector. A declaration that contradicts the bytes loses, and the loss is reported.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

import cchardet

from suyuan.read.draft import ReadError

# A declared name says less than it means: pages that say gb2312 use characters only gb18030 has.
_WIDENED = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "euc-cn": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
}
_LEGACY = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?i:\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40}))"
    rb"|<(?i:meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40}))"
    rb"|@(?i:charset\s+[\"']([\w.:-]{2,40}))"
)
_HEAD = 8192  # a declaration further down is not read by browsers either
_SAMPLE = 65536
_JUDGED = 16384  # of them, to weigh one legacy encoding against another
_PRINTABLE = bytes(byte for byte in range(256) if byte >= 32 or byte in b"\t\n\r\f\x0b\x1b\x1a\x00")
# The everyday characters of each language: wrong decodings give rare characters, right ones give these.
EVERYDAY = frozenset(
    "的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對可她里裡后後小么麼"
    "心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長"
    "知民样樣现現分将將外但身些与與高意进進把法此实實回二理美点點月明其种種声聲全工己话話儿兒者向情部正名定女问問力机機给給等"
    "几幾很业業最间間新什打便位因重被走电電四第门門相次东東政海口使教西再平真听聽世气氣信北少关關并並内內加化由却卻代军軍"
    "产產入先山五太水万萬市体體别別处處总總才场場师師书書比住员員九笑性通目华華报報立马馬命张張活难難神数數件安表原车車白应應路"
    "期叫死常提感金何更反合放做系系计計或司利受光王果亲親界及今京务務制解各任至清物台台象记記边邊共风風战戰干接它许許八特觉覺望直服毛林题題建南"
)
# Korean is written in a few hundred syllables; wrong decodings spread over all eleven thousand.
_SYLLABLES = (
    "이다는에의가을하고지도로를은한사기대시자리어서나인정해있과그것수전들으제부여라원일아장안주면만성상국스보구조비동소적와유공때까말중무"
    "오년등우경방미러세계교회화연음물마드생발트선게문용신분진치관모당위통반선명후행법실양체결심할더된했되던된재개입차김북남월명억며각외"
    "두특총회밝혔표약업증산권민간영본야함께예내집단합협력최초추출터노거바같니습까요네데번째점검토론달러란크르타임건설강력"
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio or video file"),
    (b"wOFF", "a font"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Text of a page's bytes. ``declared`` is a charset said from outside (HTTP); the page's own is looked for.

    Raises ReadError where the bytes are no text at all.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"binary: {what}, not text")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _finished(data.decode(codec, "replace"), codec.removesuffix("-sig"), None)
    head = data[:_HEAD]
    if len(head.translate(None, _PRINTABLE)) > len(head) // 50 and b"\0" not in data:
        raise ReadError("binary: the bytes are no text in any encoding")
    said = _codec(declared) or _declared_inside(data)
    if b"\0" not in data:
        if b"\x1b$" in data and _decodes(data, "iso2022_jp"):
            return _finished(data.decode("iso2022_jp"), "iso2022_jp", said)
        try:
            return _finished(data.decode("utf-8"), "utf-8", said)
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 3:  # cut in the middle of the last character
                return _finished(data.decode("utf-8", "replace"), "utf-8", said)
        return _legacy(data, said)
    return _with_nulls(data, said)


def _with_nulls(data: bytes, said: str | None) -> Decoded:
    """UTF-16 without a mark has NULs on one side of most pairs; a stray NUL in text is dropped; the rest is binary."""
    sample = data[:_SAMPLE]
    for codec, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        ascii_share = sample[side::2].count(0) / max(1, len(sample) // 2)
        if ascii_share > 0.2 and not sample[1 - side :: 2].count(0) and _decodes(data[: len(data) & ~1], codec):
            return _finished(data.decode(codec, "replace"), codec, None)
    if sample.count(0) > len(sample) // 500:
        raise ReadError("binary: the bytes are no text in any encoding")
    return decode(data.replace(b"\x00", b""), said)


def _legacy(data: bytes, said: str | None) -> Decoded:
    sample = _sample(data)
    scores: dict[str, float] = {}
    candidates = [said, *_LEGACY] if said and said != "utf-8" else list(_LEGACY)
    for codec in candidates:
        if codec is not None and codec not in scores:
            scores[codec] = _plausibility(sample, codec)
    scores["utf-8"] = _plausibility(sample, "utf-8")
    best = max(scores, key=lambda codec: scores[codec])
    # The declared charset stands unless it reads clearly worse than another one does.
    if said in scores and scores[said] >= scores[best] - 0.1:
        best = said
    if scores[best] < 0.05:
        guess = _codec(cchardet.detect(sample).get("encoding"))
        if guess and _plausibility(sample, guess, western=True) > scores[best]:
            best = guess
        elif scores[best] <= -0.5:
            raise ReadError("binary: the bytes are no text in any encoding")
    return _finished(data.decode(best, "replace"), best, said)


def _sample(data: bytes) -> bytes:
    """The part of the page to judge by: from a little before its first byte beyond ASCII."""
    found = re.search(rb"[\x80-\xff]", data)
    start = max(0, found.start() - 1024) if found else 0
    return data[start : start + _JUDGED]


def _plausibility(sample: bytes, codec: str, western: bool = False) -> float:
    """From about 1 (ordinary text) to -1 (noise): everyday characters and kana or hangul, less errors and oddities."""
    text = sample.decode(codec, "replace")
    beyond = len(_BEYOND.findall(text))
    if not beyond:
        return 0.0
    good = len(_good().findall(text)) + (len(_LETTER.findall(text)) if western else 0)
    return (good - 4 * text.count("\ufffd") - 2 * len(_ODD.findall(text))) / beyond


_BEYOND = re.compile("[^\x00-\x7f]")
_LETTER = re.compile("[\u00c0-\u024f\u0370-\u1fff]")
_ODD = re.compile("[\x80-\x9f\ue000-\uf8ff\uff61-\uff9f\U00010000-\U0010ffff]")


@cache
def _good() -> re.Pattern[str]:
    """Everyday characters, kana and syllables, in one pattern: every page that is not UTF-8 is judged by it."""
    return re.compile(f"[{re.escape(''.join(sorted(EVERYDAY)))}{_SYLLABLES}\u3041-\u30fe]")


def _finished(text: str, charset: str, said: str | None) -> Decoded:
    warnings = []
    if said and said != charset and not (text.isascii() or {said, charset} <= {"utf-8", "utf-8-sig"}):
        warnings.append(f"declared {said}, but the bytes are {charset}")
    if "�" in text:
        warnings.append(f"{text.count('�')} replacement characters (U+FFFD)")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, charset, tuple(warnings))


def _declared_inside(data: bytes) -> str | None:
    head = data[:_HEAD].lower()
    found = _DECLARED.search(data, 0, _HEAD) if b"charset" in head or b"encoding" in head else None
    if found is None:
        return None
    return _codec(next(group for group in found.groups() if group).decode("ascii", "replace"))


def _codec(name: str | None) -> str | None:
    """The Python codec of a charset name, widened; None for a name nobody knows or a codec that is no charset."""
    if not name:
        return None
    name = name.strip().lower()
    name = _WIDENED.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name in ("unicode_escape", "raw_unicode_escape", "idna"):
        return None
    return _WIDENED.get(found.name, found.name)


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
