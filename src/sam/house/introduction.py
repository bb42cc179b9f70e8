"""What the house says when Sam is up: how to call it, where the desk is, what the wall holds."""

from __future__ import annotations

import ipaddress
import shlex
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from sam.house.process import Child
from sam.spa.model import Spa

RECORDINGS = Path(__file__).parents[3] / "examples" / "call"
"""A caller's turns; a checkout has them, an installed package has not."""

CALLER = "+14795550140"
"""A number for fiction (NANPA 555-01XX)."""


def introduction(spa: Spa, spa_path: Path, data: Path, ear: Child, desk: Child) -> Iterator[str]:
    """Yield the lines that are printed once both processes serve."""
    host, port = spa.line.host, ear.port
    transports = ", ".join(transport.upper() for transport in spa.line.transports)
    yield f"Sam answers for {spa.spa.name}."
    yield f"Call Sam from a softphone: sip:sam@{_reachable(host)}:{port} ({transports}), no account"
    recordings = sorted(RECORDINGS.glob("*.wav"))
    if recordings:
        command = [
            *(_short(Path(sys.executable).with_name("sam")), "lab", "call"),
            *("--spa", _short(spa_path), "--data", _short(data)),
            *("--to", f"sip:{_near(host)}:{port}", "--caller", CALLER),
        ]
        yield (
            f"Or let a recorded caller call: {shlex.join(command)} "
            f"{shlex.quote(_short(RECORDINGS))}/*.wav"
        )
    yield from desk.said
    for child in (ear, desk):
        held = ", ".join(child.enforced) or "nothing"
        not_held = ", ".join(child.missing) or "nothing"
        yield f"The wall around the {child.room}: {held}; not enforced here: {not_held}"


def _short(path: Path) -> str:
    """Return a path as it is typed from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _near(host: str) -> str:
    """Return the host as it is reached from this machine."""
    return "127.0.0.1" if _is_any(host) else host


def _reachable(host: str) -> str:
    """Return the host as it is reached from other machines, where it listens for them."""
    if not _is_any(host):
        return host
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        try:
            # Sends nothing: it only makes the kernel choose the address it would send from.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
