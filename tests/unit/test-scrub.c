/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/buf.h"
#include "lib/scrub.h"
#include "lib/text.h"

#include "tests/unit/harmless.h"

#define CASES 10000
#define SEED 20261123

/* ---- one thing after the other ---- */

static void
assert_scrubbed(const char *given, const char *expected)
{
  struct sp_arena arena = {0};
  struct sp_str got = sp_scrub(&arena, sp_str(given));

  if (!sp_str_is(got, expected))
    fail_msg("\"%s\" became \"%.*s\", expected \"%s\"", given, SP_FMT(got),
             expected);
  assert_str(sp_scrub(&arena, got), expected);
  sp_arena_release(&arena);
}

static void
harmless_words_stay_as_they_are(void **state)
{
  (void)state;
  assert_true(SP_ARRAY_LEN(harmless) >= 200);
  for (size_t i = 0; i < SP_ARRAY_LEN(harmless); i++)
    assert_scrubbed(harmless[i], harmless[i]);
}

static void
phones_go(void **state)
{
  (void)state;
  assert_scrubbed("ring 01621 854477 today", "ring [phone] today");
  assert_scrubbed("(01621) 854-477", "[phone]");
  assert_scrubbed("+44 (0)1621 854477", "[phone]");
  assert_scrubbed("0044 1621 854477", "[phone]");
  assert_scrubbed("0 7 7 0 0 9 0 0 1 2 3", "[phone]");
  assert_scrubbed("O77OO 9OO123", "[phone]");
  assert_scrubbed("oh double seven oh oh nine oh oh one two three", "[phone]");
  assert_scrubbed("854477", "[number]");
}

static void
numbers_of_persons_go(void **state)
{
  (void)state;
  assert_scrubbed("my ni QQ123456C ok", "my ni [ni number] ok");
  assert_scrubbed("qq 12 34 56 c", "[ni number]");
  assert_scrubbed("QQ-12-34-56-C", "[ni number]");
  assert_scrubbed("QQ123456", "[ni number]");
  assert_scrubbed("943 476 5919", "[nhs number]");
  assert_scrubbed("9434765919", "[nhs number]");
  assert_scrubbed("4111 1111 1111 1111", "[card]");
  assert_scrubbed("4111-1111-1111-1111", "[card]");
  assert_scrubbed("12-34-56", "[account]");
  assert_scrubbed("12 34 56 12345678", "[account]");
  assert_scrubbed("MORGA 657054 SM9IJ", "[reference]");
  assert_scrubbed("account 7001234x", "account [reference]");
}

static void
postcodes_go_however_they_are_typed(void **state)
{
  (void)state;
  assert_scrubbed("bins CM9 5DL", "bins [postcode]");
  assert_scrubbed("cm95dl", "[postcode]");
  assert_scrubbed("cm9  5dl", "[postcode]");
  assert_scrubbed("c m 9 5 d l", "[postcode]");
  assert_scrubbed("CM 9-5DL, bins", "[postcode], bins");
  assert_scrubbed("W1A 1AA", "[postcode]");
  assert_scrubbed("EC1A1BB", "[postcode]");
  assert_scrubbed("GIR 0AA", "[postcode]");
  /* Nobody's area, but the form is clear. */
  assert_scrubbed("zz9 5dl", "[postcode]");
}

static void
addresses_of_the_net_go(void **state)
{
  (void)state;
  assert_scrubbed("j.smith+x@example.org bins", "[email] bins");
  assert_scrubbed("j.smith @ example . com", "[email]");
  assert_scrubbed("jsmith at gmail dot com", "[email]");
  assert_scrubbed("jsmith (at) gmail.com", "[email]");
  assert_scrubbed("@jsmith", "[email]");
  assert_scrubbed("jon[at]acme.com", "[email]");
  assert_scrubbed("jon_smith(at)acme.co.uk", "[email]");
  assert_scrubbed("jon at acme dot com", "[email]");
  assert_scrubbed("jon.smith at mycompany.com", "[email]");
  assert_scrubbed("see https://x.example/a?token=abc now", "see [link] now");
  assert_scrubbed("www.example.org/me", "[link]");
  assert_scrubbed("pay.example.org/bill?ref=abc", "[link]");
}

