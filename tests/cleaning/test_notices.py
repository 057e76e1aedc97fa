"""Lines that stand in any story of a site or a database are known for what they are; sentences like them stay."""

from __future__ import annotations

import pytest

from reader.cleaning.notices import notice
from reader.cleaning.passages import passages
from reader.cleaning.shapes import shape
from reader.model import CutReason

LINES = [
    "La entrada El bac descansa se publicó primero en La Voz de Montealto.",
    "The post Ferry rests appeared first on Quay Herald.",
    "Certificat émis le 11 novembre 2021 à Bibliothèque de Grenay à des fins de visualisation personnelle.",
    "Ce message et ses pièces jointes peuvent contenir des informations confidentielles.",
    "Pensez à l'environnement avant d'imprimer ce message.",
    "Votre e-mail, avec votre consentement, est utilisé pour recevoir notre lettre.",
    "Ihnen liegt die Lauter am Herzen? Folgen Sie gruenau24 jetzt auch auf Instagram!",
    "Suscríbete para seguir leyendo",
    "El muelle, este lunes. / FERMÍN ROA (AGENCIA MAR)",
    "Le bac, lundi, à quai. | PHOTO : DR / QUAI",
    "[Bild: hafen.jpg]",
    "[Foto adjunta]",
    "[quay-2021.jpg]",
    '"Ferry rests." Quay Herald, 2 May 2019, p. NA. Harbour Base, link.quay.example/A1. Accessed 6 Jan. 2021.',
    "https://quay.example/print/?id=7 2/7",
    "12.10.21, 08:14 Ferry rests - Quay Herald",
    "IFRAME: https://ads.example/slot",
    "🔥 214 😢 96 👁 18,2K",
    "→ l'article en PDF : \\\\SRV\\rdp\\13_PL.pdf",
    "Read more at https://quay.example/ferry",
    "FIN DEL DOSSIER. Reproducción para uso exclusivo de investigación.",
]


REASONS = {
    "El muelle, este lunes. / FERMÍN ROA (AGENCIA MAR)": CutReason.CAPTION,
    "Le bac, lundi, à quai. | PHOTO : DR / QUAI": CutReason.CAPTION,
    "🔥 214 😢 96 👁 18,2K": CutReason.SHARE,
}


@pytest.mark.parametrize("line", LINES)
def test_notice(line: str) -> None:
    assert notice(line, line.count(" ") + 1) is REASONS.get(line, CutReason.PROMOTION)


def test_rows_of_a_table_are_no_menu() -> None:
    rows = [shape(each).reason for each in passages("Railway  1.48  (+5.0 %)\n\nNews  Sport  Weather\n")]
    assert rows == [None, CutReason.NAVIGATION]


@pytest.mark.parametrize(
    "line",
    [
        "The post office in Velmora appeared first on a map of 1871, he said.",
        "Follow the road to the pier, she said, and you will find the ferry.",
        "This message is what counts, the mayor said.",
        "Read more books, the librarian said.",
        "[He] would not say when the ferry sails.",
        "La entrada al puerto está cerrada.",
    ],
)
def test_sentences_stay(line: str) -> None:
    assert notice(line, line.count(" ") + 1) is None
