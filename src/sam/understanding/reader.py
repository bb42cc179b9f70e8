"""Words to meaning: the line first, then intents, then slots."""

from __future__ import annotations

from sam.spa.model import Spa
from sam.understanding.clauses import clauses
from sam.understanding.completeness import completeness
from sam.understanding.intents.finder import Found, IntentFinder, intents_of
from sam.understanding.line.gate import Clause, answerable, wholly_known
from sam.understanding.line.judge import CLAUSE_CLINICAL_FROM, Judge, Verdict
from sam.understanding.slots import SlotReader, Slots, census
from sam.understanding.slots.slots import Span, SpanKind
from sam.understanding.text import Token, Turn
from sam.vocabulary.ask import Ask
from sam.vocabulary.heard import Words
from sam.vocabulary.intent import Intent, Side
from sam.vocabulary.meaning import Completeness, Context, Meaning

MAX_CHARACTERS = 4000
"""Longer words are cut here before anything reads them; such a turn is never answered."""

_MENU_KINDS = frozenset({SpanKind.SERVICE, SpanKind.NOT_OFFERED, SpanKind.ROLE, SpanKind.NUMBER})
"""Slots whose words say nothing of the caller's body: masked before the line is judged."""

_MASKS = {"SERVICE": "service", "OTHER": "service", "ROLE": "staff", "NUMBER": "number"}

_ASKED_SLOTS: dict[Ask, tuple[SpanKind, ...]] = {
    Ask.SERVICE: (SpanKind.SERVICE, SpanKind.NOT_OFFERED),
    Ask.REASON: (SpanKind.SERVICE, SpanKind.NOT_OFFERED, SpanKind.TIME, SpanKind.VISITOR),
    Ask.NAME: (SpanKind.NAME, SpanKind.SPELLING),
    Ask.NAME_CONFIRM: (SpanKind.NAME, SpanKind.SPELLING),
    Ask.CALLBACK: (SpanKind.NUMBER,),
    Ask.CALLBACK_CONFIRM: (SpanKind.NUMBER,),
    Ask.PREFERRED_TIME: (SpanKind.TIME,),
    Ask.NEW_OR_RETURNING: (SpanKind.VISITOR,),
}
"""Which slots answer which question."""


class Reader:
    """Reads turns for one spa. Immutable once built, shared by every call; holds no words."""

    def __init__(self, spa: Spa) -> None:
        self._slots = SlotReader(spa)
        self._intents = IntentFinder()
        self._judge = Judge()

    def read(self, words: Words, context: Context) -> Meaning:
        """Return what a turn meant. Never raises for what was said, however odd.

        On the clinical and emergency sides nothing else of the turn comes out: no intent, no slot.
        """
        text = words.open()
        too_long = len(text) > MAX_CHARACTERS
        text = text[:MAX_CHARACTERS]
        plain = Turn.of(text)
        slots = self._slots.read(text, context)
        slotted = plain.slotted(slots.spans)
        found = self._found(plain, slotted, slots, context)
        masked = _masked(plain, slots, context)
        verdict = self._judge.judge(plain.text, masked.text, wholly_known(slotted, found))
        parts: tuple[Clause, ...] = ()
        if verdict.side is Side.BOOKING:
            parts = self._clauses(text, slotted, masked, slots, found)
            verdict = _with_worst(verdict, parts)
        if verdict.side is not Side.BOOKING:
            return Meaning(
                side=verdict.side,
                p_clinical=verdict.p_clinical,
                answerable=False,
                danger=verdict.danger,
                completeness=_crossed_completeness(text, plain, verdict, context),
            )
        slot_recognised = _slot_answers(slots.spans, slotted, found, context)
        return Meaning(
            side=verdict.side,
            p_clinical=verdict.p_clinical,
            answerable=not too_long and answerable(verdict, slotted, found, slot_recognised, parts),
            intents=intents_of(found),
            services=slots.services,
            not_offered=slots.not_offered,
            role=slots.role,
            name=slots.name,
            name_sure=slots.name_sure,
            callback=slots.callback,
            digits=slots.digits,
            times=slots.times,
            visitor=slots.visitor,
            completeness=completeness(text, plain, slots, found, context),
            recognised=bool(found or slot_recognised),
        )

    def completeness(self, words: Words, context: Context) -> Completeness:
        """Say whether the words heard so far can end the turn; quick, for the end-of-turn judge."""
        text = words.open()[:MAX_CHARACTERS]
        plain = Turn.of(text)
        slots = self._slots.read(text, context)
        found = self._found(plain, plain.slotted(slots.spans), slots, context)
        return completeness(text, plain, slots, found, context)

    def _found(
        self, plain: Turn, slotted: Turn, slots: Slots, context: Context
    ) -> tuple[Found, ...]:
        found = self._intents.find(plain, slotted)
        # Merely naming a service ("Botox please") is asking for it, unless it answers a question.
        wants = all(f.intent in _BESIDE_A_SERVICE for f in found)
        if wants and slots.services and context.asked in (None, Ask.REASON, Ask.ANYTHING_ELSE):
            first = next(s for s in slots.spans if s.kind is SpanKind.SERVICE)
            book = Found(Intent.BOOK, first.start, first.end)
            found = tuple(sorted((*found, book), key=lambda f: f.start))
        return found

    def _clauses(
        self, text: str, slotted: Turn, masked: Turn, slots: Slots, found: tuple[Found, ...]
    ) -> tuple[Clause, ...]:
        """Return the turn's clauses with the line's verdict on each; none where it has but one."""
        whole = [(s.start, s.end) for s in slots.spans] + [(f.start, f.end) for f in found]
        turns = clauses(text, slotted, whole)
        if len(turns) == 1:
            return ()
        parts = []
        for turn in turns:
            start, end = turn.tokens[0].start, turn.tokens[-1].end
            inside = tuple(f for f in found if start <= f.start and f.end <= end)
            words = " ".join(t.word for t in masked.tokens if start <= t.start < end)
            p = self._judge.judge_clause(words, wholly_known(turn, inside))
            parts.append(Clause(turn, inside, p))
        return tuple(parts)


