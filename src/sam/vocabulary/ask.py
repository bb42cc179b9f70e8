"""What Sam is asking for; it decides how patiently Sam listens and what a bare answer means."""

from enum import StrEnum


class Ask(StrEnum):
    """The one question that is open; a reply ends in at most one."""

    REASON = "reason"
    SERVICE = "service"
    NAME = "name"
    NAME_CONFIRM = "name_confirm"
    CALLBACK = "callback"
    CALLBACK_CONFIRM = "callback_confirm"
    PREFERRED_TIME = "preferred_time"
    NEW_OR_RETURNING = "new_or_returning"
    HANDOFF = "handoff"
    ANYTHING_ELSE = "anything_else"
    CONFIRM_MESSAGE = "confirm_message"
