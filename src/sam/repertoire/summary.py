"""A whole message in one breath, to be read back to the caller."""

from __future__ import annotations

from datetime import date

from sam.repertoire import dates, phone
from sam.repertoire.lists import listed
from sam.repertoire.reading import aloud
from sam.spa.model import Spa
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import Message, Reason, ReasonKind

_ABOUT: dict[ReasonKind, tuple[str, str]] = {
    ReasonKind.BOOK: ("about booking {services}", "about booking a visit"),
    ReasonKind.CONSULT: ("about a consultation for {services}", "about a consultation"),
    ReasonKind.REBOOK: ("about booking {services} again", "about booking another visit"),
    ReasonKind.RESCHEDULE: ("about moving your visit for {services}", "about moving your visit"),
    ReasonKind.CANCEL: ("about canceling your visit for {services}", "about canceling your visit"),
    ReasonKind.CONFIRM: (
        "about confirming your visit for {services}",
        "about confirming your visit",
    ),
    ReasonKind.RUNNING_LATE: (
        "running late for {services}",
        "running late for your visit",
    ),
    ReasonKind.PRICE: ("about the price of {services}", "about our prices"),
    ReasonKind.OFFERED: ("asking about {services}", "asking about our services"),
    ReasonKind.INFO: ("with a question about {services}", "with a question for the team"),
    ReasonKind.BILLING: ("about a bill for {services}", "about a bill"),
    ReasonKind.COMPLAINT: ("about a concern with {services}", "about a concern"),
    ReasonKind.PERSON: ("asking for a person about {services}", "asking to speak with a person"),
    ReasonKind.CLINICAL_QUESTION: ("for a call back from our clinical team",) * 2,
    ReasonKind.EMERGENCY: ("for an urgent call back",) * 2,
    ReasonKind.CALLBACK: ("for a call back about {services}", "for a call back"),
    ReasonKind.SPANISH_CALLBACK: (
        "for a call back in Spanish about {services}",
        "for a call back in Spanish",
    ),
}
"""Reason kind to its words with services and without."""

_VISITOR = {
    Visitor.NEW: "and this is your first visit",
    Visitor.RETURNING: "and you've been here before",
}


def summary(message: Message, spa: Spa, today: date | None = None) -> str:
    """Return what follows "I have": "Jessica, at four seven nine, …, about booking lip filler, …".

    Fields that the message does not have are left out; services that the menu does not have (the
    spa file changed since) too.
    """
    about = reason(message.reason, spa)
    if message.callback:
        reached = f"at {phone.grouped(message.callback)}"
        parts = [f"{message.name}, {reached}" if message.name else f"you {reached}", about]
    else:
        parts = [message.name, about] if message.name else [f"you down {about}"]
    if message.preferred_time:
        parts.append(f"for {dates.wished(message.preferred_time, spa, today)}")
    if message.reason.visitor:
        parts.append(_VISITOR[message.reason.visitor])
    return ", ".join(parts)


def reason(value: Reason, spa: Spa) -> str:
    """Return why they called, as it is read back: "about booking lip filler"."""
    menu = {service.id: service for service in spa.services}
    services = [
        aloud(menu[id_].aloud)
        for id_ in value.services
        # "A consultation for a consultation" says it twice.
        if id_ in menu and not (value.kind is ReasonKind.CONSULT and menu[id_].is_consultation)
    ]
    with_services, without = _ABOUT[value.kind]
    return with_services.format(services=listed(services)) if services else without
