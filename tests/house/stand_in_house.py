"""A house of stand-ins. Arguments: spa file, data folder, the programs of ear and desk."""

from __future__ import annotations

import sys
from pathlib import Path

from sam.house.log import Room
from sam.house.supervise import CannotStartError, Output, run


def main() -> int:
    spa, data, ear, desk = sys.argv[1:]
    commands = {Room.EAR: (sys.executable, ear), Room.DESK: (sys.executable, *desk.split())}
    output = Output(
        say=lambda line: print("say", line, flush=True),
        complain=lambda line: print("complain", line, flush=True),
        log=lambda line: print("log", line, flush=True),
    )
    try:
        run(Path(spa), Path(data), output, commands)
    except CannotStartError as error:
        print("cannot", error, flush=True)
        return error.code
    return 0


sys.exit(main())