static void
dates_with_a_year_go(void **state)
{
  (void)state;
  assert_scrubbed("born 12/03/1956", "born [date]");
  assert_scrubbed("12.3.56", "[date]");
  assert_scrubbed("1/4/56 3", "[date] 3");
  assert_scrubbed("1956-03-12", "[date]");
  assert_scrubbed("12 03 1956", "[date]");
  assert_scrubbed("12th of March 1956", "[date]");
  assert_scrubbed("march 12th, 1956", "[date]");
  assert_scrubbed("12-mar-56", "[date]");
}

static void
registrations_go(void **state)
{
  (void)state;
  assert_scrubbed("abandoned car AB12 CDE", "abandoned car [vehicle]");
  assert_scrubbed("ab12cde", "[vehicle]");
  assert_scrubbed("AB-12-CDE", "[vehicle]");
  assert_scrubbed("ab 12 cde", "[vehicle]");
  assert_scrubbed("k123 xyz", "[vehicle]");
  assert_scrubbed("k12xyz", "[vehicle]");
  assert_scrubbed("xyz 123k", "[vehicle]");
}

static void
lookalikes_hide_nothing(void **state)
{
  (void)state;
  assert_scrubbed("٠١٦٢١ ٨٥٤٤٧٧", "[phone]");
  assert_scrubbed("０１６２１８５４４７７", "[phone]");
  assert_scrubbed("𝟎𝟏𝟔𝟐𝟏𝟖𝟓𝟒𝟒𝟕𝟕", "[phone]");
  assert_scrubbed("⓪①⑥②①⑧⑤④④⑦⑦", "[phone]");
  assert_scrubbed("0\u20e31\u20e36\u20e32\u20e31\u20e38\u20e3", "[number]");
  assert_scrubbed("0\u200b1\u200d6\u2060211\xc2\xad"
                  "85447",
                  "[phone]");
  assert_scrubbed("ＣＭ９\u30005ＤＬ", "[postcode]");
  assert_scrubbed("СМ9 5DL", "[postcode]"); /* Cyrillic С and М */
  assert_scrubbed("c\u217d9 5dl 854\u2212477", "c\u217d9 5dl [number]");
  assert_scrubbed("a＠example.org", "[email]");
}

static void
bytes_that_are_no_text_are_dropped(void **state)
{
  struct sp_arena arena = {0};

  (void)state;
  assert_scrubbed("bo\xffx", "box");
  assert_scrubbed("016\xff"
                  "21854\xc3"
                  "477",
                  "[phone]");
  assert_scrubbed("a\x1b[31mb\tc", "a [31mb c");
  assert_scrubbed("\xe2\x80\xae"
                  "abc",
                  "abc");
  assert_str(sp_scrub(&arena, sp_str_n("a\0b", 3)), "a b");
  assert_str(sp_scrub(&arena, sp_str_n(NULL, 0)), "");
  sp_arena_release(&arena);
}

static void
markers_stay_and_join_nothing(void **state)
{
  (void)state;
  assert_scrubbed("[phone] [postcode]", "[phone] [postcode]");
  assert_scrubbed("123[phone]456", "123[phone]456");
  assert_scrubbed("[email]@x", "[email][email]");
}

