"""The few tiny drawings a style sheet needs: a style sheet takes pictures only by address, so they live in Qt's resource tree,
in memory."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

from PySide6.QtCore import qRegisterResourceData

_STROKE = 'fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"'
_SHAPES: Mapping[str, str] = {
    "check": f'<path d="M3.5 8.5l3 3 6-7" {_STROKE}/>'.replace("{width}", "2.2"),
    "dash": f'<path d="M4 8h8" {_STROKE}/>'.replace("{width}", "2.2"),
    "down": f'<path d="M4 6l4 4 4-4" {_STROKE}/>'.replace("{width}", "1.6"),
    "up": f'<path d="M4 10l4-4 4 4" {_STROKE}/>'.replace("{width}", "1.6"),
    "left": f'<path d="M10 4l-4 4 4 4" {_STROKE}/>'.replace("{width}", "1.6"),
    "right": f'<path d="M6 4l4 4-4 4" {_STROKE}/>'.replace("{width}", "1.6"),
}
_FOLDER = "cocdesk-marks"

_kept: list[tuple[bytes, bytes, bytes]] = []
_colors: set[str] = set()


def address(shape: str, color: str) -> str:
    """Where a style sheet finds a mark in a colour (``#rrggbb``) that was registered."""
    return f":/{_FOLDER}/{shape}-{color.lstrip('#').lower()}.svg"


def register(colors: Iterable[str]) -> None:
    """Make every mark available in these colours; colours that are there already are left alone."""
    new = sorted({color.lower() for color in colors} - _colors)
    if new:
        files = {address(shape, color).rsplit("/", 1)[1]: _svg(shape, color) for shape in _SHAPES for color in new}
        _colors.update(new)
        # Qt keeps only the address of these bytes: letting go of them is a crash at the next arrow painted.
        _kept.append(_tree(files))
        qRegisterResourceData(1, *_kept[-1])


def _svg(shape: str, color: str) -> bytes:
    body = _SHAPES[shape].replace("{color}", color)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{body}</svg>'.encode()


def _hash(name: str) -> int:
    """Qt's hash of a resource name: the tree is searched by it, so children must be sorted by it."""
    value = 0
    for letter in name:
        value = (value << 4) + ord(letter)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value


def _tree(files: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    """Structure, names and data in the layout of Qt's rcc, version 1: one folder with these files.

    Source: the ``rcc`` tool's output; big endian; a folder is (name, flags 2, children, first child), a file is
    (name, flags 0, territory, language, data).
    """
    names, data = bytearray(), bytearray()

    def name_at(name: str) -> int:
        at = len(names)
        names.extend(struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be"))
        return at

    nodes = [struct.pack(">IHII", 0, 2, 1, 1)]
    folder = name_at(_FOLDER)
    nodes.append(struct.pack(">IHII", folder, 2, len(files), 2))
    for name in sorted(files, key=_hash):
        nodes.append(struct.pack(">IHHHI", name_at(name), 0, 0, 1, len(data)))
        data.extend(struct.pack(">I", len(files[name])) + files[name])
    return b"".join(nodes), bytes(names), bytes(data)
