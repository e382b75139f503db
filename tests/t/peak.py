# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a command and writes into a file how much memory it, or the largest of
its children, had at most, in KiB.  Ends as the command does.

  peak.py FILE COMMAND...
"""

import os
import sys

pid = os.spawnvp(os.P_NOWAIT, sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(pid, 0)
with open(sys.argv[1], "w", encoding="ascii") as f:
    f.write("%d\n" % usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
