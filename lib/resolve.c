/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/resolve.h"

#include <stdarg.h>
#include <stdio.h>

#include "lib/audience.h"
#include "lib/text.h"
#include "lib/url.h"

#define SAY_MAX 512

struct resolver {
  struct sp_arena *arena;
  struct sp_doc *doc;
  const struct sp_world *world;
  struct sp_diags *diags;
  const struct sp_node **heading; /* all of the document, so that a link does
                                     not walk the tree */
  size_t headings, headings_cap;
  struct sp_str base;          /* the file whose links are being read: the
                                  document, or a snippet within it */
  const struct sp_node *place; /* where to say it: the include, or NULL */
};

static void say(struct resolver *r, const char *code,
                const struct sp_node *node, const char *fmt, ...)
    SP_PRINTF(4, 5);

static void
say(struct resolver *r, const char *code, const struct sp_node *node,
    const char *fmt, ...)
{
  const struct sp_node *at = r->place ? r->place : node;
  char text[SAY_MAX];
  va_list ap;

  va_start(ap, fmt);
  vsnprintf(text, sizeof(text), fmt, ap);
  va_end(ap);
  sp_diag(r->diags, code, r->doc->path, at ? at->line : 0, at ? at->col : 0,
          "%s", text);
}

/* The code of a link that leads nowhere. */
static const char *
bad_link(const struct resolver *r, const char *code)
{
  if (!r->world->lenient)
    return code;
  return strcmp(code, "E02") == 0 ? "W02" : "W25";
}

/* Does this node's text reach the public? */
static bool
is_public(const struct resolver *r, const struct sp_node *node)
{
  if (r->doc->audience != SP_PUBLIC)
    return false;
  for (; node; node = node->parent) {
    if (sp_node_is_staff(r->doc, node))
      return false;
    /* The text behind a choice is the advisor's. */
    if (node->parent && node->parent->kind == SP_NODE_CHOICE)
      return false;
  }
  return true;
}

static bool
has_anchor(const struct sp_target *target, struct sp_str anchor)
{
  for (size_t i = 0; i < target->anchors; i++)
    if (sp_str_eq(target->anchor[i], anchor))
      return true;
  return false;
}

static void
collect_headings(struct resolver *r)
{
  const struct sp_node *root = r->doc->root;

  for (struct sp_node *n = r->doc->root; n; n = sp_node_walk(root, n, false))
    if (n->kind == SP_NODE_SECTION || n->kind == SP_NODE_HEADING)
      SP_PUSH(r->arena, r->heading, r->headings, r->headings_cap, n);
}

