# SPDX-License-Identifier: GPL-2.0-or-later
"""The Model Context Protocol over HTTP, message by message.

  mcp.py ADDRESS STAFF-ADDRESS
"""

import http.client
import json
import sys

from http_site import Site
from results import check

JSON = {"Content-Type": "application/json",
        "Accept": "application/json, text/event-stream"}


class Client:
    def __init__(self, address):
        self.host, self.port = address.rsplit(":", 1)
        self.id = 0

    def post(self, body, headers=None):
        conn = http.client.HTTPConnection(self.host, int(self.port),
                                          timeout=30)
        conn.request("POST", "/mcp", body, {**JSON, **(headers or {})})
        got = conn.getresponse()
        data = got.read()
        conn.close()
        return got.status, data

    def ask(self, method, params=None):
        self.id += 1
        message = {"jsonrpc": "2.0", "id": self.id, "method": method}
        if params is not None:
            message["params"] = params
        status, data = self.post(json.dumps(message))
        reply = json.loads(data)
        assert status == 200 and reply["id"] == self.id, (status, reply)
        return reply

    def call(self, tool, **arguments):
        return self.ask("tools/call", {"name": tool, "arguments": arguments})


def hello(client):
    for asked, given in (("2025-06-18", "2025-06-18"),
                         ("2025-11-25", "2025-11-25"),
                         ("2025-03-26", "2025-06-18"),
                         ("1999-01-01", "2025-06-18")):
        got = client.ask("initialize", {"protocolVersion": asked,
                                        "capabilities": {}})["result"]
        if got["protocolVersion"] != given or "tools" not in \
                got["capabilities"] or not got["serverInfo"]["version"]:
            yield "%s: %s" % (asked, got)
    if client.ask("ping")["result"] != {}:
        yield "ping"
    status, data = client.post('{"jsonrpc":"2.0",'
                               '"method":"notifications/initialized"}')
    if (status, data) != (202, b""):
        yield "a notification: %d %r" % (status, data)


def tools(client):
    got = client.ask("tools/list")["result"]["tools"]
    if [tool["name"] for tool in got] != ["search", "read"]:
        yield got
    for tool in got:
        if tool["inputSchema"]["type"] != "object" or not \
                tool["annotations"]["readOnlyHint"]:
            yield tool


def found(client, site):
    for query in ("missed bin", "cant pay council tax", "pothole"):
        got = client.call("search", query=query)["result"]
        rows = got["structuredContent"]["results"]
        api = json.loads(site.get("/api/v1/search?q="
                                  + query.replace(" ", "+")).body)["results"]
        if [r["id"] for r in rows] != [r["id"] for r in api]:
            yield "%s: not what the API finds" % query
        if json.loads(got["content"][0]["text"]) != got["structuredContent"]:
            yield "%s: text and structure differ" % query
        if not rows[0]["url"].startswith("http"):
            yield "%s: %s" % (query, rows[0]["url"])
        page = client.call("read", id=rows[0]["id"])["result"]
        text = json.dumps(page["structuredContent"])
        if page["isError"] or rows[0]["title"] not in text or "<p" in text:
            yield "%s: %s" % (query, text[:200])
        if not page["structuredContent"]["sections"]:
            yield "%s: no sections" % rows[0]["id"]


def wrong(client):
    for tool, arguments in (("read", {"id": "waste/none"}), ("read", {}),
                            ("read", {"id": 7}), ("search", {}),
                            ("search", {"query": "  "}),
                            ("search", {"query": "a" * 2049})):
        got = client.call(tool, **arguments)
        if not got.get("result", {}).get("isError"):
            yield "%s %s: %s" % (tool, str(arguments)[:40], got)
    for method, params, code in (("tools/call", {"name": "write"}, -32602),
                                 ("resources/list", {}, -32601)):
        got = client.ask(method, params)
        if got.get("error", {}).get("code") != code:
            yield "%s: %s" % (method, got)
    for body, code in (("{", -32700), ("", -32700), ("[]", -32600),
                       ("[" * 3000, -32700), ("7", -32700),
                       ('{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600),
                       ('{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600),
                       ('{"jsonrpc":"2.0","id":1}', -32600),
                       ('{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}',
                        -32700),
                       ('{"jsonrpc":"2.0","id":1,"method":"ping",'
                        '"params":[]}', -32602),
                       (b'{"jsonrpc":"2.0","id":1,"method":"\xff"}', -32700)):
        status, data = client.post(body)
        if status != 400 or json.loads(data)["error"]["code"] != code:
            yield "%r: %d %r" % (body[:40], status, data[:200])


def refused(client, address, staff):
    ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}'
    for headers, want in (({"Origin": "https://evil.example"}, 403),
                          ({"Origin": "null"}, 403),
                          ({"Sec-Fetch-Site": "cross-site"}, 403),
                          ({"Origin": "http://" + address}, 200),
                          ({"Content-Type": "text/plain"}, 415)):
        status, _ = client.post(ping, headers)
        if status != want:
            yield "%s: %d" % (headers, status)
    status, _ = client.post(" " * (64 * 1024 + 1))
    if status != 413:
        yield "too long: %d" % status
    reply = Site(address).get("/mcp")
    if reply.status != 405 or "POST" not in reply.header("allow"):
        yield "GET: %d" % reply.status
    status, _ = Client(staff).post(ping)
    if status not in (404, 405):
        yield "the staff site: %d" % status


def kept_apart(client):
    """Nothing that only staff may read."""
    for page in ("waste/missed-bin", "shared/identity-check",
                 "contacts/waste-duty-officer"):
        if not client.call("read", id=page)["result"]["isError"]:
            yield page


if __name__ == "__main__":
    public, staff = sys.argv[1:]
    one = Client(public)
    check("an assistant says hello", hello(one))
    check("two tools, which read only", tools(one))
    check("it finds and reads what residents find and read",
          found(one, Site(public)))
    check("what is wrong is told in the protocol's way", wrong(one))
    check("pages elsewhere, other types and methods, and the staff site: no",
          refused(one, public, staff))
    check("no page for staff can be read", kept_apart(one))
