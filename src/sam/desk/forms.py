"""The token that every form carries, and the two cookies of the desk.

A form's token is an HMAC under the secret of a cookie that scripts cannot read and other sites
cannot send, so a form that the desk did not write for this browser is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from fastapi import Request, Response

SESSION_COOKIE = "sam_session"
"""The session's token, once signed in."""

FORM_COOKIE = "sam_form"
"""A random secret for the forms before that."""


def token_for(secret: str) -> str:
    """Return the token of forms written for the holder of a cookie's secret."""
    return hmac.new(secret.encode(), b"sam desk form", hashlib.sha256).hexdigest()


def belongs(token: str, secret: str | None) -> bool:
    """Say, in constant time, whether a form's token was written for the holder of a secret."""
    return secret is not None and hmac.compare_digest(token.encode(), token_for(secret).encode())


def new_secret() -> str:
    """Return a fresh secret for `FORM_COOKIE`."""
    return secrets.token_urlsafe(32)


def set_cookie(request: Request, response: Response, name: str, secret: str) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send, until the browser closes.

    Marked Secure where the page came over TLS.
    """
    response.set_cookie(
        name,
        secret,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
