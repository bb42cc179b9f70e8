"""The days and times that stand in a text, one by one, before they are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sam.understanding.slots.when.clock import DAY, Clock, between, part, single
from sam.understanding.slots.when.days import Days
from sam.understanding.slots.when.rules import ABBREVIATED, COMPILED, DAY_OF_MONTH, PAST
from sam.understanding.slots.when.words import FILLERS, Words
from sam.vocabulary.window import Window

SOON = re.compile(
    r"asap|as soon as(?: possible| you (?:can|have)| (?:i|we) can)?|(?:the |your )?(?:very )?"
    r"(?:(?:1th|next|earliest|soonest) (?:available|opening|appointment|possible|slot|spot|time)"
    r"|earliest|soonest)(?: available)?(?: (?:appointment|opening|slot|spot|time))?"
    r"|as early as (?:possible|you can)|right away|immediately"
)
_ANY = re.compile(
    r"any ?time(?: (?:is|works)\b.*)?|whenever(?: .*)?|i ?m (?:pretty |very )?flexible"
    r"|(?:im|i am) (?:pretty |very )?(?:flexible|open)|any of those|doesnt matter(?: when)?"
    r"|anything"
)
_AMOUNT = r"(?:a )?\d+(?: of)?(?: \. \d)?|an?|half an?|3/4|1/2|(?:an? )?quarter of an"
_HOURS = re.compile(
    rf"(?P<lead>in|within)(?: the next)? (?:about |around |like )?(?P<n>{_AMOUNT})"
    r" ?(?P<unit>hours|h|minutes)(?P<half> and a half)?(?= |$)"
    rf"|(?:in |over |within )?(?:the )?next (?:(?P<n3>{_AMOUNT}) )?(?P<unit3>hours|minutes)"
    rf"|(?P<n2>{_AMOUNT}) (?P<unit2>hours|minutes)(?P<half2> and a half)? (?:from now|later)"
)
_LATER_TODAY = re.compile(r"later (?:on )?(?:today|todays)|rest of today")
_COUNTING = re.compile(r"\b(?:last|that|this|which|any|no|the other|each|every|only|just the) 1$")
"""Before "one" where it is no hour: "my last one"."""
_STARTERS = re.compile(
    r"\d|(?:the|this|these|next|last|any|anytime|anything|every|most|all|some|sometime|several"
    r"|many|a|an|on|in|at"
    r"|for|from|between|within|over|during|about|around|approximately|close|half|quarter"
    r"|within|up|by|until"
    r"|before|after|past|since|prior|right|starting|beginning|start|not|no|like|later|late"
    r"|early|earlier"
    r"|earliest|soonest|asap|as|immediately|whenever|i|im|doesnt|your|my|how|yesterday|today"
    r"|tonight|same"
    r"|tomorrow|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|week\w*|work\w*|business|days"
    r"|months?|rest"
    r"|remaining|remainder|coming|upcoming|following|mid\w*|towards?|end|very|latter|jan\w*"
    r"|feb\w*|mar\w*"
    r"|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|eom|eod|new|mlk|martin"
    r"|valentines?"
    r"|presidents?|saint|st|good|easter|mothers?|memorial|fathers?|independence|labou?r"
    r"|columbus|indigenous"
    r"|halloween|veterans|thanksgiving|turkey|black|cyber|christmas|xmas|boxing|morning\w*"
    r"|afternoon\w*"
    r"|evenings?|nights?|lunch|dinner|noon\w*|bright)(?= |$)"
)
"""Words that can begin a time: where none stands, no rule is tried."""
_JOINERS = frozenset(
    ("at", "on", "or", "and", "around", "about", "the", "in", "between", "to", ",", "-", "(", "a")
) | FILLERS  # fmt: skip


@dataclass(frozen=True, slots=True)
class Atom:
    """One day, time, window or "as soon as possible", where it stands in the normalised words."""

    start: int
    end: int
    days: Days | None = None
    clock: Clock | None = None
    window: Window | None = None
    soon: bool = False
    past: bool = False
    weak: bool = False
    """A time only beside another, or where a time was asked for."""


def atoms_of(words: Words, now: datetime, asked: bool, skip: int = 0) -> list[Atom]:
    """Return the atoms from `skip` on, in order, the longest at each place, none overlapping."""
    text = words.text
    found: list[Atom] = []
    for at in words.starts():
        if at < skip or not _STARTERS.match(text, at):
            continue
        best = max(_at(words, at, now, asked), key=lambda atom: atom.end, default=None)
        if best is not None:
            found.append(best)
            skip = best.end
    return found


def _at(words: Words, at: int, now: datetime, asked: bool) -> list[Atom]:
    text, today, out = words.text, now.date(), []
    if m := PAST.match(text, at):
        out.append(Atom(at, m.end(), past=True))
    for pattern, rule in COMPILED:
        if (m := pattern.match(text, at)) and (days := rule(m, today)) is not None:
            weak = bool(ABBREVIATED.fullmatch(m.group()))
            out.append(Atom(at, m.end(), days=days, weak=weak))
    if m := DAY_OF_MONTH.match(text, at):
        lead, dom = m["lead"] or m["on"] or "", int(m["dom"] or m["dom2"] or m["dom3"])
        weak = not lead or bool(m["tail"]) or (dom < 10 and not lead.startswith("on"))
        if 1 <= dom <= 31:
            out.append(Atom(at, m.end(), days=Days(dom=dom), weak=weak))
    # "Ten to three" in words is a time, "10 to 3" in digits rather a stretch.
    readers = (between, single) if words.in_digits(at) else (single, between)
    for read in (part, *readers):
        if (got := read(text, at)) is not None:
            out.append(Atom(at, got[1], clock=got[0], weak=got[0].weak))
    if m := _LATER_TODAY.match(text, at):
        start = now.replace(second=0, microsecond=0)
        midnight = datetime.combine(today + timedelta(days=1), time())
        out.append(Atom(at, m.end(), window=Window(start, midnight)))
    if m := _HOURS.match(text, at):
        window = Window(_later(m, now), None)
        if m["lead"] == "within" or "next" in m.group():
            window = Window(now.replace(second=0, microsecond=0), window.start)
        out.append(Atom(at, m.end(), window=window))
    if (m := SOON.match(text, at)) or (asked and (m := _ANY.match(text, at))):
        out.append(Atom(at, m.end(), soon=True))
    return out


def _later(m: re.Match[str], now: datetime) -> datetime:
    said, unit = m["n"] or m["n2"] or m["n3"] or "1", m["unit"] or m["unit2"] or m["unit3"]
    if said.startswith("half"):
        amount = 0.5
    elif "quarter" in said:
        amount = 0.25
    elif "/" in said:
        amount = 0.5 if said == "1/2" else 0.75
    else:
        digits = re.sub(r"[^\d.]", "", said)
        amount = float(digits) if digits else 1.0
    if m["half"] or m["half2"]:
        amount += 0.5
    minutes = amount * (1 if unit == "minutes" else 60)
    return (now + timedelta(minutes=min(minutes, 14 * DAY))).replace(second=0, microsecond=0)


def kept(atoms: list[Atom], text: str, asked: bool) -> list[Atom]:
    """Drop times that are over, and bare numbers that nothing makes a time."""
    atoms = [a for a in atoms if not (a.weak and _COUNTING.search(text, 0, a.end))]
    bare = " ".join(w for w in text.split() if w not in _JOINERS and w not in (".", "?", "!"))
    if len(atoms) == 1 and atoms[0].weak:
        said = text[atoms[0].start : atoms[0].end].removeprefix("the ")
        if asked or (bare == said.strip() and (" " in said or atoms[0].days)):
            return atoms
        return []
    strong = [not (a.weak or a.past) for a in atoms]
    if asked and not any(strong):
        return [a for a in atoms if not a.past]
    for i in range(len(atoms) - 1):
        # "Wed 13th": two short forms side by side make each other sure.
        both = (atoms[i], atoms[i + 1])
        if all(a.days for a in both) and not text[both[0].end : both[1].start].strip():
            strong[i] = strong[i + 1] = True
    changed = True
    while changed:
        changed = False
        for i, atom in enumerate(atoms):
            if strong[i] or atom.past:
                continue
            for j in (i - 1, i + 1):
                if 0 <= j < len(atoms) and strong[j] and _linked(atoms, i, j, text):
                    strong[i] = changed = True
    return [a for a, keep in zip(atoms, strong, strict=True) if keep]


def _linked(atoms: list[Atom], weak: int, strong: int, text: str) -> bool:
    """Say whether a bare number is a time because of the day or time beside it."""
    beside = atoms[strong]
    if beside.soon or (beside.days is not None and beside.days.span):
        return False
    low, high = sorted((weak, strong))
    gap = text[atoms[low].end : atoms[high].start].split()
    if not gap and weak < strong and beside.clock is not None and beside.clock.part:
        # "8 this evening", but not "four afternoon classes".
        return bool(re.match(r"(?:this|in|at|on) ", text[beside.start :]))
    return all(word in _JOINERS for word in gap) and len(gap) < 4
