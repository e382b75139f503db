/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_blocks.c - quotes into marked blocks, paragraphs into tables
 * and includes, lists into checklists. */
#include "lib/markdown_parts.h"

#include "lib/text.h"

static const struct marker {
  const char *name;
  enum sp_node_kind kind;
  bool is_foreign; /* only in foreign files */
} markers[] = {
    {"STAFF", SP_NODE_STAFF, false},
    {"WARNING", SP_NODE_WARNING, false},
    {"INFO", SP_NODE_INFO, false},
    {"SAY", SP_NODE_SAY, false},
    {"VULNERABLE", SP_NODE_VULNERABLE, false},
    {"FRAUD", SP_NODE_FRAUD, false},
    {"ONLY", SP_NODE_ONLY, false},
    {"ELSE", SP_NODE_ELSE, false},
    {"NOTE", SP_NODE_INFO, true},
    {"TIP", SP_NODE_INFO, true},
    {"IMPORTANT", SP_NODE_WARNING, true},
    {"CAUTION", SP_NODE_WARNING, true},
};

#define MARKER_NAMES                                                           \
  "[!STAFF], [!WARNING], [!INFO], [!SAY], [!VULNERABLE], [!FRAUD], [!ONLY"     \
  " level 2] or [!ELSE]"

/* A quote while it is being understood. */
struct quote {
  struct sp_node *node;
  const struct sp_node *before; /* the block before it, or NULL */
  unsigned depth;               /* quotes around it, itself counted */
  unsigned end;                 /* its last line */
  bool is_marked;
};

static void blocks(struct sp_md *md, struct sp_node *parent, unsigned quotes);

bool
sp_md_is_staff_kind(enum sp_node_kind kind)
{
  return kind == SP_NODE_STAFF || kind == SP_NODE_SAY ||
         kind == SP_NODE_VULNERABLE || kind == SP_NODE_FRAUD;
}

static const struct marker *
marker_of(const struct sp_md *md, struct sp_str name)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(markers); i++)
    if (sp_str_ieq(name, sp_str(markers[i].name)) &&
        (!markers[i].is_foreign || md->options->lenient))
      return &markers[i];
  return NULL;
}

/* The first paragraph of a quote, or NULL. */
static struct sp_node *
opening(const struct sp_node *quote)
{
  return quote->first && quote->first->kind == SP_NODE_PARA ? quote->first
                                                            : NULL;
}

/* `[!NAME words]` at the start of a head: its inside, and the bytes up to the
 * bracket's end; 0: there is none. */
static size_t
find_marker(struct sp_str head, struct sp_str *inside)
{
  size_t at = sp_md_skip_unseen(head, 0), close;

  if (at + 1 >= head.len || head.ptr[at] != '[' || head.ptr[at + 1] != '!')
    return 0;
  close = sp_str_find(head, ']', at);
  if (close == head.len)
    return 0;
  for (size_t i = at; i < close; i++)
    if (head.ptr[i] == SP_MD_HEAD_LINK || head.ptr[i] == SP_MD_HEAD_OTHER)
      return 0;
  *inside = sp_str_trim(sp_str_sub(head, at + 2, close - at - 2));
  return close + 1;
}

static void
set_guard(struct sp_md *md, struct quote *q, struct sp_str guard)
{
  struct sp_node *node = q->node;
  const char *why;

  if (sp_guard_parse(md->arena, guard, &node->guard, &why)) {
    if (node->guard.kind == SP_GUARD_IF && md->doc->type != SP_DOC_SCRIPT)
      SP_MD_ERROR(md, node->line, node->col,
                  "`if` asks for an answer of a script, and this is none; use"
                  " another condition");
    return;
  }
  node->kind = SP_NODE_STAFF;
  if (!md->options->lenient)
    SP_MD_ERROR(md, node->line, node->col, "`[!ONLY %.*s]`: %s",
                SP_FMT(sp_utf8_cut(guard, 60)), why);
}

/* Of a public page the ELSE of an advisor's level or channel could be meant
 * for residents or for other advisors: the author has to say. */
static void
check_else(struct sp_md *md, const struct sp_node *node)
{
  if (md->doc->audience == SP_PUBLIC &&
      (node->guard.kind == SP_GUARD_LEVEL ||
       (node->guard.kind == SP_GUARD_CHANNEL &&
        !sp_str_is(node->guard.text, "online"))))
    SP_MD_ERROR(md, node->line, node->col,
                "on a public page `[!ELSE]` after this condition does not say"
                " whether residents may read it; write `[!STAFF]` or `[!ONLY"
                " public]`");
}

