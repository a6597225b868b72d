"""What looks like a person's name, and where it stops: 張三綜合報導 is 張三, 蔡某巴黎报导 gives up its place."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from suyuan import user_tables
from suyuan.read.finish.data import any_place, places, surnames, words_of
from suyuan.read.outlets import by_name
from suyuan.read.syntax import any_of
from suyuan.text.fold import fold

_HAN = re.compile(r"[\u3400-\u9fff]+$")
_FOREIGN = re.compile(r"[\u3400-\u9fff\u30a0-\u30ff]{1,8}(?:[·•‧・．.][\u3400-\u9fff\u30a0-\u30ffA-Z]{1,8}\.?){1,3}$")
_LATIN = re.compile(r"[A-ZÀ-Þ][\w.'’À-ÿ-]*(?:\s+(?:[a-z]{1,3}\s+){0,2}[A-ZÀ-Þ][\w.'’À-ÿ-]*){1,3}$")
_KANA = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々]{2,10}$")
_HANGUL = re.compile(r"[가-힣]{2,4}$")
_PEN_NAME = re.compile(r"[\w.-]{2,20}$")
_BODY = re.compile(
    r"\b(?:News|Times|Post|Press|Staff|Agency|Editor|Desk|Team|Reuters|Inc|Media|Our|Correspondents?|Reporters?|Agencies|Special|Writers?|Bureau|Journal|Magazine|Wires?|Service|University|Institute|Association|Group|Editors)\b"
)


@cache
def _cut() -> re.Pattern[str]:
    """Words that end the run of names after 记者."""
    return any_of([*words_of("cut"), r"电$", r"\d"])


@cache
def _tail_words() -> re.Pattern[str]:
    """The same words, those alone that no pen name would hold."""
    return re.compile("|".join(word for word in words_of("cut") if len(word) > 1))


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words_of('organisation'))})$")


_SPLIT = any_of(
    (
        r"\s*[、,，/／;；&＆|｜+]\s*",
        r"\s+(?:and|und|et)\s+",
        r"(?<=[\u3400-\u9fff])\s*(?:和|与|及)\s*(?=[\u3400-\u9fff])",
    )
)


# 林小雨_AB123, 林小雨 PK12: the number that a newsroom's system gives an editor.
_CODE = re.compile(r"(?:(?<=[\u3400-\u9fff])[_\s-]*|^)[A-Za-z]{1,4}\d{2,6}$")


def is_organisation(name: str) -> bool:
    """Does a name end as a body's does: 某报编辑部, 某某研究院? 某报记者 is somebody, though unnamed."""
    folded = fold(name)
    return len(name) > 3 and not folded.endswith("记者") and bool(_organisation().search(folded))


def is_person(name: str, loose: bool = False) -> bool:
    """Is this the shape of a personal name? ``loose`` also takes pen names, after a label such as 作者：."""
    return _is_person(name, loose, user_tables.paths(user_tables.OUTLETS))


@lru_cache(maxsize=20_000)
def _is_person(name: str, loose: bool, _outlets: tuple[str, ...]) -> bool:
    """``_outlets`` are the user's tables: what they name as an outlet is no person, so the answer depends on them."""
    folded = fold(name)
    if not 1 < len(name) <= 40 or folded in places() or folded in words_of("nobody") or _organisation().search(folded):
        return False
    if _HAN.match(folded):
        if len(folded) <= 3 and folded[0] in surnames():
            return by_name(name) is None
        if len(folded) == 4 and (folded[:2] in surnames()):
            return True
        return loose and len(folded) <= 6 and by_name(name) is None
    if _FOREIGN.match(folded) or _HANGUL.match(name):
        return True
    if _LATIN.match(name):
        return by_name(name) is None and not _BODY.search(name)
    return loose and (bool(_KANA.match(folded)) or bool(_PEN_NAME.match(name))) and by_name(name) is None


_BOXED = re.compile(r"^\s*[【〔\[](.*)[】〕\]]\s*$")
_ASIDE = re.compile(r"[（(【\[].*?(?:[）)】\]]|$)")


