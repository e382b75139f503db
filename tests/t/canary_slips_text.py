# SPDX-License-Identifier: GPL-2.0-or-later
"""The slips themselves."""

# In the body of a public guide.
BODY = [
    ("no quote", "[!MARK] @"),
    ("no quote, two lines", "[!MARK]\n@"),
    ("no quote, spaces before", "   [!MARK]\n@"),
    ("unclosed", "> [!STAFF\n> @"),
    ("unclosed, text on its line", "> [!STAFF @"),
    ("closed with a parenthesis", "> [!STAFF)\n> @"),
    ("closed with a brace", "> [!STAFF}\n> @"),
    ("opened with a parenthesis", "> (!STAFF]\n> @"),
    ("parentheses", "> (!STAFF)\n> @"),
    ("braces", "> {!STAFF}\n> @"),
    ("angle brackets", "> <!STAFF>\n> @"),
    ("no exclamation mark", "> [STAFF]\n> @"),
    ("no exclamation mark, text on its line", "> [STAFF] @"),
    ("no exclamation mark, no quote", "[STAFF] @"),
    ("no exclamation mark, small letters", "> [staff]\n> @"),
    ("other exclamation mark", "> [\u00a1STAFF]\n> @"),
    ("full-width exclamation mark", "> [\uff01STAFF]\n> @"),
    ("full-width brackets", "> \uff3b!STAFF\uff3d\n> @"),
    ("all full width",
     "> \uff3b\uff01\uff33\uff34\uff21\uff26\uff26\uff3d\n> @"),
    ("full-width quote sign", "\uff1e [!STAFF]\n\uff1e @"),
    ("lenticular brackets", "> \u3010!STAFF\u3011\n> @"),
    ("double brackets", "> [[!STAFF]]\n> @"),
    ("image", "> ![STAFF]\n> @"),
    ("image with an address", "> ![STAFF](a.png)\n> @"),
    ("a link", "> [!STAFF](https://www.example.org/)\n> @"),
    ("a reference", "> [!STAFF][]\n> @"),
    ("typing error", "> [!STAF]\n> @"),
    ("typing error, swapped", "> [!SATFF]\n> @"),
    ("typing error, VULNERABEL", "> [!VULNERABEL]\n> @"),
    ("another letter S", "> [!\u0405TAFF]\n> @"),
    ("words in the marker", "> [!STAFF ONLY]\n> @"),
    ("text in the marker", "> [!STAFF @]\n> @"),
    ("colon in the marker", "> [!STAFF:]\n> @"),
    ("space after the mark", "> [! STAFF]\n> @"),
    ("space before the mark", "> [ !STAFF]\n> @"),
    ("no-break space after the mark", "> [!\u00a0STAFF]\n> @"),
    ("zero-width space after the mark", "> [!\u200bSTAFF]\n> @"),
    ("soft hyphen in the marker", "> [!STA\u00adFF]\n> @"),
    ("no-break space before the marker", ">\u00a0[!STAFF]\n>\u00a0@"),
    ("zero-width space before the marker", "> \u200b[!STAFF]\n> @"),
    ("byte order mark before the marker", "> \ufeff[!STAFF]\n> @"),
    ("byte order mark before the quote", "\ufeff> [!STAFF]\n> @"),
    ("no-break space before the quote", "\u00a0> [!STAFF]\n\u00a0> @"),
    ("entities", "> &#91;!STAFF&#93;\n> @"),
    ("an entity for the quote sign", "&gt; [!STAFF]\n&gt; @"),
    ("escaped brackets", "> \\[!STAFF\\]\n> @"),
    ("escaped first bracket", "> \\[!STAFF]\n> @"),
    ("escaped exclamation mark", "> [\\!STAFF]\n> @"),
    ("escaped quote sign", "\\> [!STAFF]\n\\> @"),
    ("code", "> `[!STAFF]`\n> @"),
    ("struck through", "> ~~[!STAFF]~~\n> @"),
    ("half bold", "> **[!STAFF]\n> @"),
    ("marker in the middle of the line", "> Beware: [!STAFF] @"),
    ("marker at the end of the line", "> @ [!STAFF]"),
    ("marker on the second line", "> Beware.\n> [!STAFF]\n> @"),
    ("marker after an empty paragraph", "> Beware.\n>\n> [!STAFF]\n> @"),
    ("marker in a list item", "- [!STAFF] @"),
    ("marker in a numbered item", "1. [!MARK] @"),
    ("bold marker in a list item", "- **[!STAFF]** @"),
    ("marker in a list in a quote", "> - [!STAFF]\n> - @"),
    ("marker in a checklist", "- [ ] [!STAFF] @"),
    ("marker in a table",
     "| What | Why |\n|---|---|\n| [!STAFF] @ | @ |"),
    ("marker in a heading", "## [!STAFF] @\n\n@"),
    ("marker behind a heading", "## @ [!STAFF]\n\n@"),
    ("marker emphasised, no quote", "*[!STAFF]* @"),
    ("marker above the quote", "[!STAFF]\n> @"),
    ("marker above the quote, blank line", "[!STAFF]\n\n> @"),
    ("two markers", "> [!INFO] [!STAFF] @"),
    ("two markers, two lines", "> [!INFO]\n> [!STAFF]\n> @"),
    ("indented as code", "    > [!STAFF]\n    > @"),
    ("tab before the quote", "\t> [!STAFF]\n\t> @"),
    ("in a code fence", "```\n> [!STAFF]\n> @\n```"),
    ("tab after the quote sign", ">\t[!STAFF]\n>\t@"),
    ("many spaces after the quote sign", ">     [!STAFF]\n>     @"),
    # The quote ends too early.
    ("lazy line", "> [!MARK]\n> first\n@"),
    ("lazy line at once", "> [!MARK]\n@"),
    ("lazy line after text on the marker's line", "> [!MARK] first\n@"),
    ("lazy list", "> [!MARK]\n> first\n- @"),
    ("lazy list after a list", "> [!MARK]\n> - first\n- @"),
    ("lazy numbers", "> [!MARK]\n> first\n1. @"),
    ("lazy line after a list", "> [!MARK]\n> - first\n@"),
    ("lazy fence", "> [!MARK]\n> first\n```\n@\n```"),
    ("lazy line after a fence", "> [!MARK]\n> ```\n> first\n> ```\n@"),
    ("open fence", "> [!MARK]\n> ```\n> first\n@"),
    ("lazy table", "> [!MARK]\n> first\n| @ | b |\n|---|---|\n| @ | d |"),
    ("lazy line in a list", "- item\n\n  > [!MARK]\n  > first\n  @"),
    ("lazy line outside a list", "- item\n\n  > [!MARK]\n  > first\n@"),
    ("lazy line two deep", "> [!INFO]\n> > [!STAFF]\n> > first\n> @"),
    ("lazy line with a no-break space", "> [!STAFF]\n> first\n\u00a0@"),
    ("quote sign missing on the blank line", "> [!MARK]\n> first\n\n> @"),
    ("marker, then a blank line", "> [!MARK]\n\n> @"),
    ("two blank lines", "> [!MARK]\n> first\n\n\n> @"),
    ("a third quote", "> [!MARK]\n> first\n\n> @\n\n> @"),
    ("blank line in a list", "- item\n\n  > [!MARK]\n  > first\n\n  > @"),
    ("second line not in the list item", "- > [!STAFF]\n> @"),
    ("comment between the quotes", "> [!STAFF]\n> first\n\n<!-- -->\n\n> @"),
    ("lazy line behind ELSE", "> [!ONLY public]\n> all\n\n> [!ELSE]\n> one\n@"),
    # ONLY and ELSE
    ("ELSE without ONLY", "> [!ELSE]\n> @"),
    ("ELSE after a paragraph",
     "> [!ONLY public]\n> all\n\nBetween.\n\n> [!ELSE]\n> @"),
    ("ELSE in the same quote", "> [!ONLY public]\n> all\n> [!ELSE]\n> @"),
    ("OTHERWISE for ELSE", "> [!ONLY public]\n> all\n\n> [!OTHERWISE]\n> @"),
    ("ELSE with a guard", "> [!ONLY public]\n> all\n\n> [!ELSE staff]\n> @"),
    ("ELSE of a level", "> [!ONLY level 2]\n> @\n\n> [!ELSE]\n> @"),
    ("ELSE of a channel", "> [!ONLY phone]\n> @\n\n> [!ELSE]\n> @"),
    ("ONLY without a guard", "> [!ONLY]\n> @"),
    ("ONLY with a colon", "> [!ONLY: staff]\n> @"),
    ("ONLY run together", "> [!ONLYSTAFF]\n> @"),
    ("ONLY with a typing error", "> [!ONLY stafff]\n> @"),
    ("ONLY level run together", "> [!ONLY level2]\n> @"),
    ("ONLY level in words", "> [!ONLY level two]\n> @"),
    ("ONLY level 5", "> [!ONLY level 5]\n> @"),
    ("ONLY level 0", "> [!ONLY level 0]\n> @"),
    ("ONLY not public", "> [!ONLY not public]\n> @"),
    ("ONLY staff and phone", "> [!ONLY staff and phone]\n> @"),
    ("ONLY staff, phone", "> [!ONLY staff, phone]\n> @"),
    ("ONLY telephone", "> [!ONLY telephone]\n> @"),
    ("ONLY outside the brackets", "> [!ONLY] staff\n> @"),
    ("ONLY from a bad date", "> [!ONLY from 2099-13-01]\n> @"),
    ("ONLY from a date in words", "> [!ONLY from 1 April 2099]\n> @"),
    ("ONLY dates swapped",
     "> [!ONLY from 2099-02-01 until 2099-01-01]\n> @"),
    ("ONLY if, in a guide", "> [!ONLY if bin: garden]\n> @"),
    ("EXCEPT", "> [!EXCEPT public]\n> @"),
    # Markers of other systems
    ("NOTE", "> [!NOTE]\n> @"),
    ("CAUTION", "> [!CAUTION]\n> @"),
    ("INTERNAL", "> [!INTERNAL]\n> @"),
    # Headings, comments, HTML
    ("underlined heading", "Staff only\n----------\n\n> [!STAFF]\n> @\n\n@"),
    ("underlined heading, double", "@\n===="),
    ("underlined marker", "> [!STAFF]\n---\n\n[!STAFF]\n---\n\n@"),
    ("HTML comment", "<!-- @ -->"),
    ("HTML comment in a line", "So it is <!-- @ --> here."),
    ("HTML comment, two lines", "<!-- staff\n@\n-->"),
    ("hidden element", "<div hidden>\n\n@\n\n</div>"),
    ("inline element", "So <span class=\"staff\">@</span> it is."),
    ("details", "<details>\n<summary>Staff</summary>\n@\n</details>"),
    ("link definition", "[staff]: https://www.example.org/@"),
    ("comment as a link definition", "[//]: # (@)"),
    ("comment as a definition, other form", "[comment]: <> (@)"),
    ("footnote", "So it is.[^1]\n\n[^1]: @"),
    ("heading in a quote", "> [!STAFF]\n> ## @\n> @"),
    # Section guards
    ("Only, typing error in the guard", "## Inside\n\nOnly: staf.\n\n@"),
    ("Only, typing error in the key", "## Inside\n\nOny: staff.\n\n@"),
    ("Only, no colon", "## Inside\n\nOnly staff.\n\n@"),
    ("Only, semicolon", "## Inside\n\nOnly; staff\n\n@"),
    ("Only, space before the colon", "## Inside\n\nOnly : staff\n\n@"),
    ("Only, full-width colon", "## Inside\n\nOnly\uff1a staff\n\n@"),
    ("Only, no space", "## Inside\n\nOnly:staff.\n\n@"),
    ("Only, no-break space", "## Inside\n\nOnly:\u00a0staff.\n\n@"),
    ("Only, two guards", "## Inside\n\nOnly: staff, level 2.\n\n@"),
    ("Only, level in words", "## Inside\n\nOnly: level two.\n\n@"),
    ("Only, emphasised guard", "## Inside\n\nOnly: *staff*.\n\n@"),
    ("Only after a paragraph", "## Inside\n\nFirst.\n\nOnly: staff.\n\n@"),
    ("Only before the heading", "Only: staff.\n\n## Inside\n\n@"),
    ("Only under H3", "## Inside\n\nFirst.\n\n### Deep\n\nOnly: staff.\n\n@"),
    ("Only in the heading", "## Only: staff @\n\n@"),
    ("Only in a list", "## Inside\n\n- Only: staff.\n\n@"),
    ("Only in a quote", "## Inside\n\n> Only: staff.\n\n@"),
    ("Only and text on one line", "## Inside\n\nOnly: staff. @\n\n@"),
    ("Only and text on the next line", "## Inside\n\nOnly: staff.\n@\n\n@"),
    ("Only twice", "## Inside\n\nOnly: online.\n\nOnly: staff.\n\n@"),
    ("Only twice, two lines", "## Inside\n\nOnly: online.\nOnly: staff.\n\n@"),
    ("Only as a code block", "## Inside\n\n    Only: staff.\n\n@"),
    ("Only for", "## Inside\n\nOnly for staff.\n\n@"),
    ("Guard for Only", "## Inside\n\nOnly if: staff.\n\n@"),
    ("Only without a guard", "## Inside\n\nOnly:\n\n@"),
    # Includes
    ("include of what is for staff", "[@](../STAFFSNIPPET \"include\")"),
    ("include in a sentence", "So [@](../STAFFSNIPPET \"include\") it is."),
    ("link to what is for staff", "See [@](../STAFFDOC)."),
    ("link by address to what is for staff", "See [@](/STAFFID)."),
]

