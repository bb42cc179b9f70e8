"""Dates and wished times as they are spoken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from sam.repertoire import clock
from sam.repertoire.lists import listed
from sam.repertoire.numbers import ordinal
from sam.spa.model import Spa
from sam.vocabulary.window import Window

_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_DAY = timedelta(days=1)


def spoken_date(day: date) -> str:
    """Return "Saturday, November twenty-eighth"."""
    return f"{_WEEKDAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {ordinal(day.day)}"


def near(day: date, today: date | None) -> str | None:
    """Return "today" or "tomorrow"; None for any other day, or where today is not known."""
    if today is None:
        return None
    return {today: "today", today + _DAY: "tomorrow"}.get(day)


def wished(windows: Sequence[Window], spa: Spa, today: date | None = None) -> str:
    """Return wished times: "Saturday, November twenty-eighth, in the morning".

    Days with the same time of day are said together, and a day on which every opening hour suits
    is said as the day alone. Empty for no windows.
    """
    by_day: dict[date, list[Window]] = {}
    ranges: list[str] = []
    for window in sorted(windows, key=lambda w: (w.start, w.end or w.start)):
        if window.end is not None and _last_day(window) > window.start.date():
            ranges.append(_range(window))
        else:
            by_day.setdefault(window.start.date(), []).append(window)
    by_part: dict[str, list[date]] = {}
    for day, parts in by_day.items():
        by_part.setdefault(_part(parts, spa, day), []).append(day)
    said = [_days(days, today) + (f", {part}" if part else "") for part, days in by_part.items()]
    return ", or ".join(said + ranges)


def _last_day(window: Window) -> date:
    # The end is exclusive: until midnight is still the day before.
    end = window.end or window.start
    return (end - timedelta(minutes=1)).date() if end > window.start else window.start.date()


def _range(window: Window) -> str:
    first, last = spoken_date(window.start.date()), spoken_date(_last_day(window))
    return f"any time from {first}, through {last}"


def _days(days: Sequence[date], today: date | None) -> str:
    if len(days) > 2 and all(b - a == _DAY for a, b in pairwise(days)):
        return f"{spoken_date(days[0])}, through {spoken_date(days[-1])}"
    return ", or ".join(_one_day(day, today) for day in days)


def _one_day(day: date, today: date | None) -> str:
    close = near(day, today)
    return f"{close}, {_WEEKDAYS[day.weekday()]}" if close else spoken_date(day)


def _part(windows: Sequence[Window], spa: Spa, day: date) -> str:
    """Return the part of one day; empty where its windows hold every opening hour."""
    opening = spa.open_on(day)
    if opening and all(
        any(
            w.end is not None
            and w.start <= datetime.combine(day, span.start)
            and datetime.combine(day, span.end) <= w.end
            for w in windows
        )
        for span in opening
    ):
        return ""
    first = opening[0].start if opening else time(9)
    last = opening[-1].end if opening else time(18)
    return listed([_stretch(window, first, last) for window in windows], "or")


def _stretch(window: Window, first: time, last: time) -> str:
    start = window.start.time()
    if window.end is None:
        return f"at {_clock(start)}"
    end = window.end.time() if window.end.date() == window.start.date() else time.max
    from_opening, to_closing = start <= first, end >= last
    if from_opening and to_closing:
        return "at any time"
    if from_opening and time(11) <= end <= time(13):
        return "in the morning"
    if to_closing and time(12) <= start <= time(13, 30):
        return "in the afternoon"
    if to_closing and time(17) <= start:
        return "in the evening"
    if (time(12), time(17)) == (start, end):
        return "in the afternoon"
    if from_opening:
        return f"before {_clock(end)}"
    if to_closing:
        return f"after {_clock(start)}"
    return f"between {_clock(start)} and {_clock(end)}"


def _clock(moment: time) -> str:
    return clock.at(moment, half=not clock.plain(moment))
