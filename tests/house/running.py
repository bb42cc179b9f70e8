"""Houses that tests start, and what they want to know of them."""

from __future__ import annotations

import contextlib
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from ruamel.yaml import YAML

from sam.spa.load import load_spa

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"

EAR = HERE / "stand_in_ear.py"
DESK = HERE / "stand_in_desk.py"
REAL_DESK = "-m sam.house.desk"


def free_port() -> int:
    """Return a port that is free for UDP and TCP."""
    while True:
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind(("127.0.0.1", 0))
            with contextlib.suppress(OSError):
                udp.bind(tcp.getsockname())
                return tcp.getsockname()[1]


def spa_file(folder: Path, example: str = "willow-bloom") -> Path:
    """Copy a sample with ports of its own."""
    text = (EXAMPLES / f"{example}.yaml").read_text()
    value = YAML(typ="safe").load(text)
    for section in ("line", "desk"):
        port = value[section]["port"]
        head, tail = text.split(f"\n{section}:", 1)
        tail = tail.replace(f"port: {port}", f"port: {free_port()}", 1)
        text = f"{head}\n{section}:{tail}"
    path = folder / "spa.yaml"
    path.write_text(text)
    return path


class House:
    """A running house and its output."""

    def __init__(self, spa: Path, data: Path, ear: Path = EAR, desk: object = DESK) -> None:
        self.path, self.data = spa, data
        self.spa = load_spa(spa)
        self.process = subprocess.Popen(
            [sys.executable, HERE / "stand_in_house.py", spa, data, ear, str(desk)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.output.append(line.rstrip())
            self._lines.put(line.rstrip())
        self._lines.put(None)

    def until(self, word: str, seconds: float = 90) -> str:
        """Return the next line of output that holds `word`."""
        deadline = time.monotonic() + seconds
        while True:
            line = self._lines.get(timeout=max(0.01, deadline - time.monotonic()))
            assert line is not None, "\n".join(self.output)
            if word in line:
                return line

    def up(self) -> House:
        """Wait until it serves."""
        self.until("Call Sam")
        self.until("The wall around the desk")
        return self

    def pid(self, program: str) -> int:
        """Return the process id of the child whose command line holds `program`."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        for pid in children.split():
            if program in Path(f"/proc/{pid}/cmdline").read_text():
                return int(pid)
        raise AssertionError(f"no {program} runs")

    def rings(self) -> bool:
        """Say whether the line answers a SIP OPTIONS within a tenth of a second."""
        to = ("127.0.0.1", self.spa.line.port)
        with socket.socket(type=socket.SOCK_DGRAM) as sock:
            sock.bind(("127.0.0.1", 0))
            sock.connect(to)
            sock.settimeout(0.1)
            here = f"127.0.0.1:{sock.getsockname()[1]}"
            with contextlib.suppress(OSError):
                sock.send(
                    f"OPTIONS sip:sam@{to[0]}:{to[1]} SIP/2.0\r\n"
                    f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{time.monotonic_ns()}\r\n"
                    f"From: <sip:probe@{here}>;tag=1\r\nTo: <sip:sam@{to[0]}>\r\n"
                    f"Call-ID: {time.monotonic_ns()}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n"
                    "Content-Length: 0\r\n\r\n".encode()
                )
                return sock.recv(2000).startswith(b"SIP/2.0 200")
            return False

    def page(self) -> int:
        """Return the status of the desk's sign-in page."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.spa.desk.port}/sign-in") as answer:
            return answer.status

    @contextlib.contextmanager
    def caller(self, transport: str = "udp") -> Iterator[Caller]:
        """Place a call from a process of its own."""
        caller = Caller(f"sip:sam@127.0.0.1:{self.spa.line.port};transport={transport}")
        try:
            yield caller
        finally:
            caller.process.kill()
            caller.process.wait()

    def stop(self) -> int:
        """Stop it and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def end(self) -> None:
        """End it whatever it does, and wait for its children."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        wait_until(lambda: not any(naming(self.data)))


class Caller:
    """A call."""

    def __init__(self, to: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, HERE / "stand_in_caller.py", to],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hears(self) -> str:
        """Return what happens next: answered, refused and why, or over."""
        return self.process.stdout.readline().strip()

    def hang_up(self) -> None:
        """Hang up."""
        self.process.stdin.close()


def wait_until(true: Callable[[], object], seconds: float = 60) -> float:
    """Wait until something is true; return how long that took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "it never came true"
        time.sleep(0.02)
    return time.monotonic() - began


def gone(pid: int) -> bool:
    """Say whether a process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def naming(folder: Path) -> Iterator[int]:
    """Yield the processes whose command line names a folder."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if str(folder) in (process / "cmdline").read_text() and not gone(int(process.name)):
                yield int(process.name)
