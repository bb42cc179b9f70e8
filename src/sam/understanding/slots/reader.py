"""Reads every slot of a turn.

The order matters: what one slot has read is closed to the next, so that "B12" gives no digit to a
telephone number, a number gives no hour to a time, and "Tuesday" is nobody's name.
"""

from __future__ import annotations

from sam.spa.model import Spa
from sam.understanding.slots.menu import Menu
from sam.understanding.slots.name import NameReader
from sam.understanding.slots.number import read_number
from sam.understanding.slots.slots import Slots, Span, SpanKind
from sam.understanding.slots.visitor import read_visitor
from sam.understanding.slots.when import TimeReader
from sam.vocabulary.ask import Ask
from sam.vocabulary.meaning import Context

MAX_CHARACTERS = 2000
"""Of a longer turn only the beginning is read: nobody says more in one breath."""


class SlotReader:
    """Reads the slots of one turn against one spa's menu, team and clock. Holds no words."""

    def __init__(self, spa: Spa) -> None:
        self._zone = spa.spa.zone
        self._menu = Menu(spa)
        self._times = TimeReader()
        self._names = NameReader(self._menu.words)

    def read(self, text: str, context: Context) -> Slots:
        """Return the slots that `text`, typed or recognised, gives in `context`."""
        text = text[:MAX_CHARACTERS]
        now = context.now.astimezone(self._zone).replace(tzinfo=None)
        naming = context.asked in (Ask.NAME, Ask.NAME_CONFIRM)
        spans: list[Span] = []

        named = self._menu.find(text)
        services = _once([n.key for n in named if n.what == "service"])
        not_offered = _once([n.key for n in named if n.what == "not_offered"])
        roles = [n.key for n in named if n.what == "role"]
        spans += [Span(n.start, n.end, SpanKind(n.what)) for n in named]

        open_text = _without(text, [(n.start, n.end) for n in named])
        number = read_number(open_text, context)
        spans += [Span(start, end, SpanKind.NUMBER) for start, end in number.spans]

        visitor = read_visitor(text)
        open_text = _without(open_text, number.spans)
        if visitor is not None:
            # "It's my first time" is no wish for the first time there is.
            open_text = _without(open_text, (visitor[1],))
        times = self._times.read(open_text, now, context.asked is Ask.PREFERRED_TIME)

        taken = [(s.start, s.end) for s in spans]
        if not naming:
            taken += times.spans
        name = self._names.read(text, context, tuple(taken))
        kind = SpanKind.SPELLING if name.spelling else SpanKind.NAME
        spans += [Span(start, end, kind) for start, end in name.spans]
        windows = times.windows
        if naming and any(_cross(a, b) for a in times.spans for b in name.spans):
            # "April" and "June", said where a name was asked for.
            windows = ()
        else:
            spans += [Span(start, end, SpanKind.TIME) for start, end in times.spans]

        if visitor is not None:
            spans.append(Span(*visitor[1], SpanKind.VISITOR))
        return Slots(
            services=services,
            not_offered=not_offered,
            role=roles[0] if roles else None,
            name=name.name,
            name_sure=name.sure,
            spelling=name.spelling,
            callback=number.callback,
            digits=number.digits,
            times=windows,
            visitor=visitor[0] if visitor else None,
            spans=tuple(sorted(spans)),
        )


def _once(keys: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _without(text: str, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> str:
    """Return the text with stretches blanked, every other character where it was."""
    for start, end in spans:
        text = text[:start] + "#" * (end - start) + text[end:]
    return text


def _cross(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]
