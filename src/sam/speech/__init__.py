"""Audio to words and sentences to audio. Engines are plug-ins behind small Protocols.

================ ===========================================================================
`engines`        the Protocols `Recogniser`, `Voice`, `VoiceActivity`, and their errors
`whisper`        speech to text (whisper tiny.en on CTranslate2), one model a process
`hibari`         text to speech (hibari-tts), with `pronunciation` of brands, `loudness`
`prompts`        the cache of fixed sentences; personal ones are spoken and forgotten
`activity`       voice activity (Silero), one session a process, a state a call
`listener`       one call: frames to `turn`s; `onset` says when sound becomes speech
`mel`, `band`    what whisper sees of audio; changing between 8, 16 and 24 kHz
`lanes`          the few threads an engine works on, with a limit to the waiting
`model`          files of weights: where they lie, and that they are the ones measured
================ ===========================================================================
"""
