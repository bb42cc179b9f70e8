"""The wall around a child process: what it may not do, held by the kernel where it can be.

The ear (which hears) may change no file, run no program and connect to nothing but its own line
and the keeper's socket. The desk (which stores) may write in its data folder alone. Every part is
raised at start and cannot be taken down again by the process. `Wall` says, guard by guard, what
this kernel enforces and what it does not.

Two steps, because an engine needs a moment of freedom at start:

1. `raise_first`, before the first thread: no core dumps, no debugger, no new privileges, Landlock.
2. `close_behind`, when everything is loaded and open: no file grows by a byte, Python's own audit
   hook refuses what Landlock cannot see, native output is discarded.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sam.house import landlock

_PR_SET_DUMPABLE, _PR_GET_DUMPABLE = 4, 3
_PR_SET_NO_NEW_PRIVS = 38


class Guard(StrEnum):
    """One thing that the wall holds."""

    CORE = "no_core_dump"
    """Memory is not written to disk when the process crashes."""
    DEBUGGER = "no_debugger"
    """Nobody but root can read its memory (PR_SET_DUMPABLE 0)."""
    PRIVILEGES = "no_new_privileges"
    FILES = "no_file_changes"
    """Landlock: nothing is made, written, cut or removed outside the allowed folders."""
    PROGRAMS = "no_programs"
    """Landlock: no program can be run."""
    TCP = "tcp_ports"
    """Landlock: TCP is bound and connected on the allowed ports only. Hosts are not limited."""
    UDP = "udp"
    """Never held by Landlock; needs the host's firewall."""
    GROWTH = "no_file_grows"
    """RLIMIT_FSIZE 0: not even in its scratch folder, not even through an open file."""
    HOOK = "python_hook"
    """Python's audit hook refuses files, sockets and processes before the kernel is asked."""
    OUTPUT = "native_output_discarded"
    """What C libraries print goes nowhere."""
    SCRATCH = "scratch_in_memory"
    """Its temporary folder is private and lies in memory."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What is enforced around a process, and what is not."""

    enforced: tuple[Guard, ...] = ()
    missing: tuple[Guard, ...] = ()

    def __add__(self, other: Wall) -> Wall:
        return Wall(self.enforced + other.enforced, self.missing + other.missing)

    @property
    def sentence(self) -> str:
        """One line for the start-up output."""
        held = ", ".join(self.enforced) or "nothing"
        return f"enforced: {held}; not enforced: {', '.join(self.missing) or 'nothing'}"


def raise_first(allowed: landlock.Allowed, scratch: Path) -> Wall:
    """Raise what must stand before the first thread starts.

    `scratch` becomes the process's temporary folder; it must exist, private to this user.
    """
    held: dict[Guard, bool] = {}
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    held[Guard.CORE] = True
    held[Guard.DEBUGGER] = _prctl(_PR_SET_DUMPABLE, 0) and not _prctl_value(_PR_GET_DUMPABLE)
    held[Guard.PRIVILEGES] = _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    os.umask(0o077)
    os.environ["TMPDIR"] = str(scratch)
    tempfile.tempdir = str(scratch)
    held[Guard.SCRATCH] = _in_memory(scratch)
    kernel = landlock.restrict(allowed)
    held[Guard.FILES] = held[Guard.PROGRAMS] = kernel.files
    held[Guard.TCP] = kernel.tcp
    held[Guard.UDP] = False
    return _wall(held)


def close_behind(connect: frozenset[str]) -> Wall:
    """Close the ear's door behind it, once models are loaded and the line is open.

    `connect`: paths of the Unix sockets that may still be connected to. Standard output and
    standard error go nowhere from here on, so log through a pipe opened before.
    """
    # A write past the limit must fail as an error, not kill the process.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    discard_output()
    sys.addaudithook(_hook(connect))
    return Wall((Guard.GROWTH, Guard.OUTPUT, Guard.HOOK))


def discard_output() -> None:
    """Send standard output and error, of Python and of C libraries, to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    for number in (1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)


_PROCESSES = frozenset(
    {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"}
    | {"os.system", "pty.spawn", "os.startfile"}
)
_LOOKUPS = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)
_OTHER = frozenset({"ctypes.dlopen", "sqlite3.connect", "socket.bind", "os.mkdir", "os.rename"})
_SENDS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _hook(connect: frozenset[str]) -> Callable[[str, tuple[Any, ...]], None]:
    """Build the audit hook (PEP 578). It cannot be removed again."""
    refused = _PROCESSES | _LOOKUPS | _OTHER

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if flags & _WRITING and path != os.devnull:
                raise PermissionError("the ear writes no files")
        elif event in _SENDS:
            address = args[1]
            # None: sendmsg on a socket that is connected already.
            if address is not None and address not in connect:
                raise PermissionError("the ear connects to nothing but its line and the keeper")
        elif event in refused:
            raise PermissionError(f"the ear may not do this: {event}")

    return refuse


def private_folder(prefix: str = "sam-") -> Path:
    """Make a folder that only this user can enter, in memory where the machine has /dev/shm."""
    shared_memory = Path("/dev/shm")  # noqa: S108 -- mkdtemp makes a private folder in it
    usable = shared_memory.is_dir() and os.access(shared_memory, os.W_OK | os.X_OK)
    return Path(tempfile.mkdtemp(prefix=prefix, dir=shared_memory if usable else None))


def _in_memory(folder: Path) -> bool:
    """Say whether the folder lies on a tmpfs or ramfs, from /proc/mounts."""
    found, kind = "", ""
    real = str(folder.resolve())
    for line in Path("/proc/self/mounts").read_text().splitlines():
        _, mounted, filesystem, *_ = line.split()
        inside = real == mounted or real.startswith(mounted.rstrip("/") + "/")
        if inside and len(mounted) >= len(found):
            found, kind = mounted, filesystem
    return kind in {"tmpfs", "ramfs"}


def _wall(held: dict[Guard, bool]) -> Wall:
    return Wall(
        tuple(guard for guard, yes in held.items() if yes),
        tuple(guard for guard, yes in held.items() if not yes),
    )


def _prctl(option: int, value: int) -> bool:
    return _prctl_call(option, value) == 0


def _prctl_value(option: int) -> int:
    return _prctl_call(option, 0)


def _prctl_call(option: int, value: int) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    word = ctypes.c_ulong
    result: int = libc.prctl(ctypes.c_int(option), word(value), word(0), word(0), word(0))
    return result
