from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sam.spa.complaint import Complaint, SpaFileError
from sam.spa.load import load_spa_file

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 23)

Broken = Callable[..., list[Complaint]]


@pytest.fixture(params=["willow-bloom.yaml", "harbor-skin.yaml"])
def example(request: pytest.FixtureRequest) -> Path:
    return EXAMPLES / request.param


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """Change one of the examples, pair by pair, and return what is found wrong with it."""

    def check(*pairs: tuple[str, str], of: str = "willow-bloom.yaml") -> list[Complaint]:
        text = (EXAMPLES / of).read_text()
        for old, new in pairs:
            assert old in text, f"the example has no {old!r} any more"
            text = text.replace(old, new, 1)
        file = tmp_path / "spa.yaml"
        file.write_text(text)
        try:
            return list(load_spa_file(file, TODAY).warnings)
        except SpaFileError as error:
            return list(error.complaints)

    return check
