/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/resolve.h"

#include <stdarg.h>
#include <stdio.h>

#include "lib/audience.h"
#include "lib/resolve_parts.h"
#include "lib/text.h"
#include "lib/url.h"

#define SAY_MAX 512
/* An INCLUDE whose children are what it names, while others are looked for. */
#define FLAG_FOUND (1u << 31)

void
sp_resolve_say(struct sp_resolver *r, const char *code,
               const struct sp_node *node, const char *fmt, ...)
{
  const struct sp_node *at = r->place ? r->place : node;
  const struct sp_field *field =
      !at && r->field ? sp_doc_field_all(r->doc, r->field) : NULL;
  unsigned line = at ? at->line : field ? field->line : 0;
  char text[SAY_MAX];
  va_list ap;

  va_start(ap, fmt);
  vsnprintf(text, sizeof(text), fmt, ap);
  va_end(ap);
  sp_diag(r->diags, code, r->doc->path, line, at ? at->col : 0, "%s", text);
}

/* Does the text of this node reach the public when the document does? */
static bool
is_open(const struct sp_doc *doc, const struct sp_node *node)
{
  for (; node; node = node->parent) {
    if (sp_node_is_staff(doc, node))
      return false;
    /* The text behind a choice is the advisor's. */
    if (node->parent && node->parent->kind == SP_NODE_CHOICE)
      return false;
  }
  return true;
}

bool
sp_resolve_is_public(const struct sp_resolver *r, const struct sp_node *node)
{
  return r->doc->audience == SP_PUBLIC && is_open(r->doc, node);
}

static void
collect_headings(struct sp_resolver *r)
{
  const struct sp_node *root = r->doc->root;

  for (struct sp_node *n = r->doc->root; n; n = sp_node_walk(root, n, false))
    if (n->kind == SP_NODE_SECTION || n->kind == SP_NODE_HEADING)
      sp_anchors_add(r->arena, &r->headings, n);
  sp_anchors_sort(&r->headings);
}

void
sp_doc_anchors(struct sp_arena *arena, const struct sp_doc *doc,
               struct sp_doc_anchors *out)
{
  size_t cap = 0;

  *out = (struct sp_doc_anchors){0};
  for (struct sp_node *n = doc->root; n;
       n = sp_node_walk(doc->root, n, false)) {
    struct sp_doc_anchor anchor = {.address = n->anchor};

    if (n->kind == SP_NODE_CHOICES && n->parent == doc->root)
      anchor.address = SP_STR("start");
    else if (n->kind != SP_NODE_HEADING &&
             (n->kind != SP_NODE_SECTION || n->flags & SP_FLAG_TEST_CALLS))
      continue;
    anchor.is_public = doc->audience == SP_PUBLIC && is_open(doc, n);
    SP_PUSH(arena, out->item, out->count, cap, anchor);
  }
}

/* There is no amount: why, and is it for this file to say? */
static void
say_no_amount(struct sp_resolver *r, const struct sp_node *node,
              struct sp_str key)
{
  bool in_error =
      r->world->fee_in_error && r->world->fee_in_error(r->world->ctx, key);

  if (in_error && r->world->check_only)
    return;
  if (!in_error)
    sp_resolve_say(r, "E02", node,
                   "fees.csv has no amount in force today for %.*s: see whether"
                   " it has a row of this key, and from and until when%.*s",
                   SP_FMT(key),
                   SP_FMT(sp_resolve_meant(r, SP_REF_FEE, key, false)));
  else
    sp_resolve_say(
        r, "E02", node,
        "there is no amount for %.*s, because fees.csv has an error there; mend"
        " fees.csv",
        SP_FMT(key));
  sp_diag_partner(r->diags, SP_STR("fees.csv"));
}

