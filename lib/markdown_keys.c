/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_keys.c - keyed lines: which key, and what its text says. */
#include "lib/markdown_parts.h"

#include "lib/near.h"
#include "lib/text.h"

#define NEAR_MOST 2

/* What people write instead of a key. */
static const struct {
  const char *words;
  enum sp_key key;
} aliases[] = {
    {"Stop", SP_KEY_STOP},
    {"Stop if", SP_KEY_STOP},
    {"Stop and escalate", SP_KEY_STOP},
    {"Escalate if", SP_KEY_STOP},
    {"Hand-over", SP_KEY_HAND_OVER},
    {"Do this first", SP_KEY_DO_FIRST},
    {"Also ask about", SP_KEY_ALSO_ASK},
    {"What next", SP_KEY_HAPPENS_NEXT},
};

/* Bytes of `words` at s, where each space may be several; 0: not there. */
static size_t
match_words(struct sp_str s, size_t at, const char *words)
{
  size_t start = at;

  for (; *words; words++) {
    if (*words == ' ') {
      size_t next = sp_md_skip_unseen(s, at);

      if (next == at)
        return 0;
      at = next;
      continue;
    }
    if (at == s.len || !sp_str_ieq(sp_str_sub(s, at, 1), sp_str_n(words, 1)))
      return 0;
    at++;
  }
  return at - start;
}

size_t
sp_md_key_prefix(struct sp_str head, enum sp_key *key)
{
  size_t start = sp_md_skip_unseen(head, 0);

  for (int k = 0; k < SP_KEYS; k++) {
    size_t n = match_words(head, start, sp_key_name((enum sp_key)k)), at;

    if (n == 0)
      continue;
    at = sp_md_colon(head, sp_md_skip_unseen(head, start + n));
    if (at) {
      *key = (enum sp_key)k;
      return at;
    }
  }
  return 0;
}

static bool
is_word(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];

    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' ||
          c == '-' || c == '\''))
      return false;
  }
  return s.len >= 3;
}

const char *
sp_md_near_key(struct sp_str head)
{
  size_t start = sp_md_skip_unseen(head, 0);
  size_t colon = sp_str_find(head, ':', start);
  struct sp_str word = sp_str_trim(sp_str_sub(head, start, colon - start));
  size_t best = NEAR_MOST + 1;
  const char *name = NULL;

  if (colon == head.len || !is_word(word))
    return NULL;
  for (size_t i = 0; i < SP_ARRAY_LEN(aliases); i++)
    if (sp_str_ieq(word, sp_str(aliases[i].words)))
      return sp_key_name(aliases[i].key);
  for (int k = 0; k < SP_KEYS; k++) {
    const char *key = sp_key_name((enum sp_key)k);
    size_t d = sp_near_distance(word, sp_str(key), NEAR_MOST);

    if (d < best) {
      best = d;
      name = key;
    }
  }
  return name;
}

static void
refuse(struct sp_md *md, const struct sp_node *keyed, const char *how)
{
  const char *spaced = sp_md_spaced_link(md, keyed->line);

  if (spaced)
    SP_MD_ERROR(md, keyed->line, keyed->col, "%s", spaced);
  else
    SP_MD_ERROR(md, keyed->line, keyed->col, "`%s:` %s",
                sp_key_name(keyed->key), how);
}

/* A single STRONG or EMPH around everything means nothing here. */
static void
unwrap(struct sp_node *keyed)
{
  while (keyed->first && keyed->first == keyed->last &&
         (keyed->first->kind == SP_NODE_STRONG ||
          keyed->first->kind == SP_NODE_EMPH)) {
    struct sp_node *wrapper = keyed->first;

    keyed->first = wrapper->first;
    keyed->last = wrapper->last;
    for (struct sp_node *n = keyed->first; n; n = n->next)
      n->parent = keyed;
  }
}

