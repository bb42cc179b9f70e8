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
    WEEKDAYS,
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
_DAY = "|".join(_NAMES)
_MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
    "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)})(?: \.)?"
_N = r"\d{1,2}|an?|the"
_YEAR = r"(?P<year>(?: ,| in| of)? 20\d\d| 20 [12]\d| 2 thousand (?:and )?\d\d)?"
_THROUGH = r"(?:to|through|until|-|and) (?:the )?"
_FIRST = r"early|(?:at |in )?(?:the )?(?:beginning|start|1th part)(?: of)?"
_MIDDLE = r"mid|(?:in )?(?:the )?middle(?: of)?"
_LAST = r"late|(?:at |towards? )?(?:the )?(?:very )?end(?: of)?|(?:the )?latter part of"
_PART = rf"(?P<part>{_FIRST}|{_MIDDLE}|{_LAST}) (?:- )?(?:around )?(?:the )?"


def weekday_of(word: str) -> int:
    """Return 0 for Monday and its abbreviations, to 6."""
    return next(i for i, name in enumerate(_NAMES) if re.fullmatch(name, word))


def _month_of(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if re.fullmatch(name, word.split()[0]))


def _count(word: str) -> int:
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


def _month(today: date, month: int, year: int | None = None) -> tuple[date, date]:
    start = date(year or today.year, month, 1)
    if year is None and month < today.month:
        start = date(today.year + 1, month, 1)
    return start, month_start(start, 1)


def _holiday(today: date, name: str, following: bool = False) -> date:
    rule = next(rule for pattern, rule in HOLIDAYS if re.fullmatch(pattern, name))
    found = rule(today.year)
    return found if found >= today else rule(today.year + 1)


_HOLIDAY = "|".join(pattern for pattern, _ in HOLIDAYS)
_PRESENT = r"(?! (?:special|deal|sale|promo|gift|present|party|card|dinner|package|offer|event)s?)"
_THIS = r"this|this coming|coming|the coming|this upcoming|upcoming"
_NEXT = r"next|the next|the following|following"
_ANY = r"any|every|most|all|some"

Rule = Callable[[re.Match[str], date], Reading]


def _some_weekday(m: re.Match[str], today: date) -> Reading:
    day, which = weekday_of(m["day"]), m["which"] or ""
    if re.fullmatch(_NEXT, which):
        return one(monday_of(today) + timedelta(days=7 + day))
    plural = m["day"].endswith("days")
    return Days(weekdays=frozenset({day}), many=plural or bool(re.fullmatch(_ANY, which)))


def _week(m: re.Match[str], today: date) -> Reading:
    which, this = m["which"], monday_of(today)
    if re.fullmatch(_NEXT, which):
        return stretch(this + timedelta(days=7), 7)
    start = today + timedelta(days=1) if which.startswith("later") else today
    return Days(((start, this + timedelta(days=7)),), span=True)


def _part_of_week(m: re.Match[str], today: date) -> Reading:
    ahead = 7 if re.search("next|following", m["which"] or "") else 0
    start = monday_of(today) + timedelta(days=ahead)
    return _clip(part_of((start, start + timedelta(days=7)), _part(m["part"])), today)


def _clip(whole: tuple[date, date], today: date) -> Reading:
    start, end = max(whole[0], today), whole[1]
    return Days(((start, end),), span=True) if start < end else None


def _part(said: str) -> str:
    said = said.strip()
    if re.fullmatch(_FIRST, said):
        return "early"
    return "mid" if re.fullmatch(_MIDDLE, said) else "late"


def _weekend(m: re.Match[str], today: date) -> Reading:
    which = m["which"] or ""
    start = monday_of(today) + timedelta(days=5)
    if which.strip() in ("next", "the next", "the following", "following"):
        start += timedelta(days=7)
    if re.search("after next", m.group()):
        start += timedelta(days=14)
    if re.search(_ANY, which) or m["plural"]:
        ranges = tuple((start + timedelta(days=7 * i), start + timedelta(days=7 * i + 2))
                       for i in range(4))  # fmt: skip
        return Days(ranges, span=True)
    return _clip((start, start + timedelta(days=2)), today)


def _holiday_weekend(m: re.Match[str], today: date) -> Reading:
    day = _holiday(today, m["holiday"])
    saturday = monday_of(day) + timedelta(days=5 if day.weekday() else -2)
    return Days(((saturday, max(saturday + timedelta(days=2), day + timedelta(days=1))),))


def _named_month(m: re.Match[str], today: date) -> Reading:
    if m["month"] in ("may", "march", "mar", "jan", "sep", "dec") and not m["lead"]:
        return None
    return _clip(_month(today, _month_of(m["month"]), _year_of(m["year"])), today)


