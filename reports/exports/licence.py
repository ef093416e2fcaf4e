"""Under which licence the data are given away, and what every reader of a file must know of its numbers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LICENCE = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

ATTRIBUTION = gettext_lazy("Civil Affairs Compared, from the bureaus' own annual reports")


def definitions() -> list[str]:
    """What holds for every table, a sentence each."""
    return [
        _("An empty cell is not zero; the kind of nothing says which nothing it is. A reported zero is 0."),
        _(
            "“As printed” is the report's own writing, “value” what it comes to in the unit named; the bureau, the "
            "machine that read it and the reviewer are three voices, and all three are kept."
        ),
        _("Per 10,000 residents always means residents at the 2020 census."),
        _(
            "Figures that are not comparable, or only with reservation, say so with the reason. There are no scores "
            "and no ranks."
        ),
    ]
