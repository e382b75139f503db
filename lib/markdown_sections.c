/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_sections.c - headings into sections, their addresses, and the
 * `Only:` line below them. */
#include "lib/markdown_parts.h"

#include <stdlib.h>

#include "lib/near.h"
#include "lib/text.h"

struct headings {
  struct sp_node **item; /* with an address, in order */
  size_t count, cap;
  unsigned level; /* of the last one */
  struct sp_str *h1;
  bool has_h1;
};

size_t
sp_md_only_prefix(struct sp_str head)
{
  size_t at = sp_md_skip_unseen(head, 0);

  if (!sp_str_ieq(sp_str_sub(head, at, 4), SP_STR("only")))
    return 0;
  return sp_md_colon(head, sp_md_skip_unseen(head, at + 4));
}

/* The first heading of a file may repeat the title. */
static void
top_heading(struct sp_md *md, struct headings *h, const struct sp_node *node,
            bool is_first)
{
  struct sp_str title = sp_text_squeeze(md->arena, md->doc->title);

  if (h->has_h1) {
    SP_MD_ERROR(md, node->line, node->col,
                "there is one `#` heading at most, the title; write `##`");
    return;
  }
  h->has_h1 = true;
  *h->h1 = node->text;
  if (!is_first)
    SP_MD_ERROR(md, node->line, node->col,
                "the `#` heading is the title and stands first; write `##`");
  else if (title.len && !sp_str_ieq(title, node->text))
    SP_MD_ERROR(md, node->line, node->col,
                "the `#` heading repeats the title, but the title is `%.*s`;"
                " delete one of them, or write `##`",
                SP_FMT(title));
}

static void
check_heading(struct sp_md *md, const struct headings *h,
              const struct sp_node *node)
{
  if (md->doc->type == SP_DOC_SNIPPET)
    SP_MD_ERROR(md, node->line, node->col, "a snippet has no headings");
  else if (node->flags & SP_MD_FLAG_SETEXT)
    SP_MD_ERROR(md, node->line, node->col,
                "an underlined text is a heading; write `## %.*s`, and a blank"
                " line above `---` if a rule is meant",
                SP_FMT(sp_utf8_cut(node->text, 60)));
  else if (sp_md_only_prefix(node->text) && !sp_md_is_escaped(md, node->line))
    SP_MD_ERROR(md, node->line, node->col,
                "`Only:` does nothing in a heading; write it as the first line"
                " below");
  else if (node->text.len == 0)
    SP_MD_ERROR(md, node->line, node->col,
                "this heading has no words: write some, or take its `#` out");
  else if (node->anchor.len == 0)
    SP_MD_ERROR(md, node->line, node->col,
                "a heading needs a letter or a digit for its address");
  if (node->number > h->level + 1)
    SP_MD_SAY(md, "W26", node->line, node->col,
              "this heading has %u `#`, the one above it %u; do not skip a"
              " level",
              node->number, h->level);
}

bool
sp_md_is_near_test_calls(struct sp_str anchor)
{
  return sp_near_distance(anchor, SP_STR("test-calls"), 2) <= 2;
}

/* Its address in the list; in a script `## Test calls` is not a step. */
static void
name_heading(struct sp_md *md, struct headings *h, struct sp_node *node)
{
  if (md->doc->type == SP_DOC_SCRIPT && node->kind == SP_NODE_SECTION) {
    if (sp_str_is(node->anchor, "test-calls")) {
      node->flags |= SP_FLAG_TEST_CALLS;
      node->text = SP_STR("Test calls");
    } else if (sp_md_is_near_test_calls(node->anchor))
      SP_MD_ERROR(md, node->line, node->col,
                  "this would be a step for all to see; write `## Test calls`,"
                  " or word it differently");
  }
  if (node->anchor.len)
    SP_PUSH(md->arena, h->item, h->count, h->cap, node);
}

/* A heading: where the blocks after it go. */
static struct sp_node *
place_heading(struct sp_md *md, struct headings *h, struct sp_node *root,
              struct sp_node *section, struct sp_node *node)
{
  bool lenient = md->options->lenient, is_top = node->number == 1;

