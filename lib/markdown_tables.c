/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_tables.c - a paragraph of lines with `|`, the second of them a
 * delimiter row, into a table: one look at each node. */
#include "lib/markdown_parts.h"

#define COLUMNS_MAX 64

enum align { NONE, LEFT, CENTRE, RIGHT };

/* The delimiter row. */
struct plan {
  size_t columns;
  unsigned char align[COLUMNS_MAX];
};

/* Behind the break that ends this line; NULL: it was the last. */
static struct sp_node *
next_line(struct sp_node *node)
{
  while (node && !sp_md_is_break(node))
    node = node->next;
  return node ? node->next : NULL;
}

/* `---`, `:--`, `:-:`, `--:` */
static bool
delimiter_cell(struct sp_str cell, unsigned char *align)
{
  bool left, right;

  if (cell.len == 0)
    return false;
  left = cell.ptr[0] == ':';
  right = cell.len > 1 && cell.ptr[cell.len - 1] == ':';
  cell = sp_str_sub(cell, left, cell.len - left - right);
  for (size_t i = 0; i < cell.len; i++)
    if (cell.ptr[i] != '-')
      return false;
  *align = left && right ? CENTRE : left ? LEFT : right ? RIGHT : NONE;
  return cell.len > 0;
}

/* Is the line written with nothing but signs of a delimiter row?  Behind a
 * backslash they are text. */
static bool
is_plain(const struct sp_md *md, unsigned line)
{
  struct sp_str s = sp_md_line(md, line);

  for (size_t i = sp_md_prefix(s); i < s.len; i++)
    if (!strchr("|:- \t", s.ptr[i]))
      return false;
  return true;
}

/* Is the line that begins here a delimiter row? */
static bool
read_plan(const struct sp_md *md, const struct sp_node *line, struct plan *plan)
{
  struct sp_str s, cell;

  if (!line || line->kind != SP_NODE_TEXT ||
      (line->next && !sp_md_is_break(line->next)) || !is_plain(md, line->line))
    return false;
  s = sp_str_trim(line->text);
  if (sp_str_find(s, '|', 0) == s.len)
    return false;
  if (s.ptr[0] == '|')
    s = sp_str_sub(s, 1, s.len);
  *plan = (struct plan){0};
  while (sp_str_split(&s, '|', &cell)) {
    if (plan->columns == COLUMNS_MAX ||
        !delimiter_cell(cell, &plan->align[plan->columns]))
      return false;
    plan->columns++;
  }
  return plan->columns > 0;
}

/* A `|`, or the end of the row, in emphasis or a link. */
static bool
hides_pipe(const struct sp_node *node)
{
  for (struct sp_node *n = (struct sp_node *)node; n;
       n = sp_node_walk(node, n, false))
    if (sp_md_is_break(n) ||
        (n->kind == SP_NODE_TEXT && sp_str_find(n->text, '|', 0) < n->text.len))
      return true;
  return false;
}

static void
put_text(struct sp_md *md, struct sp_node *cell, const struct sp_node *like,
         struct sp_str text)
{
  struct sp_node *node;

  if (text.len == 0)
    return;
  node = sp_md_new(md, SP_NODE_TEXT, like->line, like->col);
  node->text = text;
  sp_node_append(cell, node);
}

static struct sp_node *
put_cell(struct sp_md *md, struct sp_node *row, const struct plan *plan,
         size_t at)
{
  struct sp_node *cell = sp_md_new(md, SP_NODE_CELL, row->line, row->col);

  if (at < plan->columns)
    cell->number = plan->align[at];
  sp_node_append(row, cell);
  return cell;
}

/* Where a row is cut. */
struct cutter {
  struct sp_node *row, *cell;
  const struct plan *plan;
  size_t cells;
  bool behind_pipe; /* nothing but white space since the last `|` */
};

static void
cut_text(struct sp_md *md, struct cutter *c, const struct sp_node *node)
{
  struct sp_str rest = node->text;

  for (;;) {
    size_t pipe = sp_str_find(rest, '|', 0);
    struct sp_str piece = sp_str_sub(rest, 0, pipe);

    put_text(md, c->cell, node, piece);
    if (sp_str_trim(piece).len)
      c->behind_pipe = false;
    if (pipe == rest.len || md->over)
      return;
    rest = sp_str_sub(rest, pipe + 1, rest.len);
    c->behind_pipe = true;
    c->cell = put_cell(md, c->row, c->plan, c->cells++);
  }
}

static bool
starts_with_pipe(const struct sp_node *line)
{
  struct sp_str s = {0};

  if (line && line->kind == SP_NODE_TEXT)
    s = sp_str_trim(line->text);
  return s.len && s.ptr[0] == '|';
}

