"""The whole way of a first person through the desk, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.desk.browser import browser, served
from tests.desk.cast import NAME, PASSWORD, Desk
from tests.desk.example_calls import call_id

from sam.desk import listing
from sam.desk.server import first_link

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let open pages ask every second, so that nobody waits for them."""
    monkeypatch.setattr(listing, "REFRESH", "every 1s")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[BrowserContext]:
    with browser() as chromium, chromium.new_context(reduced_motion="reduce") as context:
        yield context


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong on a page, by rule and place."""
    # Evaluated by the debugger, so the page's own policy stays as strict as it is served.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{page.url} {fault['id']}: {node['target']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def in_every_look(page: Page) -> list[str]:
    """Return axe's findings on a telephone in light and at a desk in dark.

    Colours change with the scheme and places with the width, neither with both.
    """
    found = []
    for scheme, width in (("light", 390), ("dark", 1180)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        found += faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    return found


def test_a_first_person_walks_from_the_link_to_signing_out(
    desk: Desk, context: BrowserContext
) -> None:
    said: list[str] = []
    asked: list[str] = []
    with served(desk.app) as base:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        port = int(base.rpartition(":")[2])
        link = first_link(desk.data, "127.0.0.1", port, clock=desk.clock)
        assert link is not None
        code = link.partition("#")[2]

        page.goto(link)
        expect(page.get_by_label("One-time code")).to_be_hidden()
        assert page.url == f"{base}/welcome"
        found = in_every_look(page)
        page.get_by_label("Your name").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Begin").click()

        expect(page.get_by_role("heading", name="No messages yet")).to_be_visible()
        found += in_every_look(page)
        desk.fill()
        # The page finds them by itself.
        expect(page.get_by_text("Jessica Example")).to_be_visible(timeout=12_000)
        found += in_every_look(page)
        expect(page.get_by_role("link", name="Call (479) 555-0140")).to_have_attribute(
            "href", "tel:+14795550140"
        )

        page.get_by_role("button", name="Mark called back: Jessica Example").press("Enter")
        done = page.get_by_role("region", name="Called back")
        expect(done.get_by_text(re.compile("Dana, today at"))).to_be_visible()
        # The message has moved, and the keyboard with it: the same key takes a slip back.
        expect(done.get_by_role("button")).to_be_focused()
        found += in_every_look(page)
        marked = desk.store.call(call_id(1)).message
        assert marked is not None
        assert marked.called_back_at is not None
        done.get_by_role("button", name="Undo: Jessica Example was not called back").click()
        expect(done).to_be_hidden()

        page.get_by_role("link", name="Calls", exact=True).click()
        expect(
            page.get_by_text("crossed the line: a person was asked to call back")
        ).to_be_visible()
        found += in_every_look(page)

        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        found += in_every_look(page)
        page.goto(f"{base}/messages")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    assert found == []
    assert said == []
    assert {url.partition("/static")[0][: len(base)] for url in asked} == {base}
    assert not [url for url in asked if code in url or "555" in url.removeprefix(base)]


def test_an_open_page_keeps_its_place_and_says_when_sam_is_away(
    desk: Desk, context: BrowserContext
) -> None:
    desk.fill()
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 700})
    with served(desk.app) as base:
        sign_in(page, desk, base)
        page.evaluate("window.scrollTo(0, 600)")
        before = top_of(page, "Daniel Muster")
        page.evaluate("window.stays = true")
        desk.mark_beside(call_id(9))
        expect(page.get_by_role("region", name="Called back")).to_be_attached(timeout=12_000)
        assert top_of(page, "Daniel Muster") == pytest.approx(before, abs=2)
        assert page.evaluate("window.stays")
    expect(page.get_by_role("alert")).to_be_visible(timeout=12_000)


def test_an_open_page_is_wiped_when_the_session_is_over(
    desk: Desk, context: BrowserContext
) -> None:
    desk.fill()
    page = context.new_page()
    with served(desk.app) as base:
        sign_in(page, desk, base)
        expect(page.get_by_text("Jessica Example")).to_be_visible()
        desk.clock.move(minutes=desk.spa.desk.log_off_minutes + 1)
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=12_000)


def test_without_scripts_the_code_is_pasted_and_the_desk_works(desk: Desk) -> None:
    desk.fill()
    with (
        browser() as chromium,
        chromium.new_context(java_script_enabled=False) as context,
        served(desk.app) as base,
    ):
        page = context.new_page()
        page.goto(f"{base}/welcome")
        page.get_by_label("One-time code").fill(desk.code())
        page.get_by_label("Your name").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Mark called back: Jessica Example").click()
        expect(page.get_by_text("Dana, today at")).to_be_visible()


def top_of(page: Page, words: str) -> float:
    """Return how far below the window's upper edge some words stand, in pixels."""
    box = page.get_by_text(words).bounding_box()
    assert box is not None
    return box["y"]


def sign_in(page: Page, desk: Desk, base: str) -> None:
    """Make the account and sign it in."""
    page.goto(f"{base}/welcome#{desk.code()}")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Messages")).to_be_visible()