def _masked(plain: Turn, slots: Slots, context: Context) -> Turn:
    """Return the turn with the menu's own words replaced, as the line reads it."""
    spans = [s for s in slots.spans if s.kind in _MENU_KINDS]
    asked = context.asked in (Ask.NAME, Ask.NAME_CONFIRM) and slots.name_sure
    if asked or (slots.name is not None and census.full(slots.name)):
        # A word that is surely no part of a name ("I'm pregnant") must stay to be judged.
        spans += [s for s in slots.spans if s.kind in (SpanKind.NAME, SpanKind.SPELLING)]
    tokens: list[Token] = []
    for token in plain.slotted(sorted(spans)).tokens:
        masked = Token(_MASKS.get(token.word, token.word), token.start, token.end)
        if [t.word for t in tokens[-2:]] == [masked.word, "of"] and masked.word == "service":
            tokens.pop()  # "a syringe of lip filler" is one thing
        else:
            tokens.append(masked)
    return Turn(tuple(tokens), plain.cut)


def _with_worst(verdict: Verdict, parts: tuple[Clause, ...]) -> Verdict:
    """Return the verdict on the whole, or on a clause that crosses the line by itself."""
    worst = max((p.p_clinical for p in parts if not p.accounted_for), default=0.0)
    if worst < CLAUSE_CLINICAL_FROM:
        return verdict
    return Verdict(Side.CLINICAL, max(worst, verdict.p_clinical))


_BESIDE_A_SERVICE = frozenset({Intent.GREETING, Intent.YES, Intent.THANKS})


def _slot_answers(
    spans: tuple[Span, ...], slotted: Turn, found: tuple[Found, ...], context: Context
) -> bool:
    """Say whether a slot was given that was asked for, or that makes up most of the turn."""
    kinds = {s.kind for s in spans}
    if context.asked is not None and kinds & set(_ASKED_SLOTS.get(context.asked, ())):
        return True
    slot_tokens = sum(1 for t in slotted.tokens if t.word.isupper())
    return slot_tokens > 0 and 4 * slot_tokens >= len(slotted.tokens) - 3


def _crossed_completeness(
    text: str, turn: Turn, verdict: Verdict, context: Context
) -> Completeness:
    if verdict.side is Side.EMERGENCY:
        return Completeness.CLOSED
    return completeness(text, turn, Slots(), (), context)
