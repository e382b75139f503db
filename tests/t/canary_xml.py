# SPDX-License-Identifier: GPL-2.0-or-later
"""The same places in the XML form."""

from canary_blocks import FUTURE, PAST, SINCE, SOON, STAFF_GUARDS, rest_of
from canary_docs import HELP_DESK
from canary_scripts import slug

NS = "urn:signpost:content:1"


def el(name, inner="", /, **attrs):
    text = "".join(' %s="%s"' % (k.strip("_").replace("_", "-"), v)
                   for k, v in attrs.items() if v is not None)
    if not inner:
        return "<%s%s/>" % (name, text)
    return "<%s%s>%s</%s>" % (name, text, inner, name)


def p(text):
    return el("p", "About %s, of course." % text)


def para(d, where="p"):
    return p(d.open(where))


def in_p(d, where, cls="page"):
    return p(d.secret(where, cls))


def in_list(d, where, cls="page"):
    return el("ul", el("li", d.secret(where, cls)) + el("li", "second"))


def in_numbers(d, where, cls="page"):
    return el("ol", el("li", "first") + el("li", d.secret(where, cls)))


def in_table(d, where, cls="page"):
    return el("table", el("tr", el("th", "Code") + el("th", "For"))
              + el("tr", el("td", d.secret(where, cls))
                   + el("td", d.secret(where, cls))))


def in_inline(d, where, cls="page"):
    return el("p", "So " + el("strong", d.secret(where, cls)) + " and "
              + el("em", d.secret(where, cls)) + " or "
              + el("code", d.secret(where, cls)))


def in_link(d, where, cls="page"):
    path = d.rng.choice(d.corpus.staff_paths)
    return el("p", "Open " + el("a", d.secret(where, cls), href=d.up() + path))


def in_checklist(d, where, cls="page"):
    return el("checklist", el("li", d.secret(where, cls)))


INSIDE = [in_p, in_list, in_numbers, in_table, in_inline, in_link,
          in_checklist]


def inside(d, where, cls="page"):
    return d.rng.choice(INSIDE)(d, where, cls)


def staff_block(d):
    name = d.rng.choice(["staff", "vulnerable", "fraud"])
    return el(name, inside(d, "<%s>" % name))


def guarded(d):
    guard, cls = d.rng.choice(STAFF_GUARDS)
    return el("only", inside(d, "<only when=%s>" % guard, cls), when=guard)


def twins(d, guard, only, other):
    return el("only", p(only), when=guard) + (el("else", p(other)) if other
                                              else "")


def twin_staff(d):
    return twins(d, "staff", d.secret("<only> staff"),
                 d.open("<else> of staff", "free"))


def twin_public(d):
    return twins(d, "public", d.open("<only> public", "free"),
                 d.secret("<else> of public"))


def twin_level(d):
    return twins(d, "level 2", d.secret("<only> level 2", "level2"),
                 rest_of(d, "level 2", "page"))


def twin_online(d):
    return twins(d, "online", d.open("<only> online", "free"),
                 d.secret("<else> of online", "dump"))


def twin_time(d):
    guard, other = d.rng.choice([(FUTURE, False), (PAST, False), (SINCE, True)])
    a, b = d.dead("dead by " + guard), d.open("live by " + guard)
    return twins(d, guard, b, a) if other else twins(d, guard, a, b)


def nested(d):
    name = d.rng.choice(["info", "warning"])
    return el(name, para(d, name) + el("staff", inside(d, "staff in " + name))
              + para(d, name))


def nested_deep(d):
    return el("staff", in_p(d, "staff") + el("warning", in_p(
        d, "warning in staff") + el("only", in_p(d, "level in staff", "level4"),
                                    when="level 4")))


def in_item(d):
    return el("ul", el("li", para(d, "li") + el("staff", in_p(
        d, "staff in li"))) + el("li", para(d, "li")))


def comment(d):
    return "<!-- %s -->" % d.secret("XML comment", "free")


def instruction(d):
    return "<?note %s?>" % d.secret("processing instruction", "free")


def soon(d):
    return el("only", p(d.open("<only> " + SOON, soon=True)), when=SOON)


PLACES = [staff_block, soon, guarded, twin_staff, twin_public, twin_level,
          twin_online, twin_time, nested, nested_deep, in_item, comment]


def body(d, count):
    out = [para(d)]
    for _ in range(count):
        out.append(d.rng.choice(PLACES)(d))
        out.append(para(d))
    return "\n".join(out)


