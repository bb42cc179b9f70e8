"""Where the clauses of a turn are: callers say several things in one breath.

A turn of several harmless questions reads unlike any of them, and a harmless question may hide a
story that is none, so the line and the gate look at every clause by itself as well as at the
whole. Recognised text has no dependable punctuation: "and", "so", "but" and the like before a
subject or a question begin a clause too, and so does a question in the middle of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sam.understanding.text import Token, Turn

MAX_CLAUSES = 8
"""More are left together in the last one, which the line then reads as a whole."""

_STOP = re.compile(r"[,.;:?!…]|\s[-–—]+\s")

_JOINS = frozenset("and so but or because plus also then though although since while".split())
"""Words that join clauses, where one that can begin a clause follows."""

_BEGINS = frozenset(
    """
    i we you he she they it that this there my our her his your the
    what how where when who which why do does did is are am was can could would will should may
    have has had if let please any anything something nothing someone somebody
    """.split()
)
"""Words that a clause begins with behind one that joins."""

_QUESTION = re.compile(
    r"(?:how (?:much|long|many|soon|late|far|do|does|is|are|about)"
    r"|what (?:is|are|do|does|did|would|time|kind|forms?|days?)|where (?:is|are|do|can|should)"
    r"|who (?:is|are|does|do|would|will)|do you|does (?:it|that|he|she|the)|are (?:you|there)"
    r"|is (?:there|it|that)|can (?:i|you|we|she|he)|could (?:i|you|we)|would (?:you|i|it)"
    r"|will (?:i|it|you|that|they)|should i|am i|did you|have you)(?!\S)"
)
"""What begins a question wherever it stands …"""

_ASKS_WITHIN = frozenset(
    """
    and or so but if whether that what how where when who which why wondering know me see ask say
    much long many soon late far time kind days day about is are do does was were to than as you
    often price cost hours forms form service other else
    """.split()
)
"""… except behind these: "i was wondering do you" is one, "how much are you" is none."""


def clauses(text: str, turn: Turn, whole: Iterable[tuple[int, int]]) -> tuple[Turn, ...]:
    """Return the turn's clauses, in order; the turn itself where it has but one.

    `text` is what the turn's tokens point into. `whole` are stretches of it, as start and end,
    that no clause may cut: slots, and what the intent tables claim.
    """
    kept = [(start, end) for start, end in whole if end > start]
    stops = [m.start() for m in _STOP.finditer(text)]
    out: list[Turn] = []
    begun = 0
    for index in range(1, len(turn.tokens)):
        before, token = turn.tokens[index - 1], turn.tokens[index]
        if len(out) == MAX_CLAUSES - 1:
            break
        if any(start < token.start < end for start, end in kept):
            continue
        if any(before.end <= stop < token.start for stop in stops) or _starts(turn.tokens, index):
            out.append(Turn(turn.tokens[begun:index], turn.cut))
            begun = index
    out.append(Turn(turn.tokens[begun:], turn.cut))
    return tuple(out)


def _starts(tokens: tuple[Token, ...], index: int) -> bool:
    word = tokens[index].word
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    if word in _JOINS:
        return following in _BEGINS
    if tokens[index - 1].word in _JOINS or tokens[index - 1].word in _ASKS_WITHIN:
        return False
    return _QUESTION.match(f"{word} {following}") is not None