static const struct sp_node *
own_heading(const struct resolver *r, struct sp_str anchor)
{
  for (size_t i = 0; i < r->headings; i++)
    if (sp_str_eq(r->heading[i]->anchor, anchor))
      return r->heading[i];
  return NULL;
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
own_address(struct resolver *r, struct sp_node *node, struct sp_str anchor)
{
  const struct sp_node *heading;

  if (r->doc->type == SP_DOC_SCRIPT && sp_str_is(anchor, "start"))
    return sp_url_page(r->arena, r->doc->id, SP_STR("")).raw;
  heading = own_heading(r, anchor);
  if (!heading || heading->flags & SP_FLAG_TEST_CALLS) {
    say(r, bad_link(r, "E02"), node,
        "there is no heading with the address #%.*s", SP_FMT(anchor));
    return SP_STR("");
  }
  if (is_public(r, node) && !is_public(r, heading)) {
    say(r, "E10", node,
        "residents would be sent to #%.*s, which is for staff only; put this"
        " into a `> [!STAFF]` block too, or open that section",
        SP_FMT(anchor));
    return SP_STR("");
  }
  if (node && node->kind != SP_NODE_SECTION)
    node->anchor = guarded_section(heading);
  if (r->doc->type == SP_DOC_SCRIPT && heading->kind == SP_NODE_SECTION)
    return sp_url_step(r->arena, r->doc->id, anchor).raw;
  return sp_arena_fmt(r->arena, "#%.*s", SP_FMT(anchor));
}

static bool
may_link(struct resolver *r, const struct sp_node *node,
         const struct sp_target *target)
{
  if (target->type == SP_DOC_SNIPPET) {
    say(r, bad_link(r, "E02"), node,
        "%.*s is a snippet and has no page; to show its text write"
        " \"include\" as the link's title",
        SP_FMT(target->path));
    return false;
  }
  if ((!node || is_public(r, node)) && r->doc->audience == SP_PUBLIC &&
      target->audience != SP_PUBLIC) {
    say(r, "E10", node,
        "this text is public but %.*s is for staff only; put the link into a"
        " `> [!STAFF]` block or make that page public",
        SP_FMT(target->path));
    return false;
  }
  return true;
}

static struct sp_str
file_address(struct resolver *r, const struct sp_node *node, struct sp_str path,
             struct sp_str fragment)
{
  const struct sp_target *target = r->world->by_path(r->world->ctx, path);

  if (!target) {
    say(r, bad_link(r, "E02"), node, "there is no document %.*s", SP_FMT(path));
    return SP_STR("");
  }
  if (!may_link(r, node, target))
    return SP_STR("");
  if (fragment.len && !has_anchor(target, fragment)) {
    say(r, bad_link(r, "E02"), node, "the linked document has no heading #%.*s",
        SP_FMT(fragment));
    return SP_STR("");
  }
  if (!target->live) /* not an error: it comes, or went, by its date */
    return SP_STR("");
  if (fragment.len && target->type == SP_DOC_SCRIPT)
    return sp_url_step(r->arena, target->id, fragment).raw;
  return sp_url_page(r->arena, target->id, fragment).raw;
}

/* The address for what the author wrote; empty (and said) when there is
 * none.  node is where it stands; NULL: in the front matter. */
static struct sp_str
address(struct resolver *r, struct sp_node *node, struct sp_str target)
{
  struct sp_str path, fragment;

  if (sp_url_external(target))
    return target;
  if (target.len && target.ptr[0] == '#' && sp_str_eq(r->base, r->doc->path))
    return own_address(r, node, sp_str_sub(target, 1, target.len));
  if (!sp_url_relative(r->arena, r->base, target, &path, &fragment)) {
    say(r, bad_link(r, "E25"), node,
        "%.*s is no address that can be linked to; write a file of this folder"
        " such as ../waste/missed-bin.md, or one that starts with https://",
        SP_FMT(target));
    return SP_STR("");
  }
  if (sp_str_eq(path, r->doc->path) && fragment.len)
    return own_address(r, node, fragment);
  return file_address(r, node, path, fragment);
}

static bool
may_include(struct resolver *r, const struct sp_node *node,
            const struct sp_doc *snippet)
{
  if (is_public(r, node) && snippet->audience != SP_PUBLIC) {
    say(r, "E10", node,
        "this text is public but the snippet %.*s is for staff only",
        SP_FMT(snippet->path));
    return false;
  }
  return true;
}

static void resolve_tree(struct resolver *r, struct sp_node *root);

/* In a script an unmarked quote is said aloud; a snippet does not know yet in
 * what it will stand. */
static void
adapt_quotes(const struct resolver *r, struct sp_node *root)
{
  if (r->doc->type != SP_DOC_SCRIPT)
    return;
  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false))
    if (n->kind == SP_NODE_QUOTE) {
      n->kind = SP_NODE_SAY;
      n->flags |= SP_FLAG_PLAIN_QUOTE;
    }
}

