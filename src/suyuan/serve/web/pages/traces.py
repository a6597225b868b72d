"""Source chains: of one statement, or of all that was said about something."""

from __future__ import annotations

from collections.abc import Iterable

from suyuan.link.anchors import WHY
from suyuan.link.chains import chain_of
from suyuan.link.claims import denies
from suyuan.link.origins import Copies, OriginTree, Root, Said, copies_among, origins
from suyuan.model import Chain, Claim
from suyuan.serve.tracing import statements_about
from suyuan.serve.web import tree
from suyuan.serve.web.pages.copies import copy_card
from suyuan.serve.web.pages.parts import Data, utterance
from suyuan.store import Library, NotFoundError, Utterance

_TRACED = 40  # statements a query's trace starts from
_FAMILY = 2000  # articles; the most that are looked at to say who copied whom


def trace(library: Library, query: str = "", ref: str = "") -> Data:
    """The source chains of one statement, or of all statements of a query: a tree for each thing that was said."""
    refs, exact = [], True
    if ref:
        article, statement = library.statement(ref)
        refs = [f"{article.id}#{statement.id}"]
    elif query:
        found, exact = statements_about(library, query, _TRACED)
        refs = [said.id for said in found]
    traces: list[Data] = []
    seen: set[str] = set()
    claims = {key: _claim_about(library, key) for key in refs}
    told = set(refs) | {key for claim in claims.values() if claim for key in claim.statements}
    copies = _families(library, {key.rpartition("#")[0] for key in told})
    denied = [key for key in refs if denies(Said(*library.statement(key)))]
    held = [key for key in refs if key not in denied] or refs
    together_from = _origins(library, held, copies) if refs else None
    roots = together_from.roots if together_from else ()
    for key in refs:
        if key in seen:
            continue
        claim = claims[key]
        together = list(claim.statements) if claim else [key]
        seen.update(together)
        traces.append(_trace(library, key, together, claim, copies))
    return {
        "query": query,
        "exact": exact,
        "ref": refs[0] if ref else "",
        "origins": together_from.origins if together_from else None,
        "roots": [_root(library, root) for root in roots],
        "denials": [_utterance(library, key) for key in denied] if held is not refs else [],
        "traces": traces,
    }


def _utterance(library: Library, ref: str) -> Utterance | None:
    article, statement = library.statement(ref)
    summary = library.summary(article.id)
    return utterance(article, statement, summary) if summary else None


def _root(library: Library, root: Root) -> Data:
    """One origin with the statements that hang on it, each with the reason."""
    voices = [
        {"ref": ref, "why": WHY[why], "article": library.summary(ref.rpartition("#")[0])} for ref, why in root.voices
    ]
    return {"name": root.name, "certain": root.certain, "voices": voices}


def _claim_about(library: Library, ref: str) -> Claim | None:
    """The claim that a statement makes, where others make it too; of its story's and that over stories, the larger."""
    found = [claim for claim in library.links("claim", statement=ref) if isinstance(claim, Claim)]
    return max(found, key=lambda claim: len(claim.statements), default=None)


def _families(library: Library, articles: Iterable[str]) -> Copies:
    """The reuse of these articles and of all they hang together with, made ready to be asked."""
    queue, seen, found = sorted(articles), set(articles), []
    while queue and len(seen) < _FAMILY:
        for reuse in library.copies(queue.pop()):
            found.append(reuse)
            new = {reuse.a, reuse.b} - seen
            seen |= new
            queue += sorted(new)
    return copies_among(found)


def _origins(library: Library, refs: Iterable[str], copies: Copies) -> OriginTree:
    """Independent origins of all these statements taken together."""
    said = [Said(*library.statement(ref)) for ref in refs]
    return origins(said, copies)


def _trace(library: Library, ref: str, together: list[str], claim: Claim | None, copies: Copies) -> Data:
    said: dict[str, Utterance] = {}
    chains: list[Chain] = []
    for key in together:
        try:
            article, statement = library.statement(key)
        except NotFoundError:
            continue
        summary = library.summary(article.id)
        if summary:
            said[key] = utterance(article, statement, summary)
            chains.append(chain_of(article, statement))

    def same_source(key: str) -> str:
        speaker = said[key].statement.speaker
        return (
            copies.all.get(said[key].article.id, said[key].article.id)
            if speaker.type in ("anonymous", "unspecified")
            else ""
        )

    roots = tree.merge(chains, same_source)
    return {
        "ref": ref,
        "claim": claim.id if claim else None,
        "content": said[ref].content if ref in said else "",
        "article": said[ref].article if ref in said else None,
        "origins": claim.origins if claim else _origins(library, said, copies).origins,
        "statements": sorted(said.values(), key=lambda one: (one.article.published or "9", one.ref)),
        "copied": _copied(library, {one.article.id for one in said.values()}),
        "tree": roots,
    }


def _copied(library: Library, articles: set[str]) -> dict[str, Data]:
    """Which of the articles took its words from which other of them, the one it shares most with."""
    out: dict[str, Data] = {}
    for key in sorted(articles):
        for reuse in library.copies(key):
            card = copy_card(library, reuse)
            taker, giver = card["taker"], card["giver"]
            if reuse.direction and taker and giver and taker.id == key and giver.id in articles:
                out.setdefault(key, {name: card[name] for name in ("giver", "a", "b", "type")})
    return out
