"""What a turn asks for: readable tables of patterns, with examples that are run as tests.

================ ==========================================================
`row`            what a row of the tables is, and the shorthand that patterns use
`booking`        appointments: book, move, cancel, confirm, late, what is free
`facts`          the menu and the place: price, offered, who, hours, where, how long
`money`          payment, financing, deposit, policy, membership, packages, gift cards
`people`         a person, complaints, what Sam is, who hears, and calls to end politely
`manners`        yes, no, corrections, repeat, wait, greeting, thanks, goodbye
`finder`         runs the tables over a turn: intents in the order said
================ ==========================================================
"""
