"""Sealing: how a value becomes bytes that only the key of its day can open.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce a value. The associated data names the
spa, the day, the call and the field, so a sealed value that is moved to another row or column no
longer opens. Values are padded to whole blocks of 128 bytes, and an absent value is sealed like a
present one, so that the length of a ciphertext says nothing about a name or a number.

A day's key is 32 random bytes; the keys in use are derived from it by HKDF-SHA256 (RFC 5869), one
for sealing and one for look-up tags, so that neither use can weaken the other.
"""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
BLOCK_BYTES = 128
"""Sealed values are padded to a multiple of this."""

_VERSION = b"\x01"
"""First byte of every sealed value: AES-256-GCM, nonce, ciphertext and tag, as written here."""

OVERHEAD_BYTES = len(_VERSION) + NONCE_BYTES + TAG_BYTES


class SealError(Exception):
    """A sealed value does not open in this place: it was changed, moved, or sealed by another key.

    Names the field, never a value.
    """


def derived(secret: bytes, purpose: str) -> bytes:
    """Derive a 32-byte key for one purpose from a 32-byte random secret (HKDF-SHA256)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"sam 1 " + purpose.encode()).derive(
        secret
    )


def encrypted(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Seal bytes under a 32-byte key, bound to `place`: version, nonce, ciphertext, tag."""
    nonce = os.urandom(NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, place)


def decrypted(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Open what `encrypted` sealed; SealError if a byte, the key or the place differs."""
    body = len(_VERSION) + NONCE_BYTES
    if not sealed.startswith(_VERSION) or len(sealed) < OVERHEAD_BYTES:
        raise SealError("the value is not in a form that this version of Sam can open")
    try:
        return AESGCM(key).decrypt(sealed[len(_VERSION) : body], sealed[body:], place)
    except InvalidTag:
        raise SealError("the value was changed, moved, or sealed under another key") from None


def place_of(*parts: str) -> bytes:
    """Return associated data that names a place; no two lists of parts give the same bytes."""
    return json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()


@dataclass(frozen=True)
class DayKey:
    """The key of one spa for one local day."""

    spa: str
    day: date
    secret: bytes = field(repr=False)
    """32 random bytes."""

    @cached_property
    def _sealing(self) -> bytes:
        return derived(self.secret, "sealing")

    @cached_property
    def _lookup(self) -> bytes:
        return derived(self.secret, "lookup")

    def seal(self, value: Any, call_id: str, place: str) -> bytes:
        """Seal a JSON value as field `place` of a call."""
        padder = padding.PKCS7(BLOCK_BYTES * 8).padder()
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        padded = padder.update(plain) + padder.finalize()
        return encrypted(self._sealing, padded, self._bound(call_id, place))

    def unseal(self, sealed: bytes, call_id: str, place: str) -> Any:
        """Open what `seal` sealed; SealError naming the field if it does not belong here."""
        try:
            padded = decrypted(self._sealing, sealed, self._bound(call_id, place))
        except SealError as error:
            raise SealError(f"{place} of call {call_id}: {error}") from None
        unpadder = padding.PKCS7(BLOCK_BYTES * 8).unpadder()
        return json.loads(unpadder.update(padded) + unpadder.finalize())

    def tag(self, number: str) -> bytes:
        """Return the look-up tag of an E.164 number for this day: HMAC-SHA256, 32 bytes.

        Whoever reads the database without the keys sees which messages of one day have the same
        number, and nothing else; across days nothing can be compared.
        """
        return hmac.digest(self._lookup, number.encode(), "sha256")

    def _bound(self, call_id: str, place: str) -> bytes:
        return place_of("sealed", self.spa, self.day.isoformat(), call_id, place)
