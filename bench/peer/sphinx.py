# SPDX-License-Identifier: GPL-2.0-or-later
"""Sphinx, driven by bench-sphinxql over its SphinxQL.  Its programs have names
that others have too, so the whole paths are meant."""
import pathlib

import measure
from peer import Row

NAME = "Sphinx"
PACKAGES = ["sphinxsearch"]
INDEXER, SEARCHD = pathlib.Path("/usr/bin/indexer"), pathlib.Path(
    "/usr/bin/searchd")
CONF = """source docs
{
  type = tsvpipe
  tsvpipe_command = cat %(folder)s/docs.tsv
  tsvpipe_attr_string = name
  tsvpipe_field_string = title
  tsvpipe_field = body
}
index docs
{
  source = docs
  path = %(folder)s/docs
  morphology = stem_en
}
indexer
{
  mem_limit = 512M
}
searchd
{
  listen = 127.0.0.1:%(port)d:mysql41
  log = /dev/null
  pid_file = %(folder)s/pid
  binlog_path =
  workers = threads
  max_children = 64
}
"""
SELECT = ("SELECT id, name, title, WEIGHT() FROM docs WHERE MATCH('%s') "
          "LIMIT 10 OPTION ranker=bm25, field_weights=(title=3)")


def missing():
    return [str(p) for p in (INDEXER, SEARCHD) if not p.exists()]


class Peer:
    def __init__(self, job):
        self.job = job
        self.folder = job.folder("sphinx")
        self.port = measure.free_port()
        self.conf = self.folder / "conf"
        self.conf.write_text(CONF % {"folder": self.folder, "port": self.port})
        with (self.folder / "docs.tsv").open("w", encoding="utf-8") as out:
            for number, record in enumerate(job.records(), 1):
                out.write("\t".join([str(number), *record]) + "\n")
        measure.run([INDEXER, "--config", self.conf, "--all"])
        self.queries = measure.write_lines(
            self.folder / "queries", [SELECT % q for q in job.queries])

    def start(self):
        self.server = measure.Process([SEARCHD, "--config", self.conf,
                                       "--nodetach"])
        self.server.wait_for(lambda: measure.listens(self.port))

    def stop(self):
        self.server.stop()

    def ask(self, queries, connections, seconds):
        return measure.result_of(measure.run(
            [self.job.build / "bench/bench-sphinxql", self.port, queries,
             seconds, connections], timeout=measure.ROUND_S))

    def load(self, connections, seconds):
        before = measure.settled_cpu([self.server])
        done, wall, _, failures, _ = self.ask(self.queries, connections,
                                              seconds)
        used = measure.settled_cpu([self.server]) - before
        return measure.Load(used * 1e6 / max(done, 1), done / (wall / 1e6),
                            failures)

    def found(self):
        """The mean of all that are asked within a second: a line of one query
        would cost a second each."""
        done, _, _, _, rows = self.ask(self.queries, 1, 1)
        return rows / max(done, 1)

    def rows(self):
        return [Row("Sphinx", "all", "no", self.load, mean_found=self.found)]
