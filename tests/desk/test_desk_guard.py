"""Headers, forms, limits, and errors that say nothing of anybody."""

from __future__ import annotations

import logging

import pytest
from fastapi.testclient import TestClient
from tests.desk.cast import PASSWORD, Desk, Visitor
from tests.desk.example_calls import call_id

PATHS = ["/sign-in", "/messages", "/calls", "/nothing-here"]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_carries_its_guards(desk: Desk, dana: Visitor, path: str) -> None:
    headers = dana.client.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


def test_over_tls_the_cookie_is_secure_and_the_browser_is_told_to_stay_there(desk: Desk) -> None:
    client = TestClient(desk.app, base_url="https://desk.example", follow_redirects=False)
    answer = Visitor(client).begin(desk.code())
    assert "max-age" in answer.headers["strict-transport-security"]
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "sam_session" in c)
    assert "Secure" in cookie


def test_cookies_are_closed_to_scripts_and_to_other_sites(desk: Desk) -> None:
    visitor = desk.visitor()
    answers = [visitor.client.get("/welcome"), visitor.begin(desk.code())]
    cookies = [c for answer in answers for c in answer.headers.get_list("set-cookie")]
    assert len(cookies) >= 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie


@pytest.mark.parametrize("token", ["0" * 64, "no token at all", "é"])
def test_a_form_that_the_desk_did_not_write_is_refused(
    desk: Desk, dana: Visitor, token: str
) -> None:
    desk.fill()
    path = f"/messages/{call_id(1)}/called-back"
    answer = dana.client.post(path, data={"done": "true", "form_token": token})
    assert answer.status_code == 403
    assert desk.store.call(call_id(1)).message.called_back_at is None


def test_the_token_of_another_session_is_refused(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    other = desk.visitor()
    other.sign_in()
    path = f"/messages/{call_id(1)}/called-back"
    form = {"done": "true", "form_token": other.token("/messages")}
    assert dana.client.post(path, data=form).status_code == 403


@pytest.mark.parametrize("path", ["/sign-in", "/welcome", "/sign-out"])
def test_every_form_needs_its_token(desk: Desk, dana: Visitor, path: str) -> None:
    assert dana.client.post(path, data={"name": "x"}).status_code == 422


def test_what_was_sent_is_never_repeated_by_a_refusal(desk: Desk, dana: Visitor) -> None:
    secret = "4795550140"
    for answer in (
        dana.client.get(f"/{secret}"),
        dana.client.post("/sign-out", data={"form_token": secret}),
        dana.client.post("/sign-in", data={"name": secret}),
        dana.client.post(f"/messages/{secret}/called-back", data={"done": secret}),
        dana.client.get("/calls", params={"before": secret}),
    ):
        assert answer.status_code >= 400
        assert secret not in answer.text


def test_a_form_longer_than_any_of_ours_is_refused_unread(desk: Desk) -> None:
    visitor = desk.visitor()
    assert visitor.client.post("/sign-in", data={"name": "x" * 20_000}).status_code == 413
    assert visitor.client.post("/sign-in", content=iter([b"name=x"])).status_code == 411


def test_an_exception_shows_and_logs_an_opaque_id_and_no_text(
    desk: Desk, dana: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "Jessica at +14795550140"

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr(desk.store, "calls", fail)
    with caplog.at_level(logging.DEBUG):
        answer = dana.client.get("/calls")
    assert answer.status_code == 500
    logged = [record.getMessage() for record in caplog.records if record.name == "sam.desk"]
    assert len(logged) == 1
    error_id = logged[0].split(" ")[0]
    assert logged[0] == f"{error_id} on /calls: RuntimeError"
    assert error_id in answer.text
    assert "Jessica" not in answer.text + caplog.text
    assert answer.headers["cache-control"] == "no-store"


def test_what_cannot_be_noted_in_the_audit_is_not_shown(desk: Desk, dana: Visitor) -> None:
    desk.fill()
    assert "Jessica" in dana.client.get("/messages").text
    (desk.data / "audit" / "audit.jsonl").write_bytes(b"")
    answer = dana.client.get("/messages")
    assert answer.status_code == 503
    assert "sam audit verify" in answer.text
    assert "Jessica" not in answer.text


def test_no_account_name_or_password_reaches_the_audit(desk: Desk, dana: Visitor) -> None:
    desk.visitor().sign_in(password="wrong")
    content = (desk.data / "audit" / "audit.jsonl").read_text()
    assert "Dana" not in content
    assert PASSWORD not in content
