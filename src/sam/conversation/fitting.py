"""Fits wished times to the spa's opening hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sam.spa.model import Spa
from sam.vocabulary.message import MAX_WINDOWS
from sam.vocabulary.window import Window

SPLIT_DAYS = 7
"""A wish of up to a week is kept day by day; a longer one ("in July") as one range."""


def fit(windows: tuple[Window, ...], spa: Spa, now: datetime) -> tuple[Window, ...]:
    """Return the parts of the wished windows in which the spa is open, from `now` on.

    `now` is aware. A point in time stays a point. At most `MAX_WINDOWS` are returned, earliest
    first, each once; none where the spa is closed throughout.
    """
    local_now = now.astimezone(spa.spa.zone).replace(tzinfo=None)
    fitted: list[Window] = []
    for window in windows:
        for part in _open_parts(window, spa, local_now):
            if part not in fitted:
                fitted.append(part)
    return tuple(sorted(fitted, key=lambda w: (w.start, w.end or w.start))[:MAX_WINDOWS])


def _open_parts(window: Window, spa: Spa, local_now: datetime) -> Iterator[Window]:
    if window.end is None:
        if window.start >= local_now and any(
            begin <= window.start < end for begin, end in _spans(window.start.date(), spa)
        ):
            yield window
        return
    start = max(window.start, local_now.replace(second=0, microsecond=0))
    parts = [
        Window(max(begin, start), min(end, window.end))
        for day in _days(start, window.end)
        for begin, end in _spans(day, spa)
        if max(begin, start) < min(end, window.end)
    ]
    if parts and window.end - start > timedelta(days=SPLIT_DAYS):
        yield Window(parts[0].start, parts[-1].end)
    else:
        yield from parts


def _days(start: datetime, end: datetime) -> Iterator[date]:
    # A year is as far ahead as anybody books.
    for offset in range(min((end - start).days + 2, 366)):
        day = start.date() + timedelta(days=offset)
        if datetime.combine(day, datetime.min.time()) < end:
            yield day


def _spans(day: date, spa: Spa) -> Iterator[tuple[datetime, datetime]]:
    for span in spa.open_on(day):
        yield datetime.combine(day, span.start), datetime.combine(day, span.end)
