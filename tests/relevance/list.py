#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Is judgements.csv a fair list?  Prints TAP lines: enough queries, of every
class; every document is there; at most a tenth of the queries repeat a title or
an also-asked phrase of a document that they want."""
import collections
import csv
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
CONTENT = HERE.parent.parent / "content"
# Words that tell nothing; the list of lib/index_terms.cc is longer.
COMMON = set("a an and are as at be by can cant do for from get got have how i "
             "if im in is it me my no not of off on or our out that the their "
             "they this to up was we what when where who will with you "
             "your".split())


def words(text):
    text = text.lower().replace("'", "").replace("’", "")
    return set(re.findall(r"[a-z0-9]+", text)) - COMMON


def phrases(path):
    """Title and also-asked phrases of a document."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".xml":
        return (re.findall(r"<title>(.*?)</title>", text)[:1]
                + re.findall(r"<also-asked>(.*?)</also-asked>", text))
    front = text.split("\n---", 1)[0]
    found = re.findall(r"^title: (.*)$", front, re.M)
    for line in re.findall(r"^also-asked: (.*)$", front, re.M):
        found += line.split(";")
    for block in re.findall(r"^also-asked:\n((?:\s+- .*\n?)+)", front, re.M):
        found += block.split("\n")
    return found


def main():
    documents = {str(p.relative_to(CONTENT).with_suffix("")): phrases(p)
                 for p in CONTENT.rglob("*") if p.suffix in (".md", ".xml")}
    wanted, classes = collections.defaultdict(dict), {}
    with open(HERE / "judgements.csv", newline="", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            wanted[row["query"]][row["document"]] = int(row["grade"])
            classes[row["query"]] = row["class"]
    lost = {d for grades in wanted.values() for d in grades} - set(documents)
    repeats = [q for q, grades in wanted.items()
               if any(words(q) and words(q) <= words(p)
                      for d in grades for p in documents.get(d, []))]
    count = collections.Counter(classes.values())

    def say(good, name):
        print("ok - " + name if good else "not ok - " + name)

    say(len(wanted) >= 250, f"{len(wanted)} queries are judged")
    say(len(count) == 7 and min(count.values()) >= 12, "of seven classes")
    say(not lost, "their documents are there" + "".join(
        "; not " + d for d in sorted(lost)))
    say(len(repeats) * 10 <= len(wanted),
        f"{len(repeats)} repeat a title or an also-asked phrase")


if __name__ == "__main__":
    sys.exit(main())
