"""The page of calls: how each was handled, without a name or a number."""

from __future__ import annotations

import asyncio
import re

from tests.desk.cast import BOTH_SPAS, Desk, Visitor
from tests.desk.example_calls import call_id
from tests.desk.test_messages_page import many_calls, text

from sam.vocabulary.outcome import Forwarded

pytestmark = BOTH_SPAS


def test_an_empty_page_says_how_to_place_a_first_call(desk: Desk, dana: Visitor) -> None:
    page = text(dana.client.get("/calls").text)
    assert "No calls yet" in page
    assert "sip:sam@" in page


def test_a_call_says_when_how_long_how_it_ended_why_it_came_and_what_sam_did(
    desk: Desk, dana: Visitor
) -> None:
    desk.fill()
    html = dana.client.get("/calls").text
    call = re.search(r'<article[^>]*id="call-0*1".*?</article>', html, re.DOTALL)
    assert call is not None
    words = text(call[0])
    assert re.match(r"\d+:24 [ap]m 1 min 34 s Took a message Nobody picked up", words)
    assert f"told the price of {desk.spa.services[0].name}" in words
    assert words.endswith("noted the message said goodbye")


def test_a_call_that_crossed_the_line_says_so_and_nothing_else(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    page = text(dana.client.get("/calls").text)
    assert "Clinical question, for a person to call back" in page
    assert "crossed the line: a person was asked to call back" in page


def test_calls_carry_no_name_and_no_number(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    html = dana.client.get("/calls").text
    for kept in desk.store.calls():
        if kept.message:
            message = kept.message.message
            assert message.name is None or message.name not in html
            assert message.callback is None or message.callback[-4:] not in text(html)


def test_calls_stand_under_their_own_day_with_a_count(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    page = text(dana.client.get("/calls").text)
    assert "5 calls caught today" in page
    assert "Today 5 calls" in page
    assert "Yesterday 4 calls" in page


def test_a_call_in_progress_is_shown_and_one_that_never_ended_was_cut_off(
    desk: Desk, dana: Visitor
) -> None:
    async def ring() -> None:
        await desk.store.opened(call_id(50), desk.clock(), Forwarded.BUSY)

    asyncio.run(ring())
    assert "On the line now" in dana.client.get("/calls").text
    desk.clock.move(minutes=desk.spa.line.max_minutes + 6)
    assert "Cut off: Sam stopped during this call" in dana.client.get("/calls").text


def test_earlier_calls_are_a_page_further_and_refresh_as_that_page(
    desk: Desk, dana: Visitor
) -> None:
    desk.fill()
    asyncio.run(many_calls(desk, 60))
    first = dana.client.get("/calls").text
    assert first.count('<article class="call') == 50
    link = re.search(r'href="(/calls\?before=[0-9a-f]{32})"', first)
    assert link is not None
    second = dana.client.get(link[1]).text
    assert second.count('<article class="call') == 19
    assert f'hx-get="{link[1]}"' in second
    assert "before=" not in re.sub(r'hx-get="[^"]*"', "", second)


def test_a_page_whose_place_has_been_erased_begins_anew(desk: Desk, dana: Visitor) -> None:
    answer = dana.client.get(f"/calls?before={'e' * 32}")
    assert answer.headers["location"] == "/calls"


def test_a_day_whose_key_is_missing_says_what_to_do(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    keys = desk.data / "keys" / "day-keys.json"
    assert keys.exists()
    desk.clock.move(days=desk.spa.retention.days + 2)
    desk.store.purge()
    desk.clock.move(days=-desk.spa.retention.days - 2)
    page = text(dana.client.get("/calls").text)
    assert "No calls yet" in page
