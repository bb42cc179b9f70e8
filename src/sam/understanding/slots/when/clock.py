"""Times of day, as said: "after three", "around 4:30", "Saturday morning", "before work".

Minutes since midnight throughout; 1440 is the next midnight. Without am or pm an hour is the one
that a spa's caller means: 8 to 11 in the morning, 12 noon, 1 to 7 in the afternoon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: a point, or a stretch with an end."""

    start: int
    end: int | None = None
    """None: a point."""
    sure: bool = True
    """Whether morning or afternoon was said, or is plain from the hour."""
    part: bool = False
    """A part of the day ("morning"), within which a time may be named."""
    plural: bool = False
    """"Mornings": on any day."""
    weak: bool = False
    """A bare number: a time only beside a day or where a time was asked for."""
    bound: str = ""
    """"after" or "before", where one edge was named."""
    this: bool = False
    """"This afternoon", "tonight": today, said with the part."""

    def within(self, other: Clock) -> Clock | None:
        """Return the time that both say ("tomorrow morning" with "after ten"), or None."""
        part, time = (self, other) if self.part and not other.part else (other, self)
        if not part.part:
            return None
        time = time.towards(part)
        this = self.this or other.this
        if time.end is None:
            return replace(time, this=this)
        if part.end is None:
            return None
        start, end = max(part.start, time.start), min(part.end, time.end)
        return (
            replace(time, start=start, end=end, this=this, part=time.part) if start < end else None
        )

    def towards(self, part: Clock) -> Clock:
        """Return this time with am or pm as the part of the day demands: "this evening at 8"."""
        if self.sure or part.end is None:
            return self
        if part.start >= 12 * 60 or part.start == 0:
            late = self.start % 720 + (720 if part.start >= 720 else 0)
        else:
            late = self.start % 720
        shift = late - self.start
        if self.bound == "after":
            return replace(self, start=late, sure=True)
        if self.bound == "before":
            assert self.end is not None
            end = self.end % 720 + (720 if part.start >= 720 else 0)
            return replace(self, end=end, sure=True)
        end_ = None if self.end is None else self.end + shift
        if end_ is not None and end_ > DAY:
            return self
        return replace(self, start=late, end=end_, sure=True)


PARTS: tuple[tuple[str, int, int], ...] = (
    (r"(?:1th thing|bright and early)(?: in the)?(?: mornings?)?", 8 * 60, 10 * 60),
    (r"(?:early|earlier)(?: in the)? mornings?(?: hours)?|morning early", 7 * 60, 10 * 60),
    (r"early hours of the morning", 5 * 60, 9 * 60),
    (r"mid(?: - )?mornings?", 9 * 60, 11 * 60),
    (r"(?:late|later)(?: in the)? mornings?", 10 * 60, 12 * 60),
    (r"mornings?(?: time)?", 8 * 60, 12 * 60),
    (r"(?:early|earlier)(?: in the)? afternoons?", 12 * 60, 15 * 60),
    (r"mid(?: - )?afternoons?", 14 * 60, 16 * 60),
    (r"(?:late|later)(?: in the)? afternoons?", 15 * 60, 18 * 60),
    (r"afternoons?(?:ish)?(?: time)?", 12 * 60, 17 * 60),
    (r"(?:early)(?: in the)? evenings?", 16 * 60, 19 * 60),
    (r"(?:late|later)(?: in the)? evenings?", 19 * 60, 22 * 60),
    (r"evenings?(?: time)?", 17 * 60, 21 * 60),
    (r"tonight|nights?|night time", 18 * 60, 24 * 60),
    (r"before work", 7 * 60, 9 * 60),
    (r"after work", 17 * 60, 21 * 60),
    (r"after school", 15 * 60, 18 * 60),
    (r"before lunch", 8 * 60, 12 * 60),
    (r"after lunch", 13 * 60, 17 * 60),
    (r"(?:(?:at|around|over|during|on) )?(?:(?:the|my|your) )?lunch(?: time| hour| break|hour)?",
     12 * 60, 14 * 60),
    (r"(?:after|around|at) dinner(?: ?time)?", 17 * 60, 20 * 60),
    (r"(?:at )?(?:the )?end of (?:the |my |your )?(?:work )?(?:business )?days|eod"
    r"|close of business",
     15 * 60, 18 * 60),
)  # fmt: skip
"""Parts of the day and the hours that Sam takes them for. Night runs to midnight."""

_PART = re.compile(
    r"(?P<lead>(?:(?P<this>this|later this|early this|late this|earlier this) |(?:at |in "
    r"|during |on )?(?:the |an? )|in "
    r"|any |most |every )?)(?P<early>(?:early|late) )?(?:"
    + "|".join(f"(?P<p{i}>{pattern})" for i, (pattern, _, _) in enumerate(PARTS))
    + r")(?= |$)"
)

