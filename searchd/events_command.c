/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/events_command.h"

#include "lib/doc.h"

#include "searchd/events_list.h"
#include "searchd/events_ratings.h"
#include "searchd/events_store.h"

#include <getopt.h>
#include <jansson.h>
#include <sys/stat.h>

#define SITES 2
#define DAYS_MAX 400 /* longer than anything is kept */

enum format { TEXT, JSON, CSV };

struct wish {
  struct sp_str state;
  bool is_wanted[SITES]; /* by enum sp_audience's order below */
  sp_day since;
  unsigned days; /* 0: by `since` alone */
  struct sp_str at;
  enum format format;
  bool help;
  bool feedback, words; /* not searches but answers; and what was said */
};

/* One of the two sites, and what it has. */
struct answer {
  enum sp_audience site;
  bool is_there;
  struct sp_list list;
};

static const enum sp_audience sites[SITES] = {SP_PUBLIC, SP_STAFF};

static const char help[] =
    "Usage: signpost-searchd events --state DIR [OPTION]...\n"
    "List the searches that found nothing or little, the newest month first; "
    "or "
    "with\n--feedback how residents answer \"Is this page useful?\", page by "
    "page.\n"
    "Works while the sites are served.\n\n"
    "      --state DIR              the folder that the server was given\n"
    "      --site public|staff      one of the two sites (default: both)\n"
    "      --since DATE             what was asked on or after 2026-11-01\n"
    "      --days N                 what was asked in the last N days\n"
    "      --feedback               answers, not searches\n"
    "      --words                  also what was written about each page\n"
    "      --format text|json|csv   how to write it (default: text)\n"
    "      --at INSTANT             act as of another moment (for tests)\n"
    "  -h, --help                   show this and exit\n";

/* ---- the command line ---- */

static enum sp_status
set_site(struct wish *wish, const char *value, struct sp_err *err)
{
  bool is_known = false;

  for (size_t i = 0; i < SITES; i++) {
    wish->is_wanted[i] = strcmp(value, sp_audience_name(sites[i])) == 0;
    is_known = is_known || wish->is_wanted[i];
  }
  return is_known ? SP_OK
                  : sp_fail(err, SP_E_USAGE,
                            "--site: '%s' is neither public nor staff", value);
}

static enum sp_status
set_since(struct wish *wish, const char *value, struct sp_err *err)
{
  struct sp_civil civil;

  if (!sp_civil_parse(sp_str(value), &civil) || civil.hour >= 0)
    return sp_fail(err, SP_E_USAGE,
                   "--since: '%s' is not a date: write 2026-11-01", value);
  wish->since = sp_day_of(&civil);
  return SP_OK;
}

static enum sp_status
set_days(struct wish *wish, const char *value, struct sp_err *err)
{
  struct sp_str rest = sp_str(value);
  unsigned days = 0;

  for (size_t i = 0; i < rest.len && days <= DAYS_MAX; i++)
    days = rest.ptr[i] >= '0' && rest.ptr[i] <= '9'
               ? days * 10 + (unsigned)(rest.ptr[i] - '0')
               : DAYS_MAX + 1;
  if (days == 0 || days > DAYS_MAX)
    return sp_fail(err, SP_E_USAGE, "--days: '%s' is not a number from 1 to %d",
                   value, DAYS_MAX);
  wish->days = days;
  return SP_OK;
}

static enum sp_status
set_format(struct wish *wish, const char *value, struct sp_err *err)
{
  static const char *const name[] = {
      [TEXT] = "text", [JSON] = "json", [CSV] = "csv"};

  for (size_t i = 0; i < SP_ARRAY_LEN(name); i++)
    if (strcmp(value, name[i]) == 0) {
      wish->format = (enum format)i;
      return SP_OK;
    }
  return sp_fail(err, SP_E_USAGE, "--format: '%s' is not text, json or csv",
                 value);
}

