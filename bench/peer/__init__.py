# SPDX-License-Identifier: GPL-2.0-or-later
"""Search programs that bench/peers measures beside Signpost.

A peer is a module with NAME, PACKAGES (of apt, for --install), missing()
and a class Peer: Peer(job) builds its index from job.text; start() and stop();
rows() gives its Rows once it is started."""
import dataclasses
import pathlib
import typing


@dataclasses.dataclass
class Job:
    """One run: what all peers are given."""
    build: pathlib.Path  # where Signpost was built
    work: pathlib.Path  # a temporary folder
    corpus: pathlib.Path  # Markdown
    text: pathlib.Path  # id, title, body with tabs between them
    queries: typing.List[str]
    queries_file: pathlib.Path
    documents: int

    def folder(self, name):
        made = self.work / name
        made.mkdir()
        return made

    def records(self):
        """(id, title, body) of each document."""
        with self.text.open(encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n").split("\t")


@dataclasses.dataclass
class Row:
    name: str
    words: str  # "all" or "any" of a query's must match; "-" where none do
    snippets: str  # "yes", "no", "-"
    load: typing.Callable  # (connections, seconds) -> measure.Load
    found: typing.Callable = None  # (query) -> results on the first page
    mean_found: typing.Callable = None  # () -> the mean, where that is easier
