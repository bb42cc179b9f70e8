"""What keypad digits mean: a telephone number, or an answer to a yes-or-no question."""

from __future__ import annotations

from datetime import datetime

import phonenumbers

from sam.conversation.events import Event, Kind
from sam.conversation.talk import Talk
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent, Side
from sam.vocabulary.meaning import Meaning

YES_OR_NO = frozenset(
    {
        Ask.NAME_CONFIRM,
        Ask.CALLBACK_CONFIRM,
        Ask.NEW_OR_RETURNING,
        Ask.HANDOFF,
        Ask.ANYTHING_ELSE,
        Ask.CONFIRM_MESSAGE,
    }
)
"""Questions that 1 answers with yes and 2 with no."""

NANP_DIGITS = 10


def meaning_of_keys(keys: str, talk: Talk) -> Meaning | None:
    """Return what pressed keys mean after the open question; None where they mean nothing.

    `*` starts a number again. Digits join those already given. Ten digits of the North American
    plan (eleven with a leading 1) make a number.
    """
    if talk.asked in YES_OR_NO and keys in ("1", "2"):
        return _meant(intents=(Intent.YES if keys == "1" else Intent.NO,))
    if talk.asked not in (Ask.CALLBACK, Ask.CALLBACK_CONFIRM):
        return None
    given = keys.rsplit("*", 1)[-1] if "*" in keys else talk.digits + keys
    digits = given.replace("#", "")
    national = digits[1:] if digits.startswith("1") else digits
    if len(national) == NANP_DIGITS:
        number = phonenumbers.parse(national, "US")
        if phonenumbers.is_possible_number(number):
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return _meant(callback=e164, digits=national)
    if len(national) > NANP_DIGITS:
        return None
    return _meant(digits=digits)


def _meant(
    intents: tuple[Intent, ...] = (), callback: str | None = None, digits: str = ""
) -> Meaning:
    return Meaning(
        side=Side.BOOKING,
        p_clinical=0.0,
        answerable=True,
        intents=intents,
        callback=callback,
        digits=digits,
    )


def takes_number(talk: Talk) -> bool:
    """Say whether keys pressed now are digits of a telephone number."""
    return talk.asked in (Ask.CALLBACK, Ask.CALLBACK_CONFIRM)


def number_is_whole(keys: str, talk: Talk) -> bool:
    """Say whether keys pressed so far need no more to follow: `#`, ten digits, or a yes or no."""
    if keys.endswith("#") or keys[0] == "0":
        return True
    given = (talk.digits + keys).rsplit("*", 1)[-1]
    if talk.asked is Ask.CALLBACK_CONFIRM and keys in ("1", "2"):
        return True  # yes or no, at once
    return len(given.removeprefix("1")) >= NANP_DIGITS


def key_event(keys: str, talk: Talk, now: datetime) -> Event:
    """Return the event of pressed keys. A 0 that begins no number always reaches a person."""
    begins_number = takes_number(talk) and bool(talk.digits)
    zero = keys.startswith("0") and not begins_number
    return Event(Kind.ZERO if zero else Kind.KEYS, now, keys=keys)
