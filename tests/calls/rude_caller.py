"""A caller who speaks into what Sam is saying: `sam lab call` with other manners.

python rude_caller.py URI MILLISECONDS RECORDING...
"""

from __future__ import annotations

import sys

from sam.lab.call import run_call_command
from sam.lab.caller import Manners

if __name__ == "__main__":
    to, milliseconds, *files = sys.argv[1:]
    manners = Manners(barge_in=float(milliseconds))
    raise SystemExit(run_call_command(to, files, as_json=True, manners=manners))
