/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_walk.c - cmark's tree into ours, block for block; the only
 * user of cmark.  What a block means is for the passes after this one. */
#include "lib/markdown_parts.h"

#include <cmark.h>

#include "lib/text.h"

/* Line of the file for a line of the body. */
static unsigned
file_line(const struct sp_md *md, int line)
{
  unsigned n = line > 0 ? (unsigned)line + md->body - 1 : md->body;

  return n > md->lines ? md->lines : n;
}

static struct sp_node *
add_on(struct sp_md *md, struct sp_node *parent, enum sp_node_kind kind,
       cmark_node *from, unsigned line)
{
  int byte = cmark_node_get_start_column(from);
  struct sp_node *node = sp_md_new(
      md, kind, line, sp_md_column(md, line, byte > 0 ? (unsigned)byte : 0));

  sp_node_append(parent, node);
  return node;
}

static struct sp_node *
add(struct sp_md *md, struct sp_node *parent, enum sp_node_kind kind,
    cmark_node *from)
{
  return add_on(md, parent, kind, from,
                file_line(md, cmark_node_get_start_line(from)));
}

/* Inline nodes are counted line by line: cmark does not know where a link
 * begins, or what stands behind a backslash at the end of a line. */
static struct sp_node *
add_inside(struct sp_md *md, struct sp_node *parent, enum sp_node_kind kind,
           cmark_node *from)
{
  return add_on(md, parent, kind, from,
                md->at_line < md->lines ? md->at_line : md->lines);
}

/* Behind this leaf. */
static void
count_lines(struct sp_md *md, cmark_node *leaf)
{
  cmark_node_type type = cmark_node_get_type(leaf);
  int more = cmark_node_get_end_line(leaf) - cmark_node_get_start_line(leaf);

  if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
    md->at_line++;
  else if (type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE)
    md->at_line += more > 0 ? (unsigned)more : 0;
}

/* C0 but for tab and line feed, DEL. */
static bool
is_control(char c)
{
  return ((unsigned char)c < ' ' && c != '\n' && c != '\t') || c == 0x7F;
}

/* U+FFFE or U+FFFF */
static bool
is_no_character(struct sp_str s, size_t at)
{
  return s.len - at >= 3 && s.ptr[at] == '\xEF' && s.ptr[at + 1] == '\xBF' &&
         (unsigned char)s.ptr[at + 2] >= 0xBE;
}

/* A copy without what no page and no XML may hold (character references give
 * such characters: `&#1;`). */
static struct sp_str
clean(struct sp_md *md, const char *literal)
{
  struct sp_str s = sp_str(literal);
  size_t bad = 0;
  char *out;
  size_t len = 0;

  for (size_t i = 0; i < s.len; i++)
    bad += is_control(s.ptr[i]) || is_no_character(s, i);
  if (bad == 0)
    return sp_arena_copy(md->arena, s);
  out = sp_arena_alloc(md->arena, s.len + 2 * bad + 1);
  for (size_t i = 0; i < s.len; i++) {
    if (is_control(s.ptr[i]) || is_no_character(s, i)) {
      i += is_control(s.ptr[i]) ? 0 : 2;
      len += sp_utf8_put(out + len, 0xFFFD);
    } else {
      out[len++] = s.ptr[i];
    }
  }
  return sp_str_n(out, len);
}

/* An address: line feeds and tabs, which only references give, are spaces. */
static struct sp_str
clean_target(struct sp_md *md, const char *literal)
{
  struct sp_str s = sp_arena_copy(md->arena, clean(md, literal));
  char *c = (char *)s.ptr;

  for (size_t i = 0; i < s.len; i++)
    if (c[i] == '\n' || c[i] == '\t')
      c[i] = ' ';
  return sp_str_trim(s);
}

static struct sp_str
clean_title(struct sp_md *md, const char *literal)
{
  return sp_text_squeeze(md->arena, clean(md, literal));
}

