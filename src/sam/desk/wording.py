"""The closed codes of a call in plain words, for people who run a front desk, not a computer."""

from __future__ import annotations

import phonenumbers

from sam.spa.model import Spa
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode

URGENT = frozenset({ReasonKind.EMERGENCY, ReasonKind.CLINICAL_QUESTION})
"""Kinds that a person must call back first."""

REASONS = {
    ReasonKind.BOOK: "Wants to book",
    ReasonKind.CONSULT: "Wants a consultation",
    ReasonKind.REBOOK: "Wants to come back",
    ReasonKind.RESCHEDULE: "Wants to move an appointment",
    ReasonKind.CANCEL: "Wants to cancel an appointment",
    ReasonKind.CONFIRM: "Wants to confirm an appointment",
    ReasonKind.RUNNING_LATE: "Is running late",
    ReasonKind.PRICE: "Has a question about prices",
    ReasonKind.OFFERED: "Has a question about what you offer",
    ReasonKind.INFO: "Has a question about the spa",
    ReasonKind.BILLING: "Has a billing question",
    ReasonKind.COMPLAINT: "Has a complaint",
    ReasonKind.PERSON: "Asked for a person",
    ReasonKind.CLINICAL_QUESTION: "Clinical question: call back",
    ReasonKind.EMERGENCY: "Emergency: call at once",
    ReasonKind.CALLBACK: "Would like a call back",
    ReasonKind.SPANISH_CALLBACK: "Would like a call back in Spanish",
}

ADVICE = {
    ReasonKind.CLINICAL_QUESTION: "Sam stopped there and kept none of it: ask afresh.",
    ReasonKind.EMERGENCY: "Sam said the emergency words and kept none of it.",
}
"""What to know before calling back, for the kinds of which Sam keeps nothing else."""

VISITORS = {Visitor.NEW: "New client", Visitor.RETURNING: "Has been in before"}

SLOTS = {
    Slot.NAME: "name",
    Slot.CALLBACK: "number",
    Slot.REASON: "reason",
    Slot.PREFERRED_TIME: "preferred time",
}

OUTCOMES = {
    Outcome.MESSAGE: "Took a message",
    Outcome.CLINICAL_MESSAGE: "Clinical question, for a person to call back",
    Outcome.HANDED_OFF: "Put through to a person",
    Outcome.EMERGENCY: "Emergency words said",
    Outcome.ANSWERED: "Questions answered, nothing to note",
    Outcome.DECLINED: "Ended politely, nothing kept",
    Outcome.ABANDONED: "Caller left before the end",
}

ON_THE_LINE = "On the line now"
CUT_OFF = "Cut off: Sam stopped during this call"

FORWARDED = {
    Forwarded.NO_ANSWER: "Nobody picked up",
    Forwarded.BUSY: "The line was busy",
    Forwarded.AFTER_HOURS: "After hours",
    Forwarded.UNKNOWN: "The carrier did not say why it came to Sam",
}