/* Put the children of `from` in the place of `node`. */
static void
replace(struct sp_node *node, struct sp_node *from)
{
  struct sp_node *parent = node->parent, *after = node->next, *child, *next;
  struct sp_node **link = &parent->first, *before = NULL;

  for (; *link != node; link = &(*link)->next)
    before = *link;
  for (child = from->first; child; child = next) {
    next = child->next;
    child->parent = parent;
    *link = child;
    link = &child->next;
    before = child;
  }
  *link = after;
  if (parent->last == node)
    parent->last = before;
}

/* An include inside a sentence takes the words of the snippet's only
 * paragraph. */
static struct sp_node *
include_source(struct resolver *r, const struct sp_node *node,
               struct sp_doc *snippet)
{
  struct sp_node *root = snippet->root;
  bool in_sentence = node->parent && node->parent->kind != SP_NODE_ROOT &&
                     node->parent->kind != SP_NODE_SECTION;

  if (!in_sentence || node->parent->kind == SP_NODE_ITEM ||
      (node->parent->kind >= SP_NODE_QUOTE &&
       node->parent->kind <= SP_NODE_ELSE))
    return root;
  if (root->first && root->first == root->last &&
      root->first->kind == SP_NODE_PARA)
    return root->first;
  say(r, "E25", node,
      "the snippet %.*s is more than one paragraph, so it cannot stand inside"
      " a sentence; put the link into a paragraph of its own",
      SP_FMT(snippet->path));
  return NULL;
}

static void
include_snippet(struct resolver *r, struct sp_node *node, struct sp_str path)
{
  struct sp_doc *snippet = r->world->snippet(r->world->ctx, r->arena, path);
  struct resolver inner = *r;
  struct sp_node *source;

  if (!snippet || snippet->type != SP_DOC_SNIPPET) {
    say(r, "E02", node, "there is no usable snippet %.*s", SP_FMT(path));
    return;
  }
  if (r->place) {
    say(r, "E25", node, "a snippet includes nothing, but %.*s does",
        SP_FMT(r->base));
    return;
  }
  if (!may_include(r, node, snippet))
    return;
  source = include_source(r, node, snippet);
  if (!source)
    return;
  adapt_quotes(r, source);
  /* While its links are resolved it stands where the include stands, so that
   * staff and public places are told apart. */
  source->parent = node->parent;
  inner.base = snippet->path;
  inner.place = node;
  resolve_tree(&inner, source);
  replace(node, source);
}

static void
include_fee(struct resolver *r, struct sp_node *node, struct sp_str key)
{
  struct sp_str amount = r->world->fee(r->world->ctx, r->arena, key);
  struct sp_str written = sp_node_words(r->arena, node);

  if (amount.len == 0) {
    say(r, "E02", node, "fees.csv has no amount in force today for %.*s",
        SP_FMT(key));
    return;
  }
  if (written.len && !sp_str_eq(written, amount))
    sp_diag(r->diags, "W25", r->doc->path, node->line, node->col,
            "the text says %.*s, fees.csv says %.*s, and that is shown",
            SP_FMT(written), SP_FMT(amount));
  node->kind = SP_NODE_TEXT;
  node->text = amount;
  node->first = node->last = NULL;
  node->target = SP_STR("");
  /* An include alone in its paragraph was read as a block. */
  if (node->parent->kind == SP_NODE_ROOT ||
      node->parent->kind == SP_NODE_SECTION) {
    struct sp_node *text = sp_node_new(r->arena, SP_NODE_TEXT, 0, 0);

    text->text = amount;
    node->kind = SP_NODE_PARA;
    node->text = SP_STR("");
    sp_node_append(node, text);
  }
}

static void
resolve_include(struct resolver *r, struct sp_node *node)
{
  struct sp_str path, fragment;

  if (!sp_url_relative(r->arena, r->base, node->target, &path, &fragment)) {
    say(r, "E25", node, "%.*s cannot be included", SP_FMT(node->target));
    return;
  }
  if (sp_str_is(path, "fees.csv"))
    include_fee(r, node, fragment);
  else
    include_snippet(r, node, path);
}

