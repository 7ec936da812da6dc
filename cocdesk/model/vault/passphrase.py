"""What a passphrase must be, said in one sentence, and six words from the EFF list for those who want one made."""

from __future__ import annotations

import secrets
import unicodedata
from pathlib import Path

from cocdesk.model.vault.left_out import LEFT_OUT
from cocdesk.words import _

SHORTEST = 14
SUGGESTED_WORDS = 6
_FEWEST_DIFFERENT = 5
_WELL_KNOWN = frozenset(
    {
        "correcthorsebatterystaple",
        "correcthorsebattery",
        "passwordpassword",
        "passwortpasswort",
        "password123456",
        "password1234567",
        "passphrasepassphrase",
        "mypasswordispassword",
        "codeofconduct",
        "codeofconductteam",
        "conductconduct",
        "cocdeskcocdesk",
        "letmeinletmein",
        "iloveyouiloveyou",
        "qwertyuiopasdf",
        "qwertzuiopasdf",
        "qwertyuiopasdfgh",
        "qwertyuiopasdfghjkl",
        "qwertzuiopasdfghjkl",
        "azertyuiopqsdf",
        "azertyuiopqsdfghjklm",
        "asdfghjklqwerty",
        "asdfghjklzxcvbnm",
        "qwertyuiopzxcvbnm",
        "1234567890qwerty",
        "qwerty1234567890",
        "12345678901234",
        "123456789012345",
        "1234567890123456",
        "12345678901234567890",
        "01234567890123",
        "98765432109876",
        "abcdefghijklmn",
        "abcdefghijklmno",
        "abcdefghijklmnop",
        "abcdefghijklmnopqrstuvwxyz",
        "changemechangeme",
        "administrator123",
        "welcomewelcome",
        "trustno1trustno1",
        "thisismypassword",
        "thisismypassphrase",
        "opensesameopensesame",
        "tobeornottobe",
        "tobeornottobethatisthequestion",
    }
)


def normalise(passphrase: str) -> bytes:
    """The bytes that are hashed: NFKC, so that the same keys typed on another system give the same bytes."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8")


def problem(passphrase: str) -> str:
    """Why this passphrase will not do, as a sentence; empty when it will. Promises no strength."""
    try:
        text = normalise(passphrase).decode("utf-8")
    except UnicodeEncodeError:
        return _("This passphrase holds a character that cannot be stored. Please type it again.")
    if len(text) < SHORTEST:
        return _("Please use at least {count} characters. A sentence or six words work well.").format(count=SHORTEST)
    bare = "".join(character for character in text.casefold() if character.isalnum())
    if bare in _WELL_KNOWN or len(set(text.casefold())) < _FEWEST_DIFFERENT:
        return _("This passphrase is among the first that others would try. Please choose one that is yours alone.")
    return ""


def suggest() -> str:
    """Six random words of the EFF long list without the harsh ones (of 7,432, so 77.1 bits); empty when it is not installed.

    The list comes with the package ``diceware``; it is read as a file, so that none of that package's code runs.
    """
    words = _words()
    return " ".join(secrets.choice(words) for _place in range(SUGGESTED_WORDS)) if words else ""


def _words() -> list[str]:
    """The second column of the dice list without ``LEFT_OUT``; every word once."""
    import importlib.util

    found = importlib.util.find_spec("diceware")
    if found is None or found.origin is None:
        return []
    file = Path(found.origin).parent / "wordlists" / "wordlist_en_eff.txt"
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return sorted({line.split()[1] for line in lines if len(line.split()) == 2} - LEFT_OUT)
