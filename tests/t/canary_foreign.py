# SPDX-License-Identifier: GPL-2.0-or-later
"""Files of other systems, taken in with --lenient --default-audience public:
what stands in a block with a marker that nobody knows is for staff."""

from canary_blocks import quote
from canary_corpus import Doc

UNKNOWN = ["INTERNAL", "STAF", "STAFF ONLY", "DANGER", "SECURITY", "ONLY",
           "ONLY nobody", "ONLY level 9", "ELSE", "STAFF", "staff", "SAY"]
KNOWN = ["NOTE", "TIP", "IMPORTANT", "CAUTION", "INFO", "WARNING"]

FIELDS = ["internal-note: @", "tags: [@, b]", "draft: @", "staff-phone: @ 1",
          "owner: @", "changed: @", "x: {a: @}"]


def blocks(d):
    secret = lambda where, cls="page": d.secret("foreign: " + where, cls)
    yield ["<!-- %s -->" % secret("comment", "free")]
    yield ["<div class=\"internal\">", secret("HTML block", "free"), "</div>"]
    yield ["[//]: # (%s)" % secret("link definition", "free")]
    yield ["Underlined %s" % d.open("foreign: heading"), "---------"]
    for name in UNKNOWN:
        yield quote(["[!%s]" % name, secret("[!%s]" % name)])
        yield ["Text of %s." % d.open("foreign: paragraph")]
    for name in KNOWN:
        yield quote(["[!%s]" % name, d.open("foreign: [!%s]" % name)])
        yield ["Between."]


def add(c):
    for n in range(3):
        d = Doc(c, "foreign/page-%d" % n, ".md", "guide", "public")
        lines = []
        if n > 0:
            field = d.rng.choice(FIELDS)
            lines = ["---", field.replace("@", d.corpus.secret(
                "foreign: field (%s)" % d.path, "free", d.path)), "---"]
        lines += ["# Page of %s" % d.open("foreign: H1"), ""]
        parts = list(blocks(d))
        d.rng.shuffle(parts)
        for part in parts:
            lines += part + [""]
        c.put(d.path, "\n".join(lines))
    hidden = Doc(c, "foreign/hidden", ".md", "guide", "free")
    c.put(hidden.path, "---\naudience: staff\n---\n# %s\n\n%s\n"
          % (hidden.secret("foreign staff page"),
             hidden.secret("foreign staff page")))
