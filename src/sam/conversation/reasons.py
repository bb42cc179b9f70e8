"""Why somebody calls, from what they ask: one closed kind for the whole call."""

from __future__ import annotations

from sam.vocabulary.intent import Intent
from sam.vocabulary.message import ReasonKind

TASKS: dict[Intent, ReasonKind] = {
    Intent.COMPLAINT: ReasonKind.COMPLAINT,
    Intent.BILLING: ReasonKind.BILLING,
    Intent.RESCHEDULE: ReasonKind.RESCHEDULE,
    Intent.CANCEL: ReasonKind.CANCEL,
    Intent.RUNNING_LATE: ReasonKind.RUNNING_LATE,
    Intent.CONFIRM: ReasonKind.CONFIRM,
    Intent.REBOOK: ReasonKind.REBOOK,
    Intent.CONSULT: ReasonKind.CONSULT,
    Intent.BOOK: ReasonKind.BOOK,
    Intent.AVAILABILITY: ReasonKind.BOOK,
    Intent.PERSON: ReasonKind.PERSON,
}
"""Intents for which the team has something to do, strongest first."""

QUESTIONS: dict[Intent, ReasonKind] = {
    Intent.PRICE: ReasonKind.PRICE,
    Intent.PACKAGE: ReasonKind.PRICE,
    Intent.OFFERED: ReasonKind.OFFERED,
    Intent.WHO_DOES_IT: ReasonKind.INFO,
    Intent.HOURS: ReasonKind.INFO,
    Intent.LOCATION: ReasonKind.INFO,
    Intent.PARKING: ReasonKind.INFO,
    Intent.PAYMENT: ReasonKind.INFO,
    Intent.FINANCING: ReasonKind.INFO,
    Intent.DEPOSIT: ReasonKind.INFO,
    Intent.CANCELLATION_POLICY: ReasonKind.INFO,
    Intent.MEMBERSHIP: ReasonKind.INFO,
    Intent.GIFT_CARD: ReasonKind.INFO,
    Intent.NEW_CLIENT: ReasonKind.INFO,
    Intent.DURATION: ReasonKind.INFO,
}
"""Intents that an answer settles, strongest first."""

TASK_KINDS = frozenset(TASKS.values()) | {ReasonKind.CALLBACK, ReasonKind.SPANISH_CALLBACK}

TIMED = frozenset({ReasonKind.BOOK, ReasonKind.CONSULT, ReasonKind.REBOOK, ReasonKind.RESCHEDULE})
"""Kinds for which Sam asks when the caller would like to come."""

ABOUT_A_VISIT = frozenset({ReasonKind.BOOK, ReasonKind.REBOOK})
"""Kinds for which Sam asks which service it is about."""

FIRST_VISITS = frozenset({ReasonKind.BOOK, ReasonKind.CONSULT})
"""Kinds for which Sam asks whether the caller has been in before."""


def kind_of(intents: tuple[Intent, ...], so_far: ReasonKind | None) -> ReasonKind | None:
    """Return the reason after a turn: a task beats a question, and a later task an earlier one.

    "Do you have Saturday?" while rescheduling is about the new time, so a plain wish to book
    does not replace a more particular task.
    """
    task = next((kind for intent, kind in TASKS.items() if intent in intents), None)
    if task is not None:
        plain = task in (ReasonKind.BOOK, ReasonKind.PERSON)
        return so_far if plain and so_far in TASK_KINDS else task
    if so_far in TASK_KINDS:
        return so_far
    question = next((kind for intent, kind in QUESTIONS.items() if intent in intents), None)
    if so_far is None or so_far is ReasonKind.INFO:
        return question or so_far
    return so_far
