"""The small frozen types that cross doors between rooms.

One module per noun. Nothing here does I/O, reads a clock or imports another room.

================ ==========================================================
`heard`          `Words` and `Audio`: what a caller said; refuse to be shown
`intent`         `Side` of the line and the closed list of `Intent`
`ask`            what Sam can be asking for at the moment
`window`         `Window`: a preferred time as a range in the spa's own time
`meaning`        `Meaning`: what one turn meant, with no raw text in it
`message`        `Message`, `Reason`: the four fields that are kept
`step`           `Step`: what Sam did, as a closed code with a closed argument
`outcome`        how a call ended, and why it was forwarded
`ring`           `Ring`: a call arriving
`keeper`         `Keeper`: the one door from the ear to the desk
================ ==========================================================
"""
