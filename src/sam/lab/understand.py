"""Typed utterances to meaning, as `sam lab understand` prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sam.spa.model import Spa
from sam.understanding.reader import Reader
from sam.vocabulary.ask import Ask
from sam.vocabulary.heard import Words
from sam.vocabulary.meaning import Context


def understand_lines(
    spa: Spa, lines: Iterable[str], now: datetime | None = None, asked: Ask | None = None
) -> Iterator[dict[str, Any]]:
    """Yield one object for every line, empty ones too, each read by itself.

    Keys: side, p_clinical (0 to 1, four places), answerable, intents, services (menu names,
    verbatim), name, callback (E.164), times ([{from, to}], spa-local ISO, as said).
    A `now` without an offset is read as the spa's local time; None is this moment.
    """
    reader = Reader(spa)
    names = {service.id: service.name for service in spa.services}
    if now is not None and now.tzinfo is None:
        now = now.replace(tzinfo=spa.spa.zone)
    for line in lines:
        context = Context(now=now or datetime.now(UTC), asked=asked)
        meaning = reader.read(Words(line.rstrip("\r\n")), context)
        yield {
            "side": meaning.side.value,
            "p_clinical": round(meaning.p_clinical, 4),
            "answerable": meaning.answerable,
            "intents": [intent.value for intent in meaning.intents],
            "services": [names[service] for service in meaning.services],
            "name": meaning.name,
            "callback": meaning.callback,
            "times": [window.as_dict() for window in meaning.times],
        }
