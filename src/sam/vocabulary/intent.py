"""Which side of the line a turn is on, and what it asks for."""

from enum import StrEnum


class Side(StrEnum):
    """The side of the booking-versus-clinical line that a turn falls on."""

    BOOKING = "booking"
    """Whatever crosses nothing."""
    CLINICAL = "clinical"
    """Symptoms, history, medicines, suitability, aftercare …: a person answers, nothing is kept."""
    EMERGENCY = "emergency"
    """An emergency cue: fixed words, 911, a person at once."""


class Intent(StrEnum):
    """What a booking turn asks for; one turn may carry several."""

    BOOK = "book"
    CONSULT = "consult"
    REBOOK = "rebook"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    CONFIRM = "confirm"
    RUNNING_LATE = "running_late"
    AVAILABILITY = "availability"
    PRICE = "price"
    OFFERED = "offered"
    WHO_DOES_IT = "who_does_it"
    HOURS = "hours"
    LOCATION = "location"
    PARKING = "parking"
    PAYMENT = "payment"
    FINANCING = "financing"
    DEPOSIT = "deposit"
    CANCELLATION_POLICY = "cancellation_policy"
    MEMBERSHIP = "membership"
    PACKAGE = "package"
    GIFT_CARD = "gift_card"
    NEW_CLIENT = "new_client"
    DURATION = "duration"
    PERSON = "person"
    BILLING = "billing"
    COMPLAINT = "complaint"
    ARE_YOU_A_ROBOT = "are_you_a_robot"
    RECORDING = "recording"
    WHO_HEARS = "who_hears"
    REPEAT = "repeat"
    SLOWER = "slower"
    HOLD_ON = "hold_on"
    YES = "yes"
    NO = "no"
    CORRECTION = "correction"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WRONG_NUMBER = "wrong_number"
    VENDOR = "vendor"
    SPANISH = "spanish"
    FORGET_THAT = "forget_that"
    ABUSE = "abuse"


class Danger(StrEnum):
    """Which fixed emergency words a turn calls for."""

    MEDICAL = "medical"
    """911."""
    SELF_HARM = "self_harm"
    """988 and 911."""
