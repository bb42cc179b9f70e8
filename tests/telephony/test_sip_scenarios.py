"""The line against another SIP implementation: SIPp, from Debian's sip-tester."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.telephony.conftest import EarProcess

pytestmark = [
    pytest.mark.sip,
    pytest.mark.skipif(shutil.which("sipp") is None, reason="apt-get install sip-tester"),
]

SCENARIOS = Path(__file__).parent / "scenarios"


def sipp(ear: EarProcess, folder: Path, *arguments: str) -> None:
    """Run SIPp against the ear; the test fails with its errors if any call fails."""
    done = subprocess.run(
        [
            *("sipp", f"127.0.0.1:{ear.port}", "-i", "127.0.0.1", "-nostdin", "-timeout", "20"),
            *("-timeout_error", "-trace_err", "-error_file", str(folder / "errors"), *arguments),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=40,
    )
    errors = folder / "errors"
    assert done.returncode == 0, errors.read_text() if errors.exists() else done.stderr


def test_a_transfer_that_is_taken_ends_sams_call(ear: EarProcess, tmp_path: Path) -> None:
    scenario = ["-sf", str(SCENARIOS / "transferred.xml"), "-m", "1", "-s", "transfer~9"]
    sipp(ear, tmp_path, *scenario, "-key", "outcome", "200 OK")
    assert ear.wait("transferred", "error")["event"] == "transferred"


def test_a_transfer_whose_target_is_busy_leaves_the_call_to_sam(
    ear: EarProcess, tmp_path: Path
) -> None:
    scenario = ["-sf", str(SCENARIOS / "transferred.xml"), "-m", "1", "-s", "transfer~9"]
    sipp(ear, tmp_path, *scenario, "-key", "outcome", "486 Busy Here")
    assert "the transfer was refused: 486 Busy Here" in ear.wait("transferred", "error")["text"]
    assert ear.wait("after")["over"] is False


@pytest.mark.parametrize("transport", ["u1", "t1"], ids=["udp", "tcp"])
def test_thirty_short_calls_in_a_row_are_all_answered_and_ended(
    ear: EarProcess, tmp_path: Path, transport: str
) -> None:
    sipp(ear, tmp_path, *("-sn", "uac", "-t", transport, "-m", "30", "-r", "15", "-d", "200"))
