/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_typed.c - phone numbers and prices that are typed into a text
 * although another file keeps them: they grow old when that one changes. */
#include "lib/check_parts.h"

#include "lib/audience.h"
#include "lib/text.h"

/* Numbers and prices of one document that are looked up. */
#define LOOKS_MAX 500
/* The digits of a phone number, a textphone's prefix included.  Shorter ones
 * (999, 101, 0300 as a word) are nobody's own. */
#define DIGITS_MIN 7
#define DIGITS_MAX 24

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c & 0x80);
}

/* Does residents' text say it? */
static bool
is_public(const struct sp_doc *doc, const struct sp_node *node)
{
  if (doc->audience != SP_PUBLIC)
    return false;
  for (; node; node = node->parent)
    if (sp_node_is_staff(doc, node) ||
        (node->parent && node->parent->kind == SP_NODE_CHOICE))
      return false;
  return true;
}

/* What stands in the text of the page: neither an include, whose words are not
 * shown, nor a test call. */
static struct sp_node *
next_text(const struct sp_doc *doc, struct sp_node *n)
{
  bool skip = false;

  do {
    n = sp_node_walk(doc->root, n, skip);
    skip = n && (n->kind == SP_NODE_INCLUDE ||
                 (n->kind == SP_NODE_SECTION && n->flags & SP_FLAG_TEST_CALLS));
  } while (n && n->kind != SP_NODE_TEXT && n->kind != SP_NODE_LINK);
  return n;
}

/* ---- W30 ---- */

struct number {
  char digit[DIGITS_MAX];
  size_t digits;
  struct sp_str written;
};

/* +44 is 0, and +44 (0) too. */
static void
take_country_out(struct number *number)
{
  size_t from = 2;

  if (number->digits < 3 || number->digit[0] != '4' || number->digit[1] != '4')
    return;
  while (from < number->digits && number->digit[from] == '0')
    from++;
  number->digit[0] = '0';
  memmove(number->digit + 1, number->digit + from, number->digits - from);
  number->digits -= from - 1;
}

/* `(0)` and `(01632)` stand early; a later bracket holds something else. */
static bool
goes_on(char c, size_t digits)
{
  return is_digit(c) || c == ' ' || c == '-' || c == '+' || c == ')' ||
         (c == '(' && digits < 6);
}

/* The next phone number of the text from *at on. */
static bool
next_number(struct sp_str s, size_t *at, struct number *out)
{
  while (*at < s.len) {
    size_t i = *at, end = i;

    if (!(is_digit(s.ptr[i]) || s.ptr[i] == '+' || s.ptr[i] == '(') ||
        (i > 0 && is_word(s.ptr[i - 1]))) {
      ++*at;
      continue;
    }
    out->digits = 0;
    for (; i < s.len && goes_on(s.ptr[i], out->digits); i++) {
      if (!is_digit(s.ptr[i]))
        continue;
      if (out->digits < DIGITS_MAX)
        out->digit[out->digits] = s.ptr[i];
      out->digits++;
      end = i + 1;
    }
    if (end == *at) {
      /* Signs without a digit, all of them passed: a long row of them must not
       * be read again from each of its signs. */
      *at = i > *at ? i : *at + 1;
      continue;
    }
    out->written = sp_str_sub(s, *at, end - *at);
    if (sp_str_find(out->written, ')', 0) == out->written.len &&
        sp_str_starts(out->written, "("))
      out->written = sp_str_sub(out->written, 1, out->written.len);
    *at = i;
    if (out->digits > DIGITS_MAX)
      continue;
    if (sp_str_starts(out->written, "+"))
      take_country_out(out);
    if (out->digits >= DIGITS_MIN)
      return true;
  }
  return false;
}

static bool
is_number(const struct number *number, struct sp_str field)
{
  struct number other;
  size_t at = 0;

  return field.len && next_number(field, &at, &other) &&
         other.digits == number->digits &&
         memcmp(other.digit, number->digit, number->digits) == 0;
}

/* Whose number it is; of several the first by key. */
static const struct sp_contact *
owner_of(const struct sp_directory *dir, const struct number *number,
         bool *is_staff)
{
  const struct sp_contact *found = NULL;

  for (size_t i = 0; i < dir->count; i++) {
    const struct sp_contact *contact = &dir->item[i];
    bool open = is_number(number, contact->phone) ||
                is_number(number, contact->textphone);

    if (open) {
      *is_staff = contact->audience != SP_PUBLIC;
      found = contact;
      if (!*is_staff)
        return found;
    } else if (!found && is_number(number, contact->staff_phone)) {
      *is_staff = true;
      found = contact;
    }
  }
  return found;
}

/* How the author of this document names that file. */
static struct sp_str
written_path(struct sp_checking *c, struct sp_str path)
{
  struct sp_str up = SP_STR("");
  size_t same = 0;

  for (size_t i = 0; i < c->doc->path.len && i < path.len &&
                     c->doc->path.ptr[i] == path.ptr[i];
       i++)
    if (path.ptr[i] == '/')
      same = i + 1;
  for (size_t i = same; i < c->doc->path.len; i++)
    if (c->doc->path.ptr[i] == '/')
      up = sp_arena_fmt(c->arena, "%.*s../", SP_FMT(up));
  return sp_arena_fmt(c->arena, "%.*s%.*s", SP_FMT(up),
                      SP_FMT(sp_str_sub(path, same, path.len)));
}

