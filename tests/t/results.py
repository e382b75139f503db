# SPDX-License-Identifier: GPL-2.0-or-later
"""Prints results that python.sh takes over."""

MOST = 12  # lines of explanation


def check(name, faults):
    """faults: lines that say what is wrong; none: passed."""
    faults = list(faults)
    print("%s - %s" % ("not ok" if faults else "ok", name))
    for line in faults[:MOST]:
        print("#   " + "".join(c if " " <= c <= "~" else "?" for c in
                               str(line)[:400]))
    if len(faults) > MOST:
        print("#   and %d more" % (len(faults) - MOST))
