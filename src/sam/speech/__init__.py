"""Audio to words and sentences to audio. Engines are plug-ins behind small Protocols."""
