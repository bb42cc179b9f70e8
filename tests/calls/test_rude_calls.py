"""Calls that are about time: speaking into Sam's words, and many callers at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.calls.telephone import Telephone, voice

from sam.lab.bench_calls import kept_by_id

pytestmark = [pytest.mark.sip, pytest.mark.slow, pytest.mark.timeout(400)]

SILENT_WITHIN_MS = 250


def barge_in(phone: Telephone, after_ms: int, *files: Path) -> tuple[list[dict[str, Any]], Any]:
    """Speak `after_ms` after Sam begins to; return what was measured, and what was kept."""
    caller = Path(__file__).with_name("rude_caller.py")
    command = [sys.executable, caller, phone.sam.uri, str(after_ms), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return records, kept_by_id(phone.sam)[records[-1]["call_id"]]


def test_a_caller_who_speaks_into_the_greeting_silences_sam_and_is_understood(
    willow: Telephone,
) -> None:
    question = willow.say("How much is Botox?", voice("joe"))
    # The machine may be busy with something else: the better of two is Sam's own doing.
    fastest = float("inf")
    for _ in range(2):
        (turn, call), kept = barge_in(willow, 1500, question)
        assert call["barge_in_ms"] is not None, "the caller did not speak into the greeting"
        assert turn["latency_ms"] is not None
        assert "told_price" in {step["code"] for step in kept["steps"]}
        fastest = min(fastest, call["barge_in_ms"])
        if fastest <= SILENT_WITHIN_MS:
            break
    assert fastest <= SILENT_WITHIN_MS


def test_ten_callers_at_once_are_all_answered_and_all_kept(willow: Telephone) -> None:
    # A sentence a turn: ten callers and Sam share the machine, and may be slow together.
    texts = ("I need to cancel my appointment.", "My name is David.", "Yes.", "Yes.", "No. Bye.")
    files = [willow.say(text, voice("joe")) for text in texts]
    placed = willow.place(files, "--calls", 10, "--caller", "+14795550189", name="ten")
    assert max(call["answer_ms"] for call in placed.calls) < 5000
    found = [
        (kept["outcome"], kept["message"] and kept["message"]["callback"]) for kept in placed.kept()
    ]
    assert found == [("message", "+14795550189")] * 10
