/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/audience.h"

bool
sp_node_is_staff(const struct sp_doc *doc, const struct sp_node *node)
{
  if (sp_guard_is_staff(&node->guard))
    return true;
  switch (node->kind) {
  case SP_NODE_STAFF:
  case SP_NODE_VULNERABLE:
  case SP_NODE_FRAUD:
    return true;
  case SP_NODE_SAY:
    /* The said words of a public script are what residents read; a marked
     * [!SAY] is the advisor's. */
    return !(doc->type == SP_DOC_SCRIPT && (node->flags & SP_FLAG_PLAIN_QUOTE));
  case SP_NODE_KEYED:
    return sp_key_is_staff(node->key) || (node->flags & SP_FLAG_AWAY) != 0;
  case SP_NODE_SECTION:
    return (node->flags & SP_FLAG_TEST_CALLS) != 0;
  case SP_NODE_ROOT:
  case SP_NODE_HEADING:
  case SP_NODE_PARA:
  case SP_NODE_LIST:
  case SP_NODE_ITEM:
  case SP_NODE_CHECKLIST:
  case SP_NODE_TABLE:
  case SP_NODE_ROW:
  case SP_NODE_CELL:
  case SP_NODE_QUOTE:
  case SP_NODE_NOTE:
  case SP_NODE_WARNING:
  case SP_NODE_INFO:
  case SP_NODE_ONLY:
  case SP_NODE_ELSE:
  case SP_NODE_CODE_BLOCK:
  case SP_NODE_RULE:
  case SP_NODE_INCLUDE:
  case SP_NODE_CHOICES:
  case SP_NODE_CHOICE:
  case SP_NODE_TEXT:
  case SP_NODE_EMPH:
  case SP_NODE_STRONG:
  case SP_NODE_CODE:
  case SP_NODE_LINK:
  case SP_NODE_IMAGE:
  case SP_NODE_BREAK:
    return false;
  }
  return true; /* not on the list: not for the public */
}

bool
sp_else_is_unclear(const struct sp_doc *doc, const struct sp_node *node)
{
  const struct sp_guard *guard = &node->guard;

  if (doc->audience != SP_PUBLIC || node->kind != SP_NODE_ELSE ||
      (guard->kind != SP_GUARD_LEVEL &&
       (guard->kind != SP_GUARD_CHANNEL || sp_str_is(guard->text, "online"))))
    return false;
  for (node = node->parent; node; node = node->parent)
    if (sp_node_is_staff(doc, node))
      return false;
  return true;
}

/* For whom a copy is made. */
struct split {
  struct sp_arena *arena;
  const struct sp_doc *doc;
  enum sp_audience audience;
};

static bool
is_kept(const struct split *split, const struct sp_node *node)
{
  if (split->audience == SP_PUBLIC)
    return !sp_node_is_staff(split->doc, node);
  /* Test calls are never shown, to nobody. */
  return !sp_guard_is_public_only(&node->guard) &&
         !(node->flags & SP_FLAG_TEST_CALLS && node->kind == SP_NODE_SECTION);
}

/* Depth is bounded by the readers (SP_DOC_MAX_DEPTH). */
static struct sp_node *
copy(const struct split *split, const struct sp_node *node)
{
  struct sp_node *twin = sp_arena_new(split->arena, struct sp_node);

  *twin = *node;
  twin->parent = twin->first = twin->last = twin->next = NULL;
  /* What stands behind a choice's label is for the advisor. */
  if (node->kind == SP_NODE_CHOICE && split->audience == SP_PUBLIC)
    return twin;
  for (const struct sp_node *child = node->first; child; child = child->next)
    if (is_kept(split, child))
      sp_node_append(twin, copy(split, child));
  return twin;
}

/* Wrappers and structure of which nothing is left. */
static bool
can_vanish(const struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_LIST:
  case SP_NODE_ITEM:
  case SP_NODE_CHECKLIST:
  case SP_NODE_QUOTE:
  case SP_NODE_NOTE:
  case SP_NODE_WARNING:
  case SP_NODE_INFO:
  case SP_NODE_ONLY:
  case SP_NODE_ELSE:
  case SP_NODE_CHOICES:
  case SP_NODE_PARA:
    return true;
  default:
    return false;
  }
}

