/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_words.c - what is said aloud, offered and asked for. */
#include "lib/check_parts.h"

#include "lib/text.h"

/* ---- W13 ---- */

/* 25 seconds at 150 words a minute, the pace of calm speech on the telephone
 * (the National Center for Voice and Speech gives about 150 for English). */
#define SAY_WORDS_MAX 62

static size_t
count_words(struct sp_str s)
{
  size_t words = 0;
  bool in_word = false;

  for (size_t i = 0; i < s.len; i++) {
    bool is_space = s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t';

    words += !is_space && !in_word;
    in_word = !is_space;
  }
  return words;
}

void
sp_check_w13(struct sp_checking *c)
{
  for (struct sp_node *n = c->doc->root; n;
       n = sp_node_walk(c->doc->root, n, false)) {
    size_t words;

    if (n->kind != SP_NODE_SAY)
      continue;
    words = count_words(sp_node_words(c->arena, n));
    if (words > SAY_WORDS_MAX)
      SP_CHECK_SAY(c, "W13", n,
                   "it takes %zu seconds to say these %zu words, and nobody"
                   " listens for more than 25: say less, or ask something in"
                   " between",
                   words * 60 / 150, words);
  }
}

/* ---- W26 ---- */

static bool
has_text(const struct sp_doc *doc)
{
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    switch (n->kind) {
    case SP_NODE_TEXT:
    case SP_NODE_CODE:
    case SP_NODE_CODE_BLOCK:
    case SP_NODE_IMAGE:
    case SP_NODE_INCLUDE:
    case SP_NODE_CHOICE:
    case SP_NODE_KEYED:
      return true;
    default:
      break;
    }
  return false;
}

/* Does nothing stand below it, not even a heading of a deeper level? */
static bool
is_bare(const struct sp_node *n)
{
  if (n->kind == SP_NODE_SECTION)
    return !n->first && !(n->flags & SP_FLAG_TEST_CALLS);
  return n->kind == SP_NODE_HEADING &&
         (!n->next || n->next->kind == SP_NODE_SECTION ||
          (n->next->kind == SP_NODE_HEADING && n->next->number <= n->number));
}

/* Of a script E01 tells more. */
static void
check_bare_headings(struct sp_checking *c)
{
  struct sp_node *root = c->doc->root;

  if (c->doc->type == SP_DOC_SCRIPT)
    return;
  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false))
    if (is_bare(n))
      SP_CHECK_SAY(c, "W26", n,
                   "nothing stands below the heading \"%.*s\": write what"
                   " belongs there, or take the heading out",
                   SP_FMT(n->text));
}

/* A contact's fields and a notice's title say enough. */
void
sp_check_w26(struct sp_checking *c)
{
  const struct sp_doc *doc = c->doc;

  if (has_text(doc))
    check_bare_headings(c);
  else if (doc->type != SP_DOC_CONTACT && doc->type != SP_DOC_NOTICE)
    SP_CHECK_SAY_AT(c, "W26", 1,
                    "this page has no text: write it, or delete the file until"
                    " there is some");
}

/* ---- W19 ---- */

static bool
offers_online(const struct sp_node *outcome)
{
  const struct sp_node *n = outcome->parent->first;

  for (; n && n->kind != SP_NODE_SECTION; n = n->next)
    if (n->kind == SP_NODE_KEYED &&
        (n->key == SP_KEY_ONLINE || n->key == SP_KEY_PAYMENT ||
         n->key == SP_KEY_BOOK))
      return true;
  return false;
}

void
sp_check_w19(struct sp_checking *c)
{
  const struct sp_node *first = NULL;

  if (!c->script || c->doc->self_service.target.len == 0)
    return;
  for (size_t i = 0; i < c->script->steps; i++) {
    const struct sp_node *outcome = c->script->step[i].outcome;

    if (!outcome || outcome->number != SP_OUTCOME_RESOLVED)
      continue;
    if (offers_online(outcome))
      return;
    if (!first)
      first = outcome;
  }
  if (first)
    SP_CHECK_SAY(c, "W19", first,
                 "the lines at the top name a way to do this online, and no"
                 " outcome offers it: add `Online: [%.*s](%.*s)` here",
                 SP_FMT(c->doc->self_service.label),
                 SP_FMT(c->doc->self_service.target));
}

/* ---- E23 ---- */

/* What PCI DSS (requirement 3.3) forbids to keep after a payment, and secrets
 * that nobody but the customer may know. */
static const char *const forbidden[] = {
    "card number",
    "card no",
    "long number",
    "card details",
    "debit card",
    "credit card",
    "cvv",
    "cvv2",
    "cvc",
    "cvc2",
    "csc",
    "security code",
    "card expiry",
    "expiry date of the card",
    "pin",
    "pin number",
    "password",
    "passcode",
    "passphrase",
    "one-time code",
    "one-time passcode",
};

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/* Does the text hold these words, as words? */
static bool
holds(struct sp_str lower, const char *words)
{
  size_t n = strlen(words);

  for (size_t i = 0; i + n <= lower.len; i++)
    if (memcmp(lower.ptr + i, words, n) == 0 &&
        (i == 0 || !is_letter(lower.ptr[i - 1])) &&
        (i + n == lower.len || !is_letter(lower.ptr[i + n])))
      return true;
  return false;
}

void
sp_check_e23(struct sp_checking *c)
{
  for (struct sp_node *n = c->script ? c->doc->root : NULL; n;
       n = sp_node_walk(c->doc->root, n, false)) {
    struct sp_str lower;

    if (n->kind != SP_NODE_KEYED || n->key != SP_KEY_RECORD)
      continue;
    lower = sp_text_lower(c->arena, n->text);
    for (size_t i = 0; i < SP_ARRAY_LEN(forbidden); i++)
      if (holds(lower, forbidden[i])) {
        SP_CHECK_SAY(c, "E23", n,
                     "\"%.*s\" may not be written down: take payments with"
                     " `Payment:`, and never ask for a secret",
                     SP_FMT(n->text));
        break;
      }
  }
}

/* ---- E16: the owner ---- */

/* Whoever finds a page wrong must know whom to tell.  Only the whole site
 * knows whether the service has an owner. */
void
sp_check_e16(struct sp_checking *c)
{
  const struct sp_site *site = c->world->site;
  const struct sp_service *service;

  if (!site || c->doc->owner.len || c->doc->type == SP_DOC_NOTICE ||
      c->doc->type == SP_DOC_SNIPPET ||
      (c->world->links && c->world->links->lenient))
    return;
  service = sp_site_service(site, c->doc->service);
  if (!service || service->owner.len == 0)
    SP_CHECK_SAY_AT(c, "E16", 1,
                    "nobody answers for this: write `owner:` and the post or"
                    " team, or give the service one in services.yaml");
}
