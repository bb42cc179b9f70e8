"""Draws the README's picture of the desk from a real store: `python -m tests.desk.picture`.

The people in it are the example calls; nobody is called so.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page
from tests.desk.browser import browser, served
from tests.desk.cast import NAME, PASSWORD, Clock, Desk, sample_spa

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def draw(folder: Path) -> Path:
    """Write `desk.png` into a folder and return its path."""
    picture = folder / "desk.png"
    with TemporaryDirectory() as data:
        desk = Desk.open(sample_spa("willow-bloom"), Path(data), Clock())
        desk.fill()
        with (
            served(desk.app) as base,
            browser() as chromium,
            chromium.new_context(device_scale_factor=1.5, reduced_motion="reduce") as context,
        ):
            page = context.new_page()
            page.set_viewport_size({"width": 960, "height": 1010})
            _sign_in(page, f"{base}/welcome#{desk.code()}")
            page.get_by_role("button", name="Mark called back: Priya Specimen").click()
            page.get_by_role("region", name="Called back").wait_for()
            page.goto(f"{base}/messages")
            page.screenshot(path=picture)
        desk.store.close()
    return picture


def _sign_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", name="Messages").wait_for()


if __name__ == "__main__":
    print(draw(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES))
