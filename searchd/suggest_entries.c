/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest_make.h"

#include "lib/text.h"

#define SHOWN_MAX ((size_t)UINT16_MAX) /* of a record's lengths */

#define LONG_LOSS_MAX 12 /* a point for so many characters: */
#define LONG_CHARS 6

uint32_t
sp_suggest_worth(uint32_t points, struct sp_str text)
{
  size_t loss = sp_utf8_count(text) / LONG_CHARS;

  loss = loss < LONG_LOSS_MAX ? loss : LONG_LOSS_MAX;
  return points > loss ? points - (uint32_t)loss : 0;
}

/* ---- words ---- */

size_t
sp_suggest_hash(struct sp_str word)
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
    size_t at = sp_suggest_hash(sp_suggest_met(maker, i)) & (slots - 1);

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
  size_t at = sp_suggest_hash(word) & (maker->slots - 1);

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
             SP_SUGGEST_POOL_MAX;
}

/* An entry that is found by the words of `text`. */
void
sp_suggest_add(struct sp_suggest_maker *maker, struct sp_suggest_raw raw,
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
uint32_t
sp_suggest_record(struct sp_suggest_maker *maker, struct sp_str text,
                  struct sp_str url)
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
uint32_t
sp_suggest_add_other(struct sp_suggest_maker *maker,
                     struct sp_suggest_place_of other)
{
  SP_PUSH(&maker->arena, maker->other, maker->others, maker->others_cap, other);
  return (uint32_t)(maker->source->heads + maker->others - 1);
}
