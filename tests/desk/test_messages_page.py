"""The page of messages: whom to call back, in which order, and who did."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from tests.desk.cast import BOTH_SPAS, Desk, Visitor
from tests.desk.example_calls import call_id

from sam.desk.board import DONE_SHOWN
from sam.messages.records import KeptCall
from sam.vocabulary.message import Message, Reason, ReasonKind
from sam.vocabulary.outcome import Forwarded

pytestmark = BOTH_SPAS

NO_SUCH_CALL = "f" * 32


def text(html: str) -> str:
    """Return what a reader sees, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def headings(html: str) -> list[str]:
    return [text(found) for found in re.findall(r"<h2.*?</h2>", html)]


def people(html: str) -> list[str]:
    return [text(found) for found in re.findall(r"<h3.*?</h3>", html)]


def test_an_empty_page_says_how_to_place_a_first_call(desk: Desk, dana: Visitor) -> None:
    page = text(dana.client.get("/messages").text)
    assert "No messages yet" in page
    assert f"sip:sam@{desk.spa.line.host}:{desk.spa.line.port}" in page
    assert desk.spa.services[0].name in page


def test_clinical_questions_come_first_and_then_the_newest_by_day(
    desk: Desk, dana: Visitor
) -> None:
    desk.fill()
    html = dana.client.get("/messages").text
    assert headings(html) == ["Call these first", "Today", "Yesterday"]
    assert people(html) == [
        "Maria Sample",
        "Jessica Example",
        "No name given",
        "Daniel Muster",
        "Priya Specimen",
    ]


