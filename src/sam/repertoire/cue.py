"""What the conversation asks the repertoire to say: a sentence's id and what goes into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sam.vocabulary.message import Message
from sam.vocabulary.window import Window


class Say(StrEnum):
    """Ids of everything that Sam can say. What a cue must carry stands behind each."""

    GREETING = "greeting"
    """Says the spa's name and that it is an automated assistant."""
    # Answers
    PRICE = "price"
    """service"""
    OFFERED = "offered"
    """service"""
    NOT_OFFERED = "not_offered"
    """thing"""
    OFFERED_WHICH = "offered_which"
    """Asked "do you offer …" without a service that was recognised."""
    WHO_DOES_IT = "who_does_it"
    """service"""
    DURATION = "duration"
    """service"""
    PACKAGE_PRICE = "package_price"
    """service"""
    HOURS = "hours"
    """The week."""
    HOURS_ON = "hours_on"
    """day: the hours of one date, by weekday and the holiday's name."""
    AVAILABILITY = "availability"
    """Cannot see the book; takes the wished time and the team confirms."""
    LOCATION = "location"
    PARKING = "parking"
    PAYMENT = "payment"
    FINANCING = "financing"
    DEPOSIT = "deposit"
    CANCELLATION_POLICY = "cancellation_policy"
    RUNNING_LATE = "running_late"
    MEMBERSHIP = "membership"
    PACKAGE = "package"
    GIFT_CARD = "gift_card"
    NEW_CLIENT = "new_client"
    CONSULTATION = "consultation"
    TEAM_WILL_TELL = "team_will_tell"
    """The spa file has no answer to this topic: the team will tell."""
    AUTOMATED = "automated"
    RECORDING = "recording"
    WHO_HEARS = "who_hears"
    # Questions: exactly one ends a reply
    ASK_REASON = "ask_reason"
    ASK_REASON_AGAIN = "ask_reason_again"
    ASK_SERVICE = "ask_service"
    ASK_WANT_MESSAGE = "ask_want_message"
    """After an answer: shall the team call back about it / note a time?"""
    ASK_NAME = "ask_name"
    ASK_NAME_AGAIN = "ask_name_again"
    """Offers spelling."""
    CONFIRM_NAME = "confirm_name"
    """name"""
    ASK_CALLBACK = "ask_callback"
    ASK_CALLBACK_AGAIN = "ask_callback_again"
    """Offers the keypad."""
    ASK_CALLBACK_REST = "ask_callback_rest"
    """digits: so far; asks for the rest."""
    OFFER_CALLER_ID = "offer_caller_id"
    """digits: the last four of the number they call from."""
    CONFIRM_CALLBACK = "confirm_callback"
    """number: read back in groups."""
    ASK_PREFERRED_TIME = "ask_preferred_time"
    ASK_PREFERRED_TIME_AGAIN = "ask_preferred_time_again"
    ASK_OTHER_TIME = "ask_other_time"
    """The time named is outside opening hours; asks for another."""
    ASK_NEW_OR_RETURNING = "ask_new_or_returning"
    CONFIRM_MESSAGE = "confirm_message"
    """message: the whole of it in one sentence, then "is that right?"."""
    ASK_WHAT_TO_CHANGE = "ask_what_to_change"
    ASK_ANYTHING_ELSE = "ask_anything_else"
    # The line, and people
    CLINICAL = "clinical"
    """That is one for the clinical team; a person will call back. Keeps no detail."""
    EMERGENCY = "emergency"
    SELF_HARM = "self_harm"
    EMERGENCY_NOBODY = "emergency_nobody"
    ABUSE = "abuse"
    HANDOFF_OFFER = "handoff_offer"
    """Asks whether to try a person now or take a message."""
    HANDOFF_START = "handoff_start"
    HANDOFF_WAIT = "handoff_wait"
    HANDOFF_CONNECTED = "handoff_connected"
    HANDOFF_FAILED = "handoff_failed"
    """Nobody could take it; Sam takes a message marked urgent."""
    TARGET_ANNOUNCE = "target_announce"
    """Said to the person who is rung, not to the caller: the spa's name, "press one to take it".
    Holds no name: a voicemail would record it."""
    NO_LIVE_PERSON = "no_live_person"
    """No person can be reached live at this hour; Sam takes a message."""
    # Manners
    ACKNOWLEDGE = "acknowledge"
    """"Sure.", "Of course." before a question."""
    GOT_IT = "got_it"
    """After a field was given: "Thank you."."""
    SORRY_COMPLAINT = "sorry_complaint"
    NOT_UNDERSTOOD = "not_understood"
    CORRECTED = "corrected"
    TAKE_YOUR_TIME = "take_your_time"
    STILL_THERE = "still_there"
    STILL_THERE_SHORT = "still_there_short"
    SILENCE_GOODBYE = "silence_goodbye"
    SPANISH = "spanish"
    """In Spanish: the team will call back in Spanish."""
    FORGOT = "forgot"
    NOTED = "noted"
    """Only said when the message is on disk."""
    NOTED_CLINICAL = "noted_clinical"
    NOT_NOTED = "not_noted"
    """The message could not be kept; offers a person."""
    WRONG_NUMBER = "wrong_number"
    VENDOR = "vendor"
    TIME_UP = "time_up"
    WELCOME = "welcome"
    """After thanks."""
    GOODBYE = "goodbye"


PERSONAL = frozenset(
    {
        Say.CONFIRM_NAME,
        Say.ASK_CALLBACK_REST,
        Say.OFFER_CALLER_ID,
        Say.CONFIRM_CALLBACK,
        Say.CONFIRM_MESSAGE,
    }
)
"""Sentences that hold something of the caller: rendered in memory, never cached or listed."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One sentence to say. Only the fields that its id names are set."""

    say: Say
    service: str | None = None
    """Service id."""
    thing: str | None = None
    """An entry of the spa file's not-offered list, verbatim."""
    role: str | None = None
    """Role id."""
    day: date | None = None
    name: str | None = field(default=None, repr=False)
    number: str | None = field(default=None, repr=False)
    """E.164."""
    digits: str | None = field(default=None, repr=False)
    windows: tuple[Window, ...] = field(default=(), repr=False)
    message: Message | None = field(default=None, repr=False)
