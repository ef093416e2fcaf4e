"""`python -m reports.extraction FILE…`: print the JSON of each file, without Django."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reports.extraction.batch import as_json, read_files


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 if any file failed; doubts are told on stderr but fail nothing."""
    parser = argparse.ArgumentParser(prog="python -m reports.extraction", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    failed = False
    for reading in read_files(options.files):
        if reading.wire is None:
            failed = True
            sys.stderr.write(f"{reading.failure}\n")
        else:
            sys.stderr.writelines(f"{reading.path.name}: {doubt}\n" for doubt in reading.doubts)
            sys.stdout.write(as_json(reading.wire))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