STEPS: dict[StepCode, tuple[str, str]] = {
    StepCode.GREETED: ("greeted the caller", ""),
    StepCode.TOLD_PRICE: ("told a price", "told the price of {}"),
    StepCode.TOLD_OFFERED: ("told what is offered", "said that {} is offered"),
    StepCode.TOLD_NOT_OFFERED: ("said what is not offered", "said that {} is not offered"),
    StepCode.TOLD_WHO_DOES_IT: ("told who does it", "told who does {}"),
    StepCode.TOLD_HOURS: ("told the hours", "told the hours of {}"),
    StepCode.TOLD_AVAILABILITY: ("said that the team checks the book", ""),
    StepCode.TOLD_LOCATION: ("told where the spa is", ""),
    StepCode.TOLD_PARKING: ("told where to park", ""),
    StepCode.TOLD_PAYMENT: ("told how to pay", ""),
    StepCode.TOLD_FINANCING: ("told about financing", ""),
    StepCode.TOLD_DEPOSIT: ("told about the deposit", ""),
    StepCode.TOLD_CANCELLATION_POLICY: ("told the cancellation policy", ""),
    StepCode.TOLD_MEMBERSHIP: ("told about the membership", ""),
    StepCode.TOLD_PACKAGE: ("told about packages", "told the package price of {}"),
    StepCode.TOLD_GIFT_CARD: ("told about gift cards", ""),
    StepCode.TOLD_NEW_CLIENT: ("told what new clients should know", ""),
    StepCode.TOLD_DURATION: ("told how long a visit takes", "told how long {} takes"),
    StepCode.TOLD_AUTOMATED: ("said that it is automated", ""),
    StepCode.TOLD_RECORDING: ("said that nothing is recorded", ""),
    StepCode.TOLD_WHO_HEARS: ("said who can hear the call", ""),
    StepCode.TOLD_POLICY_LATE: ("told what happens when running late", ""),
    StepCode.TOOK_REASON: ("took the reason", "took the reason: {}"),
    StepCode.TOOK_NAME: ("took a name", ""),
    StepCode.TOOK_CALLBACK: ("took a number", ""),
    StepCode.TOOK_PREFERRED_TIME: ("took a preferred time", ""),
    StepCode.TOOK_VISITOR: ("asked whether they have been in before", "{}"),
    StepCode.CORRECTED: ("took a correction", "took a correction of the {}"),
    StepCode.ASKED_AGAIN: ("asked again", "asked again for the {}"),
    StepCode.REPEATED: ("said it again", ""),
    StepCode.WAITED: ("waited for the caller", ""),
    StepCode.CROSSED_LINE: ("crossed the line: a person was asked to call back", ""),
    StepCode.EMERGENCY_WORDS: ("said the emergency words", ""),
    StepCode.HANDOFF_OFFERED: ("offered a person", "offered the {}"),
    StepCode.HANDOFF_STARTED: ("rang a person", "rang the {}"),
    StepCode.HANDOFF_CONNECTED: ("put the call through", "put the call through to the {}"),
    StepCode.HANDOFF_FAILED: ("nobody could take the call", "the {} could not take the call"),
    StepCode.NOTED: ("noted the message", ""),
    StepCode.NOT_NOTED: ("could not note the message, and said so", ""),
    StepCode.FORGOT: ("forgot what was said, as asked", ""),
    StepCode.DECLINED: ("declined politely", ""),
    StepCode.SAID_GOODBYE: ("said goodbye", ""),
}
"""Each step without an argument, and with one; an empty second form never shows its argument."""


def number_words(e164: str) -> str:
    """Return a number as the country writes it: "(479) 555-0140"; +44 … for another country."""
    number = phonenumbers.parse(e164)
    national = number.country_code == 1
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if national else form.INTERNATIONAL)


def listed(words: list[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def service_words(service_id: str, spa: Spa) -> str:
    """Return a service's menu name; an id that has left the menu since is shown as one."""
    try:
        return spa.service(service_id).name
    except KeyError:
        return f"{service_id.replace('-', ' ')} (no longer on the menu)"


def reason_words(reason: Reason, spa: Spa) -> str:
    """Return why somebody called: "Wants to book: Botox and Lip filler"."""
    words = REASONS[reason.kind]
    services = [service_words(service_id, spa) for service_id in reason.services]
    return f"{words}: {listed(services)}" if services else words


def step_words(step: Step, spa: Spa) -> str:
    """Return what Sam did, to follow the word "Sam": "told the price of Botox"."""
    plain, with_argument = STEPS[step.code]
    if step.arg is None or not with_argument:
        return plain
    return with_argument.format(_argument_words(step, step.arg, spa))


def _argument_words(step: Step, arg: str, spa: Spa) -> str:
    """Return a step's closed argument as people say it: a menu name, a role, a reason, a slot."""
    for service in spa.services:
        if arg == service.id:
            return service.name
    for role in spa.team:
        if arg == role.id:
            return role.title
    # "callback" is both a reason and a slot: the step says which.
    closed = _REASON_ARGUMENTS if step.code is StepCode.TOOK_REASON else _OTHER_ARGUMENTS
    return closed.get(arg) or arg.replace("_", " ")


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


_REASON_ARGUMENTS: dict[str, str] = {k.value: _lower_first(w) for k, w in REASONS.items()}
_OTHER_ARGUMENTS: dict[str, str] = {k.value: w for k, w in SLOTS.items()} | {
    k.value: _lower_first(w) for k, w in VISITORS.items()
}
