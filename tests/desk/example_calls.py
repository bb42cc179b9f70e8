"""A morning of calls as the sample spas might get them. No person of these names exists.

The numbers are from the range that the North American plan keeps for fiction (555-0100 to -0199).
"""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta
from threading import Thread

from sam.messages.store import MessageStore
from sam.spa.model import Spa
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import Message, Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode
from sam.vocabulary.window import Window

GREETED = Step(StepCode.GREETED)
GOODBYE = Step(StepCode.SAID_GOODBYE)


def call_id(number: int) -> str:
    """Return the id of the example call with this number."""
    return f"{number:032x}"


def fill(store: MessageStore, spa: Spa, now: datetime) -> None:
    """Put the example calls into a store, the last of them some minutes before `now`."""
    # In a thread of its own: where a browser is driven, this one has an event loop already.
    thread = Thread(target=lambda: asyncio.run(_fill(store, spa, now)))
    thread.start()
    thread.join()


def next_open(spa: Spa, now: datetime, weekday: int | None = None) -> Window:
    """Return the opening hours of the next open day after `now`, or of the next such weekday."""
    day = now.astimezone(spa.spa.zone).date()
    for _ in range(60):
        day += timedelta(days=1)
        spans = spa.open_on(day)
        if spans and (weekday is None or day.weekday() == weekday):
            start, end = spans[0].start, spans[-1].end
            return Window(datetime.combine(day, start), datetime.combine(day, end))
    raise ValueError("the spa never opens on that day")


async def _fill(store: MessageStore, spa: Spa, now: datetime) -> None:
    first, second, third = (service.id for service in spa.services[:3])
    soon = next_open(spa, now)
    later = next_open(spa, now + timedelta(days=1))
    afternoon = Window(datetime.combine(later.start.date(), time(13)), later.end)
    at_two = Window(datetime.combine(later.start.date(), time(14)), None)

    async def one(
        number: int,
        ago: timedelta,
        seconds: int,
        forwarded: Forwarded,
        outcome: Outcome,
        steps: tuple[Step, ...],
        message: Message | None = None,
    ) -> None:
        began = now - ago
        await store.opened(call_id(number), began, forwarded)
        await store.stepped(call_id(number), (GREETED, *steps))
        if message is not None:
            await store.keep(call_id(number), message)
        await store.closed(call_id(number), began + timedelta(seconds=seconds), outcome)

    await one(
        1,
        timedelta(minutes=6),
        94,
        Forwarded.NO_ANSWER,
        Outcome.MESSAGE,
        (
            Step(StepCode.TOLD_PRICE, first),
            Step(StepCode.TOLD_AVAILABILITY),
            Step(StepCode.TOOK_NAME),
            Step(StepCode.TOOK_CALLBACK),
            Step(StepCode.TOOK_PREFERRED_TIME),
            Step(StepCode.NOTED),
            GOODBYE,
        ),
        Message(
            Reason(ReasonKind.BOOK, (first,), Visitor.NEW),
            name="Jessica Example",
            callback="+14795550140",
            preferred_time=(soon,),
        ),
    )
    await one(
        2,
        timedelta(minutes=31),
        58,
        Forwarded.BUSY,
        Outcome.CLINICAL_MESSAGE,
        (Step(StepCode.CROSSED_LINE), Step(StepCode.TOOK_CALLBACK), Step(StepCode.NOTED), GOODBYE),
        Message(Reason(ReasonKind.CLINICAL_QUESTION), name="Maria Sample", callback="+14795550162"),
    )
    await one(
        3,
        timedelta(minutes=52),
        71,
        Forwarded.NO_ANSWER,
        Outcome.ANSWERED,
        (Step(StepCode.TOLD_HOURS), Step(StepCode.TOLD_PARKING), GOODBYE),
    )
    await one(
        4,
        timedelta(hours=1, minutes=20),
        39,
        Forwarded.NO_ANSWER,
        Outcome.ABANDONED,
        (Step(StepCode.TOLD_PRICE, second), Step(StepCode.ASKED_AGAIN, "callback")),
        Message(
            Reason(ReasonKind.BOOK, (second,)),
            callback="+14795550171",
            unconfirmed=frozenset({Slot.CALLBACK}),
        ),
    )
    await one(
        5,
        timedelta(hours=1, minutes=48),
        12,
        Forwarded.UNKNOWN,
        Outcome.DECLINED,
        (Step(StepCode.DECLINED),),
    )
    await one(
        6,
        timedelta(hours=20),
        121,
        Forwarded.AFTER_HOURS,
        Outcome.MESSAGE,
        (
            Step(StepCode.TOLD_CANCELLATION_POLICY),
            Step(StepCode.CORRECTED, "preferred_time"),
            Step(StepCode.NOTED),
            GOODBYE,
        ),
        Message(
            Reason(ReasonKind.RESCHEDULE, (third,), Visitor.RETURNING),
            name="Daniel Muster",
            callback="+14795550155",
            preferred_time=(afternoon,),
        ),
    )
    await one(
        7,
        timedelta(hours=21),
        66,
        Forwarded.AFTER_HOURS,
        Outcome.MESSAGE,
        (Step(StepCode.TOOK_REASON, "price"), Step(StepCode.NOTED), GOODBYE),
        Message(
            Reason(ReasonKind.PRICE, (third,)),
            name="Daniel Muster",
            callback="+14795550155",
            preferred_time=(at_two,),
            unconfirmed=frozenset({Slot.NAME}),
        ),
    )
    await one(
        8,
        timedelta(hours=22, minutes=10),
        83,
        Forwarded.BUSY,
        Outcome.HANDED_OFF,
        (Step(StepCode.HANDOFF_STARTED), Step(StepCode.HANDOFF_CONNECTED)),
    )
    await one(
        9,
        timedelta(hours=23),
        77,
        Forwarded.NO_ANSWER,
        Outcome.MESSAGE,
        (Step(StepCode.TOLD_GIFT_CARD), Step(StepCode.NOTED), GOODBYE),
        Message(Reason(ReasonKind.CALLBACK), name="Priya Specimen", callback="+14795550188"),
    )