  if (is_top && lenient && !h->has_h1) {
    h->has_h1 = true;
    h->level = 1;
    if (h->h1->len == 0 || md->doc->title.len == 0)
      *h->h1 = node->text;
    if (md->doc->title.len == 0 || sp_str_ieq(md->doc->title, node->text))
      return section;
  } else if (is_top && !lenient) {
    top_heading(md, h, node, !root->first && !section->first);
    h->level = 1;
    return section;
  }
  if (lenient && h->h1->len == 0)
    *h->h1 = node->text;
  if (!lenient)
    check_heading(md, h, node);
  h->level = node->number;
  if (node->number <= 2) {
    node->kind = SP_NODE_SECTION;
    node->number = 0;
    if (lenient &&
        (sp_md_is_near_marker(node->text) || sp_md_holds_marker(node->text)))
      node->guard.kind = SP_GUARD_STAFF;
    section = node;
    sp_node_append(root, node);
  } else {
    sp_node_append(section, node);
  }
  node->flags = 0;
  name_heading(md, h, node);
  return section;
}

/* Text of the statement up to its link, the link, and whether words follow
 * it. */
struct only {
  struct sp_buf text;
  struct sp_node *link;
  bool has_more;
};

static void
read_statement(const struct sp_node *para, struct only *o)
{
  for (struct sp_node *n = para->first; n;
       n = sp_node_walk(para, n, n == o->link)) {
    if (n->kind == SP_NODE_LINK && !o->link)
      o->link = n;
    else if (n->kind == SP_NODE_TEXT && !o->link)
      sp_buf_put(&o->text, n->text);
    else if (n->kind == SP_NODE_TEXT) {
      struct sp_str s = sp_str_trim(n->text);

      o->has_more = o->has_more || (s.len && !sp_str_is(s, "."));
    } else if (n->kind == SP_NODE_BREAK && !o->link)
      sp_buf_putc(&o->text, ' ');
    else if (n->kind != SP_NODE_STRONG && n->kind != SP_NODE_EMPH)
      o->has_more = true;
  }
}

/* `level 3. Otherwise` without its last word: false when it is not there. */
static bool
cut_otherwise(struct sp_str *s)
{
  static const char word[] = "otherwise";
  size_t n = sizeof(word) - 1;
  struct sp_str t = sp_str_trim(*s);

  while (t.len && (t.ptr[t.len - 1] == ':' || t.ptr[t.len - 1] == ','))
    t = sp_str_trim(sp_str_sub(t, 0, t.len - 1));
  if (t.len < n || !sp_str_ieq(sp_str_sub(t, t.len - n, n), sp_str(word)))
    return false;
  t = sp_str_trim(sp_str_sub(t, 0, t.len - n));
  while (t.len && (t.ptr[t.len - 1] == ';' || t.ptr[t.len - 1] == ','))
    t = sp_str_trim(sp_str_sub(t, 0, t.len - 1));
  *s = t;
  return true;
}

static void
apply_only(struct sp_md *md, struct sp_node *section,
           const struct sp_node *para, size_t prefix)
{
  bool was_staff = section->guard.kind == SP_GUARD_STAFF;
  struct only o = {.link = NULL};
  struct sp_str text;
  const char *why = NULL;

  sp_buf_init(&o.text, 4 * SP_DOC_MAX_BYTES);
  read_statement(para, &o);
  text = sp_str_trim(sp_str_sub(sp_buf_str(&o.text), prefix, o.text.len));
  if (o.link && !cut_otherwise(&text))
    why = "before the link stands `Otherwise`, as in `Only: level 3. Otherwise"
          " [Hand over](#hand-over)`";
  else if (o.has_more)
    why = "only the condition and `Otherwise [Hand over](#hand-over)` stand"
          " here; leave a blank line before the text";
  else if (sp_guard_parse(md->arena, text, &section->guard, &why) &&
           section->guard.kind == SP_GUARD_IF && md->doc->type != SP_DOC_SCRIPT)
    why = "`if` asks for an answer of a script, and this is none; use another"
          " condition";
  if (o.link)
    section->target = o.link->target;
  sp_buf_release(&o.text);
  if (!why && !was_staff)
    return;
  /* Whatever it says, it was to be kept from someone. */
  section->guard = (struct sp_guard){.kind = SP_GUARD_STAFF};
  if (why && !md->options->lenient)
    SP_MD_ERROR(md, para->line, para->col, "`Only:`: %s", why);
}

