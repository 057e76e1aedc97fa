"""What the program offers stands in the README: a format or an exporter without a row is not finished."""

from pathlib import Path

import pytest

from reader.dumps import FORMATS
from reader.exports import EXPORTERS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [fmt.name for fmt in FORMATS] + [exporter.name for exporter in EXPORTERS])
def test_has_a_row(name: str) -> None:
    rows = [line for line in README.splitlines() if line.startswith("|")]
    assert any(name in row for row in rows)


def test_the_commands_and_pictures_exist() -> None:
    root = Path(__file__).parent.parent
    for path in ("packaging/run", "packaging/test", "seeds/aggregator_bars.txt", "packaging/pictures/window-light.png"):
        assert path in README
        assert (root / path).exists()
