"""The labels of ProQuest's downloads in the languages of its interface, each as the English one.

No file in another language than English could be had; the terms are those of the localised interface. A
document's number is told by its pattern, which varies the most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# English name: Spanish, Portuguese, French, German, Italian; lower case.
_TERMS = {
    "title": "título|titre|titel|titolo",
    "author": "autor|autores|auteur|auteurs|autoren|autore|autori|verfasser",
    "abstract": "resumen|resumo|résumé|zusammenfassung|abstrakt|riassunto|sommario",
    "full text": "texto completo|texte intégral|texte complet|volltext|testo completo|testo integrale",
    "publication title": "título de publicación|título de la publicación|título da publicação"
    "|titre de la publication|titre de publication|titel der publikation|publikationstitel"
    "|titel der veröffentlichung|titolo della pubblicazione|titolo pubblicazione",
    "publication date": "fecha de publicación|data de publicação|date de publication|publikationsdatum"
    "|erscheinungsdatum|veröffentlichungsdatum|datum der veröffentlichung|data di pubblicazione"
    "|data pubblicazione",
    "publication year": "año de publicación|ano de publicação|année de publication|publikationsjahr"
    "|erscheinungsjahr|anno di pubblicazione",
    "publication info": "información de publicación|información de la publicación|informações da publicação"
    "|informations de publication|informations sur la publication|publikationsangaben|angaben zur publikation"
    "|informazioni sulla pubblicazione",
    "publisher": "editorial|editora|éditeur|herausgeber|verlag|editore",
    "place of publication": "lugar de publicación|local de publicação|lieu de publication|erscheinungsort"
    "|publikationsort|luogo di pubblicazione",
    "country of publication": "país de publicación|país de publicação|pays de publication|erscheinungsland"
    "|publikationsland|paese di pubblicazione",
    "publication subject": "materia de publicación|materia de la publicación|assunto da publicação"
    "|sujet de la publication|thema der publikation|soggetto della pubblicazione",
    "document url": "url del documento|url de documento|url do documento|url du document|dokument-url"
    "|url des dokuments",
    "proquest document link": "enlace al documento de proquest|lien vers le document proquest"
    "|link zum proquest-dokument",
    "language of publication": "idioma de la publicación|idioma de publicación|idioma da publicação"
    "|idioma de publicação|langue de publication|langue de la publication|sprache der publikation"
    "|publikationssprache|sprache der veröffentlichung|lingua della pubblicazione|lingua di pubblicazione",
    "source type": "tipo de fuente|tipo de fonte|type de source|quellentyp|tipo di fonte",
    "document type": "tipo de documento|type de document|dokumenttyp|dokumententyp|tipo di documento",
    "pages": "páginas|página|seiten|seite|pagine|pagina",
    "subject": "materia|assunto|sujet|thema|schlagwort|soggetto|argomento",
    "location": "lugar|local|lieu|ort|luogo",
    "people": "personas|pessoas|personnes|personen|persone",
    "company / organization": "empresa / organización|empresa/organización|empresa / organização"
    "|société / organisation|unternehmen / organisation|unternehmen/organisation|società / organizzazione",
    "section": "sección|seção|rubrique|rubrik|abschnitt|sezione",
    "volume": "volumen|band",
    "issue": "número|numéro|heft|ausgabe|numero|fascicolo",
    "first page": "primera página|primeira página|première page|erste seite|prima pagina",
    "copyright": "derechos de autor|direitos autorais|droits d'auteur|urheberrecht",
    "last updated": "última actualización|última atualização|dernière mise à jour|zuletzt aktualisiert"
    "|letzte aktualisierung|ultimo aggiornamento",
    "database": "base de datos|base de dados|base de données|datenbank|database",
    "links": "enlaces|liens|vínculos|collegamenti",
    "credit": "crédito|crédit",
    "dateline": "lugar y fecha",
    "identifier / keyword": "identificador / palabra clave|identificador / palavra-chave|identifiant / mot-clé"
    "|identifikator / stichwort|schlüsselwort",
}
_ENGLISH: Mapping[str, str] = {term: name for name, terms in _TERMS.items() for term in terms.split("|")}
# "ID del documento de ProQuest", "ProQuest-Dokument-ID", "ID du document ProQuest", "ID documento ProQuest".
NUMBER = (
    r"(?:ProQuest[ -][Dd]o[ck]ument(?:en)?[ -](?:ID|Nummer)"
    r"|(?:ID|Identifica\w+|Identifiant|N\S{1,2}m\S{1,2}ro)(?: d\w{1,2})? documento?(?: d\w{1,2})? ProQuest)"
)
_NUMBER = re.compile(NUMBER)
UNAVAILABLE = re.compile(
    r"^Full[- ]text (?:is )?(?:unavailable|not available)|^None available\.?$|^Texto completo (?:no|não) dispon[ií]"
    r"|^Texte (?:intégral|complet) (?:non|in)[ -]?disponible|^Volltext (?:ist )?nicht verfügbar"
    r"|^Testo (?:completo|integrale) non disponibile",
    re.I,
)


def in_english(label: str) -> str:
    """The English label, in lower case; what is none of another language is taken for English."""
    if _NUMBER.fullmatch(label):
        return "proquest document id"
    name = " ".join(label.lower().split())
    return _ENGLISH.get(name, name)
