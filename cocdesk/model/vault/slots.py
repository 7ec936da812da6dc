"""Who can open a vault: a slot per member and one for the recovery sheet, each a public key the database key is wrapped to.

A passphrase opens only the private half of its member's key pair. That is what lets the person at the laptop give a new
database key to the others without knowing their passphrases.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import msgspec

from cocdesk.model.errors import VaultDamaged, WrongPassphrase
from cocdesk.model.vault import passphrase as words
from cocdesk.words import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

DB_KEY_BYTES = 32
_NONCE_BYTES = 12


Hex8: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$", max_length=16)]
Hex16: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$", max_length=32)]
Hex32: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
HexWrap: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{160}$", max_length=160)]
HexPrivate: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{184}$", max_length=184)]
Name: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[^\x00-\x1f\x7f]+\Z", max_length=120)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kdf:
    """What one guess at a passphrase costs: Argon2id with this much memory (KiB), passes and lanes."""

    memory_kib: int = 262144
    passes: int = 3
    lanes: int = 4

    def in_bounds(self) -> bool:
        """Whether the numbers are ones this program will compute: neither too cheap nor a trap for the laptop."""
        return 65536 <= self.memory_kib <= 1048576 and 2 <= self.passes <= 10 and 1 <= self.lanes <= 8


class SlotKdf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The cost numbers of one slot as they stand in the key file; judged by ``Kdf.in_bounds`` before any use."""

    alg: Literal["argon2id"] = "argon2id"
    m: int
    t: int
    p: int
    salt: Hex16

    def cost(self) -> Kdf:
        """The numbers without the salt."""
        return Kdf(memory_kib=self.m, passes=self.t, lanes=self.p)


class MemberSlot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One member: public keys in clear, private halves (X25519 then Ed25519) sealed under the passphrase. Bytes in hex."""

    v: Literal[1] = 1
    vault: Hex16
    slot: Hex8
    name: Name
    role: Name
    x: Hex32
    ed: Hex32
    kdf: SlotKdf
    priv: HexPrivate


class RecoverySlot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The way in by the printed sheet: a public key whose private half is computed from the recovery key."""

    slot: Hex8
    x: Hex32


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateKeys:
    """A member's private halves while the vault is open."""

    wrapping: X25519PrivateKey
    signing: Ed25519PrivateKey


def canonical(value: object) -> bytes:
    """The one spelling of a value that keys are bound to: sorted, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def _bound(slot: MemberSlot) -> bytes:
    """What the sealed private halves are bound to: all of the slot that must not change without the passphrase.

    Name and role stay out, so that a team can correct them; the key file's own HMAC guards those.
    """
    kept = {"v": slot.v, "vault": slot.vault, "slot": slot.slot, "x": slot.x, "ed": slot.ed}
    return canonical({**kept, "kdf": msgspec.to_builtins(slot.kdf)})


def _passphrase_key(passphrase: str, kdf: SlotKdf) -> bytes:
    """Argon2id over the normalised passphrase; refuses costs out of bounds before it spends anything."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost = kdf.cost()
    if not cost.in_bounds():
        raise VaultDamaged(
            _("The key files ask for an amount of work that this program never sets, so they were not used."),
            kept=_("Nothing was changed."),
            do=_("Please keep this folder as it is and open a backup of it."),
        )
    argon = Argon2id(
        salt=bytes.fromhex(kdf.salt), length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib, ad=b"slot"
    )
    try:
        secret = words.normalise(passphrase)
    except UnicodeEncodeError as error:
        raise WrongPassphrase(words.problem(passphrase)) from error
    return argon.derive(secret)


