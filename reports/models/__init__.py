"""What is stored: the catalogue, the reports, and what was read out of them."""

from reports.models.catalogue import Domain, Indicator, IndicatorKind, ProblemCategory
from reports.models.findings import (
    Correction,
    Decision,
    Metric,
    Plan,
    Problem,
    Relation,
    RelationTerm,
    Section,
)
from reports.models.report import Report, ReportStatus, ReviewState
from reports.models.upload import Upload

__all__ = [
    "Correction",
    "Decision",
    "Domain",
    "Indicator",
    "IndicatorKind",
    "Metric",
    "Plan",
    "Problem",
    "ProblemCategory",
    "Relation",
    "RelationTerm",
    "Report",
    "ReportStatus",
    "ReviewState",
    "Section",
    "Upload",
]
