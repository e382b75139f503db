# SPDX-License-Identifier: GPL-2.0-or-later
"""The settings files of a corpus: what in them is for staff, and comments."""


def free(c, where, path):
    return c.secret("%s (%s)" % (where, path), "free", path)


def dead(c, where, path):
    return c.secret("%s (%s)" % (where, path), "dead", path)


def site(c, staff_id):
    path = "site.yaml"
    c.put(path, "\n".join([
        "# " + free(c, "comment", path),
        "name: Council %s" % c.marker("site's name", path, None),
        "phone: 01632 960100", "hours: Mon-Fri 08:45-17:15",
        "time-zone: Europe/London", "languages: en",
        "areas: Wenbury; Northmarsh",
        "safeguarding: " + staff_id, "complaints: " + staff_id,
        "difficult-call: " + staff_id, "incident: " + staff_id,
        "# end " + free(c, "comment", path), ""]))


def services(c):
    path = "services.yaml"
    c.put(path, "\n".join([
        "# " + free(c, "comment", path),
        "- key: waste", "  title: Bins",
        "  owner: Manager " + free(c, "owner of a service", path), "",
        "- key: housing", "  title: Homes", "  # " + free(c, "comment", path),
        "  owner: Manager " + free(c, "owner of a service", path),
        "  two-person: yes", "- key: shared", "  title: Shared", ""]))


def glossary(c):
    path = "glossary.yaml"
    secret = lambda where: free(c, "staff glossary entry, " + where, path)
    entries = [
        ("short: " + secret("short"), "long: " + secret("long"),
         "meaning: Means " + secret("meaning"), "also: " + secret("also"),
         "audience: staff", "service: waste"),
        ("long: " + secret("long"), "meaning: " + secret("meaning")),
        ("short: " + secret("short"), "meaning: " + secret("meaning"),
         "audience: staff"),
        ("short: RFC", "long: rubbish from cars",
         "meaning: Rubbish that cars drop", "audience: public"),
        # An audience that is none: not the public's.
        ("short: " + secret("wrong audience"),
         "meaning: " + secret("wrong audience"), "audience: everyone"),
    ]
    c.rng.shuffle(entries)
    lines = ["# " + free(c, "comment", path)]
    for entry in entries:
        lines += ["- " + entry[0]] + ["  " + line for line in entry[1:]] + [""]
    c.put(path, "\n".join(lines))


def tables(c, staff_contact, staff_id, public_id):
    """on-call, fees, holidays, areas, pins and synonyms."""
    row = lambda *cells: ",".join(cells)
    path = "on-call.csv"
    c.put(path, "\n".join([
        "contact,from,until,post,phone",
        row(staff_contact, "2026-11-16", "2026-11-30",
            "Leader " + free(c, "post", path),
            "01632 960123 " + free(c, "phone", path)), ""]))
    path = "fees.csv"
    c.put(path, "\n".join([
        "key,label,amount,unit,from,until,service,owner,source,checked",
        row("garden-waste", "Garden waste", "50", "per year", "2026-04-01",
            "2098-12-31", "waste", "Manager " + free(c, "owner", path),
            "Paper " + free(c, "source", path), "2026-09-01"),
        row("garden-waste", "Garden " + dead(c, "label of a later row", path),
            "61", "per " + dead(c, "unit of a later row", path), "2099-01-01",
            "", "waste", "Manager " + dead(c, "owner of a later row", path),
            "Paper " + dead(c, "source of a later row", path),
            "2026-09-01"), ""]))
    path = "bank-holidays.csv"
    c.put(path, "\n".join(["date,name,open,close,contacts",
                           row("2026-12-25", "Christmas", "", "",
                               staff_contact), ""]))
    path = "areas.csv"
    c.put(path, "\n".join([
        "postcode,place,area,district,county,parish,from,until,water",
        row("WX1", "Wenbury", "Wenbury", "help-desk", "help-desk", "help-desk",
            "", "", staff_contact), ""]))
    path = "pins.yaml"
    c.put(path, "\n".join([
        "# " + free(c, "comment", path),
        "- query: " + free(c, "query of a staff pin", path),
        "  document: " + staff_id, "  position: best",
        "  owner: Manager " + free(c, "owner", path),
        "  reason: Since " + free(c, "reason", path),
        "  from: 2026-01-01", "  expires: 2027-01-01",
        "- query: bins", "  document: " + public_id, "  position: best",
        "  owner: Manager " + free(c, "owner", path),
        "  reason: Since " + free(c, "reason", path),
        "  from: 2026-01-01", "  expires: 2027-01-01", ""] + [
            line for d in c.pinned for line in (
                "- query: " + c.secret("query of a pin (%s)" % d.path, "above",
                                       d.path, d.level),
                "  document: " + d.id, "  position: best", "  owner: Manager",
                "  reason: It is asked for", "  from: 2026-01-01",
                "  expires: 2027-01-01", "")]))
    path = "synonyms.txt"
    c.put(path, "\n".join(["# " + free(c, "comment", path),
                           "bin, dustbin, wheelie bin",
                           "brown bin => garden waste  # "
                           + free(c, "comment", path), ""]))


def others(c):
    """Files that are no content at all."""
    c.put("README.txt", free(c, "a text file", "README.txt"))
    c.put("waste/%s.png" % free(c, "name of a picture", "waste"), b"\x89PNG")
    c.put(".drafts/%s.md" % free(c, "name of a hidden draft", ".drafts"),
          "---\ntitle: Draft %s\ntype: guide\naudience: public\n---\nText.\n"
          % free(c, "hidden draft", ".drafts"))
    c.put("waste/.%s.md.swp" % free(c, "name of an editor's file", "waste"),
          free(c, "editor's file", "waste"))
    c.put("waste/backup.md~", free(c, "backup", "waste/backup.md~"))
