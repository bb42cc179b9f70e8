"""The house: builds Sam from the spa file, keeps its two processes up, and gives people commands.

============== ===============================================================================
`commands`     `sam serve`, `check`, `say`, `messages`; `commands_lab` is `sam lab …`
`terminal`     what commands read and print, and the options they share
`supervise`    the house itself: starts both processes, starts a crashed one again, ends in order
`process`      one child as the house sees it; `watch` notices edits; `introduction` greets people
`ear`          the process that hears; `staff` are its engines and its receptionist
`desk`         the process that stores and shows
`child`        what both have in common; `status` what they tell the house; `home` what they share
`door`         the one socket between them; `frames` are what may pass through it
`wall`         what a process may not do; `landlock` is the kernel's part
`log`          closed events and closed fields, and everything foreign reduced to three words
============== ===============================================================================
"""
