"""The closed world, checked once more at the door of the store.

A service id or a step's argument is a string; this is where a string that is on no list of the
spa file and in no enumeration is refused, so that a mistake elsewhere cannot turn either into a
place for a caller's words.
"""

from __future__ import annotations

from datetime import date

from sam.messages.errors import StoreError
from sam.spa.handoff import Occasion
from sam.spa.model import Spa
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Danger, Intent
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import Message, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step

_CODES = (Ask, Danger, Forwarded, Intent, Occasion, Outcome, ReasonKind, Slot, Visitor)


class ClosedWorld:
    """Every value that a message's services and a step's argument may have."""

    def __init__(self, spa: Spa) -> None:
        self._services: set[str] = set()
        self._arguments: set[str] = {code.value for codes in _CODES for code in codes}
        self.admit(spa)

    def admit(self, spa: Spa) -> None:
        """Add a newer spa file's lists. The older stay: a call keeps the file it began with."""
        self._services |= {service.id for service in spa.services}
        self._arguments |= self._services
        self._arguments |= {role.id for role in spa.team}
        self._arguments |= {target.id for target in spa.handoff.targets}
        self._arguments |= {thing.name for thing in spa.not_offered}

    def check_message(self, message: Message) -> None:
        """StoreError if a service is on no menu that this process has seen."""
        if not self._services.issuperset(message.reason.services):
            raise StoreError(
                "refused a message: a service in its reason is not on the spa file's menu; "
                "give service ids only, and restart the desk after a change of the menu"
            )

    def check_steps(self, steps: tuple[Step, ...]) -> None:
        """StoreError if a step's argument is no closed value and no date."""
        for step in steps:
            if step.arg is not None and step.arg not in self._arguments and not _is_date(step.arg):
                raise StoreError(
                    f"refused a step {step.code}: its argument is on no list of the spa file and "
                    "in no enumeration; give an id or a closed code only"
                )


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
