"""Staying registered with a carrier's trunk, and saying why when that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from baresip import Event, RegistrationError, StackEvent, UserAgent

from sam.spa.line import Trunk
from sam.telephony.line import LineError

RETRY_SECONDS = (2.0, 5.0, 15.0, 30.0, 60.0)
"""Waits between attempts to register; the last one repeats."""

DENIED = frozenset({401, 403, 404, 407})
"""Answers that mean wrong credentials, not a registrar in trouble."""

TrunkNews = Callable[[LineError | None], None]
"""Told when the trunk accepted a registration (None) or refused or did not answer it."""


class Registration:
    """One trunk's registration. `error` is why it does not stand at the moment, or None."""

    def __init__(self, trunk: Trunk, on_news: TrunkNews | None = None) -> None:
        self._trunk = trunk
        self._on_news = on_news
        self.error: LineError | None = LineError(f"not yet registered with {trunk.registrar}")

    async def keep(self, agent: UserAgent) -> None:
        """Register, trying again for as long as it takes; renewals are the stack's own."""
        attempt = 0
        while True:
            try:
                await agent.register()
            except RegistrationError as error:
                self._tell(self._refused(error))
                await asyncio.sleep(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)])
                attempt += 1
            else:
                self._tell(None)
                agent.on(self._renewed)
                return

    def _renewed(self, event: StackEvent) -> None:
        """Notice a renewal that was refused, or accepted again after that."""
        if event.event is Event.REGISTER_FAIL and self.error is None:
            self._tell(
                LineError(
                    f"the trunk at {self._trunk.registrar} did not renew the registration; "
                    "calls through it do not arrive; trying again"
                )
            )
        elif event.event is Event.REGISTER_OK and self.error is not None:
            self._tell(None)

    def _refused(self, error: RegistrationError) -> LineError:
        why = f"{error.status} {error.reason}" if error.status else "no answer"
        advice = (
            "check line.trunk user, auth_user and password_file"
            if error.status in DENIED
            else "check line.trunk registrar and the network"
        )
        return LineError(
            f"the trunk at {self._trunk.registrar} refused the registration ({why}); "
            f"{advice}; trying again"
        )

    def _tell(self, error: LineError | None) -> None:
        self.error = error
        if self._on_news is not None:
            self._on_news(error)