static enum sp_status
read_wish(int argc, char **argv, struct wish *wish, struct sp_err *err)
{
  static const struct option list[] = {{"state", required_argument, NULL, 's'},
                                       {"site", required_argument, NULL, 'w'},
                                       {"since", required_argument, NULL, 'd'},
                                       {"days", required_argument, NULL, 'n'},
                                       {"feedback", no_argument, NULL, 'b'},
                                       {"words", no_argument, NULL, 't'},
                                       {"format", required_argument, NULL, 'f'},
                                       {"at", required_argument, NULL, 'a'},
                                       {"help", no_argument, NULL, 'h'},
                                       {NULL, 0, NULL, 0}};
  enum sp_status status = SP_OK;
  int code;

  *wish = (struct wish){.is_wanted = {true, true}, .since = INT32_MIN};
  opterr = 0;
  optind = 1;
  while (status == SP_OK &&
         (code = getopt_long(argc, argv, ":h", list, NULL)) != -1) {
    switch (code) {
    case 's':
      wish->state = sp_str(optarg);
      break;
    case 'w':
      status = set_site(wish, optarg, err);
      break;
    case 'd':
      status = set_since(wish, optarg, err);
      break;
    case 'n':
      status = set_days(wish, optarg, err);
      break;
    case 'b':
      wish->feedback = true;
      break;
    case 't':
      wish->words = true;
      break;
    case 'f':
      status = set_format(wish, optarg, err);
      break;
    case 'a':
      wish->at = sp_str(optarg);
      break;
    case 'h':
      wish->help = true;
      return SP_OK;
    case ':':
      return sp_fail(err, SP_E_USAGE, "%s needs a value", argv[optind - 1]);
    default:
      return sp_fail(err, SP_E_USAGE, "events has no option %s",
                     argv[optind - 1]);
    }
  }
  if (status != SP_OK)
    return status;
  if (optind < argc)
    return sp_fail(err, SP_E_USAGE, "'%s' is not expected here", argv[optind]);
  if (wish->state.len == 0)
    return sp_fail(err, SP_E_USAGE, "where are the events? say --state DIR");
  if (wish->words && !wish->feedback)
    return sp_fail(err, SP_E_USAGE, "--words goes with --feedback");
  if (wish->feedback && !wish->is_wanted[0])
    return sp_fail(err, SP_E_USAGE,
                   "the staff site does not ask whether a page is useful");
  return SP_OK;
}

/* ---- text ---- */

/* "November 2026" */
static struct sp_str
month_title(struct sp_arena *arena, struct sp_str month)
{
  struct sp_str date =
      sp_when_long_date(arena, sp_arena_fmt(arena, "%.*s-01", SP_FMT(month)));

  return sp_str_sub(date, sp_str_find(date, ' ', 0) + 1, date.len);
}

static void
print_text_line(FILE *out, const struct sp_listed *one)
{
  (void)fprintf(out, "  %5llu %s: '%.*s'\n", (unsigned long long)one->occasions,
                one->occasions == 1 ? "time" : "times", SP_FMT(one->words));
}

static void
print_text(struct sp_arena *arena, FILE *out, const struct answer *answer)
{
  const struct sp_list *list = &answer->list;

  (void)fprintf(out, "Searches on the %s site\n",
                answer->site == SP_PUBLIC ? "residents'" : "advisors'");
  if (!answer->is_there)
    (void)fputs("\nNothing has been remembered here.\n", out);
  else if (list->count == 0)
    (void)fprintf(out, "\nNothing that was asked %d times.\n",
                  SP_STORE_OCCASIONS);
  for (size_t i = 0; i < list->count; i++) {
    const struct sp_listed *one = &list->item[i];
    bool is_new_month = i == 0 || !sp_str_eq(one->month, one[-1].month);

    if (is_new_month)
      (void)fprintf(out, "\n%.*s\n", SP_FMT(month_title(arena, one->month)));
    if (is_new_month || one->kind != one[-1].kind)
      (void)fprintf(out, "\n  %s\n", sp_event_kind_heading(one->kind));
    print_text_line(out, one);
  }
  if (list->hidden > 0)
    (void)fprintf(out,
                  "\n%llu other%s in the last %d days, not shown: asked fewer "
                  "than %d times.\n",
                  (unsigned long long)list->hidden,
                  list->hidden == 1 ? "" : "s", SP_STORE_DAYS,
                  SP_STORE_OCCASIONS);
}

/* ---- csv ---- */

static void
print_csv(FILE *out, const struct answer *answer)
{
  for (size_t i = 0; i < answer->list.count; i++) {
    const struct sp_listed *one = &answer->list.item[i];

    (void)fprintf(out, "%s,%.*s,%s,%llu,", sp_audience_name(answer->site),
                  SP_FMT(one->month), sp_event_kind_name(one->kind),
                  (unsigned long long)one->occasions);
    sp_events_cell(out, one->words);
    (void)fprintf(out, ",%u,%.*s\r\n", one->results, SP_FMT(one->last));
  }
}

/* ---- json ---- */

static json_t *
json_of(const struct answer *answer)
{
  json_t *items = json_array();

  for (size_t i = 0; items != NULL && i < answer->list.count; i++) {
    const struct sp_listed *one = &answer->list.item[i];

    (void)json_array_append_new(
        items,
        json_pack("{s:s%, s:s, s:I, s:s%, s:I, s:s%}", "month", one->month.ptr,
                  one->month.len, "found", sp_event_kind_name(one->kind),
                  "times", (json_int_t)one->occasions, "words", one->words.ptr,
                  one->words.len, "results", (json_int_t)one->results, "last",
                  one->last.ptr, one->last.len));
  }
  return json_pack("{s:s, s:o, s:I}", "site", sp_audience_name(answer->site),
                   "searches", items, "not_shown",
                   (json_int_t)answer->list.hidden);
}

static enum sp_status
print_json(FILE *out, const struct answer *answer, size_t count,
           struct sp_err *err)
{
  json_t *all = json_array();
  int failed = all == NULL;

