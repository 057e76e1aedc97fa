"""Pictures on the page: where they stood, as wide as there is room, decoded elsewhere, and no text of ours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.model import Dossier, Plate
from reader.ui import gallery, theme
from reader.ui.gallery import Wanted, decoded
from reader.ui.viewer import Viewer
from tests.illustrated import bomb, png
from tests.invented import dossier

RESOURCE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def viewer(qtbot: QtBot, qapp: QApplication) -> Viewer:
    theme.apply(qapp, "light")
    made = Viewer()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def plate(number: int, at: int, width: int = 40, height: int = 30, caption: str = "") -> Plate:
    return Plate(at, f"{number:02}" * 32, "image/png", width, height, f"picture {number}", caption)


def illustrated(*plates: Plate) -> Dossier:
    return replace(dossier(), pictures=plates)


def placed(viewer: Viewer) -> list[tuple[str, int, int]]:
    """What stands in the document, in order: the first words of each block, or a picture and its size."""
    found, block = [], viewer.document().begin()
    while block.isValid():
        image = block.begin().fragment().charFormat().toImageFormat() if block.length() > 1 else None
        if image is not None and image.isValid():
            found.append((image.name(), round(image.width()), round(image.height())))
        else:
            found.append((block.text()[:20], 0, 0))
        block = block.next()
    return found


def test_pictures_stand_where_they_stood_and_the_text_stands_still(viewer: Viewer) -> None:
    article = dossier().article
    second = article.blocks[1]
    bare = dossier()
    viewer.show_dossier(bare)
    assert viewer.contents is not None
    words = [viewer.contents.page.body.ranges(block.start, block.end) for block in article.blocks]
    texts = [viewer.document().toPlainText()[r[0][0] : r[-1][1]] for r in words]
    end = article.extent[1] - 1
    viewer.show_dossier(illustrated(plate(1, article.extent[0]), plate(2, end, caption="A quay")))
    assert viewer.contents is not None
    again = [viewer.contents.page.body.ranges(block.start, block.end) for block in article.blocks]
    assert [viewer.document().toPlainText()[r[0][0] : r[-1][1]] for r in again] == texts
    shown = placed(viewer)
    names = [name for name, _, _ in shown if name.startswith("picture:")]
    assert names == [f"picture:{'01' * 32}", f"picture:{'02' * 32}"]
    assert shown[-1][0] == "A quay"
    assert viewer.contents.page.body.point(viewer.gallery._hung[0].position) is None
    assert viewer.to_point(viewer.to_position(second.start)) == second.start


def test_as_wide_as_there_is_room_and_never_wider_than_they_are(viewer: Viewer) -> None:
    start = dossier().article.extent[0]
    viewer.show_dossier(illustrated(plate(1, start, 2000, 1000), plate(2, start, 50, 25)))
    sizes = [size for name, *size in placed(viewer) if name.startswith("picture:")]
    assert sizes == [[viewer.column, round(viewer.column / 2)], [50, 25]]
    viewer.resize(360, 600)
    assert viewer.column < 360
    sizes = [size for name, *size in placed(viewer) if name.startswith("picture:")]
    assert sizes == [[viewer.column, round(viewer.column / 2)], [50, 25]]


def test_asked_for_when_they_come_into_view(viewer: Viewer, qtbot: QtBot) -> None:
    start, end = dossier().article.extent
    far = [plate(number, end - 1, 600, 900) for number in range(2, 9)]
    with qtbot.waitSignal(viewer.gallery.wanted) as asked:
        viewer.show_dossier(illustrated(plate(1, start), *far))
    (wanted,) = asked.args
    assert wanted[0] == Wanted("01" * 32, "image/png", 40)
    assert len(wanted) < 8
    with qtbot.waitSignal(viewer.gallery.wanted):
        viewer.verticalScrollBar().setValue(viewer.verticalScrollBar().maximum())


def test_shown_when_decoded_and_gone_when_not(viewer: Viewer) -> None:
    start = dossier().article.extent[0]
    viewer.show_dossier(illustrated(plate(1, start), plate(2, start), plate(3, start, 40, 30)))
    good = decoded(png(), Wanted("", "image/png", 40))
    turned = decoded(png(30, 40), Wanted("", "image/png", 40))
    viewer.gallery.take({"01" * 32: good, "02" * 32: QImage(), "03" * 32: turned})
    image = viewer.document().resource(RESOURCE, QUrl(f"picture:{'01' * 32}"))
    assert (image.width(), image.height()) == (40, 30)
    assert [size for name, *size in placed(viewer) if name.startswith("picture:")] == [[40, 30], [1, 1], [30, 40]]
    viewer.larger()  # written anew: what is decoded is there at once
    assert viewer.document().resource(RESOURCE, QUrl(f"picture:{'01' * 32}")).width() == 40


def test_far_ones_are_let_go(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "HELD", 5000)
    end = dossier().article.extent[1]
    viewer.show_dossier(illustrated(*(plate(number, end - 1, 600, 900) for number in range(1, 6))))
    image = decoded(png(40, 30), Wanted("", "image/png", 40))
    viewer.gallery.take({f"{number:02}" * 32: image for number in range(1, 6)})
    assert len(viewer.gallery._images) < 5


def test_copied_text_has_no_holes(viewer: Viewer) -> None:
    article = dossier().article
    viewer.show_dossier(illustrated(plate(1, article.extent[0]), plate(2, article.extent[1] - 1)))
    viewer.selectAll()
    text = viewer.createMimeDataFromSelection().text()
    assert "\ufffc" not in text
    viewer.show_dossier(dossier())
    viewer.selectAll()
    assert viewer.createMimeDataFromSelection().text() == text.rstrip("\n")


@pytest.mark.parametrize("kind", ["image/png", "image/gif", "image/svg+xml", "text/html"])
@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", bomb(), b"<svg width='9' height='9'/>", png()[:50]])
def test_hostile_bytes_decode_to_nothing(kind: str, content: bytes) -> None:
    assert decoded(content, Wanted("", kind, 100)).isNull()


def test_decoded_no_wider_than_wanted() -> None:
    assert decoded(png(400, 300), Wanted("", "image/png", 100)).size().toTuple() == (100, 75)
    assert decoded(png(40, 30), Wanted("", "image/png", 100)).size().toTuple() == (40, 30)