static bool
may_include(struct sp_resolver *r, const struct sp_node *node,
            const struct sp_doc *snippet)
{
  if (sp_resolve_is_public(r, node) && snippet->audience != SP_PUBLIC) {
    sp_resolve_say(r, "E10", node,
                   "this text is public but the snippet %.*s is for staff only",
                   SP_FMT(snippet->path));
    sp_diag_partner(r->diags, snippet->path);
    return false;
  }
  return true;
}

static void resolve_tree(struct sp_resolver *r, struct sp_node *root);

/* In a script an unmarked quote is said aloud; a snippet does not know yet in
 * what it will stand. */
static void
adapt_quotes(const struct sp_resolver *r, struct sp_node *root)
{
  if (r->doc->type != SP_DOC_SCRIPT)
    return;
  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false))
    if (n->kind == SP_NODE_QUOTE) {
      n->kind = SP_NODE_SAY;
      n->flags |= SP_FLAG_PLAIN_QUOTE;
    }
}

/* Put the children of the includes that were found in their places: one pass,
 * however many there are.  Depth is bounded by the readers. */
static void
put_in_place(struct sp_node *parent)
{
  struct sp_node *node = parent->first, *next, *child, *after;

  parent->first = parent->last = NULL;
  for (; node; node = next) {
    next = node->next;
    if (node->kind != SP_NODE_INCLUDE || !(node->flags & FLAG_FOUND)) {
      sp_node_append(parent, node);
      put_in_place(node);
      continue;
    }
    for (child = node->first; child; child = after) {
      after = child->next;
      sp_node_append(parent, child);
    }
  }
}

/* An include inside a sentence takes the words of the snippet's only
 * paragraph. */
static struct sp_node *
include_source(struct sp_resolver *r, const struct sp_node *node,
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
  sp_resolve_say(
      r, "E25", node,
      "the snippet %.*s is more than one paragraph, so it cannot stand inside"
      " a sentence; put the link into a paragraph of its own",
      SP_FMT(snippet->path));
  sp_diag_partner(r->diags, snippet->path);
  return NULL;
}

static struct sp_node *
wrap(struct sp_resolver *r, const struct sp_node *node, struct sp_node *source,
     const struct sp_guard *guard)
{
  struct sp_node *root = sp_node_new(r->arena, SP_NODE_ROOT, 0, 0);
  struct sp_node *only =
      sp_node_new(r->arena, SP_NODE_ONLY, node->line, node->col);
  struct sp_node *child, *next;

  only->guard = *guard;
  for (child = source->first; child; child = next) {
    next = child->next;
    sp_node_append(only, child);
  }
  sp_node_append(root, only);
  return root;
}

/* A snippet's own dates and level hold wherever it stands. */
static struct sp_node *
guarded_source(struct sp_resolver *r, const struct sp_node *node,
               const struct sp_doc *snippet, struct sp_node *source)
{
  bool has_level = snippet->level > 1;
  bool has_dates = snippet->from.year || snippet->until.year;

  if (!source || (!has_level && !has_dates))
    return source;
  if (source != snippet->root) {
    sp_resolve_say(
        r, "E25", node,
        "the snippet %.*s has a %s, so it cannot stand inside a sentence; put"
        " the link into a paragraph of its own",
        SP_FMT(snippet->path), has_dates ? "from or until date" : "level");
    sp_diag_partner(r->diags, snippet->path);
    return NULL;
  }
  if (has_dates)
    source = wrap(r, node, source,
                  &(struct sp_guard){.kind = SP_GUARD_DATE,
                                     .from = snippet->from,
                                     .until = snippet->until});
  if (has_level)
    source = wrap(
        r, node, source,
        &(struct sp_guard){.kind = SP_GUARD_LEVEL, .number = snippet->level});
  return source;
}

