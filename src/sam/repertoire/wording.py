"""Sam's own wording of every sentence; several of one take turns.

Placeholders are filled from the spa file or from the caller's slots. A placeholder that begins a
sentence gets a capital. Topics that only an owner can word (parking, deposit …) are not here.
"""

from __future__ import annotations

from sam.repertoire.cue import Say

WORDINGS: dict[Say, tuple[str, ...]] = {
    Say.GREETING: (
        "Thanks for calling {spa}, this is Sam, the automated assistant. How can I help you?",
        "Hi, you've reached {spa}, and I'm Sam, the automated assistant. What can I do for you?",
    ),
    # Answers
    Say.PRICE: ("For {service}, it's {price}.", "The price for {service} is {price}."),
    Say.OFFERED: ("Yes, we offer {service}.", "Yes, we have {service} on our menu."),
    Say.NOT_OFFERED: (
        "I'm sorry, we don't offer {thing}.",
        "We don't offer {thing} here, I'm sorry.",
    ),
    Say.OFFERED_WHICH: ("Which treatment are you asking about?", "Which service do you mean?"),
    Say.WHO_DOES_IT: ("For {service}, you'd see {who}.", "You'd see {who} for {service}."),
    Say.DURATION: ("For {service}, plan on about {minutes}.", "Allow {minutes} for {service}."),
    Say.PACKAGE_PRICE: ("For {service}, we have {packages}.",),
    Say.HOURS: ("We're open {hours}.", "Our hours are {hours}."),
    Say.HOURS_ON: ("We're open {day} {hours}.", "{day} we're open {hours}."),
    Say.AVAILABILITY: (
        "I can't see the appointment book, but I can note when you'd like to come, and the team"
        " will call you to confirm.",
        "I can't see open times from here, but tell me what suits you, and the team will call to"
        " confirm.",
    ),
    Say.LOCATION: ("We're at {address}.", "You'll find us at {address}."),
    Say.TEAM_WILL_TELL: (
        "I don't have that here, but the team can tell you.",
        "That's one the team will have to tell you.",
    ),
    Say.AUTOMATED: (
        "Yes, I'm an automated assistant, not a person. I can answer questions about {spa} and"
        " take a message for the team.",
        "That's right, I'm a computer, not a person. I answer the phone for {spa} when the team"
        " can't.",
    ),
    Say.RECORDING: (
        "No, I don't record our call or keep what you say. If you leave a message, I note only"
        " your name, your number, why you're calling, and a time that suits you.",
    ),
    Say.WHO_HEARS: (
        "Nobody is listening in. If you leave a message, the team at {spa} sees your name, your"
        " number, why you're calling, and a time that suits you, and nothing else.",
    ),
    # Questions
    Say.ASK_REASON: ("What can I help you with?", "What are you calling about?"),
    Say.ASK_REASON_AGAIN: (
        "Would you like to book a visit, change one, or ask about a service?",
        "Is it about booking, changing a visit, or a question about a service?",
    ),
    Say.ASK_SERVICE: ("Which service is it for?", "Which treatment would that be?"),
    Say.ASK_WANT_MESSAGE: (
        "Would you like the team to call you about it?",
        "Shall I have someone call you back to set something up?",
        "Would you like me to take a message, so the team can call you?",
    ),
    Say.ASK_NAME: ("Could I get your name?", "And what's your name, please?", "Who's calling?"),
    Say.ASK_NAME_AGAIN: (
        "I'm sorry, I didn't catch your name. Could you say it again, or spell it?",
        "Could you spell your name for me, letter by letter?",
    ),
    Say.CONFIRM_NAME: ("I have {name}. Is that right?", "That's {name}, correct?"),
    Say.ASK_CALLBACK: (
        "What's the best number to reach you?",
        "And which number should we call you back on?",
    ),
    Say.ASK_CALLBACK_AGAIN: (
        "I didn't get the whole number. Could you say it once more, or type it on your keypad?",
        "Could you type your number on the keypad for me, with the area code?",
    ),
    Say.ASK_CALLBACK_REST: ("I have {digits}. What's the rest?", "{digits}, and then?"),
    Say.OFFER_CALLER_ID: (
        "Is the number you're calling from, ending in {digits}, the best one to reach you?",
        "Shall we call you back on the number ending in {digits}, the one you're calling from?",
    ),
    Say.CONFIRM_CALLBACK: ("That's {number}. Is that right?", "I have {number}, is that correct?"),
    Say.ASK_PREFERRED_TIME: (
        "What day and time would suit you?",
        "When would you like to come in?",
    ),
    Say.ASK_PREFERRED_TIME_AGAIN: (
        "Is there a day that works for you, and morning or afternoon?",
        "Which day would be good, and what time of day?",
    ),
    Say.ASK_OTHER_TIME: (
        "Is there another day or time that works for you?",
        "What other time could work?",
    ),
    Say.ASK_NEW_OR_RETURNING: (
        "Have you been in to see us before?",
        "Have you visited us before?",
    ),
    Say.CONFIRM_MESSAGE: (
        "So, I have {message}. Is that right?",
        "Okay, I have {message}. Did I get that right?",
    ),
    Say.ASK_WHAT_TO_CHANGE: ("What should I change?", "What would you like me to fix?"),
    Say.ASK_ANYTHING_ELSE: ("Is there anything else?", "Anything else I can help with?"),
    # The line, and people
    Say.CLINICAL: (
        "That's one for our clinical team, so I'll leave it to them, and I haven't kept any of it.",
        "I'd rather have someone on our clinical team answer that. I haven't kept what you said.",
    ),
    Say.ABUSE: ("I do want to help, but not like this.", "I'm going to end our call here."),
    Say.HANDOFF_OFFER: (
        "I can try to get a person on the line now, or take a message. Which would you like?",
        "Shall I try to reach someone now, or would you rather leave a message?",
    ),
    Say.HANDOFF_START: (
        "Let me try to reach someone for you. One moment, please.",
        "One moment, I'm calling someone on the team now.",
    ),
    Say.HANDOFF_WAIT: ("Still trying, thanks for waiting.", "I'm still ringing the team."),
    Say.HANDOFF_CONNECTED: ("I have someone for you now.", "Here's someone from the team."),
    Say.HANDOFF_FAILED: (
        "I couldn't reach anyone just now, so I'll take a message and mark it urgent.",
        "Nobody could pick up just now. Let me take an urgent message instead.",
    ),
    Say.TARGET_ANNOUNCE: ("Call for {spa}. Press one to take it.",),
    Say.NO_LIVE_PERSON: (
        "I can't put you through to a person right now, but I'll take a message, and someone will"
        " call you back.",
        "There's nobody I can connect you to right now, so let me take a message, and the team"
        " will call you back.",
    ),
    # Manners
    Say.ACKNOWLEDGE: ("Sure.", "Of course.", "Happy to help with that.", "Absolutely."),
    Say.GOT_IT: ("Thank you.", "Got it, thank you.", "Thanks."),
    Say.SORRY_COMPLAINT: (
        "I'm sorry to hear that. I'll make sure that a person calls you about it.",
        "I'm sorry about that. Let me have someone get back to you.",
    ),
    Say.NOT_UNDERSTOOD: (
        "I'm sorry, I didn't get that. Could you say it another way?",
        "Sorry, I didn't follow. Could you say that again?",
    ),
    Say.CORRECTED: ("Got it, I've changed that.", "Thanks, I've fixed that."),
    Say.TAKE_YOUR_TIME: ("Sure, take your time.", "No problem, I'll wait."),
    Say.STILL_THERE: ("Are you still there?", "I'm here whenever you're ready."),
    Say.STILL_THERE_SHORT: ("Hello?",),
    Say.SILENCE_GOODBYE: (
        "I can't hear you, so I'll hang up now. Please call again. Goodbye.",
        "I don't hear anyone, so I'll let you go. Call us any time. Goodbye.",
    ),
    Say.SPANISH: ("Claro. Una persona de nuestro equipo le devolverá la llamada en español.",),
    Say.FORGOT: (
        "Okay, I've deleted it. None of it is kept.",
        "Done, I've deleted what I had noted.",
    ),
    Say.NOTED: (
        "Thank you, I've noted that, and the team will call you back.",
        "All set. I've passed that to the team, and they'll call you back.",
    ),
    Say.NOTED_CLINICAL: (
        "I've noted that our clinical team should call you back.",
        "Your call back from our clinical team is noted.",
    ),
    Say.NOT_NOTED: (
        "I'm sorry, I wasn't able to save your message just now. I can try to get a person for"
        " you instead.",
    ),
    Say.WRONG_NUMBER: (
        "No problem, this is {spa}. Have a good day. Goodbye.",
        "You've reached {spa}, so it looks like a wrong number. Goodbye.",
    ),
    Say.VENDOR: (
        "Thanks, but we don't take sales calls on this line. Goodbye.",
        "Thank you, we're not interested. Goodbye.",
    ),
    Say.TIME_UP: (
        "I have to end our call here, but the team can help you from here. Thank you for calling.",
    ),
    Say.WELCOME: ("You're welcome.", "My pleasure.", "Of course."),
    Say.GOODBYE: (
        "Thanks for calling {spa}. Goodbye.",
        "Thank you for calling, and have a good day. Goodbye.",
    ),
}

FROM_PRICE = (
    "For {service}, prices start at {price}.",
    "The price for {service} starts at {price}.",
)
"""Where the lowest price is listed."""

FREE = ("There's no charge for {service}.", "For {service}, there's no charge.")

CLOSED_ON = ("We're closed {day}.", "{day} we're closed.")

UNKNOWN: dict[Say, tuple[str, ...]] = {
    Say.PRICE: ("I don't have a price listed for that, but the team can tell you.",),
    Say.WHO_DOES_IT: ("The team can tell you who does that one.",),
    Say.DURATION: ("The team can tell you how long to allow for that.",),
    Say.PACKAGE_PRICE: ("The team can tell you about packages for that.",),
}
"""What is said of any service for which the spa file does not have the fact."""
