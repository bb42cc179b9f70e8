"""The owner's web pages: who called, what they want, whom to call back, and what Sam did.

============ ==============================================================================
`app`        `create_app`: the pages as one FastAPI application, built from its real parts
`server`     `listen` and `serve_on`: the application on a port; `first_link` for the first start
`parts`      what every page is given: spa, store, audit, accounts, clock
`accounts`   who may sign in; the one-time link; `sessions` who is signed in now
`passwords`  argon2, and which passwords are too easy; `throttle` how often one may be tried
`guard`      headers, limits and the page for an error; `forms` the token of every form
`entry`      pages before signing in; `listing` the pages of messages and of calls
`shown`      which open pages are up to date
`board`      messages as the front desk works through them; `journal` calls day by day
`wording`    closed codes in plain words; `when` instants and windows in the spa's own time
============ ==============================================================================

Paths and queries carry opaque ids only. Names, numbers and secrets travel in the body of a POST.
"""
