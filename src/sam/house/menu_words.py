"""The words of the menu that speech recognition is told to listen for."""

from __future__ import annotations

from collections.abc import Iterator

from sam.spa.model import Spa


def menu_words(spa: Spa) -> Iterator[str]:
    """Yield the names to listen for: those of the menu, then what callers also call them."""
    for service in spa.services:
        yield service.name
    for service in spa.services:
        yield from service.also
    for thing in spa.not_offered:
        yield thing.name
