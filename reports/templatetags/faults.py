"""What is wrong with a question: the parameter as it stands in the address, and a sentence with the words it can be."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def faults(form: forms.Form | list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(parameter, or nothing where the whole is wrong; sentence) for every fault of a bound form, or as told."""
    if isinstance(form, list):
        return form
    return [
        ("" if name == NON_FIELD_ERRORS else form.add_prefix(name), sentence)
        for name, errors in form.errors.as_data().items()
        for error in errors
        for sentence in _sentences(error, form.fields.get(name))
    ]


def _sentences(error: forms.ValidationError, field: forms.Field | None) -> list[str]:
    if error.code != "invalid_choice" or not isinstance(field, forms.ChoiceField):
        return list(error.messages)
    choices: Any = field.choices
    words = ", ".join(str(word) for word, _label in choices if word)
    said = {"value": (error.params or {}).get("value", ""), "words": words}
    return [_("“%(value)s” is not known here; it can be: %(words)s.") % said]
