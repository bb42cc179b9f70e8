"""Appointments."""

from sam.understanding.intents.row import Row
from sam.vocabulary.intent import Intent

_BOOK = (
    r"(?:book|booking|schedule|scheduling|make|making|set|set up|setting up|setup|get|getting"
    r"|arrange|reserve|reserving|create|request|need|want|like|have|place|plan|add|put in|find"
    r"|take|start|for|confirm)"
)
_MOVE = (
    r"(?:reschedule|rescheduling|re schedule|move|moving|change|changing|switch|push|push back"
    r"|bump|shift|postpone|swap|rebook|modify|amend|adjust|alter|delay|redo|update|move up|push up)"
)
_DROP = (
    r"(?:cancel|canceling|cancelling|cancelled|canceled|drop|delete|annul|remove|call off|undo"
    r"|scratch|get rid of|nix|void|back out of|take me off|not need|no longer need|not keep"
    r"|cannot keep|will not need)"
)

ROWS = (
    Row(
        Intent.BOOK,
        (
            rf"{_BOOK} {{det}}{{appt}}",
            r"(?:book|schedule|reserve|pencil|squeeze|fit|put|slot|sign|slide|work|get|sneak|set)"
            r" {me} (?:in|down|up)",
            r"(?:book|reserve) {me}(?: (?:for|at|with|on|TIME))?",
            r"(?:book|booking|schedule|scheduling|reserve) (?:{det}{thing}|{it}|something|online"
            r"|TIME|for|with|on|at|NAME|now)",
            r"(?:like|want|wanted|need|trying|looking|ready|hoping|love|calling|how do i|can i"
            r"|could i|may i|i will|let us|please|able|go ahead and|where do i)"
            r"(?: (?:to|just|please))* (?:book|schedule|reserve|come in|come see you|come by"
            r"|stop by|get in|get on the (?:schedule|books|calendar)|get scheduled|get booked)",
            r"get (?:scheduled|booked|on the (?:schedule|books|calendar|list))",
            r"(?:get|have|getting|do|doing|try|trying|want|need|like|love|start|get some|come in"
            r" for|come in to get|come in and get|in for|interested in|thinking about"
            r"|thinking of|considering|appointment for|something for|here for|calling for"
            r"|calling about|wanting|inquiring about|asking about|looking for|looking into"
            r"|look into|in getting|to get)(?: (?:a|an|the|my|some|more|another|our|that|this|her"
            r"|his|in|for|to|get|getting|try|trying|doing|first|first time|little|bit of|both"
            r"|few|couple|units of|syringe of|session of))* {thing}(?: done)?",
            r"(?:get|have|getting) (?:my|some|her|our) (?:\w+ ){1,2}done",
            r"(?:need|want|like|get|have) (?:a|an|my) (?:\w+ )?(?:cut|trim|facial|massage|manicure"
            r"|pedicure|haircut|hair cut|color|blowout|wax|check ?up|physical|cleaning)",
            r"(?:see|meet with|seen by|appointment with|with) (?:the |a |your |my |our )?"
            r"(?:doctor|dr|ROLE|nurse|injector|stylist|hairdresser)(?: NAME| \w+)?",
            r"(?:table|reservation|booking|party|seat) (?:for|of) (?:TIME|NUMBER|\w+)",
            r"(?:can|could|will|would) (?:you|they|she|he)(?: guys)? (?:see|take|fit|accommodate)"
            r" (?:me|us|\w+)",
            r"walk ?ins?",
            r"(?:dr|doctor|drs) (?!(?:said|says|told|put|gave|prescribed|wants|thinks|recommended|appointment|is|that|who|or|do|does|on|there|if|about|for|to|and|ever|has|had|says)\b)\w+",
            r"(?:my|the|our) (?:booking|reservation|appointment)(?: (?:is|was|should be|will be|would be))? (?:for|at|on|under|in) (?:TIME|NAME|\w+)",
            r"(?:a|an|the|inside|outside|indoor|outdoor|small|big|large|another|window|for) (?:\w+ )?tables?",
            r"(?:visit|go to|come to|come into|come in to|get to|be at) (?:the|your|that|this|a|an) (?:\w+ )?(?:salon|spa|clinic|office|shop|place)",
            r"(?:add|bring|adding|bringing) (?:a |another |one more |my |an extra )(?:person|people|friend|guest|sister|mom|husband|plus one)(?: to)?",
            r"(?:me|us|myself) and (?:my )?(?:\w+ ){0,2}(?:others|kids|friends|people|parents|sister|mom|husband|wife)",
            r"(?:there are|there will be|there is|it will be|it is|party of|just|for|will be|are) (?:\w+ ){0,2}(?:of us|people|persons|guests|others|adults|kids)",
            r"(?:\w+ )(?:of us|people|persons|guests|adults)(?: (?:coming|total|are|for))?",
            r"(?:website|web site|app|booking link|link|online booking|booking page|site)(?: \w+){0,4} (?:broken|not working|will not let|would not let|kicked|keeps|down|spinning|let me)",
            r"(?:tried|trying) to (?:book|schedule) (?:it )?online",
            r"i (?:booked|reserved|scheduled)(?: \w+){0,3} (?:for|at|on|appointment|visit|session|table|TIME)",
            r"(?:do|are|can|will) (?:\w+ ){1,3}(?:take|taking|accept|do|make)s?"
            r" (?:any )?(?:walk ins|appointments|reservations|bookings)",
            r"(?:reservations?|appointments?) (?:taken|accepted|available|possible)",
            r"(?:make|do|book|take|have) (?:it|that|this) (?:for|at|on) (?:TIME|\w+)",
            r"(?:book|reserve|schedule|order) {det}(?:TIME|it|that)",
            r"i am (?:calling|here) (?:to|about) (?:book|schedule|booking|scheduling|make)",
            r"(?:want|like|need|have) (?:it|that|this|one) (?:booked|scheduled|reserved)(?: (?:for|on))?",
            r"(?:take|takes|do|does|accept|accepts|allow|allows)(?: \w+)? (?:walk ins|appointments|reservations|bookings)",
        ),
        (
            "i'd like to make an appointment",
            "can you squeeze me in tomorrow",
            "yeah i want to book botox",
            "Id like to get some filler",
            "can i get a lip flip with botox",
            "I need to get on the schedule",
            "could you fit me in on friday",
            "put me down for three",
            "i'm interested in kybella",
            "do you take walk-ins",
        ),
        ("do you do laser hair removal", "what's your address", "i have to cancel"),
        whole=(
            r"(?=.*(?: and | plus |of us|of \d|\d (?:men|women|boys|girls|people|adults|kids)|people|person))(?:(?:it is|it will be|it will|there is|there are|there will be|be|just|probably|for|going to be|me|myself|i|and|my|our|plus|a|\d+|one|two|three|four|five|six|seven|eight|husband|wife|boyfriend|girlfriend|son|daughter|kids?|child|children|mom|mother|dad|father|parents|sisters?|brothers?|friends?|family|of|us|people|person|men|women|boys|girls|adults|will be there|coming|party is|TIME|NUMBER) ?){2,}",
        ),
    ),
    Row(
        Intent.CONSULT,
        (
            r"(?:a |the |free |initial |my |book |schedule |do |need |want |like |get |for )*"
            r"(?:consult|consults|consultation|consultations|consulting|council tation"
            r"|consoltation)(?: (?:appointment|visit|first))?",
            r"(?:talk|sit down|meet|speak) (?:to|with) (?:\w+ ){1,3}about (?:my|the|what)"
            r" (?:options|treatment options)",
        ),
        (
            "i'd like a consultation",
            "are consults free",
            "do i need to do a consultation first",
            "can i schedule a consult for lip filler",
        ),
    ),
    Row(
        Intent.REBOOK,
        (
            r"(?:re ?book|rebooked|rebooking)",
            r"(?:touch up|touchup|top up|maintenance|refresh|my usual|the usual|same as last time"
            r"|same as before|same thing as last time)(?: appointment| visit| again)?",
            r"(?:my|another|next) (?:three month|four month|\w+ month|six week|monthly|regular"
            r"|follow up|next)(?: \w+)? (?:appointment|visit|botox|tox|treatment)?",
            r"(?:due|time|overdue|ready) for (?:my|another|more|the next|some more)"
            r"(?: \w+)?(?: {thing}| round| session| appointment| treatment)?",
            r"(?:get|book|schedule|need|want|set up|make|come in for) (?:\w+ )?(?:my|the) (?:next|second|third"
            r"|fourth|last|follow up|following) (?:\w+ )?(?:{appt}|{thing}|one|treatment)",
            r"(?:get|come|be) back in(?: with| to| for)?",
            r"(?:get|see|back in with) my girl",
            r"book (?:again|another)(?: appointment)?",
            r"(?:back|again) (?:for|to get) (?:more|another|my|the) (?:\w+ )?{thing}",
            r"what i (?:had|got|did) last time",
        ),
        (
            "i need to rebook",
            "i'm due for my botox again",
            "i want to schedule my touch up",
            "book my second session",
            "can i get back in with my girl",
        ),
    ),
    Row(
        Intent.RESCHEDULE,
        (
            rf"{_MOVE} (?:{{det}}(?:{{appt}}|{{thing}}|time|day|date|one|TIME|consult|consultation)|it|me|that|things)"
            r"(?: (?:to|from|for|until|up|back|around)(?: {det}(?:TIME|another day|different day|different time|new time"
            r"|later time|later|earlier|sooner))?)?",
            r"(?:reschedule|rescheduling|rescheduled|re schedule|postpone|postponed|resched|raise schedule)",
            r"(?:come|go|do it|do this|have it) (?:a )?(?:different|another|other) (?:day|time)(?: instead)?",
            r"(?:cannot|will not be able to|not able to|unable to|cannot) (?:make|do) (?:it )?"
            r"(?:to )?(?:{det}{appt}|TIME|it|that day|that time)"
            r"(?=.*\b(?:another|different|other|move|later|next|instead|else|reschedule)\b)",
            r"(?:need|want|like|get|take|find|have|try) (?:a )?(?:different|another|new|later|earlier|sooner|better)"
            r" (?:day|time|date|slot|spot)(?: instead)?",
            r"something (?:just |has |else )?(?:came|come) up(?: (?:at|with|for) (?:my |the )?(?:work|school|job|kids?|schedule))?",
            r"(?:can|could) (?:i|we) (?:come|do) (?:\w+ )?(?:TIME )?instead",
        ),
        (
            "i need to reschedule my appointment",
            "can we move my botox to friday",
            "can i push my appointment back a week",
            "something came up and i can't make it thursday can i come another day",
            "is it possible to change my appointment time",
        ),
    ),
    Row(
        Intent.CANCEL,
        (
            rf"{_DROP} (?:{{det}}(?:{{appt}}|{{thing}}|TIME|one|consult|consultation|order)|it|me|that|this|all"
            r"|everything|for|with|on)",
            r"(?:cancel|cancelling|canceling|cancellation|cancelled|canceled|council my)",
            r"(?:cannot|will not be able to|not able to|unable to|not going to be able to|will not|not going to|cannot"
            r"|could not) (?:make|keep|come|attend|be there|be able to make|come in|go to|get there|make it)"
            r"(?: (?:to|in|for|on|it|that))*(?: {det}(?:{appt}|TIME|{thing}))?",
            r"{appt} (?:\w+ ){0,4}(?:not|no longer) (?:required|needed|necessary)(?: anymore)?",
            r"(?:not|no longer) (?:need|want|needing|require) (?:\w+ )?{det}{appt}(?: anymore)?",
            r"not coming(?: in)?",
        ),
        (
            "i need to cancel",
            "cancel my appointment for tomorrow please",
            "i won't be able to make it to my appointment",
            "i can't come in on thursday",
            "take me off the books for friday cancel it",
        ),
    ),
    Row(
        Intent.CONFIRM,
        (
            r"(?:confirm|confirming|verify|check|double check|check on|make sure of|checking on|look up|find)"
            r" (?:\w+ ){0,1}{det}(?:{appt}|{thing}|time|TIME)",
            r"(?:check|checking|confirm|confirming|verify|make sure|see|know|remember)(?: to see)? (?:that |if |whether )?"
            r"(?:i am|i have|we have|i am still|we are|i had|i still have|there is)"
            r"(?: \w+){0,3} {det}(?:{appt}|booked|scheduled|confirmed|on for|down for|all set|set for|set)",
            r"(?:do|did) (?:i|we)(?: still| currently| already)? have (?:\w+ )?{det}{appt}",
            r"(?:when|what time|what day|what) (?:is|was|are) (?:my|our|the) (?:\w+ )?{det}{appt}",
            r"(?:when|what time|what day) (?:am i|do i|was i|are we) (?:supposed to )?"
            r"(?:scheduled|booked|come|coming|in|due|have|come in)",
            r"am i (?:still )?(?:on|booked|scheduled|confirmed|down|all set|good|set)"
            r"(?: (?:for|on|in|the schedule))*",
            r"i (?:got|received|have|had) (?:a |your )?(?:text|call|message|email|reminder|confirmation)",
            r"(?:returning|return) (?:your|a|the) (?:call|message)",
            r"i (?:think i |just |must have )?missed (?:a|your) (?:call|message)(?: from (?:you guys|you|your office|this number))?",
            r"(?:forgot|cannot remember|do not remember|lost track of) (?:what time|what day|when)(?: my| is)*",
        ),
        (
            "i'm calling to confirm my appointment",
            "can you check if i'm booked for tuesday",
            "what time is my appointment",
            "am i still on for three tomorrow",
            "do i have an appointment on friday",
        ),
    ),
    Row(
        Intent.RUNNING_LATE,
        (
            r"(?:running|going to be|gonna be|will be|might be|am|be|i am|bit|little|minutes|about)"
            r"(?: (?:a|about|just|little|bit|few|TIME|ten|five|fifteen|twenty|minutes|like|so|really|super))*"
            r" (?:late|behind)(?: (?:for|to) (?:my|the) \w+)?",
            r"(?:stuck|caught|sitting) in (?:\w+ )?traffic",
            r"(?:i am|we are) on (?:my|our|the) way",
            r"(?:will|going to|might) be there in (?:\w+ ){1,3}minutes?",
            r"late for (?:my|the|our) {det}{appt}",
            r"(?:be|get) there (?:\w+ ){0,3}late",
            r"my flat tire|(?:got|have|had) a flat",
        ),
        (
            "i'm running about ten minutes late",
            "i'm stuck in traffic",
            "hi i have an appointment at two and i'm gonna be a little late",
            "i'm on my way but i'll be there in fifteen minutes",
        ),
    ),
    Row(
        Intent.AVAILABILITY,
        (
            r"(?:anything|something|any|spots?|slots?|times?|openings?|appointments?|days?|room|one|first|next)"
            r"(?: (?:else|times?|spots?|slots?|days?|appointments?|that is|you have|is|are|available|do you have))*"
            r" (?:open|available|free|left|availability|opening|openings)(?: (?:on|for|at|in))?(?: {when})?",
            r"(?:have|got|is there|are there|see|get|find|what about|how about|do)(?: you)? (?:anything|something|any|space|room|time|times|a spot"
            r"|a slot|an opening|openings?|availability|any spots?|any slots?|any times?|any availability|slots|spots)"
            r"(?: (?:on|for|at|in|a little|a bit|that is|any))*(?: (?:open|available|TIME|{when}|left|else|a little))?",
            r"(?:what|which|when) (?:\w+ )?(?:do you have|does your schedule|does the schedule|does your calendar|have you got|you have|is available"
            r"|are available|works for you|is open|is free|is good|times|days|appointments)"
            r"(?: (?:open|available|openings?|availability|free|left|for|on|like|look|looking|this|next|week|TIME|coming up|soonest|next available))*",
            r"(?:what is|what are|check|see|know|tell me|show me|look at|have)(?: \w+)? (?:your|the|her|his|their|my)?"
            r" ?(?:availability|availabilities|openings|calendar|schedule)(?: (?:look like|looking like|like|for|on))*",
            r"(?:availability|openings?|available) (?:for|on|in|this|next|TIME)",
            r"(?:next|first|earliest|soonest|latest|closest|nearest) (?:\w+ )?"
            r"(?:available|availability|opening|appointment|slot|time|date|day|spot|you have|you can|i can|possible|one)",
            r"(?:are|is) (?:you|you guys|she|he|they|anyone|anybody|someone|the|doctor|dr|nurse|NAME|ROLE)(?: \w+)?"
            r" (?:free|available|booked|booked up|busy|full|in|working|there)(?: (?:on|at|for|in))?(?: {when})?",
            r"(?:how soon|when) (?:can|could|would|will|is|are|may) (?:i|you|we|she|he|they|the)(?: \w+)?"
            r" (?:come|get|be|see|fit|take|available|free|in|earliest|soonest|next)",
            r"how (?:far|booked|full) (?:out|are you|up)(?: (?:are you|out|booked|booking|up))*",
            r"(?:can|could) (?:i|we) (?:come|get in|do it|make it)(?: in| by)?(?: (?:on|at|around))?(?: {when})",
            r"(?:whoever|whomever|anyone|anybody|whichever|any doctor|any stylist) (?:is |that is |who is )?"
            r"(?:available|free|open|there|fine|works|first)?",
            r"(?:is|would|does|will|do) (?:TIME|that|it|\w+day)(?: at)? (?:work|available|open|free|okay|possible|be okay|be available)",
            r"(?:do|can) you (?:have|do) (?:on |at )?TIME",
            r"(?:can|could|would|may) (?:it|that|we|this) (?:be|do|make it) (?:a little |a bit )?(?:TIME|earlier|later|sooner)(?: or TIME)?",
            r"(?:try|check|let us do|let us try|let us say|bout|aim for|shoot for|i can do|i could do|we can do) (?:{when}|a little (?:later|earlier))(?: (?:and|or) {when})?",
            r"(?:is|are|was) (?:there|that|it) (?:another|any other|a different|a better|an earlier|a later) (?:time|day|date|slot|spot|opening|appointment)",
            r"(?:anything|something|any|one) (?:later|earlier|sooner|after|before|around|that|else|closer)(?: (?:than|that|TIME|than that|available|open|in))*",
            r"(?:any ?time|any day|whenever|any of (?:those|them)|either(?: one| day)?)(?: (?:that|is|day|TIME|you have|available|after|then|on))* (?:will|would|is|works?|does)(?: (?:do|work|be fine|be good|be great|be perfect|fine|good|great|okay|for me))*",
            r"(?:i am|we are|i will be) (?:pretty |totally |completely |wide |very )?(?:free|flexible|available)(?: (?:all|any|TIME|then|now|week|day|time|on|after|before|most|days))*",
            r"i can (?:go|come|come in|be there|do it|make it) (?:now|right now|whenever|any ?time|any day|right away|TIME)",
            r"(?:find|show|give|get|have|try|like|want|prefer|is there|are there)(?: (?:me|to|us|get|try))* (?:a |an |any )?(?:another|different|other)(?: (?:one|option|options|place|time|spot|day))?(?: other than (?:that|this)(?: one)?)?",
            r"(?:come|get|be|fit|do)(?: \w+){0,2} (?:a bit|a little|any|a little bit) (?:earlier|later|sooner)(?: TIME)?",
            r"(?:would it be|is it|will it be) possible(?: for me)? to (?:come|get|be seen|book|stop by)(?: in| by)?(?: (?:a bit|a little|any) (?:earlier|later|sooner))?",
            r"(?:can|could|may) (?:we|i|us)(?: (?:both|all|just|also|two))* (?:get in|come in|be seen|see (?:him|her|them|someone|somebody|anyone))(?: (?:TIME|now|today|together))?",
            r"waitlist|wait list|cancellation list|if (?:someone|anyone|anybody) cancels",
            r"(?:how|what) about (?:{when}|with)?",
        ),
        (
            "do you have anything saturday",
            "what do you have open next week",
            "any openings on friday",
            "what's your next available",
            "how soon can i get in",
            "are you guys booked tomorrow",
            "what does your schedule look like thursday",
            "when's the soonest you can see me",
            "the sooner the better",
        ),
        ("what are your hours", "are you open on saturday"),
        whole=(
            r"(?:(?:as soon as possible|asap|the sooner the better|the earliest|earliest|any ?time|whenever|any day|today|tomorrow|works|is fine|is good|will do|works for me|really|for me|as you can|if you can|if possible|you have|you can|please|i can|the|that|there is|or|and|whatever|is|would be|great|any) ?)+",
        ),
    ),
)  # fmt: skip
"""Patterns of the appointment intents."""
