"""Who reports which indicator: how many bureaus each, and which stand beside one in the catalogue."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from reports.holdings.counts import kept
from reports.models import Domain, Indicator, Metric


@dataclass(frozen=True, slots=True)
class Coverage:
    """An indicator and how many bureaus report it."""

    indicator: Indicator
    bureaus: int


@dataclass(frozen=True, slots=True)
class DomainCoverage:
    """The indicators of one domain, in the order of the catalogue."""

    domain: Domain
    indicators: tuple[Coverage, ...]

    @property
    def reported(self) -> tuple[Coverage, ...]:
        return tuple(one for one in self.indicators if one.bureaus)

    @property
    def unreported(self) -> tuple[Coverage, ...]:
        return tuple(one for one in self.indicators if not one.bureaus)

    @property
    def comparable(self) -> int:
        """How many of them two bureaus or more report."""
        return sum(one.bureaus > 1 for one in self.indicators)


def coverage(edition: str) -> list[DomainCoverage]:
    """The whole catalogue with the bureaus behind each indicator. Two queries; one while it is kept."""
    counts = kept("coverage", edition, _bureaus_by_indicator)
    by_domain: dict[Domain, list[Coverage]] = defaultdict(list)
    catalogue = Indicator.objects.select_related("domain").defer("synonyms", "definition_zh")
    for indicator in catalogue.order_by("domain__position", "position"):
        by_domain[indicator.domain].append(Coverage(indicator, counts.get(indicator.pk, 0)))
    return [DomainCoverage(domain, tuple(found)) for domain, found in by_domain.items()]


def _bureaus_by_indicator() -> dict[str, int]:
    readable = Metric.objects.published().filter(value__isnull=False)
    figures = readable.filter(indicator__isnull=False).order_by()
    return dict(figures.values_list("indicator").annotate(bureaus=Count("report__bureau", distinct=True)))


def neighbours(indicator: Indicator) -> list[Indicator]:
    """The indicators printed beside this one in the catalogue. One query."""
    same = Indicator.objects.filter(domain=indicator.domain_id).exclude(pk=indicator.pk)
    by_distance = sorted(same, key=lambda other: abs(other.position - indicator.position))
    return sorted(by_distance[:6], key=lambda other: other.position)
