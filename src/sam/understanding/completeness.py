"""Can the words heard so far end a turn? Decides how long Sam waits in silence."""

from __future__ import annotations

import re
from datetime import timedelta

from sam.understanding.clauses import clauses
from sam.understanding.intents.finder import Found
from sam.understanding.slots import Slots
from sam.understanding.text import Turn
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Completeness, Context

US_DIGITS = 10

_HANGING = frozenset(
    """
    a an the my your our his her their this these and or but so because if whether when while
    that than then to for from with of at by about into onto on in under between around like
    is are was were am be been do does did can could would should will may might have has had
    i we they he she it's what which who where how why just also maybe either plus until
    not very really some any another other every its it'll i'm as per wondering hoping want need
    looking trying going let because since although though unless including called named number
    area mister mrs dr doctor
    """.split()
)  # fmt: skip
"""Words that a finished sentence seldom ends on."""

_HANGING_PAIR = re.compile(r"(?:^|(?: |^)(?:and|if|so|but) )(?:is|are) there$")
"""The beginning of a question that its last word alone does not show."""

_MAY_END = (
    re.compile(r"(?:how|where|who|what) (?:\w+ ){0,3}(?:is|are|was|were|do|does|can|would|it is|they are)$"),
    re.compile(r"^(?:yes |no |sure )?(?:i|we|it|that|they|she|he|there) (?:do|does|did|can|could|would|will|am|is|are|was|have|had|should|might)(?: not)?$"),
    re.compile(r"(?:that is it|wrong number|this number|same number|my number|that number|phone number|come in|check in|fit me in|squeeze me in|get in|what for|who with|are you in|call me in|put me in|moved to|this is (?:she|he)|what you have|i need|i want|you want|do you need|that one|the other|any other|the one i want|anything you have|see the doctor|your doctor|the doctor|a doctor|your area|my area|the area|like that|just that)$"),
    re.compile(r"^(?:why|when|who|what|where|how|which|that|this|that is what i want)$"),
)  # fmt: skip
"""Endings on such a word that are whole after all."""

_FILLER_AT_END = re.compile(
    r"\b(?:um+|uh+|er+|erm|hm+|mm+|ah+)[\s.,…-]*$|(?:\.\.\.|…|-|,)\s*$", re.I
)

_SAYS_ALL = frozenset({Intent.REPEAT, Intent.SLOWER, Intent.GOODBYE})
"""Intents behind which nothing more is to come, question or not."""

_OPEN_ASKS = frozenset({None, Ask.REASON, Ask.ANYTHING_ELSE})
"""Where callers tell what they want, and go on: "I need to reschedule … it's under Lopez"."""

_LEAD = re.compile(
    r"(?:(?:and|so|but|or|also|then|okay|hi|hello|hey|yes|well|oh|sorry|please|actually|plus|no"
    r"|i was (?:just )?(?:wondering|calling to (?:see|ask|find out))"
    r"|i (?:just )?(?:wanted|want|need|would like) to (?:know|ask|see|find out)"
    r"|i am (?:just )?(?:wondering|curious|calling to (?:see|ask|find out))"
    r"|(?:can|could|would) you (?:please )?(?:tell me|let me know)|tell me|do you know"
    r"|in that case|by the way|one more thing) )*"
)
_ASKS = re.compile(
    r"(?:how|what|where|when|who|which|why|do|does|did|is|are|am|can|could|would|will|should|may"
    r"|have|has|any|if|whether)(?= )"
)
"""What a question begins with, behind `_LEAD`."""

_YES_NO = frozenset(
    {
        Ask.NAME_CONFIRM, Ask.CALLBACK_CONFIRM, Ask.NEW_OR_RETURNING, Ask.HANDOFF,
        Ask.ANYTHING_ELSE, Ask.CONFIRM_MESSAGE,
    }
)  # fmt: skip

_MANNERS = frozenset({Intent.GREETING, Intent.THANKS, Intent.YES, Intent.NO, Intent.HOLD_ON})

SHORT = 3
"""Words in a bare yes or no, and the least that a question takes ("how much …" goes on)."""

