/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/options.h - the command line: one table of options, for which
 * commands each is and what --help says of it. */
#ifndef SP_OPTIONS_H
#define SP_OPTIONS_H

#include "indexer/report.h"
#include "lib/graph.h"

enum sp_command {
  SP_COMMAND_NONE, /* --help or --version was asked for, and printed */
  SP_COMMAND_BUILD,
  SP_COMMAND_UPDATE,
  SP_COMMAND_WATCH,
  SP_COMMAND_CHECK,
  SP_COMMAND_DUMP,
  SP_COMMAND_CONVERT,
  SP_COMMAND_GRAPH,
  SP_COMMAND_EXPORT
};

struct sp_options {
  enum sp_command command;
  const char *content, *index; /* folders; dump's argument too */
  const char *at;              /* NULL: now */
  const char *share;           /* NULL: found */
  const char *socket;          /* of watch; NULL: in the index folder */
  bool lenient, strict, quiet, verbose;
  enum sp_audience default_audience;
  enum sp_report_form form;
  const char *file; /* the argument of check (a folder, too; NULL: all of
                       `content`), convert, graph and export (a folder) */
  enum sp_graph_form graph_form;
  bool to_xml; /* of convert */
  /* Of check */
  bool list, coverage;
  struct sp_check_set without;
};

/* Texts are borrowed from argv.  SP_E_USAGE: what is wrong is in the message;
 * nothing was printed. */
SP_NODISCARD enum sp_status sp_options_parse(int argc, char **argv,
                                             struct sp_options *out,
                                             struct sp_err *err);

#endif
