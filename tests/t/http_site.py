# SPDX-License-Identifier: GPL-2.0-or-later
"""A client of one site over one kept connection."""

import http.client
import re
import urllib.parse


def enc(text):
    return urllib.parse.quote(text, safe="")


class Reply:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def text(self):
        """Everything that came: status, headers and body, lower case."""
        head = "%d\n" % self.status + "".join(
            "%s: %s\n" % pair for pair in self.headers)
        return (head + self.body.decode("utf-8", "replace")).lower()

    def header(self, name):
        for key, value in self.headers:
            if key.lower() == name.lower():
                return value
        return ""


class Site:
    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self.conn = http.client.HTTPConnection(host, int(port), timeout=60)
        self.requests = 0

    def get(self, target, method="GET", body=None, headers=()):
        self.requests += 1
        for attempt in (1, 2):
            try:
                self.conn.request(method, target, body, dict(headers))
                got = self.conn.getresponse()
                body = got.read()
                return Reply(got.status, got.getheaders(), body)
            except (http.client.RemoteDisconnected, BrokenPipeError,
                    ConnectionResetError):
                # A kept connection may be closed between two requests.
                self.conn.close()
                if attempt == 2:
                    raise


LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
LOC = re.compile(r"<(?:loc|id)>([^<]*)</")


def links(reply):
    """Addresses on this site that a page, sitemap or feed names."""
    text = reply.body.decode("utf-8", "replace").replace("&amp;", "&")
    for link in LINK.findall(text) + LOC.findall(text):
        parts = urllib.parse.urlsplit(link)
        if parts.scheme in ("", "http") and parts.path.startswith("/") and \
                not link.startswith("//"):
            yield parts.path + ("?" + parts.query if parts.query else "")


def crawl(site, start, most=3000):
    """Every page that can be reached; yields (target, reply)."""
    todo = list(start)
    seen = set(todo)
    while todo and len(seen) <= most:
        target = todo.pop(0)
        reply = site.get(target)
        yield target, reply
        if reply.header("content-type").split(";")[0] in (
                "text/html", "application/xml", "application/atom+xml",
                "application/opensearchdescription+xml"):
            for link in links(reply):
                if link not in seen:
                    seen.add(link)
                    todo.append(link)
