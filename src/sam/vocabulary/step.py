"""What Sam did on a call, as a closed code with a closed argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StepCode(StrEnum):
    """Everything that Sam can have done. A `Step`'s argument comes from the spa file or a list."""

    GREETED = "greeted"
    TOLD_PRICE = "told_price"
    TOLD_OFFERED = "told_offered"
    TOLD_NOT_OFFERED = "told_not_offered"
    TOLD_WHO_DOES_IT = "told_who_does_it"
    TOLD_HOURS = "told_hours"
    TOLD_AVAILABILITY = "told_availability"
    TOLD_LOCATION = "told_location"
    TOLD_PARKING = "told_parking"
    TOLD_PAYMENT = "told_payment"
    TOLD_FINANCING = "told_financing"
    TOLD_DEPOSIT = "told_deposit"
    TOLD_CANCELLATION_POLICY = "told_cancellation_policy"
    TOLD_MEMBERSHIP = "told_membership"
    TOLD_PACKAGE = "told_package"
    TOLD_GIFT_CARD = "told_gift_card"
    TOLD_NEW_CLIENT = "told_new_client"
    TOLD_DURATION = "told_duration"
    TOLD_AUTOMATED = "told_automated"
    TOLD_RECORDING = "told_recording"
    TOLD_WHO_HEARS = "told_who_hears"
    TOLD_POLICY_LATE = "told_policy_late"
    TOOK_REASON = "took_reason"
    TOOK_NAME = "took_name"
    TOOK_CALLBACK = "took_callback"
    TOOK_PREFERRED_TIME = "took_preferred_time"
    TOOK_VISITOR = "took_visitor"
    CORRECTED = "corrected"
    ASKED_AGAIN = "asked_again"
    REPEATED = "repeated"
    WAITED = "waited"
    CROSSED_LINE = "crossed_line"
    """The same step for every clinical cause, without argument."""
    EMERGENCY_WORDS = "emergency_words"
    HANDOFF_OFFERED = "handoff_offered"
    HANDOFF_STARTED = "handoff_started"
    HANDOFF_CONNECTED = "handoff_connected"
    HANDOFF_FAILED = "handoff_failed"
    NOTED = "noted"
    """The message is on disk."""
    NOT_NOTED = "not_noted"
    """No acknowledgement came within 2 s, and Sam said so."""
    FORGOT = "forgot"
    DECLINED = "declined"
    SAID_GOODBYE = "said_goodbye"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that Sam did."""

    code: StepCode
    arg: str | None = None
    """A service id, a role id, a slot or another closed value; never a caller's word."""
    at: datetime | None = None
    """When, UTC; None until the call puts its clock to it."""
