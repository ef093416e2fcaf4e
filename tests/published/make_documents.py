"""Makes the documents of this folder out of the seed reports: `python tests/published/make_documents.py`.

Run by hand when the set of documents changes; the tests use what is committed. Needs LibreOffice, tesseract, qpdf and
the Noto fonts for Chinese. What bureaus publish is imitated: Word files whose headings are numbered automatically, PDFs
with running heads and page numbers, saved web pages with navigation around the text, in UTF-8 and in GBK, old Word and
WPS files, rich text, scans, a PDF with a password.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

import docx
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
SOURCES = [
    *sorted((PROJECT / "fixtures" / "seed_reports").glob("*.txt")),
    PROJECT / "tests/corpus/dev/unusual_04_tables.txt",
]
LEVELS = (
    ("chineseCountingThousand", "%1、", re.compile(r"^[一二三四五六七八九十]+、")),
    ("chineseCountingThousand", "(%2)", re.compile(r"^\([一二三四五六七八九十]+\)")),
    ("decimal", "%3.", re.compile(r"^\d{1,2}\.(?=\D)")),
)
HEADER_LABELS = re.compile(r"^(?:索引号|文件编号|发布机构|发布日期|成文日期)\s*[:：]")


def stem(source: Path) -> str:
    return source.stem[:3] if source.stem[:3].isdigit() else "tables"


def blocks(text: str) -> list[list[list[str]] | str]:
    """Paragraphs, and tables as lists of rows."""
    found: list[list[list[str]] | str] = []
    for line in text.split("\n"):
        if "\t" in line:
            cells = line.split("\t")
            if found and isinstance(found[-1], list) and len(found[-1][0]) == len(cells):
                found[-1].append(cells)
            else:
                found.append([cells])
        else:
            found.append(line)
    return found


def make_docx(source: Path, target: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Sans CJK SC", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Sans CJK SC")
    add_numbering(document)
    add_running_lines(section, source)
    numbers = Numbers()
    for block in blocks(source.read_text(encoding="utf-8")):
        if isinstance(block, list):
            add_table(document, block)
        else:
            add_paragraph(document, block, numbers)
    document.save(str(target))


class Numbers:
    """Knows which number Word would print next, so that only what it will print again is taken out of the text."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0]

    def split(self, line: str) -> tuple[int | None, str]:
        for depth, (_, _, pattern) in enumerate(LEVELS):
            match = pattern.match(line)
            if match and match[0].strip("()、.") in self._next(depth):
                self.counts[depth] += 1
                self.counts[depth + 1 :] = [0] * (2 - depth)
                return depth, line[match.end() :]
        return None, line

    def _next(self, depth: int) -> tuple[str, str]:
        number = self.counts[depth] + 1
        return str(number), "零一二三四五六七八九十"[number] if number <= 10 else ""


def add_numbering(document: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{printed}"/></w:lvl>'
        for depth, (form, printed, _) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def add_running_lines(section: Any, source: Path) -> None:
    section.header.paragraphs[0].text = f"法治政府建设年度报告汇编（{stem(source)}）"
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    run = footer.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)
    footer.add_run(" —")


def add_paragraph(document: Any, line: str, numbers: Numbers) -> None:
    depth, text = numbers.split(line)
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    if depth is not None:
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
        )
    if len(line) > 30:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if "报告" in line and len(line) < 30 and "。" not in line:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.runs[0].font.size = Pt(20)
    elif len(line) > 1:
        paragraph.paragraph_format.first_line_indent = Pt(28)


def add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for cells in rows:
        line = table.add_row()
        for cell, text in zip(line.cells, cells, strict=True):
            cell.text = text


PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{title}_某某市政府门户网站</title>
<style>.nav{{color:red}}</style><script>var hits=12345;</script></head>
<body>
<div class="top"><a href="/">网站首页</a> <a href="/zwgk/">政务公开</a>
<a href="/bsfw/">办事服务</a> <a href="/hd/">互动交流</a></div>
<div class="nav"><ul><li><a href="/a">领导之窗</a></li><li><a href="/b">机构职能</a></li>
<li><a href="/c">人事任免</a></li>
<li><a href="/d">2021年工作动态99条</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt;
<span>法治政府建设年度报告</span></div>
{header}
<div class="article"><h1>{title}</h1>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> 字体：<a>大</a> <a>中</a> <a>小</a></div>
<div id="zoom" class="TRS_Editor">
{body}
</div></div>
<div class="related"><h3>相关链接</h3><ul>
<li><a href="/1">某某局办理建议提案300件</a></li>
<li><a href="/2">某某局2019年工作总结</a></li></ul></div>
<div class="footer"><p>主办：某某市人民政府办公室　<a href="/map">网站地图</a> <a href="/about">联系我们</a></p>
<p>ICP备案号：某ICP备05000001号　网站标识码：3304240001　公安备案 33042402000111号</p>
<p>您是第 8812345 位访问者</p></div>
</body></html>
"""


def make_html(source: Path, target: Path, charset: str) -> None:
    title, header, body = "法治政府建设年度报告", [], []
    for block in blocks(source.read_text(encoding="utf-8")):
        if isinstance(block, list):
            if any(HEADER_LABELS.match(cell) for row in block for cell in row):
                header += ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block]
                continue
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block)
            body.append("<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        elif HEADER_LABELS.match(block):
            header.append("".join(f"<td>{html.escape(part)}</td>" for part in split_labels(block)))
        elif block.strip() and not body and "报告" in block and len(block) < 30:
            title = block.strip()
        elif block.strip():
            body.append(f'<p style="text-indent:2em;">{html.escape(block)}</p>')
    table = (
        '<table class="xxgk">' + "".join(f"<tr>{row}</tr>" for row in header) + "</table>" if header else ""
    )
    page = PAGE.format(charset=charset, title=html.escape(title), header=table, body="\n".join(body))
    target.write_bytes(page.encode("gb18030" if charset.startswith("gb") else charset))


def split_labels(line: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s(?=\S{2,6}[:：])", line) if part.strip()]


def make_scan(source: Path, target: Path) -> None:
    """The first page of a PDF as one black-and-white picture of 200 dots to the inch."""
    page = pypdfium2.PdfDocument(source)[0]
    bitmap = page.render(scale=200 / 72, grayscale=True)
    grey = bytes(bitmap.buffer)
    rows = (grey[at : at + bitmap.width] for at in range(0, len(grey), bitmap.stride))
    picture = zlib.compress(b"".join(black_and_white(row) for row in rows), 9)
    drawing = b"q 595 0 0 842 0 0 cm /I Do Q"
    form = (
        f"<</Type/XObject/Subtype/Image/Width {bitmap.width}/Height {bitmap.height}/ColorSpace/DeviceGray"
        f"/BitsPerComponent 1/Filter/FlateDecode/Length {len(picture)}>>stream\n"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        form.encode() + picture + b"\nendstream",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
    ]
    target.write_bytes(as_pdf(objects))


def black_and_white(row: bytes) -> bytes:
    padded = row + b"\xff" * (-len(row) % 8)
    return int("".join("01"[grey > 140] for grey in padded), 2).to_bytes(len(padded) // 8, "big")


def as_pdf(objects: list[bytes]) -> bytes:
    """A PDF file of these objects, numbered from 1; the first is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def make_searchable(source: Path, target: Path) -> None:
    """The same picture with the text unseen over it, as scanning programs write it."""
    bitmap = pypdfium2.PdfDocument(source)[0].render(scale=200 / 72, grayscale=True)
    grey = bytes(bitmap.buffer)
    rows = (grey[at : at + bitmap.width] for at in range(0, len(grey), bitmap.stride))
    ink = b"".join(bytes(255 - eight for eight in black_and_white(row)) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder, "page.pbm")
        picture.write_bytes(b"P4 %d %d\n" % (bitmap.width, bitmap.height) + ink)
        command = ["tesseract", str(picture), str(target.with_suffix("")), "-l", "chi_sim", "pdf"]
        subprocess.run(command, check=True, capture_output=True)


def make_locked(target: Path) -> None:
    """A page without text behind a password."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.pdf")
        plain.write_bytes(as_pdf(objects))
        command = ["qpdf", "--encrypt", "secret", "secret", "256", "--", str(plain), str(target)]
        subprocess.run(command, check=True)


def convert(source: Path, kind: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        profile = f"-env:UserInstallation=file://{home}"
        subprocess.run(
            ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(source)],
            check=True,
            capture_output=True,
        )


def main() -> None:
    for number, source in enumerate(SOURCES):
        target = HERE / f"{stem(source)}.docx"
        make_docx(source, target)
        convert(target, "pdf", HERE)
        make_html(source, HERE / f"{stem(source)}.html", "gb2312" if number % 2 else "utf-8")
        sys.stdout.write(f"{target.stem}\n")
    for name in ("000", "tables"):
        for kind in ("doc", "rtf"):
            convert(HERE / f"{name}.docx", kind, HERE)
    (HERE / "000.doc").rename(HERE / "000.wps")
    make_scan(HERE / "003.pdf", HERE / "003_scan.pdf")
    make_searchable(HERE / "003.pdf", HERE / "003_searchable.pdf")
    make_locked(HERE / "locked.pdf")


if __name__ == "__main__":
    main()
