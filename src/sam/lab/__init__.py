"""Work on files and typed text, never on live calls: the only commands that print words."""
