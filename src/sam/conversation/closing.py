"""Moves that end a call or come near it: noted, goodbye, declined, silence, hang-up, time up."""

from __future__ import annotations

from dataclasses import replace

from sam.conversation.asking import ask_else, put
from sam.conversation.events import Event
from sam.conversation.talk import Draft, End, Keep, Move, Setting, State, Talk, did
from sam.repertoire.cue import Cue, Say
from sam.spa.handoff import Occasion
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Meaning
from sam.vocabulary.message import ReasonKind
from sam.vocabulary.outcome import Outcome
from sam.vocabulary.step import StepCode

DECLINING: dict[Intent, Say] = {
    Intent.ABUSE: Say.ABUSE,
    Intent.VENDOR: Say.VENDOR,
    Intent.WRONG_NUMBER: Say.WRONG_NUMBER,
}
"""Callers who are let go politely; nothing is kept."""


def declining(meaning: Meaning) -> Say | None:
    """Return the sentence that ends such a call; None where the turn has a request in it."""
    return next((say for intent, say in DECLINING.items() if intent in meaning.intents), None)


def decline(talk: Talk, say: Say) -> Move:
    """End politely, without a question and without keeping anything."""
    talk = replace(talk, state=State.ENDED, draft=Draft())
    return Move(talk, (Cue(say),), did(StepCode.DECLINED), (End(Outcome.DECLINED),))


def noted(talk: Talk, event: Event, setting: Setting) -> Move:
    """The message is on disk: only now does Sam say so."""
    talk = replace(talk, noted=True, state=State.TALKING)
    clinical = talk.draft.kind is ReasonKind.CLINICAL_QUESTION
    cue = Cue(Say.NOTED_CLINICAL if clinical else Say.NOTED)
    return ask_else(Move(talk, (cue,), did(StepCode.NOTED)), setting)


def not_noted(talk: Talk, event: Event, setting: Setting) -> Move:
    """It is not: say so, and offer a person where one can be rung."""
    move = Move(talk, (Cue(Say.NOT_NOTED),), did(StepCode.NOT_NOTED))
    if setting.live(Occasion.PERSON, event.now):
        move = replace(move, talk=replace(talk, state=State.OFFERING))
        return put(move, Ask.HANDOFF, setting)
    return move.then(say_goodbye(talk, event, setting))


def say_goodbye(talk: Talk, event: Event, setting: Setting) -> Move:
    """Say goodbye and end with what the call came to."""
    ended = replace(talk, state=State.ENDED)
    return Move(ended, (Cue(Say.GOODBYE),), did(StepCode.SAID_GOODBYE), (End(outcome(talk)),))


def silence(talk: Talk, event: Event, setting: Setting) -> Move:
    """One prompt, one shorter prompt, then goodbye."""
    talk = replace(talk, silences=talk.silences + 1)
    if talk.silences == 1:
        return Move(talk, (Cue(Say.STILL_THERE),))
    if talk.silences == 2:
        return Move(talk, (Cue(Say.STILL_THERE_SHORT),))
    return _leave(talk, Say.SILENCE_GOODBYE, setting)


def time_up(talk: Talk, event: Event, setting: Setting) -> Move:
    """The longest call there may be: what is there is kept, then goodbye."""
    return _leave(talk, Say.TIME_UP, setting)


def hang_up(talk: Talk, event: Event, setting: Setting) -> Move:
    """The caller is gone: keep what may be kept."""
    return _leave(talk, None, setting)


def _leave(talk: Talk, say: Say | None, setting: Setting) -> Move:
    keep = unfinished(talk, setting)
    ended = replace(talk, state=State.ENDED)
    cues = (Cue(say),) if say else ()
    return Move(ended, cues, effects=(*keep, End(outcome(talk, left=True))))


def unfinished(talk: Talk, setting: Setting) -> tuple[Keep, ...]:
    """What a call that broke off may leave: a reason understood, and a number to call back.

    The caller id was not confirmed, and is marked so.
    """
    draft = talk.draft
    if talk.noted or draft.kind is None or not (talk.wanted or talk.crossed):
        return ()
    if draft.callback is None:
        draft = replace(draft, callback=setting.caller)
    return (Keep(draft.message(confirmed=False)),) if draft.callback else ()


def outcome(talk: Talk, *, left: bool = False) -> Outcome:
    """Return how a call ended. `left`: the caller went, or fell silent, before a goodbye."""
    clinical = talk.crossed and talk.draft.kind is ReasonKind.CLINICAL_QUESTION
    if talk.emergency:
        return Outcome.EMERGENCY
    if clinical:
        return Outcome.CLINICAL_MESSAGE
    if talk.noted:
        return Outcome.MESSAGE
    if talk.state is State.NOTING or talk.wanted:
        return Outcome.ABANDONED
    at_rest = talk.asked is Ask.ANYTHING_ELSE or not left
    return Outcome.ANSWERED if talk.answered and at_rest else Outcome.ABANDONED
