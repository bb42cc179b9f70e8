"""Rules of hours, hand-off, ports and files: what must hold for a caller to be reached."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sam.spa.complaint import Finding
from sam.spa.handoff import Occasion
from sam.spa.hours import WEEKDAYS
from sam.spa.line import Line, Transport
from sam.spa.model import Spa


def findings(spa: Spa, folder: Path, today: date) -> Iterator[Finding]:
    """Yield what is wrong; files are looked for from `folder`, the spa file's own."""
    yield from _hours(spa, today)
    yield from _handoff(spa)
    yield from _ports(spa)
    yield from _files(spa.line, folder)


def _hours(spa: Spa, today: date) -> Iterator[Finding]:
    if not any(getattr(spa.hours.week, day) for day in WEEKDAYS):
        yield Finding("hours.week", "no day has hours", "write for example monday: 9 am - 5 pm")
    dates = [exception.date for exception in spa.hours.exceptions]
    for index, exception in enumerate(spa.hours.exceptions):
        here = f"hours.exceptions.{index}"
        if exception.date in dates[:index]:
            yield Finding(
                f"{here}.date", f"{exception.date} stands twice among the exceptions", "keep one"
            )
        elif exception.date < today:
            yield Finding(
                f"{here}.date", f"{exception.date} is over", "remove it when you like", warning=True
            )


def _handoff(spa: Spa) -> Iterator[Finding]:
    roles = {role.id for role in spa.team}
    targets = spa.handoff.targets
    ids = [target.id for target in targets]
    addresses = [target.number or target.uri for target in targets]
    for index, target in enumerate(targets):
        here = f"handoff.targets.{index}"
        if target.id in ids[:index]:
            yield Finding(
                f"{here}.id", f"another target has the id {target.id!r}", "give it its own"
            )
        if target.number == spa.spa.phone:
            yield Finding(
                f"{here}.number",
                "this is the spa's own number, which is forwarded to Sam: the call would go round",
                "write a number that rings a person, such as a mobile or a staff line",
            )
        elif addresses[index] in addresses[:index]:
            yield Finding(
                f"{here}.{'number' if target.number else 'uri'}",
                f"{ids[addresses.index(addresses[index])]} rings the same",
                "give both duties to one target",
                warning=True,
            )
        if target.uri and _own_uri(target.uri, spa.line):
            yield Finding(f"{here}.uri", "this is Sam's own line", "write the SIP phone's address")
        if target.role is not None and target.role not in roles:
            yield Finding(
                f"{here}.role",
                f"there is no role {target.role!r} under team",
                f"write one of: {', '.join(sorted(roles))}" if roles else "add it under team",
            )
        if target.hours is not None and not any(getattr(target.hours, day) for day in WEEKDAYS):
            yield Finding(
                f"{here}.hours", "no day has hours", "write hours, or remove the key for any hour"
            )
    if targets and not any(Occasion.EMERGENCY in target.occasions for target in targets):
        yield Finding(
            "handoff.targets",
            "nobody is rung in an emergency",
            "add emergency to the occasions of one target",
            warning=True,
        )


def _own_uri(uri: str, line: Line) -> bool:
    address = re.split(r"[;?]", uri.partition(":")[2])[0].rpartition("@")[2]
    host, _, port = address.partition(":")
    return host in (line.host, "localhost") and (port or "5060") == str(line.port)


def _ports(spa: Spa) -> Iterator[Finding]:
    for path, host in (("line.host", spa.line.host), ("desk.host", spa.desk.host)):
        try:
            ipaddress.ip_address(host)
        except ValueError:
            yield Finding(path, f"{host!r} is not an address", "write it as 192.168.1.20")
    taken = {spa.line.port} if Transport.TCP in spa.line.transports else set()
    if Transport.TLS in spa.line.transports:
        taken.add(spa.line.port + 1)
    if spa.desk.port and spa.desk.port in taken:
        yield Finding(
            "desk.port", f"the line listens on port {spa.desk.port} too", "write another: 8080"
        )


def _files(line: Line, folder: Path) -> Iterator[Finding]:
    if line.tls_certificate is not None:
        path, text = "line.tls_certificate", None
        file = folder / line.tls_certificate
        try:
            text = file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            yield Finding(path, f"{file} cannot be read", "write the path of a PEM file")
        if text is not None and not ("BEGIN CERTIFICATE" in text and "PRIVATE KEY" in text):
            yield Finding(
                path,
                f"{file} does not hold both a certificate and its key",
                "put both into one PEM file",
            )
    if line.trunk is not None and line.trunk.password_file is not None:
        file = folder / line.trunk.password_file
        try:
            filled = bool(file.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError):
            yield Finding(
                "line.trunk.password_file",
                f"{file} cannot be read",
                "put the carrier's password there, on one line",
            )
        else:
            if not filled:
                yield Finding(
                    "line.trunk.password_file",
                    f"{file} is empty",
                    "put the carrier's password there, on one line",
                )
            elif file.stat().st_mode & 0o077:
                yield Finding(
                    "line.trunk.password_file",
                    f"other users of this machine can read {file}",
                    f"run chmod 600 {file}",
                    warning=True,
                )
