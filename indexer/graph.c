/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/graph.h"

#include <stdio.h>

#include "indexer/title.h"
#include "lib/check.h"

#define GRAPH_MAX ((size_t)16 << 20) /* bytes */

static enum sp_status
write_graph(struct sp_one *one, enum sp_graph_form form, const char *file,
            struct sp_err *err)
{
  struct sp_titles titles = {.one = one};
  const struct sp_graph_about about = {
      .council = sp_one_council(one), .title = sp_title_of, .ctx = &titles};
  enum sp_status status = SP_OK;
  struct sp_buf out;

  sp_buf_init(&out, GRAPH_MAX);
  sp_graph_write_for(&one->arena, sp_script_new(&one->arena, one->doc), &about,
                     form, &out);
  if (out.full)
    status = sp_fail(err, SP_E_LIMIT, "the graph of %s is too large", file);
  else
    status = sp_one_print(sp_buf_str(&out), err);
  sp_buf_release(&out);
  return status;
}

/* Is there a heading of this address anywhere in the document? */
static bool
has_heading(const struct sp_doc *doc, struct sp_str anchor)
{
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    if ((n->kind == SP_NODE_SECTION || n->kind == SP_NODE_HEADING) &&
        sp_str_eq(n->anchor, anchor))
      return true;
  return false;
}

/* A way to a step that there is not. */
static void
check_edge(struct sp_one *one, const struct sp_edge *edge)
{
  if (edge->to == SP_STEP_NONE && sp_str_starts(edge->target, "#") &&
      !sp_str_is(edge->target, "#start") &&
      !has_heading(one->doc, sp_str_sub(edge->target, 1, edge->target.len)))
    sp_diag(&one->diags, "E02", one->doc->path, edge->node->line,
            edge->node->col, "there is no heading with the address %.*s",
            SP_FMT(edge->target));
}

/* What can be seen of a script without the rest of the site. */
static void
check_alone(struct sp_one *one)
{
  static const char *const alone[] = {"E01", "E05", "E07", "E23", "E25"};
  const struct sp_check_world world = {.now = sp_when_now()};
  const struct sp_script *script = sp_script_new(&one->arena, one->doc);
  struct sp_check_set without = {{0}};

  for (size_t i = 0; i < sp_checks_count; i++) {
    without.out[i] = true;
    for (size_t k = 0; k < SP_ARRAY_LEN(alone); k++)
      if (strcmp(sp_checks[i].code, alone[k]) == 0)
        without.out[i] = false;
  }
  sp_check_doc(&one->arena, &world, &without, one->doc, &one->diags);
  for (size_t s = 0; s < script->steps && sp_check_is_sound(script); s++)
    for (size_t e = 0; e < script->step[s].edges; e++)
      check_edge(one, &script->step[s].edge[e]);
  for (size_t s = 0; s < script->stops && sp_check_is_sound(script); s++)
    check_edge(one, &script->stop[s]);
  sp_diags_sort(&one->diags);
}

enum sp_status
sp_graph_run(const struct sp_options *options, bool *found, struct sp_err *err)
{
  struct sp_one one = {0};
  enum sp_status status =
      sp_one_read(&one, options->file, options->content, options->share, err);

  if (status == SP_OK) {
    bool is_script = one.doc && one.doc->type == SP_DOC_SCRIPT;

    if (is_script)
      check_alone(&one);
    sp_diags_print(&one.diags, stderr);
    *found = !is_script || one.diags.errors > 0;
    if (one.doc && !is_script)
      fprintf(stderr, "signpost-indexer: %s is a %s, not a script\n",
              options->file, sp_doc_type_name(one.doc->type));
    if (!*found)
      status = write_graph(&one, options->graph_form, options->file, err);
  }
  sp_one_release(&one);
  return status;
}
