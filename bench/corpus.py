#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make a folder of N Markdown guides of a council, the same for the same seed.

usage: corpus.py N FOLDER [--seed S] [--queries N] [--text FILE]

A document depends on the seed and its number alone, so that the first 10,000 of
a million are the 10,000 of a smaller corpus, and memory does not grow with N.
It has 100 to 600 words in two to six sections.  Words follow a Zipf-like law
over the lists of words.py; names come from a tail without an end, of which a
larger base has more.  At most 1,000 documents lie in a folder, under twenty
services.

Beside it, one a line:
  FOLDER.queries   of one, two and four words (30, 45 and 25 per cent)
  FOLDER.slips     the same kind, one letter of a word wrong
  FOLDER.phrases   two or three words of a document, in quotation marks
  FOLDER.prefixes  the first one to five letters of a word
--text also writes what a peer reads, which has no Markdown: a line a document,
id, title and body with tabs between them."""
import argparse
import bisect
import itertools
import pathlib
import random
import re
import sys

sys.dont_write_bytecode = True  # nothing into the source folder

import words  # noqa: E402

SLOTS = 8192  # of a list's table: how fine its Zipf's law is
SERVICES = 20
PER_FOLDER = 1000
NAME_SCALE, NAME_POWER = 120, 1.6  # of the tail: 1 / the exponent of Heaps
NAMES_MAX = 3_000_000
SECTIONS = (2, 6)
WORDS = (140, 540)  # then the sentence is ended
TOPICS = 10  # of each list, that one document speaks of
QUERY_LENGTHS = [1] * 30 + [2] * 45 + [4] * 25
STOP = set("a an and at by do does for from has have if in is it its need "
           "not of on or our own than that the them they this to was we who "
           "you your".split())


def entries(text):
    return [" ".join(item.split()) for item in text.split("|")]


def zipf_table(items):
    """items[table] for an even draw: the nth is drawn in proportion to
    1 / (n + 2), and each at least once."""
    weights = list(itertools.accumulate(
        1 / (rank + 2) for rank in range(len(items))))
    spare = SLOTS - len(items)
    drawn = [items[bisect.bisect(weights, (slot + 0.5) / spare * weights[-1])]
             for slot in range(spare)]
    return drawn + items


LISTS = ("thing", "act", "who", "team", "place", "when", "quality", "proof",
         "event")
TABLES = {slot: zipf_table(entries(getattr(words, slot))) for slot in LISTS}


def spelled(rank):
    """The name at this rank of the tail."""
    rank, start = divmod(rank, len(words.name_starts))
    rank, end = divmod(rank, len(words.name_ends))
    middle = ""
    while rank:
        rank, part = divmod(rank - 1, len(words.name_middles))
        middle += words.name_middles[part]
    return words.name_starts[start] + middle + words.name_ends[end]


def name(draw):
    rank = NAME_SCALE * ((1 - draw()) ** -NAME_POWER - 1)
    return spelled(int(min(rank, NAMES_MAX)))


def patterns(text):
    """Each line as a list: literal texts at even places, slots at odd."""
    return [re.split(r"\{(\w+)\}", line) for line in text.split("\n")]


SENTENCES = patterns(words.sentences)
HEADINGS = patterns(words.headings)
TITLES = patterns(words.titles)


def topics(draw):
    """What one document speaks of: a few of each list."""
    return {slot: [TABLES[slot][int(draw() * SLOTS)] for _ in range(TOPICS)]
            for slot in LISTS}


def fill(draw, topic, some):
    """One of the patterns, its slots filled, with a capital."""
    text = "".join(
        part if at % 2 == 0
        else name(draw) if part == "name"
        else topic[part][int(draw() * TOPICS)]
        for at, part in enumerate(some[int(draw() * len(some))]))
    return text[0].upper() + text[1:]


def rng_of(seed, number):
    return random.Random(seed * 1_000_003 + number)


def paragraphs(draw, topic, wanted):
    """One or more of three sentences, of about so many words."""
    count, made = 0, []
    while count < max(wanted - 20, 1):
        made.append(" ".join(fill(draw, topic, SENTENCES) for _ in range(3)))
        count += made[-1].count(" ") + 1
    return made, count


def document(seed, number):
    """Title, and sections of a heading (empty: none) and paragraphs."""
    rng = rng_of(seed, number)
    draw, topic = rng.random, topics(rng.random)
    title = fill(draw, topic, TITLES)
    left = min(max(int(rng.lognormvariate(5.7, 0.45)), WORDS[0]), WORDS[1])
    sections, used = [], {title.lower()}
    for still in range(rng.randint(*SECTIONS), -1, -1):
        heading = fill(draw, topic, HEADINGS) if sections else ""
        while sections and heading.lower() in used:
            heading = fill(draw, topic, HEADINGS)
        used.add(heading.lower())
        blocks, count = paragraphs(draw, topic, left // (still + 1))
        sections.append((heading, blocks))
        left -= count + heading.count(" ")
    return title, sections


def markdown(title, sections):
    summary = sections[0][1][0][:150].rsplit(" ", 1)[0]
    lines = ["---", "title: " + title, "type: guide", "audience: public",
             "owner: Bench", "reviewed: 2026-09-01", "review-by: 2027-09-01",
             "summary: " + summary, "---", ""]
    for heading, blocks in sections:
        if heading:
            lines += ["## " + heading, ""]
        for block in blocks:
            lines += [block, ""]
    return "\n".join(lines)


def plain(sections):
    return " ".join(" ".join(([heading + "."] if heading else []) + blocks)
                    for heading, blocks in sections)


def place_of(number, total):
    """The id of a document: a service's folder, and parts of it when the
    base is large."""
    service = f"service-{number % SERVICES:02d}"
    if total > SERVICES * PER_FOLDER:
        service += f"/part-{number // (SERVICES * PER_FOLDER):03d}"
    return f"{service}/guide-{number:07d}"


def write_documents(args, text):
    for number in range(args.count):
        title, sections = document(args.seed, number)
        place = place_of(number, args.count)
        path = args.folder / (place + ".md")
        if number % (SERVICES * PER_FOLDER) < SERVICES:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(title, sections), "utf-8")
        if text:
            text.write(f"{place}\t{title}\t{plain(sections)}\n")


def query_word(rng):
    """A word as people ask: of a thing mostly, now and then any other."""
    draw = rng.random()
    table = ("thing" if draw < 0.7 else "quality" if draw < 0.8 else
             "who" if draw < 0.87 else "proof" if draw < 0.93 else "name")
    if table == "name":
        return name(rng.random).lower()
    found = [word for word in re.findall(r"[a-z]{3,}", rng.choice(
        TABLES[table])) if word not in STOP]
    return rng.choice(found) if found else query_word(rng)


def query(rng):
    wanted, got = rng.choice(QUERY_LENGTHS), []
    while len(got) < wanted:
        word = query_word(rng)
        if word not in got:
            got.append(word)
    return " ".join(got)


def slip(rng):
    """A query with one letter of its longest word doubled, lost, changed or
    put behind the next."""
    asked = query(rng).split()
    at = max(range(len(asked)), key=lambda i: len(asked[i]))
    word = asked[at]
    i = rng.randrange(1, max(len(word) - 1, 2))
    asked[at] = rng.choice([
        word[:i] + word[i] + word[i:], word[:i] + word[i + 1:],
        word[:i] + rng.choice("aeiou") + word[i + 1:],
        word[:i] + word[i + 1:i + 2] + word[i] + word[i + 2:]])
    return " ".join(asked) if asked[at] != word else slip(rng)


def phrase(rng, seed, count):
    """Words that stand beside one another in a document of any size of
    corpus."""
    _, sections = document(seed, rng.randrange(min(count, 10000)))
    block = rng.choice(rng.choice(sections)[1])
    found = re.findall(r"[A-Za-z]+", rng.choice(block.split(". ")))
    length = min(rng.randint(2, 3), len(found))
    start = rng.randrange(len(found) - length + 1)
    return '"' + " ".join(found[start:start + length]).lower() + '"'


def prefix(rng):
    return query_word(rng)[:rng.randint(1, 5)]


def distinct(count, make):
    """So many different ones, or as many as there are."""
    seen = {}
    for _ in range(count * 50):
        if len(seen) == count:
            break
        seen[make()] = None
    return list(seen)


def write_queries(args):
    rng = rng_of(args.seed, -1)
    kinds = {"queries": lambda: query(rng), "slips": lambda: slip(rng),
             "phrases": lambda: phrase(rng, args.seed, args.count),
             "prefixes": lambda: prefix(rng)}
    for kind, make in kinds.items():
        pathlib.Path(f"{args.folder}.{kind}").write_text(
            "\n".join(distinct(args.queries, make)) + "\n", "utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--text", type=pathlib.Path)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    if args.text:
        with args.text.open("w", encoding="utf-8") as text:
            write_documents(args, text)
    else:
        write_documents(args, None)
    write_queries(args)


if __name__ == "__main__":
    main()
