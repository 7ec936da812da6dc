"""The recovery key as people copy it from a sheet of paper: short, forgiving to read, and any slip is noticed.

128 bits are 26 Crockford base32 characters; three Reed-Solomon check characters over GF(32) follow. Every pair of valid keys
differs in at least four places, so up to three wrong characters and every swap of two are noticed.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY_BYTES = 16
LENGTH = 29
GROUP = 5
_DATA = 26
_READ_AS = str.maketrans("OIL", "011")
_IGNORED = str.maketrans("", "", "- \t\r\n\u00a0\u2010\u2011\u2012\u2013\u2014\u2212")


def _tables() -> tuple[list[int], list[int]]:
    """Powers and logarithms of 2 in GF(32) with the polynomial x^5 + x^2 + 1."""
    powers, logs, value = [0] * 62, [0] * 32, 1
    for exponent in range(31):
        powers[exponent] = powers[exponent + 31] = value
        logs[value] = exponent
        value <<= 1
        if value & 32:
            value ^= 0x25
    return powers, logs


_POWERS, _LOGS = _tables()


def _times(a: int, b: int) -> int:
    return _POWERS[_LOGS[a] + _LOGS[b]] if a and b else 0


def _generator() -> list[int]:
    """The product of (x - 2), (x - 4), (x - 8), highest power first."""
    result = [1]
    for exponent in (1, 2, 3):
        shifted, scaled = [*result, 0], [0, *(_times(value, _POWERS[exponent]) for value in result)]
        result = [a ^ b for a, b in zip(shifted, scaled, strict=True)]
    return result


_GENERATOR = _generator()


def _check(data: list[int]) -> list[int]:
    """The remainder of the data polynomial, shifted by three, divided by the generator."""
    rest = [*data, 0, 0, 0]
    for place in range(len(data)):
        factor = rest[place]
        for offset, value in enumerate(_GENERATOR):
            rest[place + offset] ^= _times(factor, value)
    return rest[-3:]


def encode(key: bytes) -> str:
    """The 29 characters of a 16-byte key, ungrouped."""
    if len(key) != KEY_BYTES:
        raise ValueError("a recovery key has 16 bytes")
    number = int.from_bytes(key, "big") << 2
    data = [(number >> (5 * place)) & 31 for place in reversed(range(_DATA))]
    return "".join(ALPHABET[value] for value in data + _check(data))


def group(text: str) -> str:
    """The characters in groups of five with hyphens, as printed on the sheet."""
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def normalise(text: str) -> str:
    """What a person typed, in the alphabet: capitals, no separators, the letters O, I, L read as digits."""
    return text.translate(_IGNORED).upper().translate(_READ_AS)


def decode(text: str) -> bytes | None:
    """The 16 bytes of a typed key, or None when a character is missing, wrong or misplaced."""
    typed = normalise(text)
    if len(typed) != LENGTH or any(character not in ALPHABET for character in typed):
        return None
    values = [ALPHABET.index(character) for character in typed]
    data, check = values[:_DATA], values[_DATA:]
    if _check(data) != check:
        return None
    number = 0
    for value in data:
        number = number << 5 | value
    return None if number & 3 else (number >> 2).to_bytes(KEY_BYTES, "big")