def _month_range(m: re.Match[str], today: date) -> Reading:
    year = _year_of(m["year"])
    start = _date(today, _month_of(m["month"]), int(m["d1"]), year)
    if start is None:
        return None
    end = _date(start, _month_of(m["month2"] or m["month"]), int(m["d2"]), year)
    if m["month2"] is None and int(m["d2"]) < int(m["d1"]):
        end = _date(start, start.month % 12 + 1, int(m["d2"]))
    return Days(((start, end + timedelta(days=1)),), span=True) if end and end > start else None


def _one_date(m: re.Match[str], today: date) -> Reading:
    found = _date(today, _month_of(m["month"]), int(m["d"]), _year_of(m["year"]))
    return one(found) if found else None


def _slashed(m: re.Match[str], today: date) -> Reading:
    first, second = int(m["m"]), int(m["d"])
    year = int(m["y"]) % 100 + 2000 if m["y"] else None
    # A month cannot be above twelve: only then is it day first.
    found = _date(today, *((second, first) if first > 12 else (first, second)), year=year)
    return one(found) if found else None


def _shifted(m: re.Match[str], today: date) -> Reading:
    count = _count(m["n"])
    if m["half"]:
        return None
    return _counted(today, count, m["unit"])


def _counted(day: date, count: int, unit: str) -> Days:
    return replace(one(_shift(day, count, unit)), loose=not unit.startswith("day"))


def _shift(day: date, count: int, unit: str) -> date:
    if unit.startswith("month"):
        return add_months(day, count)
    if unit.startswith("year"):
        return add_months(day, 12 * count)
    if unit.startswith("fortnight"):
        return day + timedelta(days=14 * count)
    return day + timedelta(days=count * (7 if unit.startswith("week") else 1))


def _anchor(m: re.Match[str], today: date) -> date:
    """Return the day that "from Friday", "before Thanksgiving", "after the 3rd" refers to."""
    if m["holiday"]:
        return _holiday(today, m["holiday"])
    if m["rel"]:
        return today + timedelta(days={"tomorrow": 1}.get(m["rel"], 0))
    if m["adom"]:
        return Days(dom=int(m["adom"])).resolve(today)[0][0]
    if m["amonth"]:
        return _date(today, _month_of(m["amonth"]), int(m["ad"])) or today
    ahead = Days(weekdays=frozenset({weekday_of(m["aday"])})).resolve(today, False)[0][0]
    if m["anext"]:
        return monday_of(today) + timedelta(days=7 + weekday_of(m["aday"]))
    return ahead


_ANCHOR = (
    rf"(?:(?P<holiday>{_HOLIDAY})|(?P<rel>today|tomorrow|now)|(?P<anext>next )?(?P<aday>{_DAY})"
    rf"|(?P<amonth>{_MONTH}) (?P<ad>\d{{1,2}})(?:th)?|the (?P<adom>[1-9]|[12]\d|3[01])th)"
)


def _from_anchor(m: re.Match[str], today: date) -> Reading:
    count = _count(m["n"])
    if m["n"] == "the":
        return None
    if re.search(r" (before|prior to) ", m.group()):
        count = -count
    return _counted(_anchor(m, today), count, m["unit"])


def _by_anchor(m: re.Match[str], today: date) -> Reading:
    """ "The Friday before Christmas", "the week after Thanksgiving"."""
    day, before = _anchor(m, today), m["side"] in ("before", "prior to")
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


def _nth_of_month(m: re.Match[str], today: date) -> Reading:
    nth = -1 if m["nth"] == "last" else int(m["nth"][:-2])
    if m["rel"]:
        start = month_start(today, 1 if "next" in m["rel"] else 0)
        end = month_start(start, 1)
    else:
        start, end = _month(today, _month_of(m["month"]))
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


def _next_days(m: re.Match[str], today: date) -> Reading:
    count, unit = _count(m["n"] or "1"), m["unit"]
    start = today
    if unit.startswith("days") and "within" not in m["lead"]:
        start += timedelta(days=1)
    if m["business"]:
        end = start
        while count:
            count -= end.weekday() < 5
            end += timedelta(days=1)
        return Days(((start, end),), span=True)
    return Days(((start, _shift(start, count, unit)),), span=True)


_N_UNITS = (
    rf"(?:a (?=\d))?(?P<n>{_N}) (?:of )?(?:more )?(?P<unit>days|weeks|months|years?|fortnight)"
)
_KIND = rf"(?P<what>{_DAY}|weekends?|weeks|days)"