# In a step of a public script, before its choices.
SCRIPT = [
    ("Record after a line of text", "Some text.\nRecord: @ (text)"),
    ("Record after said words", "> And so?\nRecord: @ (text)"),
    ("Record, bad type", "Record: @ (txet)"),
    ("Record, no type", "Record: @"),
    ("Record as a code block", "    Record: @ (text)"),
    ("Record, space before the colon", "Record : @ (text)"),
    ("Hand over, small", "hand over: @; @"),
    ("Judgement in two paragraphs", "Judgement: @\n@"),
    ("Stop without a link", "Stop and escalate if: @ happens."),
    ("Stop to nowhere", "Stop and escalate if: @ happens. [@](#nowhere)"),
    ("Do first, nothing there", "Do first: [@](../shared/none.md)"),
    ("marker at a said line", "> [!STAF] @"),
    ("marker without a quote", "[!SAY] @"),
    ("lazy cue", "> [!FRAUD]\n> first\n@"),
    ("cue without a quote sign on the blank line",
     "> [!FRAUD]\n> first\n\n> @"),
    ("choice's guard with a typing error",
     "- [@](#yes-it-is) *staf* note\n- [Yes](#yes-it-is)"),
    ("choice's guard bold",
     "- [@](#yes-it-is) **staff** note\n- [Yes](#yes-it-is)"),
    ("choice's guard in the link",
     "- [@ *staff*](#yes-it-is) note\n- [Yes](#yes-it-is)"),
    ("choice's guard before the link",
     "- *staff* [@](#yes-it-is)\n- [Yes](#yes-it-is)"),
    ("choice's guard after a colon",
     "- [@](#yes-it-is): *staff*\n- [Yes](#yes-it-is)"),
    ("choice's guard without a space",
     "- [@](#yes-it-is)*staff*\n- [Yes](#yes-it-is)"),
    ("choice's guard half emphasised",
     "- [@](#yes-it-is) *staff\n- [Yes](#yes-it-is)"),
    ("choice's guard in parentheses",
     "- [@](#yes-it-is) *(staff)*\n- [Yes](#yes-it-is)"),
    ("choice's guard on the next line",
     "- [@](#yes-it-is)\n  *staff*\n- [Yes](#yes-it-is)"),
    ("choice's note in a second paragraph",
     "- [Maybe](#yes-it-is) first\n\n  @\n- [Yes](#yes-it-is)"),
    ("choice's note in a list",
     "- [Maybe](#yes-it-is) first\n  - @\n- [Yes](#yes-it-is)"),
    ("choices, one without a link", "- [Yes](#yes-it-is)\n- @"),
    ("choices, numbered", "1. [Yes](#yes-it-is) @\n2. [No](#no-it-is-not) @"),
    ("choices, an open bracket",
     "- [Maybe](#yes-it-is) @\n- [@ (#yes-it-is)"),
    ("choice to a step for staff",
     "- [@](#inside) note\n\n## Inside\n\nOnly: staff.\n\n@\n\n"
     "Outcome: resolved\n\n## Last\n\n> Well?"),
    ("Test calls, misspelt", "- [Yes](#yes-it-is)\n\n## Test call\n\n"
     "- Begin; @ => Yes it is\n\n## Last\n\n> Well?"),
    ("outcome with a contact for staff",
     "- [Yes](#yes-it-is)\n\n## Inside\n\nOutcome: transfer to STAFFCONTACT\n"
     "What happens next: @\n\n## Last\n\n> Well?"),
]

