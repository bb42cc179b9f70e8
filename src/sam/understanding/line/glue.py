"""Words that carry no news of a body: grammar, politeness, time and the talk of making plans.

The gate counts what is left when these, the intent tables and the slots are taken away. A word
belongs here only if it says nothing clinical in any company that the model would not catch.
"""

GLUE: frozenset[str] = frozenset(
    """
    a able about above across actually after afternoon again ago ahead all almost along already
    also although always am an and another any anybody anyone anything anyway anyways anywhere
    are around as ask asked asking at available away back be because been before begin behind
    being believe best better between big bit book both bring but by call called calling calls
    came can cannot check choose city client clients close closer come comes comfortable coming
    could couple course currently customer date dates day days deal decide decided did different
    do does doing done down drive driving during each earlier early easier easy either else email
    end enough especially even evening ever every everybody everyone everything exact exactly
    expensive far favorite few figure fill final finally find fine finish first five flexible
    follow for forward four free from full fun get gets getting girl girls give given giving glad
    go goes going good got great group guess guy guys had half hand happen happens happy hard has
    have having he hear heard hello help her here hers hey him himself his hold home hope hopefully
    hoping hour hours how however husband i idea if important in including info information inside
    instead interested into is it its itself job just keep kids kind knew know known last late
    lately later least leave left less let letting life like line list listen little live local
    location long longer look looked looking lot lots love lunch made mail main make makes making
    man many may maybe me mean means meant meet meeting member men mention mentioned message might
    min mind mine minute minutes miss missed mom moment monday money month months more morning
    most mother move much must my myself name named names near nearby need needed needing needs
    never new next nice night no noon normally not note nothing now number of off offer office
    often oh okay old on once one online only onto open opening option options or order original
    other others our out outside over own part particular party pay people per perhaps person
    phone pick place plan planning plans please plus point possible possibly pretty probably
    problem put question questions quick quickly quite rather ready real really reason recently
    recommend referred regular remember reserve rest right room run said same saturday saw say
    saying says schedule second see seem seems seen send service services set several she shop
    short should show since single sir sister sit situation six small so some somebody somehow
    someone something sometime sometimes somewhere soon sooner sorry sort sound sounds speak
    special spell spelled spot stay still stop stuff such sunday suppose supposed sure table take
    takes taking talk tell text than thank thanks that the their them themselves then there these
    they thing things think thinking third this those though thought three through thursday time
    times to today together told tomorrow tonight too took top total totally touch town tried true
    try trying tuesday two type under unfortunately unless until up upon us use used using usually
    very visit wait waiting walk want wanted wanting wants was way we website wednesday week
    weekday weekdays weekend weekends weeks well went were what whatever when whenever where
    whether which while who whoever whole whom whose why wife will willing window wish with within
    without wonder wondering wonderful word work worked working works would wrong year years yes
    yesterday yet you your yours yourself
    zero ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    thirty forty fifty hundred thousand seven eight nine january february march april june july
    august september october november december friday weeknight midday midnight am pm quarter
    past half birthday christmas thanksgiving holiday easter halloween anniversary wedding party
    vacation trip graduation bridal bride bridesmaid meeting work school class lunch dinner
    breakfast brunch appointment appointments reservation reservations booking bookings booked
    consult consultation consultations spa salon clinic med medspa receptionist desk front doctor
    dr nurse stylist provider injector technician mr mrs ms miss daughter son friend coworker boss
    brother dad father parents family cousin aunt uncle grandma partner boyfriend girlfriend
    fiance cousin neighbor colleague child children gal lady ladies gentleman woman women couples
    seat seats guests guest table rating ratings rated review reviews reviewed star stars unisex
    haircut hair cut style color colour trim blowout area nearest search searching looking
    address street avenue road mall downtown north south east west san los santa saint
    cancel cancelled canceled reschedule change confirm confirmed update switch
    prefer preferred preferably preference ideally suits suit perfect awesome excellent fantastic
    appreciate lovely cool super okay fabulous amazing
    afford budget cash card credit price prices cost costs dollars bucks cheap cheaper
    wanna gonna lemme ok alright yep yup nope nah hi bye goodbye hmm
    earliest soonest latest asap immediately promptly exact roughly approximately approx ish
    computer system internet page site link app form forms facebook instagram google yelp
    voicemail mailbox busy ring rang answer answered picked reached reach contact
    male female him herself ourselves
    arrive arriving arrival get-together celebrate celebrating celebration
    traffic car bus train uber flight airport
    slot slots opening openings spots availability calendar
    """.split()
)