static void
include_snippet(struct sp_resolver *r, struct sp_node *node, struct sp_str path)
{
  struct sp_doc *snippet = r->world->snippet(r->world->ctx, r->arena, path);
  struct sp_resolver inner = *r;
  struct sp_node *source;

  if (!snippet || snippet->type != SP_DOC_SNIPPET) {
    const struct sp_target *target = r->world->by_path(r->world->ctx, path);

    if (target && target->in_error) {
      sp_resolve_in_error(r, node, "E02", path);
      return;
    }
    sp_resolve_say(r, "E02", node, "there is no usable snippet %.*s%.*s",
                   SP_FMT(path),
                   SP_FMT(sp_resolve_meant(r, SP_REF_SNIPPET, path,
                                           sp_resolve_is_public(r, node))));
    if (target)
      sp_diag_partner(r->diags, target->path);
    return;
  }
  if (r->place) {
    sp_resolve_say(r, "E25", node, "a snippet includes nothing, but %.*s does",
                   SP_FMT(r->base));
    return;
  }
  if (!may_include(r, node, snippet))
    return;
  source = include_source(r, node, snippet);
  source = guarded_source(r, node, snippet, source);
  if (!source)
    return;
  adapt_quotes(r, source);
  /* While its links are resolved it stands where the include stands, so that
   * staff and public places are told apart. */
  source->parent = node->parent;
  inner.base = snippet->path;
  inner.place = node;
  resolve_tree(&inner, source);
  node->first = source->first;
  node->last = source->last;
  node->flags |= FLAG_FOUND;
}

