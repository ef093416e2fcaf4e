"""The review workbench: the text with everything marked, beside it what a person must decide, add or split."""

from reports.admin.workbench.view import workbench

__all__ = ["workbench"]
