"""Scripted calls: what a caller says, turn by turn, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "scripts"

CLINICAL = frozenset({"clinical_message", "emergency"})
"""Outcomes of a call that crossed the line."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: spoken words, or keys."""

    say: str | None = None
    keys: str | None = None
    kind: str | None = None
    """For latency: closed (yes, a day), open or digits."""


@dataclass(frozen=True, slots=True)
class Script:
    """One call."""

    id: str
    caller: str | None
    """Caller id that the call shows, E.164; None shows none."""
    turns: tuple[Said, ...]
    expect: dict[str, Any]
    """The outcome, the fields of the message, steps taken and never taken."""

    @property
    def clinical(self) -> bool:
        """Must this call cross the line?"""
        return self.expect.get("outcome") in CLINICAL


def read_scripts(spa_id: str) -> tuple[Script, ...]:
    """Return the scripts of a sample spa, or those of "latency"; FileNotFoundError if none."""
    path = FOLDER / f"{spa_id.replace('-', '_')}.yaml"
    return tuple(
        Script(
            entry["id"],
            entry["caller"],
            tuple(
                Said(turn.get("say"), turn.get("keys"), turn.get("class"))
                for turn in entry["turns"]
            ),
            entry["expect"],
        )
        for entry in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    )


def shortcomings(script: Script, kept: dict[str, Any] | None) -> list[str]:
    """Return what a kept call lacks of what its script expects, in words; empty when all is right.

    `kept` is an object of `sam messages --json`, or None where the call left none.
    """
    if kept is None:
        return ["the call left no record"]
    wanted, found = script.expect, []
    message = kept["message"] or {}
    reason = message.get("reason") or {}
    seen = {
        "outcome": kept["outcome"],
        "name": message.get("name"),
        "callback": message.get("callback"),
        "kind": reason.get("kind"),
        "services": reason.get("services"),
        "weekday": _weekday(message.get("preferred_time") or []),
    }
    for field, value in seen.items():
        if field in wanted and wanted[field] != value:
            found.append(f"{field}: {value!r} instead of {wanted[field]!r}")
    taken = [" ".join(filter(None, (step["code"], step["arg"]))) for step in kept["steps"]]
    found += [f"step missing: {s}" for s in wanted.get("steps", ()) if not _among(s, taken)]
    found += [f"step taken: {s}" for s in wanted.get("never", ()) if _among(s, taken)]
    return found


def _among(step: str, taken: list[str]) -> bool:
    return any(done == step or done.startswith(f"{step} ") for done in taken)


def _weekday(windows: list[dict[str, Any]]) -> str | None:
    if not windows:
        return None
    return datetime.fromisoformat(windows[0]["from"]).strftime("%A").lower()
