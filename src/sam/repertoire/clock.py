"""Times of day, hours of a day and of a week, and lengths, as they are spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from sam.repertoire.lists import listed
from sam.repertoire.numbers import cardinal
from sam.spa.hours import WEEKDAYS, Span, Week

_NOON = time(12)


def at(moment: time, half: bool = False) -> str:
    """Return 17:30 as "five thirty", with `half` as "five thirty p.m."; noon and midnight so."""
    if moment == _NOON:
        return "noon"
    if moment == time(0):
        return "midnight"
    words = cardinal((moment.hour - 1) % 12 + 1)
    if moment.minute:
        words += f" {'oh ' if moment.minute < 10 else ''}{cardinal(moment.minute)}"
    return f"{words} {'p.m.' if moment >= _NOON else 'a.m.'}" if half else words


def plain(moment: time) -> bool:
    """Say whether nobody would take this time for the other half of the day: 7 am to 6:59 pm."""
    return time(7) <= moment < time(19)


def between(start: time, end: time) -> str:
    """Return "nine to six"; with a.m. and p.m. where that could mean the other half of the day."""
    hours = end.hour - start.hour + (end.minute - start.minute) / 60
    half = not plain(start) or hours >= 12 or (end > time(22))
    return f"{at(start, half)} to {at(end, half)}"


def spans(day: Sequence[Span]) -> str:
    """Return "from nine to twelve thirty and from one thirty to six"; "closed" without spans."""
    if not day:
        return "closed"
    return listed([f"from {between(span.start, span.end)}" for span in day])


def week(hours: Week) -> str:
    """Return the week, days with the same hours together, beginning after the closed days."""
    days = {name: getattr(hours, name) for name in WEEKDAYS}
    order = _order(days)
    groups: dict[tuple[Span, ...], list[str]] = {}
    for day in order:
        groups.setdefault(days[day], []).append(day)
    closed = groups.pop((), [])
    opened = listed([f"{_days(names, order)} {spans(day)}" for day, names in groups.items()])
    if not closed:
        return opened
    return f"{opened}; we're closed {_days(closed, order)}"


def _order(days: Mapping[str, Sequence[Span]]) -> list[str]:
    names = list(days)
    starts = [i for i in range(7) if days[names[i]] and not days[names[i - 1]]]
    first = starts[0] if len(starts) == 1 else 0
    return names[first:] + names[:first]


def _days(names: Sequence[str], order: Sequence[str]) -> str:
    runs: list[list[str]] = []
    for name in names:
        if runs and order.index(name) == order.index(runs[-1][-1]) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    said = []
    for run in runs:
        if len(run) > 2:
            said.append(f"{run[0].title()} through {run[-1].title()}")
        else:
            said += [day.title() for day in run]
    return listed(said)


def length(minutes: int) -> str:
    """Return 20 as "twenty minutes", 60 as "an hour", 90 as "an hour and a half"."""
    hours, rest = divmod(minutes, 60)
    whole = "an hour" if hours == 1 else f"{cardinal(hours)} hours"
    if not hours:
        return f"{cardinal(rest)} minutes"
    if rest == 30:
        return "an hour and a half" if hours == 1 else f"{cardinal(hours)} and a half hours"
    return f"{whole} and {cardinal(rest)} minutes" if rest else whole
