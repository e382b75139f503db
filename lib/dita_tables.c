/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_tables.c - tables of every make as ours: rows of one length, whose
 * cells hold words. */
#include "lib/dita_parts.h"

#include "lib/text.h"

#define COLUMNS_MAX 64

struct table {
  struct sp_dita *d;
  struct sp_node *node;
  const struct sp_xml_el *group; /* that knows its columns; or NULL */
  size_t columns;                /* of the widest row */
  unsigned down[COLUMNS_MAX];    /* rows that a cell above still fills */
};

/* ---- cells */

/* Words of blocks after one another, with line breaks between. */
static void
put_cell(struct sp_dita *d, const struct sp_xml_el *el, const char *bullet,
         struct sp_node *cell)
{
  while (el && !d->x->over) {
    const struct sp_xml_el *end = el->next;

    if (el->name.len == 0 && sp_str_trim(el->text).len == 0) {
      el = end;
      continue;
    }
    if (sp_dita_is_inline(el)) {
      struct sp_node *run = sp_dita_new(d, SP_NODE_PARA, el), *next;

      while (end && sp_dita_is_inline(end))
        end = end->next;
      sp_dita_inlines(d, el, end, run);
      if (run->first && cell->first)
        sp_node_append(cell, sp_dita_new(d, SP_NODE_BREAK, el));
      if (run->first && *bullet) {
        struct sp_node *sign = sp_dita_new(d, SP_NODE_TEXT, el);

        sign->text = sp_str(bullet);
        sp_node_append(cell, sign);
        bullet = "";
      }
      for (struct sp_node *n = run->first; n; n = next) {
        next = n->next;
        sp_node_append(cell, n);
      }
    } else {
      d->staff += el->staff;
      if (el->staff)
        d->inline_staff = true;
      sp_dita_mark(d, el, SP_STR(""));
      put_cell(d, el->first, el->type == DITA_LI ? "\342\200\242 " : bullet,
               cell);
      d->staff -= el->staff;
    }
    el = end;
  }
}

static unsigned
alignment(const struct sp_xml_el *entry)
{
  struct sp_str align = sp_xml_attr(entry, "align");

  return sp_str_is(align, "left")     ? 1
         : sp_str_is(align, "center") ? 2
         : sp_str_is(align, "right")  ? 3
                                      : 0;
}

static struct sp_node *
empty_cell(struct table *t, const struct sp_xml_el *el, struct sp_node *row)
{
  struct sp_node *cell = sp_dita_new(t->d, SP_NODE_CELL, el);

  sp_node_append(row, cell);
  return cell;
}

/* ---- columns */

static size_t
number_of(struct sp_str s, size_t most)
{
  size_t n = 0;

  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] < '0' || s.ptr[i] > '9' || n > most)
      return 0;
    n = n * 10 + (size_t)(s.ptr[i] - '0');
  }
  return n > most ? most : n;
}

/* The place of a column by its name, from 1; 0: there is none. */
static size_t
column_named(const struct table *t, struct sp_str name)
{
  size_t n = 0;

  if (!t->group || name.len == 0)
    return 0;
  for (const struct sp_xml_el *el = t->group->first; el; el = el->next) {
    if (!sp_str_is(el->name, "colspec"))
      continue;
    if (++n > COLUMNS_MAX)
      return 0;
    if (sp_str_eq(sp_xml_attr(el, "colname"), name))
      return n;
  }
  return 0;
}

/* How many columns an entry fills, and (from 0) where it begins if it says. */
static size_t
span_of(const struct table *t, const struct sp_xml_el *entry, size_t *at)
{
  size_t first = column_named(t, sp_xml_attr(entry, "namest"));
  size_t last = column_named(t, sp_xml_attr(entry, "nameend"));
  size_t named = column_named(t, sp_xml_attr(entry, "colname"));
  size_t colspan = number_of(sp_xml_attr(entry, "colspan"), COLUMNS_MAX);

  if (first == 0)
    first = named;
  if (first > *at + 1)
    *at = first - 1;
  if (first && last > first)
    return last - first + 1;
  return colspan ? colspan : 1;
}

/* ---- rows */

static void
fill_to(struct table *t, const struct sp_xml_el *el, struct sp_node *row,
        size_t *column, size_t to)
{
  for (; *column < to && *column < COLUMNS_MAX; ++*column) {
    if (t->down[*column])
      t->down[*column]--;
    empty_cell(t, el, row);
  }
}

