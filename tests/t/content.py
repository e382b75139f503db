#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the sample council must have, counted from its files; prints TAP.

usage: content.py CONTENT-FOLDER

It reads the files with its own few patterns, not with Signpost's readers, so
that it does not repeat their mistakes."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
NOT_DOCUMENTS = {"contacts", "notices", "snippets"}
# Ofcom's numbers for drama, and numbers that are the same all over England.
FICTIONAL = re.compile(
    r"01632 ?960 ?\d{3}|03069 ?990 ?\d{3}|07700 ?900 ?\d{3}|0808 ?157 ?0\d{3}")
NATIONAL = re.compile(r"0800 111 999|0345 988 1188")  # gas, Floodline
PHONE = re.compile(r"(?<![\d.£-])0\d(?:[ ]?\d){8,9}(?!\d)")
KEYED = re.compile(r"(do first|record|outcome|next): ", re.I)
OUTCOME = re.compile(r"^\W*outcome:\W*(\w+)", re.I | re.M)

number = 0
failed = 0


def ok(good, name, detail=""):
    global number, failed
    number += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    for line in str(detail).splitlines()[:20] if not good else ():
        print("#   " + line)


def field(text, name):
    found = re.search(rf"^{name}: *(.*)$", text, re.M) or re.search(
        rf'{name}="([^"]*)"', text)
    return found.group(1).strip() if found else ""


def body(path, text):
    if path.suffix == ".md":
        return text.split("\n---\n", 1)[1]
    return text


def paragraphs(path, text):
    """Running text of at least eight words, folded."""
    if path.suffix == ".xml":
        pieces = re.findall(r"<(?:p|say|note)>(.*?)</(?:p|say|note)>", text,
                            re.S)
    else:
        pieces = re.split(r"\n\s*\n", body(path, text))
    for piece in pieces:
        if '"include")' in piece or piece.lstrip().startswith(("|", "#")):
            continue
        if KEYED.match(piece.strip()):
            continue
        folded = re.sub(r"<[^>]*>|[^a-z0-9 ]", " ", piece.lower())
        folded = " ".join(folded.split())
        if len(folded.split()) >= 8:
            yield folded


files = sorted(p for p in ROOT.glob("*/*") if p.suffix in (".md", ".xml"))
texts = {p: p.read_text("utf-8") for p in files}
documents = [p for p in files if p.parent.name not in NOT_DOCUMENTS]
scripts = [p for p in documents
           if field(texts[p], "type") == "script" or "<script " in texts[p]]
rich = []
for p in scripts:
    steps = len(re.findall(r"^## (?!Test calls)", texts[p], re.M)) + len(
        re.findall(r"<step[ >]", texts[p]))
    kinds = set(k.lower() for k in OUTCOME.findall(texts[p]))
    kinds |= set(re.findall(r'<outcome kind="(\w+)"', texts[p]))
    if steps >= 4 and len(kinds) >= 2:
        rich.append(p)
public = [p for p in documents if field(texts[p], "audience") == "public"]

ok(len(documents) >= 90, "at least 90 documents", len(documents))
ok(len({p.parent.name for p in documents}) >= 14, "at least 14 services")
ok(len(scripts) >= 25, "at least 25 scripts", len(scripts))
ok(len(rich) >= 20, "at least 20 scripts of 4 steps and 2 kinds of outcome",
   len(rich))
ok(len([p for p in documents if p.suffix == ".xml"]) >= 10,
   "at least 10 documents in XML")
ok(len(public) * 2 >= len(documents), "half of the documents are public",
   f"{len(public)} of {len(documents)}")
glossary = (ROOT / "glossary.yaml").read_text("utf-8")
ok(len(re.findall(r"^- ", glossary, re.M)) >= 80,
   "at least 80 glossary entries")
contacts = [p for p in files if p.parent.name == "contacts"]
ok(len(contacts) >= 25, "at least 25 contacts")
ok(sum("out-of-hours:" in texts[p] for p in contacts) >= 10 and
   any(re.search(r"^hours: always", texts[p], re.M) for p in contacts),
   "contacts have hours and out-of-hours chains")
with_staff = [p for p in public
              if re.search(r"\[!(STAFF|VULNERABLE|FRAUD|ONLY)|<staff|"
                           r"<vulnerable|<fraud|^(Record|Stop)", texts[p],
                           re.M)]
ok(len(with_staff) * 4 >= len(public), "public pages have staff blocks too",
   f"{len(with_staff)} of {len(public)}")

seen, shared = {}, []
for p in documents:
    for text in set(paragraphs(p, texts[p])):
        if text in seen:
            shared.append(f"{p} and {seen[text]}: {text[:60]}")
        seen[text] = p
ok(not shared, "no two documents share a paragraph", "\n".join(shared))

wrong = []
for p, text in texts.items():
    for found in PHONE.findall(text):
        if not FICTIONAL.fullmatch(found) and not NATIONAL.fullmatch(found):
            wrong.append(f"{p}: {found}")
ok(not wrong, "phone numbers are from the ranges for drama",
   "\n".join(wrong))
mails = [f"{p}: {m}" for p, t in texts.items()
         for m in re.findall(r"[\w.-]+@[\w.-]+", t)
         if not m.rstrip(".").endswith(".example")]
ok(not mails, "e-mail addresses are at example domains", "\n".join(mails))
legal = [p for p in documents
         if re.search(r"\b(Act|Regulations|Order)\b.*\b(19|20)\d\d", texts[p])]
ok(len(legal) >= 30, "law is cited by Act and year", len(legal))
print(f"1..{number}")
sys.exit(failed > 0)
