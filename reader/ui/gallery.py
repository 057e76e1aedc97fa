"""The pictures of the article on screen: room for each at once, decoded elsewhere when they come into view.

A picture's size is known from its header, so that the text is laid out before any of them is
decoded, and nothing moves when they come. Until then its room is empty; one that cannot be decoded has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QTextBlock, QTextCursor, QTextDocument, QTextImageFormat
from PySide6.QtWidgets import QTextBrowser

from reader.library import Reader
from reader.model import Plate

HELD = 64 << 20  # bytes of decoded pictures; those farthest from view are let go first
AHEAD = 1.0  # of the pane's height that is decoded before it comes into view
MOST_PIXELS = 50_000_000  # of a file, by Qt's own look at its header: 200 MB while it is decoded
_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg", "image/gif": b"gif", "image/webp": b"webp", "image/bmp": b"bmp"}
_RESOURCE = QTextDocument.ResourceType.ImageResource.value


class Wanted(NamedTuple):
    """A picture that comes into view, and how wide it is shown, in device pixels."""

    sha256: str
    type: str
    width: int


class Hung(NamedTuple):
    """Where a picture stands in the document."""

    position: int
    plate: Plate


def size_of(plate: Plate, room: int) -> QSize:
    """As large as it is, but not wider than there is room."""
    width = max(min(plate.width, room), 1)
    return QSize(width, max(round(plate.height * width / plate.width), 1))


def image_format(plate: Plate, room: int) -> QTextImageFormat:
    """The character of a document that stands for the picture."""
    made = QTextImageFormat()
    made.setName(address(plate.sha256))
    made.setToolTip(plate.alt or plate.caption)
    _resize(made, size_of(plate, room))
    return made


def address(sha256: str) -> str:
    return f"picture:{sha256}"


def decoded(content: bytes, wanted: Wanted) -> QImage:
    """The picture, not wider than wanted; a null one where it cannot be decoded within the limits. Any thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS.get(wanted.type, b"png")))
    reader.setAutoDetectImageFormat(False)  # nothing but what the header said: SVG would read other files
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if size.width() > wanted.width:
        reader.setScaledSize(size_of(Plate(0, "", "", size.width(), size.height()), wanted.width))
    return reader.read()


def decode_all(wanted: Sequence[Wanted], reader: Reader) -> Iterator[dict[str, QImage]]:
    """One picture after the other; each step hands over all so far."""
    done: dict[str, QImage] = {}
    for each in wanted:
        content = reader.picture(each.sha256)
        done[each.sha256] = decoded(content, each) if content is not None else QImage()
        yield dict(done)


