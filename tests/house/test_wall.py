"""The wall: a process behind it tries what it must not be able to do."""

from __future__ import annotations

import json
import os
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from sam.house import landlock
from sam.house.wall import Guard, private_folder


@pytest.fixture(autouse=True)
def scratch() -> Iterator[Path]:
    folder = private_folder()
    yield folder
    shutil.rmtree(folder)


needs_landlock = pytest.mark.skipif(landlock.abi() == 0, reason="this kernel has no Landlock")
needs_tcp_rules = pytest.mark.skipif(landlock.abi() < 4, reason="Landlock here knows no ports")

BEHIND = """
import ctypes, json, os, resource, signal, socket, sys
from pathlib import Path
from sam.house import landlock
from sam.house.wall import close_behind, raise_first
scratch, folder = Path(sys.argv[1]), Path(sys.argv[2])
free_port, keeper = int(sys.argv[3]), sys.argv[4]
answers = os.fdopen(os.dup(1), "w")
libc = ctypes.CDLL(None, use_errno=True)
def native(name, *args):
    # What a C library would do, past Python's hook.
    return getattr(libc, name)(*args)
wall = raise_first(
    landlock.Allowed(write_below=(scratch,), bind_tcp=frozenset({{free_port}})), scratch
)
early = open(scratch / "early", "wb", buffering=0)
if {closed}:
    wall += close_behind(frozenset({{keeper}}))
def attempt(action):
    try:
        return str(action())
    except BaseException as error:
        return type(error).__name__
tried = {{name: attempt(action) for name, action in dict({attempts}).items()}}
answers.write(json.dumps(tried))
answers.flush()
"""


def run_behind(
    scratch: Path, tmp_path: Path, attempts: str, *, closed: bool = True, port: int = 0
) -> dict[str, str]:
    """Run a child that raises the wall, then tries each of `attempts`; return what came of it."""
    (tmp_path / "old").write_text("before")
    code = BEHIND.format(attempts=attempts, closed=closed)
    child = subprocess.run(
        [sys.executable, "-c", code, scratch, tmp_path, str(port), tmp_path / "keeper.sock"],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
    )
    assert child.returncode == 0, child.stderr.decode()
    answer: dict[str, str] = json.loads(child.stdout)
    return answer


Behind = Callable[..., dict[str, str]]


@pytest.fixture
def behind_the_wall(scratch: Path, tmp_path: Path) -> Behind:
    return partial(run_behind, scratch, tmp_path)


