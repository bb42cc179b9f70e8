"""Emergency cues. Any one is enough, and nothing is asked back.

A family's patterns are regular expressions over normalised words (`sam.understanding.text`); they
match whole words. Its examples, at least ten a family, are run as tests, so what this table
promises is what it does. A cue errs towards the emergency words: Sam cannot judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sam.understanding.line.jests import without_jests
from sam.vocabulary.intent import Danger

SHORTHAND: dict[str, str] = {
    "any": r"(?: \w+){0,3}",
    "few": r"(?: \w+){0,6}",
    "many": r"(?: \w+){0,12}",
    "bad": r"(?:severe|severely|excruciating|excruciatingly|unbearable|extreme|extremely|intense"
    r"|intensely|worst|terrible|terribly|horrible|horribly|agonizing|insane|awful|really bad"
    r"|so bad|very bad|super bad|crazy|throbbing|stabbing|sharp|searing|shooting)",
    "grow": r"(?:getting worse|get worse|gets worse|got worse|worsening|growing|increasing"
    r"|spreading|intensifying|worse and worse|more and more|worse by the|worse every|way worse"
    r"|a lot worse|much worse|will not stop|will not go away|does not stop|not letting up"
    r"|keeps building|building|escalating)",
    "skin": r"(?:skin|lip|lips|nose|cheek|cheeks|face|chin|forehead|area|spot|patch|patches|tip"
    r"|nostril|temple|injection site|filler|chest|arm|neck|tissue|part|side|it|finger|fingers"
    r"|around my \w+|where \w+ (?:injected|put|did))",
    "pale": r"(?:white|whitish|pale|blanched|blanching|blotchy|splotchy|grey|gray|greyish|grayish"
    r"|purple|purplish|violet|blue|bluish|black|blackish|dusky|mottled|marbled|lacy|ashen|ash)",
    "turn": r"(?:turned|turning|turns|turn|gone|going|went|goes|looks|look|looking|is|are|got"
    r"|getting|gotten|became|becoming|has|have|was|looked|feels|seems|staying|stayed)",
    "eye": r"(?:eye|eyes|eyesight|eye sight|i sight|i site|vision|sight|right eye|left eye)",
    "swell": r"(?:swell|swells|swelling|swollen|swelled|swole|swoll|swelling up|swollen up|puffing"
    r"|puffed|puffy|blew up|blowing up|blown up|ballooning|ballooned|swallowing up|enlarged"
    r"|getting bigger|getting big|huge|thick|swelled up|inflamed|fat)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One family of emergency cues."""

    name: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    danger: Danger = Danger.MEDICAL


