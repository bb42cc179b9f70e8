"""The menu and the place."""

from sam.understanding.intents.row import Row
from sam.vocabulary.intent import Intent

ROWS = (
    Row(
        Intent.PRICE,
        (
            r"how (?:much|expensive|pricey)(?: (?:money|exactly|roughly|about|would|does|do|is|are|for|it|that|will|the|a|an|your|you|you guys|they|one|just|to get|get|of|per|i be looking at|am i looking at|usually|typically|to do|to have|getting|this|be|on|i|have to|need to|spend|i have to))*"
            r" (?:{thing}(?: (?:cost|run|now|going for))?|cost|costs|run|charge|charged|charging|set me back|pay|unit|syringe|session|vial|area|treatment|each|per|price|going for|cheaper|money|it is|it)(?: (?:for|of|per|a|an|the|me|unit|{thing}|one|syringe|session))*",
            r"how (?:much|expensive|pricey)(?: (?:is|are|for|does|would|do|will|was))(?: (?:it|that|this|one|those|they|these|the \w+|your \w+|a \w+|an \w+))(?: (?:cost|be|run|\w+))?",
            r"what(?: (?:do|does|would|is|are|will|did))?(?: (?:you|you guys|you all|they|the|a|an|one|your|that|it|{thing}|\w+ of {thing}|syringe|unit|vial|session|area|treatment|for|something like))*"
            r" (?:charge|charging|cost|costs|run|go for|run me|set me back|price|prices|pricing|rate|rates|fee|fees|running)"
            r"(?: (?:for|on|of|per|a|an|the|{thing}|me|unit|syringe|session|vial|area|each|these days))*",
            r"(?:price|prices|pricing|cost|costs|quote|price list|rates|estimate|ballpark|price range|fees)"
            r"(?: (?:of|for|on|list|range|is|per|a|an|the|figure|idea|point))*(?: {thing})?",
            r"(?:any|your|the|have|got|running|have a|there a|is there a)(?: (?:kind of|sort of|current|monthly|holiday|new client|first time|black friday|birthday))*"
            r" (?:special|specials|deal|deals|promotion|promotions|promo|promos|discount|discounts|sale|sales|coupon|coupons|offers|offer)"
            r"(?: (?:on|for|going on|right now|this month|running))*(?: {thing})?",
            r"(?:do|would) (?:you|they) charge(?: (?:by|per|for) (?:the )?(?:unit|area|syringe|session|{thing}))?",
            r"(?:is it|charge|charged|priced|price)(?: it)? (?:by|per) (?:the )?(?:unit|area|syringe|session|vial)",
            r"(?:how|is|are|which one is|what is)(?: \w+){0,3} (?:cheap|cheaper|cheapest|affordable|expensive)",
            r"(?:military|student|teacher|nurse|senior|birthday|first responder|referral) discount(?:s)?",
            r"groupon",
            r"(?:is|are) (?:that|it|they|those|this) (?:per|by the|for each|each|for one|a) (?:area|unit|syringe|session|vial|treatment|month|visit)(?: or (?:per |by the |for each )?\w+)?",
        ),
        (
            "how much is botox",
            "what does a syringe run",
            "what do you guys charge for lip filler",
            "how much would that set me back",
            "do you have any specials going on",
            "can i get a price on kybella",
            "how much for a unit of tox",
            "what's the cost of microneedling",
        ),
        ("how much do i need", "how much swelling should i expect"),
        whole=(r"how much(?: (?:please|is it|would it be|will that be|does it|for that|for it))?",),
    ),
    Row(
        Intent.OFFERED,
        (
            r"(?:do|does|did|are|can|could|would) {they} (?:guys )?(?:also |still |even |all |actually |currently |happen to )*"
            r"(?:do|offer|have|carry|provide|sell|perform|use|give|doing|offering|get|stock|treat|be able to do)"
            r"(?: (?:any|a|an|the|some|like|that|this|things like|something like|anything like|any kind of|at home))*"
            r" {thing}(?: there| too| also| as well| anymore| or anything)?",
            r"(?:is|are) {thing} (?:something )?(?:you|you guys|they)? ?(?:do|offer|offered|available|a thing|on the menu|on your menu|there)",
            r"(?:what|which)(?: (?:all|kind of|kinds of|type of|types of|sort of|different|other|else))* "
            r"(?:services?|treatments?|facials?|lasers?|fillers?|peels?|injectables?|brands?|procedures?|things|stuff|menu|options?)"
            r"(?: (?:do|does|are|can|all) (?:you|they|there)(?: guys)?(?: (?:do|offer|have|carry|provide|use))*| on your menu| available)?",
            r"what (?:all )?(?:do|can) (?:you|you guys|you all) (?:do|offer|help with|have|provide)(?: there)?(?: (?:for|in terms of|as far as) \w+)?",
            r"(?:your|the) (?:menu|list of services|service list)",
            r"(?:do|does) {they} (?:do|offer|use|have|carry) {thing}",
            r"(?:have|got|offer|carry) {thing}",
            r"(?:anyone|anybody|somebody|someone) (?:there )?(?:that |who )?(?:does|do|offers) {thing}",
            r"(?:am|was) (?:wondering|curious|calling to see|calling to ask|checking) (?:if|whether) you (?:guys )?(?:do|offer|have|carry) {thing}",
            r"(?:do|does) {they} (?:guys )?(?:do|offer|carry|sell|provide|treat) (?!(?:it|that|this|them|you|my|i|me|if|when|not|anything|something)\b)\w+(?: \w+){0,2}$",
            r"(?:unisex|for men|men too|work on men|see men|treat men|take men|men and women|both men and women|both genders|both sexes)",
        ),
        (
            "do you do laser hair removal",
            "do you guys offer massage",
            "is kybella something you offer",
            "what kind of services do you have",
            "i was wondering if you carry dysport",
            "do y'all have coolsculpting there",
        ),
    ),
    Row(
        Intent.WHO_DOES_IT,
        (
            r"who (?:all |actually |exactly |there )?(?:does|do|is doing|performs|gives|administers|injects|would do|will do|would be doing|will be doing|is going to do|would inject|is going to inject|will inject|handles)"
            r"(?: (?:the|your|my|it|that|all the|all your|injections?|injecting|{thing}|treatments?|laser|peels?|facials?))*",
            r"who (?:is|are|would be|will be)(?: (?:the|your|my|on))* (?:injectors?|nurses?|doctors?|providers?|aestheticians?|estheticians?|ROLE|team|staff|practitioners?|medical director|stylists?|owner)",
            r"who (?:would|will|do|am|can|should) i (?:be )?(?:see|seeing|meet|meeting|with|going to see|have|book with|get)(?: with)?",
            r"(?:is|are|does|do|will|would)(?: (?:it|that|a|an|the|your|there|be|actually|all))* (?:nurse|nurses|doctor|doctors|rn|np|pa|physician|licensed|certified|nurse practitioner|ROLE|injector)"
            r"(?: (?:or|that|who|a|an|the|doctor|nurse|ROLE|pa|does|do|doing|inject|injecting|injects|it|on staff|there|licensed|certified|performing|perform|{thing}))+",
            r"who does (?:it|that|them|your|the)",
            r"(?:which|what) (?:nurse|doctor|provider|injector|person|aesthetician|stylist|ROLE) (?:does|do|would|will|is)",
            r"how (?:long have you|experienced|many years)(?: (?:been|are|is|guys|your|the|of))*(?: (?:injecting|injectors?|doing|doing this|in business|open|experience|nurses?))*",
        ),
        (
            "who does the botox",
            "who would i be seeing",
            "is it a nurse or a doctor that does it",
            "who are your injectors",
            "who's doing my filler",
        ),
    ),
    Row(
        Intent.HOURS,
        (
            r"(?:what|when) (?:are|is|were|would be)(?: (?:the|your|you|you guys|you all|their|today|todays|normal|regular|holiday|saturday|sunday|weekend|business|office|store|TIME|store))*"
            r" (?:hours|open|closed|opening|closing|opening hours|business hours|opening time|closing time)(?: (?:on|for|of operation|until|there|like|today|TIME|{when}))*",
            r"(?:your|the|holiday|business|opening|store|office|regular|weekend|saturday|sunday|TIME|operating|christmas|thanksgiving) hours(?: (?:on|for|of operation|over|during|TIME|today))*",
            r"(?:are|is|were|be|will|stay)(?: (?:you|you guys|you all|they|the|spa|office|place|salon|clinic|still|going to be|be|it|shop|there))* (?:open|closed|opened)"
            r"(?: (?:on|for|until|past|after|at|during|over|late|today|right now|now|weekends|early|before|every|TIME|{when}|thanksgiving|christmas|new years?|holidays?|the|day|eve))*",
            r"(?:what time|when|how late|how early|what days?)(?: (?:do|does|are|is|will|can))?(?: {they})?(?: (?:guys|usually|normally|all))*"
            r" (?:open|close|opens|closes|closing|opening|closed|be open|shut|stay open|there until|there|get there)(?: (?:up|on|at|until|today|tonight|TIME|{when}))*",
            r"(?:do|does) {they} (?:guys )?(?:work|open|close|do)(?: (?:on|early|late|at|weekends|TIME))+",
            r"how late (?:are|do|can|is)(?: (?:you|you guys|they|i|stay|open|there|go|come|in|tonight))*",
            r"(?:open|closed) (?:on )?(?:TIME|weekends|\w+day|late|today|tomorrow|now|christmas|thanksgiving|new years?)",
            r"(?:hours of operation|opening hours|business hours|hours)(?: (?:are|today|on))?",
            r"(?:do|have) (?:you )?(?:have |any )?(?:weekend|evening|saturday|sunday|late|night) (?:hours|appointments)",
        ),
        (
            "what are your hours",
            "are you open on saturday",
            "what time do you close today",
            "are you guys open the day after thanksgiving",
            "how late are you open tonight",
            "are you closed mondays",
        ),
    ),
    Row(
        Intent.LOCATION,
        (
            r"where (?:are|is|about are|exactly are|abouts are|at)(?: (?:you|you guys|you all|they|the|your|spa|office|clinic|place|salon|this|that|exactly|it|at|shop|store))*"
            r"(?: (?:located|at|located at|location|based|address|in|exactly|again|go|office))*",
            r"(?:what|which)(?: (?:is|are|was))? (?:\w+ ){0,3}(?:address|location|cross streets?|suite number|zip code)",
            r"(?:what|which) (?:city|town|part of town|area|side of town|street|building|floor|suite|part of \w+)(?: (?:is|are|that|you|your|it|in|on|the|place|located))*",
            r"(?:the|your|an|exact|street|their|get the|need the|physical) address",
            r"(?:directions|how do i get (?:there|to you|to your)|how to get (?:there|to you)|find you|find the place|find your)"
            r"(?: (?:to|from|place|office|the|your|spa))*",
            r"(?:are|is)(?: (?:you|it|that|they|the|this|place|spa|salon|your|office|you guys))* (?:located|near|close to|by|next to|across from|downtown|off of|off|in the)(?: (?:the|in|mall|at|downtown|(?!and\b|do\b|is\b|what\b)\w+)){0,4}",
            r"(?:your|the|have|other|any|another|more than one|multiple|more|one|closest|nearest|what)(?: \w+)? locations?",
            r"where (?:do|would|should|can) i (?:go|come|come in|find|get in|enter)(?: (?:to|when i get there|you))?",
            r"(?:located|location|address)(?: (?:at|in|is|of))?",
            r"(?:find|looking for|look for|search for|searching for|know of|there|nearest|closest|another|different|other|good)(?: (?:me|us|a|an|another|any|some|the|different|good|nice|hair|beauty|day|med|unisex|nearby|more|other))* (?:salons?|spas?|medspas?|med spas?|clinics?|hairdressers?|hair stylist|stylist|hair salon|place to get)(?: (?:in|near|around|nearby|for|located|closer|at)(?: \w+){0,3})?",
            r"(?:what is|get|have|know|give me|tell me|need)(?: (?:is|their|your|the|a|me|contact|can|i|to))* (?:phone|contact|telephone|fax|direct) (?:number|info|information|details)",
            r"(?:their|your|its|the salons|the spas) (?:phone |contact |telephone )?number",
            r"(?:locate|find|like|want|need|visit) (?:me )?(?:a|an|another|the|any) (?:\w+ )?(?:salon|spa|med spa|clinic)(?: (?:in|near|around|from|at) (?:\w+ ){0,2}\w+)?",
            r"(?:your|the|a) (?:website|web site|email address|instagram)",
            r"(?:how far|far) (?:are you|is it|is that)(?: from)?",
        ),
        (
            "where are you located",
            "what's the address",
            "can you give me directions",
            "are you near the mall",
            "which part of town are you in",
        ),
        whole=(
            r"(?:please |let us |i (?:need|want|would like|prefer|would prefer) |can you |you to |to )*(?:look|looking|search|find|find me|check|one|somewhere|it|a salon|a spa|go to a salon|something|me|for|to be|closer|by|how about|what about)(?: (?:one|a salon|for|me|it|to|be|something|a|salon|spa|somewhere))* (?:in|near|around|by) (?:\w+ ){0,2}\w+",
            r"in (?:san|santa|el|palo|los|las|east|west|north|south|downtown|fort|mount|new|port|saint|st) \w+",
        ),
    ),
    Row(
        Intent.PARKING,
        (
            r"(?:where|place|spot|somewhere|have|any|there|is|free|street|do you have|about|the|for|your|easy|enough|pay for)"
            r"(?: (?:do|can|should|would|i|we|to|a|is|there|you|any|have|free|to))* (?:park|parking|parking lot|parked|parking garage|parking spot|car park)(?: (?:lot|there|free|available|situation|my car|garage|validated|behind))*",
            r"(?:parking|leave (?:the|my) car|parking lot|valet|handicap parking|wheelchair|accessible|handicap accessible|elevator|ramp)",
        ),
        ("where do i park", "is there parking", "do you have free parking there", "is parking free"),
    ),
    Row(
        Intent.DURATION,
        (
            r"how (?:long|much time|many minutes|many hours)(?: (?:will|would|does|do|is|are|should|can|for|the|a|an|my|your|it|that|this|each|i|we|to|of|expect|plan|be|there|usually|typically|about|normally|roughly|actual))*"
            r"(?: (?:{thing}|appointment|appointments|visit|visits|session|sessions|consultation|consult|treatment|procedure|whole thing|first visit|facial|one))*"
            r" (?:take|takes|taking|last in the chair|be there|there for|need to be there|be in there|block off|set aside|plan|allow|in the chair|appointment|visit|appointments|be in the office)(?: (?:for|usually|me|all together|total|in total))*(?: {thing})?",
            r"how long (?:is|are) (?:the |a |an |my |your |each )?(?:{thing}|appointments?|visits?|sessions?|consultations?|consult|treatments?|first visit|facial|wait)(?: (?:appointments?|visits?|sessions?|treatments?))?",
            r"(?:take|need|is it|on my) (?:more than an hour|a lunch break|my lunch break|lunch hour|a whole day|all day|off work for the appointment)",
            r"(?:in and out|out of there|be done|finished|done) (?:by|before|in) (?:TIME|\w+)",
        ),
        (
            "how long does the appointment take",
            "how long is a hydrafacial",
            "how much time should i plan for the visit",
            "how long will i be there for",
        ),
        ("how long does botox last", "how long until it works", "how long does the swelling take to go down"),
    ),
    Row(
        Intent.NEW_CLIENT,
        (
            r"(?:i am|we are|she is|he is) (?:brand )?new(?! (?:to (?:the|botox|filler|this kind)|york))",
            r"(?:accept|accepting|take|taking|see|seeing|accepts|welcome)(?: \w+)? (?:new )(?:clients?|patients?|people|customers?|guests?)",
            r"(?:i am |we are |as |for |being )?(?:a |an )?(?:brand )?new (?:client|patient|customer|guest|here|to you|to this|to your)(?:s)?",
            r"(?:never been|have not been|first time|first visit|my first|never been in|never done this)(?! (?:available|that is|you have|you can|i can|open|slot|there is))(?: (?:there|here|in|to you|before|coming|calling|coming in|client|patient|visit|appointment|to your|place|with you|doing this))*",
            r"(?:paperwork|forms?|intake form|intake forms|new client forms?|new patient paperwork)(?: (?:to|before|i|need|fill out|online))*",
            r"(?:what|do i need|should i) (?:\w+ ){0,3}(?:bring|bring with me|need to bring)",
            r"how (?:does it|does this|do you|does that) work(?: (?:for|if) (?:\w+ ){0,3}new(?: \w+)?)?",
            r"(?:do|can) (?:i|you) (?:need to |have to |just )?(?:download|have|use|get on)(?: \w+){0,2} (?:app|website|portal|online)",
        ),
        (
            "are you taking new clients",
            "i'm a new patient",
            "is there paperwork for new clients",
            "i've never been there before",
            "it's my first time",
        ),
    ),
)  # fmt: skip
"""Patterns of the intents about the menu and the place."""