  for (size_t i = 0; i < count; i++)
    failed = failed || json_array_append_new(all, json_of(&answer[i])) != 0;
  failed = failed || json_dumpf(all, out, JSON_INDENT(2)) != 0 ||
           fputc('\n', out) == EOF;
  json_decref(all);
  return failed ? sp_fail(err, SP_E_IO, "cannot write the list") : SP_OK;
}

/* ---- all of it ---- */

static enum sp_status
check_folder(const char *path, struct sp_err *err)
{
  struct stat st;

  if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
    return sp_fail(err, SP_E_NOTFOUND, "there is no folder %s", path);
  return SP_OK;
}

static enum sp_status
read_answers(const struct wish *wish, struct sp_arena *arena,
             struct answer *answer, size_t *count, struct sp_err *err)
{
  sp_day today = sp_clock_at(sp_when_now()).day;
  enum sp_status status = SP_OK;

  *count = 0;
  for (size_t i = 0; status == SP_OK && i < SITES; i++) {
    const char *name = sp_audience_name(sites[i]);
    struct answer *one = &answer[*count];

    if (!wish->is_wanted[i])
      continue;
    *one = (struct answer){.site = sites[i], .is_there = true};
    status = sp_events_list(
        sp_arena_fmt(arena, "%.*s/%s", SP_FMT(wish->state), name).ptr, today,
        wish->since, arena, &one->list, err);
    if (status == SP_E_NOTFOUND) {
      one->is_there = false;
      status = SP_OK;
    }
    ++*count;
  }
  return status;
}

static enum sp_status
print_answers(const struct wish *wish, struct sp_arena *arena, FILE *out,
              const struct answer *answer, size_t count, struct sp_err *err)
{
  if (wish->format == JSON)
    return print_json(out, answer, count, err);
  if (wish->format == CSV)
    (void)fputs("site,month,found,times,words,results,last\r\n", out);
  for (size_t i = 0; i < count; i++)
    if (wish->format == CSV) {
      print_csv(out, &answer[i]);
    } else {
      if (i > 0)
        (void)fputc('\n', out);
      print_text(arena, out, &answer[i]);
    }
  return SP_OK;
}

/* ---- feedback ---- */

static enum sp_status
print_json_ratings(FILE *out, const struct sp_ratings *ratings, bool with_words,
                   struct sp_err *err)
{
  json_t *all = sp_ratings_json(ratings, with_words);
  bool failed = all == NULL || json_dumpf(all, out, JSON_INDENT(2)) != 0 ||
                fputc('\n', out) == EOF;

  json_decref(all);
  return failed ? sp_fail(err, SP_E_IO, "cannot write the list") : SP_OK;
}

/* Residents alone are asked. */
static enum sp_status
print_feedback(const struct wish *wish, struct sp_arena *arena, FILE *out,
               struct sp_err *err)
{
  struct sp_ratings ratings;
  const char *dir = sp_arena_fmt(arena, "%.*s/%s", SP_FMT(wish->state),
                                 sp_audience_name(SP_PUBLIC))
                        .ptr;
  enum sp_status status =
      sp_events_ratings(dir, sp_clock_at(sp_when_now()).day, wish->since,
                        wish->words, arena, &ratings, err);
  bool is_there = status != SP_E_NOTFOUND;

  if (status != SP_OK && is_there)
    return status;
  if (wish->format == JSON)
    return print_json_ratings(out, &ratings, wish->words, err);
  if (wish->format == CSV)
    sp_ratings_csv(out, &ratings, wish->words);
  else
    sp_ratings_text(arena, out, is_there, &ratings);
  return SP_OK;
}

static void
set_first_day(struct wish *wish)
{
  sp_day first = sp_clock_at(sp_when_now()).day - (sp_day)wish->days + 1;

  if (wish->days > 0 && wish->since < first)
    wish->since = first;
}

enum sp_status
sp_events_command(int argc, char **argv, struct sp_arena *arena, FILE *out,
                  struct sp_err *err)
{
  struct answer answer[SITES];
  struct wish wish;
  sp_instant now;
  size_t count;
  enum sp_status status = read_wish(argc, argv, &wish, err);

  if (status == SP_OK && wish.help) {
    (void)fputs(help, out);
    return SP_OK;
  }
  if (status == SP_OK && wish.at.len > 0) {
    if (!sp_instant_parse(wish.at, &now))
      return sp_fail(err, SP_E_USAGE, "--at: '%.*s' is not a moment",
                     SP_FMT(wish.at));
    sp_when_set_now(now);
  }
  if (status == SP_OK)
    status = check_folder(sp_arena_cstr(arena, wish.state), err);
  if (status == SP_OK)
    set_first_day(&wish);
  if (status == SP_OK && wish.feedback)
    return print_feedback(&wish, arena, out, err);
  if (status == SP_OK)
    status = read_answers(&wish, arena, answer, &count, err);
  if (status == SP_OK)
    status = print_answers(&wish, arena, out, answer, count, err);
  return status;
}
