from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sam.repertoire.repertoire import Repertoire
from sam.spa.file import SpaFile
from sam.spa.load import load_spa_file

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 23)
"""A Monday: willow-bloom is closed, harbor-skin is open, and Thanksgiving is on Thursday."""

WILLOW, HARBOR = (
    load_spa_file(EXAMPLES / name, TODAY) for name in ("willow-bloom.yaml", "harbor-skin.yaml")
)


@pytest.fixture(params=[WILLOW, HARBOR], ids=["willow-bloom", "harbor-skin"])
def spa_file(request: pytest.FixtureRequest) -> SpaFile:
    file: SpaFile = request.param
    return file


@pytest.fixture
def willow() -> Repertoire:
    return Repertoire(WILLOW)


@pytest.fixture
def harbor() -> Repertoire:
    return Repertoire(HARBOR)
