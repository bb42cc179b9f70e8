"""The spa file: one YAML file that the owner can read, checked before Sam says a word of it."""
