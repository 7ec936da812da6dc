"""The named colours of the four schemes, without any Qt: data that can be measured for contrast by plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours by meaning, as ``#rrggbb``; each ``…bg`` is the tint its word stands on."""

    dark: bool
    window: str
    base: str
    raised: str
    text: str
    muted: str
    line: str
    soft: str
    edge: str
    accent: str
    hover: str
    on: str
    sel: str
    ok: str
    okbg: str
    warn: str
    warnbg: str
    bad: str
    badbg: str
    info: str
    infobg: str
    off: str
    offbg: str

    def tone(self, tone: str) -> tuple[str, str]:
        """Text colour and tint of a tone; an unknown or empty tone is neutral."""
        name = tone if tone in ("ok", "warn", "bad", "info") else "off"
        return cast(str, getattr(self, name)), cast(str, getattr(self, name + "bg"))


LIGHT = Tokens(
    dark=False, window="#f6f7f9", base="#ffffff", raised="#ffffff", text="#1b1f24", muted="#566069", line="#dfe3e8",
    soft="#cbd2d9", edge="#838d97", accent="#2f5d8a", hover="#264d74", on="#ffffff", sel="#dae6f3", ok="#1b6e45",
    okbg="#e2f3ea", warn="#805300", warnbg="#fdf0d5", bad="#a3262a", badbg="#fbe3e1", info="#2f5d8a", infobg="#e3edf7",
    off="#566069", offbg="#eceff2",
)  # fmt: skip
DARK = Tokens(
    dark=True, window="#1b1e22", base="#22262b", raised="#2a2f36", text="#e8ebee", muted="#a6b0bb", line="#363c44",
    soft="#4a525c", edge="#75808c", accent="#7fb2e5", hover="#9cc5ee", on="#10151a", sel="#2f4257", ok="#7fd6a8",
    okbg="#1f3a2d", warn="#f0c36d", warnbg="#3d3119", bad="#f2a09b", badbg="#44262a", info="#9cc5ee", infobg="#1e3650",
    off="#a7b1bb", offbg="#31363d",
)  # fmt: skip
LIGHT_CONTRAST = Tokens(
    dark=False, window="#ffffff", base="#ffffff", raised="#ffffff", text="#000000", muted="#24292e", line="#5a636c",
    soft="#24292e", edge="#24292e", accent="#0b3d6e", hover="#062a4f", on="#ffffff", sel="#cfe3f7", ok="#0a4d2c",
    okbg="#e6f6ee", warn="#593900", warnbg="#fff3d6", bad="#7d0f14", badbg="#fde8e6", info="#0b3d6e", infobg="#e1eefb",
    off="#24292e", offbg="#eef0f2",
)  # fmt: skip
DARK_CONTRAST = Tokens(
    dark=True, window="#000000", base="#000000", raised="#101316", text="#ffffff", muted="#dfe5ea", line="#8a949e",
    soft="#dfe5ea", edge="#dfe5ea", accent="#a8d1ff", hover="#cde5ff", on="#000000", sel="#123a5e", ok="#a5f0c8",
    okbg="#05281a", warn="#ffdc94", warnbg="#2c2000", bad="#ffc1bd", badbg="#3b0d11", info="#c2dfff", infobg="#0a2947",
    off="#dfe5ea", offbg="#1d2126",
)  # fmt: skip
