/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_write_inline.c - sentences.
 *
 * A sign that would mean something gets a backslash.  Where none can help (a
 * letter directly beside emphasis that ends in a full stop, say) a character
 * is written by its number. */
#include "lib/markdown_parts.h"
#include "lib/write_parts.h"

#include "lib/text.h"

/* A sentence while it is written. */
struct sentence {
  struct sp_md_out *out;
  enum sp_md_place place;
  const struct sp_node *block;
  bool at_start;    /* of a line of text */
  bool hide_colon;  /* of the key that this line seems to begin with */
  bool closes;      /* a sign that ends emphasis stands directly before */
  bool opens;       /* a bracket or sign that begins something does */
  bool before_link; /* the bracket of a link follows this text */
};

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A character that is neither white space nor punctuation, or may be so. */
static bool
is_wordly(unsigned char c)
{
  return c >= 0x80 || is_alnum((char)c);
}

static void
put_number(struct sp_buf *buf, uint32_t c)
{
  sp_buf_fmt(buf, "&#%u;", (unsigned)c);
}

/* White space to CommonMark, beyond ASCII. */
static bool
is_wide_space(uint32_t c)
{
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

/* ---- text */

/* Where a list, a heading, a quote or a rule would begin: the offset of the
 * sign that needs a backslash, or s.len. */
static size_t
block_sign(struct sp_str s)
{
  size_t n = 0;

  if (s.len == 0)
    return s.len;
  if (strchr("#>=~|", s.ptr[0]))
    return 0;
  if (s.ptr[0] == '-' || s.ptr[0] == '+')
    return s.len == 1 || s.ptr[1] == ' ' || s.ptr[1] == '-' ? 0 : s.len;
  while (n < s.len && is_digit(s.ptr[n]))
    n++;
  if (n && n < 10 && n < s.len && (s.ptr[n] == '.' || s.ptr[n] == ')') &&
      (n + 1 == s.len || s.ptr[n + 1] == ' '))
    return n;
  return s.len;
}

/* Does the sign at `at` mean something within a line? */
static bool
is_sign(const struct sentence *s, struct sp_str text, size_t at)
{
  char c = text.ptr[at];
  char before = at ? text.ptr[at - 1] : ' ';
  char after = at + 1 < text.len ? text.ptr[at + 1] : 0;

  switch (c) {
  case '\\':
  case '`':
  case '*':
  case '[':
  case ']':
    return true;
  case '|':
    return s->place != SP_MD_HEADING;
  case '_': /* within a word it stands for itself */
    return !(is_alnum(before) && is_alnum(after));
  case '<':
    return after == 0 || is_alnum(after) || strchr("/!?", after);
  case '&':
    return after == 0 || after == '#' || is_alnum(after);
  case '!':
    return after == 0 && s->before_link;
  case '#':
    return s->place == SP_MD_HEADING && at + 1 == text.len;
  default:
    return false;
  }
}

/* The first colon of a line that begins as a keyed one does. */
static bool
put_hidden_colon(struct sentence *s, struct sp_str text, size_t at, size_t end)
{
  size_t i = at;

  if (!s->hide_colon || sp_md_colon(text, at) != end)
    return false;
  s->hide_colon = false;
  if (text.ptr[at] == ':')
    sp_buf_puts(s->out->buf, "\\:");
  else
    put_number(s->out->buf, sp_utf8_next(text, &i));
  return true;
}

/* Behind a bracket: `!`, perhaps after backslashes. */
static bool
opens_marker(struct sp_str text, size_t at)
{
  while (at < text.len && text.ptr[at] == '\\')
    at++;
  return at < text.len && text.ptr[at] == '!';
}

static void
put_char(struct sentence *s, struct sp_str text, size_t at, size_t end)
{
  struct sp_buf *buf = s->out->buf;
  size_t i = at;
  uint32_t c = sp_utf8_next(text, &i);
  char sign = text.ptr[at];
  bool is_last = end == text.len;

  if (put_hidden_colon(s, text, at, end))
    return;
  if (sign == '[' && opens_marker(text, end))
    put_number(buf, c); /* `\[!` would still look like a marker */
  else if (s->opens && (sign == '!' || sign == '\\'))
    put_number(buf, c); /* so would `[\\!` */
  else if (c == 0xFEFF) /* at the start of a text cmark leaves it out */
    put_number(buf, c);
  else if ((s->closes && is_wordly((unsigned char)sign)) ||
           ((s->opens || is_last) && is_wide_space(c)))
    put_number(buf, c);
  else if (is_sign(s, text, at))
    sp_buf_fmt(buf, "\\%c", sign);
  else
    sp_buf_put(buf, sp_str_sub(text, at, end - at));
}

static void
put_text(struct sentence *s, struct sp_str text)
{
  size_t sign = s->at_start ? block_sign(text) : text.len;

  for (size_t at = 0; at < text.len;) {
    size_t end = at;

    sp_utf8_next(text, &end);
    if (at == sign && !is_sign(s, text, at))
      sp_buf_fmt(s->out->buf, "\\%c", text.ptr[at]);
    else
      put_char(s, text, at, end);
    s->at_start = s->closes = s->opens = false;
    at = end;
  }
}

/* ---- addresses and titles */

/* A backslash before the signs of `which`.  None helps against a character
 * reference: cmark looks for them first. */
static void
put_escaped(struct sp_buf *buf, struct sp_str s, const char *which)
{
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];

    if (c == '&' && i + 1 < s.len &&
        (s.ptr[i + 1] == '#' || is_alnum(s.ptr[i + 1]))) {
      sp_buf_puts(buf, "&amp;");
      continue;
    }
    if (c == '\\' || strchr(which, c))
      sp_buf_putc(buf, '\\');
    sp_buf_putc(buf, c);
  }
}