static struct sp_str
path_of(struct sp_checking *c, const struct sp_contact *contact)
{
  const struct sp_world *links = c->world->links;
  const struct sp_target *target =
      links && links->by_path ? links->by_path(links->ctx, contact->id) : NULL;

  return target ? target->path
                : sp_arena_fmt(c->arena, "%.*s.md", SP_FMT(contact->id));
}

/* A link cannot be said aloud. */
static bool
is_said(const struct sp_node *node)
{
  while (node && node->kind != SP_NODE_SAY)
    node = node->parent;
  return node != NULL;
}

static void
say_number(struct sp_checking *c, const struct sp_node *node,
           const struct number *number)
{
  bool is_staff;
  const struct sp_contact *contact =
      owner_of(c->world->directory, number, &is_staff);
  struct sp_str path;

  if (!contact)
    return;
  path = path_of(c, contact);
  if (sp_str_eq(contact->id, c->doc->id))
    SP_CHECK_SAY(c, "W30", node,
                 "%.*s stands above this text already: take it out here, so"
                 " that it is changed in one place",
                 SP_FMT(number->written));
  else if (is_staff && is_public(c->doc, node))
    SP_CHECK_SAY(c, "W30", node,
                 "%.*s is the number of %.*s, which is not for residents: take"
                 " it out",
                 SP_FMT(number->written), SP_FMT(contact->title));
  else if (is_said(node))
    SP_CHECK_SAY(c, "W30", node,
                 "%.*s is the number of %.*s: take it out of what is said, and"
                 " write [%.*s](%.*s) below, so that it stays right",
                 SP_FMT(number->written), SP_FMT(contact->title),
                 SP_FMT(contact->title), SP_FMT(written_path(c, path)));
  else
    SP_CHECK_SAY(c, "W30", node,
                 "%.*s is the number of %.*s: write [%.*s](%.*s) instead, so"
                 " that it stays right",
                 SP_FMT(number->written), SP_FMT(contact->title),
                 SP_FMT(contact->title), SP_FMT(written_path(c, path)));
  sp_diag_partner(c->diags, path);
}

void
sp_check_w30(struct sp_checking *c)
{
  size_t looks = 0;

  if (!c->world->directory)
    return;
  for (struct sp_node *n = next_text(c->doc, c->doc->root); n;
       n = next_text(c->doc, n)) {
    struct number number;
    struct sp_str text = n->text;
    size_t at = 0;

    if (n->kind == SP_NODE_LINK)
      text = sp_str_starts(n->target, "tel:")
                 ? sp_str_sub(n->target, 4, n->target.len)
                 : SP_STR("");
    while (next_number(text, &at, &number)) {
      if (looks++ == LOOKS_MAX)
        return;
      say_number(c, n, &number);
    }
  }
}

/* ---- W31 ---- */

struct price {
  uint64_t pence;
  struct sp_str written;
};

#define POUND "\302\243"
#define POUNDS_MAX 100000000u

/* Digits, with commas or not, and pence. */
static bool
read_price(struct sp_str s, uint64_t *pence, size_t *len)
{
  uint64_t pounds = 0;
  size_t i = 0;

  for (; i < s.len && pounds < POUNDS_MAX; i++) {
    if (s.ptr[i] == ',' && i + 1 < s.len && is_digit(s.ptr[i + 1]) && i > 0)
      continue;
    if (!is_digit(s.ptr[i]))
      break;
    pounds = pounds * 10 + (uint64_t)(s.ptr[i] - '0');
  }
  if (i == 0 || pounds >= POUNDS_MAX)
    return false;
  *pence = pounds * 100;
  if (i + 2 < s.len && s.ptr[i] == '.' && is_digit(s.ptr[i + 1]) &&
      is_digit(s.ptr[i + 2])) {
    *pence +=
        (uint64_t)(s.ptr[i + 1] - '0') * 10 + (uint64_t)(s.ptr[i + 2] - '0');
    i += 3;
  }
  *len = i;
  return true;
}

/* Is it a number of thousands or millions? */
static bool
is_multiple(struct sp_str behind)
{
  struct sp_str word = sp_str_trim(sp_str_sub(behind, 0, 8));

  return (behind.len && is_word(behind.ptr[0])) ||
         sp_str_starts(word, "million") || sp_str_starts(word, "billion");
}

static bool
next_price(struct sp_str s, size_t *at, struct price *out)
{
  for (; *at + 2 < s.len; ++*at) {
    struct sp_str behind = sp_str_sub(s, *at + 2, s.len);
    size_t len;

    if (memcmp(s.ptr + *at, POUND, 2) != 0 ||
        !read_price(behind, &out->pence, &len) ||
        is_multiple(sp_str_sub(behind, len, behind.len)))
      continue;
    out->written = sp_str_sub(s, *at, len + 2);
    *at += len + 2;
    return true;
  }
  return false;
}

