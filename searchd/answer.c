/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/answer.h"

#include "lib/text.h"

struct word {
  struct sp_str text;
  double first, most; /* its weight in the first result, in the one with most */
  double now;         /* in the one that is being looked at */
};

struct words {
  struct word item[SP_ANSWER_WORDS_MAX];
  size_t count;
};

static bool
is_apostrophe(uint32_t c)
{
  return c == '\'' || c == 0x2018 || c == 0x2019;
}

/* ASCII but letters and digits, the signs of Latin-1, general punctuation. */
static bool
is_between(uint32_t c)
{
  if (c < 0x80)
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             (c >= '0' && c <= '9') || is_apostrophe(c));
  return c < 0xC0 || (c >= 0x2000 && c <= 0x206F && !is_apostrophe(c));
}

/* Cut the next word off, apostrophes and all. */
static bool
next_word(struct sp_str text, size_t *at, struct sp_str *word)
{
  size_t begin = *at, end = *at;
  bool is_in = false;

  while (*at < text.len) {
    size_t before = *at;
    uint32_t c = sp_utf8_next(text, at);

    if (!is_between(c)) {
      if (!is_in)
        begin = before;
      is_in = true;
      end = *at;
    } else if (is_in) {
      break;
    }
  }
  *word = sp_str_sub(text, begin, end - begin);
  return is_in;
}

static struct word *
find(struct words *words, struct sp_str text)
{
  for (size_t i = 0; i < words->count; i++)
    if (sp_str_eq(words->item[i].text, text))
      return &words->item[i];
  return NULL;
}

static void
split(struct sp_arena *arena, struct sp_str query, struct words *words)
{
  struct sp_str lower = sp_text_lower(arena, query), text;
  size_t at = 0;

  words->count = 0;
  while (words->count < SP_ANSWER_WORDS_MAX && next_word(lower, &at, &text))
    if (find(words, text) == NULL)
      words->item[words->count++] = (struct word){.text = text};
}

/* Words side by side are no word of their own. */
static void
add_hit(struct sp_arena *arena, const struct sp_hit *hit, struct words *words)
{
  for (size_t i = 0; i < words->count; i++)
    words->item[i].now = 0;
  for (size_t i = 0; i < hit->reasons; i++) {
    const struct sp_reason *reason = &hit->reason[i];
    struct sp_str typed, text;
    size_t at = 0;

    if (reason->kind == SP_REASON_PAIRS)
      continue;
    typed = sp_text_lower(arena, reason->typed);
    while (next_word(typed, &at, &text)) {
      struct word *word = find(words, text);

      if (word != NULL)
        word->now += reason->weight;
    }
  }
}

double
sp_answer_share(struct sp_arena *arena, struct sp_str query,
                const struct sp_results *results)
{
  struct words words;
  double first = 0, all = 0;
  size_t known = 0;

  split(arena, query, &words);
  for (size_t h = 0; h < results->count; h++) {
    add_hit(arena, &results->hit[h], &words);
    for (size_t i = 0; i < words.count; i++) {
      struct word *word = &words.item[i];

      if (h == 0)
        word->first = word->now;
      if (word->most < word->now)
        word->most = word->now;
    }
  }
  for (size_t i = 0; i < words.count; i++) {
    first += words.item[i].first;
    all += words.item[i].most;
    known += words.item[i].most > 0;
  }
  if (known == 0 || all <= 0)
    return 0;
  return first / (all / (double)known * (double)words.count);
}

double
sp_answer_lead(const struct sp_results *results)
{
  double first = results->count > 0 ? results->hit[0].score : 0, best = 0;

  if (first <= 0)
    return 0;
  for (size_t i = 1; i < results->count; i++)
    if (!results->hit[i].is_named && results->hit[i].score > best)
      best = results->hit[i].score;
  return best < first ? (first - best) / first : 0;
}

double
sp_answer_confidence(struct sp_arena *arena, struct sp_str query,
                     const struct sp_results *results)
{
  double lead;

  if (results->count == 0)
    return 0;
  if (results->hit[0].pinned == SP_PINNED_BEST)
    return 1;
  lead = sp_answer_lead(results) / SP_ANSWER_LEAD_WHOLE;
  return sp_answer_share(arena, query, results) * (1 + (lead < 1 ? lead : 1)) /
         2;
}
