/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/suggest_make.h"

#include "lib/text.h"
#include "lib/url.h"

#include <stdlib.h>

#define POOL_MAX ((size_t)1 << 31) /* bytes of texts, of letters */
#define SLOTS_MIN 1024
#define SHOWN_MAX ((size_t)UINT16_MAX) /* of a record's lengths */

#define QUESTION_POINTS 80
#define QUERY_POINTS 70
#define GLOSSARY_POINTS 60
#define PINNED_POINTS 12 /* a page that somebody put first for some query */
#define ASKED_LOSS 6     /* the customer's words are not the title */
#define LONG_LOSS_MAX 12 /* a point for so many characters: */
#define LONG_CHARS 6

static uint32_t
type_points(enum sp_doc_type type)
{
  static const uint8_t points[SP_DOC_TYPES] = {
      [SP_DOC_GUIDE] = 100,  [SP_DOC_SCRIPT] = 100, [SP_DOC_FAQ] = 85,
      [SP_DOC_CONTACT] = 55, [SP_DOC_NOTICE] = 40,
  };

  return points[type];
}

static uint32_t
without_length(uint32_t points, struct sp_str text)
{
  size_t loss = sp_utf8_count(text) / LONG_CHARS;

  loss = loss < LONG_LOSS_MAX ? loss : LONG_LOSS_MAX;
  return points > loss ? points - (uint32_t)loss : 0;
}

/* ---- words ---- */

static size_t
hash(struct sp_str word)
{
  uint64_t h = 14695981039346656037u; /* FNV-1a */

  for (size_t i = 0; i < word.len; i++)
    h = (h ^ (unsigned char)word.ptr[i]) * 1099511628211u;
  return (size_t)(h ^ h >> 29);
}

static void
grow_slots(struct sp_suggest_maker *maker)
{
  size_t slots = maker->slots * 2;
  uint32_t *slot = sp_arena_array(&maker->arena, uint32_t, slots);

  for (uint32_t i = 0; i < maker->letters_count; i++) {
    size_t at = hash(sp_suggest_met(maker, i)) & (slots - 1);

    while (slot[at] != 0)
      at = (at + 1) & (slots - 1);
    slot[at] = i + 1;
  }
  maker->slot = slot;
  maker->slots = slots;
}

/* The number of the word, new or not. */
static uint32_t
number_of(struct sp_suggest_maker *maker, struct sp_str word)
{
  size_t at = hash(word) & (maker->slots - 1);

  for (; maker->slot[at] != 0; at = (at + 1) & (maker->slots - 1))
    if (sp_str_eq(sp_suggest_met(maker, maker->slot[at] - 1), word))
      return maker->slot[at] - 1;
  SP_PUSH(&maker->arena, maker->letters_at, maker->letters_count,
          maker->letters_cap, (uint32_t)maker->letters.len);
  sp_buf_put(&maker->letters, word);
  maker->slot[at] = (uint32_t)maker->letters_count;
  if (maker->letters_count * 2 > maker->slots)
    grow_slots(maker);
  return (uint32_t)maker->letters_count - 1;
}

/* ---- entries ---- */

static bool
is_full(const struct sp_suggest_maker *maker)
{
  return maker->raws >= SP_SUGGEST_ENTRIES_MAX ||
         maker->words + SP_SUGGEST_WORDS_MAX > UINT32_MAX ||
         maker->letters.len + SP_SUGGEST_WORDS_MAX * SP_SUGGEST_WORD_MAX >
             POOL_MAX;
}

/* An entry that is found by the words of `text`. */
static void
add(struct sp_suggest_maker *maker, struct sp_suggest_raw raw,
    struct sp_str text)
{
  struct sp_suggest_words words;

  if (is_full(maker))
    return;
  sp_suggest_fold(&maker->scratch, text, &words);
  if (words.count == 0)
    return;
  raw.word_at = (uint32_t)maker->words;
  raw.words = (uint8_t)words.count;
  for (unsigned i = 0; i < words.count; i++) {
    uint32_t number = number_of(maker, words.word[i]);
    SP_PUSH(&maker->arena, maker->word, maker->words, maker->words_cap, number);
  }
  SP_PUSH(&maker->arena, maker->raw, maker->raws, maker->raws_cap, raw);
}

