"""Moves that bring a person: the line crossed, an emergency, a hand-off, a call back in Spanish."""

from __future__ import annotations

from dataclasses import replace

from sam.conversation.asking import ask_else, ask_next, exhausted, give_up, put, with_kind
from sam.conversation.events import Event
from sam.conversation.talk import (
    Cross,
    Draft,
    Effect,
    End,
    Keep,
    Move,
    RingOut,
    Setting,
    State,
    Talk,
    did,
)
from sam.repertoire.cue import Cue, Say
from sam.spa.handoff import Occasion
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Danger
from sam.vocabulary.message import ReasonKind
from sam.vocabulary.outcome import Outcome
from sam.vocabulary.step import StepCode


def clinical(talk: Talk, event: Event, setting: Setting) -> Move:
    """Stop, keep none of it, and bring a person: live, or as "clinical question: call back".

    Every clinical cause leaves the same step. What was taken of services and times is erased.
    """
    if talk.crossed and talk.draft.kind is ReasonKind.CLINICAL_QUESTION:
        return _clinical_again(talk, event, setting)
    talk = replace(
        talk,
        state=State.TALKING,
        crossed=True,
        wanted=True,
        noted=False,
        offered=False,
        pending=(),
        told=(),
        misses=0,
        silences=0,
        draft=talk.draft.bare(ReasonKind.CLINICAL_QUESTION),
    )
    move = Move(
        talk,
        (Cue(Say.CLINICAL),),
        did(StepCode.CROSSED_LINE),
        (Cross(), *_keep_unconfirmed(talk, setting)),
    )
    if setting.live(Occasion.CLINICAL, event.now):
        return ring_out(move, RingOut(Occasion.CLINICAL))
    return ask_next(move, setting)


def _clinical_again(talk: Talk, event: Event, setting: Setting) -> Move:
    """A second clinical turn changes nothing: the same words, and what is still missing."""
    move = Move(replace(talk, silences=0, misses=0), (Cue(Say.CLINICAL),))
    return ask_else(move, setting) if talk.noted else ask_next(move, setting)


def emergency(talk: Talk, event: Event, setting: Setting) -> Move:
    """Fixed words and 911 first, nothing asked back, and a person is rung at once."""
    danger = event.meaning.danger if event.meaning else None
    words = Cue(Say.SELF_HARM if danger is Danger.SELF_HARM else Say.EMERGENCY)
    if talk.emergency:
        words = words if danger else talk.last[0]
        return Move(replace(talk, silences=0, last=(words,)), (words,))
    talk = replace(
        talk,
        state=State.EMERGENCY,
        emergency=True,
        crossed=True,
        asked=None,
        silences=0,
        last=(words,),
        draft=talk.draft.bare(ReasonKind.EMERGENCY),
    )
    effects: tuple[Effect, ...] = (Cross(), *_keep_unconfirmed(talk, setting))
    move = Move(talk, (words,), did(StepCode.EMERGENCY_WORDS), effects)
    if setting.live(Occasion.EMERGENCY, event.now):
        steps = move.steps + did(StepCode.HANDOFF_STARTED, Occasion.EMERGENCY)
        return replace(move, steps=steps, effects=(*effects, RingOut(Occasion.EMERGENCY)))
    return replace(move, say=(*move.say, Cue(Say.EMERGENCY_NOBODY)))


def _keep_unconfirmed(talk: Talk, setting: Setting) -> tuple[Keep, ...]:
    """Keep name and number at once, the caller id marked as not confirmed: a person must call."""
    draft = _with_caller(talk.draft, setting)
    return (Keep(draft.message(confirmed=False)),) if draft.callback else ()


def _with_caller(draft: Draft, setting: Setting) -> Draft:
    return draft if draft.callback else replace(draft, callback=setting.caller)


def bring_person(
    move: Move, occasion: Occasion, role: str | None, event: Event, setting: Setting
) -> Move:
    """Ring a person if one may be rung now; else say so and take a message."""
    if move.talk.draft.kind is ReasonKind.COMPLAINT:
        move = replace(move, say=(Cue(Say.SORRY_COMPLAINT), *move.say))
    if setting.live(occasion, event.now, role) and not exhausted(Ask.HANDOFF, move.talk):
        return ring_out(move, RingOut(occasion, role))
    talk = replace(move.talk, wanted=True, draft=with_kind(move.talk))
    return ask_next(replace(move, talk=talk, say=(*move.say, Cue(Say.NO_LIVE_PERSON))), setting)


