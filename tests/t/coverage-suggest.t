#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The test calls that `check --coverage` suggests are calls: put into their
# scripts they pass, and go the ways that they were suggested for.
. "${0%/*}/lib.sh"
. "$here/python.sh"

python coverage-suggest.py "$INDEXER" "$SP_SOURCE/content" "$T"
finish
