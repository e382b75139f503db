/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/doc.h"

#include "lib/text.h"

static const char *const type_name[] = {"guide",   "faq",    "script",
                                        "contact", "notice", "snippet"};
static const char *const key_name[] = {"Next",
                                       "Outcome",
                                       "What happens next",
                                       "Service level",
                                       "Legal",
                                       "Online",
                                       "Payment",
                                       "Book",
                                       "Also ask",
                                       "Hand over",
                                       "Do first",
                                       "Record",
                                       "Stop and escalate if",
                                       "Judgement"};
static const char *const outcome_name[] = {"resolved", "escalate", "transfer",
                                           "refer",    "signpost", "emergency",
                                           "return"};
static const char *const record_name[] = {"text",  "number",   "date",
                                          "time",  "postcode", "phone",
                                          "email", "yes-no",   "choice"};

_Static_assert(SP_ARRAY_LEN(type_name) == SP_DOC_TYPES, "a name each");
_Static_assert(SP_ARRAY_LEN(key_name) == SP_KEYS, "a name each");
_Static_assert(SP_ARRAY_LEN(outcome_name) == SP_OUTCOMES, "a name each");
_Static_assert(SP_ARRAY_LEN(record_name) == SP_RECORDS, "a name each");

const char *
sp_doc_type_name(enum sp_doc_type type)
{
  return type_name[type];
}

bool
sp_doc_type_parse(struct sp_str s, enum sp_doc_type *out)
{
  for (size_t i = 0; i < SP_DOC_TYPES; i++)
    if (sp_str_ieq(s, sp_str(type_name[i]))) {
      *out = (enum sp_doc_type)i;
      return true;
    }
  return false;
}

const char *
sp_audience_name(enum sp_audience audience)
{
  return audience == SP_PUBLIC ? "public" : "staff";
}

const char *
sp_node_name(enum sp_node_kind kind)
{
  static const char *const name[] = {
      [SP_NODE_ROOT] = "root",
      [SP_NODE_SECTION] = "section",
      [SP_NODE_HEADING] = "heading",
      [SP_NODE_PARA] = "para",
      [SP_NODE_LIST] = "list",
      [SP_NODE_ITEM] = "item",
      [SP_NODE_CHECKLIST] = "checklist",
      [SP_NODE_TABLE] = "table",
      [SP_NODE_ROW] = "row",
      [SP_NODE_CELL] = "cell",
      [SP_NODE_QUOTE] = "quote",
      [SP_NODE_SAY] = "say",
      [SP_NODE_NOTE] = "note",
      [SP_NODE_STAFF] = "staff",
      [SP_NODE_WARNING] = "warning",
      [SP_NODE_INFO] = "info",
      [SP_NODE_VULNERABLE] = "vulnerable",
      [SP_NODE_FRAUD] = "fraud",
      [SP_NODE_ONLY] = "only",
      [SP_NODE_ELSE] = "else",
      [SP_NODE_CODE_BLOCK] = "code block",
      [SP_NODE_RULE] = "rule",
      [SP_NODE_INCLUDE] = "include",
      [SP_NODE_CHOICES] = "choices",
      [SP_NODE_CHOICE] = "choice",
      [SP_NODE_KEYED] = "keyed",
      [SP_NODE_TEXT] = "text",
      [SP_NODE_EMPH] = "emphasis",
      [SP_NODE_STRONG] = "strong",
      [SP_NODE_CODE] = "code",
      [SP_NODE_LINK] = "link",
      [SP_NODE_IMAGE] = "image",
      [SP_NODE_BREAK] = "break",
  };
  _Static_assert(SP_ARRAY_LEN(name) == SP_NODE_KINDS, "a name each");

  return kind < SP_NODE_KINDS ? name[kind] : "?";
}

const char *
sp_key_name(enum sp_key key)
{
  return key_name[key];
}

bool
sp_key_is_staff(enum sp_key key)
{
  return key == SP_KEY_RECORD || key == SP_KEY_STOP ||
         key == SP_KEY_JUDGEMENT || key == SP_KEY_HAND_OVER ||
         key == SP_KEY_DO_FIRST;
}

const char *
sp_outcome_name(enum sp_outcome outcome)
{
  return outcome_name[outcome];
}

const char *
sp_record_name(enum sp_record type)
{
  return record_name[type];
}

struct sp_node *
sp_node_new(struct sp_arena *arena, enum sp_node_kind kind, unsigned line,
            unsigned col)
{
  struct sp_node *node = sp_arena_new(arena, struct sp_node);

  node->kind = kind;
  node->line = line;
  node->col = col;
  return node;
}

void
sp_node_append(struct sp_node *parent, struct sp_node *child)
{
  child->parent = parent;
  child->next = NULL;
  if (parent->last)
    parent->last->next = child;
  else
    parent->first = child;
  parent->last = child;
}

void
sp_node_unlink(struct sp_node *node)
{
  struct sp_node *parent = node->parent, **link, *before = NULL;

  if (!parent)
    return;
  for (link = &parent->first; *link != node; link = &(*link)->next)
    before = *link;
  *link = node->next;
  if (parent->last == node)
    parent->last = before;
  node->parent = node->next = NULL;
}

struct sp_node *
sp_node_walk(const struct sp_node *root, struct sp_node *node,
             bool skip_children)
{
  if (!skip_children && node->first)
    return node->first;
  while (node != root) {
    if (node->next)
      return node->next;
    node = node->parent;
  }
  return NULL;
}

static bool
is_inline(enum sp_node_kind kind)
{
  return kind >= SP_NODE_TEXT;
}

/* One of the values that a record may have; no sentence joins them. */
static bool
is_value(const struct sp_node *node)
{
  return node->parent && node->parent->kind == SP_NODE_KEYED &&
         node->parent->key == SP_KEY_RECORD;
}

struct sp_str
sp_node_words(struct sp_arena *arena, const struct sp_node *node)
{
  struct sp_str words;
  struct sp_buf buf;

  sp_buf_init(&buf, SP_DOC_MAX_BYTES * 4);
  for (struct sp_node *n = (struct sp_node *)node; n;
       n = sp_node_walk(node, n, false)) {
    if (!is_inline(n->kind) || n->kind == SP_NODE_BREAK || is_value(n))
      sp_buf_putc(&buf, ' ');
    if (n->kind != SP_NODE_KEYED)
      sp_buf_put(&buf, n->text);
    /* What follows a choice's label is another sentence. */
    if (n->kind == SP_NODE_CHOICE)
      sp_buf_putc(&buf, ' ');
  }
  words = sp_text_squeeze(arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return words;
}

bool
sp_link_says_nothing(struct sp_str words)
{
  static const char *const empty[] = {
      "click here", "click",     "here",      "link",         "this link",
      "more",       "read more", "this page", "find out more"};

  if (sp_str_ends(words, "."))
    words.len--;
  for (size_t i = 0; i < SP_ARRAY_LEN(empty); i++)
    if (sp_str_ieq(words, sp_str(empty[i])))
      return true;
  return false;
}

const struct sp_field *
sp_doc_field_all(const struct sp_doc *doc, const char *name)
{
  for (size_t i = 0; i < doc->fields; i++)
    if (sp_str_is(doc->field[i].name, name))
      return &doc->field[i];
  return NULL;
}

struct sp_str
sp_doc_field(const struct sp_doc *doc, const char *name)
{
  const struct sp_field *field = sp_doc_field_all(doc, name);

  return field && field->values ? field->value[0] : SP_STR("");
}
