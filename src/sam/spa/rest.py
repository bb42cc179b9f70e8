"""What is left of a spa file without the parts that were refused, so that rules can look at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sam.spa.complaint import Finding
from sam.spa.model import Spa

_LISTS = ("services", "team", "not_offered", "hours.exceptions", "handoff.targets")
"""Lists from which single items are left out; of anything else a whole key is."""

_STAND_IN: dict[str, Any] = {
    "spa": {
        "id": "stand-in",
        "name": "-",
        "time_zone": "UTC",
        "phone": "+12025550100",
        "address": {"street": "-", "city": "-", "state": "-"},
    },
    "hours": {"week": {"monday": "9 am - 5 pm"}},
    "services": [{"id": "stand-in", "name": "stand in"}],
    "emergency": {
        "words": "911",
        "self_harm_words": "988 911",
        "nobody_reached": "911",
        "approved_by": {"role": "-", "on": date.min},
    },
}
"""Takes the place of required keys that are missing or were refused."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A spa that passes the model, made of what was not refused."""

    spa: Spa
    replaced: frozenset[str]
    """Sections and keys that are not the owner's; findings there are dropped."""
    kept: Mapping[str, tuple[int, ...]]
    """For each list that lost items: the original index of each that is left."""

    @classmethod
    def of(cls, values: Mapping[str, Any], refused: Iterable[tuple[int | str, ...]]) -> Rest:
        """Leave out what stands at the refused places, and fill in what must be there."""
        left = {key: dict(v) if isinstance(v, dict) else v for key, v in values.items()}
        bad_items: dict[str, set[int]] = {}
        for loc in refused:
            name = next((n for n in _LISTS if _index(loc, n) is not None), None)
            if name is not None:
                bad_items.setdefault(name, set()).add(_index(loc, name) or 0)
            elif len(loc) > 1 and isinstance(left.get(str(loc[0])), dict):
                left[str(loc[0])].pop(loc[1], None)
            else:
                left.pop(str(loc[0]), None)
        kept: dict[str, tuple[int, ...]] = {}
        for name, bad in bad_items.items():
            section, _, key = name.partition(".")
            holder, at = (left.get(section), key) if key else (left, section)
            if holder is not None and at in holder:
                kept[name] = tuple(i for i in range(len(holder[at])) if i not in bad)
                holder[at] = [holder[at][i] for i in kept[name]]
        replaced: set[str] = set()
        for section, stand_in in _STAND_IN.items():
            if not left.get(section):
                replaced.add(section)
                left[section] = stand_in
            elif isinstance(stand_in, dict):
                lost = stand_in.keys() - left[section].keys()
                replaced |= {f"{section}.{key}" for key in lost}
                left[section] |= {key: stand_in[key] for key in lost}
        return cls(Spa.model_validate(left), frozenset(replaced), kept)

    def placed(self, finding: Finding) -> Finding | None:
        """Return the finding at its original path; None if it is about a stand-in."""
        if any(f"{finding.path}.".startswith(f"{path}.") for path in self.replaced):
            return None
        for name, indexes in self.kept.items():
            if finding.path.startswith(f"{name}."):
                head, *tail = finding.path.removeprefix(f"{name}.").split(".")
                path = ".".join([name, str(indexes[int(head)]), *tail])
                return Finding(path, finding.what, finding.instead, finding.warning)
        return finding


def _index(loc: tuple[int | str, ...], name: str) -> int | None:
    """Return the index in the list `name` that `loc` lies in; None if it lies elsewhere."""
    parts = tuple(name.split("."))
    index = loc[len(parts)] if len(loc) > len(parts) and loc[: len(parts)] == parts else None
    return index if isinstance(index, int) else None