static void
resolve_outcome(struct resolver *r, struct sp_node *node)
{
  const struct sp_target *contact;

  if (node->number == SP_OUTCOME_RETURN || node->target.len ||
      node->text.len == 0)
    return;
  contact = r->world->contact(r->world->ctx,
                              sp_text_lower(r->arena, sp_str_trim(node->text)));
  if (!contact) {
    say(r, "E02", node, "there is no contact %.*s", SP_FMT(node->text));
    return;
  }
  if (!may_link(r, node, contact))
    return;
  node->text = contact->title;
  if (contact->live)
    node->url = sp_url_page(r->arena, contact->id, SP_STR("")).raw;
}

static void
resolve_node(struct resolver *r, struct sp_node *node)
{
  if (node->kind == SP_NODE_IMAGE)
    return; /* shown as its alternative text */
  if (node->target.len)
    node->url = address(r, node, node->target);
  if (node->kind != SP_NODE_KEYED)
    return;
  if (node->key == SP_KEY_OUTCOME)
    resolve_outcome(r, node);
  if (node->key == SP_KEY_PAYMENT && node->title.len) {
    struct sp_str amount = r->world->fee(r->world->ctx, r->arena, node->title);

    if (amount.len == 0)
      say(r, "E02", node, "fees.csv has no amount in force today for %.*s",
          SP_FMT(node->title));
    node->title = amount;
  }
}

static void
resolve_tree(struct resolver *r, struct sp_node *root)
{
  struct sp_node *node = root, *next;

  while (node) {
    next = sp_node_walk(root, node, node->kind == SP_NODE_INCLUDE);
    if (node->kind == SP_NODE_INCLUDE && node != root)
      resolve_include(r, node);
    else
      resolve_node(r, node);
    node = next;
  }
}

/* `related` of a public page may name staff pages: residents are not shown
 * those. */
static void
resolve_related(struct resolver *r)
{
  struct sp_doc *doc = r->doc;

  doc->related_link =
      sp_arena_array(r->arena, struct sp_related, doc->related.count);
  for (size_t i = 0; i < doc->related.count; i++) {
    const struct sp_target *target = r->world->by_path(
        r->world->ctx, sp_related_path(r->arena, doc, doc->related.item[i]));

    if (!target || target->type == SP_DOC_SNIPPET) {
      say(r, "E02", NULL, "related: there is no document %.*s",
          SP_FMT(doc->related.item[i]));
      continue;
    }
    if (target->live)
      doc->related_link[doc->related_links++] = (struct sp_related){
          target->title, sp_url_page(r->arena, target->id, SP_STR("")),
          target->audience, target->level};
  }
}

/* provided-by is a contact, or a column of areas.csv; the latter depends on
 * where the reader lives and is answered when the page is served. */
static void
resolve_provider(struct resolver *r)
{
  struct sp_doc *doc = r->doc;
  const struct sp_target *contact;

  if (doc->provided_by.len == 0 || sp_str_is(doc->provided_by, "council"))
    return;
  contact = r->world->contact(
      r->world->ctx, sp_text_lower(r->arena, sp_str_trim(doc->provided_by)));
  if (!contact || !may_link(r, NULL, contact))
    return;
  doc->provider = contact->title;
  if (contact->live)
    doc->provider_url = sp_url_page(r->arena, contact->id, SP_STR(""));
}

void
sp_doc_resolve(struct sp_arena *arena, struct sp_doc *doc,
               const struct sp_world *world, struct sp_diags *diags)
{
  struct resolver r = {.arena = arena,
                       .doc = doc,
                       .world = world,
                       .diags = diags,
                       .base = doc->path};

  collect_headings(&r);
  resolve_tree(&r, doc->root);
  if (doc->self_service.target.len)
    doc->self_service.url = address(&r, NULL, doc->self_service.target);
  resolve_related(&r);
  resolve_provider(&r);
}
