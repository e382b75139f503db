/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/synonyms.c - synonyms.txt. */
#include "lib/site.h"

#include "lib/text.h"

#define RULES_MAX 20000
#define PHRASES_MAX 200 /* of one rule, both sides together */

struct reader {
  struct sp_arena *arena;
  struct sp_diags *diags;
  unsigned line;
};

static const char *const path = "synonyms.txt";

static void
complain(const struct reader *r, const char *why)
{
  sp_diag(r->diags, "E25", sp_str(path), r->line, 0, "%s", why);
}

static size_t
count_words(struct sp_str phrase)
{
  size_t words = 1;

  for (size_t i = 0; i < phrase.len; i++)
    words += phrase.ptr[i] == ' ';
  return words;
}

/* The phrases between commas.  False, and a message, when one is too long or
 * there are too many. */
static bool
read_phrases(const struct reader *r, struct sp_str text, struct sp_texts *out)
{
  *out = (struct sp_texts){0};
  while (text.len) {
    size_t comma = sp_str_find(text, ',', 0);
    struct sp_str phrase =
        sp_text_squeeze(r->arena, sp_str_sub(text, 0, comma));

    text = sp_str_sub(text, comma + 1, text.len);
    if (phrase.len == 0)
      continue;
    if (count_words(phrase) > SP_SYNONYM_WORDS_MAX) {
      complain(r, "a phrase of more than 16 words; put commas between phrases");
      return false;
    }
    if (out->count == PHRASES_MAX) {
      complain(r, "more than 200 phrases in one rule");
      return false;
    }
    SP_PUSH(r->arena, out->item, out->count, out->cap, phrase);
  }
  return true;
}

/* A comment begins with # at the line's start or behind a space. */
static struct sp_str
without_comment(struct sp_str line)
{
  for (size_t i = 0; i < line.len; i++)
    if (line.ptr[i] == '#' &&
        (i == 0 || line.ptr[i - 1] == ' ' || line.ptr[i - 1] == '\t'))
      return sp_str_trim(sp_str_sub(line, 0, i));
  return sp_str_trim(line);
}

static size_t
find_arrow(struct sp_str line)
{
  for (size_t i = 0; i + 1 < line.len; i++)
    if (line.ptr[i] == '=' && line.ptr[i + 1] == '>')
      return i;
  return line.len;
}

static bool
read_rule(const struct reader *r, struct sp_str line, struct sp_synonym *rule)
{
  size_t arrow = find_arrow(line);
  struct sp_str right = sp_str_sub(line, arrow + 2, line.len);

  if (arrow == line.len) {
    if (!read_phrases(r, line, &rule->from))
      return false;
    rule->to = rule->from;
    if (rule->from.count > 1)
      return true;
    complain(r, "a rule needs two phrases: a, b or a, b => c");
    return false;
  }
  if (find_arrow(right) < right.len) {
    complain(r, "a rule has one => only");
    return false;
  }
  if (!read_phrases(r, sp_str_sub(line, 0, arrow), &rule->from) ||
      !read_phrases(r, right, &rule->to))
    return false;
  if (rule->from.count > 0 && rule->to.count > 0)
    return true;
  complain(r, "a rule needs words on both sides of =>");
  return false;
}

static bool
is_utf8(struct reader *r, struct sp_str bytes)
{
  size_t bad = sp_utf8_check(bytes);

  if (bad == bytes.len)
    return true;
  r->line = 1;
  for (size_t i = 0; i < bad; i++)
    r->line += bytes.ptr[i] == '\n';
  complain(r, "this is not UTF-8 text; save the file as UTF-8");
  return false;
}

bool
sp_site_read_synonyms(struct sp_arena *arena, struct sp_str bytes,
                      struct sp_diags *diags, struct sp_site *site)
{
  struct reader r = {arena, diags, 0};
  struct sp_synonym *list = NULL, rule;
  size_t n = 0, cap = 0;
  bool bom = bytes.len >= 3 && memcmp(bytes.ptr, "\xEF\xBB\xBF", 3) == 0;

  if (!is_utf8(&r, bytes))
    return false;
  if (bom)
    bytes = sp_str_sub(bytes, 3, bytes.len);
  while (bytes.len) {
    size_t end = sp_str_find(bytes, '\n', 0);
    struct sp_str line = without_comment(sp_str_sub(bytes, 0, end));

    bytes = sp_str_sub(bytes, end + 1, bytes.len);
    r.line++;
    if (line.len == 0 || !read_rule(&r, line, &rule))
      continue;
    if (n == RULES_MAX) {
      complain(&r, "more than 20,000 rules");
      return false;
    }
    SP_PUSH(arena, list, n, cap, rule);
  }
  site->synonym = list;
  site->synonyms = n;
  return true;
}
