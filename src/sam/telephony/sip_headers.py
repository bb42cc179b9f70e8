"""What a SIP INVITE says about a call: who calls, which number, why forwarded. Pure functions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import unquote

import phonenumbers

from sam.vocabulary.outcome import Forwarded

EXPOSED = (
    "P-Asserted-Identity",
    "Privacy",
    "Diversion",
    "History-Info",
    "To",
    "P-Called-Party-ID",
)
"""Header fields that the SIP library hands over; every other one stays inside it."""

_URI = re.compile(r"(?:sips?|tel):([^@;>?,\s\"]+)(?:@([^;>?,\s\"]+))?", re.IGNORECASE)
_ANONYMOUS = frozenset(
    {"anonymous", "restricted", "unavailable", "unknown", "private", "withheld", "asserted"}
)
_PRIVATE = frozenset({"id", "user", "header", "session", "critical", "full"})
"""RFC 3323 and RFC 3325 privacy values; "none" asks for nothing."""

_DIVERSION = {
    "no-answer": Forwarded.NO_ANSWER,
    "unavailable": Forwarded.NO_ANSWER,
    "out-of-service": Forwarded.NO_ANSWER,
    "away": Forwarded.NO_ANSWER,
    "user-busy": Forwarded.BUSY,
    "do-not-disturb": Forwarded.BUSY,
    "time-of-day": Forwarded.AFTER_HOURS,
}
"""RFC 5806 reasons. "unconditional" says nothing about why: unknown."""

_CAUSE = {
    "408": Forwarded.NO_ANSWER,
    "480": Forwarded.NO_ANSWER,
    "503": Forwarded.NO_ANSWER,
    "486": Forwarded.BUSY,
    "600": Forwarded.BUSY,
}
"""RFC 4458 and RFC 7044 causes."""


def call_id(sip_call_id: str) -> str:
    """Return Sam's own id of a call: the first 32 hex digits of SHA-256 of its SIP Call-ID."""
    return hashlib.sha256(sip_call_id.encode()).hexdigest()[:32]


def caller(peer: str | None, headers: Mapping[str, str], region: str = "US") -> str | None:
    """Return the caller's number, E.164, or None where it is withheld or not a valid number.

    P-Asserted-Identity (RFC 3325) comes before From (`peer`). A From that is anonymous, or a
    Privacy header, withholds both: the trunk may know the number, but the caller asked for it
    not to be shown. The display name beside either is never looked at. Numbers without a plus
    sign are read as `region`'s.
    """
    privacy = {value.strip() for value in headers.get("Privacy", "").lower().split(";")}
    if privacy & _PRIVATE or _is_anonymous(peer or ""):
        return None
    asserted = headers.get("P-Asserted-Identity", "")
    for user in (*_users(asserted), *_users(peer or "")):
        number = _valid(user, region)
        if number is not None:
            return number
    return None


def dialled(headers: Mapping[str, str]) -> str | None:
    """Return the user part of the number that was dialled, as the carrier gave it."""
    for name in ("P-Called-Party-ID", "To"):
        users = _users(headers.get(name, ""))
        if users:
            return users[0]
    return None


def forwarded(headers: Mapping[str, str]) -> Forwarded:
    """Return why the call was forwarded, from Diversion (its latest entry), else History-Info."""
    latest = headers.get("Diversion", "").split(",")[0]
    reason = re.search(r";\s*reason\s*=\s*\"?([\w-]+)", latest, re.IGNORECASE)
    if reason:
        return _DIVERSION.get(reason[1].lower(), Forwarded.UNKNOWN)
    causes = re.findall(r"cause\s*=\s*(\d{3})", unquote(headers.get("History-Info", "")))
    return _CAUSE.get(causes[-1], Forwarded.UNKNOWN) if causes else Forwarded.UNKNOWN


def _users(value: str) -> tuple[str, ...]:
    # A quoted display name may hold anything, even something that looks like an address.
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", value)
    return tuple(unquote(match[1]) for match in _URI.finditer(bare))


def _is_anonymous(value: str) -> bool:
    match = _URI.search(value)
    if match is None:
        return False
    host = (match[2] or "").lower()
    return unquote(match[1]).lower() in _ANONYMOUS or host.endswith("anonymous.invalid")


def _valid(user: str, region: str) -> str | None:
    if not re.fullmatch(r"\+?[\d().\- ]{5,24}", user):
        return None
    try:
        number = phonenumbers.parse(user, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
