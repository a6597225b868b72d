"""What the model sees of each character: itself and its neighbours, the token it is in and the tokens beside it.

Every feature is a (template, integer key) pair, so that training writes them as strings and tagging looks them up in
sorted arrays, a whole document at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from suyuan.annotate.names.lexicon import Lexicon, frames
from suyuan.annotate.names.segment import Tokens

Keys = NDArray[np.int64]
_TYPES = {"GPE": 0, "LOC": 1, "FACILITY": 2, "PERSON": 3, "ORG": 4, "MEDIA": 5, "PROGRAM": 6, "PRODUCT": 7}
_TAGS = {tag: number for number, tag in enumerate(
    "a ad ag an b c d df dg e f g h i j k l m mg mq n ng nr nrfg nrt ns nt nz o p q r rg rr rz s t tg u ud ug uj ul uv uz v vd vg vi vn vq x y z zg".split()  # noqa: E501
)}  # fmt: skip
_NAME, _AMBIGUOUS, _COUNTRY, _TITLE, _SUFFIX, _ORGAN, _CUE = 0, 10, 20, 21, 22, 23, 24
_WORD, _SINGLE, _UNKNOWN, _DIGIT, _LATIN, _OTHER = 30, 100, 170, 171, 172, 173
_CLASSES = 200
_BOUNDARY = frozenset("\n。！？!?")
UNIGRAMS, BIGRAMS = (-2, -1, 0, 1, 2), ((-2, -1), (-1, 0), (0, 1), (1, 2), (-1, 1))
TEMPLATES = 5 + 5 + 2 + 8


def token_class(surface: str, start: int, tokens: Tokens, lexicon: Lexicon) -> int:
    if len(surface) == 1:
        if start in tokens.country:
            return _COUNTRY
        if surface in lexicon.tags:
            return _SINGLE + _TAGS.get(lexicon.tags[surface], 0)
        if "\u3400" <= surface <= "\u9fff" or surface > "\uffff":
            return _UNKNOWN
        return _DIGIT if surface.isdigit() else _LATIN if surface.isalpha() else _OTHER
    senses = lexicon.kb.senses.get(surface)
    if senses:
        plain = [sense for sense in senses if not sense.ambiguous]
        return (_NAME if plain else _AMBIGUOUS) + _TYPES[(plain or senses)[0].entity.type]
    f = frames()
    for name, class_ in (("title", _TITLE), ("org_suffix", _SUFFIX), ("organ", _ORGAN), ("cue", _CUE)):
        if surface in f[name]:
            return class_
    return _WORD + _TAGS.get(lexicon.tags.get(surface, "n"), 0)


def codes_of(folded: str) -> Keys:
    """The code points, cut to 16 bits; everything that ends a sentence is a line break."""
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    codes = np.minimum(codes, 0xFFFF)
    for char in _BOUNDARY:
        codes[codes == ord(char)] = 10
    return codes


def extract(folded: str, tokens: Tokens, lexicon: Lexicon) -> Iterator[Keys]:
    """One array of keys for each template, in a fixed order; -1 where a template does not apply."""
    n = len(folded)
    padded = np.full(n + 4, 10, dtype=np.int64)
    padded[2 : n + 2] = codes_of(folded)
    at = {offset: padded[2 + offset : 2 + offset + n] for offset in UNIGRAMS}
    yield from (at[offset] for offset in UNIGRAMS)
    yield from ((at[a] << 16) | at[b] for a, b in BIGRAMS)
    yield (at[-1] << 32) | (at[0] << 16) | at[1]
    first, size, kind, word, before, after, word_before, word_after, after2 = _token_arrays(folded, tokens, lexicon)
    position = np.where(size == 1, 3, np.where(first, 0, 1))
    here = position * _CLASSES + kind
    yield here
    yield here * _CLASSES + after
    yield here * _CLASSES + before
    yield word * 4 + position
    yield (word_before << 2) | position
    yield (word_after << 2) | position
    yield (before * _CLASSES + kind) * _CLASSES + after
    yield (kind * _CLASSES + after) * _CLASSES + after2
    yield at[0] * _CLASSES + kind


def _token_arrays(folded: str, tokens: Tokens, lexicon: Lexicon) -> tuple[Keys, ...]:
    ends, classes, words, sizes = tokens.ends, [12], [0], [0]
    cache: dict[str, tuple[int, int]] = {}
    position, n = 0, len(folded)
    while position < n:
        end = ends[position]
        surface = folded[position:end]
        known = cache.get(surface)
        if known is None or position in tokens.country:
            known = (token_class(surface, position, tokens, lexicon), zlib.crc32(surface.encode("utf-8", "replace")))
            if position not in tokens.country:
                cache[surface] = known
        boundary = surface in _BOUNDARY
        classes.append(_OTHER if boundary else known[0])
        words.append(10 if boundary else known[1])
        sizes.append(end - position)
        position = end
    length = np.array(sizes[1:], dtype=np.int64)
    kinds = np.array([_OTHER, *classes[1:], _OTHER, _OTHER], dtype=np.int64)
    ids = np.array([10, *words[1:], 10, 10], dtype=np.int64)
    index = np.repeat(np.arange(1, len(length) + 1), length)
    first = np.zeros(n, dtype=np.int64)
    first[np.concatenate(([0], np.cumsum(length)[:-1]))] = 1
    return (
        first, np.repeat(length, length), kinds[index], ids[index], kinds[index - 1], kinds[index + 1],
        ids[index - 1], ids[index + 1], kinds[index + 2],
    )  # fmt: skip
