/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_blocks.c - blocks: paragraphs, lists, notes, code, figures. */
#include "lib/dita_parts.h"

#include "lib/text.h"

struct sp_node *
sp_dita_new(struct sp_dita *d, enum sp_node_kind kind,
            const struct sp_xml_el *el)
{
  return sp_xml_new(d->x, kind, el);
}

void
sp_dita_mark(struct sp_dita *d, const struct sp_xml_el *el, struct sp_str title)
{
  struct sp_dita_mark mark = {.topic = d->topic,
                              .id = sp_xml_attr(el, "id"),
                              .title = title,
                              .heading = d->heading,
                              .staff = d->staff > 0};

  if (mark.id.len)
    SP_PUSH(d->x->arena, d->mark, d->marks, d->marks_cap, mark);
}

struct sp_node *
sp_dita_enter(struct sp_dita *d, const struct sp_xml_el *el,
              struct sp_node *into)
{
  bool is_first = el->staff && d->staff == 0;

  d->staff += el->staff;
  return is_first ? sp_dita_new(d, SP_NODE_STAFF, el) : into;
}

void
sp_dita_leave(struct sp_dita *d, const struct sp_xml_el *el,
              struct sp_node *into, struct sp_node *inner)
{
  d->staff -= el->staff;
  if (inner != into && inner->first)
    sp_node_append(into, inner);
}

static bool
is_blank_text(const struct sp_xml_el *el)
{
  return el->name.len == 0 && sp_str_trim(el->text).len == 0;
}

void
sp_dita_strong(struct sp_dita *d, const struct sp_xml_el *el,
               struct sp_str words, struct sp_node *into)
{
  struct sp_node *para, *strong, *text;

  if (words.len == 0)
    return;
  para = sp_dita_new(d, SP_NODE_PARA, el);
  strong = sp_dita_new(d, SP_NODE_STRONG, el);
  text = sp_dita_new(d, SP_NODE_TEXT, el);
  text->text = words;
  sp_node_append(strong, text);
  sp_node_append(para, strong);
  sp_node_append(into, para);
}

/* One that has words for staff is theirs as a whole, as a sentence with a hole
 * says something else. */
static void
put_paragraph(struct sp_dita *d, const struct sp_xml_el *at,
              struct sp_node *para, struct sp_node *into)
{
  struct sp_node *wrapper;
  bool is_staff = d->inline_staff;

  d->inline_staff = false;
  if (!para->first)
    return;
  if (!is_staff) {
    sp_node_append(into, para);
    return;
  }
  sp_dita_note(d, "W25", at->line, SP_STR("audience"),
               "words in a sentence are for staff, so the whole paragraph is");
  wrapper = sp_dita_new(d, SP_NODE_STAFF, at);
  sp_node_append(wrapper, para);
  sp_node_append(into, wrapper);
}

static void
paragraph(struct sp_dita *d, const struct sp_xml_el *first,
          const struct sp_xml_el *end, struct sp_node *into)
{
  struct sp_node *para = sp_dita_new(d, SP_NODE_PARA, first);

  d->inline_staff = false;
  sp_dita_inlines(d, first, end, para);
  put_paragraph(d, first, para, into);
}

/* The words of a term or title, with their links. */
static void
strong_line(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *para = sp_dita_new(d, SP_NODE_PARA, el);
  struct sp_node *strong = sp_dita_new(d, SP_NODE_STRONG, el);

  d->inline_staff = false;
  sp_dita_inlines(d, el->first, NULL, strong);
  if (strong->first)
    sp_node_append(para, strong);
  put_paragraph(d, el, para, into);
}

/* What is not known stands in a sentence when words stand beside it. */
static bool
begins_sentence(const struct sp_xml_el *el)
{
  const struct sp_xml_el *next = el->next;

  return sp_dita_is_inline(el) || (el->type == DITA_UNKNOWN && next &&
                                   next->name.len == 0 && !is_blank_text(next));
}

static bool
goes_on(const struct sp_xml_el *el, bool has_text)
{
  return sp_dita_is_inline(el) || (has_text && el->type == DITA_UNKNOWN);
}

void
sp_dita_flow(struct sp_dita *d, const struct sp_xml_el *el,
             struct sp_node *into)
{
  while (el && !d->x->over)
    el = sp_dita_flow_one(d, el, into);
}

const struct sp_xml_el *
sp_dita_flow_one(struct sp_dita *d, const struct sp_xml_el *el,
                 struct sp_node *into)
{
  const struct sp_xml_el *end = el->next;
  bool has_text = el->name.len == 0 && !is_blank_text(el);

