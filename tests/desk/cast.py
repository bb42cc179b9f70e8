"""Who and what the tests of the desk work with: a desk of real parts, and somebody at a browser."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.desk.example_calls import fill

from sam.desk.app import create_app
from sam.desk.server import first_link
from sam.messages.store import MessageStore
from sam.privacy.audit import AuditLog
from sam.spa.load import load_spa
from sam.spa.model import Spa

EXAMPLES = Path(__file__).parents[2] / "examples"
PASSWORD = "lantern orbit cedar mango"
NAME = "Dana"


BOTH_SPAS = pytest.mark.parametrize("spa", ["willow-bloom", "harbor-skin"], indirect=True)


def sample_spa(name: str) -> Spa:
    """Load a sample spa as of a fixed day."""
    return load_spa(EXAMPLES / f"{name}.yaml", date(2026, 11, 20))


@dataclass
class Clock:
    """A clock that is moved by hand."""

    now: datetime = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # a Friday, 11:30 am in Bentonville

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Desk:
    """A desk and its parts."""

    app: FastAPI
    spa: Spa
    store: MessageStore
    audit: AuditLog
    data: Path
    clock: Clock

    @classmethod
    def open(cls, spa: Spa, data: Path, clock: Clock) -> Self:
        """Build a desk of real parts in a data folder."""
        store = MessageStore.open(data, spa, clock=clock)
        audit = AuditLog.open(data / "audit", clock=clock)
        app = create_app(lambda: spa, store, audit, data, clock=clock)
        return cls(app, spa, store, audit, data, clock)

    def code(self) -> str:
        """Return a fresh one-time code."""
        link = first_link(self.data, "127.0.0.1", 8080, clock=self.clock)
        assert link is not None
        return link.partition("#")[2]

    def fill(self) -> None:
        """Put the example calls into the store."""
        fill(self.store, self.spa, self.clock())

    def mark_beside(self, call_id: str) -> None:
        """Note that a colleague called back."""
        self.store.mark_called_back(call_id, "0" * 16, self.clock())

    def noted(self) -> list[str]:
        """Return the audit's events, oldest first."""
        lines = (self.data / "audit" / "audit.jsonl").read_text().splitlines()
        return [json.loads(line)["event"] for line in lines]

    def visitor(self) -> Visitor:
        """Return a browser that has not been here before."""
        return Visitor(TestClient(self.app, base_url="http://127.0.0.1", follow_redirects=False))


@dataclass
class Visitor:
    """Somebody at a browser without scripts."""

    client: TestClient

    def token(self, path: str) -> str:
        """Return the form token of a page."""
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', self.client.get(path).text)
        assert found is not None, f"{path} has no form"
        return found[1]

    def begin(self, code: str, name: str = NAME, password: str = PASSWORD) -> httpx.Response:
        """Make the first account."""
        form = {"code": code, "name": name, "password": password}
        return self.client.post("/welcome", data={**form, "form_token": self.token("/welcome")})

    def sign_in(self, name: str = NAME, password: str = PASSWORD) -> httpx.Response:
        """Sign in."""
        form = {"name": name, "password": password, "form_token": self.token("/sign-in")}
        return self.client.post("/sign-in", data=form)

    def mark(self, call_id: str, done: bool, **headers: str) -> httpx.Response:
        """Press "called back" or "undo"."""
        form = {"done": str(done).lower(), "form_token": self.token("/messages")}
        return self.client.post(f"/messages/{call_id}/called-back", data=form, headers=headers)