static void
read_entry(struct table *t, const struct sp_xml_el *entry, struct sp_node *row,
           size_t *column)
{
  struct sp_dita *d = t->d;
  size_t at, span, rows;
  struct sp_node *cell;

  while (*column < COLUMNS_MAX && t->down[*column])
    fill_to(t, entry, row, column, *column + 1);
  at = *column;
  span = span_of(t, entry, &at);
  rows = number_of(sp_xml_attr(entry, "morerows"), 10000);
  if (rows == 0) {
    rows = number_of(sp_xml_attr(entry, "rowspan"), 10000);
    rows -= rows > 0;
  }
  fill_to(t, entry, row, column, at);
  if (*column >= COLUMNS_MAX)
    return;
  if (span > 1 || rows)
    sp_dita_note(d, "W25", entry->line, sp_dita_tag(d, entry),
                 "a cell over several columns or rows stands in the first of"
                 " them");
  cell = empty_cell(t, entry, row);
  cell->number = alignment(entry);
  if (entry->staff) {
    d->inline_staff = true;
    d->staff++;
  }
  sp_dita_mark(d, entry, SP_STR(""));
  put_cell(d, entry->first, "", cell);
  d->staff -= entry->staff;
  for (size_t c = *column; c < *column + span && c < COLUMNS_MAX; c++)
    t->down[c] = (unsigned)rows;
  ++*column;
  for (size_t c = 1; c < span && *column < COLUMNS_MAX; c++, ++*column)
    empty_cell(t, entry, row);
}

/* A cell for staff makes the whole row theirs. */
static void
read_row(struct table *t, const struct sp_xml_el *el, bool is_head)
{
  struct sp_dita *d = t->d;
  struct sp_node *row = sp_dita_new(d, SP_NODE_ROW, el);
  size_t column = 0, entries = 0;

  d->staff += el->staff;
  d->inline_staff = false;
  sp_dita_mark(d, el, SP_STR(""));
  for (const struct sp_xml_el *entry = el->first; entry; entry = entry->next) {
    if (entry->name.len == 0 || entry->type == DITA_META)
      continue;
    read_entry(t, entry, row, &column);
    entries++;
  }
  while (column < COLUMNS_MAX && t->down[column])
    fill_to(t, el, row, &column, column + 1);
  d->staff -= el->staff;
  if (entries > COLUMNS_MAX)
    SP_XML_ERROR(d->x, el->line, "a table has 1 to %d columns", COLUMNS_MAX);
  if ((el->staff || d->inline_staff) && d->staff == 0)
    row->guard.kind = SP_GUARD_STAFF;
  d->inline_staff = false;
  if (!row->first)
    return;
  if (!t->node->first && is_head && row->guard.kind == SP_GUARD_NONE)
    t->node->flags |= SP_FLAG_HEAD;
  if (column > t->columns)
    t->columns = column;
  sp_node_append(t->node, row);
}

static void
read_rows(struct table *t, const struct sp_xml_el *el, bool is_head)
{
  struct sp_dita *d = t->d;

  for (; el && !d->x->over; el = el->next) {
    if (el->name.len == 0 || el->type == DITA_META || el->type == DITA_TITLE ||
        sp_str_is(el->name, "desc"))
      continue;
    if (el->type == DITA_PART) {
      if (sp_str_is(el->name, "tgroup")) {
        t->group = el;
        memset(t->down, 0, sizeof(t->down));
      }
      sp_dita_mark(d, el, SP_STR(""));
      read_rows(t, el->first, is_head || sp_str_is(el->name, "thead"));
      continue;
    }
    if (el->type == DITA_ROW || el->type == DITA_HEAD_ROW) {
      read_row(t, el, is_head || el->type == DITA_HEAD_ROW);
      continue;
    }
    sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                 "this cannot stand in a table; it is left out");
  }
}

/* keycol="1": the first cell of each row is its head. */
static void
set_key_column(struct table *t, const struct sp_xml_el *el)
{
  size_t key = number_of(sp_xml_attr(el, "keycol"), COLUMNS_MAX);
  struct sp_node *row = t->node->first;

  if (t->node->flags & SP_FLAG_HEAD && row)
    row = row->next;
  for (; key && row; row = row->next) {
    struct sp_node *cell = row->first;

    for (size_t c = 1; c < key && cell; c++)
      cell = cell->next;
    if (cell)
      cell->flags |= SP_FLAG_HEAD_CELL;
  }
}

static void
make_even(struct table *t, const struct sp_xml_el *el)
{
  for (struct sp_node *row = t->node->first; row; row = row->next) {
    size_t cells = 0;

    for (const struct sp_node *c = row->first; c; c = c->next)
      cells++;
    for (; cells < t->columns && !t->d->x->over; cells++)
      empty_cell(t, el, row);
  }
}

void
sp_dita_table(struct sp_dita *d, const struct sp_xml_el *el,
              struct sp_node *into)
{
  struct table t = {.d = d, .node = sp_dita_new(d, SP_NODE_TABLE, el)};
  const struct sp_xml_el *title = sp_dita_child(el, DITA_TITLE), *desc = NULL;

  if (title)
    sp_dita_strong(d, title, sp_dita_words(d, title), into);
  for (const struct sp_xml_el *c = el->first; c; c = c->next)
    if (sp_str_is(c->name, "desc"))
      desc = c;
  if (desc)
    sp_dita_block(d, desc, into);
  read_rows(&t, el->first, false);
  make_even(&t, el);
  set_key_column(&t, el);
  if (t.node->first)
    sp_node_append(into, t.node);
}
