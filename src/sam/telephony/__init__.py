"""Calls arriving and leaving. A kind of line is one file behind the Protocols in `line`.

The SIP line is `sip`, with what is peculiar to its library in `sip_stack` (settings and checks
before it starts), `sip_leg` (one call), `sip_trunk`
(registration) and `sip_headers` (who calls and why, pure).
"""
