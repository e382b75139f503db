/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/resolve_near.c - of a name that leads nowhere: what may have been meant.
 *
 * Only a check asks: what a build says is kept, and would grow old when the
 * other file changes. */
#include "lib/resolve_parts.h"

#include "lib/near.h"
#include "lib/text.h"
#include "lib/url.h"

/* Names of one document for which others are looked for. */
#define LOOKS_MAX 16

static struct sp_str
did_you_mean(struct sp_resolver *r, const char *before, struct sp_str name)
{
  return name.len ? sp_arena_fmt(r->arena, "; did you mean %s%.*s?", before,
                                 SP_FMT(name))
                  : SP_STR("");
}

/* May one more be looked for?  A file of nothing but slips is not worth it. */
static bool
may_look(struct sp_resolver *r)
{
  return r->world->check_only && r->looked && (*r->looked)++ < LOOKS_MAX;
}

/* ---- headings ---- */

struct sp_str
sp_resolve_meant_heading(struct sp_resolver *r, const struct sp_node *node,
                         const struct sp_target *target, struct sp_str anchor)
{
  bool is_public = sp_resolve_is_public(r, node);
  /* `#Which bin?` */
  struct sp_str slug = sp_text_slug(r->arena, anchor);
  struct sp_nearest near = {.word = slug};

  if (!may_look(r))
    return SP_STR("");
  if (target && r->world->near_heading)
    return did_you_mean(r, "#",
                        r->world->near_heading(r->world->ctx, r->arena, target,
                                               slug, is_public));
  for (size_t i = 0; target && i < target->anchors; i++)
    if (!is_public || !target->anchor_public || target->anchor_public[i])
      sp_nearest_try(&near, target->anchor[i]);
  for (size_t i = 0; !target && i < r->headings.count; i++) {
    const struct sp_node *heading = r->headings.item[i].node;

    if (!(heading->flags & SP_FLAG_TEST_CALLS) &&
        (!is_public || sp_resolve_is_public(r, heading)))
      sp_nearest_try(&near, heading->anchor);
  }
  return did_you_mean(r, "#", near.found);
}

/* ---- files and contacts ---- */

/* How a file is named in the file `from`. */
static struct sp_str
written_from(struct sp_arena *arena, struct sp_str from, struct sp_str path)
{
  struct sp_str up = SP_STR("");
  size_t same = 0;

  for (size_t i = 0; i < from.len && i < path.len && from.ptr[i] == path.ptr[i];
       i++)
    if (from.ptr[i] == '/')
      same = i + 1;
  for (size_t i = same; i < from.len; i++)
    if (from.ptr[i] == '/')
      up = sp_arena_fmt(arena, "%.*s../", SP_FMT(up));
  path = sp_str_sub(path, same, path.len);
  return sp_arena_fmt(arena, "%.*s%.*s", SP_FMT(up), SP_FMT(path));
}

struct sp_str
sp_resolve_meant(struct sp_resolver *r, enum sp_ref_kind kind,
                 struct sp_str name, bool is_public)
{
  struct sp_str near;

  if (!r->world->near || !may_look(r))
    return SP_STR("");
  near = r->world->near(r->world->ctx, r->arena, kind, name, is_public);
  if (near.len && (kind == SP_REF_FILE || kind == SP_REF_SNIPPET))
    near = written_from(r->arena, r->base, near);
  return did_you_mean(r, "", near);
}

/* ---- signs that lack ---- */

/* Does it begin as an address of the web does, but for its https? */
static bool
is_bare_host(struct sp_str target)
{
  static const char *const ending[] = {".uk",  ".com", ".org", ".net",
                                       ".gov", ".eu",  ".info"};
  struct sp_str host = sp_str_sub(target, 0, sp_str_find(target, '/', 0));

  if (sp_str_starts(host, "www."))
    return true;
  for (size_t i = 0; i < SP_ARRAY_LEN(ending); i++)
    if (host.len > strlen(ending[i]) && sp_str_ends(host, ending[i]))
      return true;
  return false;
}

struct sp_str
sp_resolve_lacking(struct sp_resolver *r, struct sp_str target)
{
  size_t at = sp_str_find(target, '@', 0);

  if (at > 0 && at < target.len && sp_str_find(target, '/', 0) == target.len)
    return sp_arena_fmt(r->arena,
                        "an e-mail address has `mailto:` before it: write"
                        " `mailto:%.*s`",
                        SP_FMT(target));
  if (is_bare_host(target))
    return sp_arena_fmt(r->arena,
                        "the address of another site begins with `https://`:"
                        " write `https://%.*s`",
                        SP_FMT(target));
  if (sp_str_eq(r->base, r->doc->path) && sp_anchors_find(&r->headings, target))
    return sp_arena_fmt(r->arena,
                        "a heading of this page has `#` before it: write"
                        " `#%.*s`",
                        SP_FMT(target));
  return SP_STR("");
}
