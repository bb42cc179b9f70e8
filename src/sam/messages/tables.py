"""The tables. There is no column that could hold a sentence: ids, instants, codes, ciphertext.

`call`         one row a call: when, how it ended, why it was forwarded
`message`      the four fields of a call's message, each sealed, and when it was called back
`step`         what Sam did, one sealed row a step, in order
`daily_count`  calls by local day and outcome; what is left after erasure

The CHECK constraints are written so that SQLite and Postgres read them alike. The migrations
build these tables; a test holds the two against each other.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from sam.messages.sealing import BLOCK_BYTES, OVERHEAD_BYTES
from sam.vocabulary.outcome import Forwarded, Outcome


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; ValueError for a naive one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the database UTC; SQLite has no zones and gets it without one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone cannot be kept; give it in UTC")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def one_of(column: str, codes: type[StrEnum]) -> str:
    """Return the SQL condition that a column holds one of an enumeration's values."""
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return f"{column} IN ({listed})"


def only(column: str, letters: str) -> str:
    """Return the SQL condition that a column holds nothing but these characters."""
    return f"ltrim({column}, '{letters}') = ''"


def sealed(column: str) -> str:
    """Return the SQL condition that a column has the length of a sealed value."""
    return f"length({column}) % {BLOCK_BYTES} = {OVERHEAD_BYTES}"


HEX = "0123456789abcdef"
LOWER = "abcdefghijklmnopqrstuvwxyz"
ID_LETTERS = f"{LOWER}0123456789-"
ACCOUNT_LETTERS = f"{LOWER}{LOWER.upper()}0123456789_-"

metadata = sa.MetaData()

call = sa.Table(
    "call",
    metadata,
    sa.Column("call_id", sa.String(32), primary_key=True),
    sa.Column("spa", sa.String(40), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("outcome", sa.String(20)),
    sa.Column("forwarded", sa.String(20), nullable=False),
    sa.Column("last_number", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint(f"length(call_id) = 32 AND {only('call_id', HEX)}", "call_id_is_hex"),
    sa.CheckConstraint(f"length(spa) <= 40 AND {only('spa', ID_LETTERS)}", "spa_is_an_id"),
    sa.CheckConstraint(one_of("outcome", Outcome), "outcome_is_closed"),
    sa.CheckConstraint(one_of("forwarded", Forwarded), "forwarded_is_closed"),
    sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", "an_end_has_an_outcome"),
    sa.Index("call_by_start", "spa", "started_at", "call_id"),
    sa.Index("call_by_day", "spa", "day"),
)
"""`day` is the spa's local day on which the call began: its key seals everything of the call.
`last_number` is the number of the last operation applied, so that a resend is not applied twice."""

SEALED_FIELDS = ("name", "callback", "reason", "preferred_time", "unconfirmed")

message = sa.Table(
    "message",
    metadata,
    sa.Column("call_id", sa.ForeignKey("call.call_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("kept_at", Instant, nullable=False),
    *(sa.Column(name, sa.LargeBinary, nullable=False) for name in SEALED_FIELDS),
    sa.Column("number_tag", sa.LargeBinary),
    sa.Column("called_back_at", Instant),
    sa.Column("called_back_by", sa.String(64)),
    *(sa.CheckConstraint(sealed(name), f"{name}_is_sealed") for name in SEALED_FIELDS),
    sa.CheckConstraint("length(number_tag) = 32", "number_tag_is_an_hmac"),
    sa.CheckConstraint(
        f"length(called_back_by) BETWEEN 1 AND 64 AND {only('called_back_by', ACCOUNT_LETTERS)}",
        "called_back_by_is_an_id",
    ),
    sa.CheckConstraint(
        "(called_back_at IS NULL) = (called_back_by IS NULL)", "a_call_back_has_a_caller"
    ),
    sa.Index("message_by_number", "number_tag"),
)

step = sa.Table(
    "step",
    metadata,
    sa.Column("call_id", sa.ForeignKey("call.call_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.CheckConstraint("place >= 0", "place_counts_up"),
    sa.CheckConstraint(sealed("sealed"), "step_is_sealed"),
)

daily_count = sa.Table(
    "daily_count",
    metadata,
    sa.Column("spa", sa.String(40), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("outcome", sa.String(20), primary_key=True),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.CheckConstraint(f"length(spa) <= 40 AND {only('spa', ID_LETTERS)}", "count_spa_is_an_id"),
    sa.CheckConstraint(one_of("outcome", Outcome), "count_outcome_is_closed"),
    sa.CheckConstraint("calls > 0", "a_count_counts"),
)
