"""Loads divisions, census population and the catalogue from fixtures/reference/; safe to repeat after an update."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from bureaus.reference import load_populations, load_regions, refresh_statistics
from bureaus.resolver import Gazetteer
from reports.reference import load_catalogue_tables


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.REFERENCE_DIR
        with transaction.atomic():
            regions = load_regions(Gazetteer.from_csv(folder / "divisions.csv"))
            populations = load_populations(folder / "population_2020.csv")
            tables = load_catalogue_tables(folder)
        refresh_statistics()
        self.stdout.write(
            f"{regions} regions, {populations} populations, {tables['domain']} domains, "
            f"{tables['indicator']} indicators, {tables['problemcategory']} problem categories"
        )
