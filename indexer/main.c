/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "indexer/build.h"
#include "indexer/check.h"
#include "indexer/child.h"
#include "indexer/convert.h"
#include "indexer/export.h"
#include "indexer/graph.h"
#include "indexer/options.h"
#include "indexer/watch.h"

/* What is opened later must not take the place of a standard stream. */
static void
fill_standard_streams(void)
{
  int fd;

  do
    fd = open("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd >= 0)
    close(fd);
}

static enum sp_status
run(const struct sp_options *options, bool *findings, struct sp_err *err)
{
  switch (options->command) {
  case SP_COMMAND_BUILD:
  case SP_COMMAND_UPDATE:
    return sp_build_run(options, findings, err);
  case SP_COMMAND_WATCH:
    return sp_watch_run(options, err);
  case SP_COMMAND_CHECK:
    return sp_check_run(options, findings, err);
  case SP_COMMAND_DUMP:
    return sp_dump_run(options, err);
  case SP_COMMAND_CONVERT:
    return sp_convert_run(options, findings, err);
  case SP_COMMAND_GRAPH:
    return sp_graph_run(options, findings, err);
  case SP_COMMAND_EXPORT:
    return sp_export_run(options, findings, err);
  case SP_COMMAND_NONE:
    break;
  }
  return SP_OK;
}

int
main(int argc, char **argv)
{
  struct sp_options options;
  struct sp_err err = {0};
  bool findings = false;
  enum sp_status status;

  fill_standard_streams();
  /* A limit on the size of files is an error of the write, not an end. */
  signal(SIGXFSZ, SIG_IGN);
  if (argc > 1 && strcmp(argv[1], SP_CHILD_COMMAND) == 0)
    return sp_child_run(argc - 1, argv + 1);
  status = sp_options_parse(argc, argv, &options, &err);
  if (status != SP_OK) {
    fprintf(stderr, "signpost-indexer: %s\nTry signpost-indexer --help.\n",
            err.msg);
    return sp_status_exit(status);
  }
  status = run(&options, &findings, &err);
  if (status != SP_OK) {
    fprintf(stderr, "signpost-indexer: %s\n", err.msg);
    return sp_status_exit(status);
  }
  return sp_status_exit(findings ? SP_E_DATA : SP_OK);
}
