"""Several things in one breath."""

from __future__ import annotations

from collections.abc import Sequence


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b, and c"."""
    if len(items) < 3:
        return f" {last} ".join(items)
    return f"{', '.join(items[:-1])}, {last} {items[-1]}"


def with_article(noun: str) -> str:
    """Return "a unit", "an area", "an hour"."""
    head = noun.lower()
    silent_h = head.startswith(("hour", "honest", "honor"))
    like_you = head.startswith(("uni", "use", "uti", "eu", "one"))
    return f"{'an' if silent_h or (head[:1] in 'aeiou' and not like_you) else 'a'} {noun}"