static void
set_else(struct sp_md *md, struct quote *q, struct sp_str words)
{
  struct sp_node *node = q->node;

  if (words.len == 0 && q->before && q->before->kind == SP_NODE_ONLY) {
    node->guard = q->before->guard;
    node->guard.negated = true;
    check_else(md, node);
    return;
  }
  node->kind = SP_NODE_STAFF;
  if (md->options->lenient)
    return;
  if (words.len)
    SP_MD_ERROR(md, node->line, node->col,
                "`[!ELSE]` has no condition of its own; write `[!ONLY %.*s]`",
                SP_FMT(words));
  else
    SP_MD_ERROR(md, node->line, node->col,
                "`[!ELSE]` stands directly after a block `[!ONLY …]`, with"
                " nothing but a blank line between");
}

/* What the words in the brackets make of the quote. */
static void
apply_marker(struct sp_md *md, struct quote *q, struct sp_str inside)
{
  size_t space = sp_str_find(inside, ' ', 0);
  struct sp_str name = sp_str_sub(inside, 0, space);
  struct sp_str words = sp_str_trim(sp_str_sub(inside, space, inside.len));
  const struct marker *marker = marker_of(md, name);
  struct sp_node *node = q->node;

  q->is_marked = true;
  node->kind = marker ? marker->kind : SP_NODE_STAFF;
  if (marker && marker->kind == SP_NODE_ONLY) {
    set_guard(md, q, words);
  } else if (marker && marker->kind == SP_NODE_ELSE) {
    set_else(md, q, words);
  } else if (!marker || words.len) {
    node->kind = SP_NODE_STAFF;
    if (!md->options->lenient)
      SP_MD_ERROR(md, node->line, node->col,
                  "`[!%.*s]` is no marker; write one of %s",
                  SP_FMT(sp_utf8_cut(inside, 60)), MARKER_NAMES);
  }
}

/* `[STAFF]`, `[STAFF!]`, `! STAFF`: brackets and a name, but not `[!NAME]`. */
static bool
is_near_marker(struct sp_str head)
{
  size_t at = sp_md_skip_unseen(head, 0), end;
  struct sp_str name;

  if (at == head.len || head.ptr[at] != '[')
    return false;
  end = sp_str_find(head, ']', at);
  if (end == head.len)
    return false;
  name = sp_str_trim(sp_str_sub(head, at + 1, end - at - 1));
  while (name.len && (name.ptr[0] == '!' || name.ptr[0] == '\\'))
    name = sp_str_trim(sp_str_sub(name, 1, name.len));
  while (name.len && name.ptr[name.len - 1] == '!')
    name = sp_str_trim(sp_str_sub(name, 0, name.len - 1));
  name = sp_str_sub(name, 0, sp_str_find(name, ' ', 0));
  for (size_t i = 0; i < SP_ARRAY_LEN(markers); i++)
    if (!markers[i].is_foreign && sp_str_ieq(name, sp_str(markers[i].name)))
      return true;
  return false;
}

/* A marker's name alone on a line, as `STAFF:`. */
static bool
is_bare_name(struct sp_str head)
{
  size_t at = sp_md_skip_unseen(head, 0);
  struct sp_str s = sp_str_trim(sp_str_sub(head, at, head.len));

  if (s.len && s.ptr[s.len - 1] == ':')
    s = sp_str_trim(sp_str_sub(s, 0, s.len - 1));
  for (size_t i = 0; i < SP_ARRAY_LEN(markers); i++)
    if (!markers[i].is_foreign && sp_str_ieq(s, sp_str(markers[i].name)))
      return true;
  return false;
}

/* Understand the first line; what is marker goes. */
static void
read_marker(struct sp_md *md, struct quote *q)
{
  struct sp_node *para = opening(q->node);
  char buf[SP_MD_HEAD_MAX];
  struct sp_str head, inside;
  size_t n;

  if (!para)
    return;
  head = sp_md_head(para->first, buf);
  n = find_marker(head, &inside);
  if (n == 0) {
    if (!md->options->lenient && is_bare_name(head))
      SP_MD_ERROR(md, para->line, para->col,
                  "a quote that begins with a name alone is read as a quote;"
                  " for a marked block write the name as in `> [!STAFF]`");
    return;
  }
  sp_md_once(md, para->line, SP_MD_MARKER);
  inside = sp_text_squeeze(md->arena, inside);
  if (n < head.len && head.ptr[n] == ':' && !md->options->lenient)
    SP_MD_ERROR(md, para->line, para->col,
                "delete the colon after `[!%.*s]`", SP_FMT(inside));
  apply_marker(md, q, inside);
  sp_md_strip(para, n);
  sp_md_trim(para);
  if (para->first) {
    para->line = para->first->line;
    para->col = para->first->col;
  } else {
    q->node->first = para->next;
    if (!para->next)
      q->node->last = NULL;
  }
}

