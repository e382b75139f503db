/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/graph.h"

#include <errno.h>
#include <stdio.h>

#include "indexer/one.h"

#define GRAPH_MAX ((size_t)16 << 20) /* bytes */

static enum sp_status
write_graph(struct sp_one *one, enum sp_graph_form form, const char *file,
            struct sp_err *err)
{
  struct sp_str council = sp_one_council(one);
  enum sp_status status = SP_OK;
  struct sp_buf out;

  sp_buf_init(&out, GRAPH_MAX);
  sp_graph_write_for(&one->arena, sp_script_new(&one->arena, one->doc), council,
                     form, &out);
  if (out.full)
    status = sp_fail(err, SP_E_LIMIT, "the graph of %s is too large", file);
  else if (fwrite(out.ptr, 1, out.len, stdout) != out.len ||
           fflush(stdout) != 0)
    status = sp_fail(err, SP_E_IO, "cannot write: %s", strerror(errno));
  sp_buf_release(&out);
  return status;
}

enum sp_status
sp_graph_run(const struct sp_options *options, bool *found, struct sp_err *err)
{
  struct sp_one one = {0};
  enum sp_status status =
      sp_one_read(&one, options->file, options->content, options->share, err);

  if (status == SP_OK) {
    sp_diags_print(&one.diags, stderr);
    *found = !one.doc || one.doc->type != SP_DOC_SCRIPT;
    if (one.doc && *found)
      fprintf(stderr, "signpost-indexer: %s is a %s, not a script\n",
              options->file, sp_doc_type_name(one.doc->type));
    if (!*found)
      status = write_graph(&one, options->graph_form, options->file, err);
  }
  sp_one_release(&one);
  return status;
}
