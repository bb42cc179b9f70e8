"""A person, complaints, what Sam is, who hears, and calls that end politely."""

from sam.understanding.intents.row import Row
from sam.vocabulary.intent import Intent

_TALK = r"(?:talk|speak|spoke|talking|speaking|chat|get a hold|get hold|connected|transferred|transfer me|connect me|put me through|get through|reach|get|put|talk directly)"

ROWS = (
    Row(
        Intent.PERSON,
        (
            rf"{_TALK} (?:to |with |of |on with |in touch with |through to )?(?:a |an |the |your |my |one of the |one of your |one of |some |whoever |whoever is |whoevers |the one who is |who is )*"
            r"(?:actual |real |live |human |different |office |spa |practice |billing |lead |head )*(?:{person}|NAME|girls|nurses|providers|injectors|somebody else|someone else|in charge|whoevers in charge|department|desk|you guys)(?: (?:please|there|in person|about|instead|who|in charge|in the \w+|at the \w+|or \w+))*",
            r"(?:transfer|connect|patch|forward|put|hand)(?: (?:me|my call|this call|us))(?: (?:to|through|over|with))+(?: (?:a|an|the|your|real|live))*(?: {person})?",
            r"(?:representative|operator|agent|real person|live person|actual person|customer service|human being|front desk|receptionist)(?: please)?",
            r"(?:have|can|could|would|get|need|want)(?: (?:a|an|the|you|your|someone|somebody|to|have))* (?:{person}|NAME) (?:to )?(?:call|calls|phone|ring|text|reach out to|get back to|contact)(?: (?:me|us))?(?: (?:back|please))*",
            r"(?:call|phone|text|ring|get back to|reach out to|contact) me(?: (?:back|later|when|at|on|please|whenever))*",
            r"(?:call ?back|callback)",
            r"(?:is|are) (?:there )?(?:a |an |the |any )?(?:{person}|NAME|anybody else|anyone else)(?: (?:there|in|available|around|working|here|i can|that can|who can|that i can|in today|in the office|today|talk to|speak to|speak with|help me))+",
            r"(?:leave|take|give|send|pass) (?:a |the |you a |me a |her a |them a |on a )?(?:message|voicemail|note)(?: (?:for|to|with|on))*(?: (?:a|the|my))*(?: (?:{person}|NAME))?",
            r"(?:need|want|like|prefer|rather have|rather talk to|rather speak to|get me|i said|give me|let me get|not) (?:a |an |to a |the |with a )?(?:real |live |actual )?(?:person|human|human being|real person|live person|operator|representative|receptionist|front desk|someone real|robot|machine|ROLE)",
            r"(?:no|not|stop|hate|do not want)(?: (?:to|a|the|talk to|talking to|with|this))* (?:robot|robots|machine|computer|bot|automated|ai)",
            r"(?:ask for|looking for|asking for|trying to reach) (?:the )?(?:ROLE|manager|owner|NAME)(?: (?:there|in|available|please))*",
            r"is (?:the )?(?:ROLE|manager|owner|NAME)(?: (?:there|in|available|working|around))+",
            r"(?:what|which) (?:sorts?|kinds?|types?) of (?:things|stuff|questions|topics)(?: (?:can|could|do|am|are|may|i|you|we|able to|allowed to|ask|help with|help me with|know|answer))*",
            r"(?:what|who|which|how)(?: \w+){0,4} (?:can|could|do|may|are|to)(?: (?:you|i|the|ai|able to|know|how to))* (?:help|assist|ask|familiar|know|answer|talk about|do for)(?: (?:me|with|about|you|for|us|the|ai|of|in))*",
        ),
        (
            "can i talk to a real person",
            "i'd like to speak with the manager",
            "can somebody call me back",
            "representative",
            "is there someone there i can talk to",
            "could you have the nurse call me",
            "put me through to the front desk please",
            "can i leave a message for the owner",
        ),
    ),
    Row(
        Intent.COMPLAINT,
        (
            r"(?:complaint|complain|complaining|file a complaint|bad review|negative review|better business bureau|report you|report this)",
            r"(?:not|was not|am not|never|are not|very|really|so|extremely|pretty|super)(?: (?:very|at all|really|too|so|happy|am))* (?:happy with|satisfied|pleased|impressed|upset|unhappy|disappointed|frustrated|angry|mad|pissed|dissatisfied|annoyed)"
            r"(?: (?:with|about|by|at|that|how|the|you|my|your|service|visit|experience))*",
            r"(?:unhappy|disappointed|dissatisfied|frustrated|upset) (?:with|about|by|at)(?: \w+){0,2}",
            r"(?:terrible|horrible|awful|bad|worst|poor|unacceptable|ridiculous) (?:service|experience|customer service|visit|wait|attitude|place)",
            r"(?:rude|unprofessional|disrespectful|ignored me)(?: to me)?",
            r"(?:nobody|no one|you never|never|they never|you guys never|you did not|no one ever|nobody ever)(?: \w+)? (?:called|calls|answers|returned|got back|answered|responds|responded|picks up)(?: (?:me|my call|back|to|my calls|the phone))*",
            r"(?:keep|kept|always) (?:getting|get) (?:your |the |a )?(?:voicemail|machine|busy signal|hung up on)",
            r"(?:waited|waiting|been waiting|sat there)(?: \w+){0,3} (?:hour|hours|minutes|forever)",
            r"(?:third|fourth|second|fifth|tenth) time (?:i have|i am|i)(?: \w+)?",
            r"(?:want|wanted) my money back",
        ),
        (
            "i have a complaint",
            "i'm really unhappy with my visit",
            "the girl at the desk was rude",
            "nobody ever called me back",
            "i'm very disappointed with the service",
        ),
    ),
    Row(
        Intent.ARE_YOU_A_ROBOT,
        (
            r"(?:are|is|am i|am|if|whether|or|whether or not)(?: (?:i|you|this|it|we|talking to|speaking to|speaking with|just|really|like|even|actually|some kind of|some sort of|the|your|part of|an|a))*"
            r" (?:actual |real |live |living |computer |automated |virtual |ai |artificial |digital |regular |genuine )*(?:robot|bot|machine|computer|ai|a i|artificial|automated|human|person|recording|real|recorded|chatbot|answering machine|voicemail|intelligence|humanoid|fake|computer generated|program|virtual|android|alive|voice|alexa|siri|software|answering service)"
            r"(?: (?:or|a|an|are|you|is|this|not|real|robot|bot|machine|computer|human|person|live|actual|being|ai|artificial|intelligence|recording|thing|assistant|system|voice|fake|generated|that is|program|made of|answering|something))*",
            r"(?:robot|bot|human|machine|ai|computer|real person) (?:or|right)(?: (?:a|an|not|are|you|human|machine|robot|person|real|bot|computer))*",
            r"who am i (?:talking|speaking)(?: (?:to|with))*(?: now| right now| here)?",
            r"(?:what is|what are|tell me|give me|know|what are your|do you have|got|want|have|what was|about|is|by)(?: \w+)? (?:your|a) (?:first |last |full |real |actual )?(?:name|names|nickname|title)(?: again)?",
            r"(?:what|how|which name|who)(?: \w+)? (?:should|can|do|may|could|would|shall|must|is)(?: (?:i|you|the|we|want|like|me|to|name|prefer))*"
            r" (?:call you|call you by|address you|address you as|refer to you|refer to you as|be called|be referred to|be referred to as|be addressed|call)(?: by| as)?",
            r"(?:who|what) (?:are|is)(?: (?:this|you|exactly|calling))+(?: (?:again|calling|speaking|exactly|made of))*",
            r"(?:what|which) name(?: \w+){0,4} (?:use|call you|refer to you)(?: (?:for you|when|to refer to you|to use))*",
            r"(?:introduce yourself|tell me about yourself|your name please)",
            r"who (?:is this|answered|made you|built you|created you|are you)",
            r"sound(?:s)? like a (?:robot|computer|machine|recording)",
            r"how (?:do|can|will|would) i (?:know|be sure|tell)(?: (?:that|if|you))* (?:are|you|is)(?: \w+){0,4} (?:person|human|real|robot|bot|ai)",
        ),
        (
            "are you a robot",
            "am i talking to a real person",
            "is this a recording",
            "wait are you ai",
            "who am i speaking with",
            "what's your name",
            "you sound like a robot",
        ),
    ),
    Row(
        Intent.RECORDING,
        (
            r"(?:is|are|am|was|do|does|will|being|get|getting)(?: (?:this|the|call|calls|you|i|we|it|my|phone|being|guys|they|line|conversation|these|everything|all|ever))* (?:recorded|recording|record|taped|taping|tape|monitored|recordings|transcribed|being saved)"
            r"(?: (?:this|me|it|the|call|calls|conversation|my|our|or|us|anything|everything))*",
            r"(?:do not|not|stop|turn off|without) (?:want to be |be |the |consent to being |being )?(?:record|recording|recorded|recording me)(?: (?:me|this|the call))?",
            r"(?:record|save|keep|store|tape)(?: (?:this|my|the|these|our|a))+ (?:call|calls|voice|conversation|recording|information|info|transcript|data)",
        ),
        ("are you recording this", "is this call being recorded", "do you record my voice", "am i being recorded"),
    ),
    Row(
        Intent.WHO_HEARS,
        (
            r"(?:who|what)(?: (?:else|all|people|can|will|is|gets|does|get|would|happens|do|you|are|they))* (?:hear|hears|listen|listening|listens|see|sees|access|have access|has access|read|reads|get|gets|to|do with)"
            r"(?: (?:this|to|it|my|the|information|what i say|me|that|call|message|data|info|in|on|number|messages|recording|with))+",
            r"(?:is|anyone|anybody|someone|somebody)(?: (?:is|there|else))* (?:listening|listen in|overhear)(?: (?:in|to|this|me|us|on))*",
            r"(?:is|this|call|information|line|it|info|data|number)(?: (?:call|this|my|going to be|stay|kept|stays|be))* (?:private|confidential|secure|shared|sold|safe with you)",
            r"(?:share|sell|give out|give)(?: (?:my|this|the|our))+ (?:information|info|number|data|details)(?: (?:to|with) (?:anyone|anybody|others|third parties))?",
            r"(?:privacy policy|privacy|hipaa|hippa|confidential|confidentiality)",
        ),
        ("who can hear this", "who's listening to this call", "is this confidential", "do you share my information"),
    ),
    Row(
        Intent.WRONG_NUMBER,
        (
            r"(?:wrong|incorrect) (?:number|person|business|phone number|spa|salon)|(?:have|got|called|is this|reached|sorry|dialed) (?:the )?wrong place",
            r"(?:misdialed|miss dialed|mis dialed|dialed wrong|called by mistake|called by accident|pocket dialed|butt dialed|meant to call (?:someone|somebody) else|meant to (?:call|dial))",
            r"(?:is this|this is not|is this not|i thought this was|did i (?:call|reach)|trying to (?:reach|call)|looking for) (?:the |a )?(?:\w+ )?(?:pizza|pharmacy|bank|school|hospital|dmv|hotel|walmart|walgreens|cvs|church|vet|veterinarian|plumber|garage|dentist|library|airline|post office)(?: \w+)?",
        ),
        ("sorry wrong number", "i think i misdialed", "oh is this not the pharmacy", "i must have the wrong number"),
    ),
    Row(
        Intent.VENDOR,
        (
            r"(?:on behalf of|calling (?:you )?from|(?:this is|it is) (?:NAME|\w+)(?: \w+)? (?:from|with|at)|i am with|i work with|i represent|we are (?:a|an)|my company|our company) (?:a |an |the |your )?(?:\w+ ){0,3}(?:company|agency|marketing|medical supply|solutions|google|google business|yelp|insurance|capital|funding|supplier|vendor|distributor|software|group|services|partners|media|energy|electric|merchant services|credit card processing|processing|staffing|technologies|systems|inc|llc|corporation|rep)",
            r"(?:google (?:business )?(?:listing|profile|ads)|seo|search engine|business loan|line of credit|merchant (?:services|account)|credit card processing|lower your (?:rates|processing|bill)|warranty|extended warranty|working capital|marketing services|website design|lead generation|generate (?:more )?leads|rank(?:ing)? (?:higher )?on google|solar|medical supplies|sales rep|utility bill|processing fees|reduce your|grow your business|press one|free quote for your business|social media marketing|new patients every month|advertising)",
            r"(?:calling )?from (?:\w+ ){1,3}(?:media|marketing|agency|solutions|digital|capital|funding|supply|software|systems|technologies)",
            r"(?:we|i) (?:help|work with|partner with|specialize in)(?: \w+){0,3} (?:spas?|businesses|practices|clinics|salons|companies|owners)(?: (?:like|get|to|the|top|of|google|more|grow|find|reach|rank|yours|new|clients|customers|leads|first|page|on|their))*",
            r"(?:top|first page|page one) of google",
            r"(?:speak|talk) (?:to|with) (?:the )?(?:owner|business owner|decision maker|person in charge of|person who handles|whoever handles)(?: (?:of|your|the|marketing|purchasing|ordering|supplies|advertising|business|payroll|it|billing software|insurance))+",
            r"(?:person|someone|whoever|who)(?: (?:who|that|is))* (?:handles|in charge of|responsible for|does)(?: (?:your|the))? (?:purchasing|marketing|ordering|advertising|supplies|payroll|hiring|vendor|website|phone service|accounts payable)",
            r"(?:offer|sell|show|introduce|send) you (?:\w+ ){0,3}(?:product|products|device|devices|services|solution|demo|samples|line of|opportunity)",
            r"(?:your business (?:has been|is|was) (?:approved|selected|pre ?approved|listed|qualified))",
            r"(?:congratulations you|you have been selected|final notice|your account has been)",
            r"(?:survey|poll|donation|donate|campaign|fundraiser|political)",
        ),
        (
            "hi this is mike from apex marketing i'm calling on behalf of a seo company",
            "i'm calling about your google business listing",
            "we can lower your credit card processing fees",
            "who handles your purchasing",
            "your business has been pre approved for a line of credit",
        ),
    ),
    Row(
        Intent.SPANISH,
        (
            r"(?:speak|speaks|talk|in|habla|hablas|hablan|have|anyone|someone|prefer|know|understand|do you)(?: (?:any|someone|who|that|there|speaks|a|to))* (?:spanish|espanol|español|espanyol|spanish speaker)",
            r"(?:a |y |no )?(?:habla|hablas|hablan|hablar|hablo|quiero|quisiera|necesito|buenos dias|buenos días|buenas tardes|buenas noches|buenas|hola|gracias|por favor|una cita|cuanto cuesta|cuánto cuesta|espanol|español|inglés|señora|señorita|disculpe|no puedo|ustedes|mañana|cita|qué|que hora|qué hora|dónde|cuánto|me gustaría|me gustaria)(?: {es_beside})*",
            r"{es}(?: {es})+",
        ),
        (
            "habla español",
            "do you speak spanish",
            "hola quiero hacer una cita",
            "is there anyone who speaks spanish",
            "no hablo ingles",
        ),
    ),
    Row(
        Intent.FORGET_THAT,
        (
            r"(?:forget|delete|erase|remove|scratch|wipe|disregard|discard|throw away|get rid of)(?: (?:about|all))*"
            r" (?:that|what i said|what i told you|everything|everything i said|my information|my info|my number|my name|my details|my data|it|it all|this|the message|my message|the whole thing|all of that|all that|that i said anything|i called|me)(?: (?:please|i said|i told you|from your system))*",
            r"(?:never ?mind)(?: (?:about )?(?:it|that|all that|everything|the message))",
            r"(?:do not|please do not) (?:save|keep|store|take|write)(?: (?:that|this|my|any|it|down|of|a))+(?: (?:information|info|number|name|message|down|of that))?",
        ),
        ("forget that", "please delete everything i said", "never mind all that", "don't keep my number"),
        ("forget what time my appointment is",),
    ),
    Row(
        Intent.ABUSE,
        (
            r"(?:fuck|fucking|fucked|fuckin|motherfucker|shit|bullshit|bitch|bitches|asshole|assholes|dickhead|cunt|bastard|piece of crap|son of a bitch|dumbass|jackass|whore|slut|faggot|retard|retarded|go to hell|screw you|shut up|shut the|kill you|suck my|pussy|sexy|what are you wearing|i hate you|stupid (?:robot|machine|bot|computer|thing)|damn (?:robot|machine|thing))"
            r"(?: (?:you|off|up|this|robot|machine|your))*",
        ),
        ("fuck you", "you stupid robot", "this is bullshit", "shut up"),
    ),
)  # fmt: skip
"""Patterns of the intents about people, and about Sam itself."""