/* Quote signs at the start of a line, as far as `want`. */
static unsigned
quote_signs(struct sp_str line, unsigned want)
{
  size_t end = sp_md_prefix(line);
  unsigned signs = 0;

  for (size_t i = 0; i < end && signs < want; i++)
    signs += line.ptr[i] == '>';
  return signs;
}

static void
check_lazy(struct sp_md *md, const struct quote *q)
{
  for (unsigned i = q->node->line; i <= q->end; i++) {
    if (quote_signs(sp_md_line(md, i), q->depth) >= q->depth)
      continue;
    if (!sp_md_once(md, i, SP_MD_TOLD))
      SP_MD_ERROR(md, i, 1,
                  "this line belongs to the quote above; begin it with `>`, or"
                  " leave a blank line before it");
    return;
  }
}

/* The line below a quote that is neither blank nor a heading was meant for
 * it, or looks so. */
static void
check_below(struct sp_md *md, const struct quote *q)
{
  struct sp_str line = sp_md_line(md, q->end + 1);
  size_t at = 0;
  struct sp_str rest;

  while (at < line.len &&
         (line.ptr[at] == ' ' || line.ptr[at] == '\t' || line.ptr[at] == '>'))
    at++;
  rest = sp_str_sub(line, at, line.len);
  if (rest.len == 0 || sp_str_starts(rest, "#"))
    return;
  if (q->node->parent->kind == SP_NODE_ITEM && sp_md_prefix(line) > at)
    return; /* the next item of its list */
  if (md->options->lenient && !sp_md_is_staff_kind(q->node->kind))
    return;
  if (!sp_md_once(md, q->end + 1, SP_MD_TOLD))
    SP_MD_ERROR(md, q->end + 1, 1,
                "a quote ends on the line above; begin this line with `>` too,"
                " or leave a blank line between");
}

static bool
is_marked_kind(enum sp_node_kind kind)
{
  return kind >= SP_NODE_STAFF && kind <= SP_NODE_ELSE;
}

static bool
is_after_marked(const struct quote *q)
{
  return q->before && q->before->kind != SP_NODE_QUOTE &&
         (is_marked_kind(q->before->kind) ||
          (q->before->kind == SP_NODE_SAY &&
           !(q->before->flags & SP_FLAG_PLAIN_QUOTE)));
}

static void
check_unmarked(struct sp_md *md, const struct quote *q)
{
  struct sp_node *node = q->node;

  if (md->doc->type == SP_DOC_SCRIPT) {
    node->kind = SP_NODE_SAY;
    node->flags |= SP_FLAG_PLAIN_QUOTE;
  }
  if (!is_after_marked(q))
    return;
  if (!md->options->lenient) {
    SP_MD_ERROR(md, node->line, node->col,
                "a quote without a marker follows a marked block; put `>` on"
                " the blank line too, or begin it with a marker");
  } else if (sp_md_is_staff_kind(q->before->kind)) {
    node->kind = SP_NODE_STAFF;
    node->flags &= ~(unsigned)SP_FLAG_PLAIN_QUOTE;
  }
}

static void
quote(struct sp_md *md, struct sp_node *node, const struct sp_node *before,
      unsigned quotes)
{
  struct quote q = {node, before, quotes + 1, node->number, false};

  node->number = 0;
  read_marker(md, &q);
  if (!q.is_marked)
    check_unmarked(md, &q);
  if (!md->options->lenient)
    check_lazy(md, &q);
  check_below(md, &q);
  if (!node->first && !md->options->lenient)
    SP_MD_ERROR(md, node->line, node->col,
                "%s; every line of it begins with `>`",
                q.is_marked ? "this block has no text" : "this quote is empty");
  blocks(md, node, quotes + 1);
}

static void
check_line(struct sp_md *md, unsigned line, bool is_first, struct sp_str head,
           void *ctx)
{
  size_t at = sp_md_skip_unseen(head, 0);
  bool *is_staff = ctx;
  bool has_marker = at + 1 < head.len && head.ptr[at + 1] == '!' &&
                    (head.ptr[at] == '[' || head.ptr[at] == SP_MD_HEAD_LINK);

  (void)is_first;
  if (md->options->lenient) {
    *is_staff = *is_staff || has_marker;
    return;
  }
  if (!has_marker && !is_near_marker(head))
    return;
  if (!sp_md_once(md, line, SP_MD_TOLD))
    SP_MD_ERROR(md, line, 1,
                "a marker such as `[!STAFF]` stands at the start of a quote's"
                " first line, as in `> [!STAFF]`");
}

/* Becomes a block with this paragraph in it. */
static void
wrap_in_staff(struct sp_md *md, struct sp_node *para)
{
  struct sp_node *inner = sp_md_new(md, SP_NODE_PARA, para->line, para->col);
  struct sp_node *child = sp_md_detach(para), *next;

  for (; child; child = next) {
    next = child->next;
    sp_node_append(inner, child);
  }
  inner->number = para->number;
  para->kind = SP_NODE_STAFF;
  para->number = 0;
  sp_node_append(para, inner);
}

