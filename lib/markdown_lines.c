/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_lines.c - the source of a Markdown file as lines of text. */
#include "lib/markdown_parts.h"

#include "lib/text.h"

static unsigned
line_of(struct sp_str s, size_t at)
{
  unsigned line = 1;

  for (size_t i = 0; i < at; i++)
    if (s.ptr[i] == '\n' ||
        (s.ptr[i] == '\r' && (i + 1 == s.len || s.ptr[i + 1] != '\n')))
      line++;
  return line;
}

static bool
check_bytes(struct sp_md *md, struct sp_str bytes)
{
  size_t bad;

  if (bytes.len > SP_DOC_MAX_BYTES) {
    SP_MD_ERROR(md, 0, 0,
                "the file has %zu bytes; at most %zu are read: split it",
                bytes.len, SP_DOC_MAX_BYTES);
    return false;
  }
  if (sp_str_starts(bytes, "\xFF\xFE") || sp_str_starts(bytes, "\xFE\xFF")) {
    SP_MD_ERROR(md, 0, 0, "the file is UTF-16; save it as UTF-8");
    return false;
  }
  bad = sp_str_find(bytes, '\0', 0);
  if (bad < bytes.len) {
    SP_MD_ERROR(md, line_of(bytes, bad), 0,
                "a zero byte stands here: this is no text file");
    return false;
  }
  bad = sp_utf8_check(bytes);
  if (bad < bytes.len) {
    SP_MD_ERROR(md, line_of(bytes, bad), 0,
                "this line is not UTF-8; save the file as UTF-8");
    return false;
  }
  if (sp_str_trim(bytes).len == 0) {
    SP_MD_ERROR(md, 0, 0, "the file is empty");
    return false;
  }
  return true;
}

/* C0 and DEL, but for tab and line ends. */
static bool
is_control(char c)
{
  return ((unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r') ||
         c == 0x7F;
}

/* U+FFFE and U+FFFF, which no XML may hold. */
static bool
is_no_character(struct sp_str s, size_t at)
{
  return s.len - at >= 3 && s.ptr[at] == '\xEF' && s.ptr[at + 1] == '\xBF' &&
         (unsigned char)s.ptr[at + 2] >= 0xBE;
}

static bool
check_controls(struct sp_md *md, struct sp_str text)
{
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '\xEF' && is_no_character(text, i)) {
      SP_MD_ERROR(md, line_of(text, i), 0,
                  "a character that is none (U+FFFE or U+FFFF) stands here;"
                  " delete it");
      return false;
    }
    if (is_control(text.ptr[i])) {
      SP_MD_ERROR(md, line_of(text, i), 0,
                  "an invisible control character (U+%04X) stands here; delete"
                  " it",
                  (unsigned char)text.ptr[i]);
      return false;
    }
  }
  return true;
}

/* One line feed for each line end. */
static struct sp_str
normalise(struct sp_md *md, struct sp_str bytes)
{
  char *out = sp_arena_alloc(md->arena, bytes.len + 1);
  size_t len = 0;

  for (size_t i = 0; i < bytes.len; i++) {
    char c = bytes.ptr[i];

    if (c == '\r') {
      if (i + 1 < bytes.len && bytes.ptr[i + 1] == '\n')
        continue;
      c = '\n';
    } else if (is_control(c)) {
      c = ' ';
    }
    out[len++] = c;
  }
  return sp_str_n(out, len);
}

static void
cut_lines(struct sp_md *md)
{
  struct sp_str text = md->text;
  size_t at = 0, count = 0;

  for (size_t i = 0; i < text.len; i++)
    count += text.ptr[i] == '\n';
  md->line = sp_arena_array(md->arena, struct sp_md_line, count + 1);
  while (at < text.len) {
    size_t end = sp_str_find(text, '\n', at);
    struct sp_md_line *line = &md->line[md->lines++];

    line->at = (uint32_t)at;
    line->len = (uint32_t)(end - at);
    at = end + 1;
  }
}

bool
sp_md_read_source(struct sp_md *md, struct sp_str bytes)
{
  if (!check_bytes(md, bytes))
    return false;
  if (sp_str_starts(bytes, "\xEF\xBB\xBF"))
    bytes = sp_str_sub(bytes, 3, bytes.len);
  if (!md->options->lenient && !check_controls(md, bytes))
    return false;
  md->text = normalise(md, bytes);
  cut_lines(md);
  return true;
}

void
sp_md_check_images(struct sp_md *md)
{
  size_t count = 0;

  for (unsigned line = md->body; line <= md->lines; line++) {
    struct sp_str s = sp_md_line(md, line);

    if (sp_str_trim(s).len == 0)
      count = 0;
    for (size_t i = 0; i + 1 < s.len; i++)
      count += s.ptr[i] == '!' && s.ptr[i + 1] == '[';
    if (count > SP_MD_IMAGES_MAX) {
      sp_md_give_up(md, line,
                    "there are more than 500 images in one paragraph; part it"
                    " with blank lines");
      return;
    }
  }
}

