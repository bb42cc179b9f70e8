"""Every sentence that Sam can say, made from the spa file, each fact with its source line.

============ ==============================================================
`cue`        what the conversation asks for: a sentence's id and its slots
`repertoire` `Repertoire`: cues to sentences, exactly as they are spoken
`wording`    Sam's own wording of each sentence
`facts`      the facts of a spa file, each with its lines
`order`      which sentences must be ready first
`summary`    a whole message in one breath
`reading`    an owner's text without digits and signs
`listing`    what `sam say` and `sam check` print
`money`, `clock`, `dates`, `phone`, `numbers`, `lists`  spoken forms
============ ==============================================================
"""
