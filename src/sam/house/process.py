"""One child process, as the house sees it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sam.house.log import Room
from sam.house.status import Order

_MEMORY = {"MALLOC_ARENA_MAX": "2"}
"""glibc gives every thread an arena of its own, which cost the ear 110 MB of 630."""


@dataclass
class Child:
    """A process that was started, and what it has said of itself."""

    room: Room
    process: Process
    port: int = 0
    """The port that it serves on, once it is ready."""
    said: list[str] = field(default_factory=list)
    """Lines for whoever started Sam."""
    failure: str | None = None
    """Why it could not start, in one sentence."""
    enforced: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    adopted: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    async def start(cls, room: Room, command: Sequence[str]) -> Child:
        """Start a process in a session of its own: a terminal's Ctrl-C is for the house alone."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            start_new_session=True,
            env=os.environ | _MEMORY,
        )
        return cls(room, process)

    async def run(self, log_line: Callable[[str], object]) -> int:
        """Take in what it says until it has ended; return its exit code, negative for a signal."""
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            self._take(json.loads(line), log_line)
        return await self.process.wait()

    def order(self, order: Order) -> None:
        """Tell it something; a process that is just ending does not hear it."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.write(order.encode() + b"\n")

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)

    def _take(self, said: dict[str, Any], log_line: Callable[[str], object]) -> None:
        match said["is"]:
            case "ready":
                self.port, self.said = said["port"], said["say"]
                self.enforced, self.missing = tuple(said["enforced"]), tuple(said["missing"])
                self.ready.set()
            case "failed":
                self.failure = said["say"]
            case "adopted":
                self.adopted.set()
            case "log":
                log_line(said["line"])
