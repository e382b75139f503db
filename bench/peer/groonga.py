# SPDX-License-Identifier: GPL-2.0-or-later
"""groonga's own HTTP server, its cache off, with its stemming filter."""
import glob
import json
import os
import shutil
import urllib.parse

import measure
from peer import Row

NAME = "groonga"
PACKAGES = ["groonga-bin", "groonga-token-filter-stem"]
SCHEMA = """plugin_register token_filters/stem
table_create Docs TABLE_HASH_KEY ShortText
column_create Docs title COLUMN_SCALAR ShortText
column_create Docs body COLUMN_SCALAR Text
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram \
--normalizer NormalizerAuto --token_filters TokenFilterStem
column_create Terms title COLUMN_INDEX|WITH_POSITION Docs title
column_create Terms body COLUMN_INDEX|WITH_POSITION Docs body
load --table Docs
"""


def missing():
    found = [] if shutil.which("groonga") else ["groonga"]
    if not glob.glob("/usr/lib/*/groonga/plugins/token_filters/stem.so"):
        found.append("its stemming filter")
    return found


class Peer:
    def __init__(self, job):
        self.job = job
        self.folder = job.folder("groonga")
        commands = self.folder / "commands"
        with commands.open("w", encoding="utf-8") as out:
            out.write(SCHEMA + "[\n")
            for key, title, body in job.records():
                out.write(json.dumps({"_key": key, "title": title,
                                      "body": body}) + ",\n")
            out.write("]\n")
        measure.run(["groonga", "--file", commands, "--log-path",
                     self.folder / "log", "-n", self.folder / "db"])
        commands.unlink()

    def start(self):
        self.port = measure.free_port()
        self.server = measure.Process(
            ["groonga", "-s", "--protocol", "http", "--bind-address",
             "127.0.0.1", "-p", self.port, "-t", os.cpu_count(), "--log-path",
             self.folder / "log", "--log-level", "error", self.folder / "db"])
        self.server.wait_for(
            lambda: measure.reply(self.port, "/d/status") is not None)

    def stop(self):
        self.server.stop()

    @staticmethod
    def path(query, columns="_key,title"):
        return "/d/select?" + urllib.parse.urlencode({
            "table": "Docs", "match_columns": "title*3||body", "query": query,
            "sort_keys": "-_score", "limit": 10, "output_columns": columns,
            "command_version": 2, "cache": "no"})

    def over_http(self, name, columns):
        paths = measure.write_lines(
            self.folder / (name + ".paths"),
            [self.path(query, columns) for query in self.job.queries])
        return lambda connections, seconds: measure.wrk(
            [self.server], self.port, paths, connections, seconds)

    def found(self, query):
        return (measure.reply(self.port, self.path(query)) or "").count(
            '"service-')

    def rows(self):
        return [
            Row("groonga", "all", "no",
                self.over_http("plain", "_key,title"), self.found),
            Row("groonga, snippet_html", "all", "yes", self.over_http(
                "snippets", "_key,title,snippet_html(body)"), self.found),
        ]