static void
tell_html(struct sp_md *md, cmark_node *from, unsigned line)
{
  const char *literal = cmark_node_get_literal(from);
  bool is_comment = literal && sp_str_starts(sp_str(literal), "<!--");

  if (md->options->lenient) {
    if (!md->told_html)
      SP_MD_SAY(md, "W25", line, 0, "raw HTML is left out, here and below");
    md->told_html = true;
    return;
  }
  if (sp_md_once(md, line, SP_MD_TOLD))
    return;
  if (is_comment)
    SP_MD_ERROR(md, line, 0,
                "a comment is raw HTML; for a note to colleagues use `>"
                " [!STAFF]`");
  else
    SP_MD_ERROR(md, line, 0,
                "raw HTML is not taken; write Markdown, and a backslash before"
                " a `<` that is meant as such");
}

/* All text below an inline node, as it is read aloud. */
static void
flatten(struct sp_md *md, cmark_node *parent, struct sp_buf *out)
{
  cmark_iter *iter = cmark_iter_new(parent);
  cmark_event_type event;

  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);

    if (event != CMARK_EVENT_ENTER)
      continue;
    count_lines(md, node);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
      sp_buf_put(out, clean(md, cmark_node_get_literal(node)));
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      sp_buf_putc(out, ' ');
      break;
    case CMARK_NODE_HTML_INLINE:
      tell_html(md, node, md->at_line);
      break;
    default:
      break;
    }
  }
  cmark_iter_free(iter);
}

static struct sp_str
flat_text(struct sp_md *md, cmark_node *parent)
{
  struct sp_str text;
  struct sp_buf buf;

  sp_buf_init(&buf, 4 * SP_DOC_MAX_BYTES);
  flatten(md, parent, &buf);
  text = sp_text_squeeze(md->arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return text;
}

static bool
is_too_deep(struct sp_md *md, cmark_node *from, unsigned depth)
{
  if (depth <= SP_DOC_MAX_DEPTH)
    return false;
  sp_md_give_up(md, file_line(md, cmark_node_get_start_line(from)),
                "lists, quotes or emphasis lie too deep in one another; make"
                " it flatter");
  return true;
}

static void inlines(struct sp_md *md, cmark_node *from, struct sp_node *to,
                    unsigned depth);

static void
add_link(struct sp_md *md, cmark_node *from, struct sp_node *to, unsigned depth)
{
  struct sp_str title = clean_title(md, cmark_node_get_title(from));
  bool is_include = sp_str_ieq(title, SP_STR("include"));
  struct sp_node *node =
      add_inside(md, to, is_include ? SP_NODE_INCLUDE : SP_NODE_LINK, from);

  node->target = clean_target(md, cmark_node_get_url(from));
  if (!is_include)
    node->title = title;
  inlines(md, from, node, depth + 1);
}

static void
add_inline(struct sp_md *md, cmark_node *from, struct sp_node *to,
           unsigned depth)
{
  struct sp_node *node;

  switch (cmark_node_get_type(from)) {
  case CMARK_NODE_TEXT:
    node = add_inside(md, to, SP_NODE_TEXT, from);
    node->text = clean(md, cmark_node_get_literal(from));
    break;
  case CMARK_NODE_CODE:
    node = add_inside(md, to, SP_NODE_CODE, from);
    node->text = clean(md, cmark_node_get_literal(from));
    break;
  case CMARK_NODE_SOFTBREAK:
    node = add_inside(md, to, SP_NODE_TEXT, from);
    node->text = SP_STR(" ");
    node->flags = SP_MD_FLAG_SOFT;
    break;
  case CMARK_NODE_LINEBREAK:
    add_inside(md, to, SP_NODE_BREAK, from);
    break;
  case CMARK_NODE_HTML_INLINE:
    tell_html(md, from, md->at_line);
    break;
  case CMARK_NODE_EMPH:
    inlines(md, from, add_inside(md, to, SP_NODE_EMPH, from), depth + 1);
    break;
  case CMARK_NODE_STRONG:
    inlines(md, from, add_inside(md, to, SP_NODE_STRONG, from), depth + 1);
    break;
  case CMARK_NODE_LINK:
    add_link(md, from, to, depth);
    break;
  case CMARK_NODE_IMAGE:
    node = add_inside(md, to, SP_NODE_IMAGE, from);
    node->target = clean_target(md, cmark_node_get_url(from));
    node->title = clean_title(md, cmark_node_get_title(from));
    node->text = flat_text(md, from);
    break;
  default:
    break;
  }
}

static void
inlines(struct sp_md *md, cmark_node *from, struct sp_node *to, unsigned depth)
{
  if (is_too_deep(md, from, depth))
    return;
  for (cmark_node *c = cmark_node_first_child(from); c && !md->over;
       c = cmark_node_next(c)) {
    add_inline(md, c, to, depth);
    count_lines(md, c);
  }
}

/* Was the heading underlined?  cmark takes both for one. */
static bool
is_setext(const struct sp_md *md, cmark_node *from, unsigned line)
{
  struct sp_str s = sp_md_line(md, line);
  size_t at = (size_t)cmark_node_get_start_column(from), n = 0;

  at = at ? at - 1 : 0;
  while (at + n < s.len && s.ptr[at + n] == '#')
    n++;
  return n == 0 || n > 6 ||
         (at + n < s.len && s.ptr[at + n] != ' ' && s.ptr[at + n] != '\t');
}

static void
add_heading(struct sp_md *md, cmark_node *from, struct sp_node *to)
{
  struct sp_node *node = add(md, to, SP_NODE_HEADING, from);

  md->at_line = node->line;
  node->number = (unsigned)cmark_node_get_heading_level(from);
  node->text = flat_text(md, from);
  node->anchor = sp_text_slug(md->arena, node->text);
  if (is_setext(md, from, node->line))
    node->flags = SP_MD_FLAG_SETEXT;
}

/* Three or more of the sign and nothing else. */
static bool
is_fence(struct sp_str line, char sign)
{
  struct sp_str s = sp_str_trim(sp_str_sub(line, sp_md_prefix(line), line.len));

  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] != sign)
      return false;
  return s.len >= 3;
}

