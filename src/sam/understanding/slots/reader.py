"""Reads every slot of a turn."""

from __future__ import annotations

from sam.spa.model import Spa
from sam.understanding.slots.slots import Slots
from sam.vocabulary.meaning import Context


class SlotReader:
    """Reads the slots of one turn against one spa's menu, team and clock. Holds no words."""

    def __init__(self, spa: Spa) -> None:
        self._zone = spa.spa.zone

    def read(self, text: str, context: Context) -> Slots:
        """Return the slots that `text`, typed or recognised, gives in `context`."""
        return Slots()
