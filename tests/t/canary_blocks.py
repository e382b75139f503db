# SPDX-License-Identifier: GPL-2.0-or-later
"""Places for canaries inside a Markdown body: each function gives the lines of
blocks, with open words and secrets in their places."""

FUTURE = "from 2099-01-01"
PAST = "until 2020-12-31"
SINCE = "from 2020-01-01"
SOON = "until 2026-12-31"

STAFF_MARKERS = ["STAFF", "SAY", "VULNERABLE", "FRAUD"]
STAFF_GUARDS = [("staff", "page"), ("level 2", "level2"),
                ("level 3", "level3"), ("level 4", "level4"),
                ("phone", "dump"), ("webchat", "dump"),
                ("email", "dump"), ("face to face", "dump")]
OPEN_GUARDS = ["online", "office hours", "out of hours", "area: Wenbury",
               SINCE, "until 2098-12-31"]


def quote(lines):
    return ["> " + line if line else ">" for line in lines]


def indent(lines, by="  "):
    return [by + line if line else "" for line in lines]


def para(d, where="paragraph"):
    return [d.rng.choice(["Please ask about %s when you call.",
                          "You can use **%s** at any time.",
                          "The form for %s is short."]) % d.open(where)]


# --- what can stand inside a staff block ------------------------------------


def in_words(d, where, cls):
    return ["Tell them of %s before you go on." % d.secret(where, cls)]


def in_strong(d, where, cls):
    return ["Ask for **%s** and *%s* first." % (d.secret(where, cls),
                                                d.secret(where, cls))]


def in_capitals(d, where, cls):
    return ["Say %s at once." % d.secret(where, cls).upper()]


def in_two(d, where, cls):
    return [d.secret(where, cls), "", "Then " + d.secret(where, cls) + "."]


def in_list(d, where, cls):
    return ["- first " + d.secret(where, cls), "- second",
            "  - inner " + d.secret(where, cls)]


def in_numbers(d, where, cls):
    return ["1. one " + d.secret(where, cls), "2. two " + d.secret(where, cls)]


def in_checklist(d, where, cls):
    return ["- [ ] check " + d.secret(where, cls), "- [x] done"]


def in_table(d, where, cls):
    return ["", "| Code | For |", "|---|---|",
            "| %s | %s |" % (d.secret(where, cls), d.secret(where, cls))]


def in_code(d, where, cls):
    return ["```", d.secret(where, cls), "```", "", "and `%s`"
            % d.secret(where, cls)]


def in_quote(d, where, cls):
    return ["A letter says:", ""] + quote([d.secret(where, cls)])


def in_staff_link(d, where, cls):
    path = d.rng.choice(d.corpus.staff_paths)
    return ["Open [%s](%s%s)." % (d.secret(where, cls), d.up(), path)]


def in_outside_link(d, where, cls):
    word = d.secret(where, cls)
    return ["Look at [%s](https://intranet.example/%s)."
            % (d.secret(where, cls), word)]


def in_autolink(d, where, cls):
    return ["Look at <https://intranet.example/%s>." % d.secret(where, cls)]


def in_image(d, where, cls):
    return ["![%s](https://intranet.example/map.png)" % d.secret(where, cls)]


def in_break(d, where, cls):
    return ["First " + d.secret(where, cls) + "\\", "then &amp; &nbsp;"
            + d.secret(where, cls)]


def in_include(d, where, cls):
    if not d.corpus.staff_snippets:
        return in_words(d, where, cls)
    path = d.rng.choice(d.corpus.staff_snippets)
    return ["", "[%s](%s%s \"include\")" % (d.secret(where, "free"), d.up(),
                                            path)]


INSIDE = [in_words, in_strong, in_capitals, in_two, in_list, in_numbers,
          in_checklist, in_table, in_code, in_quote, in_staff_link,
          in_outside_link, in_autolink, in_image, in_break, in_include]


def inside(d, where, cls="page"):
    if d.mode == "slip":
        return in_words(d, where, cls)
    return d.rng.choice(INSIDE)(d, where, cls)


# --- markers ----------------------------------------------------------------


def marked(d, name, lines, tail=None):
    """A marked block.  The marker in any of its forms; with tail, text stands
    on its line."""
    form = d.rng.choice(["[!%s]", "[!%s]", "**[!%s]**", "__[!%s]__"])
    name = d.rng.choice([str, str.lower, str.title, str.swapcase])(name)
    first = form % name
    if tail:
        return quote([first + " " + tail] + ([""] + lines if lines else []))
    return quote([first] + d.rng.choice([[], [""]]) + lines)


def staff_block(d):
    name = d.rng.choice(STAFF_MARKERS)
    tail = None
    if d.rng.random() < .3:
        tail = "Note %s." % d.secret("on the line of [!%s]" % name)
    return marked(d, name, inside(d, "[!%s] block" % name), tail)


def guarded_block(d):
    guard, cls = d.rng.choice(STAFF_GUARDS)
    return marked(d, "ONLY " + guard,
                  inside(d, "[!ONLY %s] block" % guard, cls))


def open_block(d):
    name = d.rng.choice(["WARNING", "INFO"])
    return marked(d, name, para(d, "[!%s] block" % name))


def open_guarded(d):
    guard = d.rng.choice(OPEN_GUARDS)
    return marked(d, "ONLY " + guard,
                  ["See %s." % d.open("[!ONLY %s] block" % guard, "free")])


def dead_block(d):
    guard = d.rng.choice([FUTURE, PAST])
    return marked(d, "ONLY " + guard,
                  ["See %s." % d.dead("[!ONLY %s] block" % guard)])


