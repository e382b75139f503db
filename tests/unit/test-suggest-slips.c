/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Slips, limits, and a table against a plain search through the titles. */
#include "tests/unit/suggest_fixture.h"

#include "searchd/suggest_parts.h"

#include <stdlib.h>

#define ROUNDS 12
#define QUERIES 250
#define MANY 600

static void
one_slip_is_forgiven(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {head_of("a", "Report a pothole"),
                                       head_of("b", "Council tax")};

  suggest_heads(f, heads, 2);
  assert_ids("pothle", "a");   /* one too few */
  assert_ids("potthole", "a"); /* one too many */
  assert_ids("potgole", "a");  /* another */
  assert_ids("pohtole", "a");  /* two that changed places */
  assert_ids("potj", "a");     /* the last letter */
  assert_ids("pohtlole", "");  /* two slips */
  assert_ids("iothole", "");   /* the first letter */
  assert_ids("opthole", "");
  assert_ids("coucil", "b");
  assert_ids("coucil tax", "b");
  assert_ids("tax cuoncil", "b");
  assert_ids("report potole", "a");
  assert_ids("coucil pothole", "");
  assert_ids("coucil taxx", ""); /* one in all */
}

static void
short_words_and_words_with_digits_have_no_slip(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {head_of("a", "Tax form ct1234"),
                                       head_of("b", "Bins"),
                                       head_of("c", "Caf\xc3\xa9s")};

  suggest_heads(f, heads, 3);
  assert_ids("bns", "");
  assert_ids("bimns", "b");
  assert_ids("bims", "b");
  assert_ids("bim", "");
  assert_ids("ct1235", "");
  assert_ids("ct1324", "");
  assert_ids("ct12345", "");
  assert_ids("fomr", "a");
  assert_ids("cfaes", "c");
}

static void
what_is_right_is_never_mixed_with_slips(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {head_of("a", "Parking"),
                                       head_of("b", "Marking"),
                                       head_of("c", "Packing")};

  suggest_heads(f, heads, 3);
  assert_ids("park", "a");
  assert_ids("pack", "c");
  assert_ids("parck", "a | c");
}

static void
a_slip_brings_up_nothing_that_may_not_be_seen(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_page_head heads[] = {head_of("a", "Pothole"),
                                 head_of("b", "Council")};

  heads[0].level = 2;
  heads[1].until = NOW;
  suggest_heads(f, heads, 2);
  assert_ids("pohtole", "");
  assert_ids("cuoncil", "");
}

/* ---- hostile input ---- */

static struct sp_str
repeated(struct suggest_fixture *f, const char *part, size_t times)
{
  struct sp_str *parts = sp_arena_array(&f->arena, struct sp_str, times);

  for (size_t i = 0; i < times; i++)
    parts[i] = sp_str(part);
  return sp_arena_join(&f->arena, times, parts);
}

static void
long_titles_and_long_typing_are_cut(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {
      head_of("a", repeated(f, "a", 100000).ptr),
      head_of("b", repeated(f, "bin ", 100000).ptr),
      head_of("c", repeated(f, "\xce\xb1", 100000).ptr),
      head_of(
          "d",
          sp_arena_fmt(&f->arena, "%s last", repeated(f, "x ", 31).ptr).ptr),
      head_of(
          "e",
          sp_arena_fmt(&f->arena, "%s after", repeated(f, "y ", 32).ptr).ptr)};

  suggest_heads(f, heads, 5);
  assert_ids(repeated(f, "a", 2048).ptr, "a");
  assert_ids(repeated(f, "a", 63).ptr, "a");
  assert_ids(repeated(f, "bin ", 512).ptr, "b");
  assert_ids(repeated(f, "\xce\xb1", 1024).ptr, "c");
  assert_ids("last", "d");
  assert_ids("after", "");
  assert_ids(repeated(f, "b ", 1024).ptr, "b");
  assert_ids(repeated(f, "zq ", 680).ptr, "");
  assert_ids(repeated(f, "'", 2048).ptr, "");
}

/* Of 2 KiB of different words the first eight count, the others are not read:
 * with nine that fit and one that does not the page is still there. */
static void
only_so_many_words_are_read(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {
      head_of("a", "one two three four five six seven eight nine")};

  suggest_heads(f, heads, 1);
  assert_ids("one two three four five six seven eight zebra", "a");
  assert_ids("one two three four five six seven zebra", "");
}

/* ---- against a plain search ---- */

static uint32_t
draw(uint32_t *seed, uint32_t below)
{
  *seed = *seed * 1664525u + 1013904223u;
  return (*seed >> 8) % below;
}

static struct sp_str
random_words(struct suggest_fixture *f, uint32_t *seed, uint32_t letters,
             uint32_t longest, uint32_t most)
{
  struct sp_buf text;
  struct sp_str copy;

  sp_buf_init(&text, 4096);
  for (uint32_t words = 1 + draw(seed, most); words > 0; words--) {
    for (uint32_t n = 1 + draw(seed, longest); n > 0; n--)
      sp_buf_putc(&text, (char)('a' + draw(seed, letters)));
    sp_buf_putc(&text, ' ');
  }
  copy = sp_arena_copy(&f->arena, sp_str_trim(sp_buf_str(&text)));
  sp_buf_release(&text);
  return copy;
}

static size_t
smallest(size_t a, size_t b, size_t c)
{
  size_t least = a < b ? a : b;

  return least < c ? least : c;
}

