"""What a file is asked to be: which table of its page, in which shape."""

from __future__ import annotations

from django import forms

from reports.exports.figure_stream import Selection
from reports.forms import CompareForm, sound_years

LONG, WIDE = "long", "wide"
FIGURES, PROBLEMS, PLANS, DERIVED = "figures", "problems", "plans", "derived"
PEERS, REPORTS, SUMS, BESIDE = "peers", "reports", "sums", "beside"
BUREAUS, PROVINCES, YEARS, MISSING = "bureaus", "provinces", "years", "missing"
DIVISIONS, TOGETHER = "divisions", "together"


def _one_of(*words: str) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=[(word, word) for word in words])


class ComparisonFileForm(forms.Form):
    """Of a comparison: `table` figures (unless said otherwise), problems or derived; `shape` long (unless …), wide."""

    table = _one_of(FIGURES, PROBLEMS, DERIVED)
    shape = _one_of(LONG, WIDE)


class ShapeForm(forms.Form):
    """Of a table that is wide on its page: the same, or a line a cell."""

    shape = _one_of(LONG, WIDE)


class ContentsForm(forms.Form):
    """Of a report: `table` figures (unless said otherwise), problems or plans."""

    table = _one_of(FIGURES, PROBLEMS, PLANS)
    shape = _one_of(LONG, WIDE)


class BureauFileForm(ContentsForm):
    """Of a bureau: the same, or derived for what is worked out from its figures, or its peers, or its reports."""

    table = _one_of(FIGURES, PROBLEMS, PLANS, DERIVED, PEERS, REPORTS)


class BureauYearFileForm(forms.Form):
    """Of one year of a bureau: `table` figures (unless said otherwise), derived, problems or plans."""

    table = _one_of(FIGURES, DERIVED, PROBLEMS, PLANS)


class AuditFileForm(forms.Form):
    """Of a report's arithmetic: `table` sums (unless said otherwise) or what stands beside the year before."""

    table = _one_of(SUMS, BESIDE)


class StandingFileForm(forms.Form):
    """Of an indicator: `table` figures (unless said otherwise), or the years."""

    table = _one_of(FIGURES, YEARS)


class CategoryFileForm(forms.Form):
    """Of a category of shortcomings: `table` problems, its sentences (unless said otherwise), or the years."""

    table = _one_of(PROBLEMS, YEARS)


class CoverageFileForm(forms.Form):
    """Of coverage: `table` bureaus by year (unless said otherwise), provinces, years, or what is missing by name."""

    table = _one_of(BUREAUS, PROVINCES, YEARS, MISSING)


class RegionFileForm(forms.Form):
    """Of a region: `table` its divisions (unless said otherwise), what they say together, or years."""

    table = _one_of(DIVISIONS, TOGETHER, YEARS)


class ReportsForm(forms.Form):
    """`year`, a year; nothing for all reports."""

    year = forms.CharField(required=False, max_length=10)

    def clean_year(self) -> int | None:
        typed = str(self.cleaned_data["year"])
        return sound_years([typed])[0] if typed else None


class FiguresForm(CompareForm):
    """Of all figures: `b` bureaus, `y` years, `i` indicators or domains, as in a comparison; nothing for all."""

    def clean(self) -> dict[str, object]:
        # However many bureaus and years: nobody has to read them side by side.
        return self.cleaned_data

    def selection(self) -> Selection:
        """To be called on a valid form only."""
        indicators, domains = self.cleaned_data["i"]
        return Selection(
            bureaus=tuple(bureau.pk for bureau in self.cleaned_data["b"]),
            years=tuple(self.cleaned_data["y"]),
            indicators=tuple(indicators),
            domains=tuple(domains),
        )