/* Cut the paragraph before the first line that begins with a key; the rest is
 * a paragraph of its own, or NULL. */
static struct sp_node *
cut_at_key(struct sp_md *md, struct sp_node *para)
{
  char buf[SP_MD_HEAD_MAX];
  struct sp_node *rest = NULL, *child, *next;
  enum sp_key key;
  bool at_start = false;

  if (md->doc->type != SP_DOC_SCRIPT)
    return NULL;
  for (child = sp_md_detach(para); child; child = next) {
    next = child->next;
    if (!rest && at_start && sp_md_key_prefix(sp_md_head(child, buf), &key) &&
        !sp_md_is_escaped(md, child->line)) {
      rest = sp_md_new(md, SP_NODE_PARA, child->line, child->col);
      rest->number = para->number;
    }
    at_start = sp_md_is_break(child);
    sp_node_append(rest ? rest : para, child);
  }
  return rest;
}

/* Does what stands here parse as a guard of any kind but `if`? */
static bool
is_guard(struct sp_arena *arena, struct sp_str s)
{
  struct sp_guard guard;
  const char *why;

  while (s.len && strchr(" :;-", s.ptr[0]))
    s = sp_str_sub(s, 1, s.len);
  if (sp_str_ieq(sp_str_sub(s, 0, 4), SP_STR("for ")))
    s = sp_str_sub(s, 4, s.len);
  return sp_guard_parse(arena, s, &guard, &why) && guard.kind != SP_GUARD_IF;
}

bool
sp_md_is_near_only(struct sp_arena *arena, struct sp_str head)
{
  size_t at = sp_md_skip_unseen(head, 0), end = at;
  struct sp_str word;

  while (end < head.len && !strchr(" :;", head.ptr[end]))
    end++;
  word = sp_str_sub(head, at, end - at);
  if (end == head.len ||
      sp_near_distance(word, SP_STR("only"), 2) > (word.len < 4 ? 1 : 2))
    return false;
  return is_guard(arena, sp_str_sub(head, end, head.len)) ||
         is_guard(arena,
                  sp_str_sub(head, sp_str_find(head, ':', end), head.len));
}

/* The first paragraph below a section's heading. */
static void
read_only(struct sp_md *md, struct sp_node *section)
{
  struct sp_node *para = section->first, *rest;
  char buf[SP_MD_HEAD_MAX];
  struct sp_str head;
  size_t prefix;

  if (!para || para->kind != SP_NODE_PARA)
    return;
  head = sp_md_head(para->first, buf);
  prefix = sp_md_only_prefix(head);
  if (prefix && sp_md_is_escaped(md, para->line))
    return;
  if (prefix == 0) {
    if (sp_md_is_near_only(md->arena, head))
      SP_MD_ERROR(md, para->line, para->col,
                  "to guard this section write `Only:` and the condition, as"
                  " in `Only: level 3.`");
    return;
  }
  rest = cut_at_key(md, para);
  apply_only(md, section, para, prefix);
  section->first = para->next;
  if (!para->next)
    section->last = NULL;
  if (rest) {
    rest->parent = section;
    rest->next = section->first;
    section->first = rest;
    if (!section->last)
      section->last = rest;
  }
}

static void
refuse_only(struct sp_md *md, unsigned line, bool is_first, struct sp_str head,
            void *ctx)
{
  size_t prefix = sp_md_only_prefix(head);

  (void)is_first;
  (void)ctx;
  if (prefix == 0 || sp_md_is_escaped(md, line) ||
      (md->options->lenient &&
       !is_guard(md->arena, sp_str_sub(head, prefix, head.len))) ||
      sp_md_once(md, line, SP_MD_TOLD))
    return;
  SP_MD_ERROR(md, line, 1,
              "`Only:` guards a section and stands directly below its `##`"
              " heading; elsewhere write a block `> [!ONLY level 3]`");
}

