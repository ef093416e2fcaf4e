"""From characters to quantities: numerals, units, ranges, zeros and tables; and numerals that count nothing."""

from reports.extraction.quantities.kinds import Quantity
from reports.extraction.quantities.scan import Readers, Reading, read_quantities

__all__ = ["Quantity", "Readers", "Reading", "read_quantities"]
