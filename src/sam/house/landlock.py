"""Landlock: the kernel's own refusal of files and TCP ports, for this process and for good.

Three system calls that libc does not wrap (`landlock_create_ruleset`, `landlock_add_rule`,
`landlock_restrict_self`; numbers are the same on every architecture). Constants are those of
`include/uapi/linux/landlock.h`. A rule binds the calling thread and the threads it starts later,
so `restrict` must be called before the first other thread: before numpy or a speech engine is
imported.

Landlock knows files and, from ABI 4, TCP ports. It knows neither hosts nor UDP.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH, _RULE_PORT = 1, 2

_EXECUTE = 1 << 0
_WRITE_FILE = 1 << 1
_REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
"""remove dir and file; make char, dir, regular, socket, fifo, block, symlink"""
_REFER = 1 << 13
"""link or rename across directories; ABI 2"""
_TRUNCATE = 1 << 14
"""ABI 3"""
_BIND_TCP, _CONNECT_TCP = 1, 2
"""ABI 4"""
_SCOPE_ABSTRACT_SOCKET, _SCOPE_SIGNAL = 1, 2
"""ABI 6"""


class _RulesetAttr(ctypes.Structure):
    _fields_ = (
        ("fs", ctypes.c_uint64),
        ("net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathAttr(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


class _PortAttr(ctypes.Structure):
    _fields_ = (("allowed", ctypes.c_uint64), ("port", ctypes.c_uint64))


@dataclass(frozen=True, slots=True)
class Allowed:
    """The exceptions: everything that is not here is refused."""

    write_below: tuple[Path, ...] = ()
    """Folders in which files may be made, written and removed."""
    write_files: tuple[Path, ...] = (Path("/dev/null"),)
    """Existing files that may be opened for writing."""
    bind_tcp: frozenset[int] = frozenset()
    """TCP ports that may be listened on; 0 is any free port."""
    connect_tcp: frozenset[int] = frozenset()
    """TCP ports, on whatever host, that may be connected to."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the kernel now holds."""

    abi: int
    """Landlock's ABI; 0 where this kernel has none."""
    files: bool
    tcp: bool


def abi() -> int:
    """Return the kernel's Landlock ABI, 0 where there is none or it is switched off."""
    version: int = _libc().syscall(
        ctypes.c_long(_CREATE_RULESET), None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG)
    )
    return max(version, 0)


def restrict(allowed: Allowed) -> Held:
    """Refuse every file write, every exec and every TCP port that is not `allowed`, for good.

    RuntimeError if another thread already runs (the kernel would leave it free), OSError if the
    kernel knows Landlock but refuses the rules. Needs PR_SET_NO_NEW_PRIVS, or root.
    """
    version = abi()
    if version == 0:
        return Held(abi=0, files=False, tcp=False)
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        raise RuntimeError("Landlock must be raised before the first thread is started")
    libc = _libc()
    changing = _WRITE_FILE | _REMOVE_AND_MAKE
    changing |= _REFER if version >= 2 else 0
    changing |= _TRUNCATE if version >= 3 else 0
    attr = _RulesetAttr(
        fs=changing | _EXECUTE,
        net=_BIND_TCP | _CONNECT_TCP if version >= 4 else 0,
        scoped=_SCOPE_ABSTRACT_SOCKET | _SCOPE_SIGNAL if version >= 6 else 0,
    )
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _checked(
        libc.syscall(
            ctypes.c_long(_CREATE_RULESET),
            ctypes.byref(attr),
            ctypes.c_size_t(size),
            ctypes.c_uint32(0),
        ),
        "create a ruleset",
    )
    try:
        for folder in allowed.write_below:
            _allow_path(libc, ruleset, folder, changing)
        for file in allowed.write_files:
            # Only rights that make sense for a file may be named for one.
            _allow_path(libc, ruleset, file, changing & (_WRITE_FILE | _TRUNCATE))
        if version >= 4:
            _allow_ports(libc, ruleset, allowed.bind_tcp, _BIND_TCP)
            _allow_ports(libc, ruleset, allowed.connect_tcp, _CONNECT_TCP)
        _checked(
            libc.syscall(ctypes.c_long(_RESTRICT_SELF), ctypes.c_int(ruleset), ctypes.c_uint32(0)),
            "restrict this process",
        )
    finally:
        os.close(ruleset)
    return Held(abi=version, files=True, tcp=version >= 4)


def _allow_path(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        attr = _PathAttr(allowed=rights, parent=parent)
        _add(libc, ruleset, _RULE_PATH, attr, f"allow {path}")
    finally:
        os.close(parent)


def _allow_ports(libc: ctypes.CDLL, ruleset: int, ports: Iterable[int], right: int) -> None:
    for port in sorted(ports):
        _add(libc, ruleset, _RULE_PORT, _PortAttr(allowed=right, port=port), f"allow port {port}")


def _add(libc: ctypes.CDLL, ruleset: int, kind: int, attr: ctypes.Structure, what: str) -> None:
    _checked(
        libc.syscall(
            ctypes.c_long(_ADD_RULE),
            ctypes.c_int(ruleset),
            ctypes.c_int(kind),
            ctypes.byref(attr),
            ctypes.c_uint32(0),
        ),
        what,
    )


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock could not {what}: {os.strerror(number)}")
    return result