  if (el == d->skip || (is_blank_text(el) && (!end || !begins_sentence(end))))
    return end;
  if (!begins_sentence(el)) {
    sp_dita_block(d, el, into);
    return end;
  }
  for (; end && goes_on(end, has_text); end = end->next)
    has_text = has_text || (end->name.len == 0 && !is_blank_text(end));
  paragraph(d, el, end, into);
  return end;
}

/* ---- lists */

static bool
has_blocks(const struct sp_xml_el *item)
{
  for (const struct sp_xml_el *el = item->first; el; el = el->next)
    if (el->name.len && el->type == DITA_P)
      return true;
  return false;
}

static void
read_item(struct sp_dita *d, const struct sp_xml_el *item, struct sp_node *list)
{
  struct sp_node *node = sp_dita_new(d, SP_NODE_ITEM, item);
  struct sp_node *inner = sp_dita_enter(d, item, node);

  sp_dita_mark(d, item, SP_STR(""));
  if (has_blocks(item))
    list->flags &= ~(unsigned)SP_FLAG_TIGHT;
  sp_dita_flow(d, item->first, inner);
  sp_dita_leave(d, item, node, inner);
  if (node->first)
    sp_node_append(list, node);
}

static void
read_list(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *list = sp_dita_new(d, SP_NODE_LIST, el);

  list->flags = SP_FLAG_TIGHT;
  if (el->type == DITA_OL) {
    list->flags |= SP_FLAG_ORDERED;
    list->number = 1;
  }
  for (const struct sp_xml_el *item = el->first; item; item = item->next)
    if (item->name.len && item->type != DITA_META)
      read_item(d, item, list);
  if (list->first)
    sp_node_append(into, list);
}

/* A term and what it means: an item that begins with the term. */
static void
read_entry(struct sp_dita *d, const struct sp_xml_el *entry,
           struct sp_node *list)
{
  struct sp_node *node = sp_dita_new(d, SP_NODE_ITEM, entry);
  struct sp_node *inner = sp_dita_enter(d, entry, node);

  sp_dita_mark(d, entry, SP_STR(""));
  for (const struct sp_xml_el *el = entry->first; el; el = el->next) {
    struct sp_node *part;

    if (el->name.len == 0 || el->type == DITA_META)
      continue;
    if (el->type != DITA_DT) {
      sp_dita_block(d, el, inner);
      continue;
    }
    part = sp_dita_enter(d, el, inner);
    sp_dita_mark(d, el, SP_STR(""));
    strong_line(d, el, part);
    sp_dita_leave(d, el, inner, part);
  }
  sp_dita_leave(d, entry, node, inner);
  if (node->first)
    sp_node_append(list, node);
}

static void
read_terms(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *list = sp_dita_new(d, SP_NODE_LIST, el);

  for (const struct sp_xml_el *entry = el->first; entry; entry = entry->next)
    if (entry->name.len && entry->type != DITA_META)
      read_entry(d, entry, list);
  if (list->first)
    sp_node_append(into, list);
}

/* ---- others */

/* Blocks of one kind around what stands in el. */
static void
read_wrapped(struct sp_dita *d, const struct sp_xml_el *el,
             enum sp_node_kind kind, struct sp_node *into)
{
  struct sp_node *node = sp_dita_new(d, kind, el);

  sp_dita_flow(d, el->first, node);
  if (node->first)
    sp_node_append(into, node);
}

static void
read_note(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_str type = sp_xml_attr(el, "type");
  bool is_warning = el->type == DITA_HAZARD ||
                    sp_xml_listed("attention caution danger notice restriction"
                                  " trouble warning",
                                  type);

  read_wrapped(d, el, is_warning ? SP_NODE_WARNING : SP_NODE_INFO, into);
}

/* In a script an unmarked quotation would be said aloud. */
static void
read_quote(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  read_wrapped(d, el,
               d->x->doc->type == SP_DOC_SCRIPT ? SP_NODE_NOTE : SP_NODE_QUOTE,
               into);
}

static void
read_code(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_dita_new(d, SP_NODE_CODE_BLOCK, el);
  struct sp_str text = sp_dita_verbatim(d, el);

  while (sp_str_starts(text, "\n"))
    text = sp_str_sub(text, 1, text.len);
  while (sp_str_ends(text, "\n"))
    text.len--;
  node->text = text;
  if (text.len)
    sp_node_append(into, node);
}

