"""Documents to hand in: one that is read without a doubt, and one for each way of being refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings

from bureaus.models import Region
from reports.models import Metric, Plan, Problem, Relation, Report, Section
from reports.reference import load_catalogue_tables
from tests.factories import make_region

REPORT = """海盐县民政局2023年度法治政府建设情况报告

2023年,海盐县民政局坚持依法行政,现将有关情况报告如下:

一、主要工作

全年办理结婚登记1698对,发放临时救助金约46.98万元,检查养老机构12家。

二、存在的问题

一是执法人员力量不足。二是普法形式比较单一。

三、下一步工作打算

一是充实执法力量。二是创新普法形式。

海盐县民政局
2024年1月15日
"""

WITHOUT_YEAR = (
    "海盐县民政局法治政府建设情况报告\n\n一、主要工作\n\n全年办理结婚登记1698对,发放临时救助金约46.98万元。\n"
)
WITHOUT_BUREAU = "2023年度法治政府建设情况报告\n\n一、主要工作\n\n2023年,我局全年办理结婚登记1698对。\n"
NAMESAKES = "鼓楼区民政局2023年度法治政府建设情况报告\n\n2023年,我局办理结婚登记1698对。\n"
TWO_BUREAUS = (
    "海盐县民政局2023年度法治政府建设情况报告\n\n"
    "2023年,我局办理结婚登记1698对。\n\n桐乡市民政局\n2024年1月15日\n"
)
POEM = "床前明月光,疑是地上霜。\n举头望明月,低头思故乡。\n"

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
ZIP = b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 4

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("report.txt", b"", "empty"),
    "blanks alone": ("report.txt", "\n \u3000\r\n".encode(), "no_text"),
    "a picture": ("report.txt", PNG, "binary"),
    "a ZIP archive": ("report.txt", ZIP, "wrong_extension"),
    "a Word document called .txt": ("report.txt", ZIP + b"word/document.xml", "wrong_extension"),
    "half a Word document": ("report.docx", ZIP + b"word/document.xml", "damaged"),
    "half a PDF": ("report.pdf", b"%PDF-1.7 ...", "damaged"),
    "a spreadsheet": ("report.xlsx", ZIP + b"xl/workbook.xml", "unsupported_format"),
    "a text with NUL characters": (
        "report.txt",
        REPORT.replace("报告", "\0报告").encode("utf-8-sig"),
        "binary",
    ),
    "bytes of no encoding": ("report.txt", REPORT.encode() + b"\xff\xfe\xff\xff", "undecodable"),
    "a poem": ("poem.txt", POEM.encode(), "no_report"),
    "no year": ("report.txt", WITHOUT_YEAR.encode(), "no_year"),
    "no bureau": ("report.txt", WITHOUT_BUREAU.encode(), "no_bureau"),
    "a name of several regions": ("report.txt", NAMESAKES.encode(), "bureau_ambiguous"),
    "two bureaus": ("report.txt", TWO_BUREAUS.encode(), "bureau_conflict"),
}
"""What is handed in: the file's name, its bytes, and the case it is refused as."""

TOO_LARGE = 50 * 1024 * 1024


def load_little() -> Region:
    """The catalogue and two counties: all that these documents need."""
    load_catalogue_tables(settings.REFERENCE_DIR)
    make_region("桐乡市", "330483", start_year=1993)
    return make_region("海盐县", "330424")


def everything_held() -> dict[str, int | list[str]]:
    """How many rows each table holds and which originals lie on the disk: equal before and after, nothing was kept."""
    models = [model for app in ("bureaus", "reports") for model in apps.get_app_config(app).get_models()]
    rows: dict[str, int | list[str]] = {model.__name__: model._default_manager.count() for model in models}
    return rows | {"originals": originals()}


def reports_held() -> dict[str, list[object]]:
    """Each report by its file's name: whether its original is its bytes, its title and length, its rows a table."""
    tables = (Section, Metric, Problem, Plan, Relation)
    return {
        report.original_name: [
            hashlib.sha256(Path(report.original.path).read_bytes()).hexdigest() == report.sha256,
            report.title,
            len(report.text),
            *(table._default_manager.filter(report=report).count() for table in tables),
        ]
        for report in Report.objects.all()
    }


def originals() -> list[str]:
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
