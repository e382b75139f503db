/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/events_ratings.h"

void
sp_events_cell(FILE *out, struct sp_str s)
{
  (void)fputc('"', out);
  if (s.len > 0 && strchr("=+-@", s.ptr[0]) != NULL)
    (void)fputc('\'', out);
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == '"')
      (void)fputc('"', out);
    (void)fputc(s.ptr[i], out);
  }
  (void)fputc('"', out);
}

static void
print_said(struct sp_arena *arena, FILE *out, const struct sp_said *one)
{
  (void)fprintf(out, "    %.*s", SP_FMT(sp_when_long_date(arena, one->day)));
  if (one->occasions > 1)
    (void)fprintf(out, ", %llu times", (unsigned long long)one->occasions);
  (void)fprintf(out, ": '%.*s'\n", SP_FMT(one->words));
}

void
sp_ratings_text(struct sp_arena *arena, FILE *out, bool is_there,
                const struct sp_ratings *ratings)
{
  (void)fputs("Is this page useful? Answers on the residents' site\n\n", out);
  if (!is_there)
    (void)fputs("Nothing has been remembered here.\n", out);
  else if (ratings->count == 0)
    (void)fputs("Nobody has answered in this time.\n", out);
  else
    (void)fputs("    no    yes  texts  page\n", out);
  for (size_t i = 0; i < ratings->count; i++) {
    const struct sp_rated *one = &ratings->item[i];

    (void)fprintf(out, "%6llu %6llu %6llu  %.*s\n", (unsigned long long)one->no,
                  (unsigned long long)one->yes, (unsigned long long)one->texts,
                  SP_FMT(one->page));
    for (size_t j = 0; j < one->saids; j++)
      print_said(arena, out, &one->said[j]);
  }
}

static void
print_page_row(FILE *out, const struct sp_rated *one)
{
  sp_events_cell(out, one->page);
  (void)fprintf(out, ",%llu,%llu,%llu\r\n", (unsigned long long)one->yes,
                (unsigned long long)one->no, (unsigned long long)one->texts);
}

void
sp_ratings_csv(FILE *out, const struct sp_ratings *ratings, bool with_words)
{
  (void)fputs(with_words ? "page,day,times,words\r\n" : "page,yes,no,texts\r\n",
              out);
  for (size_t i = 0; i < ratings->count; i++) {
    const struct sp_rated *one = &ratings->item[i];

    if (!with_words)
      print_page_row(out, one);
    for (size_t j = 0; with_words && j < one->saids; j++) {
      sp_events_cell(out, one->page);
      (void)fprintf(out, ",%.*s,%llu,", SP_FMT(one->said[j].day),
                    (unsigned long long)one->said[j].occasions);
      sp_events_cell(out, one->said[j].words);
      (void)fputs("\r\n", out);
    }
  }
}

static json_t *
json_of(const struct sp_rated *one, bool with_words)
{
  json_t *page =
      json_pack("{s:s%, s:I, s:I, s:I}", "page", one->page.ptr, one->page.len,
                "yes", (json_int_t)one->yes, "no", (json_int_t)one->no, "texts",
                (json_int_t)one->texts);
  json_t *said = with_words ? json_array() : NULL;

  for (size_t i = 0; said != NULL && i < one->saids; i++)
    (void)json_array_append_new(
        said, json_pack("{s:s%, s:I, s:s%}", "day", one->said[i].day.ptr,
                        one->said[i].day.len, "times",
                        (json_int_t)one->said[i].occasions, "words",
                        one->said[i].words.ptr, one->said[i].words.len));
  if (said != NULL)
    (void)json_object_set_new(page, "words", said);
  return page;
}

json_t *
sp_ratings_json(const struct sp_ratings *ratings, bool with_words)
{
  json_t *pages = json_array();

  for (size_t i = 0; pages != NULL && i < ratings->count; i++)
    (void)json_array_append_new(pages, json_of(&ratings->item[i], with_words));
  return json_pack("{s:s, s:o}", "site", "public", "pages", pages);
}
