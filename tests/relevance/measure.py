#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask the real programs the judged queries of judgements.csv and print how well
the answers stand.

usage: measure.py --bin BUILD [--floor FILE] [--record] [--misses] [CONTENT]

Each query is asked of both sites.  A document that a site does not have now
(staff only, not yet, no longer) is not wanted there, and a query that wants
nothing there is not asked.  Gains are the grades; nDCG is that of Järvelin and
Kekäläinen (2002) with log2(1 + rank), over the first ten.  MRR is of the first
document of grade 2 or better.  success@1: the first result has the best grade
that the query gives.  A third of the queries, told by a hash of their words, is
held out: no weight was chosen by them.

Exit 0; 1 below the floor, or a query without a result that has one."""
import argparse
import collections
import csv
import hashlib
import json
import math
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
CLASSES = ["plain", "question", "synonym", "slip", "acronym", "vague",
           "wrong council"]
AT = "2026-11-22T12:00:00Z"
SLACK = 0.0005  # of a floor, for the rounding of what is recorded


def read_judgements():
    wanted, classes = collections.OrderedDict(), {}
    with open(HERE / "judgements.csv", newline="", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            grade = int(row["grade"])
            if row["class"] not in CLASSES or not 1 <= grade <= 3:
                sys.exit(f"judgements.csv: {row}")
            wanted.setdefault(row["query"], {})[row["document"]] = grade
            classes[row["query"]] = row["class"]
    return wanted, classes


def is_held_out(query):
    return hashlib.sha256(query.encode()).digest()[0] % 3 == 0


class Site:
    def __init__(self, folder, index, site):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [folder / "signpost-searchd", "--site", site, "--index", index,
             "--listen", f"127.0.0.1:{port}", "--at", AT],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.known = {}
        for _ in range(400):
            try:
                urllib.request.urlopen(self.base + "/readyz")
                return
            except OSError:
                time.sleep(0.05)
        sys.exit(f"{site}: signpost-searchd does not answer")

    def has(self, document):
        if document not in self.known:
            try:
                urllib.request.urlopen(
                    self.base + "/api/v1/documents/" + document)
                self.known[document] = True
            except urllib.error.HTTPError:
                self.known[document] = False
        return self.known[document]

    def search(self, query):
        with urllib.request.urlopen(
                self.base + "/api/v1/search?limit=10&q="
                + urllib.parse.quote(query)) as reply:
            return [hit["id"] for hit in json.load(reply)["results"]]

    def stop(self):
        self.process.terminate()
        self.process.wait()


def judge(ranked, wanted):
    """nDCG@10, reciprocal rank, success@1."""
    def gain(grades):
        return sum(g / math.log2(2 + i) for i, g in enumerate(grades[:10]))

    got = [wanted.get(d, 0) for d in ranked]
    ideal = sorted(wanted.values(), reverse=True)
    good = min(2, ideal[0])
    rank = next((i for i, g in enumerate(got) if g >= good), None)
    return (gain(got) / gain(ideal), 0 if rank is None else 1 / (rank + 1),
            float(bool(got) and got[0] == ideal[0]))


def measure(site, wanted, misses):
    """query: its three figures, for those the site can answer."""
    figures, empty = {}, []
    for query, documents in wanted.items():
        there = {d: g for d, g in documents.items() if site.has(d)}
        if not there:
            continue
        ranked = site.search(query)
        figures[query] = judge(ranked, there)
        if not ranked:
            empty.append(query)
        # Who mends what is listed must not see what is held out.
        if misses and figures[query][2] < 1 and not is_held_out(query):
            print(f"    {figures[query][0]:.2f} {query!r}: {ranked[:3]}, wanted "
                  f"{sorted(there.items(), key=lambda x: -x[1])[:3]}")
    return figures, empty


def mean(rows):
    return [sum(r[i] for r in rows) / len(rows) for i in range(3)]


def report(name, figures, classes):
    """Print the table; return the figures that have a floor."""
    kept = {}
    print(f"\n{name}: {len(figures)} queries"
          f"\n  {'':24}{'queries':>8}{'nDCG@10':>9}{'MRR':>8}{'success@1':>11}")
    groups = [(c, [q for q in figures if classes[q] == c]) for c in CLASSES]
    groups += [("all", list(figures)),
               ("chosen by", [q for q in figures if not is_held_out(q)]),
               ("held out", [q for q in figures if is_held_out(q)])]
    for label, queries in groups:
        if not queries:
            continue
        ndcg, mrr, success = mean([figures[q] for q in queries])
        print(f"  {label:24}{len(queries):8}{ndcg:9.4f}{mrr:8.4f}"
              f"{success:11.4f}")
        kept[f"{name} {label}"] = {"ndcg": round(ndcg, 4),
                                   "success": round(success, 4)}
    return kept


def below(kept, floor):
    return [f"{name} {what}: {kept[name][what]} < {value}"
            for name, values in floor.items()
            for what, value in values.items()
            if name not in kept or kept[name][what] < value - SLACK]


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    p.add_argument("--bin", type=pathlib.Path, required=True)
    p.add_argument("--floor", type=pathlib.Path)
    p.add_argument("--record", action="store_true")
    p.add_argument("--misses", action="store_true")
    p.add_argument("content", nargs="?", default=HERE.parent.parent / "content")
    args = p.parse_args()
    args.bin = args.bin.resolve()  # "." would be looked for on the PATH
    wanted, classes = read_judgements()
    kept, complaints = {}, []
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([args.bin / "signpost-indexer", "build", "-q", "--at",
                        AT, "--content", args.content, "--index", work],
                       check=True)
        for name in ("staff", "public"):
            site = Site(args.bin, work, name)
            try:
                figures, empty = measure(site, wanted, args.misses)
            finally:
                site.stop()
            kept.update(report(name, figures, classes))
            complaints += [f"{name}: no result for {q!r}" for q in empty]
    if args.floor and args.record:
        args.floor.write_text(json.dumps(kept, indent=1) + "\n")
    elif args.floor:
        complaints += below(kept, json.loads(args.floor.read_text()))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