/* Optimal string alignment (Damerau): rows are kept whole. */
static size_t
distance(struct sp_str a, struct sp_str b)
{
  size_t d[24][24];

  for (size_t i = 0; i <= a.len; i++)
    for (size_t j = 0; j <= b.len; j++) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = smallest(d[i - 1][j] + 1, d[i][j - 1] + 1,
                         d[i - 1][j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]));
      if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
          a.ptr[i - 2] == b.ptr[j - 1] && d[i - 2][j - 2] + 1 < d[i][j])
        d[i][j] = d[i - 2][j - 2] + 1;
    }
  return d[a.len][b.len];
}

static bool
begins(struct sp_str word, struct sp_str typed, bool slipped)
{
  if (!slipped)
    return word.len >= typed.len &&
           sp_str_eq(sp_str_sub(word, 0, typed.len), typed);
  if (word.ptr[0] != typed.ptr[0] || typed.len < SP_SUGGEST_SLIP_LETTERS)
    return false;
  for (size_t len = 1; len <= word.len; len++)
    if (distance(sp_str_sub(word, 0, len), typed) == 1)
      return true;
  return false;
}

/* The best place of a word that begins so; false: there is none. */
static bool
place_of(const struct sp_suggest_words *title, struct sp_str typed,
         bool slipped, enum sp_suggest_place *place)
{
  bool found = false;

  for (unsigned i = 0; i < title->count; i++) {
    enum sp_suggest_place here = i == 0 ? SP_PLACE_FIRST
                                 : sp_suggest_is_common(title->word[i])
                                     ? SP_PLACE_COMMON
                                     : SP_PLACE_LATER;

    if (!begins(title->word[i], typed, slipped))
      continue;
    *place = found && *place < here ? *place : here;
    found = true;
  }
  return found;
}

struct plain {
  uint32_t key, entry;
};

static int
compare_plain(const void *a, const void *b)
{
  const struct plain *x = a, *y = b;

  if (x->key != y->key)
    return x->key > y->key ? -1 : 1;
  return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* Everything that fits, best first: at most `max`. */
static size_t
plain_find(struct suggest_fixture *f, struct sp_str typed, bool slipped,
           struct plain *out)
{
  struct sp_suggest_words words, title;
  size_t count = 0;

  sp_suggest_fold(&f->arena, typed, &words);
  for (uint32_t entry = 0; entry < f->suggest->entries; entry++) {
    enum sp_suggest_place first = SP_PLACE_COMMON, place = SP_PLACE_COMMON;
    bool fits = true, telling = false, begun = false;

    sp_suggest_fold(&f->arena, f->source.head[f->suggest->target[entry]].title,
                    &title);
    for (unsigned i = 0; i < words.count; i++)
      telling = telling || !sp_suggest_is_common(words.word[i]);
    for (unsigned i = 0; i < words.count && fits; i++) {
      if (telling && i + 1 < words.count && sp_suggest_is_common(words.word[i]))
        continue;
      fits = place_of(&title, words.word[i], slipped, &place);
      first = begun ? first : place;
      begun = true;
    }
    if (fits)
      out[count++] = (struct plain){
          sp_suggest_key(f->suggest, sp_posting(entry, first)), entry};
  }
  qsort(out, count, sizeof(*out), compare_plain);
  return count;
}

static void
compare_with_plain(struct suggest_fixture *f, struct sp_str typed)
{
  static struct plain plain[MANY];
  struct sp_viewer viewer = {1, NOW};
  uint32_t found[SP_SUGGEST_MAX];
  size_t limit = 1 + typed.len * 7 % SP_SUGGEST_MAX;
  size_t count =
      sp_suggest_find(f->suggest, &f->arena, typed, &viewer, limit, found);
  size_t expected = plain_find(f, typed, false, plain);

  if (expected == 0 && sp_str_find(typed, ' ', 0) == typed.len)
    expected = plain_find(f, typed, true, plain);
  else if (expected == 0)
    return; /* which of several words slipped: one_slip_is_forgiven */
  expected = expected < limit ? expected : limit;
  if (count != expected)
    fail_msg("\"%.*s\": %zu found, not %zu", SP_FMT(typed), count, expected);
  for (size_t i = 0; i < count; i++)
    if (found[i] != plain[i].entry)
      fail_msg("\"%.*s\": %u at %zu, not %u", SP_FMT(typed), found[i], i,
               plain[i].entry);
}

static void
a_table_finds_what_a_plain_search_finds(void **state)
{
  struct suggest_fixture *f = *state;
  uint32_t seed = 20261122;

  for (uint32_t round = 0; round < ROUNDS; round++) {
    size_t heads = round % 2 ? MANY : 40;
    uint32_t letters = 2 + round % 4;
    struct sp_page_head *head =
        sp_arena_array(&f->arena, struct sp_page_head, heads);

    for (size_t i = 0; i < heads; i++) {
      head[i] = head_of(sp_arena_fmt(&f->arena, "p%zu", i).ptr,
                        random_words(f, &seed, letters, 9, 6).ptr);
      head[i].type = (enum sp_doc_type)draw(&seed, SP_DOC_SNIPPET);
    }
    suggest_heads(f, head, heads);
    for (uint32_t i = 0; i < QUERIES; i++)
      compare_with_plain(f,
                         random_words(f, &seed, letters + i % 2, 7, 1 + i % 3));
    sp_arena_release(&f->arena);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      SUGGEST_TEST(one_slip_is_forgiven),
      SUGGEST_TEST(short_words_and_words_with_digits_have_no_slip),
      SUGGEST_TEST(what_is_right_is_never_mixed_with_slips),
      SUGGEST_TEST(a_slip_brings_up_nothing_that_may_not_be_seen),
      SUGGEST_TEST(long_titles_and_long_typing_are_cut),
      SUGGEST_TEST(only_so_many_words_are_read),
      SUGGEST_TEST(a_table_finds_what_a_plain_search_finds),
  };
  return cmocka_run_group_tests_name("suggest-slips", tests, NULL, NULL);
}
