"""Words to meaning: the line first, then intents, then slots. No raw text goes out."""
