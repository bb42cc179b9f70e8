from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.calls.telephone import ROOT, Telephone, script, voice

from record_scripts import record
from sam.lab.running import running


def telephone(spa: str, folder: Path) -> Iterator[Telephone]:
    with pytest.MonkeyPatch.context() as patched:
        # What Sam's processes leave in temporary folders is then found in one place.
        (folder / "temporary").mkdir()
        patched.setenv("TMPDIR", str(folder / "temporary"))
        started = running(ROOT / "examples" / f"{spa}.yaml", folder / "house")
        sam = started.__enter__()
    try:
        yield Telephone(sam, folder / "caller")
    finally:
        started.__exit__(None, None, None)


@pytest.fixture(scope="session")
def willow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telephone]:
    """Willow & Bloom's Sam, started as its users start it."""
    yield from telephone("willow-bloom", tmp_path_factory.mktemp("willow"))


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telephone]:
    """Harbor Skin's Sam: a spa of another kind, in another time zone."""
    yield from telephone("harbor-skin", tmp_path_factory.mktemp("harbor"))


KILLS = """
import json, pathlib, sys
from sam.lab.bench_kill import bench
spa, recordings, voice = sys.argv[1:]
print(json.dumps(bench(pathlib.Path(spa), pathlib.Path(recordings), voice, kills=2)))
"""


@pytest.fixture(scope="session")
def kills(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """The benchmark that kills a Sam of its own, beside the other calls."""
    folder, speaker = tmp_path_factory.mktemp("kills"), voice("joe")
    record(folder, [speaker], [script("quick")])
    process = subprocess.Popen(
        [sys.executable, "-c", KILLS, ROOT / "examples" / "willow-bloom.yaml", folder, speaker],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # it stops its own Sam
        process.wait()
