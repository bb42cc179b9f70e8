"""Moves for turns that Sam may answer, and for those that it may not."""

from __future__ import annotations

from dataclasses import replace

from sam.conversation.answers import answer
from sam.conversation.asking import (
    ask_else,
    ask_next,
    ask_what_to_change,
    exhausted,
    note,
    put,
    put_again,
    with_kind,
)
from sam.conversation.closing import decline, declining, say_goodbye
from sam.conversation.events import Event
from sam.conversation.keypad import meaning_of_keys
from sam.conversation.people import bring_person, person_instead, spanish
from sam.conversation.reasons import TASKS
from sam.conversation.taking import Taken, take, wants_callback
from sam.conversation.talk import Draft, Forget, Move, Setting, State, Talk, did
from sam.repertoire.cue import Cue, Say
from sam.spa.handoff import Occasion
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Meaning
from sam.vocabulary.message import ReasonKind
from sam.vocabulary.step import StepCode

ONCE = frozenset({Say.AVAILABILITY, Say.CANCELLATION_POLICY, Say.RUNNING_LATE})
"""Sentences that a caller hears at most once."""

PEOPLE = (Intent.PERSON, Intent.COMPLAINT, Intent.BILLING)
"""Intents that bring a person, where one can be rung."""

POLITE = (Intent.YES, Intent.THANKS, Intent.GREETING)
AGAIN = (Intent.REPEAT, Intent.SLOWER)

MAX_MISSES = 2
"""Turns in a row that may go by without an answer before a person is brought."""


def greet(talk: Talk, event: Event, setting: Setting) -> Move:
    """Say who answers and that it is automated; the greeting itself asks what it is about."""
    move = Move(replace(talk, state=State.TALKING), (Cue(Say.GREETING),), did(StepCode.GREETED))
    return put(move, Ask.REASON, setting, silent=True)


def booking(talk: Talk, event: Event, setting: Setting) -> Move:
    """Answer everything that a cleared turn asks, take what it gives, then ask one thing."""
    meaning = _meaning(event)
    talk = replace(talk, misses=0, silences=0, state=_listening(talk))
    special = _special(talk, meaning, event, setting)
    if special is not None:
        return special

    answers = answer(meaning, talk, setting, event.now)
    taken = take(meaning, talk, setting, event.now)
    accepted = talk.offered and Intent.YES in meaning.intents
    wanted = wants_callback(taken, talk) or accepted
    # "And the rest?" that brings nothing more is not asked for ever: the whole number is, anew.
    asked_rest = talk.asked is Ask.CALLBACK and talk.digits
    stalled = asked_rest and meaning.digits in ("", talk.digits) and not answers.say
    after = replace(
        talk,
        draft=taken.draft,
        wanted=wanted,
        pending=answers.pending,
        told=answers.told,
        answered=talk.answered or bool(answers.told),
        digits="" if taken.draft.callback or stalled else meaning.digits or talk.digits,
        said=talk.said | {cue.say for cue in answers.say if cue.say in ONCE},
    )
    if wanted:
        after = replace(after, draft=with_kind(after))
    move = Move(after, answers.say, answers.steps + taken.steps)

    if talk.state is State.OFFERING:
        return _handoff_answer(move, meaning, event, setting)
    if any(intent in meaning.intents for intent in PEOPLE) and not after.crossed:
        return bring_person(move, Occasion.PERSON, meaning.role, event, setting)
    ending = _ending(move, talk, taken, meaning, event, setting)
    return ending or _go_on(move, taken, meaning, setting)


def _special(talk: Talk, meaning: Meaning, event: Event, setting: Setting) -> Move | None:
    """Turns that are about the call itself rather than about the spa."""
    refusal = declining(meaning)
    if refusal is not None:
        return decline(talk, refusal)
    if Intent.FORGET_THAT in meaning.intents:
        return _forget(talk, setting)
    if Intent.SPANISH in meaning.intents:
        return spanish(talk, event, setting)
    if Intent.HOLD_ON in meaning.intents and _only(meaning, *POLITE, Intent.HOLD_ON):
        return wait(talk, event, setting)
    if _only(meaning, *POLITE, *AGAIN) and any(i in AGAIN for i in meaning.intents):
        return Move(talk, talk.last, did(StepCode.REPEATED))
    return None