static void
add_code(struct sp_md *md, cmark_node *from, struct sp_node *to, unsigned end)
{
  struct sp_node *node = add(md, to, SP_NODE_CODE_BLOCK, from);
  struct sp_str line = sp_md_line(md, node->line);
  int byte = cmark_node_get_start_column(from);
  struct sp_str start = sp_str_sub(line, byte > 0 ? (size_t)byte - 1 : 0, 3);
  bool is_fenced = sp_str_is(start, "```") || sp_str_is(start, "~~~");

  node->text = clean(md, cmark_node_get_literal(from));
  if (sp_str_ends(node->text, "\n"))
    node->text.len--;
  if (!is_fenced)
    node->flags = SP_MD_FLAG_INDENTED;
  sp_md_mark_lines(md, node->line, end, SP_MD_CODE);
  if (is_fenced && !md->options->lenient &&
      (end == node->line || !is_fence(sp_md_line(md, end), start.ptr[0])))
    SP_MD_ERROR(md, node->line, node->col,
                "this code is not closed, so all that follows is code too;"
                " write a line `%.*s` below it",
                SP_FMT(start));
}

static unsigned
quotes_around(const struct sp_node *node)
{
  unsigned count = 0;

  for (; node; node = node->parent)
    count += node->kind == SP_NODE_QUOTE;
  return count;
}

/* Is the line above this one blank, but for the signs of so many quotes? */
static bool
is_below_blank(const struct sp_md *md, unsigned line, unsigned quotes)
{
  struct sp_str s = sp_md_line(md, line - 1);

  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == '>' && quotes)
      quotes--;
    else if (s.ptr[i] != ' ' && s.ptr[i] != '\t')
      return false;
  }
  return true;
}