/* The words around a price, in small letters: its paragraph or row, its
 * section and its page. */
static struct sp_str
words_around(struct sp_checking *c, const struct sp_node *node)
{
  const struct sp_node *block = node->parent, *section = node;
  struct sp_str words;

  while (block && block->parent &&
         (block->kind >= SP_NODE_TEXT || block->kind == SP_NODE_CELL))
    block = block->parent;
  while (section && section->kind != SP_NODE_SECTION)
    section = section->parent;
  words = sp_arena_fmt(
      c->arena, "%.*s %.*s %.*s",
      SP_FMT(block ? sp_node_words(c->arena, block) : SP_STR("")),
      SP_FMT(section ? section->text : SP_STR("")), SP_FMT(c->doc->title));
  return sp_text_slug(c->arena, words);
}

/* Does a slug have this word, in the singular or the plural? */
static bool
has_word(struct sp_str slug, struct sp_str word)
{
  struct sp_str piece;

  while (sp_str_split(&slug, '-', &piece)) {
    size_t least = piece.len < word.len ? piece.len : word.len;
    size_t most = piece.len < word.len ? word.len : piece.len;

    if (least >= 3 && most - least <= 2 &&
        sp_str_eq(sp_str_sub(piece, 0, least), sp_str_sub(word, 0, least)))
      return true;
  }
  return false;
}

static bool
is_small_word(struct sp_str word)
{
  static const char *const small[] = {"and",  "for",  "per", "the",
                                      "with", "each", "from"};

  for (size_t i = 0; i < SP_ARRAY_LEN(small); i++)
    if (sp_str_is(word, small[i]))
      return true;
  return word.len < 3;
}

/* Half of the words that name the fee stand there; of a fee of another service
 * all of them. */
static bool
is_named(struct sp_str around, struct sp_str name, bool all)
{
  size_t words = 0, found = 0;
  struct sp_str piece;

  while (sp_str_split(&name, '-', &piece)) {
    if (is_small_word(piece))
      continue;
    words++;
    found += has_word(around, piece);
  }
  return found > 0 && (all ? found == words : found * 2 >= words);
}

static const struct sp_fee *
fee_of(struct sp_checking *c, const struct sp_node *node,
       const struct price *price)
{
  const struct sp_fees *fees = c->world->fees;
  struct sp_str around = SP_STR("");

  for (size_t i = 0; i < fees->count; i++) {
    const struct sp_fee *fee = &fees->item[i];
    bool other = fee->service.len && !sp_str_eq(fee->service, c->doc->service);
    uint64_t pence;
    size_t len;

    if (c->world->now < fee->from || c->world->now >= fee->until ||
        !read_price(fee->amount, &pence, &len) || pence != price->pence)
      continue;
    if (around.len == 0)
      around = words_around(c, node);
    if (is_named(around, fee->key, other) ||
        is_named(around, sp_text_slug(c->arena, fee->label), other))
      return fee;
  }
  return NULL;
}

static void
say_price(struct sp_checking *c, const struct sp_node *node,
          const struct price *price)
{
  const struct sp_fee *fee = fee_of(c, node, price);
  struct sp_str path;

  if (!fee)
    return;
  path = written_path(c, SP_STR("fees.csv"));
  if (sp_str_ends(c->doc->path, ".xml"))
    SP_CHECK_SAY(c, "W31", node,
                 "%.*s is the price of %.*s in fees.csv: write <include"
                 " href=\"%.*s#%.*s\">%.*s</include>, so that it stays right",
                 SP_FMT(price->written), SP_FMT(fee->key), SP_FMT(path),
                 SP_FMT(fee->key), SP_FMT(price->written));
  else
    SP_CHECK_SAY(c, "W31", node,
                 "%.*s is the price of %.*s in fees.csv: write"
                 " [%.*s](%.*s#%.*s \"include\"), so that it stays right",
                 SP_FMT(price->written), SP_FMT(fee->key),
                 SP_FMT(price->written), SP_FMT(path), SP_FMT(fee->key));
  sp_diag_partner(c->diags, SP_STR("fees.csv"));
}

/* A snippet includes nothing, a notice is over before a price is old, and DITA
 * has no fees. */
static bool
may_include(const struct sp_doc *doc)
{
  return doc->type != SP_DOC_SNIPPET && doc->type != SP_DOC_NOTICE &&
         !sp_str_ends(doc->path, ".dita") &&
         !sp_str_ends(doc->path, ".ditamap");
}

void
sp_check_w31(struct sp_checking *c)
{
  size_t looks = 0;

  if (!c->world->fees || !may_include(c->doc))
    return;
  for (struct sp_node *n = next_text(c->doc, c->doc->root); n;
       n = next_text(c->doc, n)) {
    struct price price;
    size_t at = 0;

    while (n->kind == SP_NODE_TEXT && next_price(n->text, &at, &price)) {
      if (looks++ == LOOKS_MAX)
        return;
      say_price(c, n, &price);
    }
  }
}
