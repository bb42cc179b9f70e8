"""Yes, no, corrections, and the manners of a call."""

from sam.understanding.intents.row import Row
from sam.vocabulary.intent import Intent

ROWS = (
    Row(
        Intent.REPEAT,
        (
            r"(?:say|repeat|tell me|run|ask|ask me|go over|read|explain|give me|state|do)(?: (?:that|it|this|me|please|the|question|number|what|you|just|said|response|last|part|your|statement|answer|time|address|price|all|to|by|back|what you))*"
            r" (?:again|once more|one more time|another time|by me again|over|back to me|a second time)(?: please)?",
            r"(?:repeat|repeating)(?: (?:that|it|what|you|said|just|the|your|yourself|please|this|number|question|me|last|part|for|thing|response|statement|words|phrase|answer))*(?: (?:again|please|to me|once more|one more time))*",
            r"(?:did not|do not|could not|cannot|didn t|not|barely|not quite)(?: (?:quite|really|able to|fully))* (?:hear|catch|get|understand|hear you|make out|understand you|follow)(?: (?:that|you|it|what|all|of|said|last|part|the|just|a word|were saying|was|are saying))*",
            r"(?:what|huh|pardon|pardon me|excuse me|come again|sorry|say what|i am sorry|beg your pardon|i beg your pardon|one more time|again|say again)(?: (?:was that|did you say|was that again|again|please|what|did you just say|you said|sorry|me))+",
            r"(?:what|which) (?:did you|were you|was it you|are you|was the|was that|is it you)(?: (?:just|say|saying|said|that|question|tell|you|asking|me|ask))+(?: again)?",
            r"what (?:time|price|day|number|name|was the \w+)(?: \w+)? (?:did you|you) (?:just )?(?:say|said)",
            r"(?:last|first) (?:thing|part|number|bit)(?: (?:that|you|said|again))*",
            r"(?:one more time|come again|say what|hear that again|run that by me again|pardon|beg your pardon)",
            r"(?:breaking up|cutting out|cut out|bad connection|cannot hear|going in and out|can you hear me|speak up|louder)(?: (?:you|me|a little|please|now))*",
            r"(?:what is|what are|what was) (?:that|the question)(?: again)?",
            r"(?:try|state|say) (?:that|it) (?:again|another way|differently)",
        ),
        ("can you repeat that", "say that again please", "i didn't catch that", "sorry what was that", "come again"),
        whole=(r"(?:what|huh|pardon|pardon me|excuse me|sorry|i am sorry|again|what sorry|sorry what|excuse me what|at what time|what time was (?:it|that)|(?:can|could|would) (?:that|it) be repeated|i would like that repeated|(?:can you )?tell me (?:again )?what you (?:just )?said)(?: please)?",),
    ),
    Row(
        Intent.SLOWER,
        (
            r"(?:slow|slower|slowly|slow down|slow it down|slow it|too fast|so fast|talk slower|speak slower|more slowly|a little slower|less fast|not so fast|going too fast|speaking too fast)(?: (?:down|please|for me|a bit|a little|it|for))*",
        ),
        ("can you slow down", "you're talking too fast", "speak more slowly please"),
    ),
    Row(
        Intent.HOLD_ON,
        (
            r"(?:hold|hang) (?:on|up|please|tight|on a second|on a sec|on a minute|on one second|the line|the phone)(?: (?:a|one|just|second|sec|minute|moment|please|let me|for|please))*",
            r"(?:just )?(?:give me|wait|one|just|hang on|hold on|need|let me have|just wait)(?: (?:a|one|just|like|another|me))* (?:second|sec|minute|moment|min|mo|tick)(?: (?:please|let me|to|while i))*",
            r"let me (?:check|look|see|think|find|grab|get my|ask my|pull up|look at my|check my|get a pen|grab a pen)(?: (?:my|a|the|about|it|calendar|schedule|phone|pen|husband|wife|up|that|something|for|planner))*",
            r"(?:wait|hold up|one moment|one sec|one second|bear with me|just a sec|just a minute|just a moment|i am looking|i am thinking|i will check)",
            r"be right (?:back|with you)",
            r"(?:need|have|want|got) to (?:check|talk|ask|look)(?: (?:with|to|at|my|the))+ (?:husband|wife|boss|calendar|schedule|partner|mom|sitter|work)(?: first)?",
        ),
        ("hold on a second", "one moment please", "let me check my calendar", "give me a minute", "hang on"),
    ),
    Row(
        Intent.CORRECTION,
        (
            r"(?:that is|it is|this is|you have it|got it|you got|you got it|you have|was|that was|i think that is|no that is)(?: (?:not|is|it|the|my|a|all|the))* (?:wrong|incorrect|not right|not correct|not what i said|not it|not my name|not my number|not right|mistaken|not quite right|mixed up|misheard|not how you spell it)(?: (?:number|name|time|day|one|date))*",
            r"(?:not right|not correct|not it|not quite|not what i (?:said|asked|meant|want|wanted)|not what i am asking)",
            r"the (?:last|first|middle) (?:two|three|four|part|digit|digits|one|number)(?: (?:digits|numbers))? (?:is|are|was|should be)",
            r"i (?:said|meant|mean|meant to say|actually meant|actually said)(?: (?:it is|to say|that|was))*",
            r"(?:no|actually|wait|sorry|oops|my bad|instead|scratch that|correction|on second thought|well actually|never mind|i misspoke|changed my mind|change my mind|my mistake|i made a mistake)"
            r"(?: (?:it is(?! (?:VISITOR|my first|the first|our first|all|fine|okay|good|great|right|correct|perfect))|that is(?! (?:all|it\b|everything|fine|okay|good|great|right|correct|perfect|about it))|i mean|i meant|make it|make that|it should be|the last|not|let us do|let us make it|change it to|change that to|can we do|could we do|it was|i said|i need|i would rather|i would prefer|i want))+",
            r"(?:make|change|switch|fix|correct|update) (?:it|that|this|the|my)(?: (?:number|name|day|time|to|for|be|last part|date|spelling))*(?: (?:TIME|NAME|NUMBER|instead|SERVICE))?",
            r"(?:not|rather than) (?:TIME|NAME|NUMBER|SERVICE)(?: (?:but|it is|i said))*",
            r"(?:i misspoke|changed my mind|change my mind|scratch that|correction|my mistake|on second thought|i made a mistake|wrong (?:day|time|name|date|one))",
            r"(?:rather|prefer)(?: \w+){0,2} (?:TIME|SERVICE|instead)",
        ),
        (
            "no that's wrong",
            "i said tuesday not thursday",
            "actually make it friday",
            "no it's oh one eight six at the end",
            "sorry i meant three",
        ),
    ),
    Row(
        Intent.YES,
        (
            r"(?:that|this|TIME|it|those|them|everything|either|SERVICE)(?: (?:is|would|will|should|all|day|time|really|actually|also))* (?:works?|fine|perfect|correct|be fine|be great|be good|be perfect|be okay|be wonderful|be awesome|be ideal|be lovely|be best|be correct|sounds good|sounds right|sounds great|sounds perfect|suits)"
            r"(?: (?:for me|better|best|with me|perfectly|then|great|fine|well|good|too|now|to me))*",
            r"(?:sounds|works) (?:good|great|perfect|fine|like a plan|wonderful|right|well|better|for me)(?: (?:to|for|with) me)?",
            r"you (?:have|got) (?:it )?(?:right|that right)",
            r"(?:fine|okay|good|works|great) (?:with|by|for) me",
            r"yes (?:please|maam|sir|that is|it is|i do|i am|i have|i would|i did|you can|exactly|definitely|absolutely|of course|correct|right)",
        ),
        (
            "yes", "yeah that's right", "sure", "sounds good", "correct", "yes that works better",
            "uh huh", "perfect thank you", "okay", "that is correct",
        ),
        ("how do i get there", "i am calling about a bill", "what's a good time to come"),
        start=(
            r"(?:yes|sure|sure thing|of course|absolutely|definitely|certainly|correct|exactly|that is (?:right|correct|it|me)|affirmative|you bet|sounds good|please do|totally|for sure|why not|si|sí|okay (?:sure|yes|great|good|perfect|sounds good|that works|fine)|perfect|awesome|great (?:yes|that))",
        ),
        whole=(
            r"(?:(?:okay|right|fine|great|good|awesome|excellent|wonderful|cool|all right|perfect|lovely|nice|fantastic|amazing|very good|very well|sweet|alrighty|roger|super|yes|sure|correct|exactly|indeed|thanks|thank you|it is|that is|then|so much|very much|for that|and|just) ?)+",
            r"(?:i do|i can do (?:that|it)|i am|i have|i would|i will|i did|it is|we are|we do|i guess|i guess so|i think so|i believe so|i would love (?:to|that|it)|i would like that|go ahead|do it|do that|let us do (?:it|that)|please do|book it|go for it|if you (?:can|could|would|do not mind)|please|that one|that is the one|i can|you can|if possible|i confirm|i agree|that (?:seems|looks|sounds?) (?:nice|good|fine|great|right)(?: to me)?|(?:it )?does not matter(?: to me)?|same one|the same one)",
            r"(?:perfect|great|good|fine|okay|awesome|excellent|that) (?:that )?(?:is|will|would|works|sounds)(?: \w+){0,3}",
        ),
    ),
    Row(
        Intent.NO,
        (
            r"(?:that|it|TIME)(?: (?:does|will|is|would|time|day))* not (?:work|good|going to work|work for me|do|be good|be possible|great)(?: for me)?",
            r"(?:do not|would not|cannot) (?:want|like|do|make) (?:it on |on )?TIME",
            r"(?:do not|does not) (?:need anything|need any|have any|want any)(?: (?:for me|else|other|questions|more))*",
            r"(?:no thank you|no thanks|nothing else|no that is (?:all|it|everything)|that is all|that will be all|that is everything)(?: (?:i need|i needed|for now|for today|thanks|i wanted))*",
        ),
        (
            "no", "nope", "no thanks", "not really", "no that's all", "i'm good thanks", "that's everything",
            "no i don't", "not at the moment",
        ),
        ("i have no idea what your hours are",),
        start=(
            r"(?:no|not really|not at all|negative|not yet|not today|not right now|no way|i do not think so|absolutely not|not at the moment|not exactly|not necessarily|nothing|neither|never)",
        ),
        whole=(
            r"(?:i do not|i am not|i have not|i would not|i did not|i will not|it is not|not now|never|i am good|i am okay|i am fine|we are good|all good|all set|i am all set|do not worry about it|not interested|no need|not necessary|i think that is it|i think that is all|i think i am good|i think so not|that is it|nope that is it|i would rather not|not this time|none|neither|i do not have one|i do not want to|i do not want that|i do not need (?:it|that|one))",
        ),
    ),
    Row(
        Intent.GREETING,
        (
            r"(?:hi|hello|hey|good morning|good afternoon|good evening|good day|howdy|greetings|morning|afternoon|yo|whats up|what is up|hiya|hi there|sup)(?: (?:there|sam|hi|hello|yes|good morning|good afternoon|maam|again|everyone|fellow|willow|ai|friend|bot|mister|buddy))*",
            r"(?:how|hope|how are|are you|have you)(?: (?:is|are|was|you|has|have|been|your|the|ai|things|everything|it|life|we|to know|do|did))*"
            r" (?:going|doing|are you|you doing|day|today|been|well|feeling|you|feel|good|fine|okay|treating you|all right|great|up to|things|been up to|weekend|morning|hanging|holding up)(?: (?:today|doing|so far|well|good|this|on|with you|these|days|okay|all right|morning|evening|afternoon|going|to|alright|treating|you|your|now|lately|for you|fine))*",
            r"(?:nice|good|great|pleasure|pleased) to (?:meet|see|talk to|hear from|speak with|speak to) you(?: (?:too|again))*",
            r"(?:anyone|anybody|is anyone|someone|are you|you) (?:there|here|home)$",
        ),
        ("hi there", "hello", "good morning how are you", "hey how's it going"),
    ),
    Row(
        Intent.THANKS,
        (
            r"(?:thank|thanks|thank you|appreciate|appreciated|grateful|gratitude|much obliged|cheers|thankful)(?: (?:you|so|much|very|a|lot|bunch|ton|for|your|help|that|the|it|all|again|really|to|assistance|time|everything|calling|helping|me|sweetie|honey|dear|maam|sir|kindly|million|info|information|doing|answer|assist|out|with|this|today|letting|know))*",
            r"(?:you|you all|this|that)(?: (?:have|are|was|is|all))* (?:been|be|a|so|very|really|such|great|big|the|of|most)+(?: (?:a|so|very|really|great|big|of|much|lot|huge|most))* (?:help|helpful|kind|sweet|nice|best|amazing|awesome|great|wonderful|patient|useful|assistance)",
            r"i (?:really )?appreciate (?:it|that|you|your|the)(?: \w+)?",
            r"(?:glad|happy)(?: (?:that|to|you|you were|so))* (?:helped|help|helping)(?: me)?",
        ),
        ("thank you so much", "thanks for your help", "i appreciate it", "you've been very helpful", "i'm thankful"),
    ),
    Row(
        Intent.GOODBYE,
        (
            r"(?:bye|goodbye|good bye|bye bye|buh bye|see you|see ya|see you all|see you then|see you later|see you soon|see you tomorrow|see you TIME|take care(?! (?:of|credit))|later$|farewell|so long|talk later|talk soon|catch you later|ciao|toodles|adios|cya|goodnight|good night|ta ta|peace out|until next time)"
            r"(?: (?:now|then|bye|for now|soon|later|ai|device|again|take care|have a good one|have a good day|everyone|friend|robot|assistant|helpful))*",
            r"have a (?:\w+ )?(?:good|great|nice|wonderful|lovely|blessed|awesome|fantastic|one|fine)? ?(?:day|one|evening|weekend|night|afternoon|rest of your day|morning|week|time)(?: too)?",
            r"(?:talk|speak|chat|see|catch)(?: (?:to|with))? (?:you|ya|soon|later|again)(?: (?:later|soon|then|again|tomorrow|next time))*",
            r"(?:i|we|got|have|gotta)(?: (?:have|got|need|must|should|will|am|better|let))* (?:to )?(?:go|run|going|leaving|get going|get off the phone|hang up|be going|head out|let you go|leave)(?: (?:now|then|ai|goodbye|bye))*",
            r"(?:nice|good|great|pleasure|enjoyed|pleasant|was nice|fun|enjoyable|lovely)(?: (?:it|to|was|really|talk|having|conversation))* (?:talking|chatting|speaking|talk|speak|chat|conversing|converse|conversation)(?: (?:to|with|you|ai))*",
        ),
        ("bye", "goodbye now", "have a good day", "talk to you later", "i gotta go"),
    ),
)  # fmt: skip
"""Patterns of the manners of a call."""
