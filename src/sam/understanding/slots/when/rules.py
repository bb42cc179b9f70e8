"""The words for days: each pattern, over normalised words, with what it means on a given day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sam.understanding.slots.when.dates import (
    ANCHOR,
    ANY,
    DAY,
    HOLIDAY,
    MONTH,
    NEXT,
    PART,
    PRESENT,
    THIS,
    THROUGH,
    YEAR,
    N,
    Rule,
    anchor,
    count_of,
    from_today,
    holiday_on,
    read_beside,
    read_date,
    read_dates,
    read_dates_before_month,
    read_from,
    read_holiday_weekend,
    read_month,
    read_next_days,
    read_nth,
    read_part_of_month,
    read_part_of_week,
    read_shifted,
    read_slashed,
    read_week,
    read_weekday,
    read_weekend,
    shifted,
    weekday_of,
)
from sam.understanding.slots.when.days import (
    WEEKDAYS,
    Days,
    monday_of,
    month_start,
    one,
    part_of,
    stretch,
)

_N_UNITS = (
    rf"(?:a (?=\d))?(?P<n>{N}) (?:of )?(?:more )?(?P<unit>days|weeks|months|years?|fortnight)"
)
_KIND = rf"(?P<what>{DAY}|weekends?|weeks|days)"

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
    (r"(?<!are you )(?<!doing )(?<!calling )(?:today|this same days"
    r"|same days)", lambda m, t: one(t)),
    (rf"(?:(?:on )?(?P<which>{THIS}|{NEXT}|{ANY}|a|on) )?(?P<day>{DAY})(?: \.)?(?= |$)",
     read_weekday),
    (rf"(?P<day>{DAY}) after next",
     lambda m, t: one(Days(weekdays=frozenset({weekday_of(m["day"])})).resolve(t, False)[0][0]
                      + timedelta(days=7))),
    (rf"(?P<n>\d) (?P<day>{DAY}) from now",
     lambda m, t: one(Days(weekdays=frozenset({weekday_of(m["day"])})).resolve(t, False)[0][0]
                      + timedelta(days=7 * (int(m["n"]) - 1)))),
    (rf"(?:(?:{ANY}|a|an|on) )?(?:weekdays?|week days|business days|work days|workdays)",
     lambda m, t: Days(weekdays=WEEKDAYS, many=True)),
    (rf"(?P<which>this|this coming|all|(?:the )?(?:rest|remaining|remainder) of (?:the|this)"
    rf"|later (?:this|in the)"
     rf"|{NEXT}|any days this|during the) (?:work |working |whole |business )?(?:weeks?"
     rf"|workweek)(?! ?end| - end|ender)",
     read_week),
    (r"(?:any|every|most) days(?! (?:this|next|of))",
     lambda m, t: Days(((t, t + timedelta(days=14)),), span=True)),
    (rf"(?:the )?weeks? of (?P<holiday>{HOLIDAY})|(?P<holiday2>{HOLIDAY}) weeks?",
     lambda m, t: from_today((s := monday_of(holiday_on(t, m["holiday"] or m["holiday2"])),
                              s + timedelta(days=7)), t)),
    (r"(?:in |early in )?the new years?(?! days?| eve)",
     lambda m, t: Days(((date(t.year + 1, 1, 1), date(t.year + 1, 2, 1)),), span=True)),
    (r"next years?",
     lambda m, t: Days(((date(t.year + 1, 1, 1), date(t.year + 2, 1, 1)),), span=True)),
    (r"(?:later )?this years?", lambda m, t: Days(((t, date(t.year + 1, 1, 1)),), span=True)),
    (r"(?:the )?end of (?:the |this )?years?",
     lambda m, t: Days(((max(t, date(t.year, 12, 1)), date(t.year + 1, 1, 1)),),
                       span=True, ends=True)),
    (r"(?:the )?weeks after next", lambda m, t: stretch(monday_of(t) + timedelta(days=14), 7)),
    (rf"{PART}(?P<which>this|current|next|following)?(?: )?weeks(?! - end)", read_part_of_week),
    (rf"(?:(?P<which>{THIS}|the(?! weekends? after)|{NEXT}|{ANY}|a|on the) )?"
     r"(?:weekend|weeks - end|weeks end)(?P<plural>s)?", read_weekend),
    (r"(?P<which>the )?weekend after next(?P<plural>)", read_weekend),
    (rf"(?P<holiday>{HOLIDAY}) weekend", read_holiday_weekend),
    (rf"(?:next |this )?(?P<holiday>{HOLIDAY}){PRESENT}(?: 20\d\d)?",
     lambda m, t: one(holiday_on(t, m["holiday"]))),
    (r"(?:the )?months after next",
     lambda m, t: Days(((month_start(t, 2), month_start(t, 3)),), span=True)),
    (rf"(?:{NEXT}) months",
     lambda m, t: Days(((month_start(t, 1), month_start(t, 2)),), span=True)),
    (r"(?:later )?this months",
     lambda m, t: Days(((t, month_start(t, 1)),), span=True)),
    (rf"{PART}(?P<which>next |this |following |coming )?months?", read_part_of_month),
    (rf"{PART}(?P<month>{MONTH})", read_part_of_month),
    (rf"(?P<lead>(?:in|during|of|next|this|for|by|until|late in|early in) )?(?P<month>{MONTH})"
     rf"{YEAR}(?= |$)(?! \d{{1,2}}(?:th)?\b)", read_month),
    (r"eom", lambda m, t: from_today(part_of((month_start(t), month_start(t, 1)), "late"), t)),
    (rf"(?P<month>{MONTH}) (?:the )?(?P<d>\d{{1,2}})(?:th)?(?: ,)?{YEAR}(?![\d:])(?! thousand)",
     read_date),
    (rf"(?:the |on the )?(?P<d>\d{{1,2}})(?:th)?(?: days)?(?: of| in)? (?P<month>{MONTH})"
     rf"(?: of)?{YEAR}(?= |$)", read_date),
    (rf"(?:from |between )?(?:the )?(?P<month>{MONTH}) (?:the )?(?P<d1>\d{{1,2}})(?:th)?"
     rf" {THROUGH}(?:(?P<month2>{MONTH}) )?(?P<d2>\d{{1,2}})(?:th)?{YEAR}(?![\d:])", read_dates),
    (rf"(?:from |between )?(?:the )?(?P<d1>\d{{1,2}})(?:th)? {THROUGH}(?P<d2>\d{{1,2}})(?:th)?"
     rf"(?: of)? (?P<month>{MONTH})(?P<month2>){YEAR}",
     lambda m, t: read_dates_before_month(m, t)),
    (r"(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>\d{2,4}))?(?= |$)", read_slashed),
    (rf"(?:in|about|within about|around) (?:about |around )?(?P<half>half )?{_N_UNITS}"
     r"(?: time)?(?! ago)",
     lambda m, t: read_shifted(m, t) if m.group().startswith("in") else None),
    (rf"(?P<half>half )?{_N_UNITS} (?:from now|from today|out|hence|later|away|after today"
    rf"|after now)",
     read_shifted),
    (rf"{_N_UNITS} (?:from|after|before|prior to) {ANCHOR}", read_from),
    (rf"(?:on )?(?:the )?{_KIND} (?:right )?(?P<side>before|after|prior to|following|of|beginning"
     rf"|starting) {ANCHOR}", read_beside),
    (rf"(?:on )?(?:the )?(?P<nth>\d{{1,2}}th|last) {_KIND} (?:of|in) (?:the )?"
     rf"(?:(?P<month>{MONTH})|(?P<rel>next months|this months|months))", read_nth),
    (r"(?:in )?(?:the )?(?P<n>\d{1,2}) (?P<lead>(?<=the \d )next|coming"
    r"|upcoming) (?P<business>business )?"
     r"(?P<unit>days|weeks|months)", read_next_days),
    (rf"(?:for )?(?P<n>\d{{1,2}}|an?) (?P<unit>days|weeks) (?:starting|beginning)(?: from| on)? "
     rf"{ANCHOR}",
     lambda m, t: Days(((s := anchor(m, t), shifted(s, count_of(m["n"]), m["unit"])),), span=True)),
    (rf"(?:from |between )?(?:the )?(?P<d1>\d{{1,2}})(?:th)?(?: of)? (?P<month>{MONTH}) {THROUGH}"
     rf"(?P<d2>\d{{1,2}})(?:th)?(?: of)? (?P<month2>{MONTH}){YEAR}", read_dates),
    (r"(?P<lead>within (?:the )?(?:next )?|in the next |over the next |during the next |the next"
     r" |next |in the coming |(?:the )?upcoming )(?P<n>\d{1,2}|an?)? ?(?P<business>business )?"
     r"(?P<unit>days|weeks|months)(?: or (?:so|2))?", read_next_days),
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
    rf"(?:the )?last (?:weeks|months|years?|night|time|{DAY}|{MONTH}|\d+ \w+"
    rf"|one \w+)(?! of)(?! in)"
    r"|(?:\d{1,2}|an?|several|many) (?:of )?(?:days|weeks|months|years?|hours|minutes) ago"
    r"|yesterday|this past \w+|(?:for|since) (?:the )?(?:last|past) [^ ]+(?: \w+)?"
    r"|how are you(?: doing)? today|since [^ ]+(?: \w+)?"
)
"""Times that are over: read, so that nothing in them is taken for a wish."""

COMPILED: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule) for pattern, rule in RULES
)
