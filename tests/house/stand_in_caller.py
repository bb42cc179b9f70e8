"""Calls a SIP URI; prints `answered`, hangs up when its standard input ends, prints `over`."""

from __future__ import annotations

import asyncio
import os
import sys

from sam.spa.line import Line
from sam.telephony.line import HungUp, Leg, LineError
from sam.telephony.sip import SipLine


async def refuse(leg: Leg) -> None:
    await leg.refuse()


async def main() -> None:
    line = SipLine(Line(host="127.0.0.1", port=0))
    await line.start(refuse)
    try:
        leg = await line.dial(sys.argv[1])
    except LineError as error:
        print("refused", error, flush=True)
        await line.stop()
        return
    print("answered", flush=True)
    asyncio.get_running_loop().run_in_executor(None, sys.stdin.read).add_done_callback(
        lambda _: asyncio.ensure_future(leg.hang_up())
    )
    async for event in leg.events():
        if isinstance(event, HungUp):
            break
    print("over", flush=True)
    await line.stop()
    os._exit(0)  # a thread still waits for standard input


asyncio.run(main())