def soon_block(d):
    return marked(d, "ONLY " + SOON, [
        "See %s." % d.open("[!ONLY %s] block" % SOON, soon=True)])


# --- twins: ONLY and its ELSE -------------------------------------------------


def twins(d, guard, only, other):
    if other is None:
        return marked(d, "ONLY " + guard, ["See %s." % only])
    return (marked(d, "ONLY " + guard, ["See %s." % only]) + [""]
            + marked(d, "ELSE", ["See %s." % other]))


def twin_public(d):
    return twins(d, "public", d.open("[!ONLY public]", "free"),
                 d.secret("ELSE of public"))


def twin_staff(d):
    return twins(d, "staff", d.secret("[!ONLY staff]"),
                 d.open("ELSE of staff", "free"))


def rest_of(d, guard, cls):
    """The ELSE of an advisor's level or channel.  On a public page it may be
    an error: nobody can say whether residents were meant."""
    if d.is_public:
        return None
    if guard.startswith("level"):
        return d.secret("ELSE of " + guard, cls, int(guard[-1]) - 1)
    if d.mode == "level":
        cls = "free"  # those below do not see the document at all
    return d.secret("ELSE of " + guard, cls)


def twin_level(d):
    guard = d.rng.choice(["level 2", "level 3", "level 4"])
    return twins(d, guard, d.secret("[!ONLY %s]" % guard, "level" + guard[-1]),
                 rest_of(d, guard, "page"))


def twin_channel(d):
    guard = d.rng.choice(["phone", "webchat", "email", "face to face"])
    return twins(d, guard, d.secret("[!ONLY %s]" % guard, "dump"),
                 rest_of(d, guard, "dump"))


def twin_online(d):
    return twins(d, "online", d.open("[!ONLY online]", "free"),
                 d.secret("ELSE of online", "dump"))


def twin_future(d):
    return twins(d, FUTURE, d.dead("[!ONLY %s]" % FUTURE),
                 d.open("ELSE of " + FUTURE))


def twin_past(d):
    return twins(d, PAST, d.dead("[!ONLY %s]" % PAST),
                 d.open("ELSE of " + PAST))


def twin_since(d):
    return twins(d, SINCE, d.open("[!ONLY %s]" % SINCE),
                 d.dead("ELSE of " + SINCE))


# --- blocks in blocks ---------------------------------------------------------


def nest_open(d):
    """A staff block within an open one, with open words around it."""
    name = d.rng.choice(["WARNING", "INFO", "ONLY area: Wenbury",
                         "ONLY office hours", "ONLY " + SINCE])
    own = "dump" if name.startswith("ONLY a") or "hours" in name else "page"
    inner = marked(d, d.rng.choice(STAFF_MARKERS),
                   ["Say %s." % d.secret("staff block in " + name, own)])
    return marked(d, name, ["Before %s." % d.open("in " + name, "dump"), ""]
                  + inner + ["", "After %s." % d.open("in " + name, "dump")])


def nest_staff(d):
    """Whatever stands within a staff block is for staff."""
    name = d.rng.choice(["WARNING", "INFO", "ONLY public", "ONLY online",
                         "ONLY level 3", "ONLY " + FUTURE])
    cls = {"ONLY level 3": "level3", "WARNING": "page", "INFO": "page"}
    word = (d.dead("dead in staff") if FUTURE in name else
            d.secret(name + " in a staff block", cls.get(name, "free")))
    inner = marked(d, name, ["See %s." % word])
    return marked(d, d.rng.choice(STAFF_MARKERS),
                  ["Read %s." % d.secret("around " + name), ""] + inner)


def nest_deep(d):
    text = ["Deep %s." % d.secret("four deep", "level2")]
    for name in ("ONLY level 2", "INFO", "STAFF", "WARNING"):
        text = marked(d, name, text)
    return text


def nest_list(d):
    start = d.rng.choice(["- ", "1. ", "* "])
    pad = " " * len(start)
    return ([start + "See " + d.open("list item")] + [""]
            + indent(marked(d, d.rng.choice(STAFF_MARKERS),
                            in_words(d, "staff block in a list", "page")), pad)
            + ["", start.replace("1", "2") + "And " + d.open("list item")])


def nest_inner_list(d):
    return (["- one", "  - two " + d.open("inner list"), ""]
            + indent(marked(d, "STAFF",
                            in_words(d, "staff block in a list in a list",
                                     "page")), "    ") + ["", "- three"])


def nest_quotation(d):
    """A quotation that holds a staff block: the marker is not its first
    line."""
    return para(d) + [""] + quote(
        ["They wrote of %s." % d.open("quotation"), ""]
        + marked(d, "STAFF", in_words(d, "staff block in a quotation",
                                      "page")))


PLACES = [staff_block, guarded_block, dead_block, soon_block, twin_public,
          twin_staff, twin_level, twin_channel, twin_online, twin_future,
          twin_past, twin_since, nest_open, nest_staff, nest_deep, nest_list,
          nest_inner_list]
# Not in scripts: there a quote is said aloud.
GUIDE_PLACES = PLACES + [nest_quotation]


def join(blocks):
    """Blocks into lines, a blank line between."""
    out = []
    for block in blocks:
        if out:
            out.append("")
        out.extend(block)
    return out


def body(d, places, count):
    """`count` places with open words before and after each."""
    blocks = [para(d)] if d.rng.random() < .7 else []
    for i in range(count):
        blocks.append(d.rng.choice(places)(d))
        if d.rng.random() < .7:
            blocks.append(d.rng.choice([para, open_block, open_guarded])(d))
    blocks.append(para(d))
    return join(blocks)