GOOD = "owner: A\nreviewed: 2026-09-01\nreview-by: 2027-09-01\n"

# Whole files.
RAW = [
    ("front matter not closed", "---\ntitle: @\ntype: guide\n"
     "audience: public\n" + GOOD + "\n@\n"),
    ("front matter after a blank line", "\n---\ntitle: @\ntype: guide\n"
     "audience: public\n" + GOOD + "---\n@\n"),
    ("no front matter", "# @\n\n@\n"),
    ("front matter twice", "---\ntitle: @\ntype: guide\n" + GOOD + "---\n"
     "---\naudience: public\n---\n@\n"),
    ("four hyphens", "----\ntitle: @\ntype: guide\naudience: public\n" + GOOD
     + "----\n@\n"),
    ("no type", "---\ntitle: @\naudience: staff\n" + GOOD + "---\n@\n"),
    ("no audience", "---\ntitle: @\ntype: guide\n" + GOOD + "---\n@\n"),
    ("DOCTYPE in Markdown", "---\ntitle: @\ntype: guide\n" + GOOD
     + "---\n<!DOCTYPE html>\n@\n"),
]

# In place of `audience: public`, where staff was meant; "\n" adds lines.
FIELDS = [
    ("audience twice", "audience: public\naudience: staff"),
    ("audience twice, staff first", "audience: staff\naudience: public"),
    ("Audience twice, capital", "audience: public\nAudience: staff"),
    ("audience, both", "audience: public; staff"),
    ("audience, a list", "audience: [public, staff]"),
    ("audience with a comment", "audience: public # no, staff"),
    ("audience, typing error", "audience: pubic"),
    ("audience of nobody", "audience: nobody"),
    ("audience empty", "audience:"),
    ("audience, space before the colon", "audience : staff"),
    ("audience without a space", "audience:staff"),
    ("audience in capitals", "audience: STAFF"),
    ("audience in quotes", "audience: \"staff\""),
    ("audience indented", "  audience: staff"),
    ("audience indented with a tab", "\taudience: staff"),
    ("audience misspelt", "audiance: staff"),
    ("audience misspelt, beside the right one",
     "audience: public\naudiense: staff"),
    ("level on a public document", "audience: public\nlevel: 2"),
    ("level 1 and more", "audience: public\nlevel: 3"),
    ("level in words", "audience: public\nlevel: two"),
    ("level 0", "audience: public\nlevel: 0"),
    ("level 5", "audience: public\nlevel: 5"),
    ("Level with a capital", "audience: public\nLevel: 2"),
    ("unknown field", "audience: public\nstaff-only: yes"),
    ("unknown field, hidden", "audience: public\nhidden: @"),
    ("from, misspelt", "audience: public\nform: 2099-01-01"),
    ("from, bad date", "audience: public\nfrom: 2099-02-30"),
    ("from, a date in words", "audience: public\nfrom: 1 April 2099"),
    ("from, other order", "audience: public\nfrom: 01/04/2099"),
    ("until, bad date", "audience: public\nuntil: 2020-00-10"),
    ("until and from swapped",
     "audience: public\nfrom: 2099-01-01\nuntil: 2020-01-01"),
    ("staff-phone on a guide", "audience: public\nstaff-phone: 01632 @"),
    ("an anchor of YAML", "audience: &a public\nowner2: *a"),
    ("a tag of YAML", "audience: !!str public\nhidden: @"),
    ("a folded value", "audience: >\n  staff\n  public"),
]

