/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/inspect_coverage.c - which ways of the scripts their test calls go,
 * and calls that would go the others. */
#include "indexer/inspect.h"

#include "lib/coverage.h"
#include "lib/url.h"

struct counting {
  struct sp_inspection *in;
  FILE *out;
  size_t scripts, edges, covered, in_error;
  struct sp_err *err;
};

/* One script at work. */
struct counted {
  struct counting *all;
  struct sp_arena *arena;
  struct sp_inspect_asking asking;
  const struct sp_script *script;
  struct sp_coverage coverage;
};

static const struct sp_doc *
sub_of(void *ctx, const struct sp_node *do_first)
{
  struct counted *c = ctx;
  struct sp_str path, fragment;

  return sp_url_relative(c->arena, c->script->doc->path, do_first->target,
                         &path, &fragment)
             ? sp_inspect_document(&c->asking, c->arena, path)
             : NULL;
}

static void
print_missed(const struct counted *c, const char *what)
{
  FILE *out = c->all->out;

  for (size_t s = 0; s < c->script->steps; s++)
    for (size_t e = 0; e < c->script->step[s].edges; e++) {
      const struct sp_step *step = &c->script->step[s];
      struct sp_str way;

      if (!sp_coverage_counts(&step->edge[e]) || c->coverage.edge[s][e])
        continue;
      way = sp_coverage_way(c->arena, step, &step->edge[e]);
      fprintf(out, "  line %u: %.*s%s\n", step->edge[e].node->line, SP_FMT(way),
              what);
    }
}

static void
print_script(struct counted *c, struct sp_str path)
{
  struct counting *all = c->all;
  struct sp_texts calls = {0};

  fprintf(all->out, "%.*s: %zu of %zu ways\n", SP_FMT(path),
          c->coverage.covered, c->coverage.edges);
  if (c->coverage.covered == c->coverage.edges)
    return;
  print_missed(c, "");
  sp_coverage_suggest(c->arena, c->script, &all->in->directory,
                      &all->in->catalog->settings.site.areas,
                      all->in->catalog->now, sub_of, c, &c->coverage, &calls);
  if (calls.count)
    fprintf(all->out, "  calls that go there:\n");
  for (size_t i = 0; i < calls.count; i++)
    fprintf(all->out, "  %.*s\n", SP_FMT(calls.item[i]));
  if (c->coverage.covered < c->coverage.edges)
    print_missed(c, ": no call was found that goes there");
}

/* *why: it says that it is a script, and has errors, or it does not say what it
 * is; else NULL. */
static enum sp_status
look_at(struct counting *all, size_t i, struct sp_arena *arena,
        const char **why)
{
  const struct sp_catalog *catalog = all->in->catalog;
  struct sp_diags diags = {.arena = arena};
  struct sp_verdict own;
  struct sp_facts facts;
  enum sp_status status = sp_report_file(catalog, i, &diags, all->err);

  *why = NULL;
  if (status != SP_OK || diags.errors == 0)
    return status;
  status = sp_catalog_own(catalog, i, arena, &own, all->err);
  if (status != SP_OK)
    return status;
  if (own.facts.len == 0 || !sp_facts_unpack(arena, own.facts, &facts))
    *why = "cannot be read";
  else if (facts.type == SP_DOC_SCRIPT)
    *why = "has errors";
  return SP_OK;
}

static enum sp_status
count_one(struct counting *all, size_t i, struct sp_arena *arena)
{
  const struct sp_catalog *catalog = all->in->catalog;
  struct counted c = {.all = all, .arena = arena};
  struct sp_doc *doc;
  const char *why;
  enum sp_status status = look_at(all, i, arena, &why);

  if (status == SP_OK && why) {
    fprintf(all->out, "%.*s: not counted, as it %s\n",
            SP_FMT(sp_catalog_path(catalog, i)), why);
    all->in_error++;
  }
  if (status != SP_OK || why)
    return status;
  sp_inspect_ask(&c.asking, all->in, all->err);
  doc = sp_inspect_document(&c.asking, arena, sp_catalog_path(catalog, i));
  if (!doc || doc->type != SP_DOC_SCRIPT)
    return c.asking.status;
  c.script = sp_script_new(arena, doc);
  if (c.script->steps == 0 || !sp_check_is_sound(c.script))
    return c.asking.status;
  sp_coverage_of(arena, c.script, &all->in->directory, catalog->now,
                 &c.coverage);
  all->scripts++;
  all->edges += c.coverage.edges;
  all->covered += c.coverage.covered;
  print_script(&c, doc->path);
  return c.asking.status;
}

static void
print_sum(const struct counting *all)
{
  fprintf(all->out, "%zu script%s: %zu of %zu ways (%zu%%)", all->scripts,
          sp_plural(all->scripts), all->covered, all->edges,
          all->edges ? all->covered * 100 / all->edges : 100);
  if (all->in_error)
    fprintf(all->out, "; %zu with errors not counted", all->in_error);
  fputc('\n', all->out);
}

enum sp_status
sp_inspect_coverage(struct sp_inspection *in, const struct sp_report *report,
                    bool *whole, struct sp_err *err)
{
  struct counting all = {.in = in, .out = report->out, .err = err};
  struct sp_arena arena = {0};
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < in->catalog->walk.files && status == SP_OK; i++) {
    const struct sp_item *item = &in->catalog->item[i];

    if (sp_kind_is_document(item->kind) && !item->gone &&
        sp_report_tells(report, sp_catalog_path(in->catalog, i)))
      status = count_one(&all, i, &arena);
    sp_arena_release(&arena);
  }
  print_sum(&all);
  *whole = all.covered == all.edges && all.in_error == 0;
  return status;
}
