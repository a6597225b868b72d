"""Drives the floors: one list of batch functions with declared schemas, and the runners that carry rows through it.

A row is a page. Each stage takes a batch of rows and gives back as many, in order, with the columns it declares; what
goes in and out of a stage is plain (strings, bytes, lists of strings), so that any engine can carry it. `inline` calls
the stages in this process; `daft` lets Daft's native runner call the same functions in several processes. Both give
equal results. Linking is over all articles of a library (`suyuan.library`) and follows when the rows are in.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from suyuan.annotate import annotate
from suyuan.model import Article, Page, Rejection
from suyuan.read import read_page
from suyuan.records import article_from_record, dumps, loads, rejection_from_record

Row = dict[str, Any]
Runner = Literal["auto", "inline", "daft"]

# Daft: pages that travel together to the workers. Bounded by bytes too, so that no batch of large pages fills memory.
CHUNK_PAGES = 2_000
CHUNK_BYTES = 64 * 2**20
# One batch of a worker: small, so that the end of a pile keeps every worker busy.
BATCH_PAGES = 8
# Below this many pages the start of worker processes costs more than they save.
AUTO_DAFT_PAGES = 400


@dataclass(frozen=True, slots=True)
class Stage:
    """One floor as a batch function: ``run`` takes rows with at least the ``takes`` columns and returns as many rows
    with the ``gives`` columns. Column types are written as Arrow type names."""

    name: str
    run: Callable[[Sequence[Row]], list[Row]]
    takes: dict[str, str]
    gives: dict[str, str]


@dataclass(frozen=True, slots=True)
class PageResult:
    page: Page
    articles: tuple[Article, ...]
    rejections: tuple[Rejection, ...]


PAGE_COLUMNS = {
    "sha256": "string",
    "path": "string",
    "url": "string",
    "charset": "string",
    "content_type": "string",
    "fetched": "string",
    "data": "binary",
}
ARTICLE_COLUMNS = {"articles": "list<string>", "rejections": "list<string>"}


def read_batch(rows: Sequence[Row]) -> list[Row]:
    """Pages → their articles and rejections, as JSON records."""
    out = []
    for row in rows:
        articles, rejections = read_page(Page(**{column: row[column] for column in PAGE_COLUMNS}))
        out.append({"articles": [dumps(a) for a in articles], "rejections": [dumps(r) for r in rejections]})
    return out


def annotate_batch(rows: Sequence[Row]) -> list[Row]:
    """Articles → the same articles with annotations. An article that cannot be annotated is kept, with a warning."""
    out = []
    for row in rows:
        articles = [annotated(article_from_record(loads(line))) for line in row["articles"]]
        out.append({"articles": [dumps(a) for a in articles], "rejections": row["rejections"]})
    return out


def annotated(article: Article) -> Article:
    """The article with its annotations; a defect of a grammar costs the annotations of one article, never the pile."""
    try:
        annotations = annotate(article)
    except Exception as error:
        warning = f"not annotated: {type(error).__name__}: {error}"
        return dataclasses.replace(article, warnings=(*article.warnings, warning))
    # A day that no calendar has (2月30日) gets no value, and is said.
    printed = (article.text[t.start : t.end] for t in annotations.times if t.rule == "no-such-day")
    warnings = dict.fromkeys((*article.warnings, *(f"no such day: {words}" for words in printed)))
    return dataclasses.replace(article, annotations=annotations, warnings=tuple(warnings))


STAGES: tuple[Stage, ...] = (
    Stage("read", read_batch, PAGE_COLUMNS, ARTICLE_COLUMNS),
    Stage("annotate", annotate_batch, ARTICLE_COLUMNS, ARTICLE_COLUMNS),
)


def through(stages: Sequence[Stage], rows: list[Row]) -> list[Row]:
    """Carry a batch of rows through stages, checking that each gives what it declares."""
    for stage in stages:
        given = stage.run(rows)
        if len(given) != len(rows) or any(set(row) != set(stage.gives) for row in given):
            raise RuntimeError(f"stage {stage.name} broke its schema: expected {len(rows)} rows of {set(stage.gives)}")
        rows = given
    return rows


def process(
    pages: Iterable[Page], runner: Runner = "auto", stages: Sequence[Stage] = STAGES, workers: int | None = None
) -> Iterator[PageResult]:
    """Carry pages through the stages, in order, as a stream. ``auto`` starts workers once a pile is large enough."""
    workers = workers or os.cpu_count() or 1
    head: list[Page] = []
    stream = iter(pages)
    if runner == "auto" and workers > 1:
        # Small piles answer at once, page by page; only a pile that outlasts the head is handed to workers.
        for page in stream:
            head.append(page)
            yield _result(page, through(stages, [_row(page)])[0])
            if len(head) >= AUTO_DAFT_PAGES:
                runner = "daft"
                break
    if runner == "daft":
        yield from _daft(stream, stages, workers)
    else:
        for page in stream:
            yield _result(page, through(stages, [_row(page)])[0])


def _daft(pages: Iterator[Page], stages: Sequence[Stage], workers: int) -> Iterator[PageResult]:
    for chunk in _chunks(pages):
        rows = [_row(page) for page in chunk]
        try:
            rows = _through_daft(stages, rows, workers)
        except Exception as error:  # a worker died; its pages are worth another, slower try
            print(f"workers failed ({type(error).__name__}); going on without them", file=sys.stderr)
            rows = [through(stages, [row])[0] for row in rows]
        for page, row in zip(chunk, rows, strict=True):
            yield _result(page, row)


def _through_daft(stages: Sequence[Stage], rows: list[Row], workers: int) -> list[Row]:
    import daft
    from daft import DataType

    daft.set_runner_native()
    plain = {"string": DataType.string(), "binary": DataType.binary(), "list<string>": DataType.list(DataType.string())}
    columns = {**stages[0].takes}
    # Rows come back in the order they were sent; the number is carried along to make sure of it.
    frame = daft.from_pydict({"number": list(range(len(rows))), **{c: [row[c] for row in rows] for c in columns}})
    for stage in stages:
        returns = DataType.struct({name: plain[kind] for name, kind in stage.gives.items()})

        @daft.cls(max_concurrency=workers, use_process=True)  # type: ignore[untyped-decorator,unused-ignore]
        class Worker:
            def __init__(self, stage: Stage = stage) -> None:
                self.stage = stage

            @daft.method.batch(return_dtype=returns, batch_size=BATCH_PAGES)  # type: ignore[untyped-decorator,unused-ignore]
            def run(self, *series: daft.Series, stage: Stage = stage) -> list[Row]:
                lists = [s.to_pylist() for s in series]
                names = list(stage.takes)
                return through([stage], [dict(zip(names, values, strict=True)) for values in zip(*lists, strict=True)])

        result: Any = cast(Any, Worker()).run(*(frame[name] for name in stage.takes))
        frame = frame.select(frame["number"], result.alias("row"))
        frame = frame.select(frame["number"], *(frame["row"].get(name).alias(name) for name in stage.gives))
    columns_out = frame.sort("number").to_pydict()
    names_out = list(stages[-1].gives)
    return [
        dict(zip(names_out, values, strict=True))
        for values in zip(*(columns_out[name] for name in names_out), strict=True)
    ]


def _chunks(pages: Iterator[Page]) -> Iterator[list[Page]]:
    chunk: list[Page] = []
    size = 0
    for page in pages:
        chunk.append(page)
        size += len(page.data)
        if len(chunk) >= CHUNK_PAGES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _row(page: Page) -> Row:
    return {column: getattr(page, column) for column in PAGE_COLUMNS}


def _result(page: Page, row: Row) -> PageResult:
    articles = tuple(article_from_record(loads(line)) for line in row["articles"])
    return PageResult(page, articles, tuple(rejection_from_record(loads(line)) for line in row["rejections"]))
