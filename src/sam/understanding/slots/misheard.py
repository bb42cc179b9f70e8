"""What speech recognition makes of the brand names of the trade.

Added to whatever the owner wrote under `sounds_like`, for each brand that stands on the menu or
among what is not offered. One brand a paragraph; commas between what is heard.
"""

from __future__ import annotations

import re

_TABLE = """
botox: bow tox, bo tox, boat ox, both ox, bo talks, bow talks, bowtocks, talks
dysport: this port, dis port, disport, die sport, dice port, the sport
xeomin: zio men, zeo men, xeo men, zee oh men, zeomin, ziomin, zeo min
jeuveau: juvo, ju vo, jew vo, juveau, new vo, joo vo, jevo
daxxify: taxi fi, dax a fy, daxify, taxify, dax if i, taxi fy
letybo: let a bow, letty bo, le tibo, lettie bow, let it bow
juvederm: juva derm, juvi derm, juve derm, jew a derm, you vederm, juvaderm
restylane: rest a lane, restaline, wrestle lane, rest of lane, resty lane, rest alane
kysse: kiss
sculptra: sculpture, sculptor, sculpt ra, sculptrah
radiesse: radius, radi s, radiance, raddy s, ready s
kybella: kai bella, ky bella, kaibella, ki bella, kie bella, guy bella, cabella
morpheus8: morpheus eight, morpheus ate, more fierce eight, morpheus, morphus eight,
    more ps8, more fee us eight, morphe us eight
skinpen: skin pen, skin pan, skinpin, skin pin
hydrafacial: hydro facial, hydra fascial, hydrofacial, hider facial, hydrate facial
diamondglow: diamond glow, diamond go, diamond globe, dimond glow
emsculpt: m sculpt, em sculpt, am sculpt, in sculpt, m sculpted
coolsculpting: cool sculpting, cool sculpturing, cold sculpting, cool scalping
moxi: moxie, mock see, maxi laser, moxy
halo: hey low, hay low, hello laser
sofwave: soft wave, softwave, sofa wave, soft waves
prp: p r p, pee are pee, p are p
prf: p r f, pee are f, p are f
nad: n a d, nad plus, en a d
ipl: i p l, eye pl, i pl
bbl: b b l, bebe l, be be el, bb l
semaglutide: semi glutide, sema glue tide, some a glutide, semaglue tide, semi glue tide
tirzepatide: terzepatide, tears appetite, tears epatide, turzepatide, tier zepatide
microneedling: micro kneeling, micro needing, micro needle ing, microneedle, micro needle
dermaplaning: derma planning, derma planing, dermal planing, dermaplane, derma plane
"""

MISHEARD: dict[str, tuple[str, ...]] = {
    brand: tuple(re.split(r",\s+", heard))
    for brand, heard in re.findall(r"^(\w+): ((?:.+(?:\n    )?)+)$", _TABLE, re.MULTILINE)
}
"""What is heard, by brand in lower case without spaces."""

ENGLISH = frozenset(
    (
        "radius",
        "radiance",
        "sculpture",
        "sculptor",
        "kiss",
        "talks",
        "moxie",
        "morpheus",
        "juvenile",
    )
)
"""What is heard and is an English word as well: taken for the brand only where one is asked for."""
