/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/synonyms.c - synonyms.txt. */
#include "lib/site.h"

#include <stdlib.h>

#include "lib/text.h"

#define RULES_MAX 20000
#define PHRASES_MAX 200 /* of one rule, both sides together */

struct reader {
  struct sp_arena *arena;
  struct sp_diags *diags;
  unsigned line;
};

static const char *const path = "synonyms.txt";

#define COMPLAIN(r, ...)                                                       \
  sp_diag((r)->diags, "E25", sp_str(path), (r)->line, 0, __VA_ARGS__)

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
      COMPLAIN(r, "a phrase of more than 16 words; put commas between phrases");
      return false;
    }
    if (out->count == PHRASES_MAX) {
      COMPLAIN(r, "more than 200 phrases in one rule");
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

/* What is written for an arrow or a comma; the longer first. */
static const struct {
  const char *sign, *instead;
} wrong_sign[] = {
    {"<=>", "commas, as in `a, b`: they work both ways"},
    {"<->", "commas, as in `a, b`: they work both ways"},
    {"<-", "`=>`, with the words that are searched for on its left"},
    {"<=", "`=>`, with the words that are searched for on its left"},
    {"==>", "`=>`"},
    {"-->", "`=>`"},
    {"->", "`=>`"},
    {"\342\206\222", "`=>`"}, /* U+2192 */
    {"\342\207\222", "`=>`"}, /* U+21D2 */
    {">", "`=>`"},
    {"=", "`=>`"},
    {";", "a comma"},
};

/* Of a text without `=>`: a sign that parts nothing in this file. */
static bool
has_wrong_sign(const struct reader *r, struct sp_str text)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(wrong_sign); i++)
    if (sp_str_has(text, wrong_sign[i].sign)) {
      COMPLAIN(r, "`%s` means nothing here: write %s", wrong_sign[i].sign,
               wrong_sign[i].instead);
      return true;
    }
  return false;
}

/* `==>` and `<=>` hold an arrow that is not meant. */
static size_t
arrow_start(struct sp_str line, size_t arrow)
{
  return arrow > 0 && (line.ptr[arrow - 1] == '=' || line.ptr[arrow - 1] == '<')
             ? arrow - 1
             : arrow;
}

static bool
read_two_way(const struct reader *r, struct sp_str line,
             struct sp_synonym *rule)
{
  if (has_wrong_sign(r, line) || !read_phrases(r, line, &rule->from))
    return false;
  rule->to = rule->from;
  if (rule->from.count > 1)
    return true;
  COMPLAIN(r,
           "\"%.*s\" stands alone: a rule is `a, b`, where each finds the"
           " other, or `a => b`, where a finds b",
           SP_FMT(sp_utf8_cut(line, 80)));
  return false;
}

static bool
read_rule(const struct reader *r, struct sp_str line, struct sp_synonym *rule)
{
  size_t arrow = find_arrow(line), from = arrow_start(line, arrow);
  struct sp_str left = sp_str_sub(line, 0, arrow);
  struct sp_str right = sp_str_sub(line, arrow + 2, line.len);

  if (arrow == line.len)
    return read_two_way(r, line, rule);
  if (from < arrow) {
    (void)has_wrong_sign(r, sp_str_sub(line, from, 3));
    return false;
  }
  if (find_arrow(right) < right.len) {
    COMPLAIN(r, "a rule has one => only");
    return false;
  }
  if (has_wrong_sign(r, left) || has_wrong_sign(r, right) ||
      !read_phrases(r, left, &rule->from) || !read_phrases(r, right, &rule->to))
    return false;
  if (rule->from.count > 0 && rule->to.count > 0)
    return true;
  COMPLAIN(r, "nothing stands %s =>: write the words that %s",
           rule->from.count == 0 ? "before" : "behind",
           rule->from.count == 0 ? "customers search for"
                                 : "our pages use for them");
  return false;
}

/* ---- rules that do nothing ---- */

/* The phrases of a rule, each as a hash, in order. */
struct side {
  uint64_t *hash;
  size_t count;
};
struct known_rule {
  struct side from, to;
  unsigned line;
};
struct holder {
  uint64_t hash;
  uint32_t rule;
};
/* Rules with one phrase that are looked at for one that says all of another. */
#define HOLDERS_MAX 64

static int
by_hash(const void *va, const void *vb)
{
  const uint64_t *a = va, *b = vb;

  return (*a > *b) - (*a < *b);
}

static int
by_holder(const void *va, const void *vb)
{
  const struct holder *a = va, *b = vb;

  if (a->hash != b->hash)
    return a->hash < b->hash ? -1 : 1;
  return (a->rule > b->rule) - (a->rule < b->rule);
}