static void
prune(struct sp_node *node)
{
  struct sp_node *child = node->first, *next;

  node->first = node->last = NULL;
  for (; child; child = next) {
    next = child->next;
    prune(child);
    if (child->first || !can_vanish(child))
      sp_node_append(node, child);
  }
}

static bool
public_field(struct sp_str name)
{
  static const char *const shown[] = {
      "title",     "type",    "kind",     "phone",    "email", "web",
      "textphone", "address", "hours",    "closed",   "areas", "languages",
      "who-for",   "cost",    "referral", "severity", "from",  "until",
      "sites",     "link",    "service"};

  for (size_t i = 0; i < SP_ARRAY_LEN(shown); i++)
    if (sp_str_is(name, shown[i]))
      return true;
  return false;
}

static void
keep_public_fields(struct sp_arena *arena, struct sp_doc *doc)
{
  struct sp_field *kept = sp_arena_array(arena, struct sp_field, doc->fields);
  size_t count = 0;

  for (size_t i = 0; i < doc->fields; i++)
    if (public_field(doc->field[i].name))
      kept[count++] = doc->field[i];
  doc->field = kept;
  doc->fields = count;
}

static void
keep_public_related(struct sp_arena *arena, struct sp_doc *doc)
{
  struct sp_related *kept =
      sp_arena_array(arena, struct sp_related, doc->related_links);
  size_t count = 0;

  for (size_t i = 0; i < doc->related_links; i++)
    if (doc->related_link[i].audience == SP_PUBLIC)
      kept[count++] = doc->related_link[i];
  doc->related_link = kept;
  doc->related_links = count;
  doc->related = (struct sp_texts){0};
}

static bool
has_words(const struct sp_node *root)
{
  for (struct sp_node *n = (struct sp_node *)root; n;
       n = sp_node_walk(root, n, false))
    if (n->kind != SP_NODE_ROOT && n->kind != SP_NODE_SECTION)
      return true;
  return false;
}

static struct sp_doc *
copy_doc(const struct split *split)
{
  struct sp_doc *twin = sp_arena_new(split->arena, struct sp_doc);

  *twin = *split->doc;
  twin->root = copy(split, split->doc->root);
  prune(twin->root);
  return twin;
}

/* The `sites` field of a notice: where it shows; both when absent. */
static bool
notice_is_for(const struct sp_doc *doc, enum sp_audience audience)
{
  const struct sp_field *sites = sp_doc_field_all(doc, "sites");

  if (doc->type != SP_DOC_NOTICE || !sites)
    return true;
  for (size_t i = 0; i < sites->values; i++) {
    struct sp_str rest = sites->value[i], name;

    while (sp_str_split(&rest, ';', &name))
      if (sp_str_ieq(name, sp_str(sp_audience_name(audience))))
        return true;
  }
  return false;
}

struct sp_doc *
sp_doc_for_public(struct sp_arena *arena, const struct sp_doc *doc)
{
  struct split split = {arena, doc, SP_PUBLIC};
  struct sp_doc *twin;

  if (doc->audience != SP_PUBLIC || doc->level > 1 ||
      !notice_is_for(doc, SP_PUBLIC))
    return NULL;
  twin = copy_doc(&split);
  twin->changed = SP_STR("");
  twin->must_read = twin->induction = false;
  /* Who answers for it inside the council is for staff; reviewed dates are
   * shown to all. */
  twin->owner = twin->review_by = SP_STR("");
  /* A contact without an address is not live now. */
  if (twin->provider_url.raw.len == 0)
    twin->provider = SP_STR("");
  keep_public_fields(arena, twin);
  keep_public_related(arena, twin);
  if (twin->type != SP_DOC_CONTACT && !has_words(twin->root))
    return NULL;
  return twin;
}

struct sp_doc *
sp_doc_for_staff(struct sp_arena *arena, const struct sp_doc *doc)
{
  struct split split = {arena, doc, SP_STAFF};

  return notice_is_for(doc, SP_STAFF) ? copy_doc(&split) : NULL;
}
