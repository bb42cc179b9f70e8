"""Calls arriving and leaving. A kind of line is one file behind the Protocols in `line`."""
