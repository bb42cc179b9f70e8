"""The SIP line: calls arrive on UDP, TCP or TLS, and leave by address or through a trunk.

The library is `baresip-python`; what is peculiar to it stays in the `sip_*` modules. One stack
serves a process, and one task moves the audio of all its calls.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from baresip import (
    Account,
    BaresipError,
    Call,
    CallFailed,
    CallTimeout,
    NoLocalAddressError,
    Runtime,
    StackEvent,
    UserAgent,
)

from sam.spa.line import Line as LineConfig
from sam.spa.line import Transport, Trunk
from sam.telephony import sip_headers, sip_stack
from sam.telephony.line import FRAME_MS, Answerer, LineError
from sam.telephony.sip_leg import AHEAD_MS, MEASURING_AHEAD_MS, SipLeg
from sam.telephony.sip_trunk import Registration, TrunkNews
from sam.vocabulary.ring import Ring

RTP_TIMEOUT = 30
"""Seconds without any audio packet after which a leg is over. A caller on hold is not counted."""

MEASURING_TICK_MS = 5
"""How often a measuring caller looks at its audio."""


class NotAnsweredError(LineError):
    """A dialled leg was refused, or rang out. `status` is the SIP status; None if there is none."""

    def __init__(self, text: str, status: int | None = None) -> None:
        super().__init__(text)
        self.status = status


class SipLine:
    """A `Line` over SIP.

    `config` is the spa file's line; `region` is where numbers without a plus sign belong;
    `on_trunk` hears how registration fares; `on_dead` that the stack is gone for good, with all
    its calls, and that the process has to be started anew. `measuring` is for a caller that
    measures Sam: no jitter buffer, and frames stamped to 5 ms. LineError at once if the trunk's
    password file cannot be read.
    """

    def __init__(
        self,
        config: LineConfig,
        *,
        region: str = "US",
        user: str = "sam",
        rtp_timeout: int = RTP_TIMEOUT,
        on_trunk: TrunkNews | None = None,
        on_dead: Callable[[], None] | None = None,
        measuring: bool = False,
    ) -> None:
        self._config = config
        self._region = region
        self._user = user
        self._rtp_timeout = rtp_timeout
        self._on_dead = on_dead
        self._measuring = measuring
        self._password = sip_stack.read_password(config.trunk)
        self._runtime: Runtime | None = None
        self._answerer: Answerer | None = None
        self._legs: set[SipLeg] = set()
        self._arrived: set[SipLeg] = set()
        self._callers: dict[tuple[str, Transport], UserAgent] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy = asyncio.Event()
        self._draining = False
        self.port = config.port
        """The port listened on; chosen at start where the spa file says 0."""
        self._registration = Registration(config.trunk, on_trunk) if config.trunk else None

    @property
    def trunk_error(self) -> LineError | None:
        """Why the trunk is not registered at the moment; None where it is, or there is none."""
        return self._registration.error if self._registration else None

    @property
    def calls(self) -> int:
        """How many arrived calls are in progress."""
        return len(self._arrived)

    async def start(self, answerer: Answerer) -> None:
        """Listen, and hand every arriving leg to `answerer` in a task of its own.

        LineError if the port is in use, the address is not this machine's, or the TLS file does
        not serve. A trunk that refuses or does not answer is tried again in the background; see
        `trunk_error`: calls by address go on meanwhile.
        """
        self._answerer = answerer
        self.port = sip_stack.choose_port(self._config)
        # Hand-off legs count in the stack's own limit, so it leaves room for one a call; the
        # limit on callers is kept in `_arrive`.
        limit = 2 * self._config.max_calls
        settings = sip_stack.settings(
            self._config,
            self.port,
            rtp_timeout=self._rtp_timeout,
            calls=limit,
            measuring=self._measuring,
        )
        self._runtime = await sip_stack.start(settings, self._here)
        self._runtime.on_dead = self._died
        try:
            for transport in self._config.transports:
                account = sip_stack.account(self._user, self._here, transport, catch_all=True)
                agent = await self._agent(account)
                agent.on_incoming(self._arrive)
        except LineError:
            await self.stop()
            raise
        self._spawn(self._pump())
        if self._config.trunk is not None and self._registration is not None:
            self._spawn(self._register(self._config.trunk, self._registration))

    async def dial(self, uri: str, *, show: str | None = None, seconds: float = 20.0) -> SipLeg:
        """Place a leg and return it answered; `NotAnsweredError` if it is not answered in time.

        `uri` is a SIP URI, or an E.164 number, which goes to the trunk. `show` is the number that
        the far end sees in From; no other header names anybody.
        """
        target, transport = self._target(uri)
        agent = await self._caller(show, transport)
        assert self._runtime is not None
        early: list[StackEvent] = []
        self._runtime.subscribe(early.append)
        try:
            call: Call = await agent.dial(target)
        except NoLocalAddressError:
            raise LineError(
                f"no way from {self._config.host} to the dialled address; check line.host"
            ) from None
        except (BaresipError, ValueError) as error:
            raise LineError(f"the second leg could not be dialled: {error}") from None
        finally:
            self._runtime.unsubscribe(early.append)
        # The library makes its call only after the command has returned, and loses what happened
        # before: a far end that answers or refuses at once would be waited for in vain.
        for event in early:
            call._on_stack_event(event)
        try:
            await call.wait_established(seconds)
        except CallTimeout:
            raise NotAnsweredError(f"the dialled leg did not answer within {seconds:g} s") from None
        except CallFailed as error:
            status = f"{error.status} {error.reason}" if error.status else error.reason
            raise NotAnsweredError(
                f"the dialled leg was refused: {status or 'no reason given'}", error.status
            ) from None
        except asyncio.CancelledError:
            await SipLeg(call, Ring(call_id="")).hang_up()
            raise
        ahead = MEASURING_AHEAD_MS if self._measuring else AHEAD_MS
        leg = SipLeg(call, Ring(call_id=sip_headers.call_id(call.call_id or "")), ahead)
        self._keep(leg)
        return leg

    async def drain(self) -> None:
        """Refuse new calls (486) and return when the last one in progress has ended.

        Calls in progress can still reach a person: hand-off legs are dialled as before.
        """
        self._draining = True
        while self._legs:
            await next(iter(self._legs)).until_over()
            await asyncio.sleep(0)  # let `_let_go` take it off the list

    async def stop(self) -> None:
        """Close the line at once; whoever is on a call hears it end."""
        self._draining = True
        for leg in tuple(self._legs):
            await leg.hang_up()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        runtime, self._runtime = self._runtime, None
        if runtime is not None:
            try:
                await runtime.close()
            except BaresipError as error:
                raise LineError(f"the SIP line did not close: {error}") from None

    def _died(self) -> None:
        for leg in tuple(self._legs):
            leg.cut_off()
        if self._on_dead is not None:
            self._on_dead()

    @property
    def _here(self) -> str:
        return sip_stack.address(self._config.host, self.port)

    def _arrive(self, call: Call) -> None:
        if self._draining or len(self._arrived) >= self._config.max_calls:
            self._spawn(self._turn_away(call))
            return
        ring = Ring(
            call_id=sip_headers.call_id(call.call_id or ""),
            caller=sip_headers.caller(call.peer, call.headers, self._region),
            dialled=sip_headers.dialled(call.headers),
            forwarded=sip_headers.forwarded(call.headers),
        )
        leg = SipLeg(call, ring)
        self._arrived.add(leg)
        self._keep(leg)
        self._spawn(self._see_through(leg))

    async def _turn_away(self, call: Call) -> None:
        try:
            await call.reject()
        except BaresipError:
            return  # the caller gave up first

    async def _see_through(self, leg: SipLeg) -> None:
        assert self._answerer is not None
        try:
            await self._answerer(leg)
        finally:
            await leg.hang_up()

    def _keep(self, leg: SipLeg) -> None:
        self._legs.add(leg)
        self._busy.set()
        self._spawn(self._let_go(leg))

    async def _let_go(self, leg: SipLeg) -> None:
        await leg.until_over()
        self._legs.discard(leg)
        self._arrived.discard(leg)

    async def _pump(self) -> None:
        """Move the audio of every leg each frame; sleep while there is none."""
        step = (MEASURING_TICK_MS if self._measuring else FRAME_MS) / 1000
        while True:
            if not self._legs:
                self._busy.clear()
                await self._busy.wait()
            due = time.monotonic() + step
            while self._legs:
                for leg in tuple(self._legs):
                    self._move(leg)
                now = time.monotonic()
                # A late tick is not made up for by a burst: each tick moves all there is.
                due = due + step if due > now else now + step
                await asyncio.sleep(due - now)

    def _move(self, leg: SipLeg) -> None:
        try:
            leg.pump()
        except Exception as error:
            # One call's trouble must not silence the others: that call ends, and it is said why.
            self._spawn(leg.hang_up())
            asyncio.get_running_loop().call_exception_handler(
                {"message": "the audio of a leg failed", "exception": error}
            )

    async def _register(self, trunk: Trunk, registration: Registration) -> None:
        account = sip_stack.account(
            trunk.user,
            trunk.registrar,
            trunk.transport,
            trunk=trunk,
            password=self._password,
            register=True,
        )
        agent = await self._agent(account)
        agent.on_incoming(self._arrive)
        await registration.keep(agent)

    def _target(self, uri: str) -> tuple[str, Transport]:
        trunk = self._config.trunk
        if not uri.startswith(("sip:", "sips:")):
            if trunk is None:
                raise LineError(
                    "a number can be dialled only through a trunk; write line.trunk, "
                    "or give the hand-off target a uri: sip:desk@10.0.0.5"
                )
            return f"sip:{uri}@{trunk.registrar}", trunk.transport
        named = next((t for t in Transport if f";transport={t}" in uri.lower()), None)
        transport = named or (trunk.transport if trunk else self._config.transports[0])
        return uri, transport

    async def _caller(self, show: str | None, transport: Transport) -> UserAgent:
        """The identity to call out with: kept, since the stack cannot drop one."""
        trunk = self._config.trunk
        user = show or (trunk.user if trunk else self._user)
        if (user, transport) not in self._callers:
            account = sip_stack.account(
                user,
                trunk.registrar if trunk else self._here,
                transport,
                trunk=trunk,
                password=self._password,
            )
            self._callers[user, transport] = await self._agent(account)
        return self._callers[user, transport]

    async def _agent(self, account: Account) -> UserAgent:
        if self._runtime is None:
            raise LineError("the SIP line is not started")
        try:
            # A far end must not make Sam call somebody, which a REFER asks for.
            return await UserAgent.create(self._runtime, account, transfer_policy="reject")
        except BaresipError as error:
            raise LineError(f"the SIP line's identity was not accepted: {error}") from None

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