/* Nothing but white space and one full stop from here on? */
static bool
is_end(const struct sp_node *n)
{
  bool stop = false;

  for (; n; n = n->next) {
    if (sp_md_is_blank(n))
      continue;
    if (stop || n->kind != SP_NODE_TEXT ||
        !sp_str_is(sp_str_trim(n->text), "."))
      return false;
    stop = true;
  }
  return true;
}

/* The link at the start is taken off into target and text; false: none. */
static bool
take_link(struct sp_md *md, struct sp_node *keyed)
{
  struct sp_node *link = keyed->first, *n, *next;

  if (!link || link->kind != SP_NODE_LINK || link->target.len == 0)
    return false;
  keyed->target = link->target;
  keyed->text = sp_md_plain(md, link);
  sp_md_detach(keyed);
  for (n = link->next; n; n = next) {
    next = n->next;
    sp_node_append(keyed, n);
  }
  sp_md_trim(keyed);
  return keyed->text.len > 0;
}

static void
take_only_link(struct sp_md *md, struct sp_node *keyed, const char *how)
{
  if (!take_link(md, keyed) || !is_end(keyed->first))
    refuse(md, keyed, how);
  sp_md_detach(keyed);
}

static void
read_next(struct sp_md *md, struct sp_node *keyed)
{
  take_only_link(md, keyed, "takes one link: `Next: [Step](#step)`");
  keyed->text = SP_STR("");
}

static const char outcome_help[] =
    "takes one of: resolved, escalate to X, transfer to X, refer to X,"
    " signpost to X, emergency, return RESULT; X is a contact's key, name or"
    " link, and nothing follows it";

/* The verb at the start of s and what stands after it; SP_OUTCOMES: none. */
static unsigned
outcome_of(struct sp_str s, struct sp_str *rest)
{
  size_t space = sp_str_find(s, ' ', 0);
  struct sp_str verb = sp_str_sub(s, 0, space);

  *rest = sp_str_trim(sp_str_sub(s, space, s.len));
  for (unsigned i = 0; i < SP_OUTCOMES; i++)
    if (sp_str_ieq(verb, sp_str(sp_outcome_name((enum sp_outcome)i))))
      return i;
  return SP_OUTCOMES;
}

/* Does the outcome stand with what its kind asks for?  *rest loses its
 * "to". */
static bool
is_complete(unsigned outcome, struct sp_str *rest, bool has_link)
{
  switch (outcome) {
  case SP_OUTCOME_RESOLVED:
  case SP_OUTCOME_EMERGENCY:
    return rest->len == 0 && !has_link;
  case SP_OUTCOME_RETURN:
    return rest->len && !has_link;
  case SP_OUTCOMES:
    return false;
  default:
    break;
  }
  if (!sp_str_ieq(sp_str_sub(*rest, 0, 2), SP_STR("to")) ||
      (rest->len > 2 && rest->ptr[2] != ' '))
    return false;
  *rest = sp_str_trim(sp_str_sub(*rest, 2, rest->len));
  return has_link ? rest->len == 0 : rest->len > 0;
}

static void
read_outcome(struct sp_md *md, struct sp_node *keyed)
{
  struct sp_node text = {.kind = SP_NODE_PARA}, *n, *next, *link = NULL;
  bool is_clean = true;
  struct sp_str words, rest;
  unsigned outcome;

  for (n = sp_md_detach(keyed); n; n = next) {
    next = n->next;
    if (n->kind == SP_NODE_LINK) {
      link = n;
      is_clean = is_end(next);
      break;
    }
    sp_node_append(&text, n);
  }
  words = sp_md_plain(md, &text);
  if (!link && sp_str_ends(words, "."))
    words.len--;
  outcome = outcome_of(words, &rest);
  if (!is_complete(outcome, &rest, link != NULL) || !is_clean) {
    refuse(md, keyed, outcome_help);
    return;
  }
  keyed->number = outcome;
  keyed->text = link ? sp_md_plain(md, link) : rest;
  if (link)
    keyed->target = link->target;
  if (link && (keyed->text.len == 0 || keyed->target.len == 0))
    refuse(md, keyed, outcome_help);
}

