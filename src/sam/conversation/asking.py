"""How a reply ends: in one question, in the whole message read back, or in leaving the turn."""

from __future__ import annotations

from dataclasses import replace

from sam.conversation.taking import MAX_TRIES, next_ask, question
from sam.conversation.talk import Draft, Keep, Move, Setting, State, Talk
from sam.repertoire.cue import Cue, Say
from sam.vocabulary.ask import Ask
from sam.vocabulary.message import ReasonKind
from sam.vocabulary.step import StepCode


def put(
    move: Move, ask: Ask, setting: Setting, *, closed: bool = False, silent: bool = False
) -> Move:
    """End a reply in one question, and count it.

    `closed`: the wished time was outside hours. `silent`: the reply already ends in the question.
    """
    talk = move.talk
    say = move.say if silent else (*move.say, question(ask, talk, setting, closed=closed))
    tries = dict(talk.tries)
    # "And the rest of the number?" goes forward each time, so it is not the same question again.
    if not (ask is Ask.CALLBACK and talk.digits):
        tries[ask] = tries.get(ask, 0) + 1
    return replace(move, talk=replace(talk, asked=ask, tries=tries, last=say), say=say)


def put_again(move: Move, setting: Setting) -> Move:
    """Put the open question again without counting it: the caller was away, not unable."""
    ask = move.talk.asked or Ask.REASON
    first = replace(move.talk, tries={})
    say = (*move.say, question(ask, first, setting))
    return replace(move, talk=replace(move.talk, asked=ask, last=say), say=say)


def exhausted(ask: Ask, talk: Talk) -> bool:
    """Has this question been put as often as any may be?"""
    return talk.tries.get(ask, 0) >= MAX_TRIES


def give_up(ask: Ask | None, talk: Talk) -> Talk:
    """Never put this question again in this call."""
    return talk if ask is None else replace(talk, tries={**talk.tries, ask: MAX_TRIES})


def ask_next(move: Move, setting: Setting, *, closed_day: Cue | None = None) -> Move:
    """Ask for the next missing field, or read the whole message back.

    `closed_day`: what to say first where the wished time lies outside opening hours.
    """
    ask = next_ask(move.talk, setting)
    if ask is None:
        return read_back(move, setting)
    closed = closed_day is not None and ask is Ask.PREFERRED_TIME
    if closed and closed_day is not None and closed_day not in move.say:
        move = replace(move, say=(*move.say, closed_day))
    if not move.say and move.steps:
        # A wish gets "of course", a field gets "thank you".
        wish = any(step.code is StepCode.TOOK_REASON for step in move.steps)
        move = replace(move, say=(Cue(Say.ACKNOWLEDGE if wish else Say.GOT_IT),))
    talk = replace(move.talk, state=State.TALKING)
    if talk.draft.callback_confirmed:
        # Confirmed slots are saved as they come, so that an abandoned call may carry a message.
        move = replace(move, effects=(*move.effects, Keep(talk.draft.message(confirmed=False))))
    return put(replace(move, talk=talk), ask, setting, closed=closed)


def read_back(move: Move, setting: Setting) -> Move:
    """Read the whole message back, twice at most; it is on disk before it is read."""
    if exhausted(Ask.CONFIRM_MESSAGE, move.talk):
        return note(move, confirmed=False)
    talk = replace(move.talk, state=State.CONFIRMING)
    if talk.draft.kind in (ReasonKind.CLINICAL_QUESTION, ReasonKind.SPANISH_CALLBACK):
        # Number and "call back" were confirmed one by one: there is nothing more to read.
        return note(move, confirmed=talk.draft.callback_confirmed)
    keep = Keep(talk.draft.message(confirmed=False))
    return put(
        replace(move, talk=talk, effects=(*move.effects, keep)), Ask.CONFIRM_MESSAGE, setting
    )


def note(move: Move, *, confirmed: bool) -> Move:
    """Keep the message; what is said next depends on whether it is on disk."""
    draft = move.talk.draft
    if confirmed:
        draft = replace(draft, name_confirmed=True, callback_confirmed=True)
    talk = replace(move.talk, state=State.NOTING, asked=None, draft=draft)
    keep = Keep(draft.message(confirmed=confirmed), announce=True)
    return replace(move, talk=talk, effects=(*move.effects, keep))


def ask_what_to_change(move: Move, setting: Setting) -> Move:
    """The read-back was refused without a word on what is wrong: ask once, then note as it is."""
    cue = Cue(Say.ASK_WHAT_TO_CHANGE)
    if cue.say in move.talk.said:
        return note(move, confirmed=False)
    talk = replace(move.talk, said=move.talk.said | {cue.say}, last=(cue,))
    return replace(move, talk=talk, say=(*move.say, cue))


def ask_else(move: Move, setting: Setting, *, offer: bool = False) -> Move:
    """After an answer: offer to take the fields, or ask whether there is anything else."""
    before = move.talk
    talk = replace(before, state=State.TALKING, offered=offer and not before.offered)
    move = replace(move, talk=talk)
    nothing_said = not move.say
    if nothing_said and (before.asked is Ask.ANYTHING_ELSE or not before.answered):
        # A bare hello, or "yes" to "anything else?": then what is it?
        if not exhausted(Ask.REASON, talk):
            return put(move, Ask.REASON, setting)
        talk = replace(talk, wanted=True, draft=with_kind(talk))
        return ask_next(replace(move, talk=talk), setting)
    if exhausted(Ask.ANYTHING_ELSE, talk):
        # Asked twice already: answer, and leave the caller the turn.
        talk = replace(talk, asked=Ask.ANYTHING_ELSE, offered=False, last=move.say)
        return replace(move, talk=talk)
    return put(move, Ask.ANYTHING_ELSE, setting)


def with_kind(talk: Talk) -> Draft:
    """Return the draft with a kind: whoever leaves a message without a reason wants a call back."""
    return replace(talk.draft, kind=talk.draft.kind or ReasonKind.CALLBACK)
