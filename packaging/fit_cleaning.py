#!/usr/bin/env python3
"""Fit the cleaning model and measure it, cross-validated by site.

    fit_cleaning.py teach             what other extractors make of the pages, kept in the work folder
    fit_cleaning.py text|html [--write] [--folds 4] [--seeds N] [--no-validation]

Reads the development sets in `CUTTINGS_SHARED`/bench/cleaning (default: the folder beside the project)
with the labels that `labels.py` gives their blocks. `CUTTINGS_FIT` is the work folder (default:
build/cleaning in the project); its `samples-*.pickle` are to be removed when labels change. Needs
scikit-learn, and trafilatura and readability-lxml to teach; the program itself needs only numpy and
the weights written here. The words must be fitted (text) before the pages (html) are, as both share them.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import pickle
import re
import subprocess
import sys
import time
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from labels import Sample, label, marked_bodies, read_teachers, settle
from marked_score import counts, f1, page_f1
from network_fit import fit
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reader.cleaning import clean, pages, selection  # noqa: E402
from reader.cleaning.judgement import Judge, html_rows, read_network, text_rows  # noqa: E402
from reader.cleaning.lexicon import class_tokens, line_tokens  # noqa: E402
from reader.cleaning.markup import read_markup  # noqa: E402
from reader.cleaning.pages import page_passages  # noqa: E402
from reader.cleaning.passages import passages  # noqa: E402
from reader.cleaning.structure import class_scores  # noqa: E402
from reader.model import Provenance, Record, RecordKind  # noqa: E402

SHARED = Path(os.environ.get("CUTTINGS_SHARED", ROOT.parent / "shared"))
CACHE = Path(os.environ.get("CUTTINGS_FIT", ROOT / "build" / "cleaning"))
SEEDS = {"text": 2, "html": 3}  # by site held out: .943 on the 94 with three; two draws of two have .940 and .942
SETS = {"text": ("traf-txt-lxml", "moz-txt-lxml"), "html": ("traf-html", "moz-html")}
BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "td", "pre", "blockquote", "div", "ul", "ol", "table")
KEEP_WORD, KEEP_NAME = 0.25, 0.12  # weights of words and class names below this are not kept


def decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def title_of(markup: str) -> str:
    match = re.search(r"<meta[^>]+property=[\"']og:title[\"'][^>]+content=[\"']([^\"']+)", markup)
    match = match or re.search(r"<title[^>]*>([^<]+)", markup)
    return html.unescape(match[1]).strip() if match else ""


def site_of(gold: dict[str, Any]) -> str:
    if gold.get("url"):
        return ".".join((urlsplit(gold["url"]).hostname or gold["id"]).split(".")[-2:])
    return re.sub(r"[-_]?\d+$", "", gold["id"]) or gold["id"]


def load(kind: str) -> list[Sample]:
    """The pages of the sets with their labels; kept in CACHE, as labelling takes minutes."""
    kept = CACHE / f"samples-{kind}.pickle"
    if kept.exists():
        return list(pickle.loads(kept.read_bytes()))  # noqa: S301
    samples = read_samples(kind)
    kept.write_bytes(pickle.dumps(samples))
    return samples


def read_samples(kind: str) -> list[Sample]:
    samples = []
    for name in SETS[kind]:
        archive = zipfile.ZipFile(SHARED / "bench" / "cleaning" / f"{name}.zip")
        gold = [json.loads(line) for line in archive.read("gold.jsonl").decode().splitlines() if line.strip()]
        teachers = read_teachers(CACHE, name)
        for row in gold:
            content = decoded(archive.read(f"in/{row['id']}.{'html' if kind == 'html' else 'txt'}"))
            sample = Sample(row["id"], name, site_of(row), [], row)
            if kind == "html":
                sample.page = read_markup(content)
                sample.title = title_of(content)
                sample.texts = [p.text for p in page_passages(sample.page)]
            else:
                sample.texts = [p.text for p in passages(content)]
            if sample.texts:
                label(sample, teachers.get(row["id"], {}))
                samples.append(sample)
    sites = sorted({s.site for s in samples})
    order = np.random.default_rng(7).permutation(len(sites))
    folds = dict(zip(sites, order, strict=True))
    for sample in samples:
        sample.fold = int(folds[sample.site])
    return samples


def token_weights(samples: list[Sample], tokens_of: Any, keep: float, strength: float) -> dict[str, float]:
    """A sparse logistic regression over tokens that at least three sites use."""
    sites: dict[str, set[str]] = defaultdict(set)
    cases = [(t, y, w, s.site) for s in samples for t, y, w in zip(tokens_of(s), s.target, s.weight, strict=True) if t]
    for tokens, _, _, site in cases:
        for token in tokens:
            if len(sites[token]) < 3:
                sites[token].add(site)
    known = {t: n for n, t in enumerate(sorted(t for t, s in sites.items() if len(s) >= 3))}
    rows, columns, values = [], [], []
    for row, (tokens, _, _, _) in enumerate(cases):
        for token in tokens:
            if token in known:
                rows.append(row)
                columns.append(known[token])
                values.append(tokens[token] if isinstance(tokens, dict) else 1.0)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(cases), len(known)))
    target = np.array([y for _, y, _, _ in cases])
    weight = np.array([w for _, _, w, _ in cases])
    model = LogisticRegression(C=strength, solver="liblinear", intercept_scaling=3)
    model.fit(matrix, target, sample_weight=weight * len(weight) / weight.sum())
    return {t: round(float(model.coef_[0][n]), 2) for t, n in known.items() if abs(model.coef_[0][n]) >= keep}


def word_tokens(sample: Sample) -> list[Any]:
    return [line_tokens(text) for text in sample.texts]


def name_tokens(sample: Sample) -> list[Any]:
    """The tokens of a block's element and, fading, of those above it."""
    elements, result, memory = sample.page.elements, [], {}
    for block in sample.page.blocks:
        if block.element not in memory:
            path: dict[str, float] = {}
            index, strength = block.element, 1.0
            while True:
                for token in class_tokens(elements[index].tag, elements[index].tokens):
                    path[token] = path.get(token, 0.0) + strength
                if index == 0:
                    break
                index, strength = elements[index].parent, strength * 0.8
            memory[block.element] = path
        result.append(memory[block.element])
    return result