CUES: tuple[Cue, ...] = (
    Cue(
        "severe or growing pain",
        (
            r"{bad}(?: and)?(?: \w+){0,2} (?:pain|pains|painful|ache|aching|burning|headache|headaches|migraine|cramping|hurt|hurts|cramps)",
            r"(?:pain|pains|ache|burning|soreness|headache|hurting|throbbing|it|face|hurts){few} {grow}",
            r"(?:pain|it|face|lip|lips|this|area|site|hurts|hurt|hurting|headache){any} (?:is|was|so|are|really|hurts|hurting)? ?{bad}(?! (?:idea|deal|review|time|experience|service))(?=.*\b(?:pain|hurt|hurts|hurting|ache|sting|burn|burning|stand)|$)",
            r"(?:hurt|hurts|hurting|killing me|burns|burning)(?: (?:so|really|very|like|a|me|it|is))* (?:bad|badly|hell|crazy|much|insane|lot more|more and more|more than|unbearable|unbearably|terribly|worse)",
            r"(?:so much|a lot of|lot of|in agony|constant|incredible|crazy|tremendous|in major|unreal|extraordinary) (?:pain|agony)",
            r"in agony|agonizing|excruciating|unbearable|ten out of ten|10 out of 10|nine out of ten",
            r"(?:cannot|can not|can hardly|can barely)(?: \w+){0,2} (?:stand|bear|take|handle|sleep|function|think)(?: \w+){0,5} (?:pain|hurts|hurting|ache|throbbing)",
            r"(?:pain|hurts|hurting|throbbing)(?: \w+){0,5} (?:cannot|can not|can hardly|can barely)(?: \w+)? (?:stand|bear|take|handle|sleep|function|think)",
            r"(?:screaming|crying|tears|doubled over|writhing)(?: \w+){0,3} (?:pain|hurts|hurting)",
            r"(?:pain|hurts|hurting|hurt){few} (?:crying|screaming|in tears|up all night)",
            r"(?:face|lip|lips|cheek|neck|head|nose|jaw|eye|eyes|stomach|back|chest|arm) (?:is|are) killing me",
            r"worst (?:pain|headache)",
            r"something is (?:really|very|terribly|seriously) wrong",
        ),
        (
            "i'm in severe pain",
            "the pain is getting worse and worse",
            "it hurts so bad i can't sleep",
            "my cheek is killing me since the filler",
            "it's unbearable",
            "i have excruciating pain where you injected me",
            "she's crying because it hurts so much",
            "the pain in my lip just keeps growing",
            "i can't stand the pain any longer",
            "worst headache of my life after my appointment",
            "its throbbing and it hurts more and more every hour",
            "it's like a ten out of ten right now",
        ),
    ),
    Cue(
        "white, blotchy, grey or purple skin",
        (
            r"{skin}{few} {turn}(?: (?:really|very|kind|of|all|so|like|a|little|bit|super|just|completely|totally|pure|ghost|out|color|to|this|weird|almost))* {pale}(?! (?:and gold|card|friday|claw|label|diamond|heads?|eyes|hair))",
            r"{pale}(?: (?:and|or|patchy|looking|ish|kind|of|color|colored|discolored|blotchy|blotches|spots?|patches|patch|cold))* (?:skin|patch|patches|spot|spots|lip|lips|area|areas|nose|lace pattern|lacy|blotches|splotches|discoloration|marks|web|netting)",
            r"{turn}(?: (?:all|really|kind of|a little|so|like|completely|almost))* (?:white|blotchy|grey|gray|purple|dusky|mottled|blue|pale|black)(?: (?:and|around|on|where|after|near|at|in|above|since|over|with|it|right)\b.*)",
            r"(?:lost|losing|no|drained of|without|lack of) (?:all )?(?:its |any |the )?(?:color|blood flow|circulation)(?: \w+){0,3}",
            r"(?:blanch|blanched|blanching|necrosis|necrotic|occlusion|vascular occlusion|vascular|tissue (?:is )?dying|skin (?:is )?dying|mottled|mottling|dusky)",
            r"(?:cold|cool) to (?:the )?touch",
        ),
        (
            "my lip is turning white",
            "the skin around my nose went purple",
            "there's a blotchy grey patch on my cheek",
            "my skin looks all blotchy where she injected",
            "part of my lip has gone gray",
            "my chin is kind of bluish and cold",
            "it's turning purple around the injection site",
            "theres a white spot on my lip and it won't go away",
            "she has purple lacy marks on her cheek",
            "my nose lost all its color after filler",
            "i think the skin is dying",
            "my lips are blanched",
        ),
    ),
    Cue(
        "any change in vision",
        (
            r"(?:cannot|can not|can barely|can hardly|could not|not able to|unable to|trouble|hard to|stopped being able to|hard time|difficulty|struggling to) (?:see|seeing|read|focus)(?! (?:you|her|him|me|them|the (?:doctor|nurse|team|price|schedule|calendar|website|email|text)|anything (?:on|open|available)|an|a |any|what|when|where|your|my appointment|how|it on|on (?:the|your)|tomorrow|today))(?: (?:out|anything|straight|well|clearly|right|my|of|from|the|very|at all))*",
            r"(?:blurry|blurred|blurring|blur|blury|double|fuzzy|cloudy|foggy|hazy|dark|dim|spotty|tunnel|weird|funny|strange|loss of|lost|losing|losing my|lost my|change in|changes in|trouble with|wrong with|problems with|partial|no) (?:my |the |her |his )?(?:vision|sight|eyesight|eye sight|i sight|i site)",
            r"(?:vision|eyesight|eye sight|i sight|i site|sight|seeing)(?: \w+){0,5} (?:blurry|blurred|blur|double|fuzzy|cloudy|foggy|dark|dim|gone|going|weird|funny|changed|changing|off|bad|worse|strange|spots|black|loss|lost|messed|different|affected|hazy)",
            r"(?:eye|eyes|everything|things|it)(?: (?:is|are|has|have|got|getting|gone|went|looks|look|looking|all|just|really|kind|of|so|suddenly|started|been|a|little|feel|feels))+ (?:blurry|blurred|blury|double|fuzzy|blind|cloudy|foggy|dark|hazy|going out)",
            r"(?:seeing|see|saw|seen) (?:double|spots|stars|triple|black|floaters|flashes|halos|two of|flashing|lights|black spots|things)",
            r"(?:blind|blinded|blindness|lost sight|going blind|double vision|floaters|flashes of light)(?: in)?",
            r"{eye}(?: \w+){0,4} (?:cannot see|will not focus|went black|went dark|blacked out|is not seeing|stopped working)",
        ),
        (
            "my vision is blurry",
            "i can't see out of my left eye",
            "i'm seeing double since my botox",
            "everything looks fuzzy",
            "my eye sight is kind of going dark",
            "i'm seeing spots after the filler",
            "i think i'm going blind in one eye",
            "something is wrong with my eyesight",
            "she says her vision changed after the injection",
            "my i sight got weird all of a sudden",
            "things are getting blurry",
            "i lost vision for a minute",
            "hard to see right now it's all cloudy in my eye",
        ),
    ),
    Cue(
        "trouble breathing",
        (
            r"(?:cannot|can not|can barely|can hardly|could not|barely|hardly|not able to|unable to|trying to) (?:really |even |seem to |properly )?(?:breathe|breath|breathing|breeze|catch (?:my|her|his) breath|get (?:any |enough |a |my |in )?(?:air|breath|a breath|deep breath)|inhale|get air)",
            r"(?:trouble|hard|harder|difficult|difficulty|struggling|struggle|struggles|problem|problems|tough|issues|issue|labored|heavy|shallow|hard time|tight|short) (?:with |to |in |my |for |of |me |her |him )*(?:breathe|breath|breathing|breaths|air|breeze)",
            r"(?:breathing|breath|breaths)(?: (?:is|has|feels|gets|getting|got|are|been|really|very|so|kind|of|a|little|like))+ (?:hard|harder|difficult|weird|funny|heavy|shallow|tight|labored|short|trouble|off|worse|bad|restricted|fast)",
            r"(?:short|shortness) (?:of|on) (?:breath|breathe|breaths|air)|out of breath|gasping|wheezing|wheezy|suffocating|choking|hyperventilating|not breathing|stopped breathing|turning blue",
            r"(?:airway|windpipe|throat|chest|lungs?|neck)(?: \w+){0,4} (?:closing|closed|closes|close|tight|tightening|tightness|tightened|constricted|constricting|blocked|shutting|restricted)",
            r"(?:tightness|tight) in (?:my|her|his|the) (?:throat|chest|neck)",
            r"no (?:me )?puede?o? respirar|no respira",
        ),
        (
            "i can't breathe",
            "i'm having trouble breathing",
            "its hard to breath",
            "she is short of breath",
            "i feel like my throat is closing",
            "my throat feels really tight",
            "he's wheezing after the shot",
            "i can hardly catch my breath",
            "breathing is getting harder",
            "i cant get enough air",
            "my daughter is gasping",
            "i'm struggling to breathe since i got home",
        ),
    ),
    Cue(
        "trouble swallowing",
        (
            r"(?:cannot|can not|can barely|can hardly|could not|barely|not able to|unable to|hard|harder|trouble|difficult|difficulty|hurts|struggling|problem|problems|painful|hard time|issues|tough|painful)(?: (?:really|even|to|with|me|for|my|when i|time))* (?:swallow|swallowing|swallows|drink water|get food down|get anything down|swollow|swallow anything)",
            r"(?:swallow|swallowing|swollow|swollowing)(?: \w+){0,5} (?:hard|harder|hurts|trouble|difficult|weird|problem|off|funny|painful|worse|impossible)",
            r"(?:lump|knot|something|stuck|food stuck) (?:\w+ ){0,2}(?:in|stuck in) (?:my|her|his|the) throat",
            r"(?:drooling|keep choking|choking on)",
        ),
        (
            "i can't swallow",
            "it's hard to swallow",
            "i'm having difficulty swallowing since my neck botox",
            "swallowing is getting harder",
            "i have trouble swallowing",
            "it feels like there's a lump in my throat",
            "she can barely swallow water",
            "my husband keeps choking on his food",
            "i'm drooling because i cant get anything down",
            "it really hurts to swallow",
            "swallowing feels weird",
        ),
    ),
    Cue(
        "swelling of tongue or throat",
        (
            r"(?:tongue|tung|throat|mouth|airway|neck|uvula)(?: \w+){0,6} {swell}",
            r"{swell}(?: \w+){0,4} (?:tongue|tung|throat|mouth|neck|airway|eyes shut)",
            r"(?:tongue|throat|mouth|lips?|face)(?: \w+){0,4} (?:tingling|tingly|itchy|numb and|itching|tingle|scratchy)",
            r"(?:face|whole face|eyes?|eyelids?|lips?)(?: \w+){0,4} (?:swollen|swelling|swelled|swell|puffed|swole)(?: \w+){0,3} (?:shut|closed|up (?:really )?(?:fast|quick|quickly|huge|suddenly|badly)|rapidly|fast|twice|like a balloon|huge)",
            r"(?:angioedema|angio edema)",
        ),
        (
            "my tongue is swelling",
            "my throat is swollen",
            "the inside of my mouth is puffing up",
            "i have swelling in my throat",
            "her tongue feels thick and big",
            "i woke up with a swollen tongue",
            "my tung feels fat",
            "my tongue is getting bigger",
            "my throat swelled up after the injection",
            "my face is swelling up really fast",
            "my lips and tongue are tingling",
            "my eyes are swollen shut",
        ),
    ),
    Cue(
        "hives all over, allergic shock",
        (
            r"(?:hives|highs|welts|rash|bumps|itching|itchy|red spots|breaking out)(?: \w+){0,5} (?:all over|everywhere|whole body|entire body|head to toe|my body|spreading|arms and legs|chest and|from head|full body)",
            r"(?:covered|broke out|breaking out|broken out|break out|erupted|head to toe)(?: \w+){0,4} (?:hives|welts|rash|bumps|red spots|highs)",
            r"(?:all over|whole body|entire body|full body)(?: \w+){0,4} (?:hives|welts|rash|itching|itchy|itches)",
            r"(?:anaphylaxis|anaphylactic|anaphalaxis|epi ?pens?|epinephrine|allergic shock|(?:severe|bad|serious|having an|major|having a|full blown|think it is an|terrible|am having an|allergic) ?(?:allergic reaction|allergic shock))",
            r"(?:hives|highs)",
        ),
        (
            "i have hives all over",
            "i broke out in hives everywhere",
            "my whole body is itching and covered in welts",
            "she's covered in hives",
            "i've got a rash all over my body",
            "i think i'm having an allergic reaction",
            "do i need my epipen",
            "is this anaphylaxis",
            "there are welts from head to toe",
            "hives are spreading up my chest and arms",
            "itchy bumps all over me after the shot",
        ),
    ),
    Cue(
        "face droop or slurred speech",
        (
            r"(?:side|half|face|mouth|smile|cheek|lip)(?: (?:of|my|her|his|the|face|mouth|is|has|side|one|left|right|just|are|corner|looks|feels|started|all|a|sudden))* (?:droop|drooping|drooped|droopy|dropped|dropping|drops|sagging|saggy|falling|slumped|paralyzed|not moving|numb|hanging|went numb|limp|hangs|frozen on one)",
            r"(?:drooping|droopy|dropped|drooped|sagging|paralyzed|numb) (?:on |down )?(?:one|the left|the right|left|right|half|a) (?:side|of my face|face)",
            r"(?:slur|slurring|slurred|slurs|slurry|slurping)(?: (?:my|her|his|the|speech|words))*",
            r"(?:cannot|can not|hard to|trouble|having trouble|difficulty|unable to|cannot seem to|hard time) (?:talk|talking|speak|speaking|move my face|lift my arm|form words|get (?:my )?words out|say words)(?! (?:to|with|right now|about|at the moment))",
            r"(?:speech|words|talking|talk)(?: (?:is|are|my|coming|come|out|all|sounds|has|gotten|got|keep|like))+ (?:funny|slurred|garbled|slow|mixed|jumbled|weird|drunk|mush|off|thick)",
            r"(?:having|had|have|think|is|a|like a) (?:a |an )?(?:stroke|mini stroke)",
            r"bells? palsy",
            r"(?:face|mouth|smile)(?: \w+){0,3} (?:crooked|lopsided)(?: \w+){0,3} (?:suddenly|all of a sudden|and)",
        ),
        (
            "one side of my face is drooping",
            "my speech is slurred",
            "she's slurring her words",
            "half my face dropped",
            "my mouth is hanging on the left side",
            "i think i'm having a stroke",
            "the right side of my face went numb",
            "my words are coming out funny",
            "i'm having trouble speaking",
            "his face is sagging on one side",
            "my husband can't talk all of a sudden",
            "my cheek just dropped",
        ),
    ),
    Cue(
        "fainting",
        (
            r"(?:faint|fainted|fainting|feint|passed out|pass out|passing out|passes out|past out|blacked out|black out|blacking out|unconscious|unresponsive|collapsed|collapse|lost consciousness|losing consciousness|knocked out|keeled over|seizure|seizures|convulsing|convulsions|not responding|will not wake up|not waking up|coming in and out|in and out of consciousness|lightheaded and)",
            r"(?:went|going|goes) (?:limp|down|unconscious)",
            r"(?:very|so|really|extremely|super) (?:dizzy|lightheaded|light headed|woozy)",
            r"(?:about to|going to|feel like i am going to|might|think i am going to) (?:drop|faint|pass out|black out|collapse|lose consciousness)",
        ),
        (
            "i fainted after my treatment",
            "my wife just passed out",
            "i think i'm going to faint",
            "she blacked out in the car",
            "he collapsed",
            "i keep passing out",
            "my friend is unconscious",
            "i past out this morning after the weight loss shot",
            "she lost consciousness for a minute",
            "he won't wake up",
            "i feel like i'm about to pass out",
            "she had a seizure",
        ),
    ),
    Cue(
        "chest pain and the heart",
        (
            r"(?:chest|heart)(?: \w+){0,4} (?:pain|pains|hurt|hurts|hurting|tight|tightness|pressure|ache|aching|aches|pounding|racing|squeezing|burning|heavy|heaviness|fluttering|attack|skipping|beating fast|beating (?:so|really|very|super) fast|sore|stopping|stopped|crushing|pains)",
            r"(?:pain|pains|pressure|tightness|squeezing|ache|hurts|hurting|burning|heaviness|tight|elephant|weight|crushing)(?: \w+){0,4} (?:chest|heart)",
            r"heart attack|cardiac arrest|palpitations|left arm (?:is |feels |went )?(?:numb|hurts|pain|hurting|tingling)|pain (?:down|in) my left arm",
        ),
        (
            "i have chest pain",
            "my chest hurts",
            "there's pressure on my chest",
            "i think it's a heart attack",
            "my heart is racing and it won't slow down",
            "my chest feels tight",
            "i've got pains in my chest since the injection",
            "he has heaviness in his chest",
            "my left arm is numb",
            "it's like an elephant sitting on my chest",
            "my heart is pounding so hard",
        ),
    ),
    Cue(
        "spreading redness, fever, infection",
        (
            r"(?:red|redness|reddish|rash|hot|warm|swollen|swelling|infected|infection|pus|streaks?|streaking|oozing|heat|inflamed|puss|cellulitis|site|abscess|area|bump|face|lip|lips|cheek){many} (?:fever|feverish|temperature|chills|shivering|sweats|a hundred and)",
            r"(?:fever|feverish|temperature|chills|shivering){many} (?:red|redness|rash|hot|swollen|swelling|infected|infection|pus|streaks?|spreading|oozing|site|puss|abscess)",
            r"(?:red|redness|rash|infection|streaks?|swelling|it|heat|area|burn)(?: (?:is|are|keeps?|has|been|started|just|really|the|that|was|and|from|on|around|my|area|hot|seems|to be|coming|going))* (?:spreading|spread|spreads|creeping|traveling|growing|getting bigger|moving (?:up|down)|going up|expanding|extending)(?! (?:the word|out|it out|my|them))",
            r"(?:red|streaks?|streaking|lines)(?: \w+){0,3} (?:streaks?|streaking|lines|going up|up my)",
            r"(?:sepsis|septic|cellulitis|blood poisoning|abscess)",
            r"(?:fever|temperature|chills)(?: \w+){0,6} (?:after|since|from)(?: \w+){0,4} (?:treatment|filler|botox|laser|peel|injection|shot|appointment|microneedling|procedure|sculptra|kybella)",
            r"(?:after|since)(?: \w+){0,6} (?:treatment|filler|botox|laser|peel|injection|shot|appointment|microneedling|procedure)(?: \w+){0,6} (?:fever|chills)",
        ),
        (
            "the redness is spreading and i have a fever",
            "my cheek is hot and red and i'm running a temperature",
            "i've got a fever and the spot is swollen",
            "there are red streaks going up my arm",
            "it's red and oozing and i have chills",
            "i think it's infected i have a fever of a hundred and two",
            "the red area keeps getting bigger",
            "the rash is spreading",
            "i got a fever after my laser treatment",
            "i think i have cellulitis",
            "chills and a hot swollen lip",
            "redness is creeping down my neck",
        ),
    ),
    Cue(
        "weakness after tox",
        (
            r"(?:so|really|very|feel|feels|feeling|felt|getting|am|is|are|extremely|super|too|muscle|muscles|generally|been|got|gotten|become|went|pretty|kind of|a little) (?:\w+ )?(?:weak|weakness|weaker|limp|paralyzed|week in my)",
            r"(?:weakness|paralysis|paralyzed)(?: (?:in|of|all|everywhere|after|since|and))*",
            r"(?:cannot|can not|can barely|can hardly|hard to|trouble|unable to|not able to|difficulty|having a hard time) (?:hold|holding|lift|lifting|raise|raising|move|moving|keep|pick|feel|walk|walking|grip|close|open|bend) (?:up )?(?:my|her|his|the|anything|things)? ?(?:head|neck|arm|arms|leg|legs|hand|hands|face|eyes?|body|fingers?|feet|up|straight|eyelids?|mouth|jaw|side)",
            r"(?:head|neck|arms?|legs?|hands?|muscles?|body|limbs?)(?: (?:is|are|feels?|feeling|has|have|got|keep|keeps|just|really|so|all|too|suddenly|went|gone|like))+ (?:weak|heavy|limp|floppy|dropping|falling|giving out|like jelly|numb|wobbly|flopping|noodles?|rubber|jello)",
            r"botulism|(?:botox|toxin|tox|dysport) (?:is |has |was )?(?:spread|spreading|poisoning|moved to)",
        ),
        (
            "i feel really weak since my botox",
            "my arms feel weak",
            "i can't hold my head up",
            "my neck is so heavy it keeps dropping after dysport",
            "i have muscle weakness",
            "my legs are giving out two days after tox",
            "is it botulism",
            "i can barely lift my arm",
            "my whole body feels limp",
            "i've been so weak all week after my units",
            "i'm having trouble holding my head up",
            "i think the botox is spreading",
        ),
    ),
    Cue(
        "bleeding, burns, poisoning and cries for help",
        (
            r"(?:bleeding|blood|bleed)(?: \w+){0,4} (?:will not stop|does not stop|everywhere|heavily|badly|a lot|so much|nonstop|non stop|gushing|pouring)",
            r"(?:cannot|can not|will not) (?:get it to )?stop (?:the )?bleeding",
            r"(?:overdose|overdosed|over dosed|od|took too (?:much|many)|poisoned|injected too much|wrong dose|double dose)",
            r"(?:call|calling|need|dial|called|send|get) (?:an |the |for an )?(?:911|nine one one|9 1 1|ambulance|paramedics?|emergency services|poison control)",
            r"(?:go|going|went|head|rush|rushing|drive|get|should i go|take (?:me|her|him)|ended up)(?: (?:to|in|at|her|him|me))* (?:the )?(?:er|e r|emergency room|urgent care|emergency|hospital)",
            r"(?:medical emergency|this is an emergency|it is an emergency|an emergency|emergency please|life threatening|life or death|someone help|help me please$|please help me$|please help i|help me i|i am dying|she is dying|he is dying|going to die)",
            r"(?:third degree|second degree|really|badly|severely) (?:burned|burnt|burns?)(?: (?:my|from|on|me|face))*",
            r"(?:throwing up|vomiting|threw up|puking)(?: \w+){0,5} (?:blood|will not stop|all night|nonstop|non stop|cannot keep|everything|for days)",
            r"cannot keep (?:anything|food|water|liquids|fluids)(?: \w+)? down",
        ),
        (
            "the bleeding won't stop",
            "this is an emergency",
            "should i call 911",
            "do i need to go to the er",
            "i think i overdosed on my semaglutide",
            "i took too much of the weight loss shot",
            "i can't stop throwing up it's been nonstop vomiting and i can't keep water down",
            "the laser badly burned my face",
            "we had to call an ambulance",
            "i'm dying please help me",
            "is this a medical emergency",
            "there's blood everywhere",
        ),
    ),
    Cue(
        "said in Spanish",
        (
            r"(?:no (?:me )?(?:puedo|puede|podía)|me cuesta|le cuesta|cuesta|dificultad (?:para|al)|trabajo) (?:\w+ )?(?:respirar|tragar|hablar|pasar saliva|ver bien|ver)",
            r"(?:falta|sin) (?:de |el )?(?:aire|respiración)|(?:me|se) (?:estoy |está )?(?:ahogo|ahoga|ahogando|asfixio|asfixiando)",
            r"no (?:veo|ve|puedo ver|puede ver)(?: \w+){0,4}|(?:veo|ve) (?:borroso|doble|nublado|manchas|negro)|visión (?:borrosa|doble)|perdí la (?:vista|visión)",
            r"(?:garganta|lengua)(?: \w+){0,4} (?:cierra|cerrando|hinchada|hinchando|hinchó|inflamada|inflamando)|(?:se me|me) (?:cierra|hinchó|hincha|inflamó|está cerrando|está hinchando) la (?:garganta|lengua)",
            r"(?:piel|labio|labios|nariz|cara|mejilla|frente|barbilla)(?: \w+){0,4} (?:blanco|blanca|blancos|gris|morado|morada|morados|negro|negra|azul|pálido|pálida)",
            r"(?:mucho|muchísimo|demasiado|fuerte|insoportable|terrible) dolor|dolor(?: \w+){0,4} (?:fuerte|fuertísimo|insoportable|terrible|horrible|intenso|peor|aumenta|de pecho|el pecho)|duele(?: \w+){0,2} (?:mucho|muchísimo|demasiado)(?: \w+)*|cada vez (?:me )?duele más",
            r"(?:me|se) (?:desmayé|desmayó|desmaya|desmayo)|perdió el conocimiento|cara (?:caída|torcida|chueca)|no puedo mover (?:la|el|mi) \w+",
            r"(?:es una|una) emergencia|llam\w+ (?:una |a una )?ambulancia|reacción alérgica|ronchas (?:en|por) todo(?: \w+)*",
        ),
        (
            "no puedo respirar", "me cuesta respirar y tragar", "no veo nada por el ojo derecho",
            "veo borroso desde ayer", "se me cierra la garganta", "mi labio está blanco y me duele",
            "me duele mucho la cara", "tengo un dolor muy fuerte", "mi mamá se desmayó",
            "es una emergencia", "tengo la lengua hinchada", "la piel se me puso morada",
        ),
    ),
    Cue(
        "suicidal words",
        (
            r"(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|shoot|hang|end|drown|off|unalive) (?:myself|my self|herself|himself|themselves)",
            r"(?:suicide|suicidal|sue aside|self harm|self harming|take my (?:own )?life|taking my (?:own )?life|end my life|ending my life|end it all|ending it all|end things for good|unalive)",
            r"(?:want|wanted|wish|going|rather|ready|wanna|hoping|thinking about|think about|plan|planning)(?: (?:to|i|was|were|could|just|about|be))* (?:die|dead|dying|disappear forever|not be alive|never wake up|not wake up|not exist|be gone for good)(?! (?:to|for))",
            r"(?:do not|no longer|not|never) (?:really |even )?(?:want|wanna|care)(?: (?:to|if i))* (?:live|be alive|be here anymore|wake up|exist|go on|keep living|keep going|continue living|live anymore)",
            r"(?:better off) (?:dead|without me|if i was (?:gone|dead))",
            r"(?:no|not any|nothing|any)(?: \w+)? (?:reason to live|point in living|point in going on|worth living|left to live for|will to live|live for)",
            r"life is not worth|cannot go on(?: (?:like this|anymore|living))|(?:cannot|do not want to) do this anymore i (?:want|am)",
            r"(?:(?:quiero|quisiera|quiere) (?:morir|morirme|morirse)|(?:me|se) quiere? (?:morir|matar)|matarme|suicidarme|suicidarse|hacerme daño|no quiero vivir)",
        ),
        (
            "i want to kill myself",
            "i'm feeling suicidal",
            "i don't want to live anymore",
            "i just want to die",
            "everyone would be better off without me",
            "i'm thinking about ending my life",
            "there's no reason to live",
            "i've been hurting myself",
            "i look so bad i want to end it all",
            "my friend said she's going to kill herself",
            "i wish i was dead",
            "i don't want to be here anymore",
        ),
        Danger.SELF_HARM,
    ),
)  # fmt: skip
"""All families. `docs` and the spa's medical director read this table."""

_BRACES = re.compile(r"\{(\w+)\}")


def _compiled(pattern: str) -> re.Pattern[str]:
    expanded = _BRACES.sub(lambda m: SHORTHAND.get(m[1], m[0]), pattern)
    return re.compile(rf"(?<!\S)(?:{expanded})(?!\S)")


_COMPILED: tuple[tuple[Cue, tuple[re.Pattern[str], ...]], ...] = tuple(
    (cue, tuple(_compiled(p) for p in cue.patterns)) for cue in CUES
)


def cue_in(normalised: str) -> Cue | None:
    """Return the emergency family that normalised words give a cue of; suicidal words first."""
    text = without_jests(normalised)
    if not text:
        return None
    found = None
    for cue, patterns in _COMPILED:
        if any(p.search(text) for p in patterns):
            if cue.danger is Danger.SELF_HARM:
                return cue
            found = found or cue
    return found
