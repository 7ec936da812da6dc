"""Random names that say nothing: for cases in lists, file names and radio talk, and for persons on paper (X1, X2)."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

Pick = Callable[[Sequence[str]], str]

_FIRST = (
    "amber autumn birch blue brass bright calm cedar clear cloudy copper coral cotton dawn deep dune early easy even evening "
    "fern field flint forest frost gentle glass golden grain granite green harbour hazel hill honey ivory jade lake lemon level "
    "light lilac linen little long maple marble meadow mild mint misty moss narrow noon north ocean olive open opal orchard "
    "paper pearl pebble pine plain plum prairie quiet rain reed river round rowan sage sandy sea silver slate slow soft south "
    "spring stone summer sunny tall tidal timber upper valley velvet violet warm west white wide willow winter wooden woollen"
).split()
_SECOND = (
    "acorn anchor apron arch atlas barn basket beacon bell bench boat bobbin bolt book bottle bowl bridge brook brush bucket "
    "button cabin candle canoe canvas carpet cart chair chalk chimney clock coat compass cup curtain desk door drum easel "
    "fence ferry flute fountain gallery garden gate globe hammock harp hat hinge inkwell island jar jetty kettle kite ladder "
    "lantern leaf ledger lighthouse loom map mast mill mirror mitten mug oar orbit paddle path pencil pier pillow planter pocket "
    "porch quill quilt raft ribbon roof rope saddle sail scarf shelf shell shutter signal sleeve spool spoon stair station stool "
    "table teapot tent thimble tower tram trellis tunnel umbrella vase veranda violin wagon wheel whistle window workshop"
).split()
_PERSONS = (
    "Alder Anemone Aspen Aster Avocet Bantam Bittern Bluebell Bracken Bunting Burdock Buttercup Campion Chaffinch Chicory Clover "
    "Columbine Coot Cormorant Cowslip Crane Crocus Curlew Dabchick Daffodil Dipper Dogwood Dotterel Dove Dunlin Dunnock Egret "
    "Elder Fieldfare Finch Firecrest Foxglove Fulmar Gannet Garganey Gentian Godwit Goldcrest Goshawk Grebe Guillemot Harebell "
    "Harrier Hawthorn Heather Heron Hobby Holly Hornbeam Iris Jackdaw Juniper Kestrel Kingfisher Kite Knapweed Lapwing Larch "
    "Lark Laurel Lavender Linden Linnet Lupin Mallow Maple Marigold Martin Medlar Merlin Mistle Myrtle Nettle Nightjar Nuthatch "
    "Oriole Osprey Ouzel Oxlip Pansy Peony Petrel Pimpernel Pipit Plover Poplar Poppy Primrose Puffin Quail Quince Redstart "
    "Rosehip Rowan Ruff Sandpiper Saxifrage Sedge Serin Shearwater Siskin Snipe Sorrel Sparrow Speedwell Starling Stonechat "
    "Swallow Swift Tansy Teal Tern Thistle Thrush Thyme Treecreeper Turnstone Twite Valerian Vetch Viola Wagtail Warbler "
    "Waxwing Wheatear Whimbrel Wigeon Willow Woodcock Wren Yarrow Yew"
).split()


def case_name(pick: Pick, taken: Container[str], mark: str = "") -> str:
    """A two-word code name for a case, such as "quiet-lantern", not taken yet; ``mark`` ends those that others do not know."""
    for _attempt in range(200):
        name = f"{pick(_FIRST)}-{pick(_SECOND)}{mark}"
        if name not in taken:
            return name
    return _numbered(lambda: f"{pick(_FIRST)}-{pick(_SECOND)}{mark}", taken)


def person_name(pick: Pick, taken: Container[str], mark: str = "") -> str:
    """A one-word code name for a person, such as "Heron", not taken yet; numbered when all words are used."""
    for _attempt in range(60):
        name = f"{pick(_PERSONS)}{mark}"
        if name not in taken:
            return name
    return _numbered(lambda: f"{pick(_PERSONS)}{mark}", taken)


def _numbered(word: Callable[[], str], taken: Container[str]) -> str:
    number = 2
    while (name := f"{word()}-{number}") in taken:
        number += 1
    return name
