"""An office's keys: an age identity to receive, and a minisign key to sign, each in its own tool's format."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import IdentityError, RecipientError, x25519

from ntm_desktop.errors import UserError

FORMAT = "ntm-identity/1"
ALGORITHM = b"Ed"
_NO_KDF = b"\0\0"
_CHECKSUM = b"B2"
_KEY_ID_BYTES = 8
_SEED_BYTES = 32
_PUBLIC_BYTES = 32
# Salt, operations limit and memory limit of minisign's key derivation: unused without a password.
_NO_KDF_PARAMETERS = bytes(32 + 8 + 8)


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know: the age recipient («age1…») and the minisign public key («RW…»), as text."""

    age: str
    signing: str

    @property
    def key_id(self) -> bytes:
        """The eight bytes by which minisign names the key."""
        return _split_public(self.signing)[0]

    @property
    def verifier(self) -> Ed25519PublicKey:
        """The public key that verifies signatures."""
        return Ed25519PublicKey.from_public_bytes(_split_public(self.signing)[1])

    @property
    def recipient(self) -> Any:  # noqa: ANN401 - pyrage ships no types
        """The age recipient that packages are sealed for."""
        return x25519.Recipient.from_str(self.age)


@dataclass(frozen=True, slots=True)
class Identity:
    """An office's secrets. Never shown: `repr` leaves them out."""

    age_secret: str = field(repr=False)
    seed: bytes = field(repr=False)
    key_id: bytes

    @staticmethod
    def generate() -> Identity:
        """Make new keys from the system's random source."""
        return Identity(
            str(x25519.Identity.generate()),
            secrets.token_bytes(_SEED_BYTES),
            secrets.token_bytes(_KEY_ID_BYTES),
        )

    @property
    def opener(self) -> Any:  # noqa: ANN401 - pyrage ships no types
        """The age identity that opens packages."""
        return x25519.Identity.from_str(self.age_secret)

    @property
    def signer(self) -> Ed25519PrivateKey:
        """The Ed25519 key that signs."""
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> PublicKeys:
        """The public halves."""
        raw = self.signer.public_key().public_bytes_raw()
        return PublicKeys(str(self.opener.to_public()), _b64(ALGORITHM + self.key_id + raw))

    def to_json(self) -> str:
        """Return the secrets as text, for the store and the backup."""
        content = {"format": FORMAT, "age": self.age_secret, "seed": _b64(self.seed), "id": self.key_id.hex()}
        return json.dumps(content)

    @staticmethod
    def from_json(text: str) -> Identity:
        """Read what `to_json` wrote; UserError `exchange.keys.damaged` for anything else."""
        try:
            return _identity(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError, IdentityError, RecursionError) as error:
            raise UserError("exchange.keys.damaged") from error


def check_public(keys: PublicKeys) -> tuple[str, ...]:
    """Return the names of the keys that are not well formed: «age», «signing», both or none."""
    wrong = []
    try:
        _ = keys.recipient
    except (RecipientError, ValueError):
        wrong.append("age")
    try:
        _split_public(keys.signing)
    except ValueError:
        wrong.append("signing")
    return tuple(wrong)


def age_identity_file(identity: Identity) -> str:
    """Return the text of a key file for `age -d -i`."""
    return f"# public key: {identity.public.age}\n{identity.age_secret}\n"


def minisign_secret_file(identity: Identity) -> str:
    """Return the text of a secret key file without password, as `minisign -G -W` makes it."""
    secret = identity.seed + identity.signer.public_key().public_bytes_raw()
    checksum = hashlib.blake2b(ALGORITHM + identity.key_id + secret, digest_size=32).digest()
    head = ALGORITHM + _NO_KDF + _CHECKSUM + _NO_KDF_PARAMETERS
    return "untrusted comment: minisign secret key\n" + _b64(head + identity.key_id + secret + checksum) + "\n"


def minisign_public_file(keys: PublicKeys) -> str:
    """Return the text of a public key file for `minisign -V -p`."""
    return f"untrusted comment: minisign public key {keys.key_id[::-1].hex().upper()}\n{keys.signing}\n"


def _identity(content: dict[str, str]) -> Identity:
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    identity = Identity(content["age"], base64.b64decode(content["seed"]), bytes.fromhex(content["id"]))
    if len(identity.key_id) != _KEY_ID_BYTES:
        raise ValueError(content["id"])
    _ = identity.public
    return identity


def _split_public(text: str) -> tuple[bytes, bytes]:
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
    if len(raw) != len(ALGORITHM) + _KEY_ID_BYTES + _PUBLIC_BYTES or not raw.startswith(ALGORITHM):
        raise ValueError(text)
    return raw[2:10], raw[10:]


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
