"""Words for days: each pattern with what it means on a given day.

Definitions, chosen where callers and the public references differ:

- weeks begin on Monday; "next Thursday" is the Thursday of next week, "this Thursday" and
  "Thursday" the coming one, today included while today is still meant (`reader`);
- "in two weeks" is that one day; "the next three days" begin tomorrow, "within three days" now;
- "the end of the month" is from the 21st, "the end of the week" from Friday (`days.part_of`);
- a date without a year is the next such date, today included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from sam.understanding.slots.when.days import (
    Days,
    add_months,
    monday_of,
    month_start,
    one,
    part_of,
    stretch,
)
from sam.understanding.slots.when.holidays import HOLIDAYS, nth_weekday

Reading = Days | None
_NAMES = (
    r"mon(?:days?)?", r"tue(?:s|sdays?)?", r"wed(?:s|nesdays?)?", r"thu(?:r|rs|rsdays?)?",
    r"fri(?:days?)?", r"sat(?:urdays?)?", r"sun(?:days?)?",
)  # fmt: skip
DAY = "|".join(_NAMES)
_MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
    "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
MONTH = rf"(?:{'|'.join(_MONTHS)})(?: \.)?"
N = r"\d{1,2}|an?|the"
YEAR = r"(?P<year>(?: ,| in| of)? 20\d\d| 20 [12]\d| 2 thousand (?:and )?\d{1,2})?"
THROUGH = r"(?:to|through|until|-|and) (?:the )?"
_FIRST = r"early|(?:at |in )?(?:the )?(?:beginning|start|1th part)(?: of)?"
_MIDDLE = r"mid|(?:in )?(?:the )?middle(?: of)?"
_LAST = r"late|(?:at |towards? )?(?:the )?(?:very )?end(?: of)?|(?:the )?latter part of"
PART = rf"(?P<part>{_FIRST}|{_MIDDLE}|{_LAST}) (?:- )?(?:around )?(?:the )?"


def weekday_of(word: str) -> int:
    """Return 0 for Monday and its abbreviations, to 6."""
    return next(i for i, name in enumerate(_NAMES) if re.fullmatch(name, word))


def month_of(word: str) -> int:
    """Return 1 for January and its abbreviations, to 12."""
    return next(i for i, name in enumerate(_MONTHS, 1) if re.fullmatch(name, word.split()[0]))


def count_of(word: str) -> int:
    """Return how many: "a" and "the" are one."""
    return int(word) if word.isdigit() else 1


def _year_of(said: str | None) -> int | None:
    if not said:
        return None
    digits = re.sub(r"\D", "", said.replace("2 thousand", "20"))
    return int(digits[:2] + digits[-2:])


def _date(today: date, month: int, day: int, year: int | None = None) -> date | None:
    """Return the next such date; None where there is none within four years."""
    for candidate in (year,) if year else range(today.year, today.year + 5):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def month_on(today: date, month: int, year: int | None = None) -> tuple[date, date]:
    """Return a named month as a range: this year's, or next year's if it is over."""
    start = date(year or today.year, month, 1)
    if year is None and month < today.month:
        start = date(today.year + 1, month, 1)
    return start, month_start(start, 1)


def holiday_on(today: date, name: str, following: bool = False) -> date:
    """Return the date of the next such holiday, today included."""
    rule = next(rule for pattern, rule in HOLIDAYS if re.fullmatch(pattern, name))
    found = rule(today.year)
    return found if found >= today else rule(today.year + 1)


HOLIDAY = "|".join(pattern for pattern, _ in HOLIDAYS)
PRESENT = r"(?! (?:special|deal|sale|promo|gift|present|party|card|dinner|package|offer|event)s?)"
THIS = r"this|this coming|coming|the coming|this upcoming|upcoming"
NEXT = r"next|the next|the following|following"
ANY = r"any|every|most|all|some"

Rule = Callable[[re.Match[str], date], Reading]


def read_weekday(m: re.Match[str], today: date) -> Reading:
    """Read "Thursday", "next Thursday", "any Thursday", "Thursdays"."""
    day, which = weekday_of(m["day"]), m["which"] or ""
    if re.fullmatch(NEXT, which):
        return one(monday_of(today) + timedelta(days=7 + day))
    plural = m["day"].endswith("days")
    return Days(weekdays=frozenset({day}), many=plural or bool(re.fullmatch(ANY, which)))


def read_week(m: re.Match[str], today: date) -> Reading:
    """Read "this week", "next week", "the rest of the week"."""
    which, this = m["which"], monday_of(today)
    if re.fullmatch(NEXT, which):
        return stretch(this + timedelta(days=7), 7)
    start = today + timedelta(days=1) if which.startswith("later") else today
    return Days(((start, this + timedelta(days=7)),), span=True)


def read_part_of_week(m: re.Match[str], today: date) -> Reading:
    """Read "early next week", "the end of the week"."""
    ahead = 7 if re.search("next|following", m["which"] or "") else 0
    start = monday_of(today) + timedelta(days=ahead)
    week = part_of((start, start + timedelta(days=7)), part_named(m["part"]))
    return from_today(week, today, ends="end" in m["part"])


def read_part_of_month(m: re.Match[str], today: date) -> Reading:
    """Read "the end of the month", "early December", "the beginning of next month"."""
    if "month" in m.groupdict():
        whole = month_on(today, month_of(m["month"]))
    else:
        ahead = 1 if re.search("next|following", m["which"] or "") else 0
        whole = month_start(today, ahead), month_start(today, ahead + 1)
    return from_today(part_of(whole, part_named(m["part"])), today, ends="end" in m["part"])


def from_today(whole: tuple[date, date], today: date, ends: bool = False) -> Reading:
    """Return a stretch without what of it is over; None if all of it is."""
    start, end = max(whole[0], today), whole[1]
    return Days(((start, end),), span=True, ends=ends) if start < end else None


def part_named(said: str) -> str:
    """Return early, mid or late for the words that say so."""
    said = said.strip()
    if re.fullmatch(_FIRST, said):
        return "early"
    return "mid" if re.fullmatch(_MIDDLE, said) else "late"


def read_weekend(m: re.Match[str], today: date) -> Reading:
    """Read "this weekend", "the weekend after next", "any weekend"."""
    which = m["which"] or ""
    start = monday_of(today) + timedelta(days=5)
    if which.strip() in ("next", "the next", "the following", "following"):
        start += timedelta(days=7)
    if re.search("after next", m.group()):
        start += timedelta(days=14)
    if re.search(ANY, which) or m["plural"]:
        ranges = tuple((start + timedelta(days=7 * i), start + timedelta(days=7 * i + 2))
                       for i in range(4))  # fmt: skip
        return Days(ranges, span=True)
    return from_today((start, start + timedelta(days=2)), today)


def read_holiday_weekend(m: re.Match[str], today: date) -> Reading:
    """Read "Labor Day weekend"."""
    day = holiday_on(today, m["holiday"])
    saturday = monday_of(day) + timedelta(days=5 if day.weekday() else -2)
    return Days(((saturday, max(saturday + timedelta(days=2), day + timedelta(days=1))),))


def read_month(m: re.Match[str], today: date) -> Reading:
    """Read "in December"; a month that is also a word needs a preposition."""
    if m["month"] in ("may", "march", "mar", "jan", "sep", "dec") and not m["lead"]:
        return None
    return from_today(month_on(today, month_of(m["month"]), _year_of(m["year"])), today)


def read_dates(m: re.Match[str], today: date) -> Reading:
    """Read "December 10 to 12", "from 2 July to 10 July"."""
    year = _year_of(m["year"])
    start = _date(today, month_of(m["month"]), int(m["d1"]), year)
    if start is None:
        return None
    end = _date(start, month_of(m["month2"] or m["month"]), int(m["d2"]), year)
    if m["month2"] is None and int(m["d2"]) < int(m["d1"]):
        end = _date(start, start.month % 12 + 1, int(m["d2"]))
    return Days(((start, end + timedelta(days=1)),), span=True) if end and end > start else None


def read_date(m: re.Match[str], today: date) -> Reading:
    """Read "November 28th", "the 28th of November 2026"."""
    found = _date(today, month_of(m["month"]), int(m["d"]), _year_of(m["year"]))
    return one(found) if found else None


def read_slashed(m: re.Match[str], today: date) -> Reading:
    """Read "11/28"; day first only where the first number is no month."""
    first, second = int(m["m"]), int(m["d"])
    year = int(m["y"]) % 100 + 2000 if m["y"] else None
    # A month cannot be above twelve: only then is it day first.
    found = _date(today, *((second, first) if first > 12 else (first, second)), year=year)
    return one(found) if found else None


def read_shifted(m: re.Match[str], today: date) -> Reading:
    """Read "in two weeks", "three days from now"."""
    count = count_of(m["n"])
    if m["half"]:
        return None
    return _counted(today, count, m["unit"])


def _counted(day: date, count: int, unit: str) -> Days:
    return replace(one(shifted(day, count, unit)), loose=not unit.startswith("day"))


def shifted(day: date, count: int, unit: str) -> date:
    """Return a day moved by a count of days, weeks, fortnights, months or years."""
    if unit.startswith("month"):
        return add_months(day, count)
    if unit.startswith("year"):
        return add_months(day, 12 * count)
    if unit.startswith("fortnight"):
        return day + timedelta(days=14 * count)
    return day + timedelta(days=count * (7 if unit.startswith("week") else 1))


def anchor(m: re.Match[str], today: date) -> date:
    """Return the day that "from Friday", "before Thanksgiving", "after the 3rd" refers to."""
    if m["holiday"]:
        return holiday_on(today, m["holiday"])
    if m["rel"]:
        return today + timedelta(days={"tomorrow": 1}.get(m["rel"], 0))
    if m["adom"]:
        return Days(dom=int(m["adom"])).resolve(today)[0][0]
    if m["amonth"]:
        return _date(today, month_of(m["amonth"]), int(m["ad"])) or today
    ahead = Days(weekdays=frozenset({weekday_of(m["aday"])})).resolve(today, False)[0][0]
    if m["anext"]:
        return monday_of(today) + timedelta(days=7 + weekday_of(m["aday"]))
    return ahead


ANCHOR = (
    rf"(?:(?P<holiday>{HOLIDAY})|(?P<rel>today|tomorrow|now)|(?P<anext>next )?(?P<aday>{DAY})"
    rf"|(?P<amonth>{MONTH}) (?P<ad>\d{{1,2}})(?:th)?|the (?P<adom>[1-9]|[12]\d|3[01])th)"
)


def read_from(m: re.Match[str], today: date) -> Reading:
    """Read "a week from Friday", "two days before Thanksgiving"."""
    count = count_of(m["n"])
    if m["n"] == "the":
        return None
    if re.search(r" (before|prior to) ", m.group()):
        count = -count
    return _counted(anchor(m, today), count, m["unit"])


def read_beside(m: re.Match[str], today: date) -> Reading:
    """ "The Friday before Christmas", "the week after Thanksgiving"."""
    day, before = anchor(m, today), m["side"] in ("before", "prior to")
    if m["what"].startswith("week") and not m["what"].startswith("weekend"):
        if m["side"] in ("of", "beginning", "starting"):
            # "The week of Sunday the 6th" is the one that then begins.
            return stretch(monday_of(day + timedelta(days=day.weekday() == 6)), 7)
        return stretch(monday_of(day) + timedelta(days=-7 if before else 7), 7)
    if m["what"].startswith("weekend"):
        saturday = monday_of(day) + timedelta(days=5)
        if before or m["side"] == "of":
            saturday -= timedelta(days=7 if day.weekday() < 3 or before else 0)
        return stretch(saturday, 2)
    if m["what"].startswith("days"):
        return one(day + timedelta(days=-1 if before else 1))
    wanted = weekday_of(m["what"])
    gap = (day.weekday() - wanted) % 7 or 7 if before else (wanted - day.weekday()) % 7 or 7
    return one(day + timedelta(days=-gap if before else gap))


def read_nth(m: re.Match[str], today: date) -> Reading:
    """Read "the first Tuesday in December", "the last week of the month"."""
    nth = -1 if m["nth"] == "last" else int(m["nth"][:-2])
    if m["rel"]:
        start = month_start(today, 1 if "next" in m["rel"] else 0)
        end = month_start(start, 1)
    else:
        start, end = month_on(today, month_of(m["month"]))
    what = m["what"]
    try:
        if what.startswith("weekend"):
            saturday = nth_weekday(start.year, start.month, 5, nth)
            return stretch(saturday, 2)
        if what.startswith("week"):
            if nth < 0:
                return stretch(end - timedelta(days=7), 7)
            return stretch(start + timedelta(days=7 * (nth - 1)), 7)
        if what.startswith("days"):
            return one(end - timedelta(days=1) if nth < 0 else start.replace(day=nth))
        day = nth_weekday(start.year, start.month, weekday_of(what), nth)
        if day < today and not m["rel"]:
            day = nth_weekday(start.year + 1, start.month, weekday_of(what), nth)
        return one(day)
    except ValueError:
        return None


def read_next_days(m: re.Match[str], today: date) -> Reading:
    """Read "the next three days", "within two weeks", "next 4 business days"."""
    count, unit = count_of(m["n"] or "1"), m["unit"]
    start = today
    if unit.startswith("days") and "within" not in m["lead"]:
        start += timedelta(days=1)
    if m["business"]:
        end = start
        while count:
            count -= end.weekday() < 5
            end += timedelta(days=1)
        return Days(((start, end),), span=True)
    return Days(((start, shifted(start, count, unit)),), span=True)


def read_dates_before_month(m: re.Match[str], today: date) -> Reading:
    """Read "from the 13th to the 15th of July"."""
    month, year = month_of(m["month"]), _year_of(m["year"])
    start = _date(today, month, int(m["d1"]), year)
    end = _date(start, month, int(m["d2"]), year) if start else None
    if start is None or end is None or end <= start:
        return None
    return Days(((start, end + timedelta(days=1)),), span=True)
