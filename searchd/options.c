/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/options.h"

#include <getopt.h>

/* What getopt_long() gives for options without a letter: a row's number and
 * this. */
#define ROW_BASE 1000

enum kind { SETTING, CONFIG, AT, COPY, QUIET, VERBOSE, HELP, VERSION };

static const struct row {
  enum kind kind;
  const char *name;
  char letter; /* 0: none */
  const char *arg;
  const char *help;
} table[] = {
    {CONFIG, "config", 0, "FILE", "read settings from FILE first"},
#define X(member, key, arg, help) {SETTING, key, 0, arg, help},
    SP_SETTINGS_LIST(X)
#undef X
        {AT, "at", 0, "INSTANT", "act as of another moment (for tests)"},
    {COPY, "copy", 0, NULL, "make pages for signpost-indexer export"},
    {QUIET, "quiet", 'q', NULL, "log warnings and errors only"},
    {VERBOSE, "verbose", 'v', NULL, "log more"},
    {HELP, "help", 'h', NULL, "show this and exit"},
    {VERSION, "version", 'V', NULL, "show the version and exit"},
};

#define ROWS SP_ARRAY_LEN(table)

void
sp_options_help(FILE *out)
{
  (void)fputs("Usage: signpost-searchd --site public|staff --index DIR "
              "--listen ADDR:PORT [OPTION]...\n"
              "       signpost-searchd --config FILE [OPTION]...\n"
              "       signpost-searchd events --state DIR [OPTION]...\n"
              "Serve one site of Signpost over HTTP; or list what its "
              "searches did not find\n(events --help).\n\n",
              out);
  for (size_t i = 0; i < ROWS; i++) {
    char left[64];

    (void)snprintf(left, sizeof(left), "--%s%s%s", table[i].name,
                   table[i].arg != NULL ? " " : "",
                   table[i].arg != NULL ? table[i].arg : "");
    if (table[i].letter != 0)
      (void)fprintf(out, "  -%c, ", table[i].letter);
    else
      (void)fputs("      ", out);
    (void)fprintf(out, "%-28s %s\n", left, table[i].help);
  }
  (void)fputs("\n--site to --base-url may also stand in FILE, as `site: "
              "public`.\n",
              out);
}

struct given {
  const struct row *row;
  const char *value;
};

/* The option's row; NULL: there is none of that name or letter. */
static const struct row *
find_row(int code)
{
  for (size_t i = 0; i < ROWS; i++)
    if (code == ROW_BASE + (int)i ||
        (table[i].letter != 0 && code == table[i].letter))
      return &table[i];
  return NULL;
}

static void
fill_getopt(struct option *list, char *letters)
{
  size_t n = 0;

  letters[n++] = ':';
  for (size_t i = 0; i < ROWS; i++) {
    list[i].name = table[i].name;
    list[i].has_arg = table[i].arg != NULL ? required_argument : no_argument;
    list[i].flag = NULL;
    list[i].val = ROW_BASE + (int)i;
    if (table[i].letter != 0)
      letters[n++] = table[i].letter;
  }
  letters[n] = '\0';
  memset(&list[ROWS], 0, sizeof(list[ROWS]));
}

/* Collect what is given: the file comes first, wherever --config stands. */
static enum sp_status
collect(int argc, char **argv, struct given *given, size_t max, size_t *count,
        struct sp_err *err)
{
  struct option list[ROWS + 1];
  char letters[ROWS + 2];
  int code;

  fill_getopt(list, letters);
  opterr = 0;
  optind = 1;
  while ((code = getopt_long(argc, argv, letters, list, NULL)) != -1) {
    const struct row *row = find_row(code);

    if (code == ':')
      return sp_fail(err, SP_E_USAGE, "%s needs a value", argv[optind - 1]);
    if (row == NULL)
      return sp_fail(err, SP_E_USAGE, "there is no option %s",
                     argv[optind - 1]);
    if (*count == max)
      return sp_fail(err, SP_E_USAGE, "too many options");
    given[*count].row = row;
    given[*count].value = optarg;
    ++*count;
  }
  if (optind < argc)
    return sp_fail(err, SP_E_USAGE, "'%s' is not expected here", argv[optind]);
  return SP_OK;
}

static enum sp_status
apply(const struct given *one, struct sp_arena *arena, struct sp_options *out,
      struct sp_err *err)
{
  switch (one->row->kind) {
  case SETTING: {
    struct sp_err why;

    if (sp_settings_set(&out->settings, arena, sp_str(one->row->name),
                        sp_str(one->value), &why) != SP_OK)
      return sp_fail(err, SP_E_USAGE, "--%s", why.msg);
    return SP_OK;
  }
  case AT:
    out->at = sp_str(one->value);
    return SP_OK;
  case COPY:
    out->settings.copy = true;
    return SP_OK;
  case QUIET:
    out->verbosity = -1;
    return SP_OK;
  case VERBOSE:
    out->verbosity = 1;
    return SP_OK;
  case HELP:
    out->help = true;
    return SP_OK;
  case VERSION:
    out->version = true;
    return SP_OK;
  default:
    return SP_OK;
  }
}

enum sp_status
sp_options_read(int argc, char **argv, struct sp_arena *arena,
                struct sp_options *out, struct sp_err *err)
{
  struct given given[4 * ROWS];
  size_t count = 0;
  const char *config = NULL;
  enum sp_status status =
      collect(argc, argv, given, SP_ARRAY_LEN(given), &count, err);

  memset(out, 0, sizeof(*out));
  for (size_t i = 0; status == SP_OK && i < count; i++)
    if (given[i].row->kind == HELP || given[i].row->kind == VERSION)
      return apply(&given[i], arena, out, err);
    else if (given[i].row->kind == CONFIG)
      config = given[i].value;
  if (status == SP_OK && config != NULL)
    status = sp_settings_read(&out->settings, arena, config, err);
  for (size_t i = 0; status == SP_OK && i < count; i++)
    status = apply(&given[i], arena, out, err);
  return status;
}
