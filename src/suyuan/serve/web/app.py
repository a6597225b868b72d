"""The routes of the web view. Each page and its JSON twin under /api are two renderings of one function of `pages`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from suyuan.serve.web import pages
from suyuan.serve.web.render import render_page
from suyuan.serve.web.security import secure
from suyuan.store import AmbiguousError, Library, LibraryError, NotFoundError
from suyuan.store.segment import MAX_QUERY

_HERE = Path(__file__).parent

Words = Annotated[str, Query(max_length=MAX_QUERY)]
Name = Annotated[str, Query(max_length=100)]
Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]
FullDay = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d\d-\d\d)?$")]
PageNumber = Annotated[int, Query(ge=1, le=500)]
# The user's groups of outlets: column of their table → outlet → group.
Groups = Mapping[str, Mapping[str, str]]
SpanText = Annotated[str, Query(max_length=24, pattern=r"^(\d{1,10}-\d{1,10})?$")]


def app(library_path: str | Path, host: str = "127.0.0.1", groups: Groups | None = None) -> FastAPI:
    """The web view of one library. It only reads; ``host`` is the address it will answer at, ``groups`` are what
    outlets may be counted as, for the reader to choose from.

    The library is opened anew for each request, so that what is added meanwhile is seen at once.
    """
    site = FastAPI(title="Suyuan", docs_url=None, redoc_url=None, openapi_url=None)
    site.state.library = Path(library_path)
    site.state.groups = groups or {}
    secure(site, host)
    site.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    site.mount("/vendor", StaticFiles(directory=_HERE / "vendor"), name="vendor")
    site.include_router(_router)
    for kind in (LibraryError, RequestValidationError, HTTPException, Exception):
        site.add_exception_handler(kind, _failed)
    return site


def serve(
    library_path: str | Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    groups: Groups | None = None,
) -> None:
    """Serve the library until interrupted. The default address can be reached from this machine alone.

    Raises LibraryError where there is no library.
    """
    Library.open(library_path, create=False).close()
    uvicorn.run(app(library_path, host, groups), host=host, port=port, log_level="warning", server_header=False)


def _opened(request: Request) -> Iterator[Library]:
    with Library.open(request.app.state.library, create=False) as library:
        library.connection.execute("PRAGMA query_only = ON")
        # What is added while the page is being made would else be in one half of it: a story that is listed, and gone.
        library.connection.execute("BEGIN")
        yield library


Opened = Annotated[Library, Depends(_opened)]
_router = APIRouter()
Handler = TypeVar("Handler", bound=Callable[..., Response])


def _page(path: str, twin: bool = True) -> Callable[[Handler], Handler]:
    """Register a page at ``path`` and its JSON twin under /api; both answer HEAD as well."""

    def register(handler: Handler) -> Handler:
        for address in (path, f"/api{path.rstrip('/')}")[: 2 if twin else 1]:
            _router.add_api_route(address, handler, methods=["GET", "HEAD"])
        return handler

    return register


def _today() -> str:
    return datetime.date.today().isoformat()


def _wants_json(request: Request) -> bool:
    return request.url.path == "/api" or request.url.path.startswith("/api/")


def _answer(request: Request, template: str, data: dict[str, Any], **more: Any) -> Response:
    """``data`` as JSON where the address is under /api, else as a page (or, for htmx, the part of it that is asked)."""
    if _wants_json(request):
        return Response(msgspec.json.encode(data), media_type="application/json")
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    html = render_page(template, {**data, **more}, request.url.path, request.url.query, part=part)
    return Response(html, media_type="text/html", headers={"Vary": "HX-Request"})


@_page("/")
def home(request: Request, library: Opened) -> Response:
    return _answer(request, "home.html", pages.home(library))


@_page("/search")
def search(
    request: Request,
    library: Opened,
    q: Words = "",
    outlet: Name = "",
    since: Day = "",
    until: Day = "",
    speaker: Name = "",
    entity: Name = "",
    page: PageNumber = 1,
) -> Response:
    data = pages.search(
        library,
        q.strip(),
        page,
        outlet=outlet.strip() or None,
        since=since or None,
        until=until or None,
        speaker=speaker.strip() or None,
        entity=entity.strip() or None,
    )
    return _answer(request, "search.html", data)


@_page("/stories")
def stories(request: Request, library: Opened) -> Response:
    return _answer(request, "stories.html", pages.stories(library))


@_page("/stories/{story_id}")
def story(request: Request, library: Opened, story_id: str) -> Response:
    return _answer(request, "story.html", pages.story(library, story_id, _today()))


@_page("/stories/{story_id}/compare")
def compare(request: Request, library: Opened, story_id: str, by: Name = "") -> Response:
    data = pages.compare(library, story_id, request.app.state.groups, by.strip())
    return _answer(request, "compare.html", data)


@_page("/stories/{story_id}/sources")
def story_sources(request: Request, library: Opened, story_id: str, event: Name = "") -> Response:
    return _answer(request, "story_sources.html", pages.story_sources(library, story_id, event.strip()))


@_page("/sources")
def sources(request: Request, library: Opened, outlet: Name = "") -> Response:
    return _answer(request, "sources.html", pages.sources(library, outlet.strip()))


@_page("/articles/{article_id}")
def article(request: Request, library: Opened, article_id: str, at: SpanText = "") -> Response:
    start, _, end = at.partition("-")
    span = (int(start), int(end)) if end else None
    return _answer(request, "article.html", pages.article(library, article_id), at=span)


@_page("/articles/{article_id}/page", twin=False)
def original(library: Opened, article_id: str) -> Response:
    """The page's own bytes, to keep and not to open here: it is a stranger's page."""
    page = library.page_of(library.article(article_id).id)
    name = f"{page.sha256[:16]}.page"
    return Response(
        page.data,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@_page("/articles/{article_id}/evidence/{layer}/{number}")
def evidence(request: Request, library: Opened, article_id: str, layer: str, number: int) -> Response:
    return _answer(request, "evidence.html", pages.evidence(library, article_id, layer, number))


@_page("/statements")
def statements(
    request: Request,
    library: Opened,
    q: Words = "",
    speaker: Name = "",
    outlet: Name = "",
    entity: Name = "",
    since: Day = "",
    until: Day = "",
    page: PageNumber = 1,
) -> Response:
    data = pages.statements(
        library,
        q.strip(),
        page,
        speaker=speaker.strip() or None,
        outlet=outlet.strip() or None,
        entity=entity.strip() or None,
        since=since or None,
        until=until or None,
    )
    return _answer(request, "statements.html", data)


@_page("/trace")
def trace(request: Request, library: Opened, q: Words = "") -> Response:
    return _answer(request, "trace.html", pages.trace(library, query=q.strip()))


@_page("/trace/{article_id}/{statement_id}")
def trace_statement(request: Request, library: Opened, article_id: str, statement_id: str) -> Response:
    return _answer(request, "trace.html", pages.trace(library, ref=f"{article_id}#{statement_id}"))


@_page("/copies")
def copies(request: Request, library: Opened, article: Name = "") -> Response:
    return _answer(request, "copies.html", pages.copies(library, article))


@_page("/copies/{a}/{b}")
def copy(request: Request, library: Opened, a: str, b: str) -> Response:
    return _answer(request, "copy.html", pages.copy(library, a, b))


@_page("/commitments")
def commitments(
    request: Request,
    library: Opened,
    actor: Name = "",
    since: Day = "",
    until: Day = "",
    asof: FullDay = "",
    overdue: bool = False,
) -> Response:
    data = pages.commitments(library, actor.strip(), since or None, until or None, asof or _today(), overdue)
    return _answer(request, "commitments.html", {**data, "asof": asof or None})


@_page("/favicon.ico", twin=False)
def favicon() -> Response:
    return RedirectResponse("/static/favicon.svg", status_code=308)


# ------------------------------------------------------------------ when it goes wrong


def _failed(request: Request, error: Exception) -> Response:
    """Every error as a page in words, or as JSON; what went wrong inside stays inside."""
    status, message = _explain(error)
    if _wants_json(request):
        return Response(msgspec.json.encode({"error": message}), status, media_type="application/json")
    html = render_page("error.html", {"status": status, "message": message}, request.url.path, "", part=False)
    return Response(html, status, media_type="text/html")


def _explain(error: Exception) -> tuple[int, str]:
    match error:
        case NotFoundError() | AmbiguousError():
            return 404, f"{str(error)[:400]}."
        case LibraryError():
            return 503, f"{error}."
        case RequestValidationError():
            fields = sorted({str(problem["loc"][-1])[:40] for problem in error.errors()})
            return (
                400,
                f"This address asks for something that cannot be: {', '.join(fields)} is too long or not of its form.",
            )
        case HTTPException(status_code=404):
            return 404, "There is no page at this address."
        case HTTPException():
            return error.status_code, str(error.detail)
        case _:
            return 500, "Something went wrong on our side. The library is not harmed: this view only reads it."
