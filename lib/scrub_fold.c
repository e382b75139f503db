/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/scrub_fold.c - every character as the one that it looks like. */
#include "lib/scrub_parts.h"

#include "lib/text.h"

struct range {
  uint32_t from, to;
};

static bool
is_in(const struct range *table, size_t count, uint32_t c)
{
  for (size_t i = 0; i < count; i++)
    if (c >= table[i].from && c <= table[i].to)
      return true;
  return false;
}

bool
sp_scrub_is_control(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

bool
sp_scrub_is_invisible(uint32_t c)
{
  static const struct range table[] = {
      {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},
      {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
      {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x206F},
      {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
      {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x1BCA0, 0x1BCA3},
      {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}, {0xFFFE, 0xFFFF}};

  return c >= 0xAD && is_in(table, SP_ARRAY_LEN(table), c);
}

/* Marks that stand on the character before them, such as the box of a keycap:
 * "0\u20e3" reads as 0. */
static bool
is_mark(uint32_t c)
{
  static const struct range table[] = {
      {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},
      {0x610, 0x61A},   {0x64B, 0x65F},   {0x1AB0, 0x1AFF},
      {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F}};

  return c >= 0x300 && is_in(table, SP_ARRAY_LEN(table), c);
}

/* ---- digits ---- */

/* The zeros of scripts whose ten digits follow one another. */
static const uint32_t zero[] = {
    0x660,   0x6F0,   0x7C0,   0x966,   0x9E6,   0xA66,   0xAE6,   0xB66,
    0xBE6,   0xC66,   0xCE6,   0xD66,   0xDE6,   0xE50,   0xED0,   0xF20,
    0x1040,  0x1090,  0x17E0,  0x1810,  0x1946,  0x19D0,  0x1A80,  0x1A90,
    0x1B50,  0x1BB0,  0x1C40,  0x1C50,  0x2080,  0xA620,  0xA8D0,  0xA900,
    0xA9D0,  0xA9F0,  0xAA50,  0xABF0,  0xFF10,  0x104A0, 0x10D30, 0x11066,
    0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0,
    0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16B50,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950,
    0x1FBF0};
/* The ones of those without a zero, or with it elsewhere. */
static const uint32_t one[] = {0x2460, 0x2474, 0x2488, 0x24F5,
                               0x2776, 0x2780, 0x278A};
static const struct {
  uint32_t c;
  char digit;
} lone[] = {{0xB2, '2'},   {0xB3, '3'},   {0xB9, '1'},   {0x2070, '0'},
            {0x2074, '4'}, {0x2075, '5'}, {0x2076, '6'}, {0x2077, '7'},
            {0x2078, '8'}, {0x2079, '9'}, {0x24EA, '0'}, {0x24FF, '0'},
            {0x3007, '0'}, {0x4E00, '1'}, {0x4E8C, '2'}, {0x4E09, '3'},
            {0x56DB, '4'}, {0x4E94, '5'}, {0x516D, '6'}, {0x4E03, '7'},
            {0x516B, '8'}, {0x4E5D, '9'}};

static char
digit_of(uint32_t c)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(zero); i++)
    if (c >= zero[i] && c < zero[i] + 10)
      return (char)('0' + (c - zero[i]));
  for (size_t i = 0; i < SP_ARRAY_LEN(one); i++)
    if (c >= one[i] && c < one[i] + 9)
      return (char)('1' + (c - one[i]));
  for (size_t i = 0; i < SP_ARRAY_LEN(lone); i++)
    if (c == lone[i].c)
      return lone[i].digit;
  return '\0';
}

/* ---- letters ---- */

/* Letters of Greek and Cyrillic, and signs, that look like ours. */
static const struct {
  uint32_t c;
  char letter;
} twin[] = {
    {0x212A, 'k'}, {0x212B, 'a'}, {0x391, 'a'}, {0x392, 'b'}, {0x395, 'e'},
    {0x396, 'z'},  {0x397, 'h'},  {0x399, 'i'}, {0x39A, 'k'}, {0x39C, 'm'},
    {0x39D, 'n'},  {0x39F, 'o'},  {0x3A1, 'p'}, {0x3A4, 't'}, {0x3A5, 'y'},
    {0x3A7, 'x'},  {0x3BF, 'o'},  {0x3BA, 'k'}, {0x3C1, 'p'}, {0x405, 's'},
    {0x455, 's'},  {0x406, 'i'},  {0x456, 'i'}, {0x408, 'j'}, {0x458, 'j'},
    {0x410, 'a'},  {0x430, 'a'},  {0x412, 'b'}, {0x432, 'b'}, {0x415, 'e'},
    {0x435, 'e'},  {0x41A, 'k'},  {0x43A, 'k'}, {0x41C, 'm'}, {0x43C, 'm'},
    {0x41D, 'h'},  {0x43D, 'h'},  {0x41E, 'o'}, {0x43E, 'o'}, {0x420, 'p'},
    {0x440, 'p'},  {0x421, 'c'},  {0x441, 'c'}, {0x422, 't'}, {0x442, 't'},
    {0x423, 'y'},  {0x443, 'y'},  {0x425, 'x'}, {0x445, 'x'}};
/* Alphabets of 26 in a row: circled, squared, of flags. */
static const uint32_t alphabet[] = {0x249C,  0x24B6,  0x24D0,  0x1F110,
                                    0x1F130, 0x1F150, 0x1F170, 0x1F1E6};

static char
letter_of(uint32_t c)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(twin); i++)
    if (c == twin[i].c)
      return twin[i].letter;
  for (size_t i = 0; i < SP_ARRAY_LEN(alphabet); i++)
    if (c >= alphabet[i] && c < alphabet[i] + 26)
      return (char)('a' + (c - alphabet[i]));
  if (c >= 0x1D400 && c < 0x1D6A4) /* mathematical */
    return (char)('a' + (c - 0x1D400) % 26);
  return '\0';
}

