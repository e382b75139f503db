/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest_fold.h"

#include "lib/text.h"

enum kind { LETTER, PART, NOTHING };

/* U+00E0 to U+00FF and U+0100 to U+017F without accents; '*' are two letters,
 * a space is none. */
static const char latin1[] = "aaaaaa*ceeeeiiiidnooooo ouuuuy*y";
static const char latin_a[] = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhh"
                              "iiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**"
                              "rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static bool
is_apostrophe(uint32_t c)
{
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC;
}

/* Symbols and punctuation beyond ASCII; what is left are letters. */
static bool
is_part(uint32_t c)
{
  return (c >= 0x80 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) ||
         c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
         (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE00 && c <= 0xFE6F) ||
         c >= 0x1F000;
}

static struct sp_str
two_letters(uint32_t c)
{
  switch (c) {
  case 0xE6:
    return SP_STR("ae");
  case 0xFE:
    return SP_STR("th");
  case 0x132:
  case 0x133:
    return SP_STR("ij");
  default:
    return SP_STR("oe");
  }
}

/* What a character of lower case is written as: at most 4 bytes. */
static enum kind
fold_char(uint32_t c, char out[4], size_t *len)
{
  *len = 1;
  if (c < 0x80) {
    out[0] = (char)c;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      return LETTER;
    return c == '\'' ? NOTHING : PART;
  }
  /* A soft hyphen or an accent of its own belongs to the word and is not seen.
   */
  if (is_apostrophe(c) || c == 0xAD || (c >= 0x300 && c <= 0x36F))
    return NOTHING;
  if (is_part(c))
    return PART;
  out[0] = c == 0xDF                  ? 's'
           : c >= 0xE0 && c <= 0xFF   ? latin1[c - 0xE0]
           : c >= 0x100 && c <= 0x17F ? latin_a[c - 0x100]
                                      : '\0';
  if (out[0] == '*') {
    *len = 2;
    memcpy(out, two_letters(c).ptr, 2);
  } else if (c == 0xDF) {
    out[1] = 's';
    *len = 2;
  } else if (out[0] == '\0') {
    *len = sp_utf8_put(out, c);
  }
  return LETTER;
}

static bool
is_ascii(struct sp_str text)
{
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] >= 0x80)
      return false;
  return true;
}

void
sp_suggest_fold(struct sp_arena *arena, struct sp_str text,
                struct sp_suggest_words *out)
{
  bool ascii = is_ascii(text), inside = false;
  struct sp_str *word = NULL;
  char *to = out->text, folded[4];

  out->count = 0;
  if (!ascii)
    text = sp_text_lower(arena, text);
  for (size_t at = 0; at < text.len;) {
    uint32_t c =
        ascii ? (unsigned char)text.ptr[at++] : sp_utf8_next(text, &at);
    size_t len;
    enum kind kind = fold_char(c >= 'A' && c <= 'Z' ? c + 32 : c, folded, &len);

    if (kind == PART)
      inside = false;
    if (kind != LETTER)
      continue;
    if (!inside) {
      if (out->count == SP_SUGGEST_WORDS_MAX)
        return;
      word = &out->word[out->count++];
      *word = sp_str_n(to, 0);
      inside = true;
    }
    if (word->len + len > SP_SUGGEST_WORD_MAX)
      continue;
    memcpy(to, folded, len);
    to += len;
    word->len += len;
  }
}

static bool
is_one_of(struct sp_str word, const char *const *list, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (sp_str_is(word, list[i]))
      return true;
  return false;
}

bool
sp_suggest_is_common(struct sp_str word)
{
  static const char *const list[] = {
      "a",    "about", "an",   "and", "are",  "as",  "at",   "be",   "by",
      "can",  "do",    "does", "for", "from", "get", "have", "how",  "i",
      "if",   "im",    "in",   "is",  "it",   "ive", "me",   "my",   "need",
      "of",   "on",    "or",   "our", "s",    "the", "to",   "want", "we",
      "what", "when",  "with", "you", "your"};

  return word.len <= 5 && is_one_of(word, list, SP_ARRAY_LEN(list));
}

bool
sp_suggest_is_asking(struct sp_str word)
{
  static const char *const list[] = {
      "am",   "are",   "can",   "could", "did",   "do",     "does", "has",
      "have", "how",   "is",    "may",   "must",  "should", "was",  "what",
      "when", "where", "which", "who",   "whose", "why",    "will", "would"};

  return is_one_of(word, list, SP_ARRAY_LEN(list));
}
