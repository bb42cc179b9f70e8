"""The closed-world gate: Sam answers a turn only if it can account for it.

Three things must hold: the line is not crossed, something known was recognised, and what nothing
explains is little. The last is what stops a clinical question told indirectly: the model may not
know the wording, but neither does any table, so its words stay unexplained.

A turn of several clauses must hold as a whole and clause by clause, with the worst of them
deciding: a question that every table knows lends nothing to the story told beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sam.understanding.intents.finder import ROWS, Found
from sam.understanding.intents.row import SHORTHAND
from sam.understanding.line.glue import GLUE
from sam.understanding.line.judge import CLINICAL_FROM, Verdict
from sam.understanding.text import Turn
from sam.vocabulary.intent import Intent, Side

ALLOWED: tuple[tuple[int, float, float], ...] = (
    (0, 0.0, 0.35),
    (1, 0.34, 0.22),
    (2, 0.34, 0.12),
    (4, 0.25, 0.05),
)
"""Most unexplained words, their largest share of the turn, and the p_clinical it needs."""

MANNERS = frozenset(
    {
        Intent.YES, Intent.NO, Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.HOLD_ON,
        Intent.CORRECTION,
    }
)  # fmt: skip
"""Intents that explain their own words only, never what stands beside them."""

MANNERS_REST = 6
"""Words beside manners that may stand unclaimed; twice as many where a slot was given."""

PLAIN_TALK = 0.08
"""Below this p_clinical, ordinary words beside manners need no claim."""

STRAY = 6
STRAY_BELOW = 0.15
"""More than so many words that no table or slot claims need a p_clinical below this: ordinary
words can tell a story too ("we hope to be a family of four by next year")."""

_TITLES = frozenset({"dr", "doctor", "nurse", "miss", "mrs", "mr", "ms"})
"""A name follows."""

_WORD = re.compile(r"(?<!\\)[a-zà-ÿ]{2,}")


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return every word that the intent tables or the glue list explain."""
    words = set(GLUE)
    for row in ROWS:
        for pattern in (*row.patterns, *row.start, *row.whole):
            words |= set(_WORD.findall(re.sub(r"\\[a-zA-Z]|\{\w+\}|[A-Z]+", " ", pattern)))
        for example in row.examples:
            words |= {token.word for token in Turn.of(example).tokens}
    for shorthand in SHORTHAND.values():
        words |= set(_WORD.findall(re.sub(r"\\[a-zA-Z]|\{\w+\}|[A-Z]+", " ", shorthand)))
    return frozenset(words)


def unexplained(slotted: Turn) -> int:
    """Count the words of a turn that no slot, table or glue explains."""
    known = known_words()
    words = ["", *(token.word for token in slotted.tokens)]
    return sum(
        1
        for before, token in zip(words, slotted.tokens, strict=False)
        if not token.word.isupper()
        and before not in _TITLES
        and token.word not in known
        and not (token.word.endswith("s") and token.word[:-1] in known)
        and not token.word.lstrip("$")[:1].isdigit()
        and len(token.word) > 1
    )


def _unclaimed(slotted: Turn, found: tuple[Found, ...]) -> int:
    return sum(
        1
        for token in slotted.tokens
        if not token.word.isupper()
        and not any(f.start <= token.start and token.end <= f.end for f in found)
    )


POLITE = frozenset(
    """
    i a an the to do does is can could would like want need and or please for my me you first with
    of hi hello just also be have get it that some on at in so okay if there
    but then well maybe actually oh am calling this is about
    """.split()
)
"""Words that add nothing to a question that the tables know."""