_WHOLE_NO = re.compile(
    r"(?:(?:no|not|that is|that will be|i am|we are|it|all|everything|good|set|for now|for today"
    r"|nothing else|i need|i needed|i think|right|correct|sounds?|great|perfect|fine|yes|okay"
    r"|maam|sir|thanks|thank you|so much|very much) ?)+"
)
"""A longer one that is as whole: "no that is all i needed"."""

NARROW = timedelta(hours=8)
"""A window at most this long is a day with a part of it: an answer to "when?"."""


def completeness(
    text: str, turn: Turn, slots: Slots, found: tuple[Found, ...], context: Context
) -> Completeness:
    """Say whether a turn's words are whole, cut in the middle, or neither for certain."""
    if not turn.tokens or _FILLER_AT_END.search(text) or slots.spelling:
        return Completeness.UNFINISHED
    if _hangs(turn) or _CORRECTING.search(turn.text):
        return Completeness.UNFINISHED
    if slots.callback:
        return Completeness.CLOSED
    correcting = any(f.intent is Intent.CORRECTION for f in found)
    if correcting and any(token.word.isdigit() for token in turn.tokens):
        # "No, it's four seven nine": the rest of the number follows.
        return Completeness.UNFINISHED
    if 0 < len(slots.digits) < US_DIGITS and (
        context.asked in (Ask.CALLBACK, Ask.CALLBACK_CONFIRM) or len(slots.digits) >= 3
    ):
        return Completeness.UNFINISHED
    return Completeness.CLOSED if _answers(text, turn, slots, found, context) else Completeness.OPEN


_CORRECTING = re.compile(r"^(?:no|not|actually|sorry)?(?: no)? ?(?:it is|its|that is|make it)$")
"""Begins to put something right and has not said what."""

_NAMES = re.compile(r"\b(?:name is|this is|i am)\b")


def _hangs(turn: Turn) -> bool:
    if _HANGING_PAIR.search(turn.text):
        return True
    if turn.tokens[-1].word not in _HANGING:
        return False
    return not any(pattern.search(turn.text) for pattern in _MAY_END)


def _answers(
    text: str, turn: Turn, slots: Slots, found: tuple[Found, ...], context: Context
) -> bool:
    intents = {f.intent for f in found}
    asked = context.asked
    if intents & _SAYS_ALL or _asks_whole(text, turn, slots, found):
        return True
    if asked is Ask.NEW_OR_RETURNING and slots.visitor is not None:
        return True
    if intents & {Intent.YES, Intent.NO} and asked in _YES_NO:
        # Recognisers make digits of a noise behind a short answer: "No. 5 5 5".
        words = sum(not token.word.isdigit() for token in turn.tokens)
        return (
            words <= SHORT
            or bool(intents & {Intent.THANKS, Intent.GOODBYE})
            or bool(_WHOLE_NO.fullmatch(turn.text))
        )
    if asked in _OPEN_ASKS:
        return False
    if intents & {Intent.YES, Intent.NO} and len(turn.tokens) <= SHORT:
        return True
    if asked is Ask.NAME and slots.name is not None:
        # A first name alone may be followed by the last; behind "my name is" it seldom is.
        return " " in slots.name or bool(_NAMES.search(turn.text))
    if asked is Ask.SERVICE:
        return bool(slots.services)
    if asked is Ask.PREFERRED_TIME and slots.times:
        return all(w.end is None or w.end - w.start <= NARROW for w in slots.times)
    return False


def _asks_whole(text: str, turn: Turn, slots: Slots, found: tuple[Found, ...]) -> bool:
    """Say whether the turn ends in a finished question that the tables know."""
    whole = [(s.start, s.end) for s in slots.spans] + [(f.start, f.end) for f in found]
    for clause in reversed(clauses(text, turn, whole)):
        start, end = clause.tokens[0].start, clause.tokens[-1].end
        inside = {f.intent for f in found if start <= f.start and f.end <= end}
        if clause.text == "please" or (inside and inside <= {Intent.THANKS}):
            continue
        asks = text[end:].lstrip().startswith("?") or _ASKS.match(
            clause.text, _end_of_lead(clause.text)
        )
        return bool(asks and inside - _MANNERS) and len(clause.tokens) >= SHORT
    return False


def _end_of_lead(words: str) -> int:
    lead = _LEAD.match(words)
    return lead.end() if lead else 0
