"""The calls of test_real_calls.py: who says what to whom, and waiting for each."""

from __future__ import annotations

import audioop
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.calls.telephone import RATE, Placed, Telephone, person, script, turn_files, voice, wav

import callers
from sam.lab.bench_calls import kept_by_id
from sam.lab.scripted import shortcomings
from sam.telephony import sip_headers

HERE = Path(__file__).parent
AT_ONCE = 4
"""Of ten that Sam takes: two cores hold the callers too."""

RAMBLE = (
    "So I was thinking about it the other day, and my sister said the same thing, and then we "
    "talked about it over lunch, and I said well maybe I should just call them up, and she said "
    "yes why don't you, and so here I am calling you up on a Monday, which is funny really, "
    "because Mondays are so busy for me, with the kids and the dog and everything else, and then "
    "the car would not start, so I walked to the corner, and it began to rain, and I forgot my "
    "umbrella at home, and you know how that goes, and anyway as I was saying to my sister"
)

NUMBERS = {"an4/ffmm/cen7-ffmm-b.wav": "+14124218896", "numbers/sample_005.wav": "+16465478901"}
"""Telephone numbers that real people dictated, and what they are."""


def followed(phone: Telephone, name: str, speaker: str) -> Placed:
    """Place a scripted call; once more where a busy machine, or chance, made it go wrong.

    A clinical call that is answered is never excused.
    """
    for _ in range(2):
        placed = phone.follow(name, speaker)
        (kept,) = placed.kept()
        if script(name).clinical:
            assert not [step for step in kept["steps"] if step["code"].startswith("told_")]
        if not shortcomings(script(name), kept):
            break
    return placed


def dictated(phone: Telephone, path: str) -> Placed:
    """Give a number that a real person dictated, inside a scripted call."""
    files = turn_files(phone.folder, script("dictated-number"), voice("joe"))
    files[2] = wav(phone.folder / "people" / f"{Path(path).stem}.wav", person(path))
    for _ in range(2):
        placed = phone.place(files, name=Path(path).stem)
        (kept,) = placed.kept()
        if kept["message"] and kept["message"]["callback"] == NUMBERS[path]:
            break
    return placed


def rambling(phone: Telephone) -> Placed:
    """Talk for half a minute without a pause that ends a turn; then ask something."""
    spoken = callers.speak(RAMBLE, voice("joe"))
    loud = np.abs(spoken.astype(int)) > 300
    without_pauses = spoken[np.convolve(loud, np.ones(RATE // 4), "same") > 0]
    long = np.resize(without_pauses, 30 * RATE)
    files = [wav(phone.folder / "ramble.wav", long), phone.say("How much is Botox?", voice("joe"))]
    return phone.place(files, name="ramble")


def noise(phone: Telephone) -> Placed:
    """Hiss for twenty seconds, as loud as a voice."""
    hiss = np.random.default_rng(5).normal(0, 0.07 * 32768, 20 * RATE)
    files = [wav(phone.folder / "hiss.wav", callers.on_the_telephone(hiss, RATE)), "@wait:60"]
    return phone.place(files, name="hiss")


@dataclass(frozen=True)
class Called:
    """What another SIP stack's caller left."""

    kept: dict[str, Any]


def other_make(phone: Telephone, text: str, seconds: float) -> Called:
    """Call with SIPp, say a text after the greeting, and hang up `seconds` after its beginning."""
    if shutil.which("sipp") is None:
        pytest.skip("apt-get install sip-tester")
    folder = phone.folder / f"sipp-{seconds}"
    folder.mkdir(parents=True)
    samples = callers.speak(text, voice("joe"))
    (folder / "recording.ulaw").write_bytes(audioop.lin2ulaw(samples.tobytes(), 2))
    host, port = phone.sam.uri.rpartition("@")[2].split(":")
    call_id = f"other-make-{seconds}"
    done = subprocess.run(
        [
            *("sipp", f"{host}:{port}", "-sf", HERE / "other_make.xml", "-i", host, "-m", "1"),
            *("-d", str(round(1000 * seconds)), "-cid_str", call_id, "-nostdin"),
            *("-timeout", "60", "-timeout_error", "-trace_err", "-error_file", "errors"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    errors = folder / "errors"
    assert done.returncode == 0, errors.read_text() if errors.exists() else done.stderr
    return Called(kept_by_id(phone.sam)[sip_headers.call_id(call_id)])


class Conversations:
    """Every call that was placed, by its name; calling it waits until that one is over."""

    def __init__(self) -> None:
        self._placed: dict[str, Future[Any]] = {}

    def __call__(self, name: str) -> Any:
        return self._placed[name].result()

    def place(self, pool: ThreadPoolExecutor, jobs: dict[str, Job]) -> None:
        for name, (phone, place) in jobs.items():
            self._placed[name] = pool.submit(place, phone)
            if len(self._placed) < AT_ONCE:
                # A caller that starts takes all of a processor for seconds.
                time.sleep(3)

    def are_over(self) -> None:
        for placed in self._placed.values():
            placed.exception()


Job = tuple[Telephone, Callable[[Telephone], Any]]


def every_call(willow: Telephone, harbor: Telephone) -> dict[str, Job]:
    """Return every call by its name."""
    # The longest first, and not all that need recognising at once.
    return {
        "ramble": (willow, rambling),
        "hiss": (willow, noise),
        "silence": (willow, lambda phone: phone.place(["@wait:90"], name="silence")),
        "first-breath": (willow, lambda phone: followed(phone, "first-breath", "joe")),
        "hours-and-place": (willow, lambda phone: followed(phone, "hours-and-place", "slt_hts")),
        "clinical": (willow, lambda phone: followed(phone, "clinical-in-the-middle", "kumo")),
        "emergency": (willow, lambda phone: followed(phone, "emergency", "joe")),
        "keypad-number": (willow, lambda phone: followed(phone, "keypad-number", "slt_hts")),
        "half-a-word": (
            willow,
            lambda phone: other_make(phone, "I need to reschedule my appointment", 1.0),
        ),
        "other-make": (willow, lambda phone: other_make(phone, "How much is Botox?", 9.0)),
        "harbor-book": (harbor, lambda phone: followed(phone, "harbor-book", "joe")),
        "harbor-clinical": (harbor, lambda phone: followed(phone, "harbor-clinical", "kumo")),
        **{path: (willow, lambda phone, path=path: dictated(phone, path)) for path in NUMBERS},
    }
