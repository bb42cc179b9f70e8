"""The four fields and Sam's steps, sealed; their keys, their retention, their erasure."""