/* Writes a record of the table's texts. */
static uint32_t
record(struct sp_suggest_maker *maker, struct sp_str text, struct sp_str url)
{
  size_t at = maker->texts.len;
  uint16_t lens[2];
  struct sp_buf quoted;
  struct sp_str inside;

  sp_buf_init(&quoted, SHOWN_MAX);
  sp_suggest_quote(&quoted, text);
  inside = sp_str_sub(sp_buf_str(&quoted), 1, quoted.len - 2);
  if (!quoted.full && url.len <= SHOWN_MAX) {
    lens[0] = (uint16_t)inside.len;
    lens[1] = (uint16_t)url.len;
    sp_buf_put(&maker->texts, sp_str_n((const char *)lens, sizeof(lens)));
    sp_buf_put(&maker->texts, inside);
    sp_buf_put(&maker->texts, url);
  } else {
    at = SP_SUGGEST_NONE;
  }
  sp_buf_release(&quoted);
  return maker->texts.full ? SP_SUGGEST_NONE : (uint32_t)at;
}

/* A target that is no page as a whole. */
static uint32_t
add_other(struct sp_suggest_maker *maker, struct sp_suggest_place_of other)
{
  SP_PUSH(&maker->arena, maker->other, maker->others, maker->others_cap, other);
  return (uint32_t)(maker->source->heads + maker->others - 1);
}

/* ---- pages ---- */

static bool
is_wanted(const struct sp_page_head *head)
{
  return head->level <= 1 && head->type != SP_DOC_SNIPPET;
}

/* An entry of the page by its words `text`, worth so much if it came alone. */
static struct sp_suggest_raw
of_page(const struct sp_suggest_maker *maker, uint32_t page, uint32_t points,
        struct sp_str text)
{
  const struct sp_page_head *head = &maker->source->head[page];
  struct sp_suggest_raw raw = {
      .target = page, .shown = SP_SUGGEST_NONE, .order = page};

  points += maker->pinned[page] ? PINNED_POINTS : 0;
  raw.score = head->from > maker->source->made
                  ? 0
                  : (uint8_t)without_length(points, text);
  return raw;
}

static void
add_title(struct sp_suggest_maker *maker, uint32_t page)
{
  const struct sp_page_head *head = &maker->source->head[page];

  if (is_wanted(head))
    add(maker, of_page(maker, page, type_points(head->type), head->title),
        head->title);
}

static bool
is_question(struct sp_suggest_maker *maker, struct sp_str text)
{
  struct sp_suggest_words words;

  sp_suggest_fold(&maker->scratch, text, &words);
  return words.count > 1 &&
         (sp_str_ends(text, "?") || sp_suggest_is_asking(words.word[0]));
}

/* In the customer's own words.  A question is shown as it is asked; otherwise
 * the title says better what is there. */
static void
add_asked(struct sp_suggest_maker *maker, uint32_t page, struct sp_str phrase)
{
  const struct sp_page_head *head = &maker->source->head[page];
  struct sp_suggest_raw raw =
      of_page(maker, page, type_points(head->type) - ASKED_LOSS, phrase);

  if (phrase.len > SP_SUGGEST_TEXT_MAX)
    return;
  if (is_question(maker, phrase)) {
    struct sp_str shown = sp_arena_copy(&maker->scratch, phrase);
    char *first = (char *)(uintptr_t)shown.ptr;

    if (*first >= 'a' && *first <= 'z')
      *first = (char)(*first - 'a' + 'A');
    raw.shown = record(maker, shown, SP_STR(""));
  }
  add(maker, raw, phrase);
}

static void
add_question(struct sp_suggest_maker *maker, uint32_t page,
             const struct sp_page_question *question)
{
  struct sp_suggest_raw raw =
      of_page(maker, page, QUESTION_POINTS, question->heading);
  struct sp_suggest_place_of other = {page, SP_ALWAYS_FROM, SP_ALWAYS_UNTIL};
  struct sp_str url =
      sp_url_page(&maker->scratch, SP_STR(""), question->anchor).raw;

  if (question->heading.len > SP_SUGGEST_TEXT_MAX || question->anchor.len == 0)
    return;
  raw.shown = record(maker, question->heading,
                     sp_str_sub(url, sp_str_find(url, '#', 0), url.len));
  if (raw.shown == SP_SUGGEST_NONE)
    return;
  raw.target = add_other(maker, other);
  add(maker, raw, question->heading);
}

