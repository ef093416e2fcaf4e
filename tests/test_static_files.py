"""Static files on a server: every file referred to is there, and so are the licences of what others wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

HASHED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


def test_static_files_can_be_collected_with_hashed_names(tmp_path: Path) -> None:
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": HASHED}, STATIC_ROOT=tmp_path):
        call_command(
            "collectstatic", interactive=False, verbosity=0
        )  # fails on a reference to a missing file

    assert list(tmp_path.glob("vendor/chart.umd.min.*.js.gz"))


@pytest.mark.parametrize("name", ["vendor/chart.umd.min.js"])
def test_vendored_files_say_their_version_and_lie_beside_their_licence(name: str) -> None:
    path = Path(str(finders.find(name)))
    product = path.name.partition(".")[0]

    assert re.search(r"v\d+\.\d+\.\d+", path.read_text(encoding="utf-8")[:200])
    assert "Permission is hereby granted" in (path.parent / f"{product}.LICENSE.md").read_text(
        encoding="utf-8"
    )
