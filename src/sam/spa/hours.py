"""Opening hours: a week, and dates that differ."""

from __future__ import annotations

import datetime
import re
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from sam.spa.base import Day, Strict, Text

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)


class Span(Strict):
    """From `start` until `end` of one local day, end exclusive."""

    start: time
    end: time


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a time of day; write 9 am, 5:30 pm or 17:30")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(f"{text!r} mixes a 24-hour clock with am or pm; write 5 pm or 17:00")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"{text!r} is not a time of day; write 9 am, 5:30 pm or 17:30")
    return time(hour, minute)


def _spans(value: Any) -> Any:
    """Read "9 am - 6 pm", "9-12, 13-17" or "closed" into spans."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, str):
        shown = "a list" if isinstance(value, list) else repr(value)
        raise ValueError(f"{shown} is not a span of hours; write 9 am - 6 pm, or closed")
    if value.strip().lower() == "closed":
        return ()
    spans: list[dict[str, time]] = []
    for part in value.split(","):
        ends = re.split(r"\s*(?:-|–|to|until)\s*", part.strip())
        if len(ends) != 2:
            raise ValueError(f"{value!r} is not a span of hours; write 9 am - 6 pm, or closed")
        start, end = _clock(ends[0]), _clock(ends[1])
        if start >= end:
            raise ValueError(f"{value!r} ends before it begins; write for example 9 am - 6 pm")
        if spans and start < spans[-1]["end"]:
            raise ValueError(
                f"{value!r} overlaps itself; write the spans of a day in order: 9 am - 12 pm,"
                " 1 pm - 6 pm"
            )
        spans.append({"start": start, "end": end})
    return tuple(spans)


def _written(spans: tuple[Span, ...]) -> str:
    """Write spans as an owner does, so that a spa that is passed on reads like its file."""
    return ", ".join(f"{s.start:%H:%M} - {s.end:%H:%M}" for s in spans) or "closed"


Spans = Annotated[
    tuple[Span, ...],
    BeforeValidator(_spans),
    PlainSerializer(_written, when_used="json"),
    WithJsonSchema({"type": "string", "examples": ["9 am - 6 pm", "9 am - 1 pm, 2 - 6 pm"]}),
]
"""Hours of one day: "9 am - 6 pm", several with commas, or "closed"."""


class Week(Strict):
    """Hours by weekday; a day that is left out is closed."""

    monday: Spans = ()
    """Hours on Mondays."""
    tuesday: Spans = ()
    """Hours on Tuesdays."""
    wednesday: Spans = ()
    """Hours on Wednesdays."""
    thursday: Spans = ()
    """Hours on Thursdays."""
    friday: Spans = ()
    """Hours on Fridays."""
    saturday: Spans = ()
    """Hours on Saturdays."""
    sunday: Spans = ()
    """Hours on Sundays."""

    def on(self, day: datetime.date) -> tuple[Span, ...]:
        """Return the spans of a date's weekday."""
        spans: tuple[Span, ...] = getattr(self, WEEKDAYS[day.weekday()])
        return spans


class HoursException(Strict):
    """One date whose hours differ from the week's."""

    date: Day = Field(examples=["2026-12-25"])
    """The date, as 2026-12-25."""
    hours: Spans = Field(examples=["closed"])
    """Its hours, or closed."""
    name: Text | None = None
    """What the day is called aloud: "Thanksgiving"."""


class Hours(Strict):
    """When the spa is open."""

    week: Week
    """The ordinary week."""
    exceptions: tuple[HoursException, ...] = ()
    """Dates that differ: holidays, short days, days off."""

    def on(self, day: datetime.date) -> tuple[Span, ...]:
        """Return the spans of a date, exceptions first."""
        for exception in self.exceptions:
            if exception.date == day:
                return exception.hours
        return self.week.on(day)
