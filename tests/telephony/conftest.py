from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sam.spa.line import Line as LineConfig
from sam.telephony.line import Leg
from sam.telephony.sip import SipLine

EAR = Path(__file__).with_name("ear.py")


class EarProcess:
    """An ear in a process of its own, and everything that it has said."""

    def __init__(self, **settings: Any) -> None:
        settings = {"port": 0, **settings}
        self.process = subprocess.Popen(
            [sys.executable, str(EAR), json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said: list[dict[str, Any]] = []
        self._read = 0
        self._news = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()
        first = self.wait("up", "error")
        self.port: int = first.get("port", 0)
        self.complaint: str = first.get("text", "")

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.said.append(json.loads(line))
                self._news.notify_all()

    def wait(self, *events: str, seconds: float = 15.0, of: str | None = None) -> dict[str, Any]:
        """The next event of one of these kinds, of one call where `of` is its id.

        Those before it are passed over.
        """
        until = time.monotonic() + seconds
        with self._news:
            while True:
                while self._read < len(self.said):
                    self._read += 1
                    said = self.said[self._read - 1]
                    if said["event"] in events and of in (None, said.get("call_id")):
                        return said
                left = until - time.monotonic()
                assert left > 0, f"the ear did not say {events}, only {self.said}"
                self._news.wait(left)

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def uri(self, name: str) -> str:
        return f"sip:{name}@127.0.0.1:{self.port}"

    def stop(self) -> str:
        """Close the ear; return what came out of its standard error."""
        if self.process.poll() is None:
            self.tell("stop")
        assert self.process.stderr is not None
        said = self.process.stderr.read()
        self.process.wait(10)
        return said


@pytest.fixture
def start_ear() -> Iterator[Callable[..., EarProcess]]:
    ears: list[EarProcess] = []

    def start(**settings: Any) -> EarProcess:
        ears.append(EarProcess(**settings))
        return ears[-1]

    yield start
    for ear in ears:
        ear.stop()


@pytest.fixture(scope="module")
def shared_ear() -> Iterator[EarProcess]:
    made = EarProcess(max_calls=10, options={"rtp_timeout": 2})
    yield made
    made.stop()


@pytest.fixture
def ear(shared_ear: EarProcess) -> EarProcess:
    """One ear for a module; each test hears only what is said from here on."""
    shared_ear._read = len(shared_ear.said)
    return shared_ear


@pytest.fixture
async def line() -> AsyncIterator[SipLine]:
    """The test's own line, to call the ear with."""

    async def refuse(leg: Leg) -> None:
        await leg.refuse()

    made = SipLine(LineConfig(port=0, max_calls=30), measuring=True)
    await made.start(refuse)
    yield made
    await made.stop()
