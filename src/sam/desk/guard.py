"""What holds for every answer: its headers, a limit on what may be sent, and no error that talks.

One plain ASGI wrapper around the application. An exception ends here: the page shows an opaque id,
the log gets that id, the route's template and the exception's type, and nothing of its text,
since that could quote a name or a number.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 16 * 1024
"""The largest form, in bytes; ours are under one kilobyte."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}

TLS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}

Failed = Callable[[str, str, BaseException], None]
"""Told of an exception: error id, route template, exception. Only its type may be written."""


def log_failure(error_id: str, route: str, error: BaseException) -> None:
    """Log an exception by id, route template and type."""
    logging.getLogger("sam.desk").error("%s on %s: %s", error_id, route, type(error).__name__)


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, failed: Failed) -> None:
        self._app = app
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. WebSockets are refused; the desk has none."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _dress(scope, MutableHeaders(scope=message))
            await send(message)

        refusal = _too_much(Headers(scope=scope))
        if refusal:
            await refusal(scope, receive, guarded)
            return
        try:
            await self._app(scope, receive, guarded)
        except Exception as error:
            error_id = secrets.token_hex(8)
            self._failed(error_id, getattr(scope.get("route"), "path", "no route"), error)
            if not started:
                page = PlainTextResponse(
                    f"Something went wrong on our side. Nothing was lost.\n\n"
                    f"Go back and try again. If it happens again, tell whoever looks after Sam "
                    f"this number: {error_id}\n",
                    status_code=500,
                )
                await page(scope, receive, guarded)


def _dress(scope: Scope, headers: MutableHeaders) -> None:
    headers.update(HEADERS)
    if scope["scheme"] == "https":
        headers.update(TLS_ONLY)
    static = scope["path"].startswith("/static/")
    headers["Cache-Control"] = "no-cache" if static else "no-store"


def _too_much(headers: Headers) -> PlainTextResponse | None:
    """Refuse a body that is longer than any of our forms, or that does not say how long it is."""
    if "transfer-encoding" in headers:
        return PlainTextResponse("Send the form with its length.\n", status_code=411)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return PlainTextResponse("This form is too long.\n", status_code=413)
    return None
