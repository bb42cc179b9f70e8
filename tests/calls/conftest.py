from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.calls.telephone import ROOT, Telephone

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
