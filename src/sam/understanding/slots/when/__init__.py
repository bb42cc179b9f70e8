"""When a caller would like to come: words to windows.

============ ==============================================================
`words`      one form for the words of a turn, numbers as digits
`holidays`   days with names
`days`       sets of days
`dates`      the words for days
`rules`      their patterns
`clock`      times of day
`atoms`      the days and times of a text, one by one
`reader`     days and times put together into windows
============ ==============================================================
"""

from sam.understanding.slots.when.reader import TimeReader, Times

__all__ = ["TimeReader", "Times"]
