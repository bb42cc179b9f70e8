"""An owner's written text as it is read aloud: no digit, no sign that a voice would stumble on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from decimal import Decimal

from sam.repertoire import clock, money, phone
from sam.repertoire.numbers import cardinal, one_by_one, ordinal, pairs

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"

_SIGNS = (
    (re.compile(r"\s*&\s*"), " and "),
    (re.compile(r"(?<=\d)\s*%"), " percent"),
    (re.compile(r"(?<=\w)\s*\+(?=\s|$)"), " plus"),
    (re.compile(r"\s*@\s*"), " at "),
    (re.compile(r"#\s*(?=\d)"), "number "),
)


def aloud(text: str) -> str:
    """Return `text` with money, times, dates and other numbers in words; placeholders stay."""
    for pattern, words in _SIGNS:
        text = pattern.sub(words, text)
    for pattern, say in _NUMBERS:
        text = pattern.sub(say, text)
    return " ".join(text.replace(".m..", ".m.").split())


def street(text: str) -> str:
    """Return an address line, its house number in pairs: "two ten Southwest A Street"."""
    house = re.match(r"(\d{3,4})\b", text)
    if house:
        text = pairs(int(house[1])) + text[house.end() :]
    return aloud(text)


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


def _phone(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    return phone.grouped(f"+1{digits[-10:]}")


def _dollars(match: re.Match[str]) -> str:
    return money.dollars(Decimal(match[1].replace(",", "")))


def _dollars_of(match: re.Match[str]) -> str:
    # "a $50 deposit" is a fifty dollar deposit, while "for $50" is for fifty dollars.
    return f"{match[1]} {money.dollars(Decimal(match[2].replace(',', ''))).removesuffix('s')} "


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "").lower()
    if minute > 59 or hour > (12 if half else 23) or (half and not hour):
        return f"{cardinal(hour)} {cardinal(minute)} {half and half + '.m.'}".strip()
    if half and hour == 12 and not minute:
        return "midnight" if half == "a" else "noon"
    return clock.at(time(hour, minute), half=hour > 12) + (f" {half}.m." if half else "")


_AMOUNT = r"\$\s?(\d+(?:,\d{3})*(?:\.\d{1,2})?)"

_NOT_A_NOUN = r"(?:an?|per|each|for|and|or|off|to|at|in|on|if|is|are|when|with|plus)\b"

_Say = str | Callable[[re.Match[str]], str]

_NUMBERS: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (re.compile(r"\b24/7\b"), "twenty-four seven"),
    (re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"), _phone),
    (re.compile(r"\b(?:911|988|711|9-1-1|9-8-8)\b"), lambda m: one_by_one(m[0])),
    (re.compile(rf"\b(an?|the|our|your|one) {_AMOUNT} (?!{_NOT_A_NOUN})(?=[a-z])"), _dollars_of),
    (re.compile(_AMOUNT), _dollars),
    (re.compile(r"(?<=\d|m) ?[-–] ?(?=\d)"), " to "),
    (re.compile(r"\b(\d{1,2})(?::(\d{2}))?\s?([ap])(?:\.m\.|m\b)", re.IGNORECASE), _time),
    (re.compile(r"\b(\d{1,2}):(\d{2})()\b"), _time),
    (re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE), lambda m: ordinal(int(m[1]))),
    (re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b"), lambda m: f"{m[1]} {ordinal(int(m[2]))}"),
    (re.compile(r"\b(?:19|20)\d{2}\b"), lambda m: pairs(int(m[0]))),
    (re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)"), lambda m: cardinal(_whole(m[0]))),
    (re.compile(r"(\d+)\.(\d+)"), lambda m: f"{cardinal(_whole(m[1]))} point {one_by_one(m[2])}"),
    (re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"), " "),
    (re.compile(r"\d+"), lambda m: cardinal(int(m[0])) if len(m[0]) < 10 else one_by_one(m[0])),
)
"""In the order in which they are read: each leaves its part without digits for the next."""
