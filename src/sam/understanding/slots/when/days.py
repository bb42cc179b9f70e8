"""Sets of days, as said: "a Tuesday", "next week", "the fourteenth", "any weekend"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

Range = tuple[date, date]
"""From a date to another, end exclusive."""

WEEKDAYS = frozenset(range(5))
REPEATS = 4
"""How many of "any Thursday" are offered."""
MONTHS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Days:
    """Some days: ranges of dates, or weekdays and a day of the month to be found, or both."""

    ranges: tuple[Range, ...] = ()
    weekdays: frozenset[int] = frozenset()
    """Monday is 0."""
    dom: int | None = None
    """Day of the month, where no month was named."""
    many: bool = False
    """Said as any of them: "any Thursday", "Thursdays", "weekday mornings"."""
    span: bool = False
    """A stretch ("next week") in which a weekday may be picked, not a day."""
    ends: bool = False
    """The end of something longer: "before the end of the month" includes it."""
    loose: bool = False
    """A day counted in weeks ("in two weeks"): beside a weekday it stands for its whole week."""

    def within(self, other: Days) -> Days | None:
        """Return the days that are in both, None where the two cannot be meant together."""
        if self.weekdays and other.weekdays:
            return None
        if self.loose and other.weekdays:
            return stretch(monday_of(self.ranges[0][0]), 7).within(other)
        if other.loose and self.weekdays:
            return other.within(self)
        if self.ranges and other.ranges:
            both = tuple(
                (max(a, c), min(b, d))
                for a, b in self.ranges
                for c, d in other.ranges
                if max(a, c) < min(b, d)
            )
            return replace(self, ranges=both) if both else None
        if self.dom and other.dom:
            return None
        joined = Days(
            self.ranges or other.ranges,
            self.weekdays | other.weekdays,
            self.dom or other.dom,
            self.many or other.many,
        )
        if joined.ranges and joined.weekdays and not any(joined.resolve(joined.ranges[0][0])):
            return None
        return joined

    def resolve(self, today: date, today_counts: bool = True) -> tuple[Range, ...]:
        """Return the ranges meant on `today`; a bare weekday is the next one, today included."""
        if not self.weekdays and self.dom is None:
            return self.ranges
        if self.ranges:
            picked = (
                (day, day + timedelta(days=1))
                for start, end in self.ranges
                for day in days_between(max(start, min(today, start)), end)
                if self._fits(day)
            )
            return tuple(picked)
        start = today if today_counts else today + timedelta(days=1)
        wanted = 1
        if self.many:
            wanted = REPEATS * len(self.weekdays) if self.weekdays != WEEKDAYS else 6
        found: list[Range] = []
        for day in days_between(start, start + timedelta(days=31 * MONTHS_AHEAD)):
            if self._fits(day):
                found.append((day, day + timedelta(days=1)))
                if len(found) == wanted:
                    break
        return tuple(found)

    def _fits(self, day: date) -> bool:
        return (not self.weekdays or day.weekday() in self.weekdays) and (
            self.dom is None or day.day == self.dom
        )

    def until(self, other: Days, today: date) -> Days | None:
        """Return everything from the first of these days to the last of `other`."""
        mine = self.resolve(today)
        if not mine:
            return None
        start = mine[0][0]
        theirs = other.resolve(start)
        if not theirs or theirs[-1][1] <= start:
            return None
        return Days(((start, theirs[-1][1]),), span=True)


def days_between(start: date, end: date) -> Iterator[date]:
    """Yield each date from `start` to the day before `end`."""
    for offset in range((end - start).days):
        yield start + timedelta(days=offset)


def one(day: date) -> Days:
    """Return a single day."""
    return Days(((day, day + timedelta(days=1)),))


def stretch(start: date, days: int) -> Days:
    """Return a stretch of days."""
    return Days(((start, start + timedelta(days=days)),), span=True)


def monday_of(day: date) -> date:
    """Return the Monday of a date's week."""
    return day - timedelta(days=day.weekday())


def month_start(day: date, months: int = 0) -> date:
    """Return the first of the month, `months` later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day."""
    first = month_start(day, months)
    last = month_start(first, 1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def part_of(whole: Range, part: str) -> Range:
    """Return the beginning, middle or end of a week or month.

    Of a week Monday to Wednesday, Tuesday to Thursday, Friday to Sunday; of a month the 1st to
    10th, 11th to 20th, 21st on: duckling's convention, so that "the end of next week" is the
    same here and there.
    """
    start, end = whole
    week = (end - start).days <= 7
    if part == "early":
        return start, start + timedelta(days=3 if week else 10)
    if part == "mid":
        return (
            start + timedelta(days=1 if week else 10),
            start + timedelta(days=4 if week else 20),
        )
    return (end - timedelta(days=3) if week else start + timedelta(days=20)), end