@needs_landlock
def test_the_kernel_refuses_every_file_outside_the_scratch_folder(
    behind_the_wall: Behind, tmp_path: Path
) -> None:
    answer = behind_the_wall(
        """
        make=lambda: open(folder / "new", "w"),
        append=lambda: open(folder / "old", "a"),
        cut=lambda: os.truncate(folder / "old", 0),
        remove=lambda: os.remove(folder / "old"),
        rename=lambda: os.rename(folder / "old", folder / "older"),
        folder=lambda: os.mkdir(folder / "sub"),
        link=lambda: os.symlink("/etc", folder / "link"),
        pipe=lambda: os.mkfifo(folder / "pipe"),
        native=lambda: native("creat", str(folder / "n").encode(), 0o600),
        nowhere=lambda: open("/dev/null", "w").close(),
        """,
        closed=False,
    )
    assert answer.pop("native") == "-1"
    assert answer.pop("nowhere") == "None"
    assert set(answer.values()) == {"PermissionError"}
    assert [file.name for file in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text() == "before"


def test_once_the_door_is_closed_no_file_grows_not_even_an_open_one_in_scratch(
    behind_the_wall: Behind,
) -> None:
    answer = behind_the_wall(
        """
        open_file=lambda: early.write(b"words"),
        native=lambda: native("write", early.fileno(), b"words", 5),
        scratch=lambda: open(scratch / "new", "w"),
        """,
    )
    assert answer == {"open_file": "OSError", "native": "-1", "scratch": "PermissionError"}


@needs_landlock
def test_no_program_can_be_run_by_python_or_by_a_c_library(behind_the_wall: Behind) -> None:
    code = """
        run=lambda: __import__("subprocess").run(["/bin/true"]),
        execute=lambda: os.execv("/bin/true", ["true"]),
        native=lambda: native("execv", b"/bin/true", (ctypes.c_char_p * 2)(b"true", None)),
        shell=lambda: native("system", b"echo words > /dev/shm/words") >> 8,
        """
    before = behind_the_wall(code, closed=False)
    assert before == {
        "run": "PermissionError",
        "execute": "PermissionError",
        "native": "-1",
        "shell": "127",
    }


def test_python_may_not_even_fork_once_the_door_is_closed(behind_the_wall: Behind) -> None:
    answer = behind_the_wall(
        """
        fork=lambda: os.fork(),
        run=lambda: __import__("subprocess").run(["/bin/true"]),
        system=lambda: os.system("true"),
        library=lambda: ctypes.CDLL("libm.so.6"),
        lookup=lambda: socket.getaddrinfo("example.com", 80),
        database=lambda: __import__("sqlite3").connect(":memory:"),
        """,
    )
    assert set(answer.values()) == {"PermissionError"}


@needs_tcp_rules
def test_tcp_reaches_nobody_and_listens_on_the_line_s_port_alone(behind_the_wall: Behind) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with socket.create_server(("127.0.0.1", 0)) as other:
            free_port = other.getsockname()[1]
        answer = behind_the_wall(
            f"""
            connect=lambda: socket.create_connection(("127.0.0.1", {port})),
            own=lambda: socket.create_server(("127.0.0.1", free_port)).close(),
            another=lambda: socket.create_server(("127.0.0.1", 0)),
            """,
            closed=False,
            port=free_port,
        )
    assert answer == {"connect": "PermissionError", "own": "None", "another": "PermissionError"}


def test_python_connects_to_the_keeper_s_socket_and_to_no_other(
    behind_the_wall: Behind, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX) as keeper, socket.socket(socket.AF_UNIX) as other:
        keeper.bind(str(tmp_path / "keeper.sock"))
        keeper.listen()
        other.bind(str(tmp_path / "other.sock"))
        other.listen()
        answer = behind_the_wall(
            """
            keeper=lambda: socket.socket(socket.AF_UNIX).connect(keeper),
            other=lambda: socket.socket(socket.AF_UNIX).connect(str(folder / "other.sock")),
            tcp=lambda: socket.socket().connect(("127.0.0.1", 9)),
            udp=lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"w", ("127.0.0.1", 9)),
            """,
        )
    assert answer == {
        "keeper": "None",
        "other": "PermissionError",
        "tcp": "PermissionError",
        "udp": "PermissionError",
    }


def test_a_crash_leaves_no_core(scratch: Path, tmp_path: Path) -> None:
    # The parent allows cores of any size; the wall must take that back.
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
    code = BEHIND.format(attempts="", closed=True) + "os.abort()"
    child = subprocess.Popen(
        [sys.executable, "-c", code, scratch, tmp_path, "0", "keeper"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status = os.waitpid(child.pid, 0)
    child.returncode = 0
    assert os.WIFSIGNALED(status) and not os.WCOREDUMP(status)
    assert list(tmp_path.iterdir()) == []


def test_the_process_cannot_take_its_limits_back_or_be_read_by_its_own_user(
    behind_the_wall: Behind,
) -> None:
    answer = behind_the_wall(
        """
        core=lambda: resource.getrlimit(resource.RLIMIT_CORE),
        growth=lambda: resource.getrlimit(resource.RLIMIT_FSIZE),
        debugger=lambda: native("prctl", 3, 0, 0, 0, 0),
        privileges=lambda: native("prctl", 39, 0, 0, 0, 0),
        """,
    )
    assert answer == {"core": "(0, 0)", "growth": "(0, 0)", "debugger": "0", "privileges": "1"}


def test_what_a_c_library_prints_goes_nowhere(behind_the_wall: Behind) -> None:
    # `behind_the_wall` reads standard output as one JSON object: a word more would break it.
    answer = behind_the_wall(
        """
        out=lambda: native("dprintf", 1, b"words"),
        err=lambda: native("dprintf", 2, b"words"),
        """,
    )
    assert answer == {"out": "5", "err": "5"}


@needs_tcp_rules
def test_the_wall_says_what_it_holds_and_what_it_does_not(behind_the_wall: Behind) -> None:
    answer = behind_the_wall(
        'held=lambda: " ".join(wall.enforced), missing=lambda: " ".join(wall.missing)'
    )
    assert answer["missing"] == Guard.UDP
    assert set(answer["held"].split()) == set(Guard) - {Guard.UDP}


@needs_landlock
def test_the_wall_refuses_to_be_raised_too_late() -> None:
    code = (
        "import threading, time; from sam.house import landlock\n"
        "threading.Thread(target=time.sleep, args=(1,)).start()\n"
        "landlock.restrict(landlock.Allowed())"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert b"before the first thread" in child.stderr


def test_the_scratch_folder_is_private() -> None:
    folder = private_folder()
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.rmdir()
