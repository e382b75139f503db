/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/extract.h"

#include "lib/buf.h"
#include "lib/text.h"

#define BLOCK_MAX ((size_t)64 * 1024) /* bytes of text */
#define MARKS_MAX 32                  /* bits of a uint32_t */

struct sentence {
  struct sp_str text;
  size_t chars;
  uint32_t marks;   /* which of the marked words it has */
  bool is_at_begin; /* of its block */
};

struct extract {
  struct sp_arena *arena;
  struct sp_buf block; /* owned; text of the block so far */
  struct sentence item[SP_EXTRACT_SENTENCES];
  size_t count;
  struct sp_str mark[MARKS_MAX]; /* lower case */
  size_t marks;
};

/* ---- the words that are marked ---- */

static size_t
find_text(struct sp_str s, size_t from, const char *part)
{
  size_t n = strlen(part);

  for (; from + n <= s.len; from++)
    if (memcmp(s.ptr + from, part, n) == 0)
      return from;
  return s.len;
}

static void
read_marks(struct extract *x, struct sp_html snippet)
{
  struct sp_str s = snippet.raw;
  size_t at = 0;

  while (x->marks < MARKS_MAX &&
         (at = find_text(s, at, "<mark>") + 6) < s.len) {
    size_t end = find_text(s, at, "</mark>");
    struct sp_str word = sp_text_lower(x->arena, sp_str_sub(s, at, end - at));
    size_t i = 0;

    while (i < x->marks && !sp_str_eq(x->mark[i], word))
      i++;
    if (i == x->marks && word.len > 0)
      x->mark[x->marks++] = sp_arena_copy(x->arena, word);
    at = end;
  }
}

/* ---- sentences ---- */

static void
add_sentence(struct extract *x, struct sp_str text, bool is_at_begin)
{
  struct sentence *s;
  struct sp_str lower;

  if (text.len == 0 || x->count == SP_EXTRACT_SENTENCES)
    return;
  s = &x->item[x->count++];
  s->text = text;
  s->chars = sp_utf8_count(text);
  s->is_at_begin = is_at_begin;
  s->marks = 0;
  lower = sp_text_lower(x->arena, text);
  for (size_t i = 0; i < x->marks; i++)
    if (sp_str_has(lower, x->mark[i].ptr))
      s->marks |= (uint32_t)1 << i;
}

/* "7.30" and "e.g. a bin" go on. */
static bool
ends_at(struct sp_str text, size_t at)
{
  char c = text.ptr[at];

  return (c == '.' || c == '?' || c == '!') && at + 2 < text.len &&
         text.ptr[at + 1] == ' ' &&
         !(text.ptr[at + 2] >= 'a' && text.ptr[at + 2] <= 'z');
}

static void
end_block(struct extract *x)
{
  struct sp_str text = sp_text_squeeze(x->arena, sp_buf_str(&x->block));
  size_t begin = 0;

  for (size_t at = 0; at < text.len; at++)
    if (ends_at(text, at)) {
      add_sentence(x, sp_str_sub(text, begin, at + 1 - begin), begin == 0);
      begin = at + 2;
    }
  add_sentence(x, sp_str_sub(text, begin, text.len), begin == 0);
  sp_buf_clear(&x->block);
}

/* ---- markup ---- */

static bool
is_one_of(struct sp_str name, const char *list)
{
  struct sp_str rest = sp_str(list), piece;

  while (sp_str_split(&rest, ' ', &piece))
    if (sp_str_ieq(name, piece))
      return true;
  return false;
}

static void
put_tag(struct extract *x, struct sp_str tag)
{
  bool is_end = tag.len > 0 && tag.ptr[0] == '/';
  size_t begin = is_end ? 1 : 0, end = begin;
  struct sp_str name;

  while (end < tag.len && ((tag.ptr[end] >= 'a' && tag.ptr[end] <= 'z') ||
                           (tag.ptr[end] >= '0' && tag.ptr[end] <= '9')))
    end++;
  name = sp_str_sub(tag, begin, end - begin);
  if (is_one_of(name, "a abbr b code em i mark span strong sub sup time"))
    return;
  if (is_one_of(name, "br img")) {
    sp_buf_putc(&x->block, ' ');
  } else if (is_one_of(name, "td th")) {
    if (!is_end && x->block.len > 0)
      sp_buf_puts(&x->block, ", ");
  } else if (is_one_of(name, "dt") && is_end) {
    sp_buf_puts(&x->block, ": ");
  } else if (is_one_of(name, "dd") && !is_end) {
    return;
  } else {
    end_block(x);
  }
}

