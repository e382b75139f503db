/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/yaml_lines.h"

#include "lib/text.h"

#define NAME_MAX_BYTES 64
#define LINE_OVERHEAD                                                          \
  16 /* bytes that a line may gain beside doubled quotes                       \
      */

/* What the lines below the last field may be. */
enum open_value {
  CLOSED, /* nothing: its value stood on its line */
  EMPTY,  /* its value was empty: a list or text may follow */
  LIST,   /* in its list */
  BLOCK   /* in its text */
};

struct pass {
  const struct sp_yaml_place *place;
  struct sp_buf *out;
  bool is_list;
  bool ok;
  unsigned line;       /* in the file, from 1 */
  bool began;          /* something stood before */
  bool in_item;        /* is_list: a `-` was seen */
  size_t item_indent;  /* of that `-` */
  size_t field_indent; /* of the fields; SIZE_MAX: the next line tells */
  enum open_value open;
  size_t block_indent; /* of the text's first line; SIZE_MAX: not seen yet */
};

#define COMPLAIN(p, ...)                                                       \
  do {                                                                         \
    (p)->ok = false;                                                           \
    sp_diag((p)->place->diags, "E25", (p)->place->path, (p)->line, 0,          \
            __VA_ARGS__);                                                      \
  } while (0)

static void
put_spaces(struct sp_buf *out, size_t n)
{
  while (n--)
    sp_buf_putc(out, ' ');
}

/* Length of a line break that YAML knows and editors do not show as one
 * (U+0085, U+2028, U+2029), or 0. */
static size_t
odd_break(struct sp_str s, size_t at)
{
  const unsigned char *p = (const unsigned char *)s.ptr + at;

  if (s.len - at >= 2 && p[0] == 0xC2 && p[1] == 0x85)
    return 2;
  if (s.len - at >= 3 && p[0] == 0xE2 && p[1] == 0x80 &&
      (p[2] == 0xA8 || p[2] == 0xA9))
    return 3;
  return 0;
}

/* The text as it is, but odd breaks are spaces. */
static void
put_text(struct sp_buf *out, struct sp_str s, bool double_quotes)
{
  for (size_t i = 0; i < s.len; i++) {
    size_t n = odd_break(s, i);

    if (n) {
      sp_buf_putc(out, ' ');
      i += n - 1;
      continue;
    }
    if (double_quotes && s.ptr[i] == '\'')
      sp_buf_putc(out, '\'');
    sp_buf_putc(out, s.ptr[i]);
  }
}

static void
put_quoted(struct sp_buf *out, struct sp_str s)
{
  sp_buf_putc(out, '\'');
  put_text(out, s, true);
  sp_buf_putc(out, '\'');
}

/* Offset behind the quoted text that begins at `at`, or 0: not closed. */
static size_t
skip_quoted(struct sp_str s, size_t at)
{
  char quote = s.ptr[at];

  for (size_t i = at + 1; i < s.len; i++) {
    if (quote == '"' && s.ptr[i] == '\\') {
      i++;
      continue;
    }
    if (s.ptr[i] != quote)
      continue;
    if (quote == '\'' && i + 1 < s.len && s.ptr[i + 1] == quote) {
      i++;
      continue;
    }
    return i + 1;
  }
  return 0;
}

static void
put_written_quoted(struct pass *p, struct sp_str value)
{
  size_t end = skip_quoted(value, 0);
  struct sp_str rest = sp_str_trim(sp_str_sub(value, end, value.len));

  if (end == 0)
    COMPLAIN(p, "the value starts with a quote that is not closed on its line;"
                " close it, or leave the first quote out");
  else if (rest.len && rest.ptr[0] != '#')
    COMPLAIN(p, "text follows the closing quote; put the whole value into"
                " quotes, or begin it with another character");
  put_text(p->out, sp_str_sub(value, 0, end), false);
}

/* `[a, "b, c"]`: a list without lists in it.  What only looks like one, as
 * `[a](b) [c]`, is text. */
static void
put_bracketed(struct pass *p, struct sp_str value)
{
  bool at_start = true;

  for (size_t i = 1; i + 1 < value.len; i++) {
    char c = value.ptr[i];

    if (at_start && (c == '"' || c == '\'')) {
      size_t end = skip_quoted(value, i);

      if (end == 0 || end >= value.len) {
        COMPLAIN(p, "a quote in the list is not closed");
        return;
      }
      i = end - 1;
    } else if (c == ']') {
      put_quoted(p->out, value);
      return;
    } else if (c == '[' || c == '{' || c == '}') {
      COMPLAIN(p, "a list cannot hold another list; separate the values with"
                  " semicolons, without brackets");
      return;
    }
    if (c == '#' && value.ptr[i - 1] == ' ') {
      COMPLAIN(p, "in a list, ` #` would begin a comment; put that value into"
                  " quotes");
      return;
    }
    if (c != ' ' && c != '\t')
      at_start = c == ',';
  }
  put_text(p->out, value, false);
}