/* ---- signs ---- */

static char
sign_of(uint32_t c)
{
  static const struct range dashes[] = {
      {0x2010, 0x2015}, {0x2043, 0x2043}, {0x2212, 0x2212}, {0xFE58, 0xFE58},
      {0xFE63, 0xFE63}, {0xAF, 0xAF},     {0x2E3A, 0x2E3B}};
  static const struct range dots[] = {{0xB7, 0xB7},     {0x2022, 0x2022},
                                      {0x2024, 0x2024}, {0x3002, 0x3002},
                                      {0xFE52, 0xFE52}, {0xFF61, 0xFF61}};
  static const struct range spaces[] = {{0xA0, 0xA0},     {0x1680, 0x1680},
                                        {0x2000, 0x200A}, {0x202F, 0x202F},
                                        {0x205F, 0x205F}, {0x3000, 0x3000}};
  static const struct range signs[] = {
      {0xA1, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB8},     {0xBB, 0xBF},
      {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x2BFF}, {0x3001, 0x303F},
      {0xFE30, 0xFE6F}, {0xFFE0, 0xFFEF}, {0xFFFC, 0xFFFD}, {0x1F000, 0x1FAFF},
      {0xE000, 0xF8FF}};

  if (c == 0xA3 || c == 0xA2 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF) ||
      c == 0xFFE1)
    return SP_SCRUB_MONEY;
  if (c == 0x2044 || c == 0x2215)
    return '/';
  if (c == 0xFE6B)
    return '@';
  if (is_in(dashes, SP_ARRAY_LEN(dashes), c))
    return '-';
  if (is_in(dots, SP_ARRAY_LEN(dots), c))
    return '.';
  if (is_in(spaces, SP_ARRAY_LEN(spaces), c))
    return ' ';
  return is_in(signs, SP_ARRAY_LEN(signs), c) ? SP_SCRUB_SIGN : SP_SCRUB_LETTER;
}

static char
fold_ascii(char c)
{
  if (c >= 'A' && c <= 'Z')
    return (char)(c - 'A' + 'a');
  return c == SP_SCRUB_SIGN ? '?' : c;
}

char
sp_scrub_fold_char(uint32_t c)
{
  char found;

  if (c >= 0xFF01 && c <= 0xFF5E)
    c -= 0xFF01 - 0x21;
  if (c < 0x80)
    return fold_ascii((char)c);
  if (is_mark(c))
    return '\0';
  found = digit_of(c);
  if (found == '\0')
    found = letter_of(c);
  return found != '\0' ? found : sign_of(c);
}

/* ---- cells ---- */

size_t
sp_scrub_marker(struct sp_str text, size_t at)
{
  static const char *const marker[] = {"[email]",    "[link]",   "[ni number]",
                                       "[postcode]", "[date]",   "[nhs number]",
                                       "[vehicle]",  "[phone]",  "[card]",
                                       "[account]",  "[number]", "[reference]"};
  struct sp_str rest = sp_str_sub(text, at, text.len);

  for (size_t i = 0; i < SP_ARRAY_LEN(marker); i++)
    if (sp_str_starts(rest, marker[i]))
      return strlen(marker[i]);
  return 0;
}

void
sp_scrub_fold(struct sp_arena *arena, struct sp_str text,
              struct sp_scrub_cells *out)
{
  char *c = sp_arena_alloc(arena, text.len + 1);
  uint32_t *start = sp_arena_array(arena, uint32_t, text.len + 1);
  size_t count = 0;

  for (size_t at = 0; at < text.len;) {
    size_t from = at, n = sp_scrub_marker(text, at);
    char folded = SP_SCRUB_MARKER;

    if (n > 0)
      at += n;
    else
      folded = sp_scrub_fold_char(sp_utf8_next(text, &at));
    if (folded == '\0' && count > 0)
      continue;
    c[count] = folded != '\0' ? folded : SP_SCRUB_SIGN;
    start[count++] = (uint32_t)from;
  }
  start[count] = (uint32_t)text.len;
  out->text = text;
  out->c = c;
  out->at = start;
  out->count = count;
}

size_t
sp_scrub_word_end(const struct sp_scrub_cells *t, size_t i)
{
  while (i < t->count && sp_scrub_is_word(t->c[i]))
    i++;
  return i;
}

bool
sp_scrub_is(const struct sp_scrub_cells *t, size_t from, size_t to,
            const char *word)
{
  size_t len = strlen(word);

  return to - from == len && memcmp(t->c + from, word, len) == 0;
}

bool
sp_scrub_is_one(const struct sp_scrub_cells *t, size_t from, size_t to,
                const char *words)
{
  struct sp_str rest = sp_str(words), word;

  while (sp_str_split(&rest, '|', &word))
    if (word.len == to - from && memcmp(t->c + from, word.ptr, word.len) == 0)
      return true;
  return false;
}
