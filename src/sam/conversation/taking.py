"""Takes the fields: what a turn gives of them, and what to ask for next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sam.conversation.fitting import fit
from sam.conversation.reasons import (
    ABOUT_A_VISIT,
    FIRST_VISITS,
    TASK_KINDS,
    TASKS,
    TIMED,
    kind_of,
)
from sam.conversation.talk import Draft, Setting, Talk
from sam.repertoire.cue import Cue, Say
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Meaning, Visitor
from sam.vocabulary.message import MAX_SERVICES, WITHOUT_SERVICES, ReasonKind, Slot
from sam.vocabulary.step import Step, StepCode

MAX_TRIES = 2
"""No question is put more often than this in a call."""

LAST_GROUP = 4
"""Digits of a number's last group, as it is read back: four seven nine, five five five, 0186."""

TOOK: dict[Slot, StepCode] = {
    Slot.NAME: StepCode.TOOK_NAME,
    Slot.CALLBACK: StepCode.TOOK_CALLBACK,
    Slot.PREFERRED_TIME: StepCode.TOOK_PREFERRED_TIME,
    Slot.REASON: StepCode.TOOK_REASON,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What one turn gave."""

    draft: Draft
    steps: tuple[Step, ...] = ()
    closed_day: Cue | None = None
    """Set where the wished time lies outside opening hours: says so."""

    @property
    def anything(self) -> bool:
        """Did the turn change a field?"""
        return bool(self.steps)


def take(meaning: Meaning, talk: Talk, setting: Setting, now: datetime) -> Taken:
    """Return the draft after a cleared turn. A correction replaces, and leaves no stale value."""
    draft, steps = _reason(meaning, talk), []
    new_kind = draft.kind is not None and draft.kind is not talk.draft.kind
    if new_kind or draft.services != talk.draft.services:
        steps.append(Step(StepCode.TOOK_REASON, draft.kind))

    yes, no = Intent.YES in meaning.intents, Intent.NO in meaning.intents
    correcting = no or Intent.CORRECTION in meaning.intents or talk.asked is Ask.CONFIRM_MESSAGE

    def took(slot: Slot, replaced: bool) -> None:
        steps.append(Step(StepCode.CORRECTED, slot) if replaced else Step(TOOK[slot]))

    asked_name = talk.asked in (Ask.NAME, Ask.NAME_CONFIRM)
    if (
        meaning.name
        and meaning.name != draft.name
        and (draft.name is None or asked_name or correcting)
    ):
        took(Slot.NAME, draft.name is not None)
        draft = replace(draft, name=meaning.name, name_confirmed=meaning.name_sure)
    elif talk.asked is Ask.NAME_CONFIRM and draft.name is not None and (yes or no):
        took(Slot.NAME, no)
        draft = replace(draft, name=draft.name if yes else None, name_confirmed=yes)

    number = meaning.callback or (_with_last_digits(meaning, talk) if correcting else None)
    if number:
        took(Slot.CALLBACK, draft.callback is not None and draft.callback != number)
        # The same number said again, or the number that they call from, needs no second reading.
        same = number in (draft.callback, setting.caller) and not no
        draft = replace(draft, callback=number, callback_confirmed=same)
    elif talk.asked is Ask.CALLBACK_CONFIRM and (yes or no):
        number = draft.callback or setting.caller
        if yes and number:
            took(Slot.CALLBACK, False)
            draft = replace(draft, callback=number, callback_confirmed=True)
        else:
            draft = replace(
                draft,
                callback=None,
                callback_confirmed=False,
                caller_refused=draft.callback is None,
            )

    draft, closed_day, timed = _times(meaning, talk, draft, setting, now, correcting)
    if timed:
        took(Slot.PREFERRED_TIME, bool(talk.draft.windows))

    visitor = meaning.visitor
    if visitor is None and talk.asked is Ask.NEW_OR_RETURNING and (yes or no):
        visitor = Visitor.RETURNING if yes else Visitor.NEW
    if visitor is not None and visitor is not draft.visitor:
        steps.append(Step(StepCode.TOOK_VISITOR))
        draft = replace(draft, visitor=visitor)
    return Taken(draft, tuple(steps), closed_day)


def _with_last_digits(meaning: Meaning, talk: Talk) -> str | None:
    """Return the number that was read back, with its last group as corrected; None if it was not.

    "No, it ends in 0187": the last group that Sam reads has four digits. Whatever was meant, the
    number is read back once more.
    """
    read_back = talk.asked in (Ask.CALLBACK_CONFIRM, Ask.CONFIRM_MESSAGE)
    if not read_back or talk.draft.callback is None or len(meaning.digits) != LAST_GROUP:
        return None
    return talk.draft.callback[:-LAST_GROUP] + meaning.digits


def _reason(meaning: Meaning, talk: Talk) -> Draft:
    draft = talk.draft
    if draft.kind in WITHOUT_SERVICES:
        return draft
    # Somebody who wants to book only what the spa does not do has no booking to make.
    only_elsewhere = bool(meaning.not_offered) and not meaning.services
    kind = draft.kind if only_elsewhere else kind_of(meaning.intents, draft.kind)
    changing = Intent.CORRECTION in meaning.intents or (
        talk.asked is Ask.CONFIRM_MESSAGE and Intent.NO in meaning.intents
    )
    services = draft.services
    if meaning.services:
        kept = () if changing else services
        services = tuple(dict.fromkeys((*kept, *meaning.services)))[:MAX_SERVICES]
        kind = kind or ReasonKind.INFO
    if kind is None and meaning.callback:
        kind = ReasonKind.CALLBACK
    return replace(draft, kind=kind, services=services)


def _times(
    meaning: Meaning, talk: Talk, draft: Draft, setting: Setting, now: datetime, correcting: bool
) -> tuple[Draft, Cue | None, bool]:
    """Return the draft, what to say where the spa is closed then, and whether a time was taken."""
    asks_a_task = any(intent in TASKS for intent in meaning.intents)
    # "What time do you close on Friday?" is about the spa's Friday, not the caller's.
    about_hours = Intent.HOURS in meaning.intents and not asks_a_task
    wish = not about_hours and (
        talk.asked in (Ask.PREFERRED_TIME, Ask.CONFIRM_MESSAGE)
        or asks_a_task
        or (draft.kind in TIMED and not draft.windows)
        or (bool(draft.windows) and Intent.CORRECTION in meaning.intents)
    )
    if not meaning.times or not wish or draft.kind in WITHOUT_SERVICES:
        return draft, None, False
    fitted = fit(meaning.times, setting.spa, now)
    if not fitted:
        # Nothing is said of a day when the wish was for a time long gone.
        return draft, Cue(Say.HOURS_ON, day=meaning.times[0].start.date()), False
    if fitted == draft.windows:
        return draft, None, False
    return replace(draft, windows=fitted), None, True


def wants_callback(taken: Taken, talk: Talk) -> bool:
    """Say whether the fields are to be taken from here on."""
    draft = taken.draft
    return talk.wanted or draft.kind in TASK_KINDS or draft.callback is not None


def missing(talk: Talk, setting: Setting) -> Iterator[Ask]:
    """Yield what is still to be asked for, in order; questions put twice are left out."""
    draft, capture = talk.draft, setting.spa.capture
    bare = draft.kind in WITHOUT_SERVICES
    if draft.kind in ABOUT_A_VISIT and not draft.services:
        yield Ask.SERVICE
    if capture.name and not bare and draft.name is None:
        yield Ask.NAME
    if draft.name is not None and not draft.name_confirmed and not bare:
        yield Ask.NAME_CONFIRM
    if not draft.callback_confirmed:
        if draft.callback or (setting.caller and not draft.caller_refused):
            yield Ask.CALLBACK_CONFIRM
        if not draft.callback:
            yield Ask.CALLBACK
    if capture.preferred_time and draft.kind in TIMED and not draft.windows:
        yield Ask.PREFERRED_TIME
    if capture.new_or_returning and draft.kind in FIRST_VISITS and draft.visitor is None:
        yield Ask.NEW_OR_RETURNING


def next_ask(talk: Talk, setting: Setting) -> Ask | None:
    """Return the next question that may still be put; None when all is taken or given up."""
    asks = missing(talk, setting)
    return next((ask for ask in asks if talk.tries.get(ask, 0) < MAX_TRIES), None)


def question(ask: Ask, talk: Talk, setting: Setting, *, closed: bool = False) -> Cue:
    """Return the sentence that puts a question. `closed`: the wished time was outside hours."""
    again = talk.tries.get(ask, 0) > 0
    draft = talk.draft
    match ask:
        case Ask.SERVICE:
            return Cue(Say.ASK_SERVICE)
        case Ask.NAME:
            return Cue(Say.ASK_NAME_AGAIN if again else Say.ASK_NAME)
        case Ask.NAME_CONFIRM:
            return Cue(Say.CONFIRM_NAME, name=draft.name)
        case Ask.CALLBACK if talk.digits:
            return Cue(Say.ASK_CALLBACK_REST, digits=talk.digits)
        case Ask.CALLBACK:
            return Cue(Say.ASK_CALLBACK_AGAIN if again else Say.ASK_CALLBACK)
        case Ask.CALLBACK_CONFIRM if draft.callback:
            return Cue(Say.CONFIRM_CALLBACK, number=draft.callback)
        case Ask.CALLBACK_CONFIRM:
            return Cue(Say.OFFER_CALLER_ID, digits=(setting.caller or "")[-4:])
        case Ask.PREFERRED_TIME if closed:
            return Cue(Say.ASK_OTHER_TIME)
        case Ask.PREFERRED_TIME:
            return Cue(Say.ASK_PREFERRED_TIME_AGAIN if again else Say.ASK_PREFERRED_TIME)
        case Ask.NEW_OR_RETURNING:
            return Cue(Say.ASK_NEW_OR_RETURNING)
        case Ask.CONFIRM_MESSAGE:
            return Cue(Say.CONFIRM_MESSAGE, message=draft.message(confirmed=False))
        case Ask.REASON:
            return Cue(Say.ASK_REASON_AGAIN if again else Say.ASK_REASON)
        case Ask.HANDOFF:
            return Cue(Say.HANDOFF_OFFER)
        case Ask.ANYTHING_ELSE:
            return Cue(Say.ASK_WANT_MESSAGE if talk.offered else Say.ASK_ANYTHING_ELSE)