# A field of a public guide, and what stands in it.
HEADS = [
    ("marker in the title", "title", "[!STAFF] @"),
    ("marker in the summary", "summary", "[!STAFF] @"),
    ("marker in also-asked", "also-asked", "bins; [!STAFF] @"),
    ("marker in changed", "changed", "2026-04-01 [!STAFF] @"),
    ("marker in service-level", "service-level", "[!STAFF] @"),
    ("marker in legal", "legal", "[!STAFF] @"),
    ("provided by a contact for staff", "provided-by", "STAFFCONTACT"),
    ("related to what is for staff", "related", "STAFFID"),
    ("translation of what is for staff", "translation-of", "STAFFID"),
    ("self-service for staff", "self-service", "[Do it](../STAFFDOC) now"),
    ("owner with a marker", "owner", "[!STAFF] @"),
]


def utf16(d, where):
    return fill_raw(d, where).encode("utf-16")


def latin1(d, where):
    return fill_raw(d, where).encode("utf-8") + b"\n\xe9\xe8 not UTF-8\n"


def nul(d, where):
    return fill_raw(d, where).encode("utf-8") + b"\n\0\n"


def mac(d, where):
    """Line ends of old: carriage returns alone."""
    text = (fill_raw(d, where, "Text.\n\n> [!STAFF]\n> %s\n> %s\n"))
    return text.replace("\n", "\r").encode("utf-8")