static void
read_payment(struct sp_md *md, struct sp_node *keyed)
{
  struct sp_str key;
  bool ok = take_link(md, keyed);

  key = sp_md_plain(md, keyed);
  if (sp_str_ends(key, "."))
    key.len--;
  if (!ok || sp_str_find(key, ' ', 0) < key.len)
    refuse(md, keyed,
           "takes a link and a key of fees.csv: `Payment: [Pay](link)"
           " garden-waste`");
  keyed->title = key;
  sp_md_detach(keyed);
}

/* Words that may part the links of a list. */
static bool
is_separator(struct sp_str s)
{
  while (s.len) {
    char c = s.ptr[0];

    if (c == ' ' || c == ',' || c == ';' || c == '.')
      s = sp_str_sub(s, 1, s.len);
    else if (sp_str_ieq(sp_str_sub(s, 0, 3), SP_STR("and")))
      s = sp_str_sub(s, 3, s.len);
    else if (sp_str_ieq(sp_str_sub(s, 0, 2), SP_STR("or")))
      s = sp_str_sub(s, 2, s.len);
    else
      return false;
  }
  return true;
}

static void
read_links(struct sp_md *md, struct sp_node *keyed)
{
  bool ok = true;
  struct sp_node *n, *next;

  for (n = sp_md_detach(keyed); n; n = next) {
    next = n->next;
    if (n->kind == SP_NODE_LINK)
      sp_node_append(keyed, n);
    else if (n->kind != SP_NODE_BREAK)
      ok = ok && n->kind == SP_NODE_TEXT && is_separator(n->text);
  }
  if (!ok || !keyed->first)
    refuse(md, keyed,
           "takes links and nothing else: `Also ask: [Assisted collection]"
           "(assisted-collection.md), [Bulky waste](bulky-waste.md)`");
}

static void
read_stop(struct sp_md *md, struct sp_node *keyed)
{
  struct sp_node *link = NULL, *n, *next;

  for (n = keyed->first; n; n = n->next)
    if (n->kind == SP_NODE_LINK)
      link = n;
  if (link && link->target.len) {
    bool is_last = is_end(link->next);

    keyed->target = link->target;
    keyed->text = sp_md_plain(md, link);
    for (n = sp_md_detach(keyed); n; n = next) {
      next = n->next;
      if (n == link && is_last)
        break;
      if (n != link)
        sp_node_append(keyed, n);
    }
    sp_md_trim(keyed);
  }
  if (keyed->target.len == 0 || keyed->text.len == 0 || !keyed->first)
    refuse(md, keyed,
           "says when, and where to in a link at its end: `Stop and escalate"
           " if: there are needles. [Duty officer](#duty-officer)`");
}

void
sp_md_key_value(struct sp_md *md, struct sp_node *keyed)
{
  unwrap(keyed);
  if (!keyed->first) {
    refuse(md, keyed, "has no text behind it");
    return;
  }
  switch (keyed->key) {
  case SP_KEY_NEXT:
    read_next(md, keyed);
    break;
  case SP_KEY_OUTCOME:
    read_outcome(md, keyed);
    break;
  case SP_KEY_ONLINE:
    if (!take_link(md, keyed))
      refuse(md, keyed,
             "takes a link and a sentence: `Online: [Report it](link) You can"
             " do this online at any hour.`");
    break;
  case SP_KEY_PAYMENT:
    read_payment(md, keyed);
    break;
  case SP_KEY_BOOK:
    take_only_link(md, keyed, "takes one link: `Book: [Book a slot](link)`");
    break;
  case SP_KEY_DO_FIRST:
    take_only_link(md, keyed,
                   "takes one link to a script: `Do first: [Identity check]"
                   "(../shared/identity-check.md)`");
    break;
  case SP_KEY_ALSO_ASK:
    read_links(md, keyed);
    break;
  case SP_KEY_RECORD:
    sp_md_record(md, keyed);
    break;
  case SP_KEY_STOP:
    read_stop(md, keyed);
    break;
  default: /* words */
    break;
  }
}
