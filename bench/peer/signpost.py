# SPDX-License-Identifier: GPL-2.0-or-later
"""Signpost itself, the floor, and searches without a server."""
import json
import os
import re
import sys
import urllib.parse

import measure
from peer import Row

NAME = "Signpost"
PACKAGES = ["wrk"]
PROGRAMS = ("signpost-indexer", "signpost-searchd", "bench/bench-hello",
            "bench/bench-inprocess", "bench/bench-inxapian",
            "bench/bench-sphinxql")


def cpus():
    return len(os.sched_getaffinity(0))


def threads(connections):
    """In a process one thread stands for a connection, two for sixteen: as
    many as work at a time here."""
    return 1 if connections == 1 else cpus()


class Peer:
    def __init__(self, job):
        self.job = job
        self.folder = job.folder("signpost")
        self.index = self.folder / "index"
        for program in PROGRAMS:
            if not (job.build / program).exists():
                sys.exit(f"bench: {job.build / program} is missing: make -C "
                         f"{job.build} all bench")
        measure.run([job.build / "signpost-indexer", "build", "-q",
                     "--content", job.corpus, "--index", self.index])

    def start(self):
        build = self.job.build
        self.port, self.hello_port = measure.free_port(), measure.free_port()
        command = [build / "signpost-searchd", "-q", "--site", "public",
                   "--index", self.index, "--listen", f"127.0.0.1:{self.port}"]
        if "--cache-size" in measure.run([command[0], "--help"]):
            command += ["--cache-size", "0"]  # else it is the cache we measure
        self.searchd = measure.Process(command)
        self.hello = measure.Process([build / "bench/bench-hello",
                                      self.hello_port])
        self.searchd.wait_for(
            lambda: measure.reply(self.port, "/readyz") is not None)
        self.hello.wait_for(
            lambda: measure.reply(self.hello_port, "/") is not None)

    def stop(self):
        self.searchd.stop()
        self.hello.stop()

    def paths(self, name, start):
        return measure.write_lines(
            self.folder / (name + ".paths"),
            [start + urllib.parse.quote(query) for query in self.job.queries])

    def over_http(self, paths, floor=False):
        process, port = ((self.hello, self.hello_port) if floor else
                         (self.searchd, self.port))
        return lambda connections, seconds: measure.wrk(
            [process], port, paths, connections, seconds)

    def in_process(self, *more):
        return lambda connections, seconds: measure.in_process(
            [self.job.build / "bench/bench-inprocess", self.index / "public",
             self.job.queries_file, seconds, threads(connections), *more])

    def found_by_api(self, query):
        body = measure.reply(self.port, "/api/v1/search?q=" +
                             urllib.parse.quote(query))
        return len(json.loads(body)["results"]) if body else 0

    def found_on_page(self, query):
        body = measure.reply(self.port,
                             "/search?q=" + urllib.parse.quote(query))
        return len(set(re.findall(r'href="(/service-[^"#]*)', body or "")))

    def rows(self):
        floor = measure.write_lines(self.folder / "hello.paths", ["/"])
        return [
            Row("hello (the floor)", "-", "-", self.over_http(floor, True)),
            Row("Signpost: search page", "any", "yes", self.over_http(
                self.paths("page", "/search?q=")), self.found_on_page),
            Row("Signpost: search API", "any", "yes", self.over_http(
                self.paths("api", "/api/v1/search?q=")), self.found_by_api),
            Row("Signpost: lib/index.h in process", "any", "yes",
                self.in_process()),
            Row("the same, match and data alone", "any", "no",
                self.in_process("match")),
        ]