def lexical(sample: Sample, words: dict[str, float], names: dict[str, float]) -> None:
    """The sample's columns with these word lists."""
    lexicon = [sum(words.get(t, 0.0) for t in line_tokens(text)) for text in sample.texts]
    if sample.page is None:
        sample.rows, sample.words = text_rows(sample.texts, lexicon)
    else:
        scored = class_scores(sample.page.elements, names)
        sample.rows, sample.words = html_rows(sample.page, sample.texts, lexicon, scored, sample.title)


def fit_network(samples: list[Sample], seeds: int) -> dict[str, Any]:
    rows = np.vstack([s.rows for s in samples]).astype(np.float32)
    target = np.concatenate([s.target for s in samples])
    weight = np.concatenate([s.weight for s in samples])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    inputs = np.clip((rows - mean) / scale, -8, 8).astype(np.float32)
    return {"mean": mean, "scale": scale, "nets": [fit(inputs, target, weight, seed) for seed in range(seeds)]}


def rounded(network: dict[str, Any]) -> dict[str, Any]:
    """Four digits are enough: a page's blocks keep their order."""

    def short(values: Any) -> Any:
        return json.loads(
            json.dumps(np.asarray(values, float).tolist()), parse_float=lambda x: float(f"{float(x):.4g}")
        )

    nets = [{k: short(v) for k, v in net.items()} for net in network["nets"]]
    return {"mean": short(network["mean"]), "scale": short(network["scale"]), "nets": nets}


