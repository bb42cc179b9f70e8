"""A row of the intent tables, and the shorthand that its patterns are written in.

Patterns are regular expressions over normalised words (`sam.understanding.text`): no punctuation,
no case, contractions spelled out. A pattern matches whole words only. Recognised slots may stand
as one word in capitals: SERVICE, OTHER (something the spa does not offer), ROLE, TIME, NAME,
NUMBER, VISITOR.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sam.vocabulary.intent import Intent

SHORTHAND: dict[str, str] = {
    # Polite beginnings are optional everywhere: they are glue to the gate.
    "det": r"(?:(?:a|an|the|my|our|your|another|this|that|some|any|one|his|her|their|me a|me an"
    r"|me another|us a|me in for a|in a|in an|new|next|first|quick|regular|couple|follow up"
    r"|upcoming|current|existing|scheduled|dinner|lunch|original|previous|full|initial"
    r"|SERVICE|TIME|hair|salon|spa|beauty) )*",
    "appt": r"(?:appointment|appointments|booking|bookings|reservation|reservations|visit|session"
    r"|treatment|table|slot|time slot|spot|haircut|service|services|apartment|opening)",
    "me": r"(?:me|us|myself|her|him|them|my \w+|NAME|you)",
    "thing": r"(?:SERVICE|OTHER|{trade})(?: (?:and|or|with|plus|and a|and the|and some)"
    r" (?:SERVICE|OTHER|{trade}))*",
    # Words of the trade that a menu may not have as such: still plainly a service.
    "trade": r"(?:(?:lip|cheek|chin|under eye|jawline|nose|dermal|full|baby|chemical|laser|brazilian|body|skin|hair|face|facial) )*"
    r"(?:botox|tox|toxin|dysport|xeomin|jeuveau|daxxify|filler|fillers|injectables?|injections?|lip flip"
    r"|laser|lasers|laser hair removal|hair removal|facials?|peels?|microneedling|hydrafacials?|waxing|wax"
    r"|massages?|lashes|lash extensions|brows|nails|tanning|contouring|tightening|sculpting|resurfacing"
    r"|restoration|photofacials?|ipl|bbl|prp|iv|ivs|drips?|kybella|sculptra|juvederm|restylane"
    r"|weight loss|removal|threading|microblading|piercings?|products|makeup|haircuts?|manicures?|pedicures?)",
    "it": r"(?:it|that|this|these|those|them|one)",
    "they": r"(?:you|you guys|you all|they|the spa|your spa|the office|the salon|we|the place"
    r"|your place|the clinic|your office|your clinic|your shop|the shop|this place|it|he|she)",
    "when": r"(?:TIME|(?:at |around |like )?\d{1,2}(?: or \d{1,2})?(?: ?(?:am|pm|oclock|ish))?|today|tomorrow|tonight|then|now|\w+day|later|earlier|sooner|soon"
    r"|next week|this week|the weekend|weekends|mornings?|afternoons?|evenings?)",
    "es": r"(?:que|qué|con|el|la|los|las|un|una|de|del|al|mi|mis|en|es|por|para|yo|tu|su|sus|cita|hacer|puedo"
    r"|puede|pueden|podría|podria|tiene|tienen|donde|dónde|esta|está|estan|están|ubicados|queda|cuando|cuándo"
    r"|cuanto|cuánto|cuesta|cuestan|abierto|abiertos|abren|cierran|hora|horas|horario|alguien|algo|hay|usted|soy"
    r"|me|nos|llamo|estoy|favor|ingles|inglés|muy|bien|si|sí|entiendo|hablo|gustaría|gustaria|disculpe|perdón|señor"
    r"|señora|señorita|tengo|hoy|manana|mañana|lunes|martes|miercoles|miércoles|jueves|viernes|sabado|sábado|domingo"
    r"|semana|próxima|proxima|precio|precios|información|informacion|servicio|servicios|ayuda|ayudar|hablar|habla"
    r"|hablan|persona|quiero|quisiera|saber|necesito|espanol|español|buenas|buenos|dias|días|tardes|noches|hola|gracias"
    r"|adiós|cancelar|cambiar|llamar|teléfono|telefono|número|numero|nombre|depilación|relleno|labios|limpieza)",
    "es_beside": r"(?:{es}|a|y|o|no|se|le|lo|facial|láser|laser|SERVICE|OTHER|NAME|TIME|NUMBER)",
    "person": r"(?:person|human|human being|somebody|someone|anyone|anybody|real person"
    r"|live person|actual person|representative|rep|agent|operator|receptionist|manager|owner"
    r"|supervisor|nurse|injector|provider|doctor|ROLE|front desk|staff|staff member|team|lady"
    r"|girl|aesthetician|esthetician|practitioner|coordinator|one of the girls|human)",
}

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Row:
    """One intent: what gives it away, lines that must find it and lines that must not."""

    intent: Intent
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    never: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    """Patterns that count only at the beginning of a turn, greetings and "oh", "well" aside."""
    whole: tuple[str, ...] = ()
    """Patterns that must match the whole turn, politeness around them aside."""


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern with its shorthand; it then matches at word borders only."""
    return re.compile(rf"(?<!\S)(?:{_expanded(pattern)})(?!\S)")


LEAD = r"(?:(?:oh|so|well|and|but|hi|hello|hey|sorry|actually|um|ah|gosh|wow|great|sam|there) )*"
"""What may come before the beginning of what is said."""
TAIL = r"(?: (?:please|thanks|thank you|then|yes|no|sam|maam|sir|so much|now|though|too))*"
"""What may come after it."""


def at_start(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that counts only at the beginning of a turn."""
    return re.compile(rf"^{LEAD}(?P<core>{_expanded(pattern)})(?!\S)")


def as_whole(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that must be the whole turn."""
    return re.compile(rf"^{LEAD}(?P<core>{_expanded(pattern)}){TAIL}$")


def _expanded(pattern: str) -> str:
    for _ in range(3):
        pattern = _SLOT.sub(lambda m: SHORTHAND.get(m[1], m[0]), pattern)
    return pattern
