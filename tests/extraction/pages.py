"""Web pages of made-up reports and how the metadata is read from them: what the metadata tests share."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bureaus.resolver import Gazetteer
from reports.extraction.metadata import read_metadata
from reports.extraction.normalise import normalise
from reports.extraction.outline import outline
from reports.extraction.records import Metadata

ROOT = Path(__file__).parents[2]
BODY = """
一、主要做法
(一)兜牢底线。全年发放低保金200万元,新增养老床位30张。
二、存在的不足
执法力量不足,普法形式不够丰富。
"""
REPORT = "2022年,我局扎实推进各项工作。现将2022年度法治政府建设情况报告如下:" + BODY


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_csv(ROOT / "fixtures" / "reference" / "divisions.csv")


def read(source: str) -> Metadata:
    text = normalise(source)
    return read_metadata(source, text, outline(source, text), gazetteer())


def doubts_of(metadata: Metadata) -> set[tuple[str, str]]:
    return {(doubt.field, doubt.code) for doubt in metadata.doubts}


def titled(title: str, body: str = REPORT, year: int = 2022) -> str:
    return f"{title}\n\n{body.replace('2022', str(year))}"
