"""One call, from ring to hang-up: `Call.run` reads top to bottom."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime

from sam.call.handoff import Reached, Search, carry, reachable
from sam.call.inbox import Found, Inbox
from sam.call.mouth import Mouth
from sam.call.notebook import Notebook
from sam.call.patience import SILENCE_SECONDS, patience_for
from sam.call.tools import Snapshot, Tools, TurnTiming
from sam.conversation.events import Event, Kind
from sam.conversation.keypad import YES_OR_NO, key_event, number_is_whole, takes_number
from sam.conversation.table import step
from sam.conversation.talk import (
    Cross,
    End,
    Forget,
    Keep,
    Move,
    RingOut,
    Setting,
    Talk,
    offerable,
)
from sam.repertoire.cue import Cue, Say
from sam.speech.listener import Listener
from sam.speech.turn import SpeechStarted, SpeechStopped, Turn
from sam.telephony.line import Digit, Held, HungUp, Leg
from sam.vocabulary.heard import Words
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Completeness, Context, Meaning
from sam.vocabulary.outcome import Outcome

TICK_SECONDS = 0.1
KEY_PAUSE_SECONDS = 2.5
"""A number typed on the keypad is taken as it is when no key follows for this long."""

BACK_CHANNEL_SECONDS = 0.9
"""A shorter sound than this, while Sam speaks, may be a mere "mm-hm"."""

QUESTION_TAIL_MS = 2500
"""People answer a yes-or-no question before its last words are out."""

VARIANTS = 12
"""Wordings are picked by a number below this; a sentence with fewer takes the remainder."""

BACK_CHANNELS = frozenset({Intent.YES, Intent.THANKS, Intent.GREETING})


class Call:
    """One call. `run` reads from top to bottom; what it uses stands below it."""

    def __init__(self, leg: Leg, snapshot: Snapshot, tools: Tools) -> None:
        spa = snapshot.spa
        self._snapshot = snapshot
        self._leg = leg
        self._tools = tools
        self._talk = Talk()
        self._setting = Setting(
            spa, snapshot.repertoire.has, offerable(leg.ring.caller, spa), reachable(spa)
        )
        self._notebook = Notebook(tools.keeper, leg.ring.call_id)
        self._mouth = Mouth(leg, snapshot.prompts)
        self._listener = Listener(tools.activity(), snapshot.recogniser, self._judge)
        self._inbox = Inbox(leg, self._listener)
        self._variant = random.Random()  # noqa: S311 - picks a wording, guards nothing
        self._search: asyncio.Task[None] | None = None
        self._person: Reached | None = None
        self._outcome: Outcome | None = None
        self._caller_speaking = False
        self._keys = ""
        self._began = self._quiet_since = _seconds()
        self._time_is_up = False
        self._turn: Turn | None = None

    async def run(self) -> None:
        """Greet; then listen, decide and speak until the call is over."""
        self._notebook.opened(_now(), self._leg.ring.forwarded)
        event = Event(Kind.RING, _now())
        while True:
            move = await self._decide(event)
            self._speak(move)
            self._notebook.stepped(move.steps, _now())
            if self._outcome is not None:
                break
            event = await self._next_event()
        await self._finish_speaking()
        if self._person is not None:
            await self._bridge(self._person)
        await self._leg.hang_up()

    async def close(self) -> None:
        """Let go of everything, and note how the call ended, whatever happened to it."""
        if self._search is not None:
            self._search.cancel()
            await asyncio.gather(self._search, return_exceptions=True)
        await self._mouth.close()
        await self._inbox.close()
        if self._person is not None:
            await self._person.leg.hang_up()
        await self._leg.hang_up()
        await self._notebook.closed(_now(), self._outcome or Outcome.ABANDONED)

    # Deciding

    async def _decide(self, event: Event) -> Move:
        """Make the next move and carry out its effects; what they bring about is decided too."""
        move = step(self._talk, event, self._setting)
        self._talk = move.talk
        for effect in move.effects:
            follow: Kind | None = None
            match effect:
                case Keep(message, announce=True):
                    kept = await self._notebook.keep_now(message)
                    follow = Kind.NOTED if kept else Kind.NOT_NOTED
                case Keep(message):
                    self._notebook.keep(message)
                case Cross():
                    self._notebook.crossed()
                case Forget():
                    self._notebook.forget()
                case RingOut():
                    self._ring_out(effect)
                case End(outcome):
                    self._outcome = outcome
            if follow is not None:
                move = move.then(await self._decide(Event(follow, _now())))
        return move

    def _speak(self, move: Move) -> None:
        decided = _seconds()
        if move.say:
            repertoire, variant = self._snapshot.repertoire, self._variant
            sentences = [repertoire.sentence(c, variant.randrange(VARIANTS)) for c in move.say]
            self._mouth.say(sentences, self._timing(decided))
        self._listener.patience = patience_for(self._talk.asked)
        self._quiet_since = decided

    def _timing(self, decided: float) -> Callable[[float], None]:
        """Return what reports the time of this reply once its first audio is on its way."""
        turn, self._turn = self._turn, None

        def report(voiced: float) -> None:
            if turn is not None:
                timing = TurnTiming(
                    detected=turn.stages["vad"],
                    recognised=turn.stages["stt"],
                    judged=turn.stages["judge"],
                    waited=turn.stages["patience"],
                    decided=1000 * (decided - turn.decided_at),
                    voiced=1000 * (voiced - decided),
                )
                self._tools.observe(timing)

        return report

    async def _finish_speaking(self) -> None:
        """Let the last sentence be heard, unless the caller is gone."""
        while self._mouth.speaking:
            if isinstance(await self._inbox.get(TICK_SECONDS), HungUp):
                return

    # Listening

    async def _next_event(self) -> Event:
        """Wait for what happens next. Any speech of the caller silences Sam at once."""
        while True:
            happening = await self._inbox.get(TICK_SECONDS)
            now = _seconds()
            self._listener.sam_speaks = self._mouth.speaking
            match happening:
                case SpeechStarted():
                    self._caller_speaking = True
                    self._mouth.stop()
                case SpeechStopped():
                    self._caller_speaking = False
                case Turn() as turn:
                    self._caller_speaking = False
                    self._quiet_since = now
                    event = await self._heard(turn)
                    if event is not None:
                        return event
                case Digit(key):
                    self._mouth.stop()
                    self._keys += key
                    self._quiet_since = now
                    if self._keys_are_whole():
                        return self._take_keys()
                case Held(on):
                    return Event(Kind.HOLD if on else Kind.RESUME, _now())
                case Found(person):
                    self._person = person
                    return Event(Kind.REACHED if person else Kind.NOT_REACHED, _now())
                case HungUp():
                    return Event(Kind.HANG_UP, _now())
                case None:
                    event = self._passing(now)
                    if event is not None:
                        return event

    async def _heard(self, turn: Turn) -> Event | None:
        """Read a turn; None where it was noise or a mere back-channel, and Sam goes on."""
        brief = turn.speech_ended_at - turn.speech_started_at < BACK_CHANNEL_SECONDS
        if turn.noise:
            self._mouth.resume()
            return None
        if not turn.words:
            # Recognition was too busy or failed: as good as not understood.
            return Event(Kind.UNSURE, _now())
        meaning = await self._tools.read(self._snapshot.reader, turn.words, self._context())
        if self._mouth.interrupted and brief and self._murmured(meaning):
            self._mouth.resume()
            return None
        self._turn = turn
        return Event.turn(meaning, _now())

    def _murmured(self, meaning: Meaning) -> bool:
        """Was it a mere "mm-hm"? A yes to a question that is all but out is an answer to it."""
        if not meaning.answerable or not set(meaning.intents) <= BACK_CHANNELS:
            return False
        answers = self._talk.asked in YES_OR_NO
        return not (answers and self._mouth.unheard_ms <= QUESTION_TAIL_MS)

    def _judge(self, words: Words) -> Completeness:
        """Say whether the words heard so far can end the turn."""
        return self._snapshot.reader.completeness(words, self._context())

    def _context(self) -> Context:
        draft = self._talk.draft
        return Context(
            now=_now().astimezone(self._snapshot.spa.spa.zone),
            asked=self._talk.asked,
            told=self._talk.told,
            services=draft.services,
            digits=self._talk.digits,
            name=draft.name,
        )

    def _passing(self, now: float) -> Event | None:
        """What the passing of time brings: keys that are whole now, silence, the longest call."""
        if self._keys and now - self._quiet_since > KEY_PAUSE_SECONDS:
            return self._take_keys()
        if not self._time_is_up and now - self._began > 60 * self._snapshot.spa.line.max_minutes:
            self._time_is_up = True
            return Event(Kind.TIME_UP, _now())
        if self._mouth.speaking or self._caller_speaking:
            self._quiet_since = now
        limit = SILENCE_SECONDS.get(self._talk.state)
        if limit is None or now - self._quiet_since < limit:
            return None
        self._quiet_since = now
        return Event(Kind.SILENCE, _now())

    def _keys_are_whole(self) -> bool:
        return not takes_number(self._talk) or number_is_whole(self._keys, self._talk)

    def _take_keys(self) -> Event:
        keys, self._keys = self._keys, ""
        return key_event(keys, self._talk, _now())

    # People

    def _ring_out(self, ring: RingOut) -> None:
        spa, repertoire = self._snapshot.spa, self._snapshot.repertoire
        targets = spa.handoff.targets_for(ring.occasion, _now(), spa.spa.zone, ring.role)
        announcement = repertoire.sentence(Cue(Say.TARGET_ANNOUNCE))
        search = Search(targets, announcement, self._snapshot.prompts, self._tools.line, spa)

        async def find() -> None:
            self._inbox.put(Found(await search.person()))

        self._search = asyncio.create_task(find(), name="handoff")

    async def _bridge(self, person: Reached) -> None:
        """Put caller and person together until either hangs up."""
        self._inbox.sink = lambda audio: person.leg.play(audio.open())
        away = asyncio.create_task(carry(person, self._leg), name="bridge")
        while not away.done():
            if isinstance(await self._inbox.get(TICK_SECONDS), HungUp):
                break
        away.cancel()
        await asyncio.gather(away, return_exceptions=True)


def _now() -> datetime:
    return datetime.now(UTC)


def _seconds() -> float:
    """Return the event loop's clock: monotonic, and the one that frames are timed by."""
    return asyncio.get_running_loop().time()
