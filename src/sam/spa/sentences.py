"""Which sentences an owner may word anew, and what each may and must hold.

The ids are those of the repertoire (`sam.repertoire.cue.Say`); a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

ALWAYS = frozenset({"spa", "website"})
"""Placeholders that are filled in every sentence of an owner: the two names, as they are said."""


@dataclass(frozen=True, slots=True)
class Blank:
    """One sentence that an owner may word anew."""

    about: str
    """When Sam says it."""
    must: frozenset[str] = frozenset()
    """Placeholders without which the sentence would not do its work."""

    @property
    def known(self) -> frozenset[str]:
        """Every placeholder that is filled in."""
        return self.must | ALWAYS


def _must(about: str, *names: str) -> Blank:
    return Blank(about, must=frozenset(names))


OPEN: dict[str, Blank] = {
    "greeting": Blank("Answers the call; must say that this is an automated assistant."),
    "price": _must("Tells a listed price.", "service", "price"),
    "offered": _must("Says that a service is on the menu.", "service"),
    "not_offered": _must("Says that something is not done here.", "thing"),
    "offered_which": Blank('Asks which service, after "do you offer …".'),
    "who_does_it": _must("Says which role does a service.", "service", "who"),
    "duration": _must("Says how long a visit takes.", "service", "minutes"),
    "package_price": _must("Tells the price of packages.", "service", "packages"),
    "hours": _must("Tells the week's hours.", "hours"),
    "hours_on": _must("Tells the hours of one date.", "day", "hours"),
    "availability": Blank("Says that the team confirms times, since Sam cannot see the book."),
    "location": _must("Says where the spa is.", "address"),
    "team_will_tell": Blank("Says that the team will answer what this file does not."),
    "ask_reason": Blank("Asks why they call."),
    "ask_reason_again": Blank("Asks why they call, a second time."),
    "ask_service": Blank("Asks which service it is about."),
    "ask_want_message": Blank("Asks, after an answer, whether the team shall call back."),
    "ask_name": Blank("Asks for the name."),
    "ask_name_again": Blank("Asks for the name again and offers to spell it."),
    "confirm_name": _must("Reads the name back.", "name"),
    "ask_callback": Blank("Asks for the callback number."),
    "ask_callback_again": Blank("Asks for the number again and offers the keypad."),
    "ask_callback_rest": _must("Asks for the rest of a number.", "digits"),
    "offer_caller_id": _must("Offers the number they call from.", "digits"),
    "confirm_callback": _must("Reads the number back.", "number"),
    "ask_preferred_time": Blank("Asks which day and time would suit."),
    "ask_preferred_time_again": Blank("Asks for a day and time again."),
    "ask_other_time": Blank("Asks for another time: the one named is outside opening hours."),
    "ask_new_or_returning": Blank("Asks whether they have been in before."),
    "confirm_message": _must('Reads the whole message back, after "I have".', "message"),
    "ask_what_to_change": Blank("Asks what to put right."),
    "ask_anything_else": Blank("Asks whether there is anything else."),
    "clinical": Blank("Says that a person from the clinical team will call back."),
    "abuse": Blank("One calm sentence before goodbye."),
    "handoff_offer": Blank("Offers a person now, or a message."),
    "handoff_start": Blank("Says that a person is being rung."),
    "handoff_wait": Blank("Says that it is still ringing."),
    "handoff_connected": Blank("Says that a person is there."),
    "handoff_failed": Blank("Says that nobody could take it, and takes a message."),
    "target_announce": Blank("Said to the person who is rung: whom the call is for; press 1."),
    "no_live_person": Blank("Says that nobody can be rung now, and takes a message."),
    "acknowledge": Blank('A short "of course" before a question.'),
    "got_it": Blank('A short "thank you" after a name, a number or a time was given.'),
    "sorry_complaint": Blank("Says sorry to somebody who is unhappy."),
    "not_understood": Blank("Asks to say it again."),
    "corrected": Blank("Takes a correction."),
    "take_your_time": Blank("After hold on."),
    "still_there": Blank("After a silence."),
    "still_there_short": Blank("After a second silence."),
    "silence_goodbye": Blank("Ends a silent call."),
    "spanish": Blank("Says, in Spanish, that the team will call back in Spanish."),
    "forgot": Blank("Says that the message was deleted."),
    "noted": Blank("Says that the message is noted; said only once it is on disk."),
    "noted_clinical": Blank("Says that a call back from the clinical team is noted."),
    "not_noted": Blank("Says that the message could not be noted."),
    "wrong_number": Blank("Ends a wrong number."),
    "vendor": Blank("Ends a sales call."),
    "time_up": Blank("Says that the call has reached its longest."),
    "welcome": Blank("After thanks."),
    "goodbye": Blank("Ends the call."),
}
"""Sentence id to what it may hold."""

ELSEWHERE: dict[str, str] = {
    "parking": "write it under answers",
    "payment": "write it under answers",
    "financing": "write it under answers",
    "deposit": "write it under answers",
    "cancellation_policy": "write it under answers",
    "running_late": "write it under answers",
    "membership": "write it under answers",
    "package": "write it under answers",
    "gift_card": "write it under answers",
    "new_client": "write it under answers",
    "consultation": "write it under answers",
    "emergency": "write it as emergency.words",
    "self_harm": "write it as emergency.self_harm_words",
    "emergency_nobody": "write it as emergency.nobody_reached",
    "automated": "remove it: what Sam says about itself must stay true",
    "recording": "remove it: what Sam says about itself must stay true",
    "who_hears": "remove it: what Sam says about itself must stay true",
}
"""Sentence ids that are not worded under `sentences`, and what to do instead."""