static void
text_of_any_length_is_bounded(void **state)
{
  struct sp_arena arena = {0};
  struct sp_buf buf;
  struct sp_str got;

  (void)state;
  sp_buf_init(&buf, 1 << 20);
  for (int i = 0; i < 3000; i++)
    sp_buf_puts(&buf, "w1a1aa ");
  got = sp_scrub(&arena, sp_buf_str(&buf));
  assert_true(got.len <= SP_SCRUB_MAX && got.len > 0);
  assert_true(sp_str_eq(sp_scrub(&arena, got), got));
  sp_buf_clear(&buf);
  for (size_t i = 0; i < SP_SCRUB_MAX - 12; i++)
    sp_buf_putc(&buf, i % 5 == 4 ? ' ' : 'x');
  sp_buf_puts(&buf, " 01621 854477"); /* the limit is within it */
  got = sp_scrub(&arena, sp_buf_str(&buf));
  assert_false(sp_str_has(got, "016"));
  sp_buf_clear(&buf);
  for (size_t i = 0; i < 2 * SP_SCRUB_MAX; i++)
    sp_buf_putc(&buf, 'x');
  assert_str(sp_scrub(&arena, sp_buf_str(&buf)), "");
  sp_buf_release(&buf);
  sp_arena_release(&arena);
}

/* ---- ten thousand planted ones ---- */

static uint64_t seed;

static unsigned
below(unsigned n)
{
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (unsigned)((seed >> 16) % n);
}

static char
pick(const char *from)
{
  return from[below((unsigned)strlen(from))];
}

static const char *
pick_of(const char *const *list, size_t count)
{
  return list[below((unsigned)count)];
}
#define PICK(...)                                                              \
  pick_of((const char *const[]){__VA_ARGS__},                                  \
          SP_ARRAY_LEN(((const char *const[]){__VA_ARGS__})))

/* What is planted: its characters, which must not come through `window` in a
 * row, and the way it is typed. */
struct planted {
  char core[64];
  char typed[512];
  size_t window;
};

static void
add_typed(struct planted *p, const char *text)
{
  size_t len = strlen(p->typed);

  (void)snprintf(p->typed + len, sizeof(p->typed) - len, "%s", text);
}

/* One character as somebody's keyboard has it. */
static void
type_char(struct planted *p, char c, unsigned disguise)
{
  char utf8[5] = {c, '\0'};
  bool is_digit = c >= '0' && c <= '9';

  if (disguise == 1 && is_digit)
    utf8[sp_utf8_put(utf8, 0x660 + (uint32_t)(c - '0'))] = '\0';
  else if (disguise == 2)
    utf8[sp_utf8_put(utf8, 0xFF01 + (uint32_t)(c - '!'))] = '\0';
  else if (disguise == 3 && is_digit)
    utf8[sp_utf8_put(utf8, 0x6F0 + (uint32_t)(c - '0'))] = '\0';
  else if (c >= 'a' && c <= 'z' && below(2))
    utf8[0] = (char)(c - 'a' + 'A');
  add_typed(p, utf8);
  if (disguise == 4)
    add_typed(p, PICK("\u200b", "\u200d", "\u2060", "\xc2\xad", "\ufeff"));
}

/* Fill a form: d any digit, D not 0, l any letter, p a letter of a plate; '~'
 * is a gap of `gap`, '?' the same or none; others are themselves. */
static void
fill(struct planted *p, const char *form, const char *gap)
{
  unsigned disguise = below(3) == 0 ? 1 + below(4) : 0;

  memset(p, 0, sizeof(*p));
  p->window = 6;
  for (; *form; form++) {
    char c = *form;

    if (c == '~' || c == '?') {
      if (c == '~' || below(2))
        add_typed(p, gap);
      continue;
    }
    if (c == 'd')
      c = pick("0123456789");
    else if (c == 'D')
      c = pick("123456789");
    else if (c == 'l')
      c = pick("abcdefghijklmnopqrstuvwxyz");
    else if (c == 'p')
      c = pick("bcdfjklmnrsvxz"); /* no word of three */
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
      p->core[strlen(p->core)] = c;
    type_char(p, c, disguise);
  }
}

