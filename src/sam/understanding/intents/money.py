"""Payment, deposit, policies, memberships and what hangs on them."""

from sam.understanding.intents.row import Row
from sam.vocabulary.intent import Intent

ROWS = (
    Row(
        Intent.PAYMENT,
        (
            r"(?:take|accept|use|pay with|pay by|have|allow|do|pay in|using|paying with|spend|accepting)(?: (?:my|a|an|the|any))*"
            r" (?:credit cards?|debit cards?|debit|cards?|cash|checks?|apple pay|google pay|venmo|paypal|zelle|cash app|insurance|hsa|fsa|h s a|f s a|amex|american express|visa|mastercard|discover|flex spending|medicare|medicaid|blue cross|bitcoin|health savings|insurances)"
            r"(?: (?:cards?|card|pay|there|account|for that|for it|or \w+|and (?!do\b|does\b|is\b|are\b|can\b|what\b|how\b|where\b|who\b|when\b|i\b)\w+))*",
            r"(?:what|which|how)(?: (?:kind of|kinds of|type of|types of|forms? of|sort of|ways? of|methods? of))? (?:payments?|cards?|payment methods?|payment options|insurance|insurances)"
            r"(?: (?:do|does|you|they|take|accept|guys|can|i|use|are|accepted|is))*",
            r"(?:how|when|where)(?: (?:do|can|should|would|will|does|am))* i (?:pay|supposed to pay|make a payment)(?: (?:for it|for that|you|up front|the day of))*",
            r"(?:insurance|hsa|fsa|h s a|f s a|flex card|health savings)(?: (?:cover|covers|covered|pay|pays|for|this|it|that|any of|work|accepted|card))*",
            r"(?:covered by|go through|bill|billed to|run through|with|through|use|take) (?:my )?(?:insurance|medicaid|medicare)",
            r"(?:payment methods?|forms? of payment|payment options)",
            r"(?:pay|paid) (?:up front|ahead|beforehand|in advance|at the time|the day of|online|over the phone|cash|with cash)",
            r"(?:do|can|should) (?:i|we) tip|tipping|(?:leave|take|accept) (?:a )?tips?|gratuity",
        ),
        (
            "do you take credit cards",
            "what forms of payment do you accept",
            "can i use my hsa card",
            "is it covered by insurance",
            "can i pay with apple pay",
        ),
    ),
    Row(
        Intent.FINANCING,
        (
            r"(?:financing|finance|payment plans?|pay over time|pay in installments|installments?|monthly payments?|care ?credit|care credit|cherry|affirm|klarna|after ?pay|pay it off|pay (?:it )?monthly|make payments|split (?:it|the payment|the cost)(?: up)?|layaway|buy now pay later|patientfi|patient fi|afterpay)"
            r"(?: (?:options|available|plan|plans|it|through|with))*",
            r"(?:zero|no) interest",
        ),
        ("do you offer financing", "do you take care credit", "is there a payment plan", "can i pay monthly"),
    ),
    Row(
        Intent.DEPOSIT,
        (
            r"(?:deposits?|down payment|put (?:money|something|anything) down|hold (?:my|the) (?:spot|appointment)|card on file|pay (?:something )?to (?:book|hold|reserve)|booking fee)"
            r"(?: (?:refundable|required|back|applied|to book|for new clients|towards?|go))*",
        ),
        ("do i have to put down a deposit", "is the deposit refundable", "how much is the deposit"),
    ),
    Row(
        Intent.CANCELLATION_POLICY,
        (
            r"(?:cancellation|cancel|cancelation|canceling|cancelling|no show|late|rescheduling|reschedule|refund|return|lateness)(?: \w+)? (?:policy|policies|fee|fees|charge|penalty|rules?|window|notice)",
            r"(?:what|what is|what happens|do i|will i|would i|is there|do you|will you|am i)(?: (?:if|a|an|get|be|lose|i|you|charge|charged|going to|fee|fined|pay|me|have to|money|deposit|my|penalty|for|the))+"
            r" (?:cancel|cancelled|cancelling|canceling|canceled|reschedule|rescheduling|no show|do not show|miss|late|am late|have to cancel|need to cancel)(?: (?:my|the|it|appointment|last minute|late|same day|day of))*",
            r"how (?:much|far|late|soon|long)(?: (?:in|ahead|advance|notice|of|before|can|do|i|would|should|out|you|need|have|to|give|time|for))+ (?:cancel|cancelling|canceling|reschedule|cancellation|cancellations|change my appointment)",
            r"(?:your|the) (?:cancellation|refund|no show|late) (?:policy|fee)",
            r"(?:24|48|twenty four|forty eight) hours? notice",
            r"get (?:a refund|my money back|my deposit back|a full refund)(?: if)?(?: i)?(?: cancel)?",
        ),
        (
            "what's your cancellation policy",
            "is there a fee if i cancel",
            "how far in advance do i have to cancel",
            "what happens if i'm late",
            "do you charge a no show fee",
        ),
    ),
    Row(
        Intent.MEMBERSHIP,
        (
            r"(?:memberships?|members?|member program|monthly club|the club|bloom club|vip (?:program|club)|rewards?(?: program| points)?|loyalty(?: program| points)?|alle|ally points|aspire|evolus rewards|brilliant distinctions|points|subscription)"
            r"(?: (?:cost|include|includes|work|works|perks|benefits|price|program|plan|plans|options|fee|discount|pricing))*",
            r"(?:join|sign up for|cancel|pause|freeze) (?:the|your|my|a) (?:club|membership|program)",
        ),
        (
            "do you have a membership",
            "how does the membership work",
            "what's included with the monthly club",
            "do you do alle points",
        ),
    ),
    Row(
        Intent.PACKAGE,
        (
            r"(?:packages?|package deals?|package price|package pricing|bundle|bundles|bundled|series of \w+|set of \w+|pack of \w+|six pack|three pack|multiple sessions|buy (?:\w+ )?(?:in bulk|more than one)|prepay for (?:several|multiple|a few|\w+ sessions)|(?:three|four|five|six) sessions)"
            r"(?: (?:deal|deals|price|pricing|for|of|discount|discounts|{thing}|cost|together))*",
            r"(?:discount|cheaper|deal|break|save)(?: (?:if|for|when|you|i|buy|get|on|a|the|money|price))* (?:multiple|several|more than one|a few|a bunch|all of them|in bulk|together)",
        ),
        (
            "do you sell packages",
            "is there a package for laser hair removal",
            "can i buy a series of three",
            "is it cheaper if i buy several",
        ),
    ),
    Row(
        Intent.GIFT_CARD,
        (
            r"(?:gift|give|buy|present|e)? ?(?:gift ?cards?|gift certificates?|gift ?certs?|e gift|e gift card|voucher|vouchers|gift card balance)(?: (?:for|to|there|online|expire|over the phone))*",
            r"(?:as|for) a (?:gift|present)(?: for)?",
        ),
        ("do you sell gift cards", "i want to buy a gift certificate for my mom", "can i get a giftcard online"),
    ),
    Row(
        Intent.BILLING,
        (
            r"(?:my|the|a|this|your|on|about my|an|our|got a|received a|wrong|pay my|itemized) (?:bill|invoice|statement|receipt|superbill|balance(?! (?:was|is|has|off))|account balance|outstanding balance|balance due|refund|billing|credit card charge|charge on my \w+|charges?)",
            r"(?:bill|billing|invoice|receipt|statement|refund|refunded|overcharged|double charged|charged twice|billed|superbill|charge i do not recognize)"
            r"(?: (?:department|question|questions|issue|problem|error|mistake|me|for|wrong|due))*",
            r"(?:was|got|been|were|you) charged(?: (?:me|twice|two|wrong|the wrong|too much|for|something|double|my card|incorrectly))*",
            r"(?:charge|charged|charges)(?: (?:on|to|my|the|me|a|card|was|is|for))* (?:card|wrong|twice|double|account)",
            r"(?:how much|what) (?:do )?i owe(?: you)?",
            r"(?:balance|money|credit) (?:left |still )?(?:on|in) (?:my|the|our) (?:account|gift card|package|card|membership|file)",
            r"(?:how many|any|are my|have|the) (?:sessions|treatments|visits|credits|points|bank)(?: \w+){0,3} (?:left|remaining)(?: on my \w+)?",
            r"(?:dispute|disputing) (?:a|the|this|my) (?:\w+ )?charge",
            r"(?:want|get|need) (?:my money back|a refund)",
        ),
        (
            "i have a question about my bill",
            "i was charged twice",
            "can i get a copy of my receipt",
            "what's my balance",
            "how many sessions do i have left",
        ),
    ),
)  # fmt: skip
"""Patterns of the intents about money."""
