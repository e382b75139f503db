# SPDX-License-Identifier: GPL-2.0-or-later
"""minisearch, in memory in Node, behind Node's own HTTP server."""
import json
import shutil
import urllib.parse

import measure
from peer import Row

NAME = "minisearch"
PACKAGES = ["nodejs", "npm"]
VERSION = "7.2.0"
modules = None  # set by bench/peers: where npm put it


def missing():
    if not shutil.which("node"):
        return ["node"]
    return [] if (modules / "node_modules/minisearch").exists() else [
        "minisearch of npm"]


def install():
    modules.mkdir(parents=True, exist_ok=True)
    measure.run(["npm", "install", "--no-audit", "--no-fund", "--prefix",
                 modules, f"minisearch@{VERSION}"])


class Peer:
    def __init__(self, job):
        self.job = job
        self.folder = job.folder("minisearch")
        self.data = self.folder / "documents"
        with self.data.open("w", encoding="utf-8") as out:
            for key, title, body in job.records():
                out.write(json.dumps({"id": key, "title": title,
                                      "body": body}) + "\n")

    def start(self):
        self.port = measure.free_port()
        self.server = measure.Process(
            ["node", "--max-old-space-size=8192",
             measure.HERE / "minisearch.js",
             modules / "node_modules/minisearch", self.data, self.port])
        self.server.wait_for(
            lambda: measure.reply(self.port, "/?q=council") is not None)

    def stop(self):
        self.server.stop()

    @staticmethod
    def path(query):
        return "/?" + urllib.parse.urlencode({"q": query})

    def load(self, connections, seconds):
        paths = measure.write_lines(
            self.folder / "paths", [self.path(q) for q in self.job.queries])
        return measure.wrk([self.server], self.port, paths, connections,
                           seconds)

    def found(self, query):
        return (measure.reply(self.port, self.path(query)) or "").count(
            '"service-')

    def rows(self):
        return [Row("minisearch in Node", "all", "no", self.load, self.found)]
