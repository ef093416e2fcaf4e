"""Matrix and trend → what the script draws, with the words and numbers around it. No query."""

from reports.charts.bars import Bars, bars
from reports.charts.lines import Chart, RugCell, RugLine, draw

__all__ = ["Bars", "Chart", "RugCell", "RugLine", "bars", "draw"]