/* The character references of lib/html.h and cmark.  Returns the bytes read. */
static size_t
put_reference(struct extract *x, struct sp_str s, size_t at)
{
  static const struct {
    const char *name, *text;
  } known[] = {{"&amp;", "&"},   {"&lt;", "<"},  {"&gt;", ">"},
               {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}};
  struct sp_str rest = sp_str_sub(s, at, 8);

  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++)
    if (sp_str_starts(rest, known[i].name)) {
      sp_buf_puts(&x->block, known[i].text);
      return strlen(known[i].name);
    }
  sp_buf_putc(&x->block, '&');
  return 1;
}

static void
read_html(struct extract *x, struct sp_str s)
{
  for (size_t at = 0; at < s.len;) {
    size_t end = at;

    if (s.ptr[at] == '<') {
      end = sp_str_find(s, '>', at);
      put_tag(x, sp_str_sub(s, at + 1, end - at - 1));
      at = end + 1;
    } else if (s.ptr[at] == '&') {
      at += put_reference(x, s, at);
    } else {
      while (end < s.len && s.ptr[end] != '<' && s.ptr[end] != '&')
        end++;
      sp_buf_put(&x->block, sp_str_sub(s, at, end - at));
      at = end;
    }
  }
  end_block(x);
}

/* ---- the best of them ---- */

/* How many from `begin` on fit together; what they have goes to *marks. */
static size_t
fitting(const struct extract *x, size_t begin, uint32_t *marks)
{
  size_t chars = 0, i = begin;

  *marks = 0;
  for (; i < x->count; i++) {
    size_t more = x->item[i].chars + (i > begin);

    if (chars + more > SP_EXTRACT_CHARS)
      break;
    chars += more;
    *marks |= x->item[i].marks;
  }
  return i - begin;
}

/* `count` sentences; a block begins on a line of its own. */
static struct sp_str
joined(const struct extract *x, size_t begin, size_t count)
{
  struct sp_str *part = sp_arena_array(x->arena, struct sp_str, 2 * count + 1);

  for (size_t i = 0; i < count; i++) {
    part[2 * i] = i == 0                           ? SP_STR("")
                  : x->item[begin + i].is_at_begin ? SP_STR("\n")
                                                   : SP_STR(" ");
    part[2 * i + 1] = x->item[begin + i].text;
  }
  return sp_arena_join(x->arena, 2 * count, part);
}

static struct sp_str
best(struct extract *x)
{
  size_t begin = 0, count = 0;
  int most = -1;

  for (size_t i = 0; i < x->count; i++) {
    uint32_t marks;
    size_t n = fitting(x, i, &marks);
    int has = n > 0 ? __builtin_popcount(marks) : -1;

    if (has > most) {
      most = has;
      begin = i;
      count = n;
    }
  }
  return joined(x, begin, count);
}

struct sp_str
sp_extract_html(struct sp_arena *arena, struct sp_html html,
                struct sp_html snippet)
{
  struct extract *x = sp_arena_new(arena, struct extract);

  x->arena = arena;
  sp_buf_init(&x->block, BLOCK_MAX);
  read_marks(x, snippet);
  read_html(x, html.raw);
  sp_buf_release(&x->block);
  return best(x);
}

struct sp_str
sp_extract_whole(struct sp_arena *arena, struct sp_html html)
{
  struct extract *x = sp_arena_new(arena, struct extract);

  x->arena = arena;
  sp_buf_init(&x->block, BLOCK_MAX);
  read_html(x, html.raw);
  sp_buf_release(&x->block);
  return joined(x, 0, x->count);
}

struct sp_str
sp_extract_text(struct sp_arena *arena, struct sp_str text)
{
  struct extract *x = sp_arena_new(arena, struct extract);

  x->arena = arena;
  sp_buf_init(&x->block, BLOCK_MAX);
  sp_buf_put(&x->block, text);
  end_block(x);
  sp_buf_release(&x->block);
  return best(x);
}
