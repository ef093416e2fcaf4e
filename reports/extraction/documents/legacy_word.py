"""Old Word and WPS documents (.doc, .wps; an OLE file): converted by LibreOffice where it is installed.

LibreOffice writes a .docx, which is then read like any other, with its tables and numbers. Where there is only antiword
or catdoc, the text comes without automatic numbers.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import olefile

from reports.extraction.documents import word
from reports.extraction.documents.base import Document, DocumentError, row

_ENCRYPTED_FLAG = 0x0100
_FLAGS_AT = 0x0A
"""Where the header of the text's stream keeps its flags, of which one says that the text is encrypted."""

_OTHERS = {
    "Workbook": "a spreadsheet",
    "Book": "a spreadsheet",
    "PowerPoint Document": "a presentation",
}

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""LibreOffice's settings: no program in a document is run, nothing it points to is fetched."""

_SECONDS = 60
"""Beyond any of the sandbox's limits, which end this process together with its parent."""


def read(data: bytes, name: str) -> Document:
    """The text by the best program there is; works in the current folder, which belongs to this process alone."""
    _prove(data, name)
    source = Path("source.doc")
    source.write_bytes(data)
    if program := shutil.which("soffice") or shutil.which("libreoffice"):
        converted = _convert(program, source, name)
        return Document(word.read(converted, name).text, "doc", None)
    if program := shutil.which("antiword"):
        return Document(
            _unframed(_run([program, "-m", "UTF-8.txt", "-w", "0", str(source)], name)), "doc", None
        )
    if program := shutil.which("catdoc"):
        return Document(_run([program, "-d", "utf-8", "-w", str(source)], name), "doc", None)
    raise DocumentError("no_converter", name=name)


def _prove(data: bytes, name: str) -> None:
    """Refuse what is cut off, protected, brings programs or is another office program's."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            entries = container.listdir()
            streams = {"/".join(entry): container.openstream(entry).read() for entry in entries}
    except (OSError, ValueError, IndexError) as error:  # olefile's own errors are an OSError
        raise DocumentError("damaged", name=name) from error
    if "EncryptedPackage" in streams:
        raise DocumentError("encrypted", name=name)
    for stream, what in _OTHERS.items():
        if stream in streams:
            raise DocumentError("binary", name=name, what=what)
    text = streams.get("WordDocument")
    if not text:
        raise DocumentError("damaged", name=name)
    if int.from_bytes(text[_FLAGS_AT : _FLAGS_AT + 2], "little") & _ENCRYPTED_FLAG:
        raise DocumentError("encrypted", name=name)
    if any("VBA" in entry or "_VBA_PROJECT" in entry for entry in entries):
        raise DocumentError("macros", name=name)


def _convert(program: str, source: Path, name: str) -> bytes:
    profile = Path("profile").resolve()
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    place = f"-env:UserInstallation={profile.as_uri()}"
    _run([program, "--headless", "--norestore", place, "--convert-to", "docx", str(source)], name)
    target = source.with_suffix(".docx")
    if not target.exists():
        raise DocumentError("damaged", name=name)
    return target.read_bytes()


def _run(command: list[str], name: str) -> str:
    # A fixed command on a file whose name is ours, too.
    done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    if done.returncode:
        raise DocumentError("damaged", name=name)
    return done.stdout.decode("utf-8", errors="replace")


def _unframed(text: str) -> str:
    """antiword draws bars around the cells of a row and pads them to one width."""
    lines = []
    for line in text.split("\n"):
        framed = re.fullmatch(r"\|(.*)\|\s*", line)
        lines.append(row(framed[1].split("|")) if framed else line)
    return "\n".join(lines)
