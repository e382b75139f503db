# SPDX-License-Identifier: GPL-2.0-or-later
"""Authors' slips: what was meant for staff is marked wrongly.  Each is a file
of its own; either the words stay with staff, or the file gives the public
nothing.

In a text, @ is a canary and MARK a staff marker's name."""

from canary_corpus import Doc
from canary_slips_text import BODY, FIELDS, FILES, HEADS, RAW, SCRIPT

NAMES = ["STAFF", "STAFF", "SAY", "VULNERABLE", "FRAUD", "ONLY staff",
         "ONLY level 2", "ONLY phone"]
OF_CORPORA = 4  # this many corpora in a row have every slip once


def fill(d, where, text):
    c = d.corpus
    while "@" in text:
        text = text.replace("@", d.secret(where), 1)
    for name, value in (("MARK", d.rng.choice(NAMES)),
                        ("STAFFSNIPPET", c.staff_snippets[0]),
                        ("STAFFCONTACT", c.staff_paths[0].split("/")[1][:-3]),
                        ("STAFFDOC", c.staff_paths[2]),
                        ("STAFFID", c.staff_paths[2][:-3])):
        text = text.replace(name, value)
    return text


HEAD = """---
title: A slip
type: %s
audience: public
owner: Manager
reviewed: 2026-09-01
review-by: 2027-09-01
summary: What a slip does.
---
"""

SCRIPT_END = """
## Yes it is

> Good. That is done.

Outcome: resolved
What happens next: It ends here.

## No it is not

> Sorry. That is done too.

Outcome: resolved
What happens next: It ends here.
"""


def guide(d, name, text):
    return (HEAD % "guide" + "Before it all is well.\n\n"
            + fill(d, "slip: " + name, text)
            + "\n\nAfter it all is well.\n\n## Another part\n\nAll is well.\n")


def script(d, name, text):
    return (HEAD % "script" + "Use this.\n\n- [Begin](#first-of-all)\n\n"
            "## First of all\n\n> Is it?\n\n" + fill(d, "slip: " + name, text)
            + "\n\n- [Yes](#yes-it-is)\n- [Not sure](#no-it-is-not)\n"
            + SCRIPT_END)


def raw(d, name, text):
    return fill(d, "slip: " + name, text)


def field(d, name, line):
    """A front matter that was to keep the file with staff."""
    lines = (HEAD % "guide").splitlines()
    lines[3:4] = fill(d, "slip: " + name, line).splitlines()
    return "\n".join(lines) + "\n\nThis is %s.\n" % d.secret("slip: " + name)


def head(name, value):
    """A maker: a public guide with this field."""
    def make(d, where, text):
        lines = [line for line in (HEAD % "guide").splitlines()
                 if not line.startswith(name + ":")]
        lines[1:1] = ["%s: %s" % (name, fill(d, "slip: " + where, value))]
        return "\n".join(lines) + "\n\nAll is well.\n"
    return make


def forms():
    out = []
    for maker, table, ending in ((guide, BODY, ".md"), (script, SCRIPT, ".md"),
                                 (raw, RAW, ".md"), (field, FIELDS, ".md")):
        out += [(maker, name, text, ending) for name, text in table]
    out += [(head(field_name, value), name, "", ".md")
            for name, field_name, value in HEADS]
    out += [(None, name, make, ending) for name, make, ending in FILES]
    return out


def add(c):
    for i, (maker, name, text, ending) in enumerate(forms()):
        if i % OF_CORPORA != c.seed % OF_CORPORA:
            continue
        d = Doc(c, "waste/slip-%d" % i, ending, "guide", "slip")
        if maker is None:
            data = text(d, "slip: " + name)
        else:
            data = maker(d, name, text)
        d.corpus.put(d.path, data)
