"""A Sam of one's own to measure: its own ports, its own data, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

START_SECONDS = 120.0


class NotRunningError(Exception):
    """Sam did not start; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Running:
    """A Sam that answers."""

    uri: str
    """Where to call it: sip:sam@127.0.0.1:…"""
    desk: str
    """Where its pages are: http://127.0.0.1:…"""
    spa: Path
    data: Path
    output: Path
    """What it printed and logged."""
    process: subprocess.Popen[bytes]
    started_after: float
    """Seconds from its start to ready to answer."""

    def said(self) -> str:
        """Return everything that it printed and logged so far."""
        return self.output.read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """Return a port that is free for UDP and TCP on the loopback."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp:
            tcp.bind(("127.0.0.1", 0))
            port = int(tcp.getsockname()[1])
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
                try:
                    udp.bind(("127.0.0.1", port))
                except OSError:
                    continue
            return port


@contextmanager
def running(spa: Path, folder: Path, **line: Any) -> Iterator[Running]:
    """Run Sam on a copy of a spa file in `folder`, on free ports; stop it at the end.

    `line` replaces keys under the file's `line`. NotRunningError if it does not come up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    yaml = YAML()
    written = yaml.load(spa.read_text(encoding="utf-8"))
    port, desk = free_port(), free_port()
    written["line"] = {**(written.get("line") or {}), "host": "127.0.0.1", "port": port, **line}
    written["desk"] = {**(written.get("desk") or {}), "host": "127.0.0.1", "port": desk}
    own = folder / spa.name
    with own.open("w", encoding="utf-8") as file:
        yaml.dump(written, file)
    data, output = folder / "data", folder / "sam.out"
    sam = shutil.which("sam", path=Path(sys.executable).parent) or "sam"
    began = time.monotonic()
    with output.open("wb") as printed:
        process = subprocess.Popen(
            [sam, "serve", "--spa", str(own), "--data", str(data)],
            stdout=printed,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        _wait_until_ready(process, output, began)
        yield Running(
            f"sip:sam@127.0.0.1:{port}",
            f"http://127.0.0.1:{desk}",
            own,
            data,
            output,
            process,
            time.monotonic() - began,
        )
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], output: Path, began: float) -> None:
    while time.monotonic() - began < START_SECONDS:
        said = output.read_text(encoding="utf-8", errors="replace")
        if "Sam answers for" in said:
            return
        if process.poll() is not None:
            raise NotRunningError(said)
        time.sleep(0.1)
    process.kill()
    raise NotRunningError(f"not ready after {START_SECONDS:.0f} s: {said}")