static bool
is_fee(struct sp_str target)
{
  size_t hash = sp_str_find(target, '#', 0);

  return sp_str_ends(sp_str_sub(target, 0, hash), "fees.csv");
}

/* An include alone in its paragraph stands for blocks. */
static void
lift_include(struct sp_node *para)
{
  struct sp_node *only = NULL;

  for (struct sp_node *n = para->first; n; n = n->next) {
    if (sp_md_is_blank(n))
      continue;
    if (only || n->kind != SP_NODE_INCLUDE)
      return;
    only = n;
  }
  if (!only || is_fee(only->target))
    return;
  para->kind = SP_NODE_INCLUDE;
  para->number = 0;
  para->target = only->target;
  para->first = only->first;
  para->last = only->last;
  for (struct sp_node *n = para->first; n; n = n->next)
    n->parent = para;
}

static void
paragraph(struct sp_md *md, struct sp_node *para)
{
  bool is_staff = false;

  sp_md_each_line(md, para, check_line, &is_staff);
  sp_md_table(md, para);
  if (para->kind == SP_NODE_PARA)
    lift_include(para);
  if (is_staff && para->kind == SP_NODE_PARA)
    wrap_in_staff(md, para);
}

/* `[ ] ` or `[x] ` at the start of an item: its bytes, or 0. */
static size_t
box(const struct sp_node *item)
{
  char buf[SP_MD_HEAD_MAX];
  struct sp_str head;

  if (!item->first || item->first->kind != SP_NODE_PARA)
    return 0;
  head = sp_md_head(item->first->first, buf);
  if (head.len < 3 || head.ptr[0] != '[' || head.ptr[2] != ']' ||
      (head.ptr[1] != ' ' && head.ptr[1] != 'x' && head.ptr[1] != 'X'))
    return 0;
  return head.len == 3 || head.ptr[3] == ' ' ? 3 : 0;
}

static void
checklist(struct sp_md *md, struct sp_node *list)
{
  size_t items = 0, boxes = 0;

  for (struct sp_node *item = list->first; item; item = item->next) {
    items++;
    boxes += box(item) > 0;
  }
  if (boxes == 0)
    return;
  if (boxes < items) {
    if (!md->options->lenient)
      SP_MD_ERROR(md, list->line, list->col,
                  "some items of this list begin with `[ ]` and some do not;"
                  " begin all with it, or none");
    return;
  }
  list->kind = SP_NODE_CHECKLIST;
  for (struct sp_node *item = list->first; item; item = item->next) {
    sp_md_strip(item->first, box(item));
    sp_md_trim(item->first);
  }
}

static void
check_snippet(struct sp_md *md, const struct sp_node *list)
{
  for (struct sp_node *item = list->first; item; item = item->next)
    if (!sp_md_item_link(item))
      return;
  SP_MD_ERROR(md, list->line, list->col,
              "a snippet has no choices; begin each item with a word, not with"
              " a link");
}

static void
list(struct sp_md *md, struct sp_node *node, unsigned quotes)
{
  checklist(md, node);
  if (md->doc->type == SP_DOC_SNIPPET && node->kind == SP_NODE_LIST &&
      !md->options->lenient)
    check_snippet(md, node);
  for (struct sp_node *item = node->first; item && !md->over; item = item->next)
    blocks(md, item, quotes);
}

static void
heading(struct sp_md *md, struct sp_node *node, const struct sp_node *parent)
{
  if (parent->kind == SP_NODE_ROOT)
    return;
  if (md->options->lenient) {
    node->number = node->number < 3 ? 3 : node->number;
    return;
  }
  SP_MD_ERROR(md, node->line, node->col,
              "a heading cannot stand inside a quote or a list; write it in"
              " bold, or move it out");
}

/* quotes: how many lie around. */
static void
blocks(struct sp_md *md, struct sp_node *parent, unsigned quotes)
{
  const struct sp_node *before = NULL;

  for (struct sp_node *n = parent->first; n && !md->over; n = n->next) {
    switch (n->kind) {
    case SP_NODE_QUOTE:
      quote(md, n, before, quotes);
      break;
    case SP_NODE_PARA:
      paragraph(md, n);
      break;
    case SP_NODE_LIST:
      list(md, n, quotes);
      break;
    case SP_NODE_HEADING:
      heading(md, n, parent);
      break;
    default:
      break;
    }
    before = n;
  }
}

void
sp_md_blocks(struct sp_md *md, struct sp_node *root)
{
  blocks(md, root, 0);
}
