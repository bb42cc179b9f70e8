"""Draws the documentation's diagrams from the code's own tables.

`python -m sam.lab.diagrams docs/architecture.md` writes them into the page, between the markers
that name them; a test fails while page and code differ.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from sam.conversation import table

PYPROJECT = Path(__file__).parents[3] / "pyproject.toml"

EAR_ROOMS = ("telephony", "speech", "understanding", "conversation", "call")
SHARED_ROOMS = ("vocabulary", "spa", "repertoire")

_BLOCK = re.compile(r"(<!-- drawn: (?P<name>[a-z]+) -->\n```mermaid\n)(?P<body>[^`]*)(\n```)")


def rooms() -> str:
    """Draw the rooms in the order that the import contracts hold them to."""
    contracts = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers: list[str] = contracts["contracts"][0]["layers"]
    names = [layer.removeprefix("sam.") for layer in reversed(layers)]
    lines = ["flowchart LR"]
    groups: dict[str, list[str]] = {"both": [], "ear": [], "desk": [], "last": []}
    for name in names:
        if name in SHARED_ROOMS:
            groups["both"].append(name)
        elif name in EAR_ROOMS:
            groups["ear"].append(name)
        elif name in ("lab", "house", "prove"):
            groups["last"].append(name)
        else:
            groups["desk"].append(name)
    titles = {
        "both": "both processes",
        "ear": "the ear: audio and words, no files, no connection but its line",
        "desk": "the desk: store, keys and pages, never audio or words",
        "last": "builds and measures",
    }
    for key, members in groups.items():
        lines.append(f'    subgraph {key}["{titles[key]}"]')
        lines.append("        " + " --> ".join(members))
        lines.append("    end")
    lines.append("    both --> ear")
    lines.append("    both --> desk")
    lines.append('    ear -- "one Unix socket: Message, Step" --> desk')
    return "\n".join(lines)


DIAGRAMS: dict[str, Callable[[], str]] = {"conversation": table.mermaid, "rooms": rooms}


def redrawn(page: str) -> str:
    """Return the page with every marked diagram drawn anew."""

    def draw(match: re.Match[str]) -> str:
        return match[1] + DIAGRAMS[match["name"]]() + match[4]

    return _BLOCK.sub(draw, page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(redrawn(path.read_text(encoding="utf-8")), encoding="utf-8")
