"""The one place that knows where `resources/` is, installed or in a source tree."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "resources"
_SOURCE = Path(__file__).parent.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a file in `resources/`, for example `resource("icons", "star.svg")`."""
    root = _INSTALLED if _INSTALLED.is_dir() else _SOURCE
    return root.joinpath(*parts)
