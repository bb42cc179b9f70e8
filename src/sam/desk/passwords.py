"""Passwords: how they are stored, and which are too easy to be taken.

The rule is length and a list of common ones, not character classes (NIST SP 800-63B, 5.1.1.2).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
"""Characters; a limit so that nobody can make the server hash a book."""

_FEWEST_DIFFERENT = 6

_hasher = PasswordHasher()  # argon2id, RFC 9106 low-memory profile: 64 MiB, 3 passes

# Each hash takes 64 MiB: a burst of sign-ins waits in line instead of filling the memory.
_turn = BoundedSemaphore(2)


def hashed(password: str) -> str:
    """Return the argon2id hash of a password, a PHC string with its own salt."""
    with _turn:
        return _hasher.hash(password)


NOBODY = hashed("the password of nobody, which no account has")
"""Verified against where there is no such account, so that both cost the same time."""


def verified(password_hash: str, password: str) -> bool:
    """Say whether a password belongs to a hash."""
    if len(password) > LONGEST:
        return False
    with _turn:
        try:
            return _hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _common() -> frozenset[str]:
    text = files("sam.desk").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _core(text: str) -> str:
    """Return letters and digits only, lower case: "Pass-Word 1234!" is "password1234"."""
    return re.sub(r"[\W_]", "", text.casefold())


def complaint(password: str, *, known: tuple[str, ...]) -> str | None:
    """Return why a new password cannot be taken and what to do, or None if it can.

    `known` are words that anybody could guess here: the spa's name, the person's own.
    """
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters. Four unrelated words are easy to keep."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    core = _core(password)
    stem = core.strip("0123456789")
    if {core, stem} & _common() or len(set(core)) < _FEWEST_DIFFERENT:
        return "This password is among the first that anybody would try. Use unrelated words."
    rest = core
    for word in sorted({_core(word) for word in known}, key=len, reverse=True):
        rest = rest.replace(word, "") if word else rest
    if len(rest) < SHORTEST // 2:
        return "This password is mostly a name that everybody here knows. Use unrelated words."
    return None