/* FNV-1a.  Two phrases of one hash cost a wrong warning. */
static uint64_t
hash_of(struct sp_str s)
{
  uint64_t hash = 0xCBF29CE484222325u;

  for (size_t i = 0; i < s.len; i++)
    hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001B3u;
  return hash;
}

static struct side
side_of(struct sp_arena *arena, const struct sp_texts *phrases)
{
  struct side side = {sp_arena_array(arena, uint64_t, phrases->count), 0};

  for (size_t i = 0; i < phrases->count; i++)
    side.hash[i] = hash_of(sp_text_lower(arena, phrases->item[i]));
  qsort(side.hash, phrases->count, sizeof(*side.hash), by_hash);
  for (size_t i = 0; i < phrases->count; i++)
    if (i == 0 || side.hash[i] != side.hash[side.count - 1])
      side.hash[side.count++] = side.hash[i];
  return side;
}

static bool
is_within(const struct side *a, const struct side *b)
{
  size_t at = 0;

  for (size_t i = 0; i < a->count; i++) {
    while (at < b->count && b->hash[at] < a->hash[i])
      at++;
    if (at == b->count || b->hash[at] != a->hash[i])
      return false;
  }
  return true;
}

/* Does b say all that a says?  Of two that say the same the later is one too
 * many. */
static bool
says_all(const struct known_rule *b, const struct known_rule *a)
{
  return a != b && is_within(&a->from, &b->from) && is_within(&a->to, &b->to) &&
         (b < a || !is_within(&b->from, &a->from) ||
          !is_within(&b->to, &a->to));
}

static size_t
first_holder(const struct holder *holder, size_t n, uint64_t hash)
{
  size_t low = 0, high = n;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (holder[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* A rule that says all that this one says, or NULL: among those with its rarest
 * phrase. */
static const struct known_rule *
find_wider(const struct known_rule *rule, const struct known_rule *all,
           const struct holder *holder, size_t n)
{
  size_t best = n, least = SIZE_MAX;

  for (size_t i = 0; i < rule->from.count; i++) {
    size_t at = first_holder(holder, n, rule->from.hash[i]), end = at;

    while (end < n && end - at < HOLDERS_MAX &&
           holder[end].hash == rule->from.hash[i])
      end++;
    if (end - at < least) {
      least = end - at;
      best = at;
    }
  }
  for (size_t i = best; i < n && i - best < least; i++)
    if (says_all(&all[holder[i].rule], rule))
      return &all[holder[i].rule];
  return NULL;
}

static void
warn_idle(struct reader *r, const struct known_rule *rule, size_t rules)
{
  struct holder *holder = NULL;
  size_t n = 0, cap = 0;

  for (size_t i = 0; i < rules; i++)
    for (size_t k = 0; k < rule[i].from.count; k++) {
      struct holder one = {rule[i].from.hash[k], (uint32_t)i};

      SP_PUSH(r->arena, holder, n, cap, one);
    }
  if (n > 0)
    qsort(holder, n, sizeof(*holder), by_holder);
  for (size_t i = 0; i < rules; i++) {
    const struct known_rule *wider;

    if (rule[i].from.count == 1 && is_within(&rule[i].to, &rule[i].from)) {
      sp_diag(r->diags, "W25", sp_str(path), rule[i].line, 0,
              "a word finds itself without a rule: write another word, or take"
              " this out");
      continue;
    }
    wider = find_wider(&rule[i], rule, holder, n);
    if (wider)
      sp_diag(r->diags, "W25", sp_str(path), rule[i].line, 0,
              "line %u says all of this too: take this rule out", wider->line);
  }
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
  COMPLAIN(r, "this is not UTF-8 text; save the file as UTF-8");
  return false;
}

bool
sp_site_read_synonyms(struct sp_arena *arena, struct sp_str bytes,
                      struct sp_diags *diags, struct sp_site *site)
{
  struct reader r = {arena, diags, 0};
  struct sp_synonym *list = NULL, rule;
  struct known_rule *known = NULL;
  size_t n = 0, cap = 0, known_n = 0, known_cap = 0;
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
      COMPLAIN(&r, "more than 20,000 rules");
      return false;
    }
    SP_PUSH(arena, list, n, cap, rule);
    SP_PUSH(arena, known, known_n, known_cap,
            ((struct known_rule){side_of(arena, &rule.from),
                                 side_of(arena, &rule.to), r.line}));
  }
  warn_idle(&r, known, known_n);
  site->synonym = list;
  site->synonyms = n;
  return true;
}
