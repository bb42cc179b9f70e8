"""What a caller gives: services, a role, a name, a number, times, new or returning.

============ ==============================================================
`slots`      `Slots` and `Span`: what one turn gave, and where it stood
`reader`     `SlotReader`: reads all of them from a turn's text
`menu`       services, what is not offered, roles; `misheard` brand names
`number`     telephone numbers, from runs of spoken `digits`
`name`       the caller's name, by `cues`, the `census` and `spelling`;
             `written` is how it is written
`when`       times, as windows
`visitor`    new or returning
============ ==============================================================
"""

from sam.understanding.slots.reader import SlotReader
from sam.understanding.slots.slots import Slots, Span, SpanKind

__all__ = ["SlotReader", "Slots", "Span", "SpanKind"]
