"""Instants and windows in words, on the spa's own wall clock, as a US front desk writes them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sam.vocabulary.window import Window

MIDNIGHT = time(0)

NO_BREAK = "\N{NO-BREAK SPACE}"
"""Between the hour and am or pm, so that a narrow screen never parts them."""


def clock_words(at: time) -> str:
    """Return "9 am", "3:30 pm", "noon" or "midnight"."""
    if at == time(12):
        return "noon"
    if at == MIDNIGHT:
        return "midnight"
    minute = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minute}{NO_BREAK}{'am' if at.hour < 12 else 'pm'}"


def exact_words(at: datetime, zone: ZoneInfo) -> str:
    """Return an instant's local time to the minute: "2:05 pm"."""
    local = at.astimezone(zone)
    half = "am" if local.hour < 12 else "pm"
    return f"{local.hour % 12 or 12}:{local.minute:02}{NO_BREAK}{half}"


def date_words(day: date) -> str:
    """Return "Saturday, November 28"."""
    return f"{day:%A, %B} {day.day}"


def day_words(day: date, today: date) -> str:
    """Return a day as a heading: "Today", "Yesterday", or the date; the year where it differs."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return date_words(day) if day.year == today.year else f"{date_words(day)}, {day.year}"


def length_words(length: timedelta) -> str:
    """Return how long a call took: "45 s", "2 min 5 s"."""
    minutes, seconds = divmod(max(0, round(length.total_seconds())), 60)
    if not minutes:
        return f"{seconds} s"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def window_words(window: Window) -> str:
    """Return a preferred time: "Saturday, November 28, 9 am to noon"."""
    start, end = window.start, window.end
    day = date_words(start.date())
    if end is None:
        return f"{day}, at {clock_words(start.time())}"
    days = (end.date() - start.date()).days
    if start.time() == MIDNIGHT == end.time():
        last = end.date() - timedelta(days=1)
        return f"{day}, any time" if days == 1 else f"{day} to {date_words(last)}, any time"
    if days == 0 or (days == 1 and end.time() == MIDNIGHT):
        return f"{day}, {clock_words(start.time())} to {clock_words(end.time())}"
    return (
        f"{day}, {clock_words(start.time())} to {date_words(end.date())}, {clock_words(end.time())}"
    )


def windows_words(windows: tuple[Window, ...]) -> str:
    """Return all preferred times of a message, in order, joined with "or"."""
    return ", or ".join(window_words(window) for window in windows)
