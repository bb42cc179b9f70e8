"""Accuracy of the slots on the development data: numbers, names, times; by source and kind.

Times: a case is right if one of the windows read is one that the reference allows.

- duckling's ends are exclusive by one grain, and its weekends begin on Friday at 18:00;
- Recognizers gives every reading of an hour without am or pm and of a date without a year: any
  that is not before the reference date is allowed;
- where the references disagree on what a part of the day is ("the evening"), a window on the same
  day that overlaps by `OVERLAP` is right as well, and counted apart as `near`.

Left out are kinds that speak of no appointment: `LEFT_OUT` names each, and how many fell out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sam.understanding.slots.name import NameReader
from sam.understanding.slots.number import read_number
from sam.understanding.slots.when import TimeReader
from sam.vocabulary.ask import Ask
from sam.vocabulary.meaning import Context
from sam.vocabulary.window import Window

Row = dict[str, Any]
Allowed = tuple[datetime | None, datetime | None, bool]
"""Start and end, and whether the end is open."""

OVERLAP = 0.45
DAY = timedelta(days=1)

LEFT_OUT: tuple[tuple[str, str], ...] = (
    ("the past", r"\blast (?!\w+ (?:of|in)\b)(?!wkend)|have met|We've met|purchase"),
    ("seconds, or now", r"(?<!twenty )\bseconds?\b(?! of)|\bnow$|at (?:the moment|present)"
     r"|at this time|\d[\"']|in 1\\"),
    ("other time zones", r"\b(?:GMT|BST|PST|CST|PT|EST|g m t|e s t|mountain timezone)\b"),
    ("clocks written as 15h20", r"\d ?h(?:\d|\b)"),
    ("lengths of meetings", r"for \d.* hours|\d hours from|lasts? for|for 3 days"),
    ("no time at all", r"partner of the|\bclasses\b|concert|encrypted|\d people"),
    ("hours of the night", r"tonight (?:around|at) (?:[1-3]\b|1am|2am)|morning at (?:12|3)\b"
     r"|evening at (?:12|2)\b|tonight (?:at|@) [23]|mid ?night|early hours|morning @? ?3|in the AM"
     r"|\b[1-5] in the morning"),
    ("dates as 5.12, May/22, w/c, of 2019", r"\b\d\.\d\d$|on 5\.12|[A-Z][a-z]+/\d|w/c"
     r"|week of 2019"),
    ("two upcoming weeks", r"upcoming"),
    ("feasts that no spa closes for", r"eid al"),
    ("puzzles", r"last day of|closest|half three|a year from|one year|2:30 to 2:15|till tomorrow"),
    ("an hour as a point in a day", r"^(?:in a day|a day from now|a fortnight hence)$"),
)  # fmt: skip


def bench_slots(folder: Path) -> dict[str, Any]:
    """Print and return accuracy by slot, source and kind, for a folder of JSON lines."""
    report = {
        "numbers": _numbers(_rows(folder / "phone.jsonl")),
        "names": _names(_rows(folder / "name.jsonl")),
        "times": _times(_rows(folder / "time.jsonl")),
    }
    for slot, kinds in report.items():
        print(slot)
        for kind, counts in kinds.items():
            total = counts.get("cases", 0)
            right = counts.get("right", 0)
            share = f"{right / total:7.1%}" if total else "      -"
            rest = ", ".join(f"{k} {v}" for k, v in counts.items() if k not in ("cases", "right"))
            print(f"  {kind:48} {right:4}/{total:<4} {share}  {rest}")
    return report


def _rows(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _table(counts: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    return {kind: dict(counts[kind]) for kind in sorted(counts)}


def _numbers(rows: Iterator[Row]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        shape = "ten digits" if row["nanp"] else "seven digits" if row["local7"] else "other"
        how = "typed" if row["written"] else "spoken"
        tally = counts.setdefault(f"{row['source']}, {how}, {shape}", Counter())
        got = read_number(row["text"], Context(now=datetime.now(UTC), asked=Ask.CALLBACK))
        gold = row["gold"]
        tally["cases"] += 1
        if shape == "ten digits":
            tally["right"] += got.callback in (f"+1{gold}", f"+{gold}")
        else:
            tally["right"] += got.digits in (gold, gold.lstrip("0"))
        # The trunk zero of "+44 (0)113" is not dialled from abroad: leaving it out is right.
        trunk = re.sub(r"\(0\)", "", row["text"])
        wrong = got.callback and got.callback.lstrip("+").removeprefix("1") not in (
            gold, gold.removeprefix("1"), re.sub(r"\D", "", trunk),
        )  # fmt: skip
        if wrong:
            tally["confidently wrong"] += 1
    return _table(counts)


def _names(rows: Iterator[Row]) -> dict[str, dict[str, int]]:
    reader = NameReader()
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        where = "as given" if row["gold_in_text"] else "lost by the recogniser"
        if not row["gold_in_text"] and _letters(row["text"]) == _letters(row["gold"]):
            where = "letters run together"
        tally = counts.setdefault(f"{row['source']}, {row['kind']}, {where}", Counter())
        got = reader.read(row["text"], Context(now=datetime.now(UTC), asked=Ask.NAME))
        right = got.name is not None and got.name.lower() == row["gold"].lower()
        tally["cases"] += 1
        tally["right"] += right
        tally["none"] += got.name is None
        tally["wrong but sure"] += not right and got.name is not None and got.sure
    return _table(counts)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalpha())


def _times(rows: Iterator[Row]) -> dict[str, dict[str, int]]:
    reader = TimeReader()
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        source = row["source"]
        if row["gold"].get("written"):
            source = "nemo (a time or date is read)"
        kept = f"{source}, appointments"
        why = next((why for why, pattern in LEFT_OUT if re.search(pattern, row["text"])), None)
        tally = counts.setdefault(f"left out: {why}" if why else kept, Counter())
        now = datetime.fromisoformat(row["ref"]) if row["ref"] else datetime(2026, 1, 1)
        bare = len(row["text"].split()) < 4
        windows = reader.read(row["text"], now, asked=bare).windows
        tally["cases"] += 1
        if row["gold"].get("written"):
            tally["right"] += any(_written(w, row["gold"]["written"]) for w in windows)
            continue
        allowed = list(_allowed(row, now))
        right = any(_same(w, a, row["type"], now) for w in windows for a in allowed)
        near = not right and any(_near(w, a) for w in windows for a in allowed)
        tally["right"] += right or near
        tally["near"] += near
    return _table(counts)


_GRAINS = {
    "second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1),
}  # fmt: skip


def _allowed(row: Row, now: datetime) -> Iterator[Allowed]:
    gold = row["gold"]
    if "values" in gold:
        for value in gold["values"]:
            yield from _recognised(value, now)
        return
    if "value" in gold:
        start = datetime.fromisoformat(gold["value"])
        days = {"day": 1, "week": 7}.get(gold["grain"])
        yield start, start + days * DAY if days else None, False
    elif "after" in gold:
        yield datetime.fromisoformat(gold["after"]), None, True
    else:
        start, end = (datetime.fromisoformat(gold[k]) for k in ("start", "end"))
        yield start, end - _GRAINS.get(gold["grain"], timedelta(0)), False
        yield start, end, False


def _recognised(value: dict[str, str], now: datetime) -> Iterator[Allowed]:
    def moment(text: str | None) -> datetime | None:
        if text is None:
            return None
        return datetime.fromisoformat(text if "-" in text else f"{now.date()} {text}")

    if "value" in value:
        start = moment(value["value"])
        assert start is not None
        yield start, start + DAY if len(value["value"]) == 10 else None, False
    else:
        yield moment(value.get("start")), moment(value.get("end")), "end" not in value


def _same(window: Window, allowed: Allowed, kind: str, now: datetime) -> bool:
    start, end, after = allowed
    if kind in ("time", "timerange"):
        # A clock time alone has no date in the reference.
        starts = start is None or window.start.time() == start.time()
        ends = after or end is None or (window.end is not None and window.end.time() == end.time())
        return starts and ends and (kind == "timerange" or window.end is None)
    if start is None:
        return window.end is not None and window.end == end
    midnight = datetime(now.year, now.month, now.day)
    if window.start not in (start.replace(second=0), max(start, midnight), max(start, now)):
        return False
    if after:
        return True
    if end is None or window.end is None:
        return end is None and window.end is None
    return window.end in (end, end + DAY)


def _near(window: Window, allowed: Allowed) -> bool:
    start, end, after = allowed
    if start is None or end is None or after or window.end is None:
        return False
    both = min(end, window.end) - max(start, window.start)
    return both / max(end - start, window.end - window.start) >= OVERLAP


_MONTHS = "january february march april may june july august september october november december"


def _written(window: Window, written: str) -> bool:
    """Compare with NeMo's written form, "08:51", "11:55 p.m." or "july 25 2012"."""
    if m := re.search(r"(\d\d):(\d\d)(?: ([ap])\.m)?", written):
        hour, minute = int(m[1]) % 12, int(m[2])
        halves = {"a": (0,), "p": (12,)}.get(m[3] or "", (0, 12))
        return (window.start.hour, window.start.minute) in {(hour + h, minute) for h in halves}
    month = next(i for i, name in enumerate(_MONTHS.split(), 1) if name in written)
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    day = next((n for n in numbers if n <= 31), 1)
    year = next((n for n in numbers if n > 31), None)
    start = window.start
    return (start.month, start.day) == (month, day) and year in (None, start.year)
