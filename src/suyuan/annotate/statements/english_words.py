"""English verbs, word lists and the patterns made of them, read from data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def _raw(name: str) -> list[str]:
    text = files("suyuan.annotate.statements").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _lists() -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for line in _raw("words_en.txt"):
        label, _, words = line.partition("\t")
        out[label] = frozenset(w.replace("~", " ") for w in words.split())
    return out


def _any(words: frozenset[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


_WORDS = _lists()
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
STOP = _WORDS["stop"]
# A doctor, a dock worker: who is only described; things whose nouns end like those of people
PERSON = re.compile(rf"(?:[^aeiou]er|tor|ist|ian|man|woman|yee|eer|smith)s?$|^(?:{_any(_WORDS['person'])})s?$")
THING = _WORDS["thing"]
HEARSAY = _WORDS["hearsay"]  # what the writer has heard, with nobody named
OFFICE = _WORDS["office"] | frozenset(w.capitalize() for w in _WORDS["office"])
NOUN_FORMS = _WORDS["nounform"]  # third persons that are plural nouns as well
BODY_TAIL = re.compile(rf"\b(?:{_any(_WORDS['body'])})$")
SOURCE = re.compile(rf"\b(?:{_any(_WORDS['source'])})\b", re.I)
# Foundry operator Velanta, the consultancy Ironleaf: what a firm is, before its name
_FIRM = rf"(?i:{_any(_WORDS['firm'])})\s(?P<name>[A-Z][\w.&’'-]*(?:\s[A-Z&][\w.&’'-]*){{0,4}})"
FIRM = re.compile(rf"(?:(?!(?:of|at|for|from|with|by)\s)[\w’'-]+\s){{0,3}}?{_FIRM}$")
FIRM_NAME = re.compile(rf"\b{_FIRM}")
DOCUMENT = re.compile(rf"\b(?:{_any(_WORDS['document'])})\b", re.I)
DOCUMENT_HEAD = re.compile(rf"\b(?:{_any(_WORDS['document'])})s?$", re.I)
OUTLET = re.compile(rf"(?:\b(?:{_any(_WORDS['outlet'])})(?:’s|'s)?$)")

ADVERB = rf"(?:{_any(_WORDS['adverb'])}|{_DAY}|last\s\w+|this\s\w+|on\s{_DAY})"
TRAIL = re.compile(rf"(?:\s|,)*\b{ADVERB}\s*$", re.I)
LEAD = re.compile(rf"^(?:\s|[,;:—–-])*(?:(?:{_any(_WORDS['connector'])})\b[\s,]*)+", re.I)
PREPOSITION = re.compile(rf"(?:{_any(_WORDS['preposition'])})\b", re.I)
PREP_LEAD = re.compile(rf"^(?:{_any(_WORDS['preposition'])})\b[^,]*,\s*", re.I)
# What makes a verb form no predicate of its own: to say, was told, his remarks, Congress’s demands.
BLOCK = re.compile(rf"(?:(?:\b(?:{_any(_WORDS['blocker'])}|refused to|declined to)|n[’']t|\w[’']s)\s+)$", re.I)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|did|does|do)\b|\b\w+ed\b", re.I
)


def finite(words: str) -> bool:
    """Does a finite verb stand in the words? United and Reed end like one and are names."""
    return any(match.group()[:1].islower() for match in FINITE.finditer(words))


_CARRIER = _any(_WORDS["carrier"] | frozenset(("press release", "news release", "joint statement", "news conference")))
AFTER_VERB = re.compile(
    rf"^(?:\s*(?:in (?:a|an|the|his|her|their|its) [\w\s-]{{0,40}}?(?:{_CARRIER})"
    rf"(?: (?:on|to|with|late|early) [\w\s]{{1,24}})?|on \w+day|on condition of anonymity|today|yesterday|\w+day|late"
    rf"|early|earlier|later|via \w+|here|at [\w\s]{{1,30}}|last \w+|this \w+|by (?:phone|email|telephone)"
    rf"|to reporters|to the media))*\s*$",
    re.I,
)
IN_DOCUMENT = re.compile(
    r"\b(?:in|through|via|by)\s+(?:a|an|the|his|her|their|its)\s+(?:[\w-]+\s+){0,4}?"
    r"(statement|letter|report|press release|news release|release|email|memo|memorandum|filing|communique"
    r"|joint statement|op-ed|affidavit|complaint)\b",
    re.I,
)
# speaking on condition of anonymity, who declined to be named: says that a source is veiled, not who it is
VEIL = re.compile(
    r",?\s(?:(?:speaking|requesting|insisting|granted|citing)\b|who\s(?:spoke|asked|requested|declined|insisted|wished"
    r"|wanted|was|were|refused)\b|on\s(?:the\s)?condition\b|under\scover\b)[^“\"]{0,60}?"
    r"(?:anonymity|be named|be identified|anonymous|their names?|his name|her name|be quoted)\b.*",
    re.S,
)
# said in an interview with X, wrote in an email to X
TO_OUTLET = re.compile(
    r"\b(?:interview(?:ed)? (?:with|to|on|by)|(?:speaking|spoke) (?:to|with|on)|(?:comments|remarks|statement|email"
    r"|e-mail|reply|response) to|published (?:by|in))\s(?:the\s|state\s|local\s|news\sagency\s)?(?=[A-Z“‘\"])"
)
# issued a statement saying …
ISSUED = re.compile(
    rf"\b(?:issued|released|posted|sent|published|wrote|issues|releases|put out)\s(?:a|an|the|its|his|her|their)\s"
    rf"[\w\s]{{0,30}}?(?P<document>{_CARRIER})\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Verb:
    """``kind`` is the class of the lexicon, ``form`` finite, base or ing."""

    kind: str
    loaded: bool
    form: str


_WITH_BASE = frozenset({"say", "tell", "affirm", "belief", "show", "report", "urge", "attack"})


@cache
def verbs() -> dict[str, Verb]:
    """Every form of every cue."""
    out: dict[str, Verb] = {}
    for line in _raw("cues_en.tsv"):
        verb, kind, stance, forms = (line.split("\t") + ["", "", ""])[:4]
        loaded = stance == "loaded"
        if kind == "according":
            out[verb] = Verb(kind, loaded, "finite")
            continue
        if kind in _WITH_BASE:
            out[verb] = Verb(kind, loaded, "base")
        for form in [f.replace("~", " ") for f in forms.split()] or _regular(verb):
            out[form] = Verb(kind, loaded, "ing" if form.split()[0].endswith("ing") else "finite")
    return out


def _regular(verb: str) -> list[str]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + "es" if verb.endswith(("ss", "sh", "ch")) else verb + "s"
    return [third, stem + "ed", stem + "ing"]


@cache
def cue_pattern() -> re.Pattern[str]:
    """Any cue as a whole word."""
    return re.compile(rf"(?<![\w’'-])(?<!United\s)(?:{_any(frozenset(verbs()))})(?![\w’'-])", re.I)