def test_a_message_says_who_why_and_when_in_words(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    page = text(dana.client.get("/messages").text)
    assert f"Wants to book: {desk.spa.services[0].name} New client" in page
    assert re.search(r"Would like \w+, November \d+, \d+ [ap]m to \d+ [ap]m", page)
    assert "Sam stopped there and kept none of it" in page


def test_a_number_is_a_link_that_a_telephone_dials(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    html = dana.client.get("/messages").text
    assert 'href="tel:+14795550140"' in html
    assert "(479) 555-0140" in html


def test_an_unconfirmed_number_is_marked_and_explained(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    page = text(dana.client.get("/messages").text)
    assert "Not confirmed The caller did not confirm the number: check it when you call." in page
    assert "the call ended before Sam could read it back" in page


def test_messages_from_one_number_stand_together_and_are_not_merged(
    desk: Desk, dana: Visitor
) -> None:
    desk.fill()
    html = dana.client.get("/messages").text
    person = re.search(r'<article[^>]*id="person-0*6".*?</article>', html, re.DOTALL)
    assert person is not None
    assert "2 messages from this number" in person[0]
    assert person[0].count("tel:+14795550155") == 1
    assert person[0].count('class="done"') == 2


def test_calling_back_says_who_and_when_and_can_be_undone(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    assert dana.mark(call_id(1), True).headers["location"] == "/messages"
    html = dana.client.get("/messages").text
    assert headings(html)[-1] == "Called back"
    assert re.search(r"Dana, today at \d+:30 [ap]m", text(html))
    kept = desk.store.call(call_id(1)).message
    assert kept is not None
    assert kept.called_back_at == desk.clock()
    assert kept.called_back_by is not None
    assert "Dana" not in kept.called_back_by

    dana.mark(call_id(1), False)
    assert "Called back" not in headings(dana.client.get("/messages").text)
    assert "marked_called_back" in desk.noted()
    assert "unmarked_called_back" in desk.noted()


def test_one_of_two_messages_from_a_number_can_be_called_back_alone(
    desk: Desk, dana: Visitor
) -> None:
    desk.fill()
    dana.mark(call_id(7), True)
    html = dana.client.get("/messages").text
    assert people(html).count("Daniel Muster") == 2
    assert "messages from this number" not in html


def test_a_script_gets_the_list_back_and_a_browser_without_scripts_the_page(
    desk: Desk, dana: Visitor
) -> None:
    desk.fill()
    answer = dana.mark(call_id(1), True, **{"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="live"')


def test_a_message_that_is_gone_answers_that_there_is_nothing(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    assert dana.mark(NO_SUCH_CALL, True).status_code == 404
    assert dana.mark(call_id(3), True).status_code == 404  # a call without a message


def test_an_open_page_is_told_only_what_has_changed_and_each_view_is_noted_once(
    desk: Desk, dana: Visitor
) -> None:
    desk.fill()
    html = dana.client.get("/messages").text
    poll = {"HX-Request": "true", "Sam-Shown": shown(html)}
    for _ in range(3):
        answer = dana.client.get("/messages", headers=poll)
        assert (answer.status_code, answer.text) == (204, "")
    assert desk.noted().count("viewed_messages") == 1

    asyncio.run(one_more(desk))
    answer = dana.client.get("/messages", headers=poll)
    assert answer.status_code == 200
    assert "Newcomer" in answer.text
    assert desk.noted().count("viewed_messages") == 2


async def one_more(desk: Desk) -> None:
    await desk.store.opened(call_id(99), desk.clock(), Forwarded.BUSY)
    message = Message(Reason(ReasonKind.CALLBACK), name="Newcomer", callback="+14795550190")
    await desk.store.keep(call_id(99), message)


def test_titles_and_addresses_carry_nothing_of_a_caller(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    for path in ("/messages", "/calls"):
        html = dana.client.get(path).text
        title = re.search(r"<title>(.*?)</title>", html)
        assert title is not None
        assert title[1] in ("Messages · Sam", "Calls · Sam")
        for address in re.findall(r'(?:href|action|hx-get|hx-post)="([^"]*)"', html):
            if not address.startswith("tel:"):
                assert "555" not in address
                assert "Jessica" not in address


def test_the_page_says_exactly_what_is_kept(desk: Desk, dana: Visitor) -> None:
    page = text(dana.client.get("/messages").text)
    assert "at most a name, a number, a reason and a preferred time" in page
    assert f"erased after {desk.spa.retention.days} days" in page


def test_whoever_waits_stays_on_the_page_however_many_calls_come_after(
    desk: Desk, dana: Visitor
) -> None:
    desk.fill()
    asyncio.run(many_calls(desk, 250))
    html = dana.client.get("/messages").text
    assert "Priya Specimen" in html
    assert html.count('<article class="person') == 5


async def many_calls(desk: Desk, count: int) -> None:
    for number in range(1000, 1000 + count):
        await desk.store.opened(call_id(number), desk.clock(), Forwarded.BUSY)


def test_an_open_page_reads_no_message_while_nothing_is_written(
    desk: Desk, dana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill()
    mark = shown(dana.client.get("/messages").text)
    reads = 0
    calls = desk.store.calls

    def counted(**asked: Any) -> list[KeptCall]:
        nonlocal reads
        reads += 1
        return calls(**asked)

    monkeypatch.setattr(desk.store, "calls", counted)
    poll = {"HX-Request": "true", "Sam-Shown": mark}
    for _ in range(5):
        assert dana.client.get("/messages", headers=poll).status_code == 204
    assert reads == 0
    desk.clock.move(minutes=1)  # the day or the spa file may be another
    assert dana.client.get("/messages", headers=poll).status_code == 204
    assert reads > 0


def test_an_open_page_turns_with_the_day(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    midnight = datetime(2026, 11, 21, tzinfo=desk.spa.spa.zone)
    desk.clock.now = midnight - timedelta(minutes=1)
    dana.sign_in()
    html = dana.client.get("/messages").text
    assert "Today" in headings(html)
    desk.clock.move(minutes=2)
    poll = {"HX-Request": "true", "Sam-Shown": shown(html)}
    answer = dana.client.get("/messages", headers=poll)
    assert answer.status_code == 200
    assert "Today" not in headings(answer.text)
    assert "Yesterday" in headings(answer.text)


def test_of_messages_called_back_the_latest_are_shown(desk: Desk, dana: Visitor) -> None:
    asyncio.run(many_done(desk, DONE_SHOWN + 5))
    html = dana.client.get("/messages").text
    assert html.count('<article class="person') == DONE_SHOWN
    assert "And 5 earlier." in html


async def many_done(desk: Desk, count: int) -> None:
    for number in range(count):
        at = desk.clock() + timedelta(seconds=number)
        await desk.store.opened(call_id(number), at, Forwarded.BUSY)
        await desk.store.keep(call_id(number), Message(Reason(ReasonKind.CALLBACK)))
        desk.store.mark_called_back(call_id(number), "0" * 16, at)


def shown(html: str) -> str:
    """Return the mark of what a page shows."""
    found = re.search(r'"Sam-Shown": "([0-9a-f]{64})"', html)
    assert found is not None
    return found[1]