static bool
is_block_sign(struct sp_str value)
{
  return value.len >= 1 && value.len <= 2 &&
         (value.ptr[0] == '|' || value.ptr[0] == '>') &&
         (value.len == 1 || value.ptr[1] == '-' || value.ptr[1] == '+');
}

static void
put_value(struct pass *p, struct sp_str value)
{
  p->open = CLOSED;
  if (value.len == 0) {
    p->open = EMPTY;
  } else if (is_block_sign(value)) {
    p->open = BLOCK;
    p->block_indent = SIZE_MAX;
    sp_buf_put(p->out, value);
  } else if (value.ptr[0] == '"' || value.ptr[0] == '\'') {
    put_written_quoted(p, value);
  } else if (value.ptr[0] == '[' && value.ptr[value.len - 1] == ']') {
    put_bracketed(p, value);
  } else {
    put_quoted(p->out, value);
  }
}

static bool
is_name_char(char c, bool is_first)
{
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
    return true;
  return !is_first && ((c >= '0' && c <= '9') || c == '-' || c == '_' ||
                       c == '.' || c == ' ');
}

/* Length of the name before a colon and a space or the end; 0: none. */
static size_t
name_length(struct sp_str s)
{
  size_t n = 0;

  while (n < s.len && is_name_char(s.ptr[n], n == 0))
    n++;
  if (n == s.len || s.ptr[n] != ':')
    return 0;
  if (n + 1 < s.len && s.ptr[n + 1] != ' ' && s.ptr[n + 1] != '\t')
    return 0;
  return n;
}

static void
put_field(struct pass *p, struct sp_str s)
{
  size_t n = name_length(s);

  if (n == 0 || n > NAME_MAX_BYTES) {
    COMPLAIN(p, "this is no line `name: value`: a name of letters, a colon, a"
                " space, the value");
    return;
  }
  sp_buf_put(p->out, sp_str_trim(sp_str_sub(s, 0, n)));
  sp_buf_puts(p->out, ": ");
  put_value(p, sp_str_trim(sp_str_sub(s, n + 1, s.len)));
}

static bool
is_dash(struct sp_str s)
{
  return s.len && s.ptr[0] == '-' &&
         (s.len == 1 || s.ptr[1] == ' ' || s.ptr[1] == '\t');
}

/* `- name: value` begins a map of the list. */
static void
put_item(struct pass *p, struct sp_str s, size_t indent)
{
  struct sp_str rest = sp_str_sub(s, 1, s.len);
  struct sp_str field = sp_str_trim(rest);

  p->in_item = true;
  p->item_indent = indent;
  p->open = CLOSED;
  sp_buf_puts(p->out, "- ");
  if (field.len == 0) {
    p->field_indent = SIZE_MAX;
    return;
  }
  p->field_indent = indent + 1 + (size_t)(field.ptr - rest.ptr);
  put_field(p, field);
}

/* `- value` below a field without a value. */
static void
put_list_value(struct pass *p, struct sp_str s)
{
  struct sp_str value = sp_str_trim(sp_str_sub(s, 1, s.len));

  if (p->open != EMPTY && p->open != LIST) {
    COMPLAIN(p, "a list stands below a line `name:` without a value");
    return;
  }
  if (is_dash(value)) {
    COMPLAIN(p, "a list cannot hold another list");
    return;
  }
  put_spaces(p->out, p->is_list ? 4 : 2);
  sp_buf_puts(p->out, "- ");
  if (value.len == 0 || is_block_sign(value))
    put_quoted(p->out, value);
  else
    put_value(p, value);
  p->open = LIST;
}

static void
put_block_line(struct pass *p, struct sp_str s, size_t indent)
{
  if (p->block_indent == SIZE_MAX)
    p->block_indent = indent;
  if (indent < p->block_indent) {
    COMPLAIN(p, "this line is indented less than the first line of its text");
    return;
  }
  put_spaces(p->out, (p->is_list ? 4 : 2) + indent - p->block_indent);
  put_text(p->out, s, false);
}

/* A deeper line below `name:`: text, which the name's line did not announce
 * with `>`; so the sign is written after it now. */
static void
begin_folded(struct pass *p, struct sp_str s, size_t indent)
{
  size_t back = p->out->len;

  if (name_length(s)) {
    COMPLAIN(p, "fields cannot hold other fields; write the value on the line"
                " of its name, or `>` there if this is text");
    return;
  }
  /* The lines between were blank; the name's line ends in ": ". */
  while (back && p->out->ptr[back - 1] == '\n')
    back--;
  if (back != p->out->len - 1) {
    COMPLAIN(p, "a blank line stands between `name:` and its text; delete it");
    return;
  }
  p->out->len = back;
  sp_buf_puts(p->out, ">-\n");
  p->open = BLOCK;
  p->block_indent = SIZE_MAX;
  put_block_line(p, s, indent);
}