class Gallery(QObject):
    """Looks after the pictures of one text pane."""

    wanted = Signal(object)  # tuple[Wanted, ...]: what comes into view and is not there

    def __init__(self, pane: QTextBrowser) -> None:
        super().__init__(pane)
        self._pane = pane
        self._hung: list[Hung] = []
        self._room = 0
        self._images: dict[str, QImage] = {}
        self._asked: frozenset[str] = frozenset()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._look)
        pane.verticalScrollBar().valueChanged.connect(self.look)
        pane.verticalScrollBar().rangeChanged.connect(self.look)

    def hang(self, hung: Sequence[Hung], room: int) -> None:
        """Takes over the pictures of a page that was just written, with so much `room` in pixels."""
        self._hung = list(hung)
        here = {each.plate.sha256 for each in hung}
        self._room = room
        self._images = {name: image for name, image in self._images.items() if name in here}
        self._drop_outgrown()
        self._asked = frozenset()
        for sha256 in here:
            self._show(sha256)
        if hung:
            self.look()

    def take_down(self) -> None:
        """Forgets the places: the document is about to be written anew."""
        self._hung = []

    def fit(self, room: int) -> None:
        """Has another width for the pictures."""
        if room == self._room:
            return
        self._room = room
        for each in self._hung:
            self._set_size(each.position, size_of(each.plate, room))
        self._drop_outgrown()

    def _drop_outgrown(self) -> None:
        """Pictures that were decoded for less room than they have now are decoded again."""
        for each in self._hung:
            image = self._images.get(each.plate.sha256)
            if image is not None and not image.isNull() and image.width() < self._width(each):
                del self._images[each.plate.sha256]
                self._asked -= {each.plate.sha256}

    def look(self) -> None:
        """Asks, once the pane stands still, for what has come into view."""
        if self._hung:
            self._timer.start()

    def take(self, images: Mapping[str, QImage]) -> None:
        """Shows pictures that were decoded; one that could not be takes no room any more."""
        fresh = {name: image for name, image in images.items() if name not in self._images}
        for name, image in fresh.items():
            self._images[name] = image
            self._show(name)
            for each in self._hung:
                if each.plate.sha256 == name:
                    self._settle(each, image)
        if fresh:
            self._let_go()
            self._pane.viewport().update()

    def alt_at(self, position: int) -> str:
        """What stands for the picture at a document position."""
        return next((each.plate.alt for each in self._hung if each.position == position), "")

    def _look(self) -> None:
        missing = {
            each.plate.sha256: Wanted(each.plate.sha256, each.plate.type, round(self._width(each) * self._ratio()))
            for each in self._hung
            if each.plate.sha256 not in self._images and self._distance(each) <= AHEAD
        }
        if missing and not missing.keys() <= self._asked:
            self._asked = frozenset(missing)
            self.wanted.emit(tuple(missing.values()))

    def _show(self, sha256: str) -> None:
        """Puts a picture, or nothing, where the document looks for it."""
        image = self._images.get(sha256)
        shown = _BLANK if image is None or image.isNull() else image
        self._pane.document().addResource(_RESOURCE, QUrl(address(sha256)), shown)

    def _settle(self, hung: Hung, image: QImage) -> None:
        """Gives a picture that is none, or that lies on its side (EXIF), its true size."""
        if image.isNull():
            self._set_size(hung.position, QSize(1, 1))
        elif (image.width() > image.height()) != (hung.plate.width > hung.plate.height):
            turned = Plate(0, "", "", hung.plate.height, hung.plate.width)
            self._set_size(hung.position, size_of(turned, self._room))

    def _set_size(self, position: int, size: QSize) -> None:
        cursor = QTextCursor(self._pane.document())
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        made = cursor.charFormat().toImageFormat()
        if made.isValid() and (round(made.width()), round(made.height())) != (size.width(), size.height()):
            _resize(made, size)
            cursor.setCharFormat(made)

    def _let_go(self) -> None:
        """Drops the farthest pictures of more than there is memory for."""
        total = sum(image.sizeInBytes() for image in self._images.values())
        for each in sorted(self._hung, key=self._distance, reverse=True):
            if total <= HELD or self._distance(each) <= AHEAD:
                return
            image = self._images.pop(each.plate.sha256, None)
            if image is not None:
                total -= image.sizeInBytes()
                self._asked -= {each.plate.sha256}
                self._show(each.plate.sha256)

    def _distance(self, hung: Hung) -> float:
        """How many pane's heights it is away from what is in view; 0 in view."""
        block: QTextBlock = self._pane.document().findBlock(hung.position)
        box: QRectF = self._pane.document().documentLayout().blockBoundingRect(block)
        top, height = self._pane.verticalScrollBar().value(), max(self._pane.viewport().height(), 1)
        return max(top - box.bottom(), box.top() - top - height, 0.0) / height

    def _width(self, hung: Hung) -> int:
        return size_of(hung.plate, self._room).width()

    def _ratio(self) -> float:
        return self._pane.devicePixelRatioF()


def _resize(image: QTextImageFormat, size: QSize) -> None:
    image.setWidth(size.width())
    image.setHeight(size.height())


_BLANK = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
_BLANK.fill(Qt.GlobalColor.transparent)
