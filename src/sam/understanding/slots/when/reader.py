"""Reads when a caller would like to come, as windows in the spa's local time.

Atoms (days, times of day, "as soon as possible") are found from left to right, longest first,
then put together by what stands between them: nothing or "at" joins a day and a time, "or" adds
another, "but not" takes away. The result is as said; fitting to opening hours comes later.

- A bare weekday is the next one; today counts until `EVENING`. A time or part of the day alone is
  today's if it lies ahead, else tomorrow's.
- "As soon as possible" runs from now for a week; "any time at all" for two.
- At most `MAX_WINDOWS` windows, the earliest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from sam.understanding.slots.when.atoms import SOON, Atom, atoms_of, kept
from sam.understanding.slots.when.clock import DAY, Clock, part
from sam.understanding.slots.when.days import Days, Range, days_between
from sam.understanding.slots.when.words import Words, normalise
from sam.vocabulary.message import MAX_WINDOWS
from sam.vocabulary.window import Window

EVENING = time(18)
"""From here on "Wednesday", said on a Wednesday, means the next one."""
SOON_DAYS, ANY_DAYS, AFTER_DAYS = 7, 14, 14

_NEGATED_ONLY = re.compile(
    r"\b(?:not|except|other than|anything but|any ?time but|any days but|besides"
    r"|excluding|instead of|(?:cant|cannot|can not|wont|wouldnt) (?:do|come|be there|be in)"
    r"|dont (?:want|like|do))\b"
)
_NEGATION = re.compile(rf"{_NEGATED_ONLY.pattern}|\b(?:but|nor)\b")
_NO_GOOD = re.compile(r" (?:doesnt|does not|wont|will not|wouldnt) work| is(?: no|nt| not) good")
"""Said behind a day that is not wanted."""
_OR = re.compile(r"(?:^| )(?:or|and|either|&)(?= |$)")
_THROUGH = re.compile(r"(?: ?(?:through|to|until|-)(?: the)?)")
_BOUND = re.compile(
    r"(?:^| )(before|prior to|by|after|until|from|starting|beginning|since)(?: the)?$"
)
_MOVING = re.compile(
    r"\b(?:move|moving|change|changing|reschedule|switch|rebook|push|bump)\b(?:(?! to ).)* to "
)
"""Before the new time of an appointment; what stands before it is the old one."""


@dataclass(slots=True)
class _Clause:
    """Days and times that belong together."""

    days: list[Days] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    without_days: list[Days] = field(default_factory=list)
    without_clocks: list[Clock] = field(default_factory=list)
    time_first: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Times:
    """The windows read, and where in the text the words for them stood."""

    windows: tuple[Window, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


class TimeReader:
    """Reads times. Holds nothing; `now` is spa-local and naive."""

    def read(self, text: str, now: datetime, asked: bool) -> Times:
        """Return the windows said; `asked`: a preferred time is the open question."""
        words = normalise(text)
        atoms = kept(_wished(words, now, asked), words.text, asked)
        if not atoms:
            return Times()
        clauses, found = _clauses(atoms, words.text, now)
        for clause in clauses:
            found += _windows(clause, now, asked)
        if not found:
            soon = [a for a in atoms if a.soon]
            if not soon:
                return Times()
            start = now.replace(second=0, microsecond=0)
            days = SOON_DAYS if SOON.match(words.text, soon[0].start) else ANY_DAYS
            found = [Window(start, start + timedelta(days=days))]
        unique = sorted(set(found), key=lambda w: (w.start, w.end or w.start))
        spans = tuple(words.origin(a.start, a.end) for a in atoms)
        return Times(tuple(unique[:MAX_WINDOWS]), spans)


def _wished(words: Words, now: datetime, asked: bool) -> list[Atom]:
    """Return the atoms, without those of an appointment that is being moved elsewhere."""
    if m := _MOVING.search(words.text):
        moved = [a for a in atoms_of(words, now, asked, m.end()) if not a.past]
        if moved and len(words.text[m.end() : moved[0].start].split()) <= 2:
            return moved
    return atoms_of(words, now, asked)


def _clauses(atoms: list[Atom], text: str, now: datetime) -> tuple[list[_Clause], list[Window]]:
    """Put atoms together by what stands between them."""
    clauses, windows, today = [_Clause()], [], now.date()
    negated, end = False, 0
    previous: Atom | None = None
    for atom in atoms:
        gap = text[end : atom.start].strip()
        before = text[: atom.start].strip()
        end, last, previous = atom.end, previous, atom
        either = bool(_OR.search(gap))
        negated = _negated(gap, negated and either, negated, first=last is None)
        negated = negated or bool(_NO_GOOD.match(text, atom.end))
        clause = clauses[-1]
        if re.search(r"[.?!](?: |$)", gap) and (clause.days or clause.clocks):
            clause = _Clause()
            clauses.append(clause)
        if atom.window is not None:
            windows.append(atom.window)
        elif atom.days is not None:
            days = _bounded(atom.days, gap, today)
            if negated:
                clause.without_days.append(days)
            elif (
                last is not None
                and last.days is not None
                and clause.days
                and _through(gap, text[: last.start])
                and (through := clause.days[-1].until(days, today)) is not None
            ):
                clause.days[-1] = through
            else:
                _add_days(clauses, days, either, today, beside=not before.endswith("or"))
        elif atom.clock is not None:
            if re.match(r"not? ", text[atom.start :]):
                negated = False  # "but not before ten" holds its own "not"
            if last is not None and (m := re.search(r"(early|late)$", text[: last.start].strip())):
                early = part(f"{m[1]} {text[atom.start : atom.end]}", 0)
                atom = atom if early is None else replace(atom, clock=early[0])
            assert atom.clock is not None
            if negated:
                clause.without_clocks.append(atom.clock)
            else:
                _add_clock(clauses, atom.clock, either)
    return clauses, windows


def _negated(gap: str, still: bool, before: bool, first: bool) -> bool:
    """Say whether what follows a gap is taken away; `before`: what precedes it was."""
    if before and re.search(r"\bbut(?! not)\b", gap):
        return False  # "not this week but next week"
    if not gap:
        return before
    pattern = _NEGATED_ONLY if first else _NEGATION
    return still or bool(pattern.search(gap))


def _through(gap: str, before: str) -> bool:
    """Say whether two days are the ends of a stretch."""
    if re.fullmatch(r"and(?: the)?", gap):
        return bool(re.search(r"\bbetween(?: the)? $", before))
    return bool(_THROUGH.fullmatch(gap))


def _bounded(days: Days, gap: str, today: date) -> Days:
    """Return the days before or after these, where "before Christmas" or the like was said."""
    m = _BOUND.search(gap)
    if m is None or not (resolved := days.resolve(today)):
        return days
    start, end = resolved[0][0], resolved[-1][1]
    match m[1]:
        case "before" | "prior to" if not days.ends:
            return Days(((today, start),), span=True) if today < start else days
        case "before" | "prior to" | "by" | "until":
            return Days(((today, end),), span=True)
        case "after":
            return Days(((end, end + timedelta(days=AFTER_DAYS)),), span=True)
        case _:
            return days


def _add_days(clauses: list[_Clause], days: Days, either: bool, today: date, beside: bool) -> None:
    clause = clauses[-1]
    if clause.clocks and either and (clause.days or clause.clocks[-1].plural):
        # Also "evenings or weekends".
        clauses.append(_Clause([days]))
        return
    if not clause.days:
        clause.days.append(days)
        return
    if not either or (days.span and clause.days[-1].weekdays and beside and not either):
        joined = [both for d in clause.days if (both := d.within(days)) is not None]
        # "Saturday, November 28", "Tuesday or Thursday in July", "next week on Tuesday".
        if len(joined) == len(clause.days):
            clause.days = joined
            return
        if clause.clocks:
            clauses.append(_Clause([days]))
            return
    last = clause.days[-1]
    if last.dom and not last.weekdays and not last.ranges and len(days.ranges) == 1 and either:
        # "The second or the third of December": the month holds for both.
        first = days.ranges[0][0].replace(day=1)
        month = Days(((first, first + timedelta(days=31)),), dom=last.dom)
        clause.days[-1] = Days(month.resolve(today)[:1])
    if days.weekdays and last.weekdays and last.ranges and not days.ranges:
        # "Next week Thursday or Friday": the week holds for both.
        days = replace(days, ranges=last.ranges)
    clause.days.append(days)


def _add_clock(clauses: list[_Clause], clock: Clock, either: bool) -> None:
    clause = clauses[-1]
    if clause.clocks and not either:
        joined = [both for c in clause.clocks if (both := c.within(clock)) is not None]
        if len(joined) == len(clause.clocks):
            clause.clocks = joined
            return
    if clause.clocks and clause.days and clause.time_first:
        clauses.append(_Clause(clocks=[clock], time_first=True))
        return
    if not clause.days and not clause.clocks:
        clause.time_first = True
    if clause.clocks and clause.clocks[-1].sure and not clock.sure:
        clock = clock.towards(replace(clause.clocks[-1], end=DAY)) if clock.start % 720 else clock
    clause.clocks.append(clock)


def _windows(clause: _Clause, now: datetime, asked: bool) -> list[Window]:
    today, days = now.date(), list(clause.days)
    clocks = list(clause.clocks)
    for without in clause.without_clocks:
        clocks = _outside(without, clocks)
    if not days and not clocks:
        if not (clause.without_days and asked):
            return []
        days = [Days(((today, today + timedelta(days=SOON_DAYS)),), span=True)]
    if not days:
        return [w for c in clocks for w in _today_or_tomorrow(c, now)]
    out: list[Window] = []
    for item in days:
        counts = _today_counts(clocks, now)
        ranges = _subtract(item.resolve(today, counts), clause.without_days, today)
        for start, end in ranges:
            out += _in_range(start, end, clocks, now)
    return out


def _today_counts(clocks: list[Clock], now: datetime) -> bool:
    """Say whether today's weekday name can still mean today."""
    return any(_ahead(c, now) for c in clocks) if clocks else now.time() < EVENING


