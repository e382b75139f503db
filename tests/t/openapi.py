# SPDX-License-Identifier: GPL-2.0-or-later
"""Is the API what its description says?  Every operation with every parameter:
as the description allows, as it does not, and one that it does not know.

  openapi.py public|staff ADDRESS SOURCE
"""

import json
import pathlib
import re
import sys

import jsonschema

from http_site import Site, enc
from results import check

EXAMPLES = {"q": ["bin", "", "caf\u00e9 & <b>", "zzxqy", "a" * 2048],
            "service": ["waste", "none"], "provider": ["council", "none"],
            "area": ["northmarsh", "none"], "id": ["waste/bin-days"]}
GONE = {"id": ["none", "waste/none", "waste"]}
# Beyond the form that a schema can tell.
WRONG = {"q": (["a" * 2049], 400)}


class Api:
    def __init__(self, address, source):
        self.site = Site(address)
        self.doc = json.loads((pathlib.Path(source)
                               / "templates/openapi.json").read_text())
        self.seen = set()

    def at(self, node):
        """The node, or what it refers to."""
        while "$ref" in node:
            ref, node = node["$ref"], self.doc
            for part in ref[2:].split("/"):
                node = node[part]
        return node

    def operations(self):
        for path, methods in self.doc["paths"].items():
            for method, operation in methods.items():
                yield path, method, operation

    def parameters(self, operation):
        return [self.at(p) for p in operation.get("parameters", [])]

    def call(self, path, operation, values, status, query=""):
        """Faults of one call; status: what must come, or the codes."""
        target, search = path, [query] if query else []
        for parameter in self.parameters(operation):
            name = parameter["name"]
            if name not in values:
                continue
            if parameter["in"] == "path":
                target = target.replace("{%s}" % name, values[name])
            else:
                search.append(name + "=" + enc(str(values[name])))
        target += "?" + "&".join(search) if search else ""
        reply = self.site.get(target)
        if reply.status != status:
            yield "%s: %d" % (target[:80], reply.status)
            return
        promised = operation["responses"].get(str(status))
        if promised is None:
            yield "%s: %d is not described" % (target[:80], status)
            return
        self.seen.add((path, status))
        kind = reply.header("content-type").split(";")[0]
        content = self.at(promised).get("content", {})
        if kind not in content:
            yield "%s: %s" % (target[:80], kind)
            return
        body = reply.body.decode()
        if kind != "text/plain":
            body = json.loads(body)
        yield from self.faults(content[kind]["schema"], body, target[:80])

    def faults(self, schema, body, target):
        schema = dict(schema, components=self.doc["components"])
        for error in jsonschema.Draft202012Validator(schema).iter_errors(body):
            yield "%s: %s at %s" % (target, error.message, error.json_path)


def good(api, parameter):
    """Values as the description allows them."""
    schema = api.at(parameter.get("schema", {}))
    if "enum" in schema:
        return schema["enum"]
    if schema.get("type") == "integer":
        return sorted({schema["minimum"], schema.get("default", 0), 1,
                       schema["maximum"]})
    return EXAMPLES[parameter["name"]]


def bad(api, parameter):
    """(value, status) that it does not allow and the server refuses."""
    schema = api.at(parameter.get("schema", {}))
    if schema.get("type") == "integer":
        for value in (-1, schema["maximum"] + 1, "x", "1x", "1.5",
                      "9" * 30):
            yield value, 422
    values, status = WRONG.get(parameter["name"], ([], 0))
    for value in values:
        yield value, status
    for value in GONE.get(parameter["name"], []):
        yield value, 404


def needed(api, operation):
    return {p["name"]: good(api, p)[0] for p in api.parameters(operation)
            if p.get("required") or p["name"] == "q"}


def calls(api):
    for path, method, operation in api.operations():
        if method != "get":
            yield "%s %s: no test" % (method, path)
            continue
        base = needed(api, operation)
        yield from api.call(path, operation, base, 200)
        for parameter in api.parameters(operation):
            for value in good(api, parameter):
                yield from api.call(path, operation,
                                    dict(base, **{parameter["name"]: value}),
                                    200)
            for value, status in bad(api, parameter):
                yield from api.call(path, operation,
                                    dict(base, **{parameter["name"]: value}),
                                    status)


def unknown(api):
    for path, _, operation in api.operations():
        if "422" not in operation["responses"]:
            continue
        base = needed(api, operation)
        yield from api.call(path, operation, base, 422, "colour=red")
        if "q" in base:
            yield from api.call(path, operation, base, 422, "q=twice")


def every_member(api):
    """What a schema does not name is not sent: nothing undescribed."""
    for path, name in (("/api/v1/search?q=bin&explain=1", "Results"),
                       ("/api/v1/answer?q=when+is+my+bin+day", "Answered"),
                       ("/api/v1/suggest?q=bi", "Suggestions"),
                       ("/api/v1/documents/waste/bin-days", "Document"),
                       ("/api/v1/documents/none", "Problem")):
        body = json.loads(api.site.get(path).body)
        yield from undescribed(api, api.doc["components"]["schemas"][name],
                               body, path)


def undescribed(api, schema, body, at):
    schema = api.at(schema)
    for other in schema.get("anyOf", []):
        if api.at(other).get("type") == "object" and isinstance(body, dict):
            schema = api.at(other)
    if isinstance(body, dict):
        known = schema.get("properties", {})
        for name, value in body.items():
            if name not in known:
                yield "%s: %s" % (at, name)
            else:
                yield from undescribed(api, known[name], value,
                                       at + "." + name)
    elif isinstance(body, list):
        for value in body:
            yield from undescribed(api, schema["items"], value, at + "[]")


def routes(source):
    """GET rows of the table of route.c: {path: parameters}."""
    text = (pathlib.Path(source) / "searchd/route.c").read_text()
    rows = re.findall(r'\{\s*(\w+),\s*"([^"]+)",\s*\w+,\s*\w+,\s*([\w |]+),'
                      r'[^"]*"([^"]*)"\s*\}', text)
    return {path.replace("...}", "}"): (method, sites, set(names.split()))
            for method, path, sites, names in rows}


def table(api, source, site):
    rows = {path: row for path, row in routes(source).items()
            if path.startswith("/api/")}
    if len(rows) < 4:
        yield "rows of route.c: %s" % sorted(rows)
    described = {path: operation for path, _, operation in api.operations()}
    for path, (_, _, names) in rows.items():
        if path not in described:
            yield path + " is not described"
            continue
        told = {p["name"] for p in api.parameters(described[path])
                if p["in"] == "query"}
        if told != names:
            yield "%s: %s, described %s" % (path, names, told)
    for path in described:
        if path.startswith("/api/") and path not in rows:
            yield path + " is no row of route.c"


def main(name, address, source):
    api = Api(address, source)
    served = json.loads(api.site.get("/api/openapi.json").body)
    jsonschema.Draft202012Validator.check_schema(
        {"$defs": api.doc["components"]["schemas"]})
    for what, faults in (
            ("the description served is the file's",
             [] if served == api.doc else ["another"]),
            ("it has every route and parameter, and no other",
             table(api, source, name)),
            ("each call is answered as described", calls(api)),
            ("an unknown or repeated parameter is refused as described",
             unknown(api)),
            ("nothing undescribed is sent", every_member(api))):
        check("%s: %s" % (name, what), faults)


if __name__ == "__main__":
    main(*sys.argv[1:])
