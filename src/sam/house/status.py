"""What a child process tells the house, and the house tells it.

A child's standard output is a pipe to the house: one JSON object a line, each with `is`:

`ready`    it serves; with its wall, its memory and lines for whoever started Sam
`failed`   it cannot start; `say` is one sentence of what to do, and its exit code is a `Failure`
`adopted`  it goes by the edited spa file from now on
`log`      one line of the log, checked already

Text passes in `ready` and `failed` only, that is before the first call: afterwards nothing that
a child could have heard has a way out here. The house answers on the child's standard input with
an `Order` a line; its end, when the house is gone, means to finish and leave.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any, NoReturn

from sam.house.wall import Wall, discard_output


class Order(StrEnum):
    """What the house tells a child."""

    ADOPT = "adopt"
    """The spa file was edited and is good: go by it."""
    EAR_GONE = "ear_gone"
    """To the desk: the ear ended, and whatever call it was on ended with it."""


class Failure(IntEnum):
    """Exit codes of a child that will not do better the next time; names are of sysexits.h."""

    ADDRESS = 69
    """EX_UNAVAILABLE: a port is in use, or an address is not this machine's."""
    SOFTWARE = 70
    """EX_SOFTWARE: something that nobody foresaw."""
    MODEL = 72
    """EX_OSFILE: a model is missing or damaged."""
    DISK = 74
    """EX_IOERR: the data folder cannot be used."""
    KEY = 77
    """EX_NOPERM: a key cannot be read, or is not the right one."""
    SPA = 78
    """EX_CONFIG: the spa file."""


class Status:
    """The child's end."""

    def __init__(self) -> None:
        """Take over standard output; whatever else prints there goes nowhere from now on."""
        self._pipe = os.dup(1)
        # A house that does not read must not stop a call: a line that finds no room is dropped.
        os.set_blocking(self._pipe, False)
        discard_output()
        self.is_ready = False
        """Whether calls can have come."""

    @contextlib.contextmanager
    def starting(self) -> Iterator[None]:
        """Tell the house of whatever goes wrong in here; for the time before any call."""
        try:
            yield
        except Exception as error:
            self.failed(Failure.SOFTWARE, unforeseen(error))

    def ready(self, wall: Wall, port: int, say: Sequence[str] = ()) -> None:
        """Say that this process serves on a port; `say` is for whoever started Sam."""
        self.is_ready = True
        self._send(
            {
                "is": "ready",
                "port": port,
                "enforced": list(wall.enforced),
                "missing": list(wall.missing),
                "say": list(say),
            }
        )

    def failed(self, code: Failure, sentence: str) -> NoReturn:
        """Say why this process cannot start, and end it."""
        self._send({"is": "failed", "say": sentence})
        # No clean-up: engines and stacks that are half started could hang here.
        os._exit(code)

    def adopted(self) -> None:
        """Say that the edited spa file is in use."""
        self._send({"is": "adopted"})

    def log(self, line: str) -> None:
        """Pass on a line of the log; `sam.house.log.start` takes this."""
        self._send({"is": "log", "line": line})

    def _send(self, value: dict[str, Any]) -> None:
        with contextlib.suppress(BlockingIOError, BrokenPipeError):
            os.write(self._pipe, json.dumps(value).encode() + b"\n")


def unforeseen(error: BaseException) -> str:
    """Return what to say of an error in our own code, where it cannot hold a caller's words."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"This should not have happened: {type(error).__name__} in {Path(last.filename).name} "
        f"line {last.lineno}: {error}. Please report it."
    )


def memory_mb() -> float:
    """Return this process's resident memory in MB, from /proc."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def memory_returner() -> Callable[[], object]:
    """Return a function that gives memory freed by C libraries back to the system (glibc).

    Engines leave 60 MB of what they needed to load, and of what a call needed, in glibc's hands.
    Ask for the function before the wall's hook closes `dlopen`.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return (lambda: trim(0)) if trim is not None else (lambda: None)


def alive_seconds() -> float:
    """Return how long ago this process was started, interpreter and imports included."""
    # Field 22 is the start, in clock ticks since boot; the name before it may hold spaces.
    ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    return uptime - ticks / os.sysconf("SC_CLK_TCK")