RULES: tuple[tuple[str, Rule], ...] = (
    (r"(?:the )?days after tomorrow", lambda m, t: one(t + timedelta(days=2))),
    (r"tomorrow or the (?:days after|next days|following days)(?: that)?",
     lambda m, t: Days(tuple((t + timedelta(days=i), t + timedelta(days=i + 1)) for i in (1, 2)))),
    (r"(?:this|later this) weeks (?:or|and) (?:the )?(?:next|following)(?: weeks| one)?",
     lambda m, t: Days(((t, s := monday_of(t) + timedelta(days=7)), (s, s + timedelta(days=7))),
                       span=True)),
    (r"this weekend or (?:the )?next(?: weekend| one)?",
     lambda m, t: Days(((s := monday_of(t) + timedelta(days=5), s + timedelta(days=2)),
                        (s + timedelta(days=7), s + timedelta(days=9))), span=True)),
    (r"tomorrow", lambda m, t: one(t + timedelta(days=1))),
    (r"(?<!are you )(?<!doing )(?<!calling )(?:today|this same days|same days)", lambda m, t: one(t)),
    (rf"(?:(?:on )?(?P<which>{_THIS}|{_NEXT}|{_ANY}|a|on) )?(?P<day>{_DAY})(?: \.)?(?= |$)",
     _some_weekday),
    (rf"(?P<day>{_DAY}) after next",
     lambda m, t: one(Days(weekdays=frozenset({weekday_of(m["day"])})).resolve(t, False)[0][0]
                      + timedelta(days=7))),
    (rf"(?P<n>\d) (?P<day>{_DAY}) from now",
     lambda m, t: one(Days(weekdays=frozenset({weekday_of(m["day"])})).resolve(t, False)[0][0]
                      + timedelta(days=7 * (int(m["n"]) - 1)))),
    (rf"(?:(?:{_ANY}|a|an|on) )?(?:weekdays?|week days|business days|work days|workdays)",
     lambda m, t: Days(weekdays=WEEKDAYS, many=True)),
    (rf"(?P<which>this|this coming|all|(?:the )?(?:rest|remaining|remainder) of (?:the|this)|later (?:this|in the)"
     rf"|{_NEXT}|any days this|during the) (?:work |working |whole |business )?(?:weeks?|workweek)(?! ?end| - end|ender)",
     _week),
    (r"(?:the )?weeks after next", lambda m, t: stretch(monday_of(t) + timedelta(days=14), 7)),
    (rf"{_PART}(?P<which>this|current|next|following)?(?: )?weeks(?! - end)", _part_of_week),
    (rf"(?:(?P<which>{_THIS}|the(?! weekends? after)|{_NEXT}|{_ANY}|a|on the) )?"
     r"(?:weekend|weeks - end|weeks end)(?P<plural>s)?", _weekend),
    (r"(?P<which>the )?weekend after next(?P<plural>)", _weekend),
    (rf"(?P<holiday>{_HOLIDAY}) weekend", _holiday_weekend),
    (rf"(?:next |this )?(?P<holiday>{_HOLIDAY}){_PRESENT}(?: 20\d\d)?",
     lambda m, t: one(_holiday(t, m["holiday"]))),
    (r"(?:the )?months after next",
     lambda m, t: Days(((month_start(t, 2), month_start(t, 3)),), span=True)),
    (rf"(?:{_NEXT}) months",
     lambda m, t: Days(((month_start(t, 1), month_start(t, 2)),), span=True)),
    (r"(?:later )?this months",
     lambda m, t: Days(((t, month_start(t, 1)),), span=True)),
    (rf"{_PART}(?P<which>next |this |following |coming )?months?",
     lambda m, t: _clip(part_of((month_start(t, n := 1 if "next" in (m["which"] or "") or
                                             "following" in (m["which"] or "") else 0),
                                 month_start(t, n + 1)), _part(m["part"])), t)),
    (rf"{_PART}(?P<month>{_MONTH})",
     lambda m, t: _clip(part_of(_month(t, _month_of(m["month"])), _part(m["part"])), t)),
    (rf"(?P<lead>(?:in|during|of|next|this|for|by|until|late in|early in) )?(?P<month>{_MONTH}){_YEAR}"
     r"(?= |$)(?! \d{1,2}(?:th)?\b)", _named_month),
    (r"eom", lambda m, t: _clip(part_of((month_start(t), month_start(t, 1)), "late"), t)),
    (rf"(?P<month>{_MONTH}) (?:the )?(?P<d>\d{{1,2}})(?:th)?(?: ,)?{_YEAR}(?![\d:])(?! thousand)",
     _one_date),
    (rf"(?:the |on the )?(?P<d>\d{{1,2}})(?:th)?(?: days)?(?: of| in)? (?P<month>{_MONTH})"
     rf"(?: of)?{_YEAR}(?= |$)", _one_date),
    (rf"(?:from |between )?(?:the )?(?P<month>{_MONTH}) (?:the )?(?P<d1>\d{{1,2}})(?:th)? {_THROUGH}"
     rf"(?:(?P<month2>{_MONTH}) )?(?P<d2>\d{{1,2}})(?:th)?{_YEAR}(?![\d:])", _month_range),
    (rf"(?:from |between )?(?:the )?(?P<d1>\d{{1,2}})(?:th)? {_THROUGH}(?P<d2>\d{{1,2}})(?:th)?"
     rf"(?: of)? (?P<month>{_MONTH})(?P<month2>){_YEAR}",
     lambda m, t: _month_range_dom(m, t)),
    (r"(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>\d{2,4}))?(?= |$)", _slashed),
    (rf"(?:in|about|within about|around) (?:about |around )?(?P<half>half )?{_N_UNITS}"
     r"(?: time)?(?! ago)",
     lambda m, t: _shifted(m, t) if m.group().startswith("in") else None),
    (rf"(?P<half>half )?{_N_UNITS} (?:from now|from today|out|hence|later|away|after today|after now)",
     _shifted),
    (rf"{_N_UNITS} (?:from|after|before|prior to) {_ANCHOR}", _from_anchor),
    (rf"(?:on )?(?:the )?{_KIND} (?:right )?(?P<side>before|after|prior to|following|of|beginning"
     rf"|starting) {_ANCHOR}", _by_anchor),
    (rf"(?:on )?(?:the )?(?P<nth>\d{{1,2}}th|last) {_KIND} (?:of|in) (?:the )?"
     rf"(?:(?P<month>{_MONTH})|(?P<rel>next months|this months|months))", _nth_of_month),
    (r"(?:in )?(?:the )?(?P<n>\d{1,2}) (?P<lead>(?<=the \d )next|coming|upcoming) (?P<business>business )?"
     r"(?P<unit>days|weeks|months)", _next_days),
    (rf"(?:for )?(?P<n>\d{{1,2}}|an?) (?P<unit>days|weeks) (?:starting|beginning)(?: from| on)? "
     rf"{_ANCHOR}",
     lambda m, t: Days(((s := _anchor(m, t), _shift(s, _count(m["n"]), m["unit"])),), span=True)),
    (rf"(?:from |between )?(?:the )?(?P<d1>\d{{1,2}})(?:th)?(?: of)? (?P<month>{_MONTH}) {_THROUGH}"
     rf"(?P<d2>\d{{1,2}})(?:th)?(?: of)? (?P<month2>{_MONTH}){_YEAR}", _month_range),
    (r"(?P<lead>within (?:the )?(?:next )?|in the next |over the next |during the next |the next"
     r" |next |in the coming |(?:the )?upcoming )(?P<n>\d{1,2}|an?)? ?(?P<business>business )?"
     r"(?P<unit>days|weeks|months)(?: or (?:so|2))?", _next_days),
    (r"(?P<dom>\d{1,2}th)(?: days)? of (?P<rel>next|this) months",
     lambda m, t: Days(((s := month_start(t, 1 if m["rel"] == "next" else 0),
                         month_start(s, 1)),), dom=int(m["dom"][:-2]))),
)  # fmt: skip
"""Pattern over normalised words, and the days it means when said on a date."""

