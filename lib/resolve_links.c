/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/resolve_links.c - what an author wrote as an address, made one. */
#include "lib/resolve_parts.h"

#include "lib/url.h"

/* The code of a link that leads nowhere. */
static const char *
bad_link(const struct sp_resolver *r, const char *code)
{
  if (!r->world->lenient)
    return code;
  return strcmp(code, "E02") == 0 ? "W02" : "W25";
}

/* The section that holds the heading, when not everybody sees it. */
static struct sp_str
guarded_section(const struct sp_node *heading)
{
  while (heading && heading->kind != SP_NODE_SECTION)
    heading = heading->parent;
  return heading && sp_guard_is_window(&heading->guard) ? heading->anchor
                                                        : SP_STR("");
}

/* Same page: `#step` of a script is a page of its own. */
static struct sp_str
own_address(struct sp_resolver *r, struct sp_node *node, struct sp_str anchor)
{
  const struct sp_node *heading;

  if (r->doc->type == SP_DOC_SCRIPT && sp_str_is(anchor, "start"))
    return sp_url_page(r->arena, r->doc->id, SP_STR("")).raw;
  heading = sp_anchors_find(&r->headings, anchor);
  if (!heading || heading->flags & SP_FLAG_TEST_CALLS) {
    sp_resolve_say(r, bad_link(r, "E02"), node,
                   "there is no heading with the address #%.*s%.*s",
                   SP_FMT(anchor),
                   SP_FMT(sp_resolve_meant_heading(r, node, NULL, anchor)));
    return SP_STR("");
  }
  if (sp_resolve_is_public(r, node) && !sp_resolve_is_public(r, heading)) {
    sp_resolve_say(r, "E10", node,
                   "residents would be sent to #%.*s, which is for staff only;"
                   " put this into a `> [!STAFF]` block too, or open that"
                   " section",
                   SP_FMT(anchor));
    return SP_STR("");
  }
  if (node && node->kind != SP_NODE_SECTION)
    node->anchor = guarded_section(heading);
  if (r->doc->type == SP_DOC_SCRIPT && heading->kind == SP_NODE_SECTION)
    return sp_url_step(r->arena, r->doc->id, anchor).raw;
  return sp_arena_fmt(r->arena, "#%.*s", SP_FMT(anchor));
}

bool
sp_resolve_may_link(struct sp_resolver *r, const struct sp_node *node,
                    const struct sp_target *target)
{
  if (target->type == SP_DOC_SNIPPET) {
    sp_resolve_say(r, bad_link(r, "E02"), node,
                   "%.*s is a snippet and has no page; to show its text write"
                   " \"include\" as the link's title",
                   SP_FMT(target->path));
    sp_diag_partner(r->diags, target->path);
    return false;
  }
  if (sp_resolve_is_public(r, node) && target->audience != SP_PUBLIC) {
    sp_resolve_say(r, "E10", node,
                   "this text is public but %.*s is for staff only; put the"
                   " link into a `> [!STAFF]` block or make that page public",
                   SP_FMT(target->path));
    sp_diag_partner(r->diags, target->path);
    return false;
  }
  return true;
}

static bool
has_heading(const struct sp_resolver *r, const struct sp_target *target,
            struct sp_str anchor, bool *is_public)
{
  if (r->world->has_heading)
    return r->world->has_heading(r->world->ctx, target, anchor, is_public);
  for (size_t i = 0; i < target->anchors; i++)
    if (sp_str_eq(target->anchor[i], anchor)) {
      *is_public = !target->anchor_public || target->anchor_public[i];
      return true;
    }
  return false;
}

/* A file with an error of its own is mended there: a check says it once. */
void
sp_resolve_in_error(struct sp_resolver *r, const struct sp_node *node,
                    const char *code, struct sp_str path)
{
  if (r->world->check_only)
    return;
  sp_resolve_say(r, code, node,
                 "%.*s has an error itself; mend that file first",
                 SP_FMT(path));
  sp_diag_partner(r->diags, path);
}

/* The heading is there, and may be named in this place. */
static bool
may_name(struct sp_resolver *r, const struct sp_node *node,
         const struct sp_target *target, struct sp_str fragment)
{
  bool is_public;

  if (!has_heading(r, target, fragment, &is_public)) {
    sp_resolve_say(r, bad_link(r, "E02"), node,
                   "the linked document has no heading #%.*s%.*s",
                   SP_FMT(fragment),
                   SP_FMT(sp_resolve_meant_heading(r, node, target, fragment)));
    sp_diag_partner(r->diags, target->path);
    return false;
  }
  /* Its words stand in the address. */
  if (sp_resolve_is_public(r, node) && !is_public) {
    sp_resolve_say(r, "E10", node,
                   "this text is public but #%.*s of %.*s is for staff only;"
                   " link to the page without #, or put the link into a"
                   " `> [!STAFF]` block",
                   SP_FMT(fragment), SP_FMT(target->path));
    sp_diag_partner(r->diags, target->path);
    return false;
  }
  return true;
}

/* written: as the author wrote it. */
static void
tell_no_file(struct sp_resolver *r, const struct sp_node *node,
             struct sp_str written, struct sp_str path)
{
  struct sp_str lacking = sp_resolve_lacking(r, written);

  if (lacking.len)
    sp_resolve_say(r, bad_link(r, "E02"), node, "%.*s", SP_FMT(lacking));
  else
    sp_resolve_say(r, bad_link(r, "E02"), node, "there is no document %.*s%.*s",
                   SP_FMT(path),
                   SP_FMT(sp_resolve_meant(r, SP_REF_FILE, path,
                                           sp_resolve_is_public(r, node))));
}

static struct sp_str
file_address(struct sp_resolver *r, struct sp_node *node, struct sp_str written,
             struct sp_str path, struct sp_str fragment)
{
  const struct sp_target *target = r->world->by_path(r->world->ctx, path);

  if (!target) {
    tell_no_file(r, node, written, path);
    return SP_STR("");
  }
  if (target->in_error) {
    sp_resolve_in_error(r, node, bad_link(r, "E02"), target->path);
    return SP_STR("");
  }
  if (!sp_resolve_may_link(r, node, target) ||
      (fragment.len && !may_name(r, node, target, fragment)))
    return SP_STR("");
  if (!target->live) { /* not an error: it comes, or went, by its date */
    if (node && node->kind == SP_NODE_KEYED && node->key == SP_KEY_OUTCOME)
      node->flags |= SP_FLAG_AWAY;
    return SP_STR("");
  }
  if (node)
    node->url_level = target->level;
  if (fragment.len && target->type == SP_DOC_SCRIPT)
    return sp_url_step(r->arena, target->id, fragment).raw;
  return sp_url_page(r->arena, target->id, fragment).raw;
}

struct sp_str
sp_resolve_address(struct sp_resolver *r, struct sp_node *node,
                   struct sp_str target)
{
  struct sp_str path, fragment;

  if (sp_url_external(target))
    return target;
  if (target.len && target.ptr[0] == '#' && sp_str_eq(r->base, r->doc->path))
    return own_address(r, node, sp_str_sub(target, 1, target.len));
  if (!sp_url_relative(r->arena, r->base, target, &path, &fragment)) {
    sp_resolve_say(r, bad_link(r, "E25"), node,
                   "%.*s is no address that can be linked to; write a file of"
                   " this folder such as ../waste/missed-bin.md, or one that"
                   " starts with https://",
                   SP_FMT(target));
    return SP_STR("");
  }
  if (sp_str_eq(path, r->doc->path) && fragment.len)
    return own_address(r, node, fragment);
  return file_address(r, node, target, path, fragment);
}