struct sp_str
sp_md_line(const struct sp_md *md, unsigned line)
{
  if (line == 0 || line > md->lines)
    return SP_STR("");
  return sp_str_sub(md->text, md->line[line - 1].at, md->line[line - 1].len);
}

void
sp_md_mark_lines(struct sp_md *md, unsigned from, unsigned to, unsigned flags)
{
  for (unsigned i = from ? from : 1; i <= to && i <= md->lines; i++)
    md->line[i - 1].flags |= flags;
}

bool
sp_md_once(struct sp_md *md, unsigned line, unsigned flag)
{
  bool had;

  if (line == 0 || line > md->lines)
    return false;
  had = (md->line[line - 1].flags & flag) != 0;
  md->line[line - 1].flags |= flag;
  return had;
}

unsigned
sp_md_column(struct sp_md *md, unsigned line, unsigned byte)
{
  struct sp_str s = sp_md_line(md, line);
  unsigned from = 1, chars = 1;

  if (byte == 0)
    return 0;
  if (byte > s.len + 1)
    byte = (unsigned)s.len + 1;
  /* Nodes come in order, so that counting goes on where it stopped. */
  if (md->col_line == line && md->col_byte <= byte && md->col_byte) {
    from = md->col_byte;
    chars = md->col_char;
  }
  chars += (unsigned)sp_utf8_count(sp_str_sub(s, from - 1, byte - from));
  md->col_line = line;
  md->col_byte = byte;
  md->col_char = chars;
  return chars;
}

/* Length of a list marker and the space behind it, or 0. */
static size_t
list_marker(struct sp_str s)
{
  size_t n = 0;

  if (s.len == 0)
    return 0;
  if (s.ptr[0] == '-' || s.ptr[0] == '+' || s.ptr[0] == '*') {
    n = 1;
  } else {
    while (n < s.len && n < 10 && s.ptr[n] >= '0' && s.ptr[n] <= '9')
      n++;
    if (n == 0 || n > 9 || n == s.len || (s.ptr[n] != '.' && s.ptr[n] != ')'))
      return 0;
    n++;
  }
  if (n == s.len)
    return n;
  return s.ptr[n] == ' ' || s.ptr[n] == '\t' ? n + 1 : 0;
}

size_t
sp_md_prefix(struct sp_str line)
{
  size_t at = 0;

  while (at < line.len) {
    char c = line.ptr[at];
    size_t n = c == ' ' || c == '\t' || c == '>'
                   ? 1
                   : list_marker(sp_str_sub(line, at, line.len));

    if (n == 0)
      break;
    at += n;
  }
  return at;
}

size_t
sp_md_skip_unseen(struct sp_str s, size_t at)
{
  while (at < s.len) {
    size_t next = at;
    uint32_t c = sp_utf8_next(s, &next);

    if (c != ' ' && c != '\t' && c != 0xA0 && c != 0xAD && c != 0x34F &&
        c != 0x61C && c != 0x1680 && c != 0x180E && c != 0x3000 &&
        c != 0x3164 && c != 0xFEFF && !(c >= 0x2000 && c <= 0x200F) &&
        !(c >= 0x2028 && c <= 0x202F) && !(c >= 0x205F && c <= 0x206F) &&
        !(c >= 0xFE00 && c <= 0xFE0F))
      break;
    at = next;
  }
  return at;
}

size_t
sp_md_colon(struct sp_str s, size_t at)
{
  uint32_t c;

  if (at >= s.len)
    return 0;
  c = sp_utf8_next(s, &at);
  return c == ':' || c == 0xFF1A || c == 0xFE55 || c == 0xA789 || c == 0x2236
             ? at
             : 0;
}

bool
sp_md_begins_with(const struct sp_md *md, unsigned line, char c)
{
  struct sp_str s = sp_md_line(md, line);
  size_t at = sp_md_prefix(s);

  return at < s.len && s.ptr[at] == c;
}

/* The number of a reference such as `&#58;` at `at`, or 0. */
static uint32_t
reference(struct sp_str s, size_t at)
{
  uint32_t c = 0;

  for (size_t i = at + 2; i < s.len && i < at + 10; i++) {
    if (s.ptr[i] == ';')
      return c;
    if (s.ptr[i] < '0' || s.ptr[i] > '9')
      break;
    c = c * 10 + (uint32_t)(s.ptr[i] - '0');
  }
  return 0;
}

bool
sp_md_is_escaped(const struct sp_md *md, unsigned line)
{
  struct sp_str s = sp_md_line(md, line);
  size_t at = sp_md_prefix(s);

  while (at < s.len) {
    char utf8[4];
    uint32_t c;

    if (s.ptr[at] == '\\' && at + 1 < s.len && s.ptr[at + 1] == ':')
      return true;
    if (sp_str_starts(sp_str_sub(s, at, 2), "&#")) {
      c = reference(s, at);
      if (c && c < 0x10000 &&
          sp_md_colon(sp_str_n(utf8, sp_utf8_put(utf8, c)), 0))
        return true;
    }
    if (sp_md_colon(s, at))
      return false;
    sp_utf8_next(s, &at);
  }
  return false;
}