/* Line breaks count. */
static void
read_lines(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *para = sp_dita_new(d, SP_NODE_PARA, el);
  struct sp_str rest = sp_str_trim(sp_dita_verbatim(d, el)), line;

  while (sp_str_split(&rest, '\n', &line)) {
    struct sp_node *text = sp_dita_new(d, SP_NODE_TEXT, el);

    if (line.len == 0)
      continue;
    if (para->first)
      sp_node_append(para, sp_dita_new(d, SP_NODE_BREAK, el));
    text->text = line;
    sp_node_append(para, text);
  }
  if (para->first)
    sp_node_append(into, para);
}

/* Links of their own: a list. */
static void
read_links(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *list = sp_dita_new(d, SP_NODE_LIST, el);
  const struct sp_xml_el *title = sp_dita_child(el, DITA_TITLE);

  if (title)
    sp_dita_strong(d, title, sp_dita_words(d, title), into);
  list->flags = SP_FLAG_TIGHT;
  for (const struct sp_xml_el *link = el->first; link; link = link->next) {
    struct sp_xml_el alone = *link;

    if (link->name.len == 0 || link->type == DITA_TITLE)
      continue;
    if (link->type == DITA_LINKS) {
      sp_dita_block(d, link, into);
      continue;
    }
    if (link->type == DITA_XREF) {
      /* As the only child of an item. */
      struct sp_xml_el item = {
          .name = SP_STR_INIT("li"), .type = DITA_LI, .line = link->line};

      alone.next = NULL;
      item.first = &alone;
      read_item(d, &item, list);
      continue;
    }
    sp_dita_block(d, link, into);
  }
  if (list->first)
    sp_node_append(into, list);
}

static void
read_unknown(struct sp_dita *d, const struct sp_xml_el *el,
             struct sp_node *into)
{
  struct sp_node *para = sp_dita_new(d, SP_NODE_PARA, el);
  struct sp_node *text = sp_dita_new(d, SP_NODE_TEXT, el);

  text->text = sp_dita_words(d, el);
  sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
               "this element is not known here; its words are kept as a"
               " paragraph");
  if (text->text.len == 0)
    return;
  sp_node_append(para, text);
  sp_node_append(into, para);
}

static void
read_block(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *into)
{
  switch ((enum sp_dita_type)el->type) {
  case DITA_UL:
  case DITA_OL:
    read_list(d, el, into);
    break;
  case DITA_CHOICES: {
    struct sp_xml_el list = *el;

    list.type = DITA_UL;
    read_list(d, &list, into);
    break;
  }
  case DITA_DL:
    read_terms(d, el, into);
    break;
  case DITA_TABLE:
  case DITA_SIMPLETABLE:
  case DITA_CHOICETABLE:
    sp_dita_table(d, el, into);
    break;
  case DITA_NOTE:
  case DITA_HAZARD:
    read_note(d, el, into);
    break;
  case DITA_STEPTROUBLE:
    read_wrapped(d, el, SP_NODE_INFO, into);
    break;
  case DITA_LQ:
    read_quote(d, el, into);
    break;
  case DITA_PRE:
    read_code(d, el, into);
    break;
  case DITA_LINES:
    read_lines(d, el, into);
    break;
  case DITA_LINKS:
    read_links(d, el, into);
    break;
  case DITA_STEPS:
  case DITA_STEPS_UNORDERED:
    sp_dita_steps(d, el, into);
    break;
  case DITA_TOPIC:
  case DITA_TASK:
  case DITA_TROUBLE:
    sp_dita_nested(d, el, 3, into);
    break;
  case DITA_TITLE:
  case DITA_CMD:
  case DITA_RESPONSIBLE:
    strong_line(d, el, into);
    break;
  case DITA_PROLOG:
    break;
  case DITA_UNKNOWN:
    read_unknown(d, el, into);
    break;
  default:
    sp_dita_flow(d, el->first, into);
    break;
  }
}

void
sp_dita_block(struct sp_dita *d, const struct sp_xml_el *el,
              struct sp_node *into)
{
  const struct sp_xml_el *title = sp_dita_child(el, DITA_TITLE);
  struct sp_node *inner;

  if (d->x->over)
    return;
  inner = sp_dita_enter(d, el, into);
  sp_dita_mark(d, el, title ? sp_dita_words(d, title) : SP_STR(""));
  read_block(d, el, inner);
  sp_dita_leave(d, el, into, inner);
}
