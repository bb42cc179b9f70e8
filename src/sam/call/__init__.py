"""One call, from ring to hang-up, readable from top to bottom."""