static void
plant_number(struct planted *p)
{
  const char *gap = PICK(" ", "-", ".", " - ", "  ", "/", "\u2013", "\u00a0");
  static const char *const form[] = {"0DdDD?dddddd",
                                     "0DdD?ddd?dddd",
                                     "07ddd?dddddd",
                                     "07ddd~ddd~ddd",
                                     "(0Dddd)~dddddd",
                                     "+44~7ddd~dddddd",
                                     "+44~(0)Dddd~dddddd",
                                     "0044~Dddd?dddddd",
                                     "02d~dddd~dddd",
                                     "0~7~d~d~d~d~d~d~d~d~d",
                                     "07~dd~dd~dd~dd~d",
                                     "Ddd~ddd~dddd",
                                     "Ddd?ddd?dddd",
                                     "4ddd~dddd~dddd~dddd",
                                     "5ddddddddddddddd",
                                     "37dd~dddddd~ddddd",
                                     "dd~dd~dd",
                                     "dd~dd~dd~dddddddd",
                                     "dddddd~dddddddd",
                                     "dddddddd",
                                     "ddddddddd",
                                     "DddddddddD",
                                     "Ddddddd"};

  fill(p, pick_of(form, SP_ARRAY_LEN(form)), gap);
}

static void
plant_code(struct planted *p)
{
  static const char *const form[] = {"pp?dd?dd?dd?a", "ppddddddd", "ppddddddb",
                                     "p~p~dd~dd~dd~c", "ll~dd~dd~dd~d"};

  fill(p, pick_of(form, SP_ARRAY_LEN(form)), PICK(" ", "-", ".", " - "));
}

static void
plant_postcode(struct planted *p)
{
  const char *area =
      PICK("cm", "co", "ss", "m", "e", "w", "sw", "ig", "b", "n");
  static const char *const rest[] = {"D?dww", "D~dww", "Dd?dww", "Dd~dww",
                                     "D~d~w~w"};
  char form[32];
  const char *tail = pick_of(rest, SP_ARRAY_LEN(rest));
  size_t n = (size_t)snprintf(form, sizeof(form), "%s", area);

  for (; *tail; tail++)
    form[n++] = *tail == 'w' ? pick("abefghjnqrstuwxyz") : *tail;
  form[n] = '\0';
  fill(p, form, PICK(" ", "  ", "-", ".", " - "));
  p->window = 5;
}

static void
plant_vehicle(struct planted *p)
{
  static const char *const form[] = {"ppDd?ppp", "pDddppp", "pDdppp", "pppDddp",
                                     "k1dd~ppp"};

  fill(p, pick_of(form, SP_ARRAY_LEN(form)), PICK(" ", "-"));
}

static void
plant_date(struct planted *p)
{
  static const char *const month[] = {"jan", "march", "sep", "December", "aug"};
  int day = 1 + (int)below(28), year = 1920 + (int)below(100);
  const char *sep = PICK("/", "-", ".");

  memset(p, 0, sizeof(*p));
  switch (below(4)) {
  case 0:
    (void)snprintf(p->typed, sizeof(p->typed), "%02d%s%02u%s%d", day, sep,
                   1 + below(12), sep, year);
    break;
  case 1:
    (void)snprintf(p->typed, sizeof(p->typed), "%d%s%u%s%02d", day, sep,
                   1 + below(12), sep, year % 100);
    break;
  case 2:
    (void)snprintf(p->typed, sizeof(p->typed), "%d %s %d", day,
                   pick_of(month, SP_ARRAY_LEN(month)), year);
    break;
  default:
    (void)snprintf(p->typed, sizeof(p->typed), "%d-%02u-%02d", year,
                   1 + below(12), day);
  }
  for (const char *c = p->typed; *c; c++)
    if (*c != ' ' && *c != *sep && *c != '-')
      p->core[strlen(p->core)] = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
  p->window = strlen(p->core);
}

