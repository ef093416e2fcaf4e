"""What is stored: the catalogue, the reports, and what was read out of them."""

from reports.models.catalogue import Domain, Indicator, IndicatorKind, ProblemCategory
from reports.models.findings import (
    Correction,
    Decision,
    Metric,
    Origin,
    Plan,
    Problem,
    Relation,
    RelationTerm,
    Section,
)
from reports.models.report import Report, ReportStatus, ReviewState
from reports.models.rereading import Difference, DifferenceKind, Rereading
from reports.models.search import SearchRow
from reports.models.upload import Upload

__all__ = [
    "Correction",
    "Decision",
    "Difference",
    "DifferenceKind",
    "Domain",
    "Indicator",
    "IndicatorKind",
    "Metric",
    "Origin",
    "Plan",
    "Problem",
    "ProblemCategory",
    "Relation",
    "RelationTerm",
    "Report",
    "ReportStatus",
    "Rereading",
    "ReviewState",
    "SearchRow",
    "Section",
    "Upload",
]
