"""Names of one script written in another: Cyrillic and Greek in Latin letters, and a rough key where spellings differ."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

# Of folded letters: й has become и, ё е, and accents are gone.
_LATIN = str.maketrans(
    {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l", "м": "m",
     "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
     "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "є": "ye", "ґ": "g", "ј": "j", "љ": "lj",
     "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѕ": "dz",
     "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m",
     "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps",
     "ω": "o"}
)  # fmt: skip
_GREEK_PAIRS = {"ου": "ou", "αυ": "av", "ευ": "ev", "μπ": "b", "ντ": "d", "γγ": "ng", "γκ": "gk"}
_GREEK = re.compile("|".join(_GREEK_PAIRS))
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("kh", "h"), ("sh", "s"), ("zh", "z"), ("ts", "c"), ("tz", "c"), ("ch", "c"), ("ph", "f"),
    ("th", "t"), ("ks", "x"), ("ck", "k"), ("ou", "u"), ("yu", "u"), ("ju", "u"), ("iu", "u"), ("ya", "a"), ("ja", "a"),
    ("ia", "a"), ("ye", "e"), ("je", "e"), ("yo", "o"), ("y", "i"), ("j", "i"), ("w", "v"), ("q", "k"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_SPELLINGS = {"ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "ø": ("o", "oe"), "å": ("a", "aa")}
_SPELLED = re.compile("ae|oe|ue|aa")
_MOST_SPELLINGS = 8


def is_latin(word: str) -> bool:
    """Whether a folded word is of Latin letters."""
    return word.isascii() or all(c < "\u0250" for c in word)


@lru_cache(maxsize=4096)
def in_latin(word: str) -> str:
    """A folded Cyrillic or Greek word in Latin letters; letters of other scripts stay."""
    return _GREEK.sub(lambda found: _GREEK_PAIRS[found[0]], word).translate(_LATIN)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """A rough key for a word in Latin letters, the same for most ways to write one name of another script."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _TWICE.sub(r"\1", word)


def spellings(word: str) -> tuple[str, ...]:
    """The ways a keyboard without its letters would write a word, itself first: Åström, Aastroem; Mueller, Müller."""
    if word.isascii():
        low = word.lower()
        return (word, _SPELLED.sub(lambda found: found[0][0], low)) if _SPELLED.search(low) else (word,)
    choices = [_SPELLINGS.get(c, (c,)) for c in word.lower()]
    made = ("".join(chosen) for chosen in product(*choices))
    return (word, *(written for written, _one in zip(made, range(_MOST_SPELLINGS), strict=False)))