_AMPM = r"(?: ?(?P<{0}>am|pm))"
_TIME = (
    r"(?:(?P<{0}word>noon|12 noon|midday|mid - ?day|midnight|mid night|noonish)"
    r"|(?P<{0}frac>half|(?:an? )?quarter|(?:5|10|15|20|25)(?: minutes)?|1 minutes) "
    r"(?P<{0}dir>past|after|to|of|until|before) (?P<{0}base>\d{{1,2}}|noon|midnight)"
    r"(?: ?(?:oclock))?(?: in the)?(?: ?(?P<{0}fap>am|pm))?"
    r"|(?P<{0}h>\d{{1,2}})(?:(?P<{0}sep>:| | o | : )(?P<{0}m>[0-5]\d"
    r"|(?<=o )\d)(?: : \d\d)?)?(?: ?(?P<{0}oclock>oclock|o clock))?"
    r"(?: (?P<{0}ap>am|pm)| in the (?P<{0}in>morning|afternoon|evening|am|pm))?"
    r"|(?P<{0}run>\d{{3,4}})(?: (?P<{0}rap>am|pm)| in the (?P<{0}rin>morning|afternoon|evening))?)"
    r"(?: ?(?:- )?(?P<{0}ish>ish))?"
)
_NOT_UNITS = (
    r"(?! ?(?:units?|dollars?|bucks|syringes?|people|persons?|sessions?|areas?|hundred|thousand"
    r"|percent|%|weeks|months|years?|days|minutes|hours|vials?|more|other|of (?:us|them|my|those)"
    r"|treatments?|visits?|times|or \d+ (?:units|weeks|months|days|minutes|hours)|to \d+ "
    r"(?:units|weeks|months|days|minutes|hours)|different|kinds|appointments|friends|sisters"
    r"|girls|ladies|lbs|pounds|inches|miles|ml|cc|seconds|upcoming|coming)\b)(?! ?[/:])(?= |$)"
)
_CUE = (
    r"(?P<cue>not before|no earlier than|no later than|not after|not later than|later than"
    r"|earlier than|any ?time after|any ?time before|sometime after|right after|right before"
    r"|after around|after about|after|past|before|by|until|up to|from|starting at|starting"
    r"|at around|at about|at like|at|around|about|approximately|close to|between|for)?"
)
_SINGLE = re.compile(
    r"(?<!: )" + _CUE + r" ?" + _TIME.format("a")
    + r"(?P<tail> (?:(?:or|and|on|onwards?) )?(?:later|after(?:wards?)?|onwards?"
    r"|anytime after)(?! \d)"
    r"| (?:or )?(?:earlier|before)(?! \d))?" + _NOT_UNITS
)  # fmt: skip
_RANGE = re.compile(
    r"(?:(?P<lead>at|in between|between|from|any ?time from|any ?time between"
    r"|later than) )?(?:around |about )?"
    + _TIME.format("a") + r" (?P<join>to|-|and|until|through|but before|untill|or before)"
    r" (?:around |about )?"
    + _TIME.format("b") + _NOT_UNITS
)  # fmt: skip

_AFTER = ("after", "past", "from", "starting", "not before", "no earlier", "later than")
_BEFORE = ("before", "by", "until", "up to", "no later", "not after", "not later", "earlier than")


def _plain(minutes: int) -> int:
    """Return the reading that a spa's caller means of a time on a twelve-hour clock."""
    minutes %= 720
    return minutes if 8 * 60 <= minutes < 12 * 60 else minutes + 720


def _read(m: re.Match[str], k: str) -> tuple[int, bool, bool] | None:
    """Return (minutes, sure, explicit) of the time in group `k`; None where it is no time."""
    if word := m[f"{k}word"]:
        return (0 if "night" in word else 720), True, True
    if frac := m[f"{k}frac"]:
        base = m[f"{k}base"]
        hour = 12 if base == "noon" else 0 if base == "midnight" else int(base)
        if hour > 23:
            return None
        first = frac.split()[0]
        offset = 30 if first == "half" else 15 if "quarter" in frac else int(first)
        if first == "half" and m[f"{k}dir"] != "past":
            return None
        past = m[f"{k}dir"] in ("past", "after")
        minutes = hour * 60 + (offset if past else -offset)
        return _half(minutes, m[f"{k}fap"], base.isdigit() and hour <= 12, True)
    if run := m[f"{k}run"]:
        hour, minute = divmod(int(run), 100)
        if hour > 12 or minute > 59 or hour == 0:
            return None
        if half := m[f"{k}rap"] or {"morning": "am"}.get(m[f"{k}rin"] or "", m[f"{k}rin"] and "pm"):
            return _half(hour * 60 + minute, half, True, True)
        # Whisper writes "four thirty" as 430; other figures of three are prices and counts.
        return _half(hour * 60 + minute, None, True, False) if minute in (15, 30, 45) else None
    hour = int(m[f"{k}h"])
    half = m[f"{k}ap"]
    if said := m[f"{k}in"]:
        half = "am" if said in ("morning", "am") else "pm"
    if hour > (12 if half else 23) or (hour == 0 and not m[f"{k}m"]):
        return None
    colon = m[f"{k}sep"] in (":", " : ")
    minute = int(m[f"{k}m"] or 0)
    if hour > 12 and not colon:
        return None
    explicit = bool(half or colon or m[f"{k}oclock"] or m[f"{k}ish"])
    return _half(hour * 60 + minute, half, 1 <= hour <= 12, explicit)