static void
put_target(struct sp_buf *buf, struct sp_str target)
{
  bool is_odd = false;

  for (size_t i = 0; i < target.len; i++)
    is_odd = is_odd || strchr(" ()<>", target.ptr[i]) != NULL;
  if (is_odd) {
    sp_buf_putc(buf, '<');
    put_escaped(buf, target, "<>");
    sp_buf_putc(buf, '>');
  } else {
    put_escaped(buf, target, "");
  }
}

static void
put_address(struct sp_buf *buf, struct sp_str target, struct sp_str title)
{
  sp_buf_puts(buf, "](");
  put_target(buf, target);
  if (title.len) {
    sp_buf_puts(buf, " \"");
    put_escaped(buf, title, "\"");
    sp_buf_putc(buf, '"');
  }
  sp_buf_putc(buf, ')');
}

/* ---- code */

static bool
has_run(struct sp_str s, size_t length)
{
  size_t run = 0;

  for (size_t i = 0; i <= s.len; i++) {
    if (i < s.len && s.ptr[i] == '`') {
      run++;
      continue;
    }
    if (run == length)
      return true;
    run = 0;
  }
  return false;
}

static void
put_code(struct sp_buf *buf, struct sp_str text)
{
  size_t length = 1;
  bool pad = sp_str_starts(text, "`") || sp_str_ends(text, "`");

  while (has_run(text, length))
    length++;
  for (size_t i = 0; i < length; i++)
    sp_buf_putc(buf, '`');
  sp_buf_puts(buf, pad ? " " : "");
  sp_buf_put(buf, text);
  sp_buf_puts(buf, pad ? " " : "");
  for (size_t i = 0; i < length; i++)
    sp_buf_putc(buf, '`');
}

/* ---- emphasis */

static void put_children(struct sentence *s, const struct sp_node *node,
                         char around);

/* The last character of what was written by its number, so that emphasis can
 * begin behind it. */
static void
number_last(struct sp_buf *buf)
{
  size_t from = buf->len, at;
  uint32_t c;

  if (buf->len == 0 || !is_wordly((unsigned char)buf->ptr[buf->len - 1]))
    return;
  do
    from--;
  while (from && ((unsigned char)buf->ptr[from] & 0xC0) == 0x80);
  at = from;
  c = sp_utf8_next(sp_buf_str(buf), &at);
  buf->len = from;
  put_number(buf, c);
}

/* Is the first thing of the emphasis certainly a letter or digit?  The only
 * one of a text might still be written by its number. */
static bool
begins_with_letter(const struct sp_node *node)
{
  const struct sp_node *first = node->first;

  return first && first->kind == SP_NODE_TEXT && first->text.len > 1 &&
         is_alnum(first->text.ptr[0]);
}

static bool
is_emphasis(const struct sp_node *node)
{
  return node && (node->kind == SP_NODE_EMPH || node->kind == SP_NODE_STRONG);
}

/* Signs that stand side by side are not alike: what is at the edge of an
 * emphasis, or beside another one, takes the other sign. */
static char
sign_of(const struct sp_node *before, char before_sign, char around)
{
  if (is_emphasis(before))
    return before_sign == '*' ? '_' : '*';
  return around == '*' ? '_' : '*';
}

static void
put_emphasis(struct sentence *s, const struct sp_node *node, char sign)
{
  struct sp_buf *buf = s->out->buf;
  const char *signs = node->kind == SP_NODE_EMPH ? (sign == '*' ? "*" : "_")
                      : sign == '*'              ? "**"
                                                 : "__";

  if (sign == '_' || !begins_with_letter(node))
    number_last(buf);
  sp_buf_puts(buf, signs);
  s->at_start = s->closes = false;
  s->opens = true;
  put_children(s, node, sign);
  /* Unless a letter stands here, what follows must not be part of a word. */
  s->closes = sign == '_' || buf->len == 0 || !is_alnum(buf->ptr[buf->len - 1]);
  sp_buf_puts(buf, signs);
  s->opens = s->at_start = false;
}

