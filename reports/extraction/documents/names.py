"""Which names a file may bear: a name and nothing else, no path, no signs that deceive the eye."""

from __future__ import annotations

import unicodedata

from reports.extraction.documents.base import DocumentError

LONGEST = 255
"""Bytes; more no file system stores."""


def check_name(name: str) -> None:
    """Refuse a name that leads elsewhere (`../`, `C:\\`) or hides what it is (control and direction signs)."""
    if (
        name in ("", ".", "..")
        or "/" in name
        or "\\" in name
        or name[1:2] == ":"
        or len(name.encode("utf-8", errors="replace")) > LONGEST * 4
        or any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in name)
    ):
        raise DocumentError("unsafe_name", name=ascii(name[:LONGEST]))