/* The pipes at the outer ends make no cells. */
static void
drop_outer(struct cutter *c, bool leading)
{
  struct sp_node *row = c->row;

  if (leading) {
    row->first = row->first->next;
    c->cells--;
  }
  if (c->behind_pipe && c->cells > 1) {
    struct sp_node *n = row->first;

    while (n->next && n->next->next)
      n = n->next;
    n->next = NULL;
    row->last = n;
    c->cells--;
  }
}

/* The line that begins with `line` becomes a row; what is behind its break, or
 * NULL. */
static struct sp_node *
cut_row(struct sp_md *md, struct sp_node *table, struct sp_node *line,
        const struct plan *plan)
{
  struct cutter c = {.plan = plan, .cells = 1};
  bool leading = starts_with_pipe(line), hidden = false;
  struct sp_node *next = NULL;
  size_t at = 0;

  c.row = sp_md_new(md, SP_NODE_ROW, line->line, line->col);
  c.cell = put_cell(md, c.row, plan, 0);
  for (struct sp_node *n = line; n && !md->over; n = next) {
    next = n->next;
    if (sp_md_is_break(n))
      break;
    if (n->kind == SP_NODE_TEXT) {
      cut_text(md, &c, n);
      continue;
    }
    hidden = hidden || (n->kind != SP_NODE_CODE && hides_pipe(n));
    c.behind_pipe = false;
    sp_node_append(c.cell, n);
  }
  drop_outer(&c, leading);
  /* Only now is it known which cell is the first. */
  for (struct sp_node *cell = c.row->first; cell; cell = cell->next) {
    sp_md_trim(cell);
    cell->number = at < plan->columns ? plan->align[at] : NONE;
    at++;
  }
  sp_node_append(table, c.row);
  c.row->number = (unsigned)c.cells;
  if (md->options->lenient || md->over)
    return next;
  if (hidden)
    SP_MD_ERROR(md, c.row->line, 1,
                "a `|` or the end of the row stands inside emphasis or a link;"
                " in a table a `|` only parts cells, and a row is one line");
  else if (c.cells != plan->columns)
    SP_MD_ERROR(md, c.row->line, 1,
                "this row of the table has %zu cells, the row of dashes has"
                " %zu; leave a blank line below the table, and no `|` in a"
                " cell but in `code`",
                c.cells, plan->columns);
  return next;
}

/* Foreign rows may be of any length: fill up to the longest. */
static void
even_out(struct sp_md *md, struct sp_node *table, const struct plan *plan)
{
  unsigned most = 0;

  for (struct sp_node *row = table->first; row; row = row->next)
    most = row->number > most ? row->number : most;
  for (struct sp_node *row = table->first; row; row = row->next) {
    while (row->number < most && !md->over)
      put_cell(md, row, plan, row->number++);
    row->number = 0;
  }
}

/* Lines that look like a table which this is not. */
static void
check_no_table(struct sp_md *md, const struct sp_node *para)
{
  struct sp_node *line = para->first;
  struct sp_str first = sp_str_trim(sp_md_line(md, line->line));
  struct plan plan;

  if (md->options->lenient)
    return;
  if (starts_with_pipe(para->first) && sp_str_ends(first, "|") &&
      sp_md_begins_with(md, line->line, '|')) {
    SP_MD_ERROR(md, line->line, line->col,
                "this looks like a table; write a row `| --- | --- |` below"
                " its first row, with as many cells");
    return;
  }
  for (line = next_line(line); line; line = next_line(line))
    if (read_plan(md, line, &plan)) {
      SP_MD_ERROR(md, line->line, line->col,
                  "a table stands after a blank line, and the row of dashes is"
                  " its second row");
      return;
    }
}

static size_t
pipes_in(const struct sp_node *line)
{
  size_t pipes = 0;

  for (const struct sp_node *n = line; n && !sp_md_is_break(n); n = n->next)
    if (n->kind == SP_NODE_TEXT)
      for (size_t i = 0; i < n->text.len; i++)
        pipes += n->text.ptr[i] == '|';
  return pipes;
}

void
sp_md_table(struct sp_md *md, struct sp_node *para)
{
  struct sp_node *line = para->first;
  struct plan plan;

  if (!line)
    return;
  if (!read_plan(md, next_line(line), &plan) || pipes_in(line) == 0) {
    check_no_table(md, para);
    return;
  }
  sp_md_detach(para);
  para->kind = SP_NODE_TABLE;
  para->flags = SP_FLAG_HEAD;
  para->number = 0;
  line = cut_row(md, para, line, &plan);
  line = next_line(line); /* the delimiter row */
  while (line && !md->over)
    line = cut_row(md, para, line, &plan);
  even_out(md, para, &plan);
}