def new_member(*, vault: str, name: str, role: str, passphrase: str, kdf: Kdf) -> tuple[MemberSlot, PrivateKeys]:
    """A slot with fresh key pairs, its private halves sealed under the passphrase."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    if not kdf.in_bounds():
        raise ValueError("key derivation cost out of bounds")
    keys = PrivateKeys(wrapping=X25519PrivateKey.generate(), signing=Ed25519PrivateKey.generate())
    slot = MemberSlot(
        vault=vault,
        slot=secrets.token_hex(8),
        name=name,
        role=role,
        x=keys.wrapping.public_key().public_bytes_raw().hex(),
        ed=keys.signing.public_key().public_bytes_raw().hex(),
        kdf=SlotKdf(m=kdf.memory_kib, t=kdf.passes, p=kdf.lanes, salt=secrets.token_hex(16)),
        priv="",
    )
    return sealed_anew(slot, keys, passphrase=passphrase, kdf=kdf), keys


def sealed_anew(slot: MemberSlot, keys: PrivateKeys, *, passphrase: str, kdf: Kdf) -> MemberSlot:
    """The slot with its private halves sealed under this passphrase, with a fresh salt and nonce."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    fresh = msgspec.structs.replace(
        slot, kdf=SlotKdf(m=kdf.memory_kib, t=kdf.passes, p=kdf.lanes, salt=secrets.token_hex(16)), priv=""
    )
    nonce = secrets.token_bytes(_NONCE_BYTES)
    private = keys.wrapping.private_bytes_raw() + keys.signing.private_bytes_raw()
    sealed = nonce + AESGCM(_passphrase_key(passphrase, fresh.kdf)).encrypt(nonce, private, _bound(fresh))
    return msgspec.structs.replace(fresh, priv=sealed.hex())


def open_member(slot: MemberSlot, passphrase: str) -> PrivateKeys:
    """The private halves of a member's slot; WrongPassphrase when the passphrase or anything bound to it is not the same.

    Takes as long as the slot's cost says and releases the interpreter meanwhile, so it may run on a worker thread.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealed = bytes.fromhex(slot.priv)
    key = _passphrase_key(passphrase, slot.kdf)
    try:
        private = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound(slot))
    except InvalidTag as error:
        raise WrongPassphrase(
            _("This passphrase does not open the vault."),
            kept=_("Nothing was changed."),
            do=_("Please check capitals and keyboard layout, and try again; you may try as often as you like."),
        ) from error
    return PrivateKeys(
        wrapping=X25519PrivateKey.from_private_bytes(private[:32]),
        signing=Ed25519PrivateKey.from_private_bytes(private[32:]),
    )


def recovery_private(key: bytes, vault: str) -> X25519PrivateKey:
    """The wrapping key behind a recovery sheet; the vault's id is in it, so a sheet opens no other vault."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    seed = HKDF(algorithm=hashes.SHA256(), length=32, salt=bytes.fromhex(vault), info=b"recovery-v1").derive(key)
    return X25519PrivateKey.from_private_bytes(seed)


def new_recovery(key: bytes, vault: str) -> RecoverySlot:
    """The slot for a recovery key."""
    public = recovery_private(key, vault).public_key()
    return RecoverySlot(slot=secrets.token_hex(8), x=public.public_bytes_raw().hex())


def _context(*, vault: str, file: str, generation: int, slot: str) -> bytes:
    return canonical({"vault": vault, "file": file, "generation": generation, "slot": slot})


def _suite() -> Any:
    from cryptography.hazmat.primitives import hpke

    return hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def wrap(db_key: bytearray, public: str, *, vault: str, file: str, generation: int, slot: str) -> str:
    """The database key for one slot's public key, bound to vault, file, generation and slot; 80 bytes in hex."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    context = _context(vault=vault, file=file, generation=generation, slot=slot)
    sealed: bytes = _suite().encrypt(db_key, X25519PublicKey.from_public_bytes(bytes.fromhex(public)), info=context)
    return sealed.hex()


def unwrap(wrapped: str, private: X25519PrivateKey, *, vault: str, file: str, generation: int, slot: str) -> bytearray:
    """The database key out of a wrap; VaultDamaged when the wrap was made for another slot, vault, file or generation."""
    from cryptography.exceptions import InvalidTag

    context = _context(vault=vault, file=file, generation=generation, slot=slot)
    try:
        key = bytearray(_suite().decrypt(bytes.fromhex(wrapped), private, info=context))
    except (InvalidTag, ValueError) as error:
        raise keys_changed() from error
    if len(key) != DB_KEY_BYTES:
        raise keys_changed()
    return key


def keys_changed(names: tuple[str, ...] = ()) -> VaultDamaged:
    """The sentence for key files that were changed by something else than this program; says who they now name."""
    happened = _("The key files of this vault were changed outside the program.")
    if names:
        happened += " " + _("They now name: {names}.").format(names=", ".join(names))
    return VaultDamaged(
        happened,
        kept=_("Nothing was opened and nothing was changed."),
        do=_("Please keep this folder as it is and open a backup of it."),
    )


def mac_key(db_key: bytearray) -> bytes:
    """The key that vouches for the key files: only who holds the database key can make it."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"slots").derive(db_key)


def wipe(secret: bytearray) -> None:
    """Overwrite a key in place, as far as Python allows."""
    secret[:] = bytes(len(secret))