def wholly_known(slotted: Turn, found: tuple[Found, ...]) -> bool:
    """Say whether intents of the tables and slots are all that was said."""
    return bool(found) and all(
        token.word.isupper()
        or token.word in POLITE
        or any(f.start <= token.start and token.end <= f.end for f in found)
        for token in slotted.tokens
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """One of a turn's clauses, as the gate sees it."""

    slotted: Turn
    found: tuple[Found, ...]
    p_clinical: float
    """The line's verdict on the clause alone."""

    @property
    def known(self) -> bool:
        """Whether the tables know it from end to end."""
        return wholly_known(self.slotted, self.found)

    @property
    def accounted_for(self) -> bool:
        """Whether it asks or gives something, in words that are all explained."""
        return self.claimed and not unexplained(self.slotted)

    @property
    def claimed(self) -> bool:
        """Whether it asks or gives something of its own, manners aside."""
        return any(f.intent not in MANNERS for f in self.found) or any(
            token.word.isupper() for token in self.slotted.tokens
        )


CLAUSE_TALK = (0.30, 0.04, 0.015)
"""p_clinical that a clause needs which asks nothing, by its unexplained words (two and more)."""

SHORT_TALK, SHORT_TALK_BELOW = 2, 0.6
"""A clause of so few ordinary words ("i am flexible") means little by itself."""

CLAUSE_CLAIMED = 0.45
"""p_clinical below which a clause without unexplained words passes if it asks something."""

PLAIN_CLAUSE = 4
"""Ordinary words that a clause may hold unclaimed, the verdict on the whole aside."""


def answerable(
    verdict: Verdict,
    slotted: Turn,
    found: tuple[Found, ...],
    slot_recognised: bool,
    clauses: tuple[Clause, ...] = (),
) -> bool:
    """Say whether Sam may answer the turn. `clauses` are given where it has more than one."""
    if verdict.side is not Side.BOOKING or slotted.cut or not slotted.tokens:
        return False
    if not found and not slot_recognised:
        return False
    unknown, unclaimed = unexplained(slotted), _unclaimed(slotted, found)
    if unknown and any(f.intent is Intent.SPANISH for f in found):
        return False  # the model has read English alone: its low score means nothing here
    rest = MANNERS_REST * (2 if slot_recognised else 1)
    plain_talk = unknown == 0 and verdict.p_clinical < PLAIN_TALK
    if all(f.intent in MANNERS for f in found) and not plain_talk and unclaimed > rest:
        return False
    if clauses:
        return all(_passes(clause) for clause in clauses) and (
            all(map(_plain, clauses)) or _explained(unknown, slotted, verdict.p_clinical)
        )
    if wholly_known(slotted, found):
        return verdict.p_clinical < CLINICAL_FROM
    if unclaimed > STRAY and verdict.p_clinical >= STRAY_BELOW:
        return False
    return _explained(unknown, slotted, verdict.p_clinical)


def _explained(unknown: int, slotted: Turn, p_clinical: float, top: float = ALLOWED[0][2]) -> bool:
    """Say whether so few words are unexplained that this p_clinical suffices."""
    for most, share, p in ALLOWED:
        if unknown <= most and unknown <= max(share * len(slotted.tokens), 1 if most else 0):
            return p_clinical < (p if most else top)
    return False


def _passes(clause: Clause) -> bool:
    p = clause.p_clinical
    if clause.known:
        return p < CLINICAL_FROM
    unknown, unclaimed = unexplained(clause.slotted), _unclaimed(clause.slotted, clause.found)
    if not clause.claimed and not unknown and unclaimed <= SHORT_TALK:
        return p < SHORT_TALK_BELOW
    if clause.claimed and unclaimed <= STRAY:
        return _explained(unknown, clause.slotted, p, CLAUSE_CLAIMED)
    if clause.claimed:
        return p < 2 * STRAY_BELOW and _explained(unknown, clause.slotted, p)
    talk = CLAUSE_TALK[min(unknown, len(CLAUSE_TALK) - 1)]
    return p < (min(talk, STRAY_BELOW) if unclaimed > STRAY else talk)


def _plain(clause: Clause) -> bool:
    """Say whether a clause leaves so little unclaimed that no story is in it."""
    return clause.known or (
        not unexplained(clause.slotted)
        and _unclaimed(clause.slotted, clause.found) <= PLAIN_CLAUSE
        and clause.p_clinical < ALLOWED[0][2]
    )
