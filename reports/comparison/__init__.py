"""Question → a fixed number of queries → Matrix. Reads published reports only; every face is fed from the one matrix.

The number of queries does not depend on how many bureaus, years or indicators are asked for.
"""

from reports.comparison.cells import per_10k, rounded
from reports.comparison.matrix import (
    MAX_COLUMNS,
    Basis,
    Cell,
    Column,
    Difference,
    Group,
    Line,
    Matrix,
    Nothing,
    ProblemGroup,
    Question,
    Row,
    Trend,
)
from reports.comparison.over_years import trend, trends
from reports.comparison.side_by_side import compare

__all__ = [
    "MAX_COLUMNS",
    "Basis",
    "Cell",
    "Column",
    "Difference",
    "Group",
    "Line",
    "Matrix",
    "Nothing",
    "ProblemGroup",
    "Question",
    "Row",
    "Trend",
    "compare",
    "per_10k",
    "rounded",
    "trend",
    "trends",
]
