"""Builds and supervises the two processes from the spa file; the command line."""
