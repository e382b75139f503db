#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask /api/v1/answer the judged queries of judgements.csv and print how often it
answers, and how often what it gives is right.

usage: answers.py --bin BUILD [--thresholds] [CONTENT]

Right: the answer's document has grade 3 or 2.  A query that wants nothing of a
site ("none there": what it wants is staff text, or not in time) is asked all the
same; an answer to it is wrong.  Held out as in measure.py: no number of
searchd/answer.h was chosen by it.  --thresholds: what other thresholds would
give, by the queries that are not held out."""
import argparse
import json
import pathlib
import subprocess
import tempfile
import urllib.parse
import urllib.request

from measure import AT, HERE, Site, is_held_out, read_judgements


def ask(site, what, query):
    with urllib.request.urlopen(site.base + "/api/v1/" + what + "q="
                                + urllib.parse.quote(query)) as reply:
        return json.load(reply)


def line(label, rows):
    given = [r for r in rows if r["given"]]
    right = [r for r in given if r["grade"] >= 2]
    print(f"  {label:16}{len(rows):8}{len(given):8}{len(rows) - len(given):7}"
          f"{len(right) / max(1, len(given)):12.3f}")


def thresholds(rows):
    for t in range(30, 85, 5):
        given = [r for r in rows if r["confidence"] >= t / 100]
        right = sum(r["first"] >= 2 for r in given)
        print(f"  {t / 100:.2f}: answers {len(given) / len(rows):.3f} of the "
              f"queries, right {right / max(1, len(given)):.3f}")


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    p.add_argument("--bin", type=pathlib.Path, required=True)
    p.add_argument("--thresholds", action="store_true")
    p.add_argument("content", nargs="?", default=HERE.parent.parent / "content")
    args = p.parse_args()
    args.bin = args.bin.resolve()
    wanted, _ = read_judgements()
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([args.bin / "signpost-indexer", "build", "-q", "--at",
                        AT, "--content", args.content, "--index", work],
                       check=True)
        for name in ("staff", "public"):
            site, rows = Site(args.bin, work, name), []
            try:
                for query, documents in wanted.items():
                    there = {d: g for d, g in documents.items() if site.has(d)}
                    got = ask(site, "answer?", query)
                    found = ask(site, "search?limit=1&", query)["results"]
                    rows.append({
                        "held": is_held_out(query), "there": bool(there),
                        "given": got["answer"] is not None,
                        "confidence": got["confidence"],
                        "grade": there.get((got["answer"] or {}).get("id"), 0),
                        "first": there.get(found[0]["id"], 0) if found else 0})
            finally:
                site.stop()
            print(f"\n{name}\n  {'':16}{'queries':>8}{'answers':>8}{'none':>7}"
                  f"{'right':>12}")
            line("all", rows)
            line("chosen by", [r for r in rows if not r["held"]])
            line("held out", [r for r in rows if r["held"]])
            line("none there", [r for r in rows if not r["there"]])
            if args.thresholds:
                thresholds([r for r in rows if not r["held"]])


if __name__ == "__main__":
    main()
