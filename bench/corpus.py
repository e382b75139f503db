#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make a folder of N Markdown guides, the same for the same seed.

usage: corpus.py N FOLDER [--seed S]

Words follow a Zipf-like law over the vocabulary of the sample council plus a
long tail of made-up words, so that common and rare words both occur; about 300
words a document in five sections.  Beside it FOLDER.queries gets 1,000 queries
of one to four words (30/45/25 per cent of one, two and four), one a line."""
import argparse
import pathlib
import random
import re

SYLLABLES = ("ba be bo da de do fa fe ga go ha he ka la le lo ma me mo na ne "
             "pa pe ra re ro sa se ta te to va ve").split()


def vocabulary(rng, source):
    seen = {}
    for path in sorted(source.glob("*/*.md")):
        for word in re.findall(r"[a-z]{3,}", path.read_text("utf-8").lower()):
            seen[word] = seen.get(word, 0) + 1
    words = sorted(seen, key=lambda w: (-seen[w], w))
    while len(words) < 30000:
        words.append("".join(rng.choices(SYLLABLES, k=rng.randint(2, 5))))
    return words


def document(rng, words, weights, number):
    def some(low, high):
        return rng.choices(words, cum_weights=weights,
                           k=rng.randint(low, high))

    def sentence():
        text = some(8, 16)
        return text[0].capitalize() + " " + " ".join(text[1:]) + "."

    lines = ["---", "title: " + " ".join(some(3, 6)).capitalize(),
             "type: guide", "audience: public", "owner: Bench",
             "reviewed: 2026-09-01", "review-by: 2027-09-01",
             f"summary: {' '.join(some(6, 10))}",
             "---"]
    lines += ["", sentence(), ""]
    used = set()
    for _ in range(4):
        heading = " ".join(some(2, 5)).capitalize()
        if heading.lower() in used:
            heading += f" {number}"
        used.add(heading.lower())
        lines += ["## " + heading, ""]
        for _ in range(2):
            lines += [" ".join(sentence() for _ in range(3)), ""]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    source = pathlib.Path(__file__).resolve().parent.parent / "content"
    words = vocabulary(rng, source)
    total, weights = 0.0, []
    for rank in range(len(words)):
        total += 1.0 / (rank + 10)
        weights.append(total)
    for number in range(args.count):
        folder = args.folder / f"service-{number % 20:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"guide-{number:06d}.md").write_text(
            document(rng, words, weights, number), "utf-8")
    # Queries: not the commonest words, which nobody searches alone.
    middle = words[60:3000]
    lengths = [1] * 30 + [2] * 45 + [4] * 25
    queries = [" ".join(rng.sample(middle, rng.choice(lengths)))
               for _ in range(1000)]
    pathlib.Path(str(args.folder) + ".queries").write_text(
        "\n".join(queries) + "\n", "utf-8")


main()