static void
plant_email(struct planted *p)
{
  const char *at = PICK("@", "@", " @ ", "@ ", "\uff20");
  char name[] = "zzqxvwkj";

  memset(p, 0, sizeof(*p));
  for (size_t i = 0; i < sizeof(name) - 1; i++)
    name[i] = pick("bcdfghjkmnpqrstvwxz");
  (void)snprintf(p->typed, sizeof(p->typed), "%s%s%s%s%s", PICK("", "a.", "x_"),
                 name, PICK("", "1", "+bins"), at,
                 PICK("example.org", "gmail.com", "my-firm.co.uk"));
  if (below(4) == 0)
    (void)snprintf(p->typed, sizeof(p->typed), "%s at gmail dot com", name);
  if (below(6) == 0)
    (void)snprintf(p->typed, sizeof(p->typed),
                   "https://example.org/x?key=%s&y=1", name);
  (void)snprintf(p->core, sizeof(p->core), "%s", name);
  p->window = sizeof(name) - 1;
}

/* Letters and digits of the text, in the form of a core. */
static void
reduce(struct sp_str text, char *out)
{
  size_t n = 0;

  for (size_t at = 0; at < text.len;) {
    uint32_t c = sp_utf8_next(text, &at);

    if (c >= 0xFF01 && c <= 0xFF5E)
      c -= 0xFF01 - '!';
    else if (c >= 0x660 && c <= 0x669)
      c -= 0x660 - '0';
    else if (c >= 0x6F0 && c <= 0x6F9)
      c -= 0x6F0 - '0';
    if (c >= 'A' && c <= 'Z')
      c += 32;
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
      out[n++] = (char)c;
  }
  out[n] = '\0';
}

/* Does any piece of the core, so long as its window, stand in the text? */
static bool
survives(const struct planted *p, struct sp_str text)
{
  char kept[SP_SCRUB_MAX + 1], piece[64];
  size_t len = strlen(p->core), window = p->window < len ? p->window : len;

  reduce(text, kept);
  for (size_t i = 0; i + window <= len; i++) {
    memcpy(piece, p->core + i, window);
    piece[window] = '\0';
    if (strstr(kept, piece) != NULL)
      return true;
  }
  return false;
}

static const char *
some_word(void)
{
  return PICK("bin", "missed", "council tax", "arrears", "my", "number is",
              "please", "3", "band d", "a4", "£45", "2025", "pothole", "for",
              "cm9", "tel:", "ref", "is", "at", "noise", "a", "2 bins", "dob",
              "car", "école", "垃圾", "?", "-", "(", "b1 form", "");
}

static void
nothing_planted_survives(void **state)
{
  static void (*const plant[])(struct planted *) = {
      plant_number,  plant_number, plant_code, plant_postcode,
      plant_vehicle, plant_date,   plant_email};
  unsigned failed = 0;

  (void)state;
  seed = SEED;
  for (int i = 0; i < CASES; i++) {
    struct sp_arena arena = {0};
    struct planted p;
    struct sp_str got, text;

    plant[below(SP_ARRAY_LEN(plant))](&p);
    text = sp_arena_fmt(&arena, "%s %s %s %s %s", some_word(), some_word(),
                        p.typed, some_word(), some_word());
    got = sp_scrub(&arena, text);
    if (survives(&p, got) && ++failed <= 20)
      print_message("# \"%.*s\" became \"%.*s\"\n", SP_FMT(text), SP_FMT(got));
    assert_int_equal(sp_utf8_check(got), got.len);
    assert_true(sp_str_eq(sp_scrub(&arena, got), got));
    sp_arena_release(&arena);
  }
  assert_int_equal(failed, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(harmless_words_stay_as_they_are),
      cmocka_unit_test(phones_go),
      cmocka_unit_test(numbers_of_persons_go),
      cmocka_unit_test(postcodes_go_however_they_are_typed),
      cmocka_unit_test(addresses_of_the_net_go),
      cmocka_unit_test(dates_with_a_year_go),
      cmocka_unit_test(registrations_go),
      cmocka_unit_test(lookalikes_hide_nothing),
      cmocka_unit_test(bytes_that_are_no_text_are_dropped),
      cmocka_unit_test(markers_stay_and_join_nothing),
      cmocka_unit_test(text_of_any_length_is_bounded),
      cmocka_unit_test(nothing_planted_survives),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
