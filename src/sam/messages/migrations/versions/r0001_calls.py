"""Calls, their sealed messages and steps, and the daily counts that outlive them.

Written out in full: a migration says what the tables were on its day, whatever they become later.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_OUTCOMES = (
    "IN ('message', 'clinical_message', 'handed_off', 'emergency', 'answered', 'declined', "
    "'abandoned')"
)
_FORWARDED = "IN ('no_answer', 'busy', 'after_hours', 'unknown')"
_LOWER = "abcdefghijklmnopqrstuvwxyz"
_SPA = f"length(spa) <= 40 AND ltrim(spa, '{_LOWER}0123456789-') = ''"
_ACCOUNT = f"{_LOWER}{_LOWER.upper()}0123456789_-"
_SEALED = ("name", "callback", "reason", "preferred_time", "unconfirmed")


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "call",
        sa.Column("call_id", sa.String(32), primary_key=True),
        sa.Column("spa", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String(20)),
        sa.Column("forwarded", sa.String(20), nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False, server_default="0"),
        sa.CheckConstraint(
            "length(call_id) = 32 AND ltrim(call_id, '0123456789abcdef') = ''", "call_id_is_hex"
        ),
        sa.CheckConstraint(_SPA, "spa_is_an_id"),
        sa.CheckConstraint(f"outcome {_OUTCOMES}", "outcome_is_closed"),
        sa.CheckConstraint(f"forwarded {_FORWARDED}", "forwarded_is_closed"),
        sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", "an_end_has_an_outcome"),
    )
    op.create_index("call_by_start", "call", ["spa", "started_at", "call_id"])
    op.create_index("call_by_day", "call", ["spa", "day"])
    op.create_table(
        "message",
        sa.Column(
            "call_id",
            sa.String(32),
            sa.ForeignKey("call.call_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in _SEALED),
        sa.Column("number_tag", sa.LargeBinary),
        sa.Column("called_back_at", sa.DateTime(timezone=True)),
        sa.Column("called_back_by", sa.String(64)),
        *(
            sa.CheckConstraint(f"length({name}) % 128 = 29", f"{name}_is_sealed")
            for name in _SEALED
        ),
        sa.CheckConstraint("length(number_tag) = 32", "number_tag_is_an_hmac"),
        sa.CheckConstraint(
            f"length(called_back_by) BETWEEN 1 AND 64 AND ltrim(called_back_by, '{_ACCOUNT}') = ''",
            "called_back_by_is_an_id",
        ),
        sa.CheckConstraint(
            "(called_back_at IS NULL) = (called_back_by IS NULL)", "a_call_back_has_a_caller"
        ),
    )
    op.create_index("message_by_number", "message", ["number_tag"])
    op.create_table(
        "step",
        sa.Column(
            "call_id",
            sa.String(32),
            sa.ForeignKey("call.call_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("place >= 0", "place_counts_up"),
        sa.CheckConstraint("length(sealed) % 128 = 29", "step_is_sealed"),
    )
    op.create_table(
        "daily_count",
        sa.Column("spa", sa.String(40), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("outcome", sa.String(20), primary_key=True),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.CheckConstraint(_SPA, "count_spa_is_an_id"),
        sa.CheckConstraint(f"outcome {_OUTCOMES}", "count_outcome_is_closed"),
        sa.CheckConstraint("calls > 0", "a_count_counts"),
    )


def downgrade() -> None:
    """Refuse: taking the tables away would take the messages with them."""
    raise NotImplementedError("there is nothing before the first migration")