def names_in(value: str, loose: bool = False) -> list[str]:
    """The persons of a label's value, in order: 张三、李四, 张三 李四, Jane Roe and John Doe."""
    value = _BOXED.sub(r"\1", value)
    value = _ASIDE.sub(" ", value).strip(' #＃。.：:-—~*“”"')
    found: list[str] = []
    for piece in _SPLIT.split(value):
        piece = _CODE.sub("", piece.strip(" #＃。:：").removeprefix("and "))
        words = piece.split()
        if len(words) > 1 and all(_HAN.match(word) for word in words):
            # 张 三 is one name spread out, 张三 李四 are two.
            pieces = ["".join(words)] if all(len(word) == 1 for word in words) or _padded(words) else words
        else:
            pieces = [piece]
        for each in pieces:
            if by_name(each) is not None:
                continue
            name = (
                each if loose and is_person(each, True) and not _tail_words().search(fold(each), 2) else _trimmed(each)
            )
            if name and is_person(name, loose) and name not in found:
                found.append(name)
    return found


def capitals(value: str) -> str:
    """JANE ROE as Jane Roe."""
    return value.title() if value.isupper() else value


def _padded(words: list[str]) -> bool:
    return len(words) == 2 and len(words[0]) == 1 and len(words[1]) <= 2


_FILED = re.compile(r"(?:报导|报道|专电|电)$")
_REPORTED = re.compile(r"(?:综合|专访|采访)?(?:报导|报道)$")
_COLON = re.compile(r"^[:：\s]+")
_BETWEEN = re.compile(r"[^、,，/／;；\s和与]+")
_CRAFT = re.compile("文|图|圖|摄|攝|摄影|编|編")
_OTHER_WRITING = re.compile(r"[A-Za-zÀ-ÿ가-힣]")


def run_of_names(text: str) -> list[str]:
    """Names directly after 记者, where nothing but their shape says where they end."""
    text = _COLON.sub("", text)
    found: list[str] = []
    text = text[:60]
    for match in _BETWEEN.finditer(text):
        piece = match.group()
        if found and text[match.start() - 1] in "/／" and _FILED.search(fold(piece)):
            break  # 张三／某地报导: behind the slash stands a place, whether we know it or not
        if not found and (framed := _framed(piece)):
            return [framed]
        name = "" if _CRAFT.match(piece) and found else _trimmed(piece)
        # A second name after a mere space is one only if it fills its piece: 张三 山东某县报道 is one name.
        if not name or not is_person(name) or (found and name != piece.strip() and len(name) > 2):
            if found or piece.strip():
                break
            continue
        found.append(name)
        if name != piece.strip():  # something followed the name: 张三综合报导
            break
    return found


def _framed(piece: str) -> str | None:
    """记者某某华盛顿报导: between 记者 and a place with 报导 stands a name, whatever its shape (many are pen names)."""
    folded = fold(piece)
    match = _REPORTED.search(folded)
    if match and folded.endswith(places(), 0, match.start()):
        for place in places():
            if folded[: match.start()].endswith(place) and 2 <= match.start() - len(place) <= 3:
                return piece[: match.start() - len(place)]
    return None


def _trimmed(piece: str) -> str:
    """Cut a run at the words and places that follow a name; four characters are two names' worth, so a given name
    of one, unless the family name has two."""
    piece = piece.strip(" ·")
    if _OTHER_WRITING.match(piece):
        return piece
    folded = fold(piece)
    cut = _cut().search(folded, 2) if len(folded) > 3 or folded[2:] in ("摄", "讯", "电") else None
    if cut:
        folded = folded[: cut.start()]
    if "·" in folded:
        return piece[: len(folded)]
    if len(folded) > 3 and (place := any_place().search(folded, 2)):
        folded = folded[: place.start()]
    if len(folded) > 4 and _HAN.match(folded) and folded[0] in surnames():
        folded = folded[:3]
    elif len(folded) == 4 and _HAN.match(folded) and folded[:2] not in surnames() and folded[0] in surnames():
        folded = folded[:3] if folded[3] not in surnames() else folded[:2]
    return piece[: len(folded)]


def names_somebody(name: str) -> bool:
    """本站原创, 网络综合 name nobody."""
    rest = fold(name).lower()
    for word in words_of("nobody"):
        rest = rest.replace(word, "")
    return len(rest) > 1 and not re.search(r"""[<>="@/]""", rest)
