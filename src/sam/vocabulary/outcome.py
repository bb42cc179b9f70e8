"""How a call ended, and why it reached Sam. Closed lists."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a call ended."""

    MESSAGE = "message"
    """The caller's message was taken and read back."""
    CLINICAL_MESSAGE = "clinical_message"
    """The line was crossed: "clinical question: call back"."""
    HANDED_OFF = "handed_off"
    """A person took the call."""
    EMERGENCY = "emergency"
    """Emergency words were said."""
    ANSWERED = "answered"
    """The caller got what they asked and wanted nothing noted."""
    DECLINED = "declined"
    """Vendor, spam, wrong number, abuse: ended politely, nothing kept."""
    ABANDONED = "abandoned"
    """The caller hung up or fell silent before the end; may carry a message."""


class Forwarded(StrEnum):
    """Why the carrier sent the call to Sam."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    AFTER_HOURS = "after_hours"
    UNKNOWN = "unknown"