/* ---- all of it */

static void
begin_line(struct sentence *s, const struct sp_node *from)
{
  char head[SP_MD_HEAD_MAX];
  struct sp_str line = sp_md_line_head(s->block, from, head);
  enum sp_key key;

  s->hide_colon =
      sp_md_only_prefix(line) > 0 ||
      (s->out->doc->type == SP_DOC_SCRIPT && sp_md_key_prefix(line, &key) > 0);
  s->at_start = true;
  s->closes = s->opens = false;
}

static void
put_bracketed(struct sentence *s, const struct sp_node *node,
              struct sp_str title)
{
  sp_buf_putc(s->out->buf, '[');
  s->opens = true;
  s->closes = false;
  put_children(s, node, 0);
  put_address(s->out->buf, node->target, title);
}

static void
put_image(struct sentence *s, const struct sp_node *node)
{
  sp_buf_puts(s->out->buf, "![");
  s->opens = true;
  s->closes = false;
  put_text(s, node->text);
  put_address(s->out->buf, node->target, node->title);
}

static void
put_break(struct sentence *s, const struct sp_node *node)
{
  if (s->place == SP_MD_CELL || s->place == SP_MD_HEADING) {
    sp_buf_putc(s->out->buf, ' ');
    return;
  }
  sp_buf_puts(s->out->buf, "\\\n");
  begin_line(s, sp_node_walk(s->block, (struct sp_node *)node, false));
}

static void
put_node(struct sentence *s, const struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_TEXT:
    put_text(s, node->text);
    return;
  case SP_NODE_BREAK:
    put_break(s, node);
    return;
  case SP_NODE_LINK:
    s->at_start = false;
    put_bracketed(s, node, node->title);
    break;
  case SP_NODE_INCLUDE:
    s->at_start = false;
    put_bracketed(s, node, SP_STR("include"));
    break;
  case SP_NODE_IMAGE:
    s->at_start = false;
    put_image(s, node);
    break;
  case SP_NODE_CODE:
    put_code(s->out->buf, node->text);
    break;
  default:
    put_children(s, node, 0);
    return;
  }
  s->at_start = s->closes = s->opens = false;
}

/* around: the sign of the emphasis that these are in, or 0. */
static void
put_children(struct sentence *s, const struct sp_node *node, char around)
{
  const struct sp_node *before = NULL;
  char sign = 0;

  for (const struct sp_node *n = node->first; n; n = n->next) {
    if (is_emphasis(n)) {
      sign = sign_of(before, sign, around);
      put_emphasis(s, n, sign);
    } else {
      s->before_link = n->next && (n->next->kind == SP_NODE_LINK ||
                                   n->next->kind == SP_NODE_INCLUDE);
      put_node(s, n);
    }
    before = n;
  }
}

void
sp_md_put_inlines(struct sp_md_out *out, const struct sp_node *node,
                  enum sp_md_place place)
{
  struct sentence s = {.out = out, .place = place, .block = node};

  if (place == SP_MD_LINE && node->first)
    begin_line(&s, node->first);
  put_children(&s, node, 0);
}

void
sp_md_put_inline(struct sp_md_out *out, const struct sp_node *node)
{
  struct sentence s = {.out = out, .place = SP_MD_BEHIND, .block = node};

  put_node(&s, node);
}

void
sp_md_put_words(struct sp_md_out *out, struct sp_str words,
                enum sp_md_place place)
{
  struct sp_node text = {.kind = SP_NODE_TEXT, .text = words};
  struct sp_node block = {.kind = SP_NODE_PARA, .first = &text, .last = &text};
  struct sentence s = {.out = out, .place = place, .block = &block};

  text.parent = &block;
  if (place == SP_MD_HEADING)
    s.hide_colon = sp_md_only_prefix(words) > 0;
  else if (place == SP_MD_LINE)
    begin_line(&s, &text);
  put_children(&s, &block, 0);
}

void
sp_md_put_link(struct sp_md_out *out, struct sp_str words, struct sp_str target)
{
  struct sp_node text = {.kind = SP_NODE_TEXT, .text = words};
  struct sp_node link = {
      .kind = SP_NODE_LINK, .first = &text, .last = &text, .target = target};
  struct sentence s = {.out = out, .place = SP_MD_BEHIND, .block = &link};

  text.parent = &link;
  put_bracketed(&s, &link, SP_STR(""));
}
