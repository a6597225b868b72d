"""A newspaper page as plain text: several articles, their pieces in jumbled order.

How it is put in order. End marks (◆綜合報道) and leads that restart (【本報訊】) cut the page into runs, each with at
most one end. In a run, the headlines nearest above the last stretch of paragraphs belong to it; a headline between two
of its paragraphs is a sub-heading. What stands before such an article in its run (a lead, headlines without paragraphs)
is the head of an article whose paragraphs lie elsewhere; a run that begins with paragraphs and has no headline of its
own is a body without a head. Heads and bodies are joined by the words they share. A caption goes to the article it
stands in and shares its words with; where place and words disagree it stays unassigned, with a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from suyuan.read.draft import Draft, Part, ReadError, Source
from suyuan.read.layout import Line, read_layout
from suyuan.read.syntax import any_of
from suyuan.text.fold import fold

_MIN_ARTICLES = 2
_MIN_BODY = 60  # characters of a paragraph that counts as one
_MAX_PAGE = 400_000
_MARKUP = ("](", "\n#", "<p", "</", "[[")
# Words that an end mark or a restarting lead cannot do without: looked for before any line is.
_SIGNS = any_of(
    (
        "記者|记者|通訊員|通讯员|[綜综]合|整合|整理|[編编][譯译]|外[電电]|專題|专题|完|本[報报刊網网]"
        r"|[訊讯]】|社.{0,10}[電电訊讯]|[■◆](?=\n|\Z)",
    )
)


@dataclass(slots=True)
class _Piece:
    """A stretch of the page that is (part of) one article; positions are line numbers."""

    heads: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in (*self.heads, *self.lines))

    @property
    def has_body(self) -> bool:
        return any(line.kind == "body" for line in self.lines)


class NewspaperPage:
    name = "newspaper-page"
    most = 0.6

    def sniff(self, source: Source) -> float:
        text = source.text[:_MAX_PAGE]
        if text.count("\n") < 6 or any(sign in text for sign in _MARKUP):
            return 0.0
        # Its marks are Chinese: a text of mostly one-byte characters holds none.
        if len(text.encode("utf-8", "replace")) < 1.5 * len(text) or len(_SIGNS.findall(text)) < _MIN_ARTICLES:
            return 0.0
        lines = read_layout(text)
        return 0.6 if _articles_shown(lines) >= _MIN_ARTICLES else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        pieces, captions = arrange(read_layout(source.text[:_MAX_PAGE]))
        _assign(captions, pieces)
        if not pieces:
            raise ReadError("a newspaper page without articles")
        for piece in pieces:
            yield _draft(piece)


def _articles_shown(lines: list[Line]) -> int:
    """How many articles the page shows by end marks or restarting leads, each after paragraphs."""
    ends = starts = 0
    body = 0
    for line in lines:
        starts += line.restarts
        if line.kind == "body":
            body += len(line.text)
        if line.ends and body >= _MIN_BODY:
            ends += 1
            body = 0
    return max(ends, starts)


# ------------------------------------------------------------------ order


def arrange(lines: list[Line]) -> tuple[list[_Piece], list[tuple[int, Line]]]:
    """The articles in the order of the page, and the captions with their places."""
    whole: list[_Piece] = []
    headless: list[_Piece] = []
    heads: list[_Piece] = []
    for run in _runs(lines):
        head, article = _split_run(run)
        if article is not None:
            (whole if article.heads else headless).append(article)
        if head is not None:
            heads.append(head)
    whole += _joined(heads, headless)
    whole.sort(key=lambda piece: min(piece.places))
    return whole, [(at, line) for at, line in enumerate(lines) if line.kind == "caption"]


def _runs(lines: list[Line]) -> Iterator[list[tuple[int, Line]]]:
    """Stretches of lines that hold at most one end of an article; captions stay where they are."""
    run: list[tuple[int, Line]] = []
    for at, line in enumerate(lines):
        if line.restarts and any(other.kind == "body" for _, other in run):
            # The headlines just above a restarting lead are the new article's.
            cut = len(run)
            while cut and run[cut - 1][1].kind in ("headline", "caption"):
                cut -= 1
            while cut < len(run) and run[cut][1].kind == "caption":
                cut += 1
            yield run[:cut]
            run = run[cut:]
        run.append((at, line))
        if line.ends:
            yield run
            run = []
    if run:
        yield run


def _split_run(run: list[tuple[int, Line]]) -> tuple[_Piece | None, _Piece | None]:
    """(the head of an article whose paragraphs are elsewhere, the article that ends with this run)."""
    start = _article_start(run)
    article = _Piece()
    for at, line in run[start:]:
        if line.kind == "caption":
            continue
        article.places.append(at)
        if line.kind == "headline" and not article.has_body and not (start == 0 and _follows_body(run, at)):
            article.heads.append(line)
        else:
            article.lines.append(line)
    before = _Piece()
    for at, line in run[:start]:
        if line.kind != "caption":
            before.places.append(at)
            (before.heads if line.kind == "headline" else before.lines).append(line)
    return (before if before.places else None), (article if article.has_body else None)


def _follows_body(run: list[tuple[int, Line]], at: int) -> bool:
    return any(line.kind == "body" for place, line in run if place < at)


def _article_start(run: list[tuple[int, Line]]) -> int:
    """Where the article that ends with this run begins: at the headlines above its paragraphs.

    Going up from the end, headlines between paragraphs are sub-headings. A *stack* of headlines, or headlines and
    captions together, between paragraphs is no sub-heading but the head of something: there the article begins, with
    the headlines of the stack that are nearest to its paragraphs.
    """
    at = len(run)
    while at > 0:
        at -= 1
        if run[at][1].kind != "headline":
            continue
        top = at
        while top > 0 and run[top - 1][1].kind in ("headline", "caption"):
            top -= 1
        stack = run[top : at + 1]
        if top == 0:
            return 0
        headlines = sum(line.kind == "headline" for _, line in stack)
        if headlines > 1:
            # The nearest headlines without a caption between them and the paragraphs.
            first = at
            while first > top and run[first - 1][1].kind == "headline":
                first -= 1
            return first
        at = top
    return 0


def _joined(heads: list[_Piece], headless: list[_Piece]) -> list[_Piece]:
    """Each body without a head takes the head it shares most words with; heads left over stand for themselves."""
    rare = _rarity([piece.text for piece in (*heads, *headless)])
    pairs = sorted(
        (
            (_shared(head.text, body.text, rare), -i, -j)
            for i, head in enumerate(heads)
            for j, body in enumerate(headless)
        ),
        reverse=True,
    )
    out: list[_Piece] = []
    used_heads: set[int] = set()
    used_bodies: set[int] = set()
    for score, i, j in pairs:
        if score > 0 and -i not in used_heads and -j not in used_bodies:
            head, body = heads[-i], headless[-j]
            used_heads.add(-i)
            used_bodies.add(-j)
            out.append(_Piece(head.heads, head.lines + body.lines, head.places + body.places))
    out += [head for i, head in enumerate(heads) if i not in used_heads and head.has_body]
    out += [body for j, body in enumerate(headless) if j not in used_bodies]
    return out


# ------------------------------------------------------------------ words shared


def _bigrams(text: str) -> set[str]:
    folded = fold(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1) if folded[i : i + 2].isalnum()}


def _rarity(texts: list[str]) -> dict[str, float]:
    """The weight of a pair of characters: what every piece says tells nothing."""
    counts = Counter(pair for text in texts for pair in _bigrams(text))
    return {pair: 1 / count for pair, count in counts.items()}


def _shared(small: str, large: str, rare: dict[str, float]) -> float:
    """The share (0..1) of the weighted pairs of ``small`` that ``large`` has too."""
    pairs = _bigrams(small)
    weights = sum(rare.get(pair, 1.0) for pair in pairs)
    return sum(rare.get(pair, 1.0) for pair in pairs & _bigrams(large)) / weights if weights else 0.0


# ------------------------------------------------------------------ captions

_CLEAR = 1.5  # the best article must share this many times what the next one shares


def _assign(captions: list[tuple[int, Line]], pieces: list[_Piece]) -> None:
    rare = _rarity([piece.text for piece in pieces])
    for at, caption in captions:
        scores = [_shared(caption.text, piece.text, rare) for piece in pieces]
        order = sorted(range(len(pieces)), key=lambda index: -scores[index])
        near = _near(at, pieces)
        best = order[0]
        second = scores[order[1]] if len(order) > 1 else 0.0
        clear = scores[best] > _CLEAR * second and scores[best] > 0.1
        if best in near and (clear or len(near) == 1):
            pieces[best].captions.append(caption.text)
        elif len(near) == 1 and not clear:
            pieces[next(iter(near))].captions.append(caption.text)
        else:
            for index in sorted({*near, best}):
                pieces[index].warnings.append(f"a caption that could belong to several articles: {caption.text}")


def _near(at: int, pieces: list[_Piece]) -> set[int]:
    """The articles a caption stands in, or between."""
    owner = {place: index for index, piece in enumerate(pieces) for place in piece.places}
    above = next((owner[place] for place in range(at - 1, -1, -1) if place in owner), None)
    below = next((owner[place] for place in range(at + 1, max(owner, default=0) + 1) if place in owner), None)
    return {index for index in (above, below) if index is not None}


def _draft(piece: _Piece) -> Draft:
    draft = Draft(warnings=piece.warnings)
    if piece.heads:
        # The main headline is set largest, so it is the shortest; the others are its deck.
        title = min(piece.heads, key=lambda line: len(line.text))
        draft.title = title.text
        draft.parts += [Part("heading", line.text, "deck") for line in piece.heads if line is not title]
    for line in piece.lines:
        if line.kind in ("end", "byline"):
            draft.parts.append(Part("body", line.text, "foot" if line.kind == "end" else "head"))
        else:
            draft.parts.append(Part("heading" if line.kind == "headline" else "body", line.text))
    draft.parts += [Part("caption", caption) for caption in piece.captions]
    return draft
