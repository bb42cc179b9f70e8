"""Meaning to the next move: one table, without I/O and without a clock."""
