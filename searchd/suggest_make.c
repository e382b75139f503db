/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/suggest_make.h"

#include "lib/url.h"

#include <stdlib.h>

#define SLOTS_MIN 1024

#define QUESTION_POINTS 80
#define PINNED_POINTS 12 /* a page that somebody put first for some query */
#define ASKED_LOSS 30    /* by the customer's words: after those by title */

static uint32_t
type_points(enum sp_doc_type type)
{
  static const uint8_t points[SP_DOC_TYPES] = {
      [SP_DOC_GUIDE] = 100,  [SP_DOC_SCRIPT] = 100, [SP_DOC_FAQ] = 85,
      [SP_DOC_CONTACT] = 55, [SP_DOC_NOTICE] = 40,
  };

  return points[type];
}

/* ---- pages ---- */

bool
sp_suggest_is_wanted(const struct sp_page_head *head)
{
  return head->level <= 1 && head->type != SP_DOC_SNIPPET;
}

/* An entry of the page by its words `text`, worth so much if it came alone. */
/* The page itself, under its title. */
static uint32_t
title_of(const struct sp_page_head *head)
{
  return sp_suggest_is_plain(head->title, head->id) ? SP_SUGGEST_PLAIN
                                                    : SP_SUGGEST_NONE;
}

static struct sp_suggest_raw
of_page(const struct sp_suggest_maker *maker, uint32_t page, uint32_t points,
        struct sp_str text)
{
  const struct sp_page_head *head = &maker->source->head[page];
  struct sp_suggest_raw raw = {
      .target = page, .shown = title_of(head), .order = page};

  points += maker->pinned[page] ? PINNED_POINTS : 0;
  raw.score = head->from > maker->source->made
                  ? 0
                  : (uint8_t)sp_suggest_worth(points, text);
  return raw;
}

static void
add_title(struct sp_suggest_maker *maker, uint32_t page)
{
  const struct sp_page_head *head = &maker->source->head[page];

  if (sp_suggest_is_wanted(head))
    sp_suggest_add(maker,
                   of_page(maker, page, type_points(head->type), head->title),
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
    struct sp_str shown =
        sp_arena_fmt(&maker->scratch, "%.*s%s", SP_FMT(phrase),
                     sp_str_ends(phrase, "?") ? "" : "?");
    char *first = (char *)(uintptr_t)shown.ptr;

    if (*first >= 'a' && *first <= 'z')
      *first = (char)(*first - 'a' + 'A');
    raw.shown = sp_suggest_record(maker, shown, SP_STR(""));
  }
  sp_suggest_add(maker, raw, phrase);
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
  raw.shown =
      sp_suggest_record(maker, question->heading,
                        sp_str_sub(url, sp_str_find(url, '#', 0), url.len));
  if (raw.shown == SP_SUGGEST_NONE)
    return;
  raw.target = sp_suggest_add_other(maker, other);
  sp_suggest_add(maker, raw, question->heading);
}

static int
compare_ids(const void *a, const void *b, void *ctx)
{
  const struct sp_page_head *head = ctx;

  return sp_str_cmp(head[*(const uint32_t *)a].id,
                    head[*(const uint32_t *)b].id);
}

uint32_t
sp_suggest_find_head(const struct sp_suggest_maker *maker, struct sp_str id)
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

/* The same for texts that are found by the same words. */
static size_t
words_hash(struct sp_suggest_maker *maker, struct sp_str text)
{
  struct sp_suggest_words words;
  size_t all = 0;

  sp_suggest_fold(&maker->scratch, text, &words);
  for (unsigned i = 0; i < words.count; i++)
    all = all * 31 + sp_suggest_hash(words.word[i]);
  return all;
}

/* Customers' own words, but for those that are one of the questions: that leads
 * straight to its answer. */
static void
add_all_asked(struct sp_suggest_maker *maker, uint32_t page,
              const struct sp_page_hints *hints)
{
  size_t question[SP_SUGGEST_QUESTIONS_MAX], questions = 0;

  for (; questions < hints->questions && questions < SP_ARRAY_LEN(question);
       questions++)
    question[questions] = words_hash(maker, hints->question[questions].heading);
  for (size_t i = 0; i < hints->also_asked.count && i < SP_SUGGEST_PHRASES_MAX;
       i++) {
    struct sp_str phrase = hints->also_asked.item[i];
    size_t mine = words_hash(maker, phrase), j = 0;

    while (j < questions && question[j] != mine)
      j++;
    if (j == questions)
      add_asked(maker, page, phrase);
  }
}

void
sp_suggest_hints(struct sp_suggest_maker *maker, struct sp_str id,
                 struct sp_str bytes)
{
  uint32_t page = sp_suggest_find_head(maker, id);
  struct sp_page_hints hints;

  if (page == SP_SUGGEST_NONE ||
      !sp_suggest_is_wanted(&maker->source->head[page]) ||
      !sp_page_hints_unpack(&maker->scratch, bytes, &hints))
    return;
  add_all_asked(maker, page, &hints);
  for (size_t i = 0; i < hints.questions && i < SP_SUGGEST_QUESTIONS_MAX; i++)
    add_question(maker, page, &hints.question[i]);
  sp_arena_release(&maker->scratch);
}

/* ---- all of it ---- */

static void
mark_pinned(struct sp_suggest_maker *maker)
{
  const struct sp_suggest_source *source = maker->source;

  for (size_t i = 0; i < source->pins; i++) {
    const struct sp_pin *pin = &source->pin[i];
    uint32_t page = sp_suggest_find_head(maker, pin->document);

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
  sp_buf_init(&maker->letters, SP_SUGGEST_POOL_MAX);
  sp_buf_init(&maker->texts, SP_SUGGEST_POOL_MAX);
  sort_heads(maker);
  mark_pinned(maker);
  for (uint32_t i = 0; i < source->heads; i++) {
    add_title(maker, i);
    sp_arena_release(&maker->scratch);
  }
  for (size_t i = 0; i < source->entries; i++)
    sp_suggest_add_glossary(maker, &source->entry[i]);
  sp_suggest_add_queries(maker);
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