def section(d, name, when=None, cls="page"):
    heading = d.secret("heading of a guarded " + name, cls) if when else \
        d.open("heading")
    inner = in_p(d, "guarded " + name, cls) if when else body(d, 2)
    return el(name, el("heading", "Part " + heading) + inner, when=when)


def dead_section(d, name):
    return el(name, el("heading", "Part " + d.dead("heading of a dead " + name))
              + p(d.dead("dead " + name)), when=FUTURE)


def root(d, inner, **attrs):
    attrs = dict(xmlns=NS, id=d.id,
                 audience="public" if d.is_public else "staff",
                 owner="Manager " + d.secret("owner"), reviewed="2026-09-01",
                 review_by="2027-09-01", **attrs)
    if d.mode == "level":
        attrs["level"] = str(d.level)
    if d.mode == "dead":
        attrs.update([d.rng.choice([("from", "2098-01-01 09:30"),
                                    ("until", "2026-11-22 12:00")])])
    if d.mode == "soon":
        attrs["until"] = "2026-12-31 23:59"
    lead = [el("title", "About " + d.open("title")),
            el("summary", "In short: %s." % d.open("summary")),
            el("also-asked", "where is " + d.open("also-asked", "dump")),
            el("changed", "2026-04-01 Now " + d.secret("changed"))]
    start = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if d.rng.random() < .3:
        start += comment(d) + "\n"
    if d.rng.random() < .2:
        start += instruction(d) + "\n"
    return start + el(d.kind, "\n".join(lead) + "\n" + inner, **attrs) + "\n"


def page(d):
    part = "question" if d.kind == "faq" else "section"
    inner = [body(d, 4), section(d, part), section(d, part, "staff"),
             section(d, part, "level 3", "level3"),
             section(d, part, "webchat", "dump"), dead_section(d, part)]
    d.corpus.put(d.path, root(d, "\n".join(inner)))
    return d


def choice(d, to, label, when=None, cls="page"):
    note = el("note", "Ask %s." % d.secret("<note> of an option", cls))
    return el("option", label + note, to=to, when=when)


def script(d):
    names = ["Yes " + d.corpus.words.marker(), "No " + d.corpus.words.marker(),
             "Inner " + d.secret("staff step's heading")]
    guard = d.rng.choice(["level 2", "level 3", "level 4"])
    cls = guard.replace(" ", "")
    names.append("Upper " + d.secret("heading of a step when " + guard, cls))
    yes, no, inner, upper = [slug(n) for n in names]
    first = el("step", "\n".join([
        el("heading", "First " + d.open("step's heading")),
        el("say", d.open("said words")), el("note", d.open("note")),
        d.rng.choice(PLACES)(d),
        el("record", "".join(el("value", d.secret("<value>"))
                             for _ in range(2)),
           name=d.secret("record's name"), type="choice", required="yes"),
        el("stop", "%s happens" % d.secret("<stop>"), to=no),
        el("judgement", "Weigh %s." % d.secret("<judgement>")),
        choice(d, yes, "Yes " + d.open("option")),
        choice(d, inner, "In " + d.secret("option when staff"), "staff"),
        choice(d, upper, "Up " + d.secret("option when " + guard, cls),
               guard, cls),
        choice(d, no, "Not sure")]))
    done = el("outcome", el("happens-next", d.open("<happens-next>"))
              + el("handover", "%s; %s" % (d.secret("<handover>"),
                                           d.secret("<handover>"))),
              kind="resolved")
    steps = [first,
             el("step", el("heading", names[0]) + para(d) + staff_block(d)
                + done),
             el("step", el("heading", names[1]) + para(d)
                + el("outcome", kind="transfer", to=HELP_DESK.split("/")[1])),
             el("step", el("heading", names[2]) + in_p(d, "staff step")
                + el("outcome", el("happens-next", d.secret(
                    "outcome of a staff step")), kind="resolved"),
                when="staff"),
             el("step", el("heading", names[3])
                + inside(d, "step when " + guard, cls)
                + el("record", name=d.secret("record when " + guard, cls),
                     type="text")
                + el("outcome", el("happens-next", d.secret(
                    "outcome when " + guard, cls)), kind="resolved"),
                when=guard)]
    d.steps += [yes, no]
    d.corpus.pages[d.id]["staff_steps"] = [inner, upper]
    d.corpus.put(d.path, root(d, "\n".join(steps)))
    return d
