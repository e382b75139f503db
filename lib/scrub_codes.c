/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/scrub_codes.c - codes of letters and digits: National Insurance numbers,
 * driving licences, postcodes, registrations. */
#include "lib/scrub_parts.h"

#define GAP_MAX 3 /* cells between two characters of a code */

static const struct sp_scrub_found nothing = {0, NULL};

static bool
is_gap(char c)
{
  return c == ' ' || c == '-' || c == '.' || c == '/' || c == ',' || c == '_' ||
         c == ':' || c == '\\' || c == '*';
}

static bool
is_of_class(char c, char class)
{
  switch (class) {
  case 'a':
    return sp_scrub_is_letter(c);
  case '9':
    return sp_scrub_is_digit(c);
  case '0': /* or what is typed for it */
    return sp_scrub_is_digit(c) || c == 'o' || c == 'i' || c == 'l';
  default:
    return c == class;
  }
}

/* A code of this form (a: letter, 9: digit, 0: digit or what looks like one)
 * from i to the end of a word, with gaps anywhere within.  Its end, or 0;
 * *gaps has bit k for a gap before its k-th character, and got[] those without
 * gaps. */
static size_t
match(const struct sp_scrub_cells *t, size_t i, const char *form,
      unsigned *gaps, char *got)
{
  *gaps = 0;
  for (size_t k = 0; form[k] != '\0'; k++, i++) {
    size_t from = i;

    while (k > 0 && i < from + GAP_MAX && is_gap(sp_scrub_cell(t, i)))
      i++;
    if (i > from)
      *gaps |= 1U << k;
    if (!is_of_class(sp_scrub_cell(t, i), form[k]))
      return 0;
    got[k] = t->c[i];
  }
  return sp_scrub_is_word(sp_scrub_cell(t, i)) ? 0 : i;
}

struct sp_scrub_found
sp_scrub_find_insurance(const struct sp_scrub_cells *t, size_t i)
{
  unsigned gaps;
  char got[16];
  size_t end = match(t, i, "aa000000a", &gaps, got), digits = 0;

  for (size_t k = 2; end > 0 && k < 8; k++)
    digits += sp_scrub_is_digit(got[k]);
  /* Six letters that look like digits are a word. */
  if (end > 0 && digits >= 4)
    return (struct sp_scrub_found){end - i, "[ni number]"};
  /* Without its last letter only when the first two are no word. */
  end = match(t, i, "aa999999", &gaps, got);
  if (end > 0 && (gaps & 4) == 0)
    return (struct sp_scrub_found){end - i, "[ni number]"};
  end = match(t, i, "aaaaa999999aa9aa", &gaps, got); /* a driving licence */
  if (end > 0)
    return (struct sp_scrub_found){end - i, "[reference]"};
  return nothing;
}

/* ---- postcodes ---- */

static const char areas[] =
    "|ab|al|b|ba|bb|bd|bf|bh|bl|bn|br|bs|bt|bx|ca|cb|cf|ch|cm|co|cr|ct|cv|cw|"
    "da|"
    "dd|de|dg|dh|dl|dn|dt|dy|e|ec|eh|en|ex|fk|fy|g|gl|gu|gy|ha|hd|hg|hp|hr|hs|"
    "hu|hx|ig|im|ip|iv|je|ka|kt|kw|ky|l|la|ld|le|ll|ln|ls|lu|m|me|mk|ml|n|ne|"
    "ng|"
    "nn|np|nr|nw|ol|ox|pa|pe|ph|pl|po|pr|qc|rg|rh|rm|s|sa|se|sg|sk|sl|sm|sn|so|"
    "sp|sr|ss|st|sw|sy|ta|td|tf|tn|tq|tr|ts|tw|ub|w|wa|wc|wd|wf|wn|wr|ws|wv|xx|"
    "yo|ze|";

static bool
is_area(const char *letters, size_t n)
{
  char wanted[8] = "|";

  memcpy(wanted + 1, letters, n);
  wanted[n + 1] = '|';
  return sp_str_has(sp_str(areas), wanted);
}

/* 1st, 2nd, 3rd, 5th */
static bool
is_ordinal(const char *inward)
{
  char d = inward[0];
  const char *end = d == '1' ? "st" : d == '2' ? "nd" : d == '3' ? "rd" : "th";

  return memcmp(inward + 1, end, 2) == 0;
}

/* A quantity or a time: 5pm, 5km */
static bool
is_quantity(const char *inward)
{
  static const char units[] = "am|pm|km|cm|mm|ml|mg|mb|kg|kw|kv|cl|";

  for (size_t i = 0; i + 2 < sizeof(units); i += 3)
    if (memcmp(inward + 1, units + i, 2) == 0)
      return true;
  return false;
}

/* Letters that the second half never has. */
static bool
is_inward(const char *inward)
{
  return strchr("cikmov", inward[1]) == NULL &&
         strchr("cikmov", inward[2]) == NULL;
}