static void
put_deeper(struct pass *p, struct sp_str s, size_t indent)
{
  if (p->open == EMPTY) {
    p->open = CLOSED;
    begin_folded(p, s, indent);
  } else if (p->open == LIST) {
    COMPLAIN(p, "a value of a list stands on one line");
  } else {
    COMPLAIN(p, "an indented line belongs to nothing here; write the value on"
                " one line, or `>` after the name and the text below");
  }
}

static bool
is_marker(struct sp_str s)
{
  return sp_str_is(s, "---") || sp_str_is(s, "...") || sp_str_starts(s, "%");
}

/* A line that has something on it; s is without indentation. */
static void
put_line(struct pass *p, struct sp_str s, size_t indent)
{
  size_t fields = p->field_indent;

  if (p->open == BLOCK && fields != SIZE_MAX && indent > fields) {
    put_block_line(p, s, indent);
    return;
  }
  if (p->open == BLOCK)
    p->open = CLOSED;
  if (s.ptr[0] == '#')
    return;
  if (indent == 0 && is_marker(s)) {
    if (p->began || !sp_str_is(s, "---"))
      COMPLAIN(p, "only one YAML document can stand in a file; delete `%.*s`",
               SP_FMT(s));
    return;
  }
  p->began = true;
  if (p->is_list && is_dash(s) && (!p->in_item || indent == p->item_indent)) {
    put_item(p, s, indent);
    return;
  }
  if (p->is_list && !p->in_item) {
    COMPLAIN(p, "a list is expected: begin each entry with `- `");
    return;
  }
  if (is_dash(s) && fields != SIZE_MAX && indent >= fields) {
    put_list_value(p, s);
    return;
  }
  if (fields == SIZE_MAX && indent > p->item_indent)
    p->field_indent = fields = indent;
  if (indent > fields) {
    put_deeper(p, s, indent);
    return;
  }
  if (indent < fields) {
    COMPLAIN(p, "indent this line as the fields above it");
    return;
  }
  if (p->is_list)
    put_spaces(p->out, 2);
  put_field(p, s);
}

static bool
check_characters(struct pass *p, struct sp_str text)
{
  size_t bad = sp_utf8_check(text);

  for (size_t i = 0; i < bad; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    unsigned char d = i + 1 < bad ? (unsigned char)text.ptr[i + 1] : 0;

    if (c == '\n')
      p->line++;
    if ((c < ' ' && c != '\n' && c != '\t' &&
         !(c == '\r' && (d == '\n' || i + 1 == text.len))) ||
        c == 0x7F || (c == 0xC2 && d >= 0x80 && d <= 0x9F && d != 0x85)) {
      COMPLAIN(p, "a control character stands here; delete it");
      return false;
    }
    if (c == 0xEF && d == 0xBF && i + 2 < bad &&
        (unsigned char)text.ptr[i + 2] >= 0xBE) {
      COMPLAIN(p, "a character that is none (U+FFFE or U+FFFF) stands here;"
                  " delete it");
      return false;
    }
  }
  if (bad < text.len)
    COMPLAIN(p, "this line is not UTF-8; save the file as UTF-8");
  return bad == text.len;
}

size_t
sp_yaml_lines_max(struct sp_str text)
{
  size_t lines = 1;

  for (size_t i = 0; i < text.len; i++)
    lines += text.ptr[i] == '\n';
  return 2 * text.len + LINE_OVERHEAD * lines;
}

bool
sp_yaml_lines(const struct sp_yaml_place *place, struct sp_str text,
              bool is_list, struct sp_buf *out)
{
  struct pass p = {.place = place,
                   .out = out,
                   .is_list = is_list,
                   .ok = true,
                   .line = place->first_line};
  size_t at = 0;

  if (sp_str_starts(text, "\xEF\xBB\xBF"))
    text = sp_str_sub(text, 3, text.len);
  if (!check_characters(&p, text))
    return false;
  p.line = place->first_line;
  for (; at < text.len; p.line++) {
    size_t end = sp_str_find(text, '\n', at), indent = 0;
    struct sp_str line = sp_str_sub(text, at, end - at);

    at = end + 1;
    while (indent < line.len && line.ptr[indent] == ' ')
      indent++;
    if (indent < line.len && line.ptr[indent] == '\t' &&
        sp_str_trim(line).len && p.open != BLOCK)
      COMPLAIN(&p, "indent with spaces, not with a tab");
    line = sp_str_trim(line);
    if (line.len)
      put_line(&p, line, indent);
    sp_buf_putc(out, '\n');
  }
  return p.ok && !out->full;
}
