/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/child.h - the other side of parser.h: reads files that strangers
 * wrote, in a sandbox, and tells what it found. */
#ifndef SP_CHILD_H
#define SP_CHILD_H

/* The hidden command; its arguments are the parent's process number, the
 * schema's path (or "-") and the site's time zone. */
#define SP_CHILD_COMMAND "parser-child"
/* The only descriptor that is open beside 0, 1 and 2. */
#define SP_CHILD_SOCKET 3

/* Exit status of the process. */
int sp_child_run(int argc, char **argv);

#endif