static void
include_fee(struct sp_resolver *r, struct sp_node *node, struct sp_str key)
{
  struct sp_str amount = r->world->fee(r->world->ctx, r->arena, key);
  struct sp_str written = sp_node_words(r->arena, node);

  if (amount.len == 0) {
    say_no_amount(r, node, key);
    return;
  }
  if (written.len && !sp_str_eq(written, amount)) {
    sp_diag(r->diags, "W25", r->doc->path, node->line, node->col,
            "the text says %.*s, fees.csv says %.*s, and that is shown",
            SP_FMT(written), SP_FMT(amount));
    sp_diag_partner(r->diags, SP_STR("fees.csv"));
  }
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
resolve_include(struct sp_resolver *r, struct sp_node *node)
{
  struct sp_str path, fragment;

  if (!sp_url_relative(r->arena, r->base, node->target, &path, &fragment)) {
    sp_resolve_say(r, "E25", node, "%.*s cannot be included",
                   SP_FMT(node->target));
    return;
  }
  if (sp_str_is(path, "fees.csv"))
    include_fee(r, node, fragment);
  else
    include_snippet(r, node, path);
}

static void
resolve_outcome(struct sp_resolver *r, struct sp_node *node)
{
  const struct sp_target *contact;

  if (node->number == SP_OUTCOME_RETURN || node->target.len ||
      node->text.len == 0)
    return;
  contact = r->world->contact(r->world->ctx,
                              sp_text_lower(r->arena, sp_str_trim(node->text)));
  if (!contact) {
    /* Of foreign files the name stays, as of a link the words. */
    sp_resolve_say(r, r->world->lenient ? "W02" : "E02", node,
                   "there is no contact %.*s%.*s", SP_FMT(node->text),
                   SP_FMT(sp_resolve_meant(r, SP_REF_CONTACT, node->text,
                                           sp_resolve_is_public(r, node))));
    return;
  }
  if (contact->in_error) {
    sp_resolve_in_error(r, node, "E02", contact->path);
    return;
  }
  if (!sp_resolve_may_link(r, node, contact))
    return;
  node->url_level = contact->level;
  node->text = contact->title;
  if (contact->live)
    node->url = sp_url_page(r->arena, contact->id, SP_STR("")).raw;
  else
    node->flags |= SP_FLAG_AWAY;
}

static void
resolve_node(struct sp_resolver *r, struct sp_node *node)
{
  if (node->kind == SP_NODE_IMAGE)
    return; /* shown as its alternative text */
  if (node->target.len)
    node->url = sp_resolve_address(r, node, node->target);
  if (node->kind != SP_NODE_KEYED)
    return;
  if (node->key == SP_KEY_OUTCOME)
    resolve_outcome(r, node);
  if (node->key == SP_KEY_PAYMENT && node->title.len) {
    struct sp_str amount = r->world->fee(r->world->ctx, r->arena, node->title);

    if (amount.len == 0)
      say_no_amount(r, node, node->title);
    node->title = amount;
  }
}

static void
resolve_tree(struct sp_resolver *r, struct sp_node *root)
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
resolve_related(struct sp_resolver *r)
{
  struct sp_doc *doc = r->doc;

  doc->related_link =
      sp_arena_array(r->arena, struct sp_related, doc->related.count);
  for (size_t i = 0; i < doc->related.count; i++) {
    struct sp_str path = sp_related_path(r->arena, doc, doc->related.item[i]);
    const struct sp_target *target = r->world->by_path(r->world->ctx, path);

    if (!target || target->type == SP_DOC_SNIPPET) {
      sp_resolve_say(r, "E02", NULL, "related: there is no document %.*s%.*s",
                     SP_FMT(doc->related.item[i]),
                     SP_FMT(sp_resolve_meant(r, SP_REF_FILE, path, false)));
      if (target)
        sp_diag_partner(r->diags, target->path);
      continue;
    }
    if (target->in_error) {
      sp_resolve_in_error(r, NULL, "E02", target->path);
      continue;
    }
    if (target->live)
      doc->related_link[doc->related_links++] = (struct sp_related){
          target->title, sp_url_page(r->arena, target->id, SP_STR("")),
          target->audience, target->level};
  }
}

/* May all who read the document know of this one? */
static bool
is_known_to_all(const struct sp_resolver *r, const struct sp_target *target)
{
  return target->live && target->level <= (r->doc->level ? r->doc->level : 1);
}

/* provided-by is a contact, or a column of areas.csv; the latter depends on
 * where the reader lives and is answered when the page is served.  Lists of
 * pages name it too, so it is shown to all or to nobody. */
static void
resolve_provider(struct sp_resolver *r)
{
  struct sp_doc *doc = r->doc;
  const struct sp_target *contact;

  if (doc->provided_by.len == 0 || sp_str_is(doc->provided_by, "council"))
    return;
  contact = r->world->contact(
      r->world->ctx, sp_text_lower(r->arena, sp_str_trim(doc->provided_by)));
  if (!contact || contact->in_error || !sp_resolve_may_link(r, NULL, contact))
    return;
  if (!is_known_to_all(r, contact))
    return;
  doc->provider = contact->title;
  doc->provider_url = sp_url_page(r->arena, contact->id, SP_STR(""));
}

/* Who answers at night; that it exists is for the checks to say. */
static void
resolve_night(struct sp_resolver *r)
{
  struct sp_str name = sp_str_trim(sp_doc_out_of_hours(r->doc));
  const struct sp_target *contact = NULL;

  if (name.len)
    contact = r->world->contact(r->world->ctx, sp_text_lower(r->arena, name));
  r->doc->is_night_hidden =
      contact && !contact->in_error && !is_known_to_all(r, contact);
}

void
sp_doc_resolve(struct sp_arena *arena, struct sp_doc *doc,
               const struct sp_world *world, struct sp_diags *diags)
{
  size_t looked = 0;
  struct sp_resolver r = {.arena = arena,
                          .doc = doc,
                          .world = world,
                          .diags = diags,
                          .base = doc->path,
                          .looked = &looked};

  collect_headings(&r);
  resolve_tree(&r, doc->root);
  put_in_place(doc->root);
  r.field = "self-service";
  if (doc->self_service.target.len)
    doc->self_service.url =
        sp_resolve_address(&r, NULL, doc->self_service.target);
  r.field = "related";
  resolve_related(&r);
  r.field = "provided-by";
  resolve_provider(&r);
  if (doc->type == SP_DOC_CONTACT)
    resolve_night(&r);
}
