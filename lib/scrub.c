/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/scrub.h"

#include "lib/buf.h"
#include "lib/scrub_parts.h"
#include "lib/text.h"

/* A thing removed may put two halves of another side by side. */
#define ROUNDS_MAX 8
/* How much is dropped with what is cut off: longer than anything looked for. */
#define CUT_MARGIN ((size_t)64)

typedef struct sp_scrub_found finder(const struct sp_scrub_cells *t, size_t i);

/* In this order: what is told by more than digits comes before numbers. */
static finder *const at_word[] = {
    sp_scrub_find_link,     sp_scrub_find_email,    sp_scrub_find_insurance,
    sp_scrub_find_postcode, sp_scrub_find_vehicle,  sp_scrub_find_date,
    sp_scrub_find_number,   sp_scrub_find_reference};
static finder *const at_sign[] = {sp_scrub_find_money, sp_scrub_find_number,
                                  sp_scrub_find_handle};

static struct sp_scrub_found
find(const struct sp_scrub_cells *t, size_t i)
{
  struct sp_scrub_found found = {0, NULL};
  bool is_word = sp_scrub_is_word(t->c[i]);
  finder *const *list = is_word ? at_word : at_sign;
  size_t n = is_word ? SP_ARRAY_LEN(at_word) : SP_ARRAY_LEN(at_sign);

  for (size_t k = 0; found.cells == 0 && k < n; k++)
    found = list[k](t, i);
  /* Within a word nothing begins. */
  if (found.cells == 0)
    found.cells = is_word ? sp_scrub_word_end(t, i) - i : 1;
  return found;
}

static struct sp_str
run_once(struct sp_arena *arena, struct sp_str text)
{
  struct sp_scrub_cells t;
  struct sp_str out;
  struct sp_buf buf;

  sp_scrub_fold(arena, text, &t);
  sp_buf_init(&buf, SP_SCRUB_MAX);
  for (size_t i = 0; i < t.count && !buf.full;) {
    struct sp_scrub_found found = find(&t, i);

    if (found.marker != NULL)
      sp_buf_puts(&buf, found.marker);
    else
      sp_buf_put(&buf,
                 sp_str_sub(text, t.at[i], t.at[i + found.cells] - t.at[i]));
    i += found.cells;
  }
  out = sp_arena_copy(arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return out;
}

/* The start of it that is safe to look at by itself. */
static struct sp_str
cut(struct sp_str text)
{
  size_t end = SP_SCRUB_MAX - CUT_MARGIN;

  if (text.len <= SP_SCRUB_MAX)
    return text;
  while (end > 0 && text.ptr[end] != ' ')
    end--;
  return sp_str_sub(text, 0, end);
}

/* The length of the valid character at `at`; 0: there is none. */
static size_t
character(struct sp_str text, size_t at)
{
  size_t max = text.len - at < 4 ? text.len - at : 4;

  for (size_t n = 1; n <= max; n++)
    if (sp_utf8_check(sp_str_sub(text, at, n)) == n)
      return n;
  return 0;
}

/* Without what shows nothing, and with plain spaces for controls. */
static struct sp_str
clean(struct sp_arena *arena, struct sp_str text)
{
  char *out = sp_arena_alloc(arena, text.len + 1);
  size_t len = 0;

  for (size_t at = 0; at < text.len;) {
    size_t n = character(text, at), ignored = 0;
    uint32_t c = 0;

    if (n > 0)
      c = sp_utf8_next(sp_str_sub(text, at, n), &ignored);
    if (n > 0 && sp_scrub_is_control(c)) {
      out[len++] = ' ';
    } else if (n > 0 && !sp_scrub_is_invisible(c)) {
      memcpy(out + len, text.ptr + at, n);
      len += n;
    }
    at += n > 0 ? n : 1;
  }
  return sp_str_n(out, len);
}

struct sp_str
sp_scrub(struct sp_arena *arena, struct sp_str text)
{
  /* Cut first, roughly, so that megabytes cost no more than this. */
  struct sp_str was = cut(clean(arena, sp_str_sub(text, 0, 4 * SP_SCRUB_MAX)));

  for (int round = 0; round < ROUNDS_MAX; round++) {
    struct sp_str now = run_once(arena, was);

    if (sp_str_eq(now, was))
      return now;
    was = now;
  }
  return SP_STR("[number]");
}
