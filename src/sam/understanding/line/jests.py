"""Phrases that sound like an emergency and surely are none.

Only such phrases stand here whose words cannot describe a body: everything doubtful stays an
emergency. They are taken out before the cues are looked for, so a real cue beside one still counts.
"""

from __future__ import annotations

import re

JESTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:my |an |the |her |his )?emergency (?:contact|contacts|contact number)", ("she's my emergency contact",)),
    (r"(?:not|is not|no) (?:really )?(?:an |a )?(?:medical )?emergency", ("it's not an emergency",)),
    (r"dying to (?:get|come|try|see|know|have|look|hear|go|do|book)", ("i'm dying to get in",)),
    (r"(?:these |those |the |your )?(?:price|prices|wait|traffic|schedule|suspense|hold music|waitlist|kids|lines?|wrinkles|elevens) (?:is|are) killing me", ("the suspense is killing me",)),
    (r"to die for", ("her lips are to die for",)),
    (r"drop dead gorgeous", ("i want to look drop dead gorgeous",)),
    (r"kill(?:ing)? (?:some )?time", ("i'm just killing time",)),
    (r"(?:will not|would not|not going to|do not|not) hold(?:ing)? my breath", ("i won't hold my breath",)),
    (r"(?:take|takes|took) my breath away", ("the prices take my breath away",)),
    (r"blind date", ("i have a blind date saturday",)),
    (r"vision (?:board|insurance|plan|center|source|works)", ("it's next to the vision center",)),
    (r"see (?:a |an |any )?(?:opening|openings|times|availability|appointments?|slots?|prices?|price list|menu)", ("i can't see any openings online",)),
    (r"(?:hair|website|web site|color|paint|logo|building|door|car|truck|dress|house|sign|shirt|awning|van|suv) (?:is |that is |was )?(?:white|grey|gray|purple|black|blue)", ("it's the building that is white",)),
    (r"(?:white|grey|gray|purple|black|blue) (?:building|door|car|truck|house|sign|awning|van|suv|friday|card|dress|one|gift card)", ("i have the black friday special",)),
    (r"heart set on", ("i had my heart set on saturday",)),
    (r"heart of", ("you're in the heart of downtown",)),
    (r"(?:next to|by|near|across from|behind|past|beside|work at|works at|work in) (?:the |a )?(?:\w+ )?(?:hospital|emergency room|er|urgent care)", ("are you across from the hospital",)),
    (r"(?:spread|spreading) (?:the|out|them out|it out|my payments?|payments?|the payments?|the cost)(?: \w+)?", ("can i spread the payments out",)),
    (r"traffic is (?:terrible|horrible|awful|insane|getting worse|crazy)", ("traffic is getting worse",)),
    (r"pain in the (?:butt|neck to (?:park|schedule|book)|rear)", ("parking is a pain in the butt",)),
)  # fmt: skip
"""Pattern over normalised words, and lines that must not count as an emergency."""

_COMPILED = tuple(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for pattern, _ in JESTS)


def without_jests(normalised: str) -> str:
    """Return normalised words with every jest replaced by a full stop that no cue spans."""
    for pattern in _COMPILED:
        normalised = pattern.sub(".", normalised)
    return normalised
