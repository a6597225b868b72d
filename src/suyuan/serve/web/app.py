"""The routes of the web view. Each page and its JSON twin under /api are two renderings of one function of `pages`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

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
PageNumber = Annotated[int, Query(ge=1, le=500)]
SpanText = Annotated[str, Query(max_length=24, pattern=r"^(\d{1,10}-\d{1,10})?$")]


def app(library_path: str | Path, host: str = "127.0.0.1") -> FastAPI:
    """The web view of one library. It only reads; ``host`` is the address it will answer at.

    The library is opened anew for each request, so that what is added meanwhile is seen at once.
    """
    site = FastAPI(title="Suyuan", docs_url=None, redoc_url=None, openapi_url=None)
    site.state.library = Path(library_path)
    secure(site, host)
    site.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    site.mount("/vendor", StaticFiles(directory=_HERE / "vendor"), name="vendor")
    site.include_router(_router)
    for kind in (LibraryError, RequestValidationError, HTTPException, Exception):
        site.add_exception_handler(kind, _failed)
    return site


def serve(library_path: str | Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the library until interrupted. The default address can be reached from this machine alone.

    Raises LibraryError where there is no library.
    """
    Library.open(library_path, create=False).close()
    uvicorn.run(app(library_path, host), host=host, port=port, log_level="warning", server_header=False)


def _opened(request: Request) -> Iterator[Library]:
    with Library.open(request.app.state.library, create=False) as library:
        library.connection.execute("PRAGMA query_only = ON")
        yield library


Opened = Annotated[Library, Depends(_opened)]
_router = APIRouter()


def _wants_json(request: Request) -> bool:
    return request.url.path == "/api" or request.url.path.startswith("/api/")


def _answer(request: Request, template: str, data: dict[str, Any], **more: Any) -> Response:
    """``data`` as JSON where the address is under /api, else as a page (or, for htmx, the part of it that is asked)."""
    if _wants_json(request):
        return Response(msgspec.json.encode(data), media_type="application/json")
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    html = render_page(template, {**data, **more}, request.url.path, request.url.query, part=part)
    return Response(html, media_type="text/html", headers={"Vary": "HX-Request"})


@_router.get("/api")
@_router.get("/")
def home(request: Request, library: Opened) -> Response:
    return _answer(request, "home.html", pages.home(library))


@_router.get("/api/search")
@_router.get("/search")
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


@_router.get("/api/stories")
@_router.get("/stories")
def stories(request: Request, library: Opened) -> Response:
    return _answer(request, "stories.html", pages.stories(library))


@_router.get("/api/stories/{story_id}")
@_router.get("/stories/{story_id}")
def story(request: Request, library: Opened, story_id: str) -> Response:
    return _answer(request, "story.html", pages.story(library, story_id))


@_router.get("/api/articles/{article_id}")
@_router.get("/articles/{article_id}")
def article(request: Request, library: Opened, article_id: str, at: SpanText = "") -> Response:
    start, _, end = at.partition("-")
    span = (int(start), int(end)) if end else None
    return _answer(request, "article.html", pages.article(library, article_id), at=span)


@_router.get("/articles/{article_id}/page")
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


@_router.get("/api/articles/{article_id}/evidence/{layer}/{number}")
@_router.get("/articles/{article_id}/evidence/{layer}/{number}")
def evidence(request: Request, library: Opened, article_id: str, layer: str, number: int) -> Response:
    return _answer(request, "evidence.html", pages.evidence(library, article_id, layer, number))


@_router.get("/api/statements")
@_router.get("/statements")
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


@_router.get("/api/trace")
@_router.get("/trace")
def trace(request: Request, library: Opened, q: Words = "") -> Response:
    return _answer(request, "trace.html", pages.trace(library, query=q.strip()))


@_router.get("/api/trace/{article_id}/{statement_id}")
@_router.get("/trace/{article_id}/{statement_id}")
def trace_statement(request: Request, library: Opened, article_id: str, statement_id: str) -> Response:
    return _answer(request, "trace.html", pages.trace(library, ref=f"{article_id}#{statement_id}"))


@_router.get("/api/copies")
@_router.get("/copies")
def copies(request: Request, library: Opened, article: Name = "") -> Response:
    return _answer(request, "copies.html", pages.copies(library, article))


@_router.get("/api/copies/{a}/{b}")
@_router.get("/copies/{a}/{b}")
def copy(request: Request, library: Opened, a: str, b: str) -> Response:
    return _answer(request, "copy.html", pages.copy(library, a, b))


@_router.get("/api/commitments")
@_router.get("/commitments")
def commitments(request: Request, library: Opened, actor: Name = "", since: Day = "", until: Day = "") -> Response:
    today = datetime.date.today().isoformat()
    data = pages.commitments(library, actor.strip(), since or None, until or None, today)
    return _answer(request, "commitments.html", data)


@_router.get("/favicon.ico")
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