def _half(minutes: int, half: str | None, twelve: bool, explicit: bool) -> tuple[int, bool, bool]:
    if half:
        return minutes % 720 + (720 if half == "pm" else 0), True, explicit
    if twelve:
        return _plain(minutes), False, explicit
    return minutes, True, explicit


def single(text: str, at: int) -> tuple[Clock, int] | None:
    """Read one time of day at a position; return it and where it ends."""
    m = _SINGLE.match(text, at)
    if m is None or (read := _read(m, "a")) is None:
        return None
    minutes, sure, explicit = read
    cue, tail = m["cue"] or "", m["tail"] or ""
    if not explicit and cue == "for":
        return None
    if m["afrac"] and m["adir"] == "to" and m["afrac"].isdigit() and cue in ("from", "between"):
        return None
    weak = not explicit and (not cue or cue == "about" or m["arun"] is not None)
    # "No later than 6" holds "later than": the longer cue decides, so it is looked at first.
    if cue.startswith(("no ", "not ")):
        bound = "before" if any(cue.startswith(w) for w in _BEFORE) else "after"
    elif any(w in cue for w in _BEFORE) or "earlier" in tail or "before" in tail:
        bound = "before"
    elif any(w in cue for w in _AFTER) or tail:
        bound = "after"
    else:
        bound = ""
    if bound == "after":
        return Clock(minutes, DAY, sure, weak=weak, bound=bound), m.end()
    if bound == "before":
        return Clock(0, minutes, sure, weak=weak, bound=bound), m.end()
    return Clock(minutes, None, sure, weak=weak), m.end()


def between(text: str, at: int) -> tuple[Clock, int] | None:
    """Read a stretch between two times at a position; return it and where it ends."""
    m = _RANGE.match(text, at)
    if m is None:
        return None
    lead, join = m["lead"] or "", m["join"]
    if join == "and" and "between" not in lead:
        return None
    if join == "or before" or (join == "but before") != (lead == "later than"):
        return None
    first, last = _read(m, "a"), _read(m, "b")
    if first is None or last is None:
        return None
    (start, start_sure, start_said), (end, end_sure, end_said) = first, last
    if end_sure and not start_sure:
        # "9 to 11 am", "11 to 1 pm": the start that makes the stretch shortest.
        start = min((s for s in (start % 720, start % 720 + 720)), key=lambda s: (end - s) % DAY)
        if m["asep"] and ":" in m["asep"] and start > end:
            start %= 720
    elif not end_sure:
        end = min((e for e in (end % 720, end % 720 + 720)), key=lambda e: (e - start - 1) % DAY)
    if end == 0:
        end = DAY
    if end <= start:
        return None
    weak = not (start_said or end_said) and lead in ("", "at")
    return Clock(start, end, start_sure or end_sure, weak=weak), m.end()


def part(text: str, at: int) -> tuple[Clock, int] | None:
    """Read a part of the day at a position; return it and where it ends."""
    m = _PART.match(text, at)
    if m is None:
        return None
    index = next(i for i in range(len(PARTS)) if m[f"p{i}"])
    said = m[f"p{index}"]
    start, end = PARTS[index][1:]
    early = m["early"] or m["lead"]
    if said.startswith(("morning", "afternoon")):
        if early.startswith("early"):
            start, end = (7 * 60, 10 * 60) if said.startswith("m") else (12 * 60, 15 * 60)
        elif early.startswith("late"):
            start, end = (10 * 60, 12 * 60) if said.startswith("m") else (15 * 60, 18 * 60)
    plural = said.endswith("s") and said.startswith(("morning", "afternoon", "evening", "night"))
    plural = plural or m["lead"].strip() in ("any", "most", "every")
    this = bool(m["this"]) or said == "tonight"
    return Clock(start, end, part=True, plural=plural, this=this), m.end()
