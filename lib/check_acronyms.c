/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_acronyms.c - W15: an acronym that neither the glossary nor the
 * document itself explains. */
#include "lib/audience.h"
#include "lib/check_parts.h"

#include <stdlib.h>

#define LETTERS_MAX 5
#define TOLD_MAX 500 /* different ones of a document that are looked at */

/* Known to everybody who rings a council. */
static const char *const known[] = {
    "AM",  "BBC", "BST", "CCTV", "CD",  "DIY", "DNA", "DVD", "EU",  "FAQ",
    "GB",  "GMT", "GP",  "GPS",  "HIV", "ID",  "IT",  "LED", "MOT", "MP",
    "MPS", "NHS", "OK",  "PC",   "PDF", "PIN", "PM",  "PO",  "QR",  "RSPCA",
    "SIM", "SMS", "TV",  "UK",   "US",  "USA", "USB", "VAT", "VIP",
};

struct search {
  struct sp_checking *c;
  bool public_only;     /* entries for the public only */
  struct sp_texts told; /* each once */
  struct sp_str text;   /* all words of the document */
};

static bool
is_capital(char c)
{
  return c >= 'A' && c <= 'Z';
}

/* Part of a word, a code, a postcode, an address? */
static bool
is_joined(char c)
{
  return (c >= 'a' && c <= 'z') || is_capital(c) || (c >= '0' && c <= '9') ||
         strchr("&@/_-.+#", c) != NULL || (c & 0x80);
}

static bool
in_list(const struct sp_texts *list, struct sp_str name)
{
  for (size_t i = 0; i < list->count; i++)
    if (sp_str_ieq(list->item[i], name))
      return true;
  return false;
}

static bool
in_glossary(const struct search *s, struct sp_str name)
{
  const struct sp_site *site = s->c->world->site;

  for (size_t i = 0; site && i < site->entries; i++) {
    const struct sp_glossary_entry *entry = &site->entry[i];

    if (s->public_only && entry->audience != SP_PUBLIC)
      continue;
    if (sp_str_ieq(entry->short_form, name) || in_list(&entry->also, name))
      return true;
  }
  return false;
}

/* `disabled facilities grant (DFG)`, or `DFG (disabled facilities grant)`. */
static bool
is_explained(const struct search *s, struct sp_str name)
{
  struct sp_arena *arena = s->c->arena;
  struct sp_str behind = sp_arena_fmt(arena, "(%.*s)", SP_FMT(name));
  struct sp_str before = sp_arena_fmt(arena, "%.*s (", SP_FMT(name));

  return sp_str_has(s->text, behind.ptr) || sp_str_has(s->text, before.ptr);
}

static bool
is_known(struct sp_str name)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++)
    if (sp_str_is(name, known[i]))
      return true;
  return false;
}

static void
look_at(struct search *s, const struct sp_node *node, struct sp_str name)
{
  if (s->told.count == TOLD_MAX || is_known(name) || in_list(&s->told, name))
    return;
  SP_PUSH(s->c->arena, s->told.item, s->told.count, s->told.cap, name);
  if (in_glossary(s, name) || is_explained(s, name))
    return;
  SP_CHECK_SAY(s->c, "W15", node,
               "\"%.*s\" is not in the glossary%s: add it to glossary.yaml, or"
               " write the words out the first time, as in `disabled facilities"
               " grant (DFG)`",
               SP_FMT(name), s->public_only ? " for residents" : "");
}

/* Capitals on their own, with a plural's s or not. */
static void
look_through(struct search *s, const struct sp_node *node)
{
  struct sp_str text = node->text;
  size_t i = 0;

  while (i < text.len) {
    size_t from = i, end;

    if (!is_joined(text.ptr[i])) {
      i++;
      continue;
    }
    while (i < text.len && is_joined(text.ptr[i]))
      i++;
    end = i;
    while (end > from && strchr("./-", text.ptr[end - 1]))
      end--;
    if (end - from > 2 && text.ptr[end - 1] == 's')
      end--;
    for (size_t k = from; k < end; k++)
      if (!is_capital(text.ptr[k]))
        end = from;
    if (end >= from + 2 && end <= from + LETTERS_MAX)
      look_at(s, node, sp_str_sub(text, from, end - from));
  }
}

static void
search(struct sp_checking *c, const struct sp_doc *doc, bool public_only,
       struct sp_texts *told)
{
  struct search s = {.c = c,
                     .public_only = public_only,
                     .told = *told,
                     .text = sp_node_words(c->arena, doc->root)};

  for (struct sp_node *n = doc->root; n;
       n = sp_node_walk(doc->root, n, false)) {
    if (n->kind == SP_NODE_SECTION && n->flags & SP_FLAG_TEST_CALLS)
      break;
    if (n->kind == SP_NODE_TEXT)
      look_through(&s, n);
  }
  *told = s.told;
}

void
sp_check_w15(struct sp_checking *c)
{
  const struct sp_doc *for_public = sp_doc_for_public(c->arena, c->doc);
  struct sp_texts told = {0};

  if (!c->world->site || c->world->site->entries == 0)
    return;
  if (for_public)
    search(c, for_public, true, &told);
  search(c, c->doc, false, &told);
}
