"""Invented pages with several articles on them, in the markup of blogs, newsletters, press reviews and exports."""

# ruff: noqa: E501
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class News:
    """An invented story as it was before somebody laid it out."""

    title: str
    source: str
    author: str
    iso: str
    body: tuple[str, ...]

    @property
    def slug(self) -> str:
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.lower()).split())


ENGLISH = (
    News(
        "Lighthouse at Corran Head to be lit again",
        "Skerry Gazette",
        "Ada Firn",
        "2019-06-04T08:15:00+01:00",
        (
            "The lighthouse at Corran Head, dark since 1988, will be lit again this autumn after a group of pensioners raised the money for a new lamp.",
            "Engineers from the harbour board inspected the tower on Monday and found the stairs sound, though two of the windows on the seaward side will have to be replaced before the equinox gales.",
            "“We were told it could not be done for less than half a million,” said Ruth Amar, who leads the group. “We did it for forty thousand and a great deal of soup.”",
            "The board expects the first beam on 21 September. Fishermen have asked that the old rhythm, two long flashes and a short one, be kept.",
        ),
    ),
    News(
        "Teachers end boycott of county spelling test",
        "The Fenland Herald",
        "Tom Ashby",
        "2019-06-03T17:40:00+01:00",
        (
            "Teachers in the county have ended their boycott of a spelling test for seven-year-olds after the authority agreed to drop words that hardly any adult could spell.",
            "The test, which was brought in two years ago, asked children to write out words such as “gauge” and “yacht” from memory while a clock ran.",
            "Parents had sided with the schools. At Mill Green, where the boycott began, only three of fifty-one families had wanted their children to sit the paper.",
            "A shorter test will be tried in four schools from October, and its results will not be published.",
        ),
    ),
    News(
        "Otter returns to the Brackwater after forty years",
        "Brackwater Post",
        "Lina Hoff",
        "2019-06-01",
        (
            "An otter has been filmed in the lower Brackwater for the first time since 1979, the river trust said on Saturday.",
            "The animal, a young male, was caught on a camera that had been set up to watch for poachers near the old paper mill.",
            "Its return is put down to cleaner water: the last of the three tanneries on the river closed in 2006, and trout have been counted in every year since 2012.",
            "The trust asks walkers to keep dogs on a lead between the mill and the weir until the end of August.",
        ),
    ),
    News(
        "Night train to the north gets a second carriage",
        "Daily Semaphore",
        "Priya Nandakumar",
        "2019-05-30T06:00:00+01:00",
        (
            "The night train to the north will run with a second sleeping carriage from July, the operator announced, after a winter in which eleven hundred passengers were turned away.",
            "The carriage comes from a museum in Holland and was built in 1955. It has been given new brakes and, for the first time in its life, a shower.",
            "Tickets will cost the same as in the first carriage. “Nobody will be able to tell them apart in the dark,” said the line’s manager, Oskar Brandt.",
            "Rail unions welcomed the news but warned that one attendant could not look after two carriages on a journey of nine hours.",
        ),
    ),
    News(
        "Council votes to keep the last telephone box",
        "Upland Observer",
        "Sina Halvard",
        "2019-05-28",
        (
            "The council of Kesst has voted by eight to seven to keep the village’s last telephone box, which was used four times last year.",
            "Three of those calls were made by councillors who wished to know whether it worked. The fourth, according to the telephone company, lasted two hours and went to Montevideo.",
            "Supporters of the box said that mobile telephones do not work in the valley when it snows. Opponents pointed out that the box does not either.",
            "The company had offered to pay for a bench in its place.",
        ),
    ),
)
SHORT = (
    News(
        "Bakers protest over flour price",
        "Radio Nordhei",
        "",
        "2019-06-05",
        (
            "About two hundred bakers in white coats blocked the bridge in Nordhei on Monday morning. They demand that the state releases grain from its reserve, as it did in 2011. The ministry said that it would answer by Friday, and the police spoke of a peaceful protest that left the bridge rather white.",
        ),
    ),
    News(
        "Puffin count sets record",
        "The Morning Ledger",
        "",
        "2019-06-05",
        (
            "Researchers have counted 41,200 pairs of puffins on the Skerry Islands, a third more than ten years ago. The count took six weeks and was done by hand, burrow by burrow, by students and two retired teachers. The islands have asked for the survey to be repeated in the spring of next year.",
        ),
    ),
    News(
        "Ferry pier dispute goes to court",
        "Coastal Courier",
        "",
        "2019-06-04",
        (
            "The dispute over a second ferry pier in Velmora is to be settled in court after the council and the islands failed to agree on who should pay for it. The pier would cost eleven million crowns. A hearing is set for September, and until then the ferry will go on turning round in open water.",
        ),
    ),
    News(
        "Chess club wins by telegram",
        "Old Town Telegraph",
        "",
        "2019-06-04",
        (
            "The chess club of Old Town has won a game that began in 1974 and was played by telegram, letter and, from 2003, electronic mail. The opponents, a club in Reykjavik, resigned on move 61. Two of the players who made the first moves lived to see the last one, and a return match has been agreed.",
        ),
    ),
)
GERMAN = (
    News(
        "Stadtrat von Grünau stimmt für neue Brücke",
        "Lautertaler Bote",
        "Katrin Moosbach",
        "2021-03-09T18:30:00+01:00",
        (
            "Der Stadtrat von Grünau hat am Dienstag mit 14 zu 9 Stimmen für eine neue Brücke über die Lauter gestimmt. Die alte war im Herbst nach einem Hochwasser für Lastwagen gesperrt worden.",
            "„Die alte Brücke trägt keinen Lastwagen mehr, und die Umleitung kostet jeden Bäcker eine halbe Stunde“, sagte Bürgermeister Jonas Brandt nach der Sitzung.",
            "Der Bau soll im Mai beginnen und elf Millionen Euro kosten, von denen das Land sieben übernimmt. Anwohner am linken Ufer fürchten mehr Verkehr und haben einen Einspruch angekündigt.",
            "Bis zur Eröffnung im Jahr 2023 fährt eine kleine Fähre, die sonst im Museum liegt.",
        ),
    ),
    News(
        "Zahl der Störche im Moor steigt auf Rekord",
        "Grünauer Zeitung",
        "Anton Reiser",
        "2021-03-12",
        (
            "Im Grünauer Moor brüten so viele Störche wie seit fünfzig Jahren nicht, teilte das Naturschutzamt am Freitag mit. Gezählt wurden 38 Paare, im vergangenen Jahr waren es 24 gewesen.",
            "„Das Wasser ist zurück, also sind die Frösche zurück, also sind die Störche zurück“, erklärte die Biologin Mia Lund.",
            "Das Moor war in den sechziger Jahren trockengelegt und 2009 wieder geflutet worden. Landwirte hatten sich lange gegen die Flutung gewehrt und sind inzwischen für die Pflege der Wiesen bezahlt.",
            "Besucher können die Nester von einem Turm aus sehen, der am Ostersonntag öffnet.",
        ),
    ),
    News(
        "Schule ohne Noten zieht erste Bilanz",
        "Tagblick",
        "Vera Lindner",
        "2021-03-10T09:05:00+01:00",
        (
            "Nach drei Jahren ohne Noten hat die Gesamtschule in Oberau eine erste Bilanz gezogen. Von 212 Kindern sind elf an andere Schulen gewechselt, neun davon wegen eines Umzugs.",
            "Statt Ziffern schreiben die Lehrer zweimal im Jahr einen Brief an jedes Kind. „Am Anfang habe ich für einen Brief zwei Stunden gebraucht, jetzt ist es eine halbe“, sagte die Lehrerin Ute Kramm.",
            "Das Ministerium will den Versuch um zwei Jahre verlängern. Die Eltern hatten sich mit großer Mehrheit dafür ausgesprochen, verlangen aber vom neunten Jahr an wieder Zeugnisse.",
            "Ein Gutachten der Universität wird im Herbst erwartet.",
        ),
    ),
    News(
        "Feuerwehr rettet Kuh aus Freibad",
        "Moorpost",
        "",
        "2021-03-11",
        (
            "Die Feuerwehr in Dettingen hat am Donnerstag eine Kuh aus dem leeren Becken des Freibads gerettet. Das Tier war durch eine offene Pforte auf das Gelände gelaufen und über die Treppe hinabgestiegen.",
            "„Hinunter ging sie allein, hinauf wollte sie nicht“, sagte Einsatzleiter Rolf Behm. Erst eine Rampe aus Stroh brachte sie nach vier Stunden zum Gehen.",
            "Verletzt wurde niemand. Der Bademeister will die Pforte nun abschließen.",
        ),
    ),
)
FRENCH = (
    News(
        "La mairie de Saint-Amant renonce au parking sous la place",
        "Le Courrier du Marais",
        "Lucie Ferrand",
        "2021-03-09T11:20:00+01:00",
        (
            "La mairie de Saint-Amant a renoncé mardi à construire un parking sous la place du marché, après une consultation où les trois quarts des habitants s’y étaient opposés.",
            "« Les habitants n’en veulent pas, nous les avons entendus », a déclaré le maire, Denis Rolland, à l’issue du conseil municipal.",
            "Le projet, lancé en 2019, devait coûter onze millions d’euros et aurait imposé l’abattage de quarante platanes. Les commerçants, qui le soutenaient, demandent désormais une navette depuis la gare.",
            "Une étude sera présentée avant l’été.",
        ),
    ),
    News(
        "Les cigognes de retour dans le marais",
        "La Dépêche des Vallées",
        "Joël Martineau",
        "2021-03-12",
        (
            "Trente-huit couples de cigognes nichent cette année dans le marais, un record depuis cinquante ans, a annoncé vendredi le syndicat mixte.",
            "Le comptage a duré six semaines, selon la chambre d’agriculture, qui avait prêté deux barques et un tracteur.",
            "« L’eau est revenue, les grenouilles aussi, et les cigognes n’ont fait que suivre », a expliqué la biologiste Mia Lund.",
            "Les promeneurs sont priés de ne pas quitter les sentiers avant la fin du mois de juillet.",
        ),
    ),
    News(
        "Un boulanger ouvre la nuit pour les infirmières",
        "L’Écho du Plateau",
        "Nadia Belkacem",
        "2021-03-11T05:45:00+01:00",
        (
            "À Valrose, un boulanger ouvre désormais sa porte à trois heures du matin pour les infirmières de l’hôpital voisin, qui n’avaient plus de cantine depuis l’automne.",
            "« Je suis debout de toute façon, et elles ont faim », résume Marcel Aubin, qui ne vend à cette heure que du pain chaud et du café.",
            "La direction de l’hôpital a salué l’initiative et promet la réouverture de la cantine pour le mois de mai. Les infirmières, elles, espèrent que la boulangerie gardera ses horaires.",
            "Depuis lundi, les ambulanciers viennent aussi.",
        ),
    ),
    News(
        "Le pont de Chastel fermé jusqu’en octobre",
        "Nouvelles du Haut-Pays",
        "",
        "2021-03-10",
        (
            "Le pont de Chastel restera fermé jusqu’en octobre. Des fissures ont été découvertes dans deux arches lors d’une inspection, a indiqué mercredi le département.",
            "Les bus scolaires feront un détour de dix-huit kilomètres par le col, que la neige ferme encore certains matins. Les parents d’élèves ont demandé une passerelle provisoire.",
            "Le département répond qu’elle coûterait aussi cher que la réparation.",
        ),
    ),
)
SPANISH = (
    News(
        "El ayuntamiento de Valdehondo recupera el tren de vapor",
        "Diario de la Sierra",
        "Marta Quiroga",
        "2020-10-06T10:30:00+02:00",
        (
            "El ayuntamiento de Valdehondo ha decidido recuperar el tren de vapor que unía el pueblo con la estación de la capital hasta 1967, según anunció el lunes la alcaldesa, Pilar Otero.",
            "La locomotora, que llevaba medio siglo en un cobertizo, ha sido reparada por un grupo de jubilados del ferrocarril. “Solo le faltaban el carbón y las ganas”, dijo uno de ellos.",
            "El tren circulará los domingos de mayo a septiembre y tendrá tres vagones de madera. El billete costará nueve euros y los vecinos no pagarán.",
            "La oposición pidió que antes se arregle la carretera.",
        ),
    ),
    News(
        "Vuelven las cigüeñas al humedal",
        "La Voz del Valle",
        "Andrés Peña",
        "2020-10-05",
        (
            "Treinta y ocho parejas de cigüeñas han criado este año en el humedal, la cifra más alta en medio siglo, informó el domingo la agencia ambiental de la comarca.",
            "El recuento duró seis semanas y lo hicieron a mano veinte voluntarios, entre ellos dos maestras jubiladas.",
            "“El agua ha vuelto, las ranas también, y las cigüeñas solo han tenido que seguirlas”, explicó la bióloga Mia Lund.",
            "La agencia pide a los visitantes que no se salgan de los caminos hasta el final de la primavera.",
        ),
    ),
    News(
        "Los panaderos bloquean el puente por el precio de la harina",
        "El Correo del Norte",
        "Jon Arrieta",
        "2020-10-07T08:05:00+02:00",
        (
            "Unos doscientos panaderos vestidos de blanco bloquearon el miércoles el puente de Nordheim para protestar por el precio de la harina, que se ha doblado en un año.",
            "Exigen que el Estado saque grano de su reserva, como hizo en 2011. El ministerio prometió una respuesta antes del viernes.",
            "“Si la harina sube otra vez, cerramos”, dijo Elena Ruiz, que tiene un horno desde hace treinta años en el barrio viejo.",
            "La policía habló de una protesta pacífica que dejó el puente blanco.",
        ),
    ),
)