static void
check_strays(struct sp_md *md, struct sp_node *root)
{
  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false))
    if (n->kind == SP_NODE_PARA)
      sp_md_each_line(md, n, refuse_only, NULL);
}

static int
by_anchor(const void *va, const void *vb)
{
  const struct sp_node *a = *(struct sp_node *const *)va;
  const struct sp_node *b = *(struct sp_node *const *)vb;
  int order = sp_str_cmp(a->anchor, b->anchor);

  if (order)
    return order;
  return a->line != b->line ? (a->line < b->line ? -1 : 1)
                            : (a->col > b->col) - (a->col < b->col);
}

static int
by_text(const void *key, const void *item)
{
  const struct sp_node *node = *(struct sp_node *const *)item;

  return sp_str_cmp(*(const struct sp_str *)key, node->anchor);
}

/* Foreign files repeat their headings: the second gets a number. */
static void
number_apart(struct sp_md *md, const struct headings *h,
             struct sp_node **sorted)
{
  size_t count = h->count;
  struct sp_str *fresh = sp_arena_array(md->arena, struct sp_str, count);
  unsigned n = 1;

  for (size_t i = 1; i < count; i++) {
    struct sp_str base = sorted[i]->anchor, name;

    if (!sp_str_eq(base, sorted[i - 1]->anchor)) {
      n = 1;
      continue;
    }
    do
      name = sp_arena_fmt(md->arena, "%.*s-%u", SP_FMT(base), ++n);
    while (bsearch(&name, sorted, count, sizeof(struct sp_node *), by_text));
    fresh[i] = name;
  }
  for (size_t i = 1; i < count; i++)
    if (fresh[i].len)
      sorted[i]->anchor = fresh[i];
}

/* E03; `start` is what a script's introduction is called. */
static void
check_addresses(struct sp_md *md, const struct headings *h,
                const struct sp_node *root)
{
  struct sp_node **sorted;
  bool has_start = md->doc->type == SP_DOC_SCRIPT && root->first &&
                   root->first->kind != SP_NODE_SECTION;

  if (h->count == 0)
    return;
  sorted = sp_arena_array(md->arena, struct sp_node *, h->count);
  memcpy(sorted, h->item, h->count * sizeof(struct sp_node *));
  qsort(sorted, h->count, sizeof(struct sp_node *), by_anchor);
  if (md->options->lenient) {
    number_apart(md, h, sorted);
    return;
  }
  for (size_t i = 0; i < h->count; i++) {
    const struct sp_node *node = sorted[i];

    if (i && sp_str_eq(sorted[i - 1]->anchor, node->anchor))
      SP_MD_SAY(md, "E03", node->line, node->col,
                "this heading has the address #%.*s, and so has the one on"
                " line %u; word one of them differently",
                SP_FMT(node->anchor), sorted[i - 1]->line);
    else if (has_start && sp_str_is(node->anchor, "start"))
      SP_MD_SAY(md, "E03", node->line, node->col,
                "#start is the address of the text above the first heading;"
                " word this heading differently");
  }
}

void
sp_md_sections(struct sp_md *md, struct sp_node *root, struct sp_str *h1)
{
  struct headings h = {.level = 1, .h1 = h1};
  struct sp_node *section = root, *node, *next;

  *h1 = SP_STR("");
  for (node = sp_md_detach(root); node; node = next) {
    next = node->next;
    if (node->kind == SP_NODE_HEADING)
      section = place_heading(md, &h, root, section, node);
    else
      sp_node_append(section, node);
  }
  for (node = root->first; node; node = node->next)
    if (node->kind == SP_NODE_SECTION)
      read_only(md, node);
  check_strays(md, root);
  check_addresses(md, &h, root);
}