def write(
    kind: str, samples: list[Sample], network: dict[str, Any], words: dict[str, float], names: dict[str, float]
) -> None:
    folder = ROOT / "resources" / "cleaning"
    lists = {"words": words} if kind == "text" else {"names": names}
    for name, weights in lists.items():
        body = ",\n".join(
            f"{json.dumps(t, ensure_ascii=False)}: {w}" for t, w in sorted(weights.items(), key=lambda i: i[1])
        )
        (folder / f"{name}.json").write_text(
            f'{{"made_by": "packaging/fit_cleaning.py", "weights": {{\n{body}\n}}}}\n', "utf-8"
        )
    stored = {"made_by": "packaging/fit_cleaning.py", "pages": len(samples)} | rounded(network)
    (folder / f"{kind}.json").write_text(
        json.dumps(stored, separators=(",", ":")).replace("],[", "],\n[") + "\n", "utf-8"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kind", choices=("teach", "text", "html"))
    options.add_argument("--write", action="store_true", help="fit on everything and write the weights")
    options.add_argument("--folds", type=int, default=4)
    options.add_argument("--seeds", type=int, help="networks whose mean counts; 2 for text, 3 for html")
    options.add_argument("--no-validation", action="store_true")
    asked = options.parse_args()
    asked.seeds = asked.seeds or SEEDS.get(asked.kind)
    CACHE.mkdir(parents=True, exist_ok=True)
    if asked.kind == "teach":
        teach()
        return
    samples = load(asked.kind)
    for sample in samples:
        sample.fold %= asked.folds
    lists = out_of_fold(samples, asked)
    settle_votes(samples, asked.folds)
    if not asked.no_validation:
        validate(samples, lists, asked)
    if asked.write:
        write(asked.kind, samples, fit_network(samples, asked.seeds), *lists[None])


def out_of_fold(samples: list[Sample], asked: argparse.Namespace) -> dict[int | None, tuple[Any, Any]]:
    """Give every sample the scores of words learned on other sites; the lists by fold, None: learned on all."""
    lists: dict[int | None, tuple[Any, Any]] = {}
    for fold in [*range(asked.folds), None]:
        others = [s for s in samples if s.fold != fold]
        words = token_weights(others, word_tokens, KEEP_WORD, 0.5)
        names = token_weights(others, name_tokens, KEEP_NAME, 0.3) if asked.kind == "html" else {}
        lists[fold] = words, names
        for sample in samples:
            if sample.fold == fold:
                lexical(sample, words, names)
        print(f"fold {fold}: {len(words)} words, {len(names)} names", flush=True)
    return lists


def settle_votes(samples: list[Sample], folds: int) -> None:
    """What the extractors left open is settled with the scores of networks that have not seen the site."""
    for fold in range(folds):
        network = fit_network([s for s in samples if s.fold != fold], 1)
        fitted = read_network(json.dumps(rounded(network)))
        for sample in samples:
            if sample.fold == fold:
                sample.odds = fitted.odds(sample.rows)
    for sample in samples:
        settle(sample, sample.odds)


def validate(samples: list[Sample], lists: dict[int | None, tuple[Any, Any]], asked: argparse.Namespace) -> None:
    """The whole program on every page, with weights that have seen nothing of its site."""
    bodies: dict[str, dict[str, str]] = {name: {} for name in SETS[asked.kind]}
    spent = 0.0
    for fold in range(asked.folds):
        network = read_network(json.dumps(rounded(fit_network([s for s in samples if s.fold != fold], asked.seeds))))
        fitted = Judge(network, *lists[fold])
        selection.judge = pages.judge = lambda _, fitted=fitted: fitted
        begun = time.process_time()
        for sample in samples:
            if sample.fold == fold:
                bodies[sample.set][sample.id] = longest(sample, asked.kind)
        spent += time.process_time() - begun
        print(f"fold {fold} fitted and measured", flush=True)
    print(f"{len(samples) / spent:.1f} pages per CPU second, reading the archives included")
    for name, found in bodies.items():
        path = CACHE / f"{name}.cv.jsonl"
        path.write_text("".join(json.dumps({"id": i, "articleBody": body}) + "\n" for i, body in found.items()))
        measure = SHARED / "bench" / "cleaning"
        command = [sys.executable, measure / "score.py", measure / f"{name}.zip", path, "--n-bootstrap", "300"]
        subprocess.run([*map(str, command), "--worst", "10"], check=True)  # noqa: S603
    measure_marked([body for found in bodies.values() for body in found.items()])


def measure_marked(found: list[tuple[str, str]]) -> None:
    """The pages that a reader marked: F1 as `marked_score.py` has it, with or without the optional parts."""
    every = []
    for page, body in found:
        if marked := marked_bodies().get(page):
            every.append(max((counts(gold, body) for gold in (marked[0], "\n".join(marked))), key=page_f1))
    mean = sum(map(page_f1, every)) / max(1, len(every))
    print(f"marked by reading: {len(every)} pages, F1 {f1(every):.4f}, mean of pages {mean:.4f}")


def longest(sample: Sample, kind: str) -> str:
    """The longest article that the program makes of a page."""
    with zipfile.ZipFile(SHARED / "bench" / "cleaning" / f"{sample.set}.zip") as archive:
        content = decoded(archive.read(f"in/{sample.id}.{'html' if kind == 'html' else 'txt'}"))
    place = Provenance(sample.id, "0" * 64, "", 0, len(content), "0" * 64, kind)
    record = Record(place, content, RecordKind(kind), title=sample.title or None)
    return max((article.text for article in clean(record).articles), key=len, default="")


def teach() -> None:
    """What trafilatura, its precise mode and readability make of every page."""
    import lxml.html
    import readability
    import trafilatura

    def readable(markup: str) -> str:
        root = lxml.html.fromstring(readability.Document(markup).summary())
        lowest = (e for e in root.iter(*BLOCKS) if not any(c.tag in BLOCKS for c in e))
        return "\n".join(re.sub(r"\s+", " ", e.text_content()).strip() for e in lowest)

    teachers = {
        "traf": lambda markup: trafilatura.extract(markup, include_comments=False),
        "prec": lambda markup: trafilatura.extract(markup, include_comments=False, favor_precision=True),
        "read": readable,
    }
    for name in SETS["html"]:
        archive = zipfile.ZipFile(SHARED / "bench" / "cleaning" / f"{name}.zip")
        with (CACHE / f"{name}.teach.jsonl").open("w") as out:
            for member in sorted(n for n in archive.namelist() if n.startswith("in/")):
                markup, row = decoded(archive.read(member)), {"id": Path(member).stem}
                for teacher, extract in teachers.items():
                    try:
                        row[teacher] = extract(markup) or ""
                    except Exception:  # a page that a teacher cannot read has no vote of it
                        row[teacher] = ""
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
