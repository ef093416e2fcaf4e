"""Which state of the data an answer was made from, so that whoever has that answer need not be sent it again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache as kept_for_good
from pathlib import Path

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db.models import Count, Max
from django.utils import timezone

from reports.models import Correction, Report, Rereading

MET = "edition-met"
"""Where the cache keeps the state last met, and since when."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of the published data (数据版本): a name that no other state has, and when it came about."""

    name: str
    since: datetime


def edition_now() -> Edition:
    """Four queries, each answered by an index. It changes with every publication, withdrawal, decision and re-reading,
    with whatever else people change in the admin, and with each release."""
    published = Report.objects.published().aggregate(count=Count("pk"), last=Max("released_at"))
    # The newest of each has the highest key; only keys are indexed.
    decided = Correction.objects.order_by("-pk").values_list("pk", "made_at").first()
    reread = Rereading.objects.order_by("-pk").values_list("pk", "made_at").first()
    changed = LogEntry.objects.order_by("-pk").values_list("pk", "action_time").first()
    times = [published["last"], *(one[1] for one in (decided, reread, changed) if one)]
    release, released = _release()
    stand = (published["count"], published["last"], decided, reread, changed, release)
    name = hashlib.sha256(repr(stand).encode()).hexdigest()[:32]
    return Edition(name, since=max([released, _first_met(name), *(time for time in times if time)]))


def _first_met(name: str) -> datetime:
    """When this state was first met here after another one.

    A withdrawal leaves no moment of its own, and whoever asks only whether anything is newer must not be told to keep
    what has been withdrawn.
    """
    met: tuple[str, datetime] | None = cache.get(MET)
    if met is None or met[0] != name:
        met = name, timezone.now()
        cache.set(MET, met, None)
    return met[1]


@kept_for_good
def _release() -> tuple[str, datetime]:
    """The hash of what came with this release, and when: the reference data, loaded from these files and nowhere else,
    and the code and the words that make answers of what is held."""
    root: Path = settings.BASE_DIR
    code = (path for wing in ("bureaus", "reports") for path in root.glob(f"{wing}/**/*.py"))
    files = [*Path(settings.REFERENCE_DIR).iterdir(), *code, *root.glob("locale/*/LC_MESSAGES/*.mo")]
    found, newest = hashlib.sha256(), 0.0
    for path in sorted(path for path in files if path.is_file()):
        found.update(path.read_bytes())
        newest = max(newest, path.stat().st_mtime)
    return found.hexdigest(), datetime.fromtimestamp(newest, UTC)