def _ahead(clock: Clock, now: datetime) -> bool:
    """Say whether a time of day can still be meant today: an hour of it must be left."""
    minute = now.hour * 60 + now.minute
    if clock.end is None:
        return clock.start > minute
    if clock.start > minute:
        return True
    # The morning is over for a caller who says "in the morning" while it runs.
    return clock.end - 60 >= minute and not (clock.part and clock.end <= 720)


def _in_range(start: date, end: date, clocks: list[Clock], now: datetime) -> list[Window]:
    if not clocks:
        return [Window(_at_minute(start, 0), _at_minute(end, 0))]
    out: list[Window] = []
    single_day = (end - start).days == 1
    for day in days_between(start, end):
        ahead = [c for c in clocks if day > now.date() or single_day or _ahead(c, now)]
        out += [_window(day, clock) for clock in ahead]
        if len(out) >= MAX_WINDOWS:
            break
    return out


def _window(day: date, clock: Clock) -> Window:
    end = None if clock.end is None else _at_minute(day, clock.end)
    return Window(_at_minute(day, clock.start), end)


def _at_minute(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _today_or_tomorrow(clock: Clock, now: datetime) -> list[Window]:
    first = now.date()
    if not (_ahead(clock, now) or clock.this):
        first += timedelta(days=1)
    return [_window(first + timedelta(days=i), clock)
            for i in range(MAX_WINDOWS if clock.plural else 1)]  # fmt: skip


def _outside(without: Clock, clocks: list[Clock]) -> list[Clock]:
    """Return the times with one taken away: "Friday, but not in the morning"."""
    end = without.start + 60 if without.end is None else without.end
    rest = [Clock(end, DAY)] if without.start <= 8 * 60 else [Clock(0, without.start)]
    if without.bound == "before":
        rest = [Clock(end, DAY)]
    if not clocks:
        return rest
    kept = [c for c in clocks if c.end is None or not (without.start <= c.start < end)]
    return kept or clocks


def _subtract(ranges: tuple[Range, ...], without: list[Days], today: date) -> list[Range]:
    out = list(ranges)
    for days in without:
        kept: list[Range] = []
        for start, end in out:
            gone: set[date] = set()
            here = replace(days, ranges=((start, end),)) if not days.ranges else days
            for low, high in here.resolve(today):
                gone.update(days_between(max(low, start), min(high, end)))
            kept += _runs([day for day in days_between(start, end) if day not in gone])
        out = kept
    return out


def _runs(days: list[date]) -> list[Range]:
    runs: list[Range] = []
    for day in days:
        if runs and runs[-1][1] == day:
            runs[-1] = (runs[-1][0], day + timedelta(days=1))
        else:
            runs.append((day, day + timedelta(days=1)))
    return runs