def fill_raw(d, where, body=None):
    words = d.secret(where), d.secret(where)
    text = body or "%s\n\n%s\n"
    return ("---\ntitle: A slip\ntype: guide\naudience: public\n" + GOOD
            + "---\n" + text % words)


def xml(inner, attrs='audience="public"', start="", root="guide"):
    def make(d, where):
        text = inner
        while "@" in text:
            text = text.replace("@", d.secret(where), 1)
        return ('<?xml version="1.0" encoding="UTF-8"?>\n%s<%s '
                'xmlns="urn:signpost:content:1" id="%s" %s owner="A" '
                'reviewed="2026-09-01" review-by="2027-09-01">'
                '<title>A slip</title><p>Text.</p>%s</%s>\n'
                % (start, root, d.id, attrs, text, root))
    return make


FILES = [
    ("UTF-16", utf16, ".md"),
    ("Latin-1", latin1, ".md"),
    ("NUL", nul, ".md"),
    ("carriage returns", mac, ".md"),
    ("ending in capitals", fill_raw, ".MD"),
    ("ending .txt", fill_raw, ".txt"),
    ("XML, element in capitals", xml("<Staff><p>@</p></Staff>"), ".xml"),
    ("XML, misspelt element", xml("<stafff><p>@</p></stafff>"), ".xml"),
    ("XML, empty staff element", xml("<staff/><stuff>@</stuff>"), ".xml"),
    ("XML, attribute for element", xml('<p staff="yes">@</p>'), ".xml"),
    ("XML, when on a paragraph", xml('<p when="staff">@</p>'), ".xml"),
    ("XML, only without when", xml("<only><p>@</p></only>"), ".xml"),
    ("XML, only with an empty when", xml('<only when=""><p>@</p></only>'),
     ".xml"),
    ("XML, bad guard", xml('<only when="stafff"><p>@</p></only>'), ".xml"),
    ("XML, bad section guard",
     xml('<section when="staf"><heading>Inside</heading><p>@</p></section>'),
     ".xml"),
    ("XML, else alone", xml("<else><p>@</p></else>"), ".xml"),
    ("XML, else after a paragraph", xml(
        '<only when="public"><p>all</p></only><p>b</p><else><p>@</p></else>'),
     ".xml"),
    ("XML, else of a level", xml(
        '<only when="level 2"><p>@</p></only><else><p>@</p></else>'), ".xml"),
    ("XML, say in a guide", xml("<say>@</say>"), ".xml"),
    ("XML, level on a public document",
     xml("<p>@</p>", 'audience="public" level="2"'), ".xml"),
    ("XML, audience twice",
     xml("<p>@</p>", 'audience="public" audience="staff"'), ".xml"),
    ("XML, audience as an element",
     xml("<audience>staff</audience><p>@</p>"), ".xml"),
    ("XML, audience misspelt", xml("<p>@</p>", 'audiance="public"'), ".xml"),
    ("XML, other namespace", xml(
        '<x:staff xmlns:x="urn:other"><x:p>@</x:p></x:staff>'), ".xml"),
    ("XML, DOCTYPE with an entity", xml(
        "<p>&c;@</p>", start='<!DOCTYPE guide [<!ENTITY c "x">]>\n'), ".xml"),
    ("XML, CDATA", xml("<staff><p><![CDATA[<p>@</p>]]></p></staff>"), ".xml"),
    ("XML, HTML comment for staff", xml("<p>a<!-- @ -->b</p>"), ".xml"),
    ("XML, not closed", xml("<staff><p>@</p>"), ".xml"),
    ("XML, Markdown inside", xml("<p>\n> [!STAFF]\n> @\n</p>"), ".xml"),
    ("XML, marker in the text", xml("<p>[!STAFF] @</p>"), ".xml"),
    ("XML, quote with a marker", xml("<quote><p>[!STAFF] @</p></quote>"),
     ".xml"),
    ("XML, script with staff attributes", xml(
        '<step><heading>First</heading><p>a</p><record name="@" type="text" '
        'visible="no"/><outcome kind="resolved"/></step>', root="script"),
     ".xml"),
    ("XML, notes in an option", xml(
        '<step><heading>First</heading><option to="last">Go<note>@</note>'
        '</option></step><step><heading>Last</heading><outcome '
        'kind="resolved"><handover>@</handover></outcome></step>',
        root="script"), ".xml"),
    ("XML in a Markdown file", xml("<staff><p>@</p></staff>"), ".md"),
    ("Markdown in an XML file", lambda d, where: fill_raw(d, where), ".xml"),
]
