# SPDX-License-Identifier: GPL-2.0-or-later
"""Who names what is above their level, or not for now: a page of level 1 with
everything that brings another file's words to it."""

import canary_docs as docs
from canary_blocks import para, quote

NOBODY = 5  # above the highest level


def key(d):
    return d.id.split("/")[1]


def guide(c, more, lines=()):
    d = docs.new(c, "waste", ".md", "guide", "staff")
    c.put(d.path, "\n".join(docs.head(d, more) + para(d) + list(lines)
                            + [""] + para(d)) + "\n")
    return d


def link(c, d):
    """In words, in a list, in a table; in a block for all staff."""
    there = "[over there](../%s)" % d.path
    return c.rng.choice([
        ["", "It stands %s for you." % there],
        ["", "- first", "- second " + there],
        ["", "| Where | Who |", "|---|---|", "| %s | you |" % there],
        [""] + quote(["[!STAFF]", "", "Look %s." % there]),
    ])


def sends_to(c, team):
    """A script that ends at a team which its reader may not know."""
    d = docs.new(c, "waste", ".md", "script", "staff")
    ask = c.rng.choice(["transfer", "refer"] if team.mode == "dead" else
                       ["escalate", "transfer", "refer"])
    lines = docs.head(d) + [
        "", "## First " + d.secret("heading"), "",
        "- [Yes](#on)", "- [Not sure](#on)", "", "## On", "",
        "Outcome: %s to %s" % (ask, key(team)),
        "What happens next: " + d.secret("outcome to another's team")]
    c.put(d.path, "\n".join(lines) + "\n")


def snippet(c):
    """Its level holds wherever it is included."""
    least = c.rng.choice([2, 3, 4])
    path = "snippets/above.md"
    word = lambda where: c.secret("%s of a snippet's of level %d" % (
        where, least), "level%d" % least, path)
    c.put(path, "\n".join(docs.front([
        ("title", "Above " + c.secret("title", "free", path)),
        ("audience", "staff"), ("level", str(least)), ("owner", "Manager"),
        ("reviewed", "2026-09-01"), ("review-by", "2027-09-01")])
        + ["Read %s first." % word("words"), "", "| A | B |", "|---|---|",
           "| %s | b |" % word("cell")]) + "\n")
    guide(c, [], ["", "[Text](../%s \"include\")" % path])


def make(c):
    for mode in ("level", "dead"):
        team = docs.new(c, "contacts", ".md", "contact", mode)
        docs.contact(team)
        guide(c, [("provided-by", key(team))])
        page = docs.new(c, "housing", ".md", "guide", mode)
        docs.page(page)
        guide(c, [("related", page.id)], link(c, page))
        sends_to(c, team)
        if mode == "level":
            docs.contact(docs.new(c, "contacts", ".md", "contact", "staff"),
                         [("out-of-hours", key(team))])
            c.pinned.append(page)
    snippet(c)
