"""What every answer says to the browser: run nothing and load nothing that is not ours, tell no one where we are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware

# Everything not named is forbidden, inline scripts and styles among it. https://www.w3.org/TR/CSP3/
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_EVERYWHERE = ("0.0.0.0", "::", "")


def secure(app: FastAPI, host: str) -> None:
    """Put the headers on every answer, errors included, and answer only to our own name.

    A page elsewhere could point a name of its own at 127.0.0.1 and read the library through the visitor's browser;
    a server on the loopback address therefore answers no name but the loopback's.
    """
    if host not in _EVERYWHERE:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*_LOOPBACK, host])

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def outward(url: str | None) -> str | None:
    """The address, where it is one a reader may be sent to: http or https, nothing that runs."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in ("http", "https") and parts.netloc else None
