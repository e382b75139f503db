/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_world.c - what a document makes of other documents. */
#include "lib/check_parts.h"

#include "lib/url.h"

/* The documents below a `Do first` that are looked at. */
#define SUBS_MAX 32

static bool
is_do_first(const struct sp_node *node)
{
  return node->kind == SP_NODE_KEYED && node->key == SP_KEY_DO_FIRST;
}

/* ---- what is asked for ---- */

/* The name by which another document is asked for: a path, or an id. */
static bool
name_of(struct sp_arena *arena, const struct sp_doc *doc, struct sp_str target,
        struct sp_str *name)
{
  struct sp_str fragment;

  return target.len && target.ptr[0] != '#' && !sp_url_external(target) &&
         sp_url_relative(arena, doc->path, target, name, &fragment);
}

void
sp_check_refs(struct sp_arena *arena, const struct sp_doc *doc,
              struct sp_texts *out)
{
  struct sp_str name;

  *out = (struct sp_texts){0};
  if (doc->translation_of.len)
    SP_PUSH(arena, out->item, out->count, out->cap,
            sp_related_path(arena, doc, doc->translation_of));
  if (doc->type != SP_DOC_SCRIPT)
    return;
  for (struct sp_node *n = doc->root; n && out->count < SUBS_MAX;
       n = sp_node_walk(doc->root, n, false))
    if (is_do_first(n) && name_of(arena, doc, n->target, &name))
      SP_PUSH(arena, out->item, out->count, out->cap, name);
}

const struct sp_doc *
sp_check_named(struct sp_checking *c, struct sp_str name)
{
  const struct sp_world *links = c->world->links;
  const struct sp_target *target =
      links && links->by_path ? links->by_path(links->ctx, name) : NULL;

  return target && c->world->document
             ? c->world->document(c->world->ctx, c->arena, target->path)
             : NULL;
}

/* ---- E12 ---- */

struct descent {
  struct sp_checking *c;
  const struct sp_doc *doc[SUBS_MAX]; /* that were found, each once */
  const struct sp_doc *by[SUBS_MAX];  /* and in which */
  size_t docs;
};

static bool
is_known(const struct descent *d, struct sp_str path)
{
  for (size_t i = 0; i < d->docs; i++)
    if (sp_str_eq(d->doc[i]->path, path))
      return true;
  return false;
}

/* Add what a document does first.  True: that is the checked document. */
static bool
descend(struct descent *d, const struct sp_doc *doc)
{
  for (struct sp_node *n = doc->root; n && d->docs < SUBS_MAX;
       n = sp_node_walk(doc->root, n, false)) {
    const struct sp_doc *sub;
    struct sp_str path;

    if (!is_do_first(n) || !name_of(d->c->arena, doc, n->target, &path))
      continue;
    if (sp_str_eq(path, d->c->doc->path))
      return true;
    if (is_known(d, path) || !d->c->world->document)
      continue;
    sub = d->c->world->document(d->c->world->ctx, d->c->arena, path);
    if (sub) {
      d->by[d->docs] = doc;
      d->doc[d->docs++] = sub;
    }
  }
  return false;
}

static bool
returns(const struct sp_doc *doc)
{
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    if (n->kind == SP_NODE_KEYED && n->key == SP_KEY_OUTCOME &&
        n->number == SP_OUTCOME_RETURN)
      return true;
  return false;
}

/* Does the script that is done first come back here?  *through is the one that
 * leads back. */
static bool
leads_back(struct sp_checking *c, const struct sp_doc *sub,
           const struct sp_doc **through)
{
  struct descent d = {.c = c, .doc = {sub}, .docs = 1};

  for (size_t i = 0; i < d.docs; i++)
    if (descend(&d, d.doc[i])) {
      *through = d.doc[i];
      return true;
    }
  return false;
}

/* What became of a script that is done first: a file of nothing but `Do first`
 * must not walk through it each time. */
struct visit {
  const struct sp_doc *sub, *through;
  bool returns, leads_back;
};
struct visits {
  struct visit item[SUBS_MAX];
  size_t count;
};

static const struct visit *
visit(struct sp_checking *c, struct visits *visits, const struct sp_doc *sub)
{
  struct visit *one = visits->item;

  for (size_t i = 0; i < visits->count; i++)
    if (visits->item[i].sub == sub)
      return &visits->item[i];
  /* No more documents than that are ever given out. */
  if (visits->count < SUBS_MAX)
    one = &visits->item[visits->count++];
  *one = (struct visit){.sub = sub, .returns = returns(sub)};
  one->leads_back = one->returns && leads_back(c, sub, &one->through);
  return one;
}