DAY_OF_MONTH = re.compile(
    r"(?P<lead>(?:on )?the |on )?(?P<dom>\d{1,2})th(?= |$)(?P<tail> one\b)?"
    r"|(?P<on>on the (?P<dom2>\d{1,2})(?= |$)(?! (?:units?|oclock|am|pm)\b))"
    r"|(?<=day )(?P<dom3>1[3-9]|2\d|3[01])(?= |$)(?! (?:units?|minutes)\b)"
)
"""A day of the month alone. "First" to "ninth" are common words: sure only with "on the"."""

ABBREVIATED = re.compile(r"(?:mon|wed|fri|sat|sun)(?= |$)")
"""Short weekdays that are words as well ("sat", "sun", "we'd")."""

PAST = re.compile(
    rf"(?:the )?last (?:weeks|months|years?|night|time|{_DAY}|{_MONTH}|\d+ \w+|one \w+)(?! of)(?! in)"
    r"|(?:\d{1,2}|an?|several|many) (?:of )?(?:days|weeks|months|years?|hours|minutes) ago"
    r"|yesterday|this past \w+|(?:for|since) (?:the )?(?:last|past) [^ ]+(?: \w+)?"
    r"|how are you(?: doing)? today|since [^ ]+(?: \w+)?"
)
"""Times that are over: read, so that nothing in them is taken for a wish."""

COMPILED: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule) for pattern, rule in RULES
)


def _month_range_dom(m: re.Match[str], today: date) -> Reading:
    month, year = _month_of(m["month"]), _year_of(m["year"])
    start = _date(today, month, int(m["d1"]), year)
    end = _date(start, month, int(m["d2"]), year) if start else None
    if start is None or end is None or end <= start:
        return None
    return Days(((start, end + timedelta(days=1)),), span=True)
