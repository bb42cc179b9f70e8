"""The words around a name: what comes before one, behind one, and what is never one."""

from __future__ import annotations

import re

STRONG = re.compile(
    r"\b(?:my (?:full |first )?name(?: is|'s|’s| would be|s)|the name(?: is|'s|’s|s)|(?:first "
    r"|full )?name(?: is|'s|’s| should be)"
    r"|(?:put (?:it|me|that) |it'?s |it’s |it is |is |that'?s |should be |booked "
    r"|listed )?under(?: the)?(?: name)?(?: of| is)?"
    r"|in the name of|name of|spelled|ny name is|name:|(?<!\w )my name\s*\?"
    r"|refer to me as|(?:i am|i'm|i’m) called|first name(?= [a-z]+\W*$))\s*:?\s*(?=\w)",
    re.IGNORECASE,
)  # fmt: skip
LAST = re.compile(r"\b(?:my |the )?(?:last name|surname|family name)(?: is|'s|’s"
r"| would be)?\s*:?\s+(?=\w)", re.IGNORECASE)  # fmt: skip
WEAK = re.compile(
    r"\b(?P<cue>i am|i'?m|i’m|im|this is|it'?s|it’s|it is|its|that'?s|that’s|that is"
    r"|(?:it|that) would be|it'?d be|me|call me|i go by"
    r"|(?<!short )for|speaking is),?\s+(?:(?:still|just|actually|only|me|um+|uh+|er),?\s+)*(?=\w)",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"^\s*,?\s*(?:is my name|here\b|speaking\b|is the name|calling\b)", re.IGNORECASE
)
OTHERS = re.compile(
    r"\b(?:my|her|his|their|our|a|the)\s+(?:\w+\s+)?(?:sister|friend|daughter|son|mom|mother"
    r"|husband|wife|boyfriend|girlfriend"
    r"|aunt|niece|cousin|partner|fianc[eé]e?|sister-in-law|coworker|boss|doctor|injector"
    r"|provider|nurse|girl|buddy|host|driver|brother|dad|father|dog)(?:'s name is|’s name is"
    r"| is| named| called| name is|,)?\s*$"
    r"|\b(?:her|his|their|doctor'?s|friend'?s|sister'?s|daughter'?s) (?:first "
    r"|last )?name(?: is|'s)?\s*$"
    r"|\b(?:see|saw|with|ask(?:ed)? for|speak (?:to|with)|talk (?:to|with)|by|recommended"
    r"|says?|said|told|from)\s*$",
    re.IGNORECASE,
)  # fmt: skip
THEIRS = re.compile(
    r"(?:\b(?:her|his|their)|['’]s|\b(?:doctor|friend|sister|daughter|mother|mom|husband"
    r"|son)s) (?:\w+ )?$",
    re.IGNORECASE,
)
FRIEND = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:sister|friend|daughter|son|mom|mother|husband|wife|boyfriend"
    r"|girlfriend|aunt"
    r"|niece|cousin|partner|buddy|brother|dad|father)(?:'s name is|’s name is| named| is"
    r"|,)? (?=\w)",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:not|isn'?t|instead of|rather than)\s+$", re.IGNORECASE)
WITH_LETTER = re.compile(r"^\s*,?\s*(?:but )?with an? ([a-z])\b", re.IGNORECASE)
OPENERS = frozenset(
    re.findall(
        r"\S+",
        """
    yes yeah yep yup yah sure ok okay um uh oh ah er well no nope hi hello hey so of course
    certainly absolutely definitely right like actually sorry thanks great good please and
    alright mm hmm fine ohh hm it just omg ha haha the name first last
    """,
    )
)  # fmt: skip
NEVER = frozenset(
    re.findall(
        r"\S+",
        """
    i a an the and or but so if is am are was were be been will would can could may might must
    do does did have has had to from for with at on in by of as not no yes here there this that
    these those my your his her our their it he she they we you me him them us what when where
    why who how which please thanks thank calling speaking just now then today tomorrow tonight
    hi hello hey okay ok sure um uh monday tuesday wednesday thursday friday saturday sunday
    morning afternoon evening noon also about because since like looking trying going wanting
    interested new returning client patient caller appointment appointments booking sorry ma'am
    sir miss spelled spell with under actually really very still already again maybe correct
    right wrong reschedule confirm cancel rebook book schedule change move check asking
    wondering inquiring whether btw lol huh again though name names number phone fine good great
    available free able ready same nothing none nobody i'm i'd i'll i've it's that's don't can't
    won't isn't what's let's
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    """,
    )
)  # fmt: skip
"""Words that end a name or cannot begin one, however common they are in the lists."""
TITLES = frozenset(
    re.findall(
        r"\S+",
        """
    mr mrs ms miss dr doctor mister missus madam
    """,
    )
)
PARTICLES = frozenset(
    re.findall(
        r"\S+",
        """
    de la del della van von der den di da le los las dos du st ter ten bin al el y
    """,
    )
)  # fmt: skip
MONTHS = frozenset(
    re.findall(
        r"\S+",
        """
    january february march april may june july august september october november december
    """,
    )
)  # fmt: skip