/* Is what was matched, `outward` characters before the last three, meant as a
 * postcode?  How it is spaced says how surely its letters must. */
static bool
is_postcode(const char *got, size_t outward, unsigned gaps)
{
  size_t letters = sp_scrub_is_letter(got[1]) ? 2 : 1;
  const char *inward = got + outward;
  bool is_known = is_area(got, letters) || memcmp(got, "gir", 3) == 0;
  bool is_regular = (gaps & ~(1U << outward)) == 0;

  if (!is_regular)
    return is_known && is_inward(inward);
  if (is_known)
    return !is_quantity(inward);
  return is_inward(inward) && !is_ordinal(inward);
}

struct sp_scrub_found
sp_scrub_find_postcode(const struct sp_scrub_cells *t, size_t i)
{
  static const struct {
    const char *form;
    unsigned char outward;
  } forms[] = {{"a99aa", 2},   {"a999aa", 3},  {"aa99aa", 3}, {"a9a9aa", 3},
               {"aa999aa", 4}, {"aa9a9aa", 4}, {"gir9aa", 3}};

  if (!sp_scrub_is_letter(t->c[i]))
    return nothing;
  for (size_t k = 0; k < SP_ARRAY_LEN(forms); k++) {
    unsigned gaps;
    char got[16] = "";
    size_t end = match(t, i, forms[k].form, &gaps, got);

    if (end > 0 && is_postcode(got, forms[k].outward, gaps))
      return (struct sp_scrub_found){end - i, "[postcode]"};
  }
  return nothing;
}

/* ---- registrations ---- */

/* Words of three letters that stand beside a road, a form or a postcode's first
 * half: "cm77 bin" is no car. */
static const char words[] =
    "age|aid|air|all|and|any|app|are|arm|art|ash|ask|bag|ban|bar|bay|bed|bee|"
    "bid|big|bin|bit|bow|box|boy|bug|bus|but|buy|bye|cab|can|cap|car|cat|cow|"
    "cut|day|did|dig|dim|doc|dog|dry|due|ear|eat|egg|end|eye|fan|far|fee|few|"
    "fit|fix|fly|fog|for|fox|fun|fur|gap|gas|get|god|got|gum|gun|guy|gym|had|"
    "has|hat|hay|hen|her|hgv|him|his|hit|hmo|hop|hot|how|hub|hut|ice|ill|ink|"
    "inn|its|jam|job|key|kid|kit|lab|law|lay|led|leg|let|lid|lie|lit|log|lot|"
    "low|mad|man|map|may|men|met|mix|mot|mud|net|new|nhs|not|now|nut|oak|odd|"
    "off|oil|old|one|our|out|own|pad|pan|pay|pcn|pdf|pen|per|pet|pie|pig|pin|"
    "pip|pit|pot|pub|put|ran|rat|raw|red|rid|row|rub|run|sad|say|sea|see|set|"
    "sew|sex|she|sit|six|sky|son|sun|tap|tax|tea|ten|the|tie|tip|toe|too|top|"
    "toy|tub|two|use|van|via|war|was|way|web|wet|who|why|win|won|yes|"
    "yet|you|zoo|apr|aug|dec|feb|jan|jul|jun|mar|nov|oct|sep|mon|tue|wed|thu|"
    "fri|sat|doe|cct|vat|esa|dla|jsa|sen|eyp|epc|foi|mph|kwh|sqm|ltd|";

static bool
is_word(const char *letters)
{
  for (size_t i = 0; i + 3 < sizeof(words); i++)
    if (memcmp(words + i, letters, 3) == 0 && words[i + 3] == '|' &&
        (i == 0 || words[i - 1] == '|'))
      return true;
  return false;
}

struct sp_scrub_found
sp_scrub_find_vehicle(const struct sp_scrub_cells *t, size_t i)
{
  static const struct {
    const char *form;
    unsigned gap;   /* those that it may have */
    size_t letters; /* where its three letters begin */
  } forms[] = {{"aa99aaa", 1U << 2 | 1U << 4, 4},
               {"a999aaa", 1U << 4, 4},
               {"a99aaa", 0, 3},
               {"a9aaa", 0, 2},
               {"aaa999a", 1U << 3, 0},
               {"aaa99a", 0, 0}};

  if (!sp_scrub_is_letter(t->c[i]))
    return nothing;
  for (size_t k = 0; k < SP_ARRAY_LEN(forms); k++) {
    unsigned gaps;
    char got[16];
    size_t end = match(t, i, forms[k].form, &gaps, got);

    if (end > 0 && (gaps & ~forms[k].gap) == 0 &&
        !is_word(got + forms[k].letters))
      return (struct sp_scrub_found){end - i, "[vehicle]"};
  }
  return nothing;
}
