# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite's FTS5 with its Porter stemmer, in a process (bench/fts5-search)."""
import sqlite3
import sys

import measure
from peer import Row, signpost

NAME = "SQLite FTS5"
PACKAGES = []


def missing():
    try:
        sqlite3.connect(":memory:").execute(
            "CREATE VIRTUAL TABLE t USING fts5(a)")
    except sqlite3.OperationalError:
        return ["FTS5 in Python's sqlite3"]
    return []


class Peer:
    def __init__(self, job):
        self.job = job
        self.database = job.folder("fts5") / "db"
        with sqlite3.connect(self.database) as database:
            database.execute("CREATE VIRTUAL TABLE docs USING fts5(id "
                             "UNINDEXED, title, body, "
                             "tokenize='porter unicode61')")
            database.executemany("INSERT INTO docs VALUES (?, ?, ?)",
                                 job.records())
            database.execute("INSERT INTO docs(docs) VALUES ('optimize')")

    def start(self):
        pass

    def stop(self):
        pass

    def alone(self, kind):
        return lambda connections, seconds: measure.in_process(
            [sys.executable, measure.HERE / "fts5-search", self.database,
             self.job.queries_file, seconds, signpost.threads(connections),
             kind])

    def rows(self):
        return [
            Row("SQLite FTS5 in process", "all", "no", self.alone("plain")),
            Row("SQLite FTS5 in process, snippet()", "all", "yes",
                self.alone("snippets")),
        ]