/* Does no blank line part its items, or the blocks of one?  cmark 0.30.2 tells
 * it wrongly of some lists that hold lists. */
static bool
is_tight(const struct sp_md *md, const struct sp_node *list)
{
  unsigned quotes = quotes_around(list);

  for (const struct sp_node *item = list->first; item; item = item->next) {
    if (item != list->first && is_below_blank(md, item->line, quotes))
      return false;
    for (const struct sp_node *n = item->first; n; n = n->next)
      if (n != item->first && is_below_blank(md, n->line, quotes))
        return false;
  }
  return true;
}

static void blocks(struct sp_md *md, cmark_node *from, struct sp_node *to,
                   unsigned depth, unsigned parent_end);

static void
add_list(struct sp_md *md, cmark_node *from, struct sp_node *to, unsigned depth,
         unsigned end)
{
  struct sp_node *node = add(md, to, SP_NODE_LIST, from);

  if (cmark_node_get_list_type(from) == CMARK_ORDERED_LIST) {
    node->flags |= SP_FLAG_ORDERED;
    node->number = (unsigned)cmark_node_get_list_start(from);
  }
  blocks(md, from, node, depth + 1, end);
  if (is_tight(md, node))
    node->flags |= SP_FLAG_TIGHT;
}

static void
add_block(struct sp_md *md, cmark_node *from, struct sp_node *to,
          unsigned depth, unsigned parent_end)
{
  unsigned line = file_line(md, cmark_node_get_start_line(from));
  unsigned end = file_line(md, cmark_node_get_end_line(from));
  struct sp_node *node;

  /* What is closed by a line that comes too late counts that line in. */
  if (end > parent_end)
    end = parent_end;
  switch (cmark_node_get_type(from)) {
  case CMARK_NODE_BLOCK_QUOTE:
    node = add(md, to, SP_NODE_QUOTE, from);
    node->number = end;
    blocks(md, from, node, depth + 1, end);
    return;
  case CMARK_NODE_LIST:
    add_list(md, from, to, depth, end);
    return;
  case CMARK_NODE_ITEM:
    blocks(md, from, add(md, to, SP_NODE_ITEM, from), depth + 1, end);
    return;
  case CMARK_NODE_CODE_BLOCK:
    add_code(md, from, to, end);
    break;
  case CMARK_NODE_HTML_BLOCK:
    tell_html(md, from, line);
    break;
  case CMARK_NODE_PARAGRAPH:
    node = add(md, to, SP_NODE_PARA, from);
    node->number = end;
    md->at_line = line;
    sp_md_mark_lines(md, line, line, SP_MD_PARA);
    inlines(md, from, node, depth + 1);
    break;
  case CMARK_NODE_HEADING:
    add_heading(md, from, to);
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    add(md, to, SP_NODE_RULE, from);
    break;
  default:
    break;
  }
  sp_md_mark_lines(md, line, end, SP_MD_COVERED);
}

static void
blocks(struct sp_md *md, cmark_node *from, struct sp_node *to, unsigned depth,
       unsigned parent_end)
{
  if (is_too_deep(md, from, depth))
    return;
  for (cmark_node *c = cmark_node_first_child(from); c && !md->over;
       c = cmark_node_next(c))
    add_block(md, c, to, depth, parent_end);
}

struct sp_node *
sp_md_walk(struct sp_md *md)
{
  size_t at = md->body <= md->lines ? md->line[md->body - 1].at : md->text.len;
  struct sp_str body = sp_str_sub(md->text, at, md->text.len);
  cmark_node *document =
      cmark_parse_document(body.ptr, body.len, CMARK_OPT_SOURCEPOS);
  struct sp_node *root = sp_md_new(md, SP_NODE_ROOT, md->body, 1);

  blocks(md, document, root, 1, md->lines);
  cmark_node_free(document);
  return root;
}
