"""What counts as a name and what does not: everyday words, parts of names, mailboxes, and what somebody is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from cocdesk.model.rules.text import fold

# Names that are also everyday words: taken for a name only where they begin with a capital letter.
EVERYDAY = frozenset(
    "am an as at be by can do for go he her his i if in is it may me my no of off on or our out she so the to up us was we "
    "will who you all and any art are but chance dean faith grace guy hope joy mark may page rich rose rob sue summer trust "
    "young".split()
)
# Parts of a longer name that name nobody by themselves.
PARTICLES = frozenset(
    "de la le da di du do dos das del van von der den ten ter bin ibn al el of the and y e zu af av mac".split()
)
MAILBOXES = frozenset("info mail contact hello office admin team me hi post support conduct mailbox email".split())
# Words in small letters that somebody may be called as well; only the guard, which asks, is as careful as this.
ORDINARY = EVERYDAY | frozenset(
    "abbot amber angel april archer august autumn baker banks barber bell berg best bishop black blue bond book booth brand "
    "brook brown bush butler carol carpenter carter case chase christian church clay cliff close cole cook cooper cross "
    "dale dawn day diamond draper drew eve ever fair farmer fern field finch fisher flower ford forest fox france frank "
    "free french frost gale gay gene german glass gold good goodman grant gray green grey hall hand harmony harper hart "
    "hazel heath heather hill holly holmes honey house hunter iris ivy jack jade jasmine jewel july june king knight lake "
    "lane law lee lily long love major marina marshall martini mason melody mercy merry miles mill miller miner moon moore "
    "moss noble noon north olive page paige park parker parks pat patience pearl penny peter pierce pike pine piper poppy "
    "porter potter power price prince queen ray read reed reeves rice river rivers robin rock roman ruby rush sage sally "
    "sand sandy savage scarlet scott sharp shepherd short silver singer skip sky small smart smith snow south speaker "
    "spring star stark steel stone storm stout street strong summers swift tanner taylor temple terry tiger tim turner ward "
    "water waters watts weaver web well wells west wheeler white wild wilde winter wise wolf wood woods worth yong".split()
)
# How sentences begin: a capital there says nothing, so no slip of the keys is sought in these.
BEGINNINGS = frozenset(
    "about above after again against along already although always among another anybody anyone anything around because become "
    "before behind being below beside besides better between beyond both bring cannot could daily dear during early either else "
    "email enough event every everybody everyone everything except finally first followed following friday from further group "
    "have having hello here hereby however indeed inside instead into just kind later least leave might monday more most "
    "mostly much neither never next nobody none nothing often once only other others otherwise outside over perhaps person "
    "please present public quite rather reported reporter saturday second several shall should since some somebody someone "
    "something sometimes somewhere speaker staff still such sunday surely thank thanks that their them then there therefore "
    "these they thing think this those though three through throughout thursday today together tomorrow toward tuesday under "
    "unless until upon using venue very wednesday were what whatever when whenever where whereas wherever whether which while "
    "whoever whole whose with within without would yesterday your yours".split()
)  # fmt: skip
# What follows is what somebody is called, told in a description.
_CALLED = re.compile(
    r"\b(?:known(?: \w+)? as|called|nicknamed|nickname(?: is)?|goes by|named|name(?: is|:)|alias|a\.?k\.?a\.?)[\s:]+[\"“„‘'«]?"
    r"(?P<first>[^\s,;.:\"“”‘«»()]+)(?P<more>(?: [^\s,;.:\"“”«»()]+){0,3})",
    re.IGNORECASE,
)
_CALLED_TOO = frozenset("names him her them it back over security police help".split())


def called(description: str) -> Iterator[str]:
    """What a description says somebody is called: the word after "known as", and further ones with capitals."""
    for found in _CALLED.finditer(description):
        first = found["first"].strip("'’-")
        further = takewhile(lambda word: not word[0].islower(), found["more"].split())
        if first and (first[0].isupper() or not _is_ordinary(first)):
            yield " ".join((first, *further))


def _is_ordinary(word: str) -> bool:
    return fold(word) in EVERYDAY | PARTICLES | _CALLED_TOO
