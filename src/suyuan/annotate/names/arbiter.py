"""Where the model and the rules meet: the model adds what nothing else found, and doubts names of little-checked tables."""

from __future__ import annotations

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.lexicon import frames
from suyuan.annotate.names.tagger import Tagged
from suyuan.model import MentionType

# A span of the model is taken where nothing stands and it is at least this sure; fitted on UNER Chinese GSD dev.
_TAKEN = 0.3
# A name that only a list of aliases gives is dropped where the model sees no name at all.
_TRUSTED = ("suyuan", "country-codes", "user", "everypolitician", "natural-earth", "gf-wikidata-tools")


def arbitrate(board: Board, tagged: list[Tagged]) -> None:
    marked = bytearray(len(board.folded))
    for span in tagged:
        marked[span.start : span.end] = b"\x01" * (span.end - span.start)
    for candidate in list(board):
        if candidate.rule == "kb" and not _trusted(candidate) and not any(marked[candidate.start : candidate.end]):
            board.remove(candidate)
    for span in tagged:
        surface = board.folded[span.start : span.end]
        if span.probability >= _TAKEN and _plausible(span.type, surface) and board.free(span.start, span.end):
            type_ = mention_type(span.type, surface)
            board.lay(Candidate(span.start, span.end, type_, surface, "model", round(span.probability, 2)))


def _plausible(label: str, surface: str) -> bool:
    """Latin words and 某方 are beyond what the model was shown."""
    return len(surface) > 1 and "\u3400" <= surface[0] and not (label == "PER" and surface[-1] == "方")


def _trusted(candidate: Candidate) -> bool:
    return any(s.entity.source.startswith(_TRUSTED) for s in candidate.senses if not s.ambiguous) or not candidate.senses


def mention_type(label: str, surface: str) -> MentionType:
    """Our eight types from the model's three, by the ending of the name."""
    if label == "PER":
        return "PERSON"
    f = frames()
    if label == "ORG":
        return "MEDIA" if surface.endswith(tuple(f["media_suffix"])) else "ORG"
    if surface.endswith(tuple(f["facility_suffix"])):
        return "FACILITY"
    return "LOC" if surface.endswith(tuple(f["place_suffix"])) else "GPE"
