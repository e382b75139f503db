/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_reading.c - W14: how old must one be to read it easily?
 *
 * The Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom,
 * "Derivation of new readability formulas", US Naval Technical Training
 * Command, 1975) of the sentences that residents see:
 *
 *   0.39 x words / sentences + 11.8 x syllables / words - 15.59
 *
 * plus five, the age at which English schools begin.  Headings, tables and
 * links alone on a line are no sentences.  A syllable is a run of vowels (y is
 * one within a word), less a silent e at the end; every word has one. */
#include "lib/audience.h"
#include "lib/check_parts.h"

/* Of less the formula says nothing. */
#define WORDS_MIN 100

struct count {
  size_t words, sentences, syllables;
};

static bool
is_vowel(char c)
{
  return c && strchr("aeiouyAEIOUY", c) != NULL;
}

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t
syllables_of(struct sp_str word)
{
  size_t runs = 0;
  bool in_run = false;

  for (size_t i = 0; i < word.len; i++) {
    bool vowel = is_vowel(word.ptr[i]);

    runs += vowel && !in_run;
    in_run = vowel;
  }
  if (runs > 1 && word.len > 2 && sp_str_ends(word, "e") &&
      !is_vowel(word.ptr[word.len - 2]) && !sp_str_ends(word, "le"))
    runs--;
  return runs ? runs : 1;
}

/* Does a sentence end behind this word? */
static bool
ends_sentence(struct sp_str text, size_t at)
{
  if (!strchr(".?!:;", text.ptr[at]))
    return false;
  return at + 1 == text.len || text.ptr[at + 1] == ' ' ||
         strchr("\"')", text.ptr[at + 1]);
}

/* The words of one block; it ends a sentence by ending. */
static void
add_block(struct count *count, struct sp_str text)
{
  size_t i = 0, open = 0;

  while (i < text.len) {
    size_t from = i;

    while (i < text.len &&
           (is_letter(text.ptr[i]) || (text.ptr[i] == '\'' && i > from)))
      i++;
    if (i > from) {
      count->words++;
      open++;
      count->syllables += syllables_of(sp_str_sub(text, from, i - from));
      continue;
    }
    if (open && ends_sentence(text, i)) {
      count->sentences++;
      open = 0;
    }
    i++;
  }
  count->sentences += open > 0;
}

/* Is all of it one link? */
static bool
is_link(const struct sp_node *para)
{
  return para->first && para->first == para->last &&
         para->first->kind == SP_NODE_LINK;
}

static struct count
count_doc(struct sp_arena *arena, const struct sp_doc *doc)
{
  struct count count = {0};

  for (struct sp_node *n = doc->root; n;
       n = sp_node_walk(doc->root, n, n->kind == SP_NODE_TABLE))
    if (n->kind == SP_NODE_PARA && !is_link(n))
      add_block(&count, sp_node_words(arena, n));
  return count;
}

/* The formula knows no end; above this nobody reads with ease. */
#define AGE_MAX 22

/* In tenths of a year. */
static long
reading_age(const struct count *count)
{
  double grade = 0.39 * (double)count->words / (double)count->sentences +
                 11.8 * (double)count->syllables / (double)count->words - 15.59;

  return grade + 5 < AGE_MAX ? (long)((grade + 5) * 10 + 0.5) : AGE_MAX * 10;
}

/* site.yaml's, in years; 0: there is none. */
static unsigned
target_of(const struct sp_site *site)
{
  unsigned years = 0;

  for (size_t i = 0; site && i < site->reading_age.len; i++)
    years = years * 10 + (unsigned)(site->reading_age.ptr[i] - '0');
  return years;
}

void
sp_check_w14(struct sp_checking *c)
{
  const struct sp_doc *doc = sp_doc_for_public(c->arena, c->doc);
  unsigned target = target_of(c->world->site);
  struct count count;
  long age;

  if (!doc || target == 0)
    return;
  count = count_doc(c->arena, doc);
  if (count.words < WORDS_MIN)
    return;
  age = reading_age(&count);
  if (age >= (long)(target + 1) * 10)
    SP_CHECK_SAY_AT(
        c, "W14", 1,
        "residents need to be %ld years old or more to read this easily,"
        " and the target is %u: write shorter sentences (now %zu"
        " words each) and shorter words",
        age / 10, target, count.words / count.sentences);
}
