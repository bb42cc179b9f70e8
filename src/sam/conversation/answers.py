"""What Sam answers to what was asked: intents to sentences and steps.

Nothing is answered that is not in the spa file: a topic on which the owner wrote nothing gets
"the team will tell you".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sam.conversation.talk import Setting, Talk
from sam.repertoire.cue import Cue, Say
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Meaning
from sam.vocabulary.step import Step, StepCode

TOPICS: dict[Intent, tuple[Say, StepCode]] = {
    Intent.LOCATION: (Say.LOCATION, StepCode.TOLD_LOCATION),
    Intent.PARKING: (Say.PARKING, StepCode.TOLD_PARKING),
    Intent.PAYMENT: (Say.PAYMENT, StepCode.TOLD_PAYMENT),
    Intent.FINANCING: (Say.FINANCING, StepCode.TOLD_FINANCING),
    Intent.DEPOSIT: (Say.DEPOSIT, StepCode.TOLD_DEPOSIT),
    Intent.CANCELLATION_POLICY: (Say.CANCELLATION_POLICY, StepCode.TOLD_CANCELLATION_POLICY),
    Intent.MEMBERSHIP: (Say.MEMBERSHIP, StepCode.TOLD_MEMBERSHIP),
    Intent.PACKAGE: (Say.PACKAGE, StepCode.TOLD_PACKAGE),
    Intent.GIFT_CARD: (Say.GIFT_CARD, StepCode.TOLD_GIFT_CARD),
    Intent.NEW_CLIENT: (Say.NEW_CLIENT, StepCode.TOLD_NEW_CLIENT),
    Intent.ARE_YOU_A_ROBOT: (Say.AUTOMATED, StepCode.TOLD_AUTOMATED),
    Intent.RECORDING: (Say.RECORDING, StepCode.TOLD_RECORDING),
    Intent.WHO_HEARS: (Say.WHO_HEARS, StepCode.TOLD_WHO_HEARS),
}
"""Topics with one sentence each."""

ABOUT_A_SERVICE: dict[Intent, tuple[Say, StepCode]] = {
    Intent.OFFERED: (Say.OFFERED, StepCode.TOLD_OFFERED),
    Intent.PRICE: (Say.PRICE, StepCode.TOLD_PRICE),
    Intent.WHO_DOES_IT: (Say.WHO_DOES_IT, StepCode.TOLD_WHO_DOES_IT),
    Intent.DURATION: (Say.DURATION, StepCode.TOLD_DURATION),
}
"""Questions that need a service to be named."""

POLICIES: dict[Intent, tuple[Say, StepCode]] = {
    Intent.RESCHEDULE: (Say.CANCELLATION_POLICY, StepCode.TOLD_CANCELLATION_POLICY),
    Intent.CANCEL: (Say.CANCELLATION_POLICY, StepCode.TOLD_CANCELLATION_POLICY),
    Intent.RUNNING_LATE: (Say.RUNNING_LATE, StepCode.TOLD_POLICY_LATE),
}
"""Requests that come with a policy, which is said once in a call."""

MAX_DAYS_TOLD = 2
"""Hours of more days than this are told as the week's."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answers of one reply."""

    say: tuple[Cue, ...] = ()
    steps: tuple[Step, ...] = ()
    told: tuple[Intent, ...] = ()
    pending: tuple[Intent, ...] = ()
    """Asked about a service that nobody named yet."""


def answer(meaning: Meaning, talk: Talk, setting: Setting, now: datetime) -> Answer:
    """Answer everything that a cleared turn asks, in the order said."""
    say: list[Cue] = []
    steps: list[Step] = []
    told: list[Intent] = []
    pending: list[Intent] = []

    def tell(intent: Intent, cue: Cue, code: StepCode, arg: str | None = None) -> None:
        if cue not in say:
            say.append(cue)
            steps.append(Step(code, arg))
        if intent not in told:
            told.append(intent)

    for thing in meaning.not_offered:
        cue = Cue(Say.NOT_OFFERED, thing=thing)
        tell(Intent.OFFERED, cue, StepCode.TOLD_NOT_OFFERED, thing)

    # A service named now answers what was asked about "it" before.
    intents = meaning.intents + (talk.pending if meaning.services else ())
    # "And do you do massage?" is not about the service spoken of before.
    services = meaning.services or (() if meaning.not_offered else talk.draft.services[-1:])
    for intent in intents:
        if intent is Intent.HOURS:
            for cue in _hours(meaning, setting, now):
                tell(intent, cue, StepCode.TOLD_HOURS)
        elif intent is Intent.PACKAGE and _with_packages(services, setting):
            for service in _with_packages(services, setting):
                cue = Cue(Say.PACKAGE_PRICE, service=service)
                tell(intent, cue, StepCode.TOLD_PACKAGE, service)
        elif intent in ABOUT_A_SERVICE:
            sentence, code = ABOUT_A_SERVICE[intent]
            for service in services:
                tell(intent, Cue(sentence, service=service), code, service)
            if not services and not meaning.not_offered:
                pending.append(intent)
        elif intent is Intent.NEW_CLIENT and talk.asked in (
            Ask.NEW_OR_RETURNING,
            Ask.CONFIRM_MESSAGE,
        ):
            continue  # an answer, not a question
        elif intent in TOPICS:
            sentence, code = TOPICS[intent]
            has = setting.has(sentence)
            tell(intent, Cue(sentence if has else Say.TEAM_WILL_TELL), code)
        elif intent in POLICIES:
            sentence, code = POLICIES[intent]
            if setting.has(sentence) and sentence not in talk.said:
                tell(intent, Cue(sentence), code)
        elif intent is Intent.AVAILABILITY and Say.AVAILABILITY not in talk.said:
            tell(intent, Cue(Say.AVAILABILITY), StepCode.TOLD_AVAILABILITY)
    return Answer(tuple(say), tuple(steps), tuple(told), tuple(pending))


def _with_packages(services: tuple[str, ...], setting: Setting) -> tuple[str, ...]:
    prices = ((service, setting.spa.service(service).price) for service in services)
    return tuple(service for service, price in prices if price and price.packages)


def _hours(meaning: Meaning, setting: Setting, now: datetime) -> tuple[Cue, ...]:
    days: list[date] = []
    for window in meaning.times:
        one_day = window.end is None or window.end - window.start <= timedelta(days=1)
        if one_day and window.start.date() not in days:
            days.append(window.start.date())
    if not days or len(days) > MAX_DAYS_TOLD:
        return (Cue(Say.HOURS),)
    return tuple(Cue(Say.HOURS_ON, day=day) for day in days)
