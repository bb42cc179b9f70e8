"""What can go wrong when something is kept, read or erased.

NotKeptError (sam.vocabulary.keeper)
└── StoreError          the store cannot do what was asked
    ├── UnknownCallError    there is no such call, or it has been erased
    └── KeyStoreError       a key is missing, damaged, not the right one, or cannot be written
        └── KeyErasedError  the key of that day has been erased on purpose: nobody can read it

Every text says what, where and what to do next; none holds a field of a caller. All of them are
`NotKeptError`, so that the ear's side of a `Keeper` needs to know one class only.
"""

from sam.vocabulary.keeper import NotKeptError


class StoreError(NotKeptError):
    """The store cannot do what was asked; whatever was acknowledged before is still there."""


class UnknownCallError(StoreError):
    """There is no such call or message here, or retention has erased it."""


class KeyStoreError(StoreError):
    """A key is missing, damaged, not the right one, or cannot be written. Nothing was replaced."""


class KeyErasedError(KeyStoreError):
    """The key of that day has been erased on purpose; what it sealed is unreadable for good."""
