"""A preferred time, as a range in the spa's own local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From one local instant to another, in the spa's time zone, without an offset.

    Windows are local because "Saturday at nine" means nine on the spa's wall clock whatever the
    offset then is; both daylight-saving nights are resolved where a window meets an instant.
    """

    start: datetime
    """First local minute of the window, naive."""
    end: datetime | None
    """End of the window, exclusive, naive; None where a point in time was named ("at three")."""

    def as_dict(self) -> dict[str, str | None]:
        """Return `{"from": ISO, "to": ISO or None}`, minutes precision, the shape that is kept."""
        end = self.end.isoformat(timespec="minutes") if self.end else None
        return {"from": self.start.isoformat(timespec="minutes"), "to": end}

    @classmethod
    def from_dict(cls, value: dict[str, str | None]) -> Window:
        """Build a window from `as_dict`'s shape; ValueError if `from` is missing or not ISO."""
        start, end = value.get("from"), value.get("to")
        if start is None:
            raise ValueError("a window needs a 'from'")
        return cls(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None)
