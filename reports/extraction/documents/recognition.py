"""Text recognition (文字识别) by tesseract with its data for simplified Chinese, both installed apart from us."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from statistics import median

from reports.extraction.documents.layout import Glyph, Line, line_of

LANGUAGE = "chi_sim"
_ONE_SIZE = 1.4
"""Lines of up to this ratio to the usual size are of that size: the boxes of recognised words are only near."""

_SECONDS = 60


def installed() -> bool:
    """Whether the program is here with what it needs to know of Chinese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=False)  # noqa: S603
    return LANGUAGE in told.stdout.decode("utf-8", errors="replace").split()


def recognise(picture: bytes, dots: float) -> list[Line]:
    """The lines on a picture of a page, in points; `dots` is how many of its pixels make a point."""
    program = shutil.which("tesseract") or "tesseract"
    table = subprocess.run(  # noqa: S603  (a fixed command; the picture comes in by the pipe)
        [program, "-", "-", "-l", LANGUAGE, "--psm", "3", "tsv"],
        input=picture,
        capture_output=True,
        timeout=_SECONDS,
        check=True,
    ).stdout.decode("utf-8", errors="replace")
    words = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines = list(_lines(list(words), dots))
    usual = median(line.size for line in lines) if lines else 1.0
    return [
        replace(line, size=usual) if usual / _ONE_SIZE < line.size < usual * _ONE_SIZE else line
        for line in lines
    ]


def _lines(words: list[dict[str, str]], dots: float) -> Iterator[Line]:
    height = max((float(word["height"]) for word in words), default=0.0)  # the first entry is the page
    for _, members in groupby(words, key=lambda word: (word["block_num"], word["par_num"], word["line_num"])):
        glyphs = [_glyph(word, height, dots) for word in members if (word["text"] or "").strip()]
        if glyphs:
            yield line_of(glyphs)


def _glyph(word: dict[str, str], height: float, dots: float) -> Glyph:
    left, top = float(word["left"]) / dots, (height - float(word["top"])) / dots
    right, bottom = left + float(word["width"]) / dots, top - float(word["height"]) / dots
    return Glyph(word["text"].strip(), left, bottom, right, top)
