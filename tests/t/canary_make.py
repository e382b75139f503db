# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes one corpus from a seed."""

import canary_docs as docs
import canary_foreign as foreign
import canary_levels as levels
import canary_parts as parts
import canary_scripts as scripts
import canary_settings as settings
import canary_slips as slips
import canary_xml as xml
from canary_blocks import para, quote
from canary_corpus import Corpus

SERVICES = ["waste", "housing"]


def lead(c):
    """What others link to."""
    for mode, paths in (("staff", c.staff_snippets),
                        ("public", c.public_snippets)):
        paths.append(docs.snippet(docs.new(c, "snippets", ".md", "snippet",
                                           mode)).path)
    desk = docs.new(c, "contacts", ".md", "contact", "public", "help-desk")
    office = docs.new(c, "contacts", ".md", "contact", "staff")
    check = docs.new(c, "shared", ".md", "script", "staff")
    plain = docs.new(c, "shared", ".md", "guide", "staff")
    c.staff_paths += [office.path, check.path, plain.path]
    c.public_paths += [desk.path]
    docs.contact(desk)
    docs.contact(office, [("out-of-hours", "help-desk")])
    scripts.check_script(check)
    old = "old/" + c.secret("redirect-from of a staff document", "free",
                            plain.path)
    c.redirects[old] = plain.id
    docs.page(plain, [("redirect-from", old)])
    return office, check, plain


def include_guide(c):
    """Both snippets stand in a public guide, the staff one in a staff block."""
    d = docs.new(c, "waste", ".md", "guide", "public")
    lines = docs.head(d) + para(d) + [
        "", "It costs [£50](../fees.csv#garden-waste \"include\").",
        "", "[Text](../%s \"include\")" % c.public_snippets[0], ""] + quote(
        ["[!STAFF]", "", "[Text](../%s \"include\")" % c.staff_snippets[0]])
    c.put(d.path, "\n".join(lines) + "\n")


def related(c, d, ids, links=()):
    """What a document names as related, or links to, is shown to those who may
    see it."""
    # Two, so that something public is left when the change hides one.
    lines = docs.head(d, [("related", "; ".join(ids))]) + para(d) + [""] + \
        para(d)
    for i in links:
        lines += ["", "It is [coming](../%s)." % c.pages[i]["path"]]
    c.put(d.path, "\n".join(lines) + "\n")


def moved(c, mode):
    """A page that had another address, and is not for everybody."""
    old = "old/" + c.secret("redirect-from of a document: " + mode, "free",
                            mode)
    d = docs.new(c, "waste", ".md", "guide", mode)
    c.hidden[old] = d.level if mode == "level" else levels.NOBODY
    docs.page(d, [("redirect-from", old)])


def make(seed, lenient=False):
    """lenient: with files of other systems in place of slips."""
    c = Corpus(seed)
    service = lambda: c.rng.choice(SERVICES)
    office, check, plain = lead(c)
    staff_folder = "inner-" + c.secret("folder of a staff service", "free",
                                       "folder")
    with_services = c.rng.random() < .5
    for ending, module in ((".md", docs), (".xml", xml)):
        for mode in ("public", "public", "public", "soon", "staff", "level",
                     "dead", "dead"):
            kind = c.rng.choice(["guide", "faq"])
            module.page(docs.new(c, service(), ending, kind, mode))
        for mode in ("public", "public", "staff", "level", "dead"):
            d = docs.new(c, service(), ending, "script", mode)
            if module is docs:
                scripts.script(d, check.path)
            else:
                xml.script(d)
    if not with_services:
        docs.page(docs.new(c, staff_folder, ".md", "guide", "staff"))
    include_guide(c)
    parts.make(c)
    moved(c, "level")
    moved(c, "dead")
    level_id = next(i for i, page in c.pages.items() if page["mode"] == "level")
    later = [i for i, page in c.pages.items() if page["mode"] == "dead"
             and i not in c.parts
             and b"audience: public" in c.files[page["path"]]]
    related(c, docs.new(c, "waste", ".md", "guide", "staff"),
            [plain.id, level_id] + later)
    related(c, docs.new(c, "waste", ".md", "guide", "public"), later or
            ["contacts/help-desk"], later)
    levels.make(c)
    # Its number at night is one for staff.
    docs.contact(docs.new(c, "contacts", ".md", "contact", "slip", "by-day"),
                 [("out-of-hours", office.id.split("/")[1])])
    docs.notice(docs.new(c, "notices", ".md", "notice", "public"))
    docs.notice(docs.new(c, "notices", ".md", "notice", "public"),
                "public; staff")
    docs.notice(docs.new(c, "notices", ".md", "notice", "soon"))
    docs.notice(docs.new(c, "notices", ".md", "notice", "staff"))
    docs.notice(docs.new(c, "notices", ".md", "notice", "staff"), "staff")
    docs.notice(docs.new(c, "notices", ".md", "notice", "dead"))
    docs.notice(docs.new(c, "notices", ".md", "notice", "level"))
    settings.site(c, plain.id)
    if with_services:
        settings.services(c)
    settings.glossary(c)
    public_id = next(i for i, page in c.pages.items()
                     if page["mode"] == "public" and page["type"] == "guide")
    settings.tables(c, office.id.split("/")[1], plain.id, public_id)
    settings.others(c)
    if lenient:
        foreign.add(c)
    else:
        slips.add(c)
    return c