def _ending(
    move: Move, before: Talk, taken: Taken, meaning: Meaning, event: Event, setting: Setting
) -> Move | None:
    """The read-back was answered, or the caller is done."""
    talk = move.talk
    if before.asked is Ask.CONFIRM_MESSAGE and talk.draft == before.draft:
        if Intent.YES in meaning.intents:
            return note(move, confirmed=True)
        if Intent.NO in meaning.intents:
            return ask_what_to_change(move, setting)
    asks_more = bool(move.say) or taken.anything or any(i in TASKS for i in meaning.intents)
    leaving = Intent.GOODBYE in meaning.intents
    if before.asked is Ask.ANYTHING_ELSE and not asks_more:
        leaving = leaving or Intent.NO in meaning.intents
        leaving = leaving or (Intent.THANKS in meaning.intents and not _yes(meaning))
    if leaving and (not talk.wanted or talk.noted):
        return move.then(say_goodbye(talk, event, setting))
    if leaving and not asks_more:
        # Leaving in the middle of a message: what is there is kept by the hang-up that follows.
        return move.then(say_goodbye(talk, event, setting))
    return None


def _go_on(move: Move, taken: Taken, meaning: Meaning, setting: Setting) -> Move:
    """Ask what an answer hangs on, a missing field, or whether there is anything else."""
    talk = move.talk
    if talk.pending and not exhausted(Ask.SERVICE, talk):
        return put(move, Ask.SERVICE, setting)
    if talk.noted and (talk.crossed or not taken.anything):
        return ask_else(move, setting)
    if talk.wanted:
        return ask_next(move, setting, closed_day=taken.closed_day)
    about_service = talk.draft.kind in (ReasonKind.PRICE, ReasonKind.OFFERED)
    offer = about_service and not meaning.not_offered
    return ask_else(move, setting, offer=offer)


def _handoff_answer(move: Move, meaning: Meaning, event: Event, setting: Setting) -> Move:
    """Yes: ring. Anything else: a message."""
    move = replace(move, talk=replace(move.talk, state=State.TALKING))
    if _yes(meaning) or Intent.PERSON in meaning.intents:
        return bring_person(move, Occasion.PERSON, meaning.role, event, setting)
    talk = replace(move.talk, wanted=True, draft=with_kind(move.talk))
    return ask_next(replace(move, talk=talk), setting)


def unsure(talk: Talk, event: Event, setting: Setting) -> Move:
    """Ask again once; then a person, live or by message. Nothing of the turn is taken."""
    ask = talk.asked or Ask.REASON
    misses = talk.misses + 1
    talk = replace(talk, misses=misses, silences=0, told=(), state=_listening(talk))
    if misses >= MAX_MISSES or exhausted(ask, talk):
        return person_instead(replace(talk, misses=0), event, setting)
    return put(Move(talk, (Cue(Say.NOT_UNDERSTOOD),), did(StepCode.ASKED_AGAIN)), ask, setting)


def keys(talk: Talk, event: Event, setting: Setting) -> Move:
    """Take keypad digits: a number while one is asked for, else 1 for yes and 2 for no."""
    meaning = meaning_of_keys(event.keys, talk)
    if meaning is None:
        return unsure(talk, event, setting)
    return booking(talk, replace(event, meaning=meaning), setting)


def wait(talk: Talk, event: Event, setting: Setting) -> Move:
    """Give the caller a moment."""
    talk = replace(talk, state=State.WAITING, silences=0)
    return Move(talk, (Cue(Say.TAKE_YOUR_TIME),), did(StepCode.WAITED))


def held(talk: Talk, event: Event, setting: Setting) -> Move:
    """Put on hold: say nothing to the music."""
    return Move(replace(talk, state=State.WAITING, silences=0), steps=did(StepCode.WAITED))


def resume(talk: Talk, event: Event, setting: Setting) -> Move:
    """Go on where the call was before the wait."""
    return put_again(Move(replace(talk, state=_listening(talk), silences=0)), setting)


def nothing(talk: Talk, event: Event, setting: Setting) -> Move:
    """Not meant for Sam, or not now: stay."""
    return Move(talk)


def _forget(talk: Talk, setting: Setting) -> Move:
    talk = replace(
        talk,
        state=State.TALKING,
        draft=Draft(),
        wanted=False,
        noted=False,
        # What crossed the line is forgotten as well: a second crossing is taken afresh.
        crossed=False,
        digits="",
        offered=False,
    )
    move = Move(talk, (Cue(Say.FORGOT),), did(StepCode.FORGOT), (Forget(),))
    return ask_else(move, setting)


def _listening(talk: Talk) -> State:
    if talk.asked is Ask.CONFIRM_MESSAGE:
        return State.CONFIRMING
    return State.OFFERING if talk.asked is Ask.HANDOFF else State.TALKING


def _only(meaning: Meaning, *intents: Intent) -> bool:
    return bool(meaning.intents) and all(intent in intents for intent in meaning.intents)


def _yes(meaning: Meaning) -> bool:
    return Intent.YES in meaning.intents


def _meaning(event: Event) -> Meaning:
    if event.meaning is None:
        raise ValueError(f"a {event.kind} event needs a meaning")
    return event.meaning
