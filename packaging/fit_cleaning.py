#!/usr/bin/env python3
"""Fit the cleaning model and measure it, cross-validated by site.

    fit_cleaning.py teach             what other programs make of the pages, kept in the work folder
    fit_cleaning.py text|html [--write] [--folds 4] [--seeds N] [--no-validation]

Reads the sets of `development.py` with the labels that `labels.py` gives their blocks; `samples-*.pickle` in its
work folder are to be removed when labels change. Plain text is learned in three renderings of each page, its words
in one. Needs scikit-learn; the program itself needs only numpy and the weights written here. The words must be
fitted (text) before the pages (html) are, as both share them.
"""

from __future__ import annotations

import argparse
import html
import json
import pickle
import re
import subprocess
import sys
import time
from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from development import CACHE, MEASURE, RENDERED, ROOT, SETS, archive, contents, gold, render, teach
from labels import Sample, label, marked_bodies, read_teachers, settle
from marked_score import counts, f1, page_f1
from network_fit import fit
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(ROOT))

from reader.cleaning import clean, pages, selection
from reader.cleaning.judgement import Judge, html_rows, read_network, text_rows
from reader.cleaning.lexicon import class_tokens, line_tokens, name_score
from reader.cleaning.markup import read_markup
from reader.cleaning.pages import page_passages
from reader.cleaning.passages import passages
from reader.cleaning.structure import class_scores
from reader.model import Provenance, Record, RecordKind

SEEDS = {"text": 2, "html": 3}  # by site held out: .943 on the 94 with three; two draws of two have .940 and .942
KEEP_WORD, KEEP_NAME = 0.25, 0.12  # weights of words and class names below this are not kept


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
        teachers, content = read_teachers(CACHE, name), contents(name)
        for row in gold(name):
            sample = Sample(row["id"], name, site_of(row), [], row)
            if kind == "html":
                sample.page = read_markup(content[row["id"]])
                sample.title = title_of(content[row["id"]])
                sample.texts = [p.text for p in page_passages(sample.page)]
            else:
                sample.texts = [p.text for p in passages(content[row["id"]])]
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
        scored = class_scores(sample.page, name_score(names))
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
        render()
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
        others = [s for s in samples if s.fold != fold and s.set in SETS[asked.kind][:2]]
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
        command = [sys.executable, MEASURE / "score.py", archive(name), path, "--n-bootstrap", "300"]
        subprocess.run([*map(str, command), "--worst", "10"], check=True)  # noqa: S603
    for ending in RENDERED[asked.kind]:
        measure_marked(ending, [body for name in bodies if name.endswith(ending) for body in bodies[name].items()])


def measure_marked(ending: str, found: list[tuple[str, str]]) -> None:
    """The pages that a reader marked: F1 as `marked_score.py` has it, with or without the optional parts."""
    every = []
    for page, body in found:
        if marked := marked_bodies().get(page):
            every.append(max((counts(gold, body) for gold in (marked[0], "\n".join(marked))), key=page_f1))
    mean = sum(map(page_f1, every)) / max(1, len(every))
    print(f"marked by reading, {ending[1:]}: {len(every)} pages, F1 {f1(every):.4f}, mean of pages {mean:.4f}")


def longest(sample: Sample, kind: str) -> str:
    """The longest article that the program makes of a page."""
    content = contents(sample.set)[sample.id]
    place = Provenance(sample.id, "0" * 64, "", 0, len(content), "0" * 64, kind)
    record = Record(place, content, RecordKind(kind), title=sample.title or None)
    return max((article.text for article in clean(record).articles), key=len, default="")


if __name__ == "__main__":
    main()
