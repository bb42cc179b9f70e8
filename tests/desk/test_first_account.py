"""The one-time link, the first account, signing in and out."""

from __future__ import annotations

import sqlite3
import stat

import pytest
from tests.desk.cast import NAME, PASSWORD, Clock, Desk, Visitor

from sam.desk.server import first_link


def test_the_link_carries_its_code_behind_the_hash_where_no_log_can_see_it(desk: Desk) -> None:
    link = first_link(desk.data, "127.0.0.1", 8080, clock=desk.clock)
    assert link is not None
    before, hash_, code = link.partition("#")
    assert before == "http://127.0.0.1:8080/welcome"
    assert hash_ == "#"
    assert len(code) >= 43


def test_a_link_leads_to_an_account_that_is_signed_in(desk: Desk) -> None:
    visitor = desk.visitor()
    answer = visitor.begin(desk.code())
    assert answer.status_code == 303
    assert answer.headers["location"] == "/messages"
    assert visitor.client.get("/messages").status_code == 200
    assert desk.noted() == ["account_made", "signed_in", "viewed_messages"]


def test_a_link_works_once(desk: Desk) -> None:
    code = desk.code()
    desk.visitor().begin(code)
    assert not sqlite3.connect(desk.data / "desk.sqlite").execute("select * from links").fetchall()
    assert desk.visitor().client.get("/welcome").headers["location"] == "/sign-in"


def test_two_people_with_one_link_get_one_account(desk: Desk) -> None:
    code = desk.code()
    first, second = desk.visitor(), desk.visitor()
    token = second.token("/welcome")
    first.begin(code)
    form = {"code": code, "name": "Mallory", "password": PASSWORD, "form_token": token}
    assert second.client.post("/welcome", data=form).headers["location"] == "/sign-in"
    assert second.client.get("/messages").headers["location"] == "/sign-in"


def test_a_link_is_void_after_a_day(desk: Desk) -> None:
    code = desk.code()
    desk.clock.move(hours=24, seconds=1)
    answer = desk.visitor().begin(code)
    assert answer.status_code == 422
    assert "older than a day" in answer.text


def test_a_new_link_voids_the_one_before(desk: Desk) -> None:
    old = desk.code()
    new = desk.code()
    assert desk.visitor().begin(old).status_code == 422
    assert desk.visitor().begin(new).status_code == 303


def test_no_link_is_made_once_somebody_has_an_account(desk: Desk, dana: Visitor) -> None:
    assert first_link(desk.data, "127.0.0.1", 8080, clock=desk.clock) is None


def test_a_complaint_about_the_password_leaves_the_link_good(desk: Desk) -> None:
    code = desk.code()
    visitor = desk.visitor()
    answer = visitor.begin(code, password="short")
    assert answer.status_code == 422
    assert "at least 12 characters" in answer.text
    assert "short" not in answer.text.replace("shortest", "")
    assert visitor.begin(code).status_code == 303


def test_a_guessed_code_opens_nothing(desk: Desk) -> None:
    desk.code()
    assert desk.visitor().begin("A" * 43).status_code == 422
    assert not (desk.data / "audit" / "audit.jsonl").exists()


def test_the_file_of_accounts_is_for_its_owner_alone_and_holds_no_secret(
    desk: Desk, dana: Visitor
) -> None:
    path = desk.data / "desk.sqlite"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    assert PASSWORD.encode() not in content
    assert dana.client.cookies["sam_session"].encode() not in content
    assert b"$argon2id$" in content


def test_name_and_password_sign_in_and_the_name_may_be_written_loosely(
    desk: Desk, dana: Visitor
) -> None:
    assert desk.visitor().sign_in("  dANA ").status_code == 303


@pytest.mark.parametrize(("name", "password"), [(NAME, "wrong"), ("Nobody", PASSWORD), ("", "")])
def test_whatever_is_wrong_the_answer_is_the_same(
    desk: Desk, dana: Visitor, name: str, password: str
) -> None:
    answer = desk.visitor().sign_in(name, password)
    assert answer.status_code == 422
    assert "do not match" in answer.text
    assert desk.noted()[-1] == "signed_in_failed"


def test_after_five_tries_a_name_must_wait_and_the_right_password_does_not_help(
    desk: Desk, dana: Visitor
) -> None:
    guesser = desk.visitor()
    for _ in range(5):
        assert guesser.sign_in(password="wrong").status_code == 422
    answer = guesser.sign_in()
    assert answer.status_code == 429
    assert "Wait 30 seconds" in answer.text
    assert dana.client.get("/messages").status_code == 200  # whoever is in stays in
    desk.clock.move(seconds=31)
    assert guesser.sign_in().status_code == 303


def test_a_fresh_session_never_takes_over_the_token_that_the_browser_came_with(
    desk: Desk, dana: Visitor
) -> None:
    before = dana.client.cookies["sam_session"]
    other = desk.visitor()
    other.client.cookies.set("sam_session", "planted")
    other.sign_in()
    assert other.client.cookies.get("sam_session", domain="127.0.0.1") not in (before, "planted")


def test_signing_out_ends_the_session_on_the_server_too(desk: Desk, dana: Visitor) -> None:
    cookie = dana.client.cookies["sam_session"]
    token = dana.token("/messages")
    answer = dana.client.post("/sign-out", data={"form_token": token})
    assert answer.headers["location"] == "/sign-in"
    assert desk.noted()[-1] == "signed_out"
    dana.client.cookies.set("sam_session", cookie)
    assert dana.client.get("/messages").headers["location"] == "/sign-in"


def test_a_person_who_touches_nothing_for_fifteen_minutes_is_signed_out(
    desk: Desk, dana: Visitor, clock: Clock
) -> None:
    clock.move(minutes=14)
    assert dana.client.get("/messages").status_code == 200
    clock.move(minutes=15)
    assert dana.client.get("/messages").headers["location"] == "/sign-in"


def test_a_page_that_refreshes_itself_keeps_nobody_signed_in(
    desk: Desk, dana: Visitor, clock: Clock
) -> None:
    for _ in range(2):
        clock.move(minutes=7)
        assert dana.client.get("/messages", headers={"HX-Request": "true"}).status_code == 200
    clock.move(minutes=1)
    answer = dana.client.get("/messages", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/sign-in"


def test_a_page_that_somebody_touches_keeps_them_signed_in(
    desk: Desk, dana: Visitor, clock: Clock
) -> None:
    touched = {"HX-Request": "true", "Sam-Active": "1"}
    for _ in range(4):
        clock.move(minutes=14)
        assert dana.client.get("/messages", headers=touched).status_code == 200


def test_nobody_stays_signed_in_for_longer_than_a_shift(
    desk: Desk, dana: Visitor, clock: Clock
) -> None:
    for _ in range(12 * 6):
        clock.move(minutes=10)
        last = dana.client.get("/messages")
    assert last.status_code == 303


@pytest.mark.parametrize("path", ["/", "/messages", "/calls"])
def test_without_a_session_there_is_nothing_to_see(desk: Desk, dana: Visitor, path: str) -> None:
    client = desk.visitor().client
    answer = client.get(path)
    while answer.status_code == 303:
        answer = client.get(answer.headers["location"])
    assert answer.url.path == "/sign-in"
