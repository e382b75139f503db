/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_lists.c - lists and tables. */
#include "lib/xml_parts.h"

#define COLUMNS_MAX 64
#define LIST_START_MAX 999999999

static unsigned
list_start(struct sp_xml *x, const struct sp_xml_el *el)
{
  struct sp_str start = sp_xml_attr(el, "start");
  unsigned n = 0;

  if (start.len == 0)
    return 1;
  for (size_t i = 0; i < start.len; i++) {
    if (start.ptr[i] < '0' || start.ptr[i] > '9' || n > LIST_START_MAX / 10) {
      SP_XML_ERROR(x, el->line, "start: write the number of the first item");
      return 1;
    }
    n = n * 10 + (unsigned)(start.ptr[i] - '0');
  }
  return n;
}

static bool
has_paragraph(const struct sp_xml_el *item)
{
  for (const struct sp_xml_el *el = item->first; el; el = el->next)
    if (sp_str_is(el->name, "p"))
      return true;
  return false;
}

void
sp_xml_list(struct sp_xml *x, const struct sp_xml_el *el,
            enum sp_node_kind kind, struct sp_node *into)
{
  struct sp_node *list = sp_xml_new(x, kind, el);
  const struct sp_xml_el *item = sp_xml_elements(x, el->first, el->name);

  list->flags = SP_FLAG_TIGHT;
  if (sp_str_is(el->name, "ol")) {
    list->flags |= SP_FLAG_ORDERED;
    list->number = list_start(x, el);
  }
  for (; item; item = sp_xml_elements(x, item->next, el->name)) {
    struct sp_node *node = sp_xml_new(x, SP_NODE_ITEM, item);

    if (!sp_str_is(item->name, "li")) {
      sp_xml_misplaced(x, item, el->name, "li");
      continue;
    }
    sp_xml_check_attrs(x, item, "");
    sp_xml_flow(x, item, node);
    if (has_paragraph(item))
      list->flags &= ~(unsigned)SP_FLAG_TIGHT;
    sp_node_append(list, node);
  }
  if (!list->first)
    SP_XML_ERROR(x, el->line, "<%.*s> has no <li>", SP_FMT(el->name));
  sp_node_append(into, list);
}

static unsigned
alignment(struct sp_xml *x, const struct sp_xml_el *cell)
{
  static const char *const name[] = {"", "left", "centre", "right"};
  struct sp_str align = sp_xml_attr(cell, "align");

  for (unsigned i = 0; i < SP_ARRAY_LEN(name); i++)
    if (sp_str_is(align, name[i]))
      return i;
  SP_XML_ERROR(x, cell->line, "align: write left, centre or right");
  return 0;
}

/* A column has one alignment: that of the first cell which says one. */
static void
align_columns(struct sp_xml *x, struct sp_node *table)
{
  unsigned align[COLUMNS_MAX] = {0};

  for (struct sp_node *row = table->first; row; row = row->next) {
    size_t i = 0;

    for (struct sp_node *c = row->first; c && i < COLUMNS_MAX; c = c->next) {
      if (c->number && align[i] && align[i] != c->number && !x->is_dita)
        SP_XML_ERROR(x, c->line,
                     "a column has one alignment; leave align out here");
      align[i] = align[i] ? align[i] : c->number;
      i++;
    }
  }
  for (struct sp_node *row = table->first; row; row = row->next) {
    size_t i = 0;

    for (struct sp_node *c = row->first; c && i < COLUMNS_MAX; c = c->next)
      c->number = align[i++];
  }
}

/* One row; the number of its cells.  *heads counts its th. */
static size_t
read_row(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *table,
         size_t *heads)
{
  struct sp_node *row = sp_xml_new(x, SP_NODE_ROW, el);
  const struct sp_xml_el *child = sp_xml_elements(x, el->first, el->name);
  size_t cells = 0;

  sp_xml_check_attrs(x, el, "");
  *heads = 0;
  for (; child; child = sp_xml_elements(x, child->next, el->name)) {
    struct sp_node *cell = sp_xml_new(x, SP_NODE_CELL, child);

    if (!sp_xml_listed("td th", child->name)) {
      sp_xml_misplaced(x, child, el->name, "td th");
      continue;
    }
    sp_xml_check_attrs(x, child, "align");
    cell->number = alignment(x, child);
    sp_xml_inlines(x, child->first, NULL, child->name, cell);
    if (sp_str_is(child->name, "th")) {
      cell->flags = SP_FLAG_HEAD_CELL;
      ++*heads;
    }
    cells++;
    sp_node_append(row, cell);
  }
  sp_node_append(table, row);
  return cells;
}

void
sp_xml_table(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *table = sp_xml_new(x, SP_NODE_TABLE, el);
  const struct sp_xml_el *row = sp_xml_elements(x, el->first, el->name);
  size_t columns = 0, cells, heads;

  for (; row; row = sp_xml_elements(x, row->next, el->name)) {
    if (!sp_str_is(row->name, "tr")) {
      sp_xml_misplaced(x, row, el->name, "tr");
      continue;
    }
    cells = read_row(x, row, table, &heads);
    if (table->first == table->last) {
      columns = cells;
      if (cells == heads) /* a head needs no mark on each cell */
        table->flags = SP_FLAG_HEAD;
    }
    if (cells != columns)
      SP_XML_ERROR(x, row->line,
                   "this row of the table has %zu cells, the first has %zu",
                   cells, columns);
  }
  if (columns == 0 || columns > COLUMNS_MAX)
    SP_XML_ERROR(x, el->line, "a table has 1 to %d columns", COLUMNS_MAX);
  else if (table->flags & SP_FLAG_HEAD)
    for (struct sp_node *c = table->first->first; c; c = c->next)
      c->flags = 0;
  align_columns(x, table);
  sp_node_append(into, table);
}
