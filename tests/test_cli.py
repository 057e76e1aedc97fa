"""The command line, end to end: what is printed, what is written, and the exit status."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reader import __version__, cli
from reader.cli import terminal
from reader.cli.options import parse
from reader.model import Step

ROOT = Path(__file__).parents[1]
STORY = """Harbour bridge to be repaired

The old bridge over the harbour will be repaired this summer, the town council of Östby decided on Monday evening.

“We have waited too long,” Ana Lindqvist, the mayor, told the Harbour Post after the meeting. “Now the work begins.”

The repair will cost two million and last until September, according to the council's plan for the coming years.
"""
SECOND = """Ferry returns to the islands

After eleven years without a ferry, the islands in the outer bay will again be reached by boat from next spring on.

The company said that two ships would sail each day. Fishermen welcomed the news, but asked about the fares.
"""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(STORY)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "folder"
    path.mkdir()
    (path / "a.txt").write_text(STORY)
    (path / "b.txt").write_text(SECOND)
    return path


class Cuttings:
    """`cuttings --library L ...` in this process."""

    def __init__(self, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.library = library
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: object) -> int:
        try:
            status = cli.main(["--library", str(self.library), *map(str, arguments)])
        except SystemExit as end:  # argparse
            status = int(end.code or 0)
        self.out, self.err = self._capsys.readouterr()
        assert "Traceback" not in self.err
        return status

    def account(self, *arguments: object) -> dict[str, Any]:
        self("import", *arguments, "--json")
        (account,) = json.loads(self.out)["dumps"]
        return dict(account)

    def lines(self, *arguments: object) -> list[dict[str, Any]]:
        assert self(*arguments) == 0
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def cuttings(library_path: Path, capsys: pytest.CaptureFixture[str]) -> Cuttings:
    return Cuttings(library_path, capsys)


def test_version(cuttings: Cuttings) -> None:
    assert cuttings("--version") == 0
    assert cuttings.out == f"cuttings {__version__}\n"


def test_import_search_export(cuttings: Cuttings, folder: Path, tmp_path: Path) -> None:
    assert cuttings("import", folder) == 0
    assert "2 found = 2 imported + 0 known + 0 skipped + 0 rejected" in cuttings.out
    assert cuttings.err == ""
    assert cuttings("search", "ferry") == 0
    assert "Ferry returns to the islands" in cuttings.out
    assert "bridge" not in cuttings.out
    target = tmp_path / "all.jsonl"
    assert cuttings("export", target) == 0
    titles = [json.loads(line)["title"] for line in target.read_text().splitlines()]
    assert titles == ["Harbour bridge to be repaired", "Ferry returns to the islands"]


def test_import_json(cuttings: Cuttings, dump: Path) -> None:
    account = cuttings.account(dump)
    assert list(account) == [
        *("path", "format", "found", "imported", "known", "skipped", "rejected", "problems", "articles")
    ]
    assert (account["path"], account["format"], account["problems"]) == (str(dump), "plain text", [])
    assert [account[key] for key in ("found", "imported", "known", "skipped", "rejected")] == [1, 1, 0, 0, 0]
    again = cuttings.account(dump)
    assert [again[key] for key in ("found", "imported", "known", "skipped", "rejected")] == [1, 0, 1, 0, 0]
    assert again["articles"] == account["articles"]
    assert cuttings("import", dump) == 0
    assert "in the library already" in cuttings.out


def test_search_json_has_the_keys_and_a_snippet(cuttings: Cuttings, dump: Path) -> None:
    cuttings("import", dump)
    (hit,) = cuttings.lines("search", "bridge", "--json")
    assert hit["title"] == "Harbour bridge to be repaired"
    assert list(hit)[-1] == "snippet"
    assert not {"text", "cuts", "entities", "title_entities", "quotes"} & hit.keys()
    assert hit["provenance"]["dump"] == "bridge.txt"
    assert cuttings.lines("search", "nowhere", "--json") == []


def test_search_limit(cuttings: Cuttings, folder: Path) -> None:
    cuttings("import", folder)
    assert len(cuttings.lines("search", "the", "--json", "--limit", "1")) == 1
    assert cuttings("search", "the", "--limit", "many") == 2


@pytest.mark.parametrize("ending", ["md", "html", "txt", "csv", "jsonl"])
def test_export_formats(cuttings: Cuttings, folder: Path, tmp_path: Path, ending: str) -> None:
    cuttings("import", folder)
    target = tmp_path / f"out.{ending}"
    assert cuttings("export", target, "--query", "bridge") == 0
    text = target.read_text("utf-8-sig")
    assert "We have waited too long" in text
    assert "Ferry returns" not in text
    assert "1 article written" in cuttings.out
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_export_to_standard_output(cuttings: Cuttings, dump: Path) -> None:
    cuttings("import", dump)
    (article,) = cuttings.lines("export", "-")
    assert article["analysed"] is None
    assert cuttings("export", "-", "--to", "plain text") == 0
    assert cuttings.out.startswith("Harbour bridge to be repaired\n")


def test_leftover_makes_the_record_whole(cuttings: Cuttings, tmp_path: Path) -> None:
    noisy = tmp_path / "noisy.txt"
    noisy.write_text(f"Menu\nHome\nSign in\n\n{STORY}\nRelated Articles\nCookie settings\n")
    cuttings("import", noisy)
    articles = cuttings.lines("export", "-", "--leftover")
    parts = [(left["start"], left["text"]) for article in articles for left in article["leftover"]]
    for article in articles:
        text, here, source = article["text"], 0, ""
        for cut in article["cuts"]:
            source += text[here : cut["at"]] + cut["text"]
            here = cut["at"] + cut["instead"]
        parts.append((article["extent"][0], source + text[here:]))
    assert "".join(text for _, text in sorted(parts)) == noisy.read_text()
    assert "leftover" not in cuttings.lines("export", "-")[0]


def test_check(cuttings: Cuttings, dump: Path) -> None:
    cuttings("import", dump)
    assert cuttings("check") == 0
    assert "is whole" in cuttings.out


def test_analyse(cuttings: Cuttings, dump: Path) -> None:
    cuttings("import", dump)
    assert cuttings("analyse") == 0
    assert cuttings.out == "Analysed 1 article\n"
    (article,) = cuttings.lines("export", "-")
    assert set(article["analysed"]) == {"entities", "quotes"}
    assert {quote["speaker"] for quote in article["quotes"]} == {"Ana Lindqvist"}
    for mark in (*article["quotes"], *article["entities"]):
        assert article["text"][mark["start"] : mark["end"]] == mark["text"]
    assert cuttings("analyse") == 0
    assert cuttings.out == "Analysed 0 articles\n"


def test_library_before_or_after_the_command(tmp_path: Path, dump: Path) -> None:
    for name, arguments in (("1", ["--library", "1", "check"]), ("2", ["check", "--library=2"])):
        assert parse(arguments).library == Path(name)
    assert parse(["import", "a", "--library", "x"]).library == Path("x")
    assert parse(["check"]).explicit is False


def test_dumps_without_a_command() -> None:
    assert parse(["a.txt", "b.txt"]).dumps == [Path("a.txt"), Path("b.txt")]
    assert parse(["--library", "x", "./import"]).dumps == [Path("import")]
    assert parse([]).dumps == []
    assert parse(["--library=x", "--", "-a.txt"]).dumps == [Path("-a.txt")]
    assert parse(["open"]).dumps == [Path("open")]


def test_a_list_of_names_is_counted(cuttings: Cuttings, folder: Path, tmp_path: Path) -> None:
    cuttings("import", folder)
    names = tmp_path / "names.txt"
    names.write_text("ferry\n=harbour bridge\nNobody Known\n")
    assert cuttings("search", "--batch", names) == 0
    assert [line.split(maxsplit=1) for line in cuttings.out.splitlines()] == [
        ["1", "ferry"], ["1", "=harbour bridge"], ["0", "Nobody Known"],
    ]  # fmt: skip
    first, _, last = cuttings.lines("search", "--batch", names, "--json", "--limit", "5")
    assert (list(first), first["found"], len(first["articles"])) == (["name", "query", "found", "articles"], 1, 1)
    assert (last["query"], last["articles"]) == ('"Nobody Known"', [])
    assert cuttings("search", "--batch", names, "--csv") == 0
    assert "\n'=harbour bridge," in cuttings.out.replace("\r", "")
    names.write_text("ferry OR bridge\n(ferry")
    assert cuttings("search", "--batch", names, "--searches") == 1
    assert cuttings.out.split()[0] == "2"
    assert cuttings("search", "--batch", tmp_path / "none.txt") == 2


BAD_USAGE = [
    ["search"],
    ["search", "a", "--batch", "b"],
    ["search", "a", "b"],
    ["export"],
    ["import"],
    ["import", "--nope", "x"],
    ["--nope"],
    ["shot", "x.png", "--size", "big"],
    ["export", "x.docx"],
    ["export", "-", "--to", "docx"],
]


@pytest.mark.parametrize("arguments", BAD_USAGE, ids=" ".join)
def test_bad_usage_is_one_sentence(cuttings: Cuttings, dump: Path, arguments: list[str]) -> None:
    cuttings("import", dump)
    assert cuttings(*arguments) == 2
    assert cuttings.err.startswith("cuttings: ")
    assert cuttings.err.count("\n") == 1
    assert cuttings.out == ""


def bad_dumps(folder: Path) -> dict[str, Path]:
    """Things that hold no article, each by what is wrong with it."""
    empty = folder / "empty.txt"
    empty.touch()
    hollow = folder / "hollow"
    hollow.mkdir()
    binary = folder / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 100)
    escaping = folder / "escaping.zip"
    with zipfile.ZipFile(escaping, "w") as archive:
        archive.writestr("../../evil.txt", STORY)
    return {
        "missing": folder / "missing.txt",
        "empty": empty,
        "hollow": hollow,
        "binary": binary,
        "escaping": escaping,
    }


@pytest.mark.parametrize("kind", ["missing", "empty", "hollow", "binary", "escaping"])
def test_dump_without_articles(cuttings: Cuttings, tmp_path: Path, kind: str) -> None:
    assert cuttings("import", bad_dumps(tmp_path)[kind]) == 2
    assert cuttings.err.startswith("cuttings: ")
    assert cuttings.err.count("\n") == 1
    assert not (tmp_path.parent / "evil.txt").exists()


def test_one_bad_dump_stops_no_other(cuttings: Cuttings, tmp_path: Path, dump: Path) -> None:
    assert cuttings("import", tmp_path / "missing.txt", dump, "--json") == 1
    missing, whole = json.loads(cuttings.out)["dumps"]
    assert missing["imported"] == 0
    assert len(missing["problems"]) == 1
    assert whole["imported"] == 1


def test_damage_is_named_and_the_rest_comes_in(cuttings: Cuttings, tmp_path: Path) -> None:
    cut = tmp_path / "cut.txt.gz"
    pages = "\f".join([STORY, SECOND * 50])
    cut.write_bytes(gzip.compress(pages.encode())[:-20])
    assert cuttings("import", cut) == 1
    assert "cut.txt.gz" in cuttings.err
    assert cuttings("search", "bridge") == 0
    assert "Harbour bridge" in cuttings.out


def test_a_text_that_its_source_had_cut_is_no_damage(cuttings: Cuttings, tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    story = {"title": "Bridge opens", "url": "https://post.example/1", "publishedAt": "2021-05-04T10:00:00Z"}
    path.write_text(json.dumps({"articles": [{**story, "content": f"{SECOND} [+1683 chars]"}]}))
    assert cuttings("import", path, "--json") == 0
    assert "cut in the dump" in json.loads(cuttings.out)["dumps"][0]["problems"][0]["reason"]
    assert "cut in the dump" in cuttings.err


def test_libraries_that_cannot_be_opened(cuttings: Cuttings, dump: Path, tmp_path: Path) -> None:
    cuttings.library = dump
    for command in (["import", dump], ["search", "x"], ["export", "-"], ["check"], ["analyse"]):
        assert cuttings(*command) == 2
        assert cuttings.err.count("\n") == 1
    assert dump.read_text() == STORY
    cuttings.library = tmp_path / "none.cuttings"
    for command in (["search", "x"], ["export", "-"], ["check"], ["analyse"], ["shot", "x.png"]):
        assert cuttings(*command) == 2
        assert "none.cuttings" in cuttings.err
    assert not cuttings.library.exists()


def test_export_leaves_the_old_file_where_it_fails(
    cuttings: Cuttings, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cuttings("import", dump)
    target = tmp_path / "a.txt"
    target.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert cuttings("export", target) == 2
    assert "No space left" in cuttings.err
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if "a.txt" in path.name) == ["a.txt"]
    monkeypatch.undo()
    assert cuttings("export", tmp_path) == 2
    assert cuttings("export", tmp_path / "no" / "a.txt") == 2


def test_a_bug_is_shown_as_one(library_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr("reader.cli.commands.open_library", lambda *_, **__: 1 / 0)
    assert cli.main(["--library", str(library_path), "check"]) == 2
    said = capsys.readouterr().err
    assert "bug in Cuttings" in said
    assert "ZeroDivisionError" in said


def test_bar() -> None:
    assert terminal.bar_line(Step(50, 100, "news.zip"), 80) == f"[{'#' * 13}{'-' * 13}]  50% news.zip"
    assert terminal.bar_line(Step(1, 0, "a\nb"), 80) == "... a b"
    assert len(terminal.bar_line(Step(1, 2, "x" * 200), 40)) < 40


# In a process of its own


def run(*arguments: object, **settings: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reader", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, **settings)


def test_subprocess_is_quiet(library_path: Path, folder: Path) -> None:
    done = run("import", folder, "--library", library_path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["dumps"][0]["imported"] == 2


def test_version_is_quick_and_light() -> None:
    code = (
        "import sys; from reader import cli\ntry: cli.main(['--version'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"PySide6", "spacy", "sqlite_utils", "numpy"} & set(done.stdout.split())


def test_broken_pipe_is_quiet(library_path: Path, folder: Path) -> None:
    run("import", folder, "--library", library_path)
    for number in range(300):
        (folder / f"{number}.txt").write_text(STORY.replace("summer", f"summer {number}"))
    run("import", folder, "--library", library_path)
    command = [sys.executable, "-m", "reader", "--library", str(library_path), "export", "-"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent differently there")
def test_ctrl_c_leaves_whole_batches(library_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number:04}.txt").write_text(STORY.replace("summer", f"summer {number}"))
    command = [sys.executable, "-m", "reader", "--library", str(library_path), "import", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not library_path.exists():
        time.sleep(0.02)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.startswith("cuttings: Cancelled")
    assert run("check", "--library", library_path).returncode == 0
    assert run("import", folder, "--library", library_path).returncode == 0
    assert len(run("export", "-", "--library", library_path).stdout.splitlines()) == 3000


# The window


def environment(**settings: str) -> dict[str, str]:
    """Without a display, whatever the machine that tests has."""
    plain = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    plain.pop("QT_QPA_PLATFORM", None)
    return plain | settings


def test_shot(library_path: Path, folder: Path, tmp_path: Path) -> None:
    run("import", folder, "--library", library_path)
    settings = tmp_path / "window.ini"
    for theme in ("light", "dark"):
        picture = tmp_path / f"{theme}.png"
        arguments = ("shot", picture, "--library", library_path, "--theme", theme, "--size", "900x600")
        done = run(*arguments, env=environment(CUTTINGS_SETTINGS=str(settings)))
        assert (done.returncode, done.stderr) == (0, "")
        head = picture.read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (900, 600)
    assert (tmp_path / "light.png").read_bytes() != (tmp_path / "dark.png").read_bytes()
    assert not settings.exists()


@pytest.mark.parametrize(
    "wrong", [["--theme", "pink"], ["--article", "0" * 20], ["--query", "nowhere", "--article", "0"]]
)
def test_shot_of_what_is_not_there(library_path: Path, dump: Path, tmp_path: Path, wrong: list[str]) -> None:
    run("import", dump, "--library", library_path)
    done = run("shot", tmp_path / "x.png", "--library", library_path, *wrong, env=environment())
    assert done.returncode == 2
    assert done.stderr.startswith("cuttings: There is no ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "x.png").exists()


def test_without_a_display(library_path: Path, folder: Path, tmp_path: Path) -> None:
    """Imports, analyses, prints the articles with people and quotes, and paints the window."""
    there = tmp_path / "there"
    there.mkdir()
    command = [sys.executable, "-m", "reader", "--library", str(library_path), str(folder)]
    settings = environment(PYTHONPATH=str(ROOT))
    done = subprocess.run(command, cwd=there, env=settings, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    assert "no display" in done.stderr
    for words in ("2 imported", "Harbour bridge to be repaired", "People: ", "Ana Lindqvist: “Now the work begins.”"):
        assert words in done.stdout
    assert (there / "cuttings.png").read_bytes().startswith(b"\x89PNG")
    done = subprocess.run(command[:-1], cwd=there, env=settings, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent differently there")
def test_the_window_opens_imports_and_closes_on_ctrl_c(library_path: Path, folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reader", "--library", str(library_path), str(folder)]
    settings = environment(QT_QPA_PLATFORM="offscreen", CUTTINGS_SETTINGS=str(tmp_path / "window.ini"))
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 30
    while time.monotonic() < until and run("search", "ferry", "--library", library_path).stdout == "":
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    try:
        _, said = process.communicate(timeout=10)
    finally:
        process.kill()
    assert (process.returncode, [line for line in said.splitlines() if b"propagateSizeHints" not in line]) == (0, [])


def test_the_library_in_the_users_folder(dump: Path, tmp_path: Path) -> None:
    settings = environment(XDG_DATA_HOME=str(tmp_path / "data"), HOME=str(tmp_path), LOCALAPPDATA=str(tmp_path))
    assert run("search", "bridge", env=settings).returncode == 0
    assert run("import", dump, env=settings).returncode == 0
    assert "bridge" in run("search", "bridge", env=settings).stdout
    assert len(list(tmp_path.rglob("library.cuttings"))) == 1