def person_by_key(talk: Talk, event: Event, setting: Setting) -> Move:
    """0 always reaches a person."""
    kind = talk.draft.kind or ReasonKind.PERSON
    talk = replace(talk, silences=0, misses=0, draft=replace(talk.draft, kind=kind))
    return bring_person(Move(talk), Occasion.PERSON, None, event, setting)


def ring_out(move: Move, ring: RingOut) -> Move:
    """Tell the caller that someone is being reached, and ring."""
    talk = replace(give_up(Ask.HANDOFF, move.talk), state=State.REACHING, asked=None)
    return replace(
        move,
        talk=talk,
        say=(*move.say, Cue(Say.HANDOFF_START)),
        steps=move.steps + did(StepCode.HANDOFF_STARTED, ring.role or ring.occasion),
        effects=(*move.effects, ring),
    )


def reached(talk: Talk, event: Event, setting: Setting) -> Move:
    """A person took the call."""
    outcome = Outcome.EMERGENCY if talk.emergency else Outcome.HANDED_OFF
    talk = replace(talk, state=State.ENDED)
    steps = did(StepCode.HANDOFF_CONNECTED)
    return Move(talk, (Cue(Say.HANDOFF_CONNECTED),), steps, (End(outcome),))


def not_reached(talk: Talk, event: Event, setting: Setting) -> Move:
    """Nobody could take it: an urgent message instead, kept at once with what is known."""
    talk = replace(talk, state=State.TALKING, wanted=True, draft=with_kind(talk))
    move = Move(
        talk,
        (Cue(Say.HANDOFF_FAILED),),
        did(StepCode.HANDOFF_FAILED),
        _keep_unconfirmed(talk, setting),
    )
    return ask_next(move, setting)


def nobody_in_emergency(talk: Talk, event: Event, setting: Setting) -> Move:
    """911 is said again where nobody answers."""
    cue = Cue(Say.EMERGENCY_NOBODY)
    return Move(replace(talk, last=(cue,)), (cue,), did(StepCode.HANDOFF_FAILED))


def emergency_silence(talk: Talk, event: Event, setting: Setting) -> Move:
    """Say 911 once more, then leave the line: whoever is silent may be dialling."""
    talk = replace(talk, silences=talk.silences + 1)
    if talk.silences < 2:
        return Move(talk, (Cue(Say.EMERGENCY_NOBODY),))
    return Move(replace(talk, state=State.ENDED), effects=(End(Outcome.EMERGENCY),))


def keep_company(talk: Talk, event: Event, setting: Setting) -> Move:
    """While a person is being rung, the caller hears that it is being done."""
    return Move(talk, (Cue(Say.HANDOFF_WAIT),))


def spanish(talk: Talk, event: Event, setting: Setting) -> Move:
    """Say in Spanish that the team will call back in Spanish; the number is taken unconfirmed."""
    # A call that crossed the line stays a clinical question, in whatever language it goes on.
    kind = ReasonKind.CLINICAL_QUESTION if talk.crossed else ReasonKind.SPANISH_CALLBACK
    draft = _with_caller(talk.draft, setting).bare(kind)
    talk = replace(talk, draft=draft, wanted=True, misses=0, silences=0)
    move = Move(talk, (Cue(Say.SPANISH),), did(StepCode.TOOK_REASON, kind))
    if draft.callback is None:
        asked_enough = exhausted(Ask.CALLBACK, talk)
        return ask_next(move, setting) if asked_enough else put(move, Ask.CALLBACK, setting)
    keep = Keep(draft.message(confirmed=False))
    outcome = Outcome.CLINICAL_MESSAGE if talk.crossed else Outcome.MESSAGE
    return replace(move, talk=replace(talk, state=State.ENDED), effects=(keep, End(outcome)))


def person_instead(talk: Talk, event: Event, setting: Setting) -> Move:
    """Twice not understood: a person, live by choice or by message."""
    if talk.wanted:
        # In the middle of taking the fields: leave this one out and go on.
        return ask_next(Move(give_up(talk.asked, talk)), setting)
    if setting.live(Occasion.PERSON, event.now) and not exhausted(Ask.HANDOFF, talk):
        offer = did(StepCode.HANDOFF_OFFERED)
        return put(Move(replace(talk, state=State.OFFERING), steps=offer), Ask.HANDOFF, setting)
    talk = replace(talk, wanted=True, draft=with_kind(talk))
    return ask_next(Move(talk, (Cue(Say.NO_LIVE_PERSON),)), setting)
