"""Cuttings: a desktop reader for archived news.

The plan of the house. A floor imports only floors below it; the rooms of floor 1 never
import each other; there are no circles. `tests/test_house.py` holds this against the code.

    5 door      app.py  cli/        the command line and the only wiring: library, jobs, window
    4 window    ui/                 all of Qt; nothing below imports PySide6
    3 landing   tasks/              use cases as generators: import, analyse, export; worker processes
    2 post      exports/            articles -> files
    1 rooms     dumps/  cleaning/  analysis/  library/  rendering/      no doors between them
    0 cellar    model.py  errors.py  assets.py                          standard library only

Data moves one way:

    bytes -> dumps -> Record -> cleaning -> Article -> analysis -> Span -> library -> rendering -> ui
                                                                          library -> exports -> file

To add a format, an exporter or an analyzer, write one file in its room, add one line to the
literal tuple in that room's `__init__`, and (for a format) one sample in `seeds/`.
"""

__version__ = "0.1.0"
