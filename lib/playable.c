/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/playable.h"

#include "lib/url.h"

/* Is something under this guard shown now?  Only dates are asked: what else
 * decides is known when somebody calls. */
static bool
is_live(const struct sp_guard *guard, sp_instant now)
{
  bool within;

  if (guard->kind != SP_GUARD_DATE)
    return true;
  within = (guard->from.year == 0 || sp_civil_begin(&guard->from) <= now) &&
           (guard->until.year == 0 || now < sp_civil_end(&guard->until));
  return within != guard->negated;
}

struct copier {
  struct sp_arena *arena;
  struct sp_str own; /* "/waste/missed-bin/steps/" */
  sp_instant now;
};

/* "#step" of what leads to a step of the script.  Of what is done first the
 * path, which is its name; of all else the address that readers see. */
static struct sp_str
target_of(const struct copier *c, const struct sp_node *node)
{
  struct sp_str step;

  if (sp_str_starts(node->target, "#") ||
      (node->kind == SP_NODE_KEYED && node->key == SP_KEY_DO_FIRST))
    return node->target;
  if (sp_str_eq(sp_str_sub(node->url, 0, c->own.len), c->own) &&
      sp_url_decode(
          c->arena,
          sp_str_sub(node->url, c->own.len, node->url.len - c->own.len), false,
          &step))
    return sp_arena_fmt(c->arena, "#%.*s", SP_FMT(step));
  return node->url;
}

/* Depth is bounded by the readers (SP_DOC_MAX_DEPTH). */
static struct sp_node *
copy(const struct copier *c, const struct sp_node *node)
{
  struct sp_node *twin = sp_arena_new(c->arena, struct sp_node);

  *twin = *node;
  twin->parent = twin->first = twin->last = twin->next = NULL;
  twin->line = twin->col = 0;
  twin->target = target_of(c, node);
  /* Whom it names is not there now, so nothing of them is kept. */
  if (node->flags & SP_FLAG_AWAY)
    twin->text = SP_STR("");
  for (const struct sp_node *child = node->first; child; child = child->next)
    if (is_live(&child->guard, c->now))
      sp_node_append(twin, copy(c, child));
  return twin;
}

struct sp_str
sp_playable_pack(struct sp_arena *arena, const struct sp_doc *doc,
                 sp_instant now, size_t max)
{
  struct copier copier = {.arena = arena,
                          .own = sp_url_step(arena, doc->id, SP_STR("")).raw,
                          .now = now};
  struct sp_doc play = {.id = doc->id,
                        .type = doc->type,
                        .audience = doc->audience,
                        .level = doc->level,
                        .title = doc->title,
                        .service = doc->service,
                        .lang = doc->lang,
                        .reviewed = doc->reviewed,
                        .service_level = doc->service_level,
                        .legal = doc->legal};
  struct sp_str bytes;
  struct sp_buf out;

  play.root = copy(&copier, doc->root);
  sp_buf_init(&out, max);
  sp_doc_pack_resolved(&out, &play);
  bytes = out.full ? SP_STR("") : sp_arena_copy(arena, sp_buf_str(&out));
  sp_buf_release(&out);
  return bytes;
}

struct sp_doc *
sp_playable_unpack(struct sp_arena *arena, struct sp_str bytes)
{
  struct sp_unpack in = {.rest = bytes};
  struct sp_doc *doc = sp_doc_unpack_resolved(arena, &in);

  return doc && sp_unpack_done(&in) && doc->type == SP_DOC_SCRIPT ? doc : NULL;
}
