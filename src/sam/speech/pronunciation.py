"""Names that the voice would say badly, in misaki's phonemes: brands of the trade, and 911.

Found by reading the voice's own phonemes for the names that med spas use and listening with our
recogniser. An owner's own spelling (`spoken:` in the spa file) comes before this table: it
arrives as `[word](/phonemes/)` or as other words, and is left as it is.
"""

from __future__ import annotations

import re

PHONEMES = {
    "911": "nˈIn wˈʌn wˈʌn",
    "988": "nˈIn ˈAt ˈAt",
    "Belotero": "bˌɛlOtˈɛɹO",
    "CO2": "sˌiˌOtˈu",
    "Daxxify": "dˈæksəfˌI",
    "Dermaplaning": "dˈɜɹməplˌAnɪŋ",
    "Emsculpt": "ˈɛmskʌlpt",
    "hyaluronic": "hˌIəlʊɹˈɑnɪk",
    "Jeuveau": "ʤuvˈO",
    "Juvederm": "ʤˈuvədˌɜɹm",
    "Juvéderm": "ʤˈuvədˌɜɹm",
    "Latisse": "lətˈis",
    "Letybo": "lətˈibO",
    "Mounjaro": "mWnʤˈɑɹO",
    "NAD": "ˌɛnˌAdˈi",
    "Ozempic": "Ozˈɛmpɪk",
    "PicoSure": "pˈikOʃˌʊɹ",
    "Radiesse": "ɹˈAdiˌɛs",
    "Restylane": "ɹˈɛstəlˌAn",
    "semaglutide": "sˌɛməɡlˈuTˌId",
    "SkinCeuticals": "skɪnsˈuTɪkᵊlz",
    "Sofwave": "sˈɔftwAv",
    "Thermage": "θˈɜɹmɑʒ",
    "tirzepatide": "tɜɹzˈɛpəTˌId",
    "Ultherapy": "ʌlθˈɛɹəpi",
    "Wegovy": "wiɡˈOvi",
    "Xeomin": "zˈiOmɪn",
}
"""Word as it is written, and how it is said (misaki's alphabet, American)."""

_BY_LOWER = {word.lower(): phonemes for word, phonemes in PHONEMES.items()}

_WORD = re.compile(
    r"\[[^\]]+\]\(/[^)]*/\)"  # already spelled by the owner: stepped over
    r"|(?<![\w$.,])(?:"
    + "|".join(map(re.escape, sorted(PHONEMES, key=len, reverse=True)))
    + r")(?!\w|[.,]\d)",
    re.IGNORECASE,
)


def spoken(text: str) -> str:
    """Return `text` with the names of `PHONEMES` given as `[word](/phonemes/)`."""

    def link(match: re.Match[str]) -> str:
        word = match.group()
        return word if word.startswith("[") else f"[{word}](/{_BY_LOWER[word.lower()]}/)"

    return _WORD.sub(link, text)
