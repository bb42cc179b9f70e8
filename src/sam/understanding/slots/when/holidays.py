"""Days with names, as US callers use them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

MONDAY, THURSDAY, FRIDAY, SUNDAY = 0, 3, 4, 6


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday of a month; nth -1 is the last. ValueError if there is none."""
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if found.month != month:
        raise ValueError("the month has no such day")
    return found


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, nth: int, shift: int = 0) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, month, weekday, nth) + timedelta(days=shift)


HOLIDAYS: tuple[tuple[str, Callable[[int], date]], ...] = (
    (r"new years eve", _fixed(12, 31)),
    (r"new years?(?: days?)?", _fixed(1, 1)),
    (r"(?:mlk|martin luther king)(?: jr)?(?: days?)?", _nth(1, MONDAY, 3)),
    (r"valentines?(?: days?)?", _fixed(2, 14)),
    (r"presidents? days?", _nth(2, MONDAY, 3)),
    (r"(?:saint|st)(?: \.)? (?:patricks|pattys|paddys) days?", _fixed(3, 17)),
    (r"good friday", lambda year: easter(year) - timedelta(days=2)),
    (r"easter monday", lambda year: easter(year) + timedelta(days=1)),
    (r"easter(?: sunday)?", easter),
    (r"mothers? days?", _nth(5, SUNDAY, 2)),
    (r"memorial days?", _nth(5, MONDAY, -1)),
    (r"juneteenth", _fixed(6, 19)),
    (r"fathers? days?", _nth(6, SUNDAY, 3)),
    (r"independence days?|(?:the )?4th of july|july 4th?", _fixed(7, 4)),
    (r"labou?r days?", _nth(9, MONDAY, 1)),
    (r"columbus days?|indigenous peoples days?", _nth(10, MONDAY, 2)),
    (r"halloween", _fixed(10, 31)),
    (r"veterans days?", _fixed(11, 11)),
    (r"thanksgiving(?: days?)?|turkey days?", _nth(11, THURSDAY, 4)),
    (r"black friday", _nth(11, THURSDAY, 4, 1)),
    (r"cyber monday", _nth(11, THURSDAY, 4, 4)),
    (r"(?:christmas|xmas) eve|the holidays", _fixed(12, 24)),
    (r"boxing days?", _fixed(12, 26)),
    (r"(?:christmas|xmas)(?: days?)?", _fixed(12, 25)),
)
"""What a holiday is called in normalised words, and its date in a year. "The holidays" begin on
Christmas Eve. Weekday rules: 5 U.S.C. 6103."""