static int
compare_ids(const void *a, const void *b, void *ctx)
{
  const struct sp_page_head *head = ctx;

  return sp_str_cmp(head[*(const uint32_t *)a].id,
                    head[*(const uint32_t *)b].id);
}

static uint32_t
find_head(const struct sp_suggest_maker *maker, struct sp_str id)
{
  const struct sp_page_head *head = maker->source->head;
  size_t low = 0, high = maker->source->heads;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sp_str_cmp(head[maker->by_id[middle]].id, id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < maker->source->heads && sp_str_eq(head[maker->by_id[low]].id, id)
             ? maker->by_id[low]
             : SP_SUGGEST_NONE;
}

void
sp_suggest_hints(struct sp_suggest_maker *maker, struct sp_str id,
                 struct sp_str bytes)
{
  uint32_t page = find_head(maker, id);
  struct sp_page_hints hints;

  if (page == SP_SUGGEST_NONE || !is_wanted(&maker->source->head[page]) ||
      !sp_page_hints_unpack(&maker->scratch, bytes, &hints))
    return;
  for (size_t i = 0; i < hints.also_asked.count && i < SP_SUGGEST_PHRASES_MAX;
       i++)
    add_asked(maker, page, hints.also_asked.item[i]);
  for (size_t i = 0; i < hints.questions && i < SP_SUGGEST_QUESTIONS_MAX; i++)
    add_question(maker, page, &hints.question[i]);
  sp_arena_release(&maker->scratch);
}

/* ---- glossary and popular queries: to the search ---- */

static struct sp_suggest_raw
of_search(struct sp_suggest_maker *maker, struct sp_str shown,
          struct sp_str query, sp_instant from, sp_instant until)
{
  struct sp_url_param q = {"q", query};
  struct sp_suggest_place_of other = {SP_SUGGEST_NONE, from, until};
  struct sp_suggest_raw raw = {.order = SP_SUGGEST_NONE};

  raw.shown =
      record(maker, shown, sp_url_query(&maker->scratch, "/search", &q, 1).raw);
  raw.target =
      raw.shown == SP_SUGGEST_NONE ? SP_SUGGEST_NONE : add_other(maker, other);
  return raw;
}

static void
add_form(struct sp_suggest_maker *maker, struct sp_suggest_raw raw,
         struct sp_str form)
{
  raw.score = (uint8_t)without_length(GLOSSARY_POINTS, form);
  add(maker, raw, form);
}

static void
add_glossary(struct sp_suggest_maker *maker,
             const struct sp_glossary_entry *entry)
{
  struct sp_str brief = entry->short_form, full = entry->long_form;
  struct sp_str shown = brief.len == 0 ? full
                        : full.len == 0
                            ? brief
                            : sp_arena_fmt(&maker->scratch, "%.*s: %.*s",
                                           SP_FMT(brief), SP_FMT(full));
  struct sp_suggest_raw raw;

  if (shown.len == 0 || shown.len > SP_SUGGEST_TEXT_MAX)
    return;
  raw = of_search(maker, shown, full.len > 0 ? full : brief, SP_ALWAYS_FROM,
                  SP_ALWAYS_UNTIL);
  if (raw.target == SP_SUGGEST_NONE)
    return;
  add_form(maker, raw, brief);
  add_form(maker, raw, full);
  for (size_t i = 0; i < entry->also.count && i < SP_SUGGEST_PHRASES_MAX; i++)
    add_form(maker, raw, entry->also.item[i]);
  sp_arena_release(&maker->scratch);
}

static int
compare_pins(const void *a, const void *b, void *ctx)
{
  const struct sp_pin *pin = ctx;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  int order = sp_str_cmp(pin[x].query, pin[y].query);

  return order != 0 ? order : x < y ? -1 : x > y;
}

/* Shown while both the pin and its page hold. */
static void
add_query(struct sp_suggest_maker *maker, const struct sp_pin *pin,
          const struct sp_page_head *head)
{
  sp_instant from = pin->from > head->from ? pin->from : head->from;
  sp_instant until = pin->until < head->until ? pin->until : head->until;
  struct sp_suggest_raw raw =
      of_search(maker, pin->query, pin->query, from, until);

  if (raw.target == SP_SUGGEST_NONE)
    return;
  raw.score = from > maker->source->made
                  ? 0
                  : (uint8_t)without_length(QUERY_POINTS, pin->query);
  add(maker, raw, pin->query);
}

/* Each once, however many pages are pinned to it. */
static void
add_queries(struct sp_suggest_maker *maker)
{
  const struct sp_pin *pin = maker->source->pin;
  size_t count = maker->source->pins;
  uint32_t *sorted = sp_arena_array(&maker->arena, uint32_t, count);
  struct sp_str last = {"", 0};

  for (uint32_t i = 0; i < count; i++)
    sorted[i] = i;
  if (count > 0)
    qsort_r(sorted, count, sizeof(*sorted), compare_pins,
            (void *)(uintptr_t)pin);
  for (size_t i = 0; i < count; i++) {
    const struct sp_pin *one = &pin[sorted[i]];
    uint32_t page =
        one->is_worst ? SP_SUGGEST_NONE : find_head(maker, one->document);

    if (page == SP_SUGGEST_NONE || !is_wanted(&maker->source->head[page]) ||
        one->query.len > SP_SUGGEST_TEXT_MAX || sp_str_eq(one->query, last))
      continue;
    add_query(maker, one, &maker->source->head[page]);
    last = one->query;
    sp_arena_release(&maker->scratch);
  }
}

/* ---- all of it ---- */

static void
mark_pinned(struct sp_suggest_maker *maker)
{
  const struct sp_suggest_source *source = maker->source;

  for (size_t i = 0; i < source->pins; i++) {
    const struct sp_pin *pin = &source->pin[i];
    uint32_t page = find_head(maker, pin->document);

    if (page != SP_SUGGEST_NONE && !pin->is_worst &&
        pin->from <= source->made && source->made < pin->until)
      maker->pinned[page] = true;
  }
}

static void
sort_heads(struct sp_suggest_maker *maker)
{
  size_t heads = maker->source->heads;

  maker->by_id = sp_arena_array(&maker->arena, uint32_t, heads);
  maker->pinned = sp_arena_array(&maker->arena, bool, heads);
  for (uint32_t i = 0; i < heads; i++)
    maker->by_id[i] = i;
  if (heads > 0)
    qsort_r(maker->by_id, heads, sizeof(*maker->by_id), compare_ids,
            (void *)(uintptr_t)maker->source->head);
}

struct sp_suggest_maker *
sp_suggest_begin(const struct sp_suggest_source *source)
{
  struct sp_arena arena = {0};
  struct sp_suggest_maker *maker =
      sp_arena_new(&arena, struct sp_suggest_maker);

  maker->source = source;
  maker->arena = arena;
  maker->slots = SLOTS_MIN;
  maker->slot = sp_arena_array(&maker->arena, uint32_t, maker->slots);
  sp_buf_init(&maker->letters, POOL_MAX);
  sp_buf_init(&maker->texts, POOL_MAX);
  sort_heads(maker);
  mark_pinned(maker);
  for (uint32_t i = 0; i < source->heads; i++) {
    add_title(maker, i);
    sp_arena_release(&maker->scratch);
  }
  for (size_t i = 0; i < source->entries; i++)
    add_glossary(maker, &source->entry[i]);
  add_queries(maker);
  return maker;
}

void
sp_suggest_drop(struct sp_suggest_maker *maker)
{
  struct sp_arena arena;

  if (maker == NULL)
    return;
  arena = maker->arena;
  sp_arena_release(&maker->scratch);
  sp_buf_release(&maker->letters);
  sp_buf_release(&maker->texts);
  sp_arena_release(&arena); /* the maker is in it */
}
