#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Content made to hurt a reader: nested, long, wide.

    bombs.py DIR    one folder a family: DIR/NAME/... is a content folder

A family is a file as large as a document may be (256 KiB; front matter 8 KiB),
made of one thing over and over, or one beyond that limit.
"""
import os
import sys

FULL = 250_000
FRONT = ("---\ntitle: Bomb\ntype: {type}\naudience: public\nowner: A\n"
         "reviewed: 2026-01-01\nreview-by: 2027-01-01\nsummary: S.\n---\n")
XML = ('<?xml version="1.0"?>\n<{root} xmlns="urn:signpost:content:1"'
       ' id="waste/bomb" audience="staff" owner="A" reviewed="2026-01-01"'
       ' review-by="2027-01-01"><title>Bomb</title><summary>S.</summary>')
DITA = ('<?xml version="1.0"?>\n<!DOCTYPE concept PUBLIC'
        ' "-//OASIS//DTD DITA Concept//EN" "concept.dtd">\n'
        '<concept id="bomb"><title>Bomb</title><conbody>')


def fill(unit, head="", tail="", size=FULL):
    """head, then unit as often as there is room, then tail; a unit with
    {n} is numbered."""
    room = size - len(head.encode()) - len(tail.encode())
    if "{n}" not in unit:
        return head + unit * (room // len(unit.encode())) + tail
    parts, used, n = [], 0, 0
    while True:
        part = unit.replace("{n}", str(n))
        used += len(part.encode())
        if used > room:
            return head + "".join(parts) + tail
        parts.append(part)
        n += 1


def nest(opening, closing, times, head="", middle="x", tail=""):
    return head + opening * times + middle + closing * times + tail


GUIDE = FRONT.format(type="guide")
SCRIPT = FRONT.format(type="script")


def markdown():
    guide = {
        "quotes-in-a-line": ">" * 240_000 + " x\n",
        "quotes-in-quotes": "\n".join(
            "> " * n + "x" for n in range(1, 480)) + "\n",
        "quotes-lazy": "> a\n" + "b\n" * 110_000,
        "lists-in-a-line": "- " * 120_000 + "x\n",
        "lists-in-lists": "\n".join(
            " " * (2 * n) + "- x" for n in range(480)) + "\n",
        "numbers-in-a-line": "1. " * 80_000 + "x\n",
        "stars": "*" * 240_000,
        "stars-and-words": fill("*a **a "),
        "strong-in-emphasis": fill("*a __a ") + fill(" a__ a*", size=100),
        "underscores": fill("a_b_"),
        "open-parentheses": "(" * 240_000,
        "pluses": "+" * 240_000,
        "open-brackets": "[" * 240_000,
        "closed-brackets": "]" * 240_000,
        "brackets-in-brackets": nest("[", "](a.md)", 30_000),
        "images-open": fill("![[]()"),
        "links-open": fill("[a]("),
        "links-half": fill("[a](b"),
        "link-ends": fill("]("),
        "links": fill("[a](a.md) "),
        "links-to-many": fill("[a](a{n}.md) "),
        "links-to-headings": fill("[a](#a{n}) "),
        "links-outside": fill("[a](https://a.example/{n}) "),
        "link-targets-in-brackets": "[a](" + "(" * 100_000 + ")" * 100_000,
        "link-titles": fill('[a](b "'),
        "includes": fill('[a](../snippets/a{n}.md "include")\n\n'),
        "fees": fill('[a](../fees.csv#a{n} "include") '),
        "backticks": "".join("a" + "`" * n for n in range(1, 690)),
        "backticks-alike": fill("`a "),
        "autolinks": fill("<a"),
        "comments-open": fill("<!--"),
        "declarations-open": fill("<!a "),
        "instructions-open": fill("<?a "),
        "cdata-open": fill("<![CDATA["),
        "html": fill("<div>\n\n"),
        "entities": fill("&amp;"),
        "entities-open": fill("&#x1"),
        "escapes": fill("\\*"),
        "backslashes": fill("\\"),
        "one-word": fill("a"),
        "one-line": fill("a "),
        "lines": fill("a\n"),
        "blank-lines": fill("\n"),
        "headings": fill("## a{n}\n"),
        "headings-alike": fill("## a\n"),
        "headings-long": "## " + fill("a") + "\n",
        "headings-deep": fill("###### a{n}\n\n"),
        "headings-and-links": fill("## a{n}\n\n[x](#a{n})\n\n"),
        "table-wide": "\n\n|" + "a|" * 60_000 + "\n|" + "-|" * 60_000 + "\n",
        "table-long": "| a |\n|---|\n" + fill("| a |\n"),
        "table-uneven": "| a |\n|---|\n" + fill("| a | b | c |\n"),
        "table-delimiters": fill("|-"),
        "tables": fill("| a |\n|---|\n| b |\n\n"),
        "marked-nested": "\n".join(
            "> " * n + "[!STAFF]" for n in range(1, 230)) + "\n",
        "marked": fill("> [!STAFF]\n> a\n\n"),
        "marked-else": fill(
            "> [!ONLY level 2]\n> a\n\n> [!ELSE]\n> b\n\n"),
        "marker-starts": fill("[!"),
        "marker-names": fill("> [!a{n}]\n\n"),
        "only-dates": fill(
            "> [!ONLY from 2026-01-01 until 2026-02-01]\n> a\n\n"),
        "rules": fill("---\n\n"),
        "hard-breaks": fill("a  \n"),
        "tabs": fill("\t"),
        "tabs-and-dashes": fill("-\t"),
        "fences": fill("```\n"),
        "fences-open": fill("```a\n~~~b\n"),
        "code-indented": fill("    a\n\n"),
        "definitions": fill("[a{n}]: b\n"),
        "definitions-alike": fill("[a]: b\n"),
        "underlines": fill("a\n===\n"),
        "big-numbers": fill("999999999. a\n"),
        "checklist": fill("- [ ] a\n"),
        "combining": "a" + fill("\u0301"),
        "zero-width": fill("\u200b"),
        "bidi": fill("\u202e"),
        "carriage-returns": fill("\r"),
        "acronyms": fill("QX{n}Z "),
        "sentences": fill("A. "),
        "full-stops": fill("."),
    }
    script = {
        "choices": "## A\n\n" + fill("- [C{n}](#a)\n"),
        "choices-alike": "## A\n\n" + fill("- [C](#a) *level 2*\n"),
        "steps": fill("## S{n}\n\nOutcome: resolved\n\n"),
        "steps-in-a-row": "".join(
            f"## S{n}\n\nNext: [N](#s{n + 1})\n\n" for n in range(6_500)),
        "steps-all-to-all": "".join(
            f"## S{n}\n\n" + "".join(
                f"- [C{c}](#s{(n * 7 + c * 13) % 290})\n" for c in range(9))
            + "\n" for n in range(290)),
        "steps-guarded": "".join(
            f"## S{n}\n\n" + "".join(
                f"- [C](#s{(n * 7 + c * 13) % 290})"
                f" *if s{(n + c) % 290}: C*\n" for c in range(9))
            + "\n" for n in range(290)),
        "areas": "## A\n\n" + fill("- [C](#a) *area: N{n}*\n"),
        "dates": "## A\n\n" + "".join(
            f"- [C](#a) *from 20{n // 336 % 80 + 10}-{n // 28 % 12 + 1:02}"
            f"-{n % 28 + 1:02}*\n" for n in range(7_000)),
        "red-flags": fill("Stop and escalate if: a. [A](#a)\n\n")
                     + "## A\n\nOutcome: resolved\n",
        "red-flags-and-steps":
            fill("Stop and escalate if: a. [A](#s1)\n\n", size=120_000)
            + fill("## S{n}\n\nOutcome: resolved\n\n", size=120_000),
        "records": "## A\n\n" + fill("Record: a{n} (text)\n"),
        "record-values": "## A\n\nRecord: a (choice("
                         + fill("v{n}; ", size=200_000) + "))\n",
        "do-first": "## A\n\n" + fill("Do first: [A](bomb.md)\n\n"),
        "said": "## A\n\n> " + fill("say ", size=200_000)
                + "\n\nOutcome: resolved\n",
        "test-calls": "## A\n\nOutcome: resolved\n\n## Test calls\n\n"
                      + fill("- (level 2) => A\n"),
        "test-calls-that-go-round":
            "## A\n\n" + "- [Yes](#b) *level 4*\n" * 50
            + "\nNext: [A](#a)\n\n## B\n\nOutcome: resolved\n\n"
              "## Test calls\n\n" + "- => B\n" * 199,
        "test-calls-that-ask-much":
            "## S0\n\n- [C](#s0)\n\n"
            + "".join(f"## S{n}\n\n" + "".join(
                f"- [C](#s{(n + 1) % 290}) *if s{(n + c) % 290}: C*\n"
                for c in range(9)) + f"- [C](#s{(n + 1) % 290})\n\n"
                for n in range(1, 290))
            + "## Test calls\n\n" + ("- " + "C; " * 150 + "=> S1\n") * 199,
        "test-call-long": "## A\n\n- [Yes](#a)\n- [Done](#b)\n\n## B\n\n"
                          "Outcome: resolved\n\n## Test calls\n\n- "
                          + fill("Yes; ", size=200_000) + "Done => B\n",
        "given": "## A\n\nOutcome: resolved\n\n## Test calls\n\n- ("
                 + fill("level 2; ", size=200_000) + ") => A\n",
        "keys": fill("Outcome: resolved\n\n"),
        "near-keys": fill("Outcom: resolved\n\n"),
    }
    for name, body in guide.items():
        yield "md-" + name, {"waste/bomb.md": GUIDE + body}
    for name, body in script.items():
        yield "script-" + name, {"waste/bomb.md": SCRIPT + body}
    yield "md-too-long", {"waste/bomb.md": GUIDE + "a\n" * 200_000}
    yield "md-zero-bytes", {"waste/bomb.md": GUIDE + "\0" * FULL}
    yield "md-not-utf8", {"waste/bomb.md": GUIDE.encode() + b"\xff" * FULL}
    yield "md-snippet-many-times", {
        "waste/bomb.md": GUIDE + fill('[a](../snippets/s.md "include")\n\n'),
        "snippets/s.md": FRONT.format(type="snippet") + fill("words ")}


def yaml():
    def front(lines):
        return {"waste/bomb.md": "---\ntitle: A\n" + lines + "\n---\nA.\n"}
    room = 7_900
    texts = {
        "brackets": "also-asked: " + "[" * room,
        "braces": "also-asked: " + "{a: " * (room // 4),
        "dashes": "also-asked:\n " + "- " * (room // 2),
        "questions": "? " * (room // 2),
        "keys": fill("k{n}: v\n", size=room),
        "keys-alike": fill("title: v\n", size=room),
        "anchors": fill("k{n}: &a v\n", size=room),
        "aliases": "a: &a [x, x]\n" + fill("k{n}: [*a, *a]\n", size=room),
        "tags": fill("k{n}: !!str v\n", size=room),
        "indents": "\n".join(" " * n + "a:" for n in range(120)),
        "documents": fill("---\n...\n", size=room),
        "quotes": 'summary: "' + "\\x41" * (room // 4) + '"',
        "quote-open": 'summary: "' + "a" * room,
        "folded": "summary: >\n" + fill("  a\n", size=room),
        "comments": fill("# a\n", size=room),
        "tabs": "summary:" + "\t" * room,
        "list": "also-asked: " + fill("a; ", size=room),
        "dates": "from: " + "2" * room,
        "too-long": fill("# a\n", size=9_000),
    }
    for name, text in texts.items():
        yield "yaml-" + name, front(text)
    yield "yaml-open", {"waste/bomb.md": "---\ntitle: A\n" + fill("a: b\n")}
    yield "glossary-brackets", {"glossary.yaml": "- short: " + "[" * 200_000}
    yield "glossary-entries", {
        "glossary.yaml": fill("- short: S{n}\n  long: L\n")}
    yield "services-alike", {"services.yaml": fill("- key: a\n  title: A\n")}


def xml():
    guide, end = XML.format(root="guide"), "</guide>"
    script = XML.format(root="script")
    texts = {
        "deep": nest("<ul><li>", "</li></ul>", 13_000, guide, "x", end),
        "deep-inline": nest("<em>", "</em>", 26_000, guide + "<p>", "x",
                            "</p>" + end),
        "deep-unknown": nest("<a>", "</a>", 34_000, guide, "x", end),
        "deep-open": guide + "<only when='level 2'>" * 11_000,
        "wide": fill("<p>a</p>", guide, end),
        "wide-inline": fill("<em>a</em>", guide + "<p>", "</p>" + end),
        "attributes": guide[:-1] and fill(
            ' a{n}="b"', '<guide xmlns="urn:signpost:content:1"', "/>"),
        "attribute-long": '<guide xmlns="urn:signpost:content:1" id="'
                          + "a" * 240_000 + '"/>',
        "namespaces": fill(' xmlns:a{n}="b"', "<guide", "/>"),
        "text": fill("a ", guide + "<p>", "</p>" + end),
        "name-long": guide + "<" + "a" * 240_000 + "/>" + end,
        "characters": fill("&#65;", guide + "<p>", "</p>" + end),
        "entities-unknown": fill("&a;", guide + "<p>", "</p>" + end),
        "cdata": fill("<![CDATA[a]]>", guide + "<p>", "</p>" + end),
        "comments": fill("<!--a-->", guide, end),
        "instructions": fill("<?a b?>", guide, end),
        "open": guide + "<p>" * 80_000,
        "crossed": fill("<em><strong></em></strong>", guide + "<p>",
                        "</p>" + end),
        "table-wide": fill("<td>a</td>", guide + "<table><tr>",
                           "</tr></table>" + end),
        "table-long": fill("<tr><td>a</td></tr>", guide + "<table>",
                           "</table>" + end),
        "sections": fill("<section><heading>a{n}</heading></section>", guide,
                         end),
        "options": fill('<option to="a">b{n}</option>',
                        script + "<step><heading>A</heading>",
                        "</step></script>"),
        "values": fill("<value>v{n}</value>",
                       script + "<step><heading>A</heading>"
                       '<record name="a" type="choice">',
                       "</record></step></script>"),
        "laughs": '<?xml version="1.0"?>\n<!DOCTYPE guide [\n'
                  '<!ENTITY a "aaaaaaaaaaaaaaaa">\n' + "".join(
                      f'<!ENTITY {chr(98 + n)} "' + f"&{chr(97 + n)};" * 16
                      + '">\n' for n in range(9))
                  + "]><guide>&j;</guide>",
        "one-entity": '<!DOCTYPE guide [<!ENTITY a "' + "a" * 100_000
                      + '">]><guide>' + "&a;" * 40_000 + "</guide>",
        "outside": '<!DOCTYPE guide SYSTEM "file:///etc/passwd"><guide/>',
        "parameter": '<!DOCTYPE guide [<!ENTITY % a SYSTEM'
                     ' "file:///etc/passwd">%a;]><guide/>',
        "too-long": fill("<p>a</p>", guide, end, 400_000),
    }
    for name, text in texts.items():
        yield "xml-" + name, {"waste/bomb.xml": text}
    yield "xml-utf16", {"waste/bomb.xml": ("\ufeff" + guide + end)
                        .encode("utf-16-le")}
    yield "xml-zero-bytes", {"waste/bomb.xml": guide + "\0" * 200_000}


def dita():
    end = "</conbody></concept>"
    texts = {
        "deep": nest("<ul><li>", "</li></ul>", 13_000, DITA, "x", end),
        "sections": fill('<section id="s{n}"><title>t{n}</title></section>',
                         DITA, end),
        "references": fill('<p conref="bomb.dita#bomb/p{n}"/>', DITA, end),
        "itself": fill('<p id="p" conref="#bomb/p"/>', DITA, end),
        "keys": fill('<p><keyword keyref="k{n}"/></p>', DITA, end),
        "unknown": fill("<foo{n}>a</foo{n}>", DITA, end),
        "links": fill('<p><xref href="#bomb/s{n}">a</xref></p>', DITA, end),
        "subset": DITA.replace('"concept.dtd">',
                               '"concept.dtd" [<!ENTITY a "b">]>')
                  + "&a;" + end,
    }
    for name, text in texts.items():
        yield "dita-" + name, {"waste/bomb.dita": text}
    yield "dita-topics", {"waste/bomb.dita": nest(
        '<concept id="c"><title>t</title>', "</concept>", 5_000)}
    yield "dita-map", {"waste/bomb.ditamap": fill(
        '<topicref href="a{n}.dita" keys="k{n}"/>', "<map><title>t</title>",
        "</map>")}
    yield "dita-map-deep", {"waste/bomb.ditamap": nest(
        '<topicref href="a.dita">', "</topicref>", 6_000,
        "<map><title>t</title>", "", "</map>")}


def tables():
    yield "fees-columns", {"fees.csv": "key," * 60_000}
    yield "fees-quotes", {"fees.csv": 'key,label\n"' + '""' * 100_000}
    yield "fees-rows", {"fees.csv": fill(
        "k,l,1,u,2026-01-01,,s,o,s,2026-01-01\n",
        "key,label,amount,unit,from,until,service,owner,source,checked\n")}
    yield "holidays-rows", {"bank-holidays.csv": fill(
        "2026-01-01,a,,,\n", "date,name,open,close,contacts\n")}
    yield "on-call-rows", {"on-call.csv": fill(
        "c,2026-01-01,2027-01-01,p,01632 960000\n",
        "contact,from,until,post,phone\n")}
    yield "areas-rows", {"areas.csv": fill(
        "WX1,p{n},a,d,c,p,,\n",
        "postcode,place,area,district,county,parish,from,until\n")}
    yield "synonyms-wide", {"synonyms.txt": fill("a{n}, ")}
    yield "hours-long", {"contacts/bomb.md":
                         "---\ntitle: A\nowner: A\nreviewed: 2026-01-01\n"
                         "review-by: 2027-01-01\nhours: "
                         + fill("Mon 09:00-10:00; ", size=7_800)
                         + "\n---\nA.\n"}


def main():
    root = sys.argv[1]
    for family in (markdown, yaml, xml, dita, tables):
        for name, files in family():
            for path, data in files.items():
                full = os.path.join(root, name, path)
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "wb") as out:
                    out.write(data if isinstance(data, bytes)
                              else data.encode())


if __name__ == "__main__":
    main()
