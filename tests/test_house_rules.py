"""Budgets of the code: small files, small functions, no module without a name for what it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1]
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
ATTICS = {"utils", "util", "helpers", "constants", "managers", "signals", "common", "misc"}


def python_files(*folders: str) -> Iterator[Path]:
    """Hand-written modules: migrations are written by Django and may be as long as they are."""
    for folder in folders:
        files = sorted((PROJECT / folder).rglob("*.py"))
        yield from (path for path in files if "migrations" not in path.parts)


def source_files() -> Iterator[Path]:
    yield from python_files("bureaus", "reports", "config", "tests")
    yield from sorted(PROJECT.glob("templates/**/*.html"))
    yield from (path for path in sorted(PROJECT.glob("static/**/*.js")) if "vendor" not in path.parts)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_are_short() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()}

    too_long = [f"{path.relative_to(PROJECT)}: {n}" for path, n in lines.items() if n >= MAX_FILE_LINES]
    assert lines
    assert too_long == []


def test_functions_are_short() -> None:
    too_long = [
        f"{path.relative_to(PROJECT)}:{function.lineno} {function.name}: {length}"
        for path in python_files("bureaus", "reports", "config")
        for function in functions(path)
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > MAX_FUNCTION_LINES
    ]

    assert too_long == []


def test_no_module_is_an_attic() -> None:
    attics = [path for path in python_files("bureaus", "reports", "config") if path.stem in ATTICS]

    assert attics == []
