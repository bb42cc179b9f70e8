"""A spa file that was read and can serve.

Apart from `load`, so that a process which is handed the checked values needs no YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sam.spa.complaint import Complaint
from sam.spa.model import Spa


@dataclass(frozen=True, slots=True)
class SpaFile:
    """A spa file that can serve."""

    spa: Spa
    lines: Mapping[str, int]
    """Dotted path (`services.3.price`) to its line, from 1."""
    path: Path
    """As it was given."""
    warnings: tuple[Complaint, ...] = field(default=())
    """What the owner should still look at."""

    def line(self, path: str) -> int:
        """Return the line of a dotted path, or of its nearest parent that is written."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)