static void
check_do_first(struct sp_checking *c, struct visits *visits,
               const struct sp_node *node)
{
  const struct visit *visited;
  const struct sp_doc *sub;
  struct sp_str path;

  if (node->target.len && node->target.ptr[0] == '#')
    path = c->doc->path;
  else if (!name_of(c->arena, c->doc, node->target, &path))
    return;
  if (sp_str_eq(path, c->doc->path)) {
    SP_CHECK_SAY(c, "E12", node,
                 "this script is to be done first of itself: name another"
                 " script, or write `Next:`");
    return;
  }
  sub = sp_check_sub(c, node);
  if (!sub)
    return;
  if (sub->type != SP_DOC_SCRIPT) {
    SP_CHECK_SAY(c, "E12", node,
                 "%.*s is no script, so it cannot be gone through and come"
                 " back: write a link to it instead",
                 SP_FMT(sub->path));
    sp_diag_partner(c->diags, sub->path);
    return;
  }
  visited = visit(c, visits, sub);
  if (!visited->returns) {
    SP_CHECK_SAY(c, "E12", node,
                 "%.*s never comes back: end it with `Outcome: return passed`"
                 " or another result",
                 SP_FMT(sub->path));
    sp_diag_partner(c->diags, sub->path);
  } else if (visited->leads_back) {
    SP_CHECK_SAY(c, "E12", node,
                 "%.*s has to be done first here, and this script first there:"
                 " take out one `Do first`",
                 SP_FMT(visited->through->path));
    sp_diag_partner(c->diags, visited->through->path);
  }
}

void
sp_check_e12(struct sp_checking *c)
{
  struct visits visits = {.count = 0};

  for (struct sp_node *n = c->script ? c->doc->root : NULL; n;
       n = sp_node_walk(c->doc->root, n, false))
    if (is_do_first(n))
      check_do_first(c, &visits, n);
}

/* ---- E17 ---- */

/* Does what stands around a node end, and has ended? */
static bool
has_passed(const struct sp_checking *c, const struct sp_node *node)
{
  for (const struct sp_node *n = node; n; n = n->parent)
    if (n->guard.kind == SP_GUARD_DATE && !n->guard.negated &&
        n->guard.until.year && sp_civil_end(&n->guard.until) <= c->world->now)
      return true;
  return c->doc->until.year && sp_civil_end(&c->doc->until) <= c->world->now;
}

static bool
is_live(const struct sp_checking *c, struct sp_str path)
{
  const struct sp_world *links = c->world->links;
  const struct sp_target *target =
      links && links->by_path ? links->by_path(links->ctx, path) : NULL;

  return !target || target->in_error || target->live;
}

/* Time alone takes no page away: what ends in it is left out of it.  Whoever
 * has read the page since should have seen the include. */
static bool
ended_before_review(const struct sp_checking *c, const struct sp_doc *snippet)
{
  struct sp_civil reviewed;
  sp_instant end;

  if (!snippet->until.year || !sp_civil_parse(c->doc->reviewed, &reviewed))
    return false;
  end = sp_civil_end(&snippet->until);
  return end <= c->world->now && end <= sp_civil_begin(&reviewed);
}

void
sp_check_e17(struct sp_checking *c)
{
  for (struct sp_node *n = c->doc->root; n;
       n = sp_node_walk(c->doc->root, n, false)) {
    const struct sp_doc *snippet;
    struct sp_str path;

    if (n->kind != SP_NODE_INCLUDE ||
        !name_of(c->arena, c->doc, n->target, &path) || is_live(c, path) ||
        has_passed(c, n) || !c->world->document)
      continue;
    snippet = c->world->document(c->world->ctx, c->arena, path);
    if (!snippet || !ended_before_review(c, snippet))
      continue;
    SP_CHECK_SAY(c, "E17", n,
                 "the snippet %.*s ended on %.*s, before this page was"
                 " reviewed: take the include out, or change the snippet's"
                 " `until`",
                 SP_FMT(path), SP_FMT(sp_doc_field(snippet, "until")));
    sp_diag_partner(c->diags, path);
  }
}
