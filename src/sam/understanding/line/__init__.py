"""The line between booking and clinical talk, and the emergencies beyond it.

=========== ===============================================================
`cues`      emergency cues: a table of families with patterns and examples
`jests`     phrases that sound like an emergency and surely are none
`lexicon`   clinical words by family, read from `lexicon.txt`
`encoder`   a sentence encoder, its tokenizer and the trained head
`gate`      the closed-world gate: when Sam may answer
`judge`     puts them together: side, calibrated probability, danger
=========== ===============================================================
"""
