/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#include <stdio.h>

#include "config.h"
#include "indexer/options_parts.h"
#include "lib/near.h"

static const struct {
  const char *name;
  enum sp_command command;
  const char *argument; /* what stands after it; NULL: nothing */
  const char *help;
} commands[] = {
    {"build", SP_COMMAND_BUILD, NULL, "make both indexes anew, then switch"},
    {"update", SP_COMMAND_UPDATE, NULL, "change only what has changed"},
    {"watch", SP_COMMAND_WATCH, NULL, "stay, and publish what changes"},
    {"check", SP_COMMAND_CHECK, "DIR|FILE",
     "say what is wrong with these documents"},
    {"dump", SP_COMMAND_DUMP, "DIR", "print what the index in DIR holds"},
    {"convert", SP_COMMAND_CONVERT, "FILE",
     "print a document in the other form"},
    {"graph", SP_COMMAND_GRAPH, "FILE", "draw a script"},
    {"export", SP_COMMAND_EXPORT, "DIR",
     "write the residents' site as plain files into DIR"},
};

enum option {
  O_CONTENT,
  O_INDEX,
  O_AT,
  O_LENIENT,
  O_AUDIENCE,
  O_FORMAT,
  O_STRICT,
  O_WITHOUT,
  O_LIST,
  O_COVERAGE,
  O_SHARE,
  O_SOCKET,
  O_QUIET,
  O_VERBOSE,
  O_HELP,
  O_VERSION
};

#define FOR(command) (1u << (command))
#define FOR_WATCH FOR(SP_COMMAND_WATCH)
#define FOR_BUILDS (FOR(SP_COMMAND_BUILD) | FOR(SP_COMMAND_UPDATE) | FOR_WATCH)
#define FOR_CHECK FOR(SP_COMMAND_CHECK)
#define FOR_CONVERT FOR(SP_COMMAND_CONVERT)
#define FOR_GRAPH FOR(SP_COMMAND_GRAPH)
#define FOR_FILE (FOR_CONVERT | FOR_GRAPH)
#define FOR_EXPORT FOR(SP_COMMAND_EXPORT)
#define FOR_ALL                                                                \
  (FOR_BUILDS | FOR_CHECK | FOR(SP_COMMAND_DUMP) | FOR_FILE | FOR_EXPORT)

static const struct {
  const char *name;
  char letter; /* 0: none */
  enum option option;
  unsigned commands;
  const char *value; /* what it takes; NULL: nothing */
  const char *help;
} table[] = {
    {"content", 0, O_CONTENT, FOR_BUILDS | FOR_CHECK | FOR_FILE, "DIR",
     "the folder of documents"},
    {"index", 0, O_INDEX, FOR_BUILDS | FOR_EXPORT, "DIR",
     "where public/ and staff/ lie"},
    {"at", 0, O_AT, FOR_ALL, "INSTANT",
     "act as of 2026-04-01, \"2026-04-01 09:30\" or 2026-04-01T09:30:00Z"},
    {"lenient", 0, O_LENIENT, FOR_BUILDS | FOR_CHECK, NULL,
     "take Markdown without our front matter too"},
    {"default-audience", 0, O_AUDIENCE, FOR_BUILDS | FOR_CHECK, "public|staff",
     "for whom such files are (staff)"},
    {"format", 0, O_FORMAT, FOR_CHECK | FOR_FILE, "FORMAT",
     "of check text|json|sarif, of convert md|xml, of graph svg|dot|mermaid"},
    {"strict", 0, O_STRICT, FOR_CHECK, NULL, "exit 1 on a warning too"},
    {"without", 0, O_WITHOUT, FOR_CHECK, "CODE,...", "leave these checks out"},
    {"list", 0, O_LIST, FOR_CHECK, NULL,
     "print the checks and do nothing else"},
    {"coverage", 0, O_COVERAGE, FOR_CHECK, NULL,
     "print which ways of the scripts their test calls go"},
    {"to", 0, O_FORMAT, FOR_CHECK | FOR_FILE, "FORMAT",
     "another word for --format"},
    {"form", 0, O_FORMAT, FOR_CHECK | FOR_FILE, "FORMAT",
     "another word for --format"},
    {"share", 0, O_SHARE, FOR_BUILDS | FOR_CHECK | FOR_FILE | FOR_EXPORT, "DIR",
     "where the schema lies, and what pages are made with"},
    {"socket", 0, O_SOCKET, FOR_WATCH, "PATH",
     "the control socket of watch (control.sock in the index folder)"},
    {"quiet", 'q', O_QUIET, FOR_ALL, NULL,
     "print errors only: no warning, no summary"},
    {"verbose", 'v', O_VERBOSE, FOR_ALL, NULL,
     "print each page that is put or removed"},
    {"help", 'h', O_HELP, FOR_ALL, NULL, "print this"},
    {"version", 'V', O_VERSION, FOR_ALL, NULL, "print the version"},
};

static void
print_help(void)
{
  printf("Usage: signpost-indexer build|update|watch --content DIR --index DIR"
         " [OPTION...]\n"
         "       signpost-indexer check [OPTION...] DIR|FILE\n"
         "       signpost-indexer dump DIR\n"
         "       signpost-indexer convert --to md|xml [--content DIR] FILE\n"
         "       signpost-indexer graph [--format svg|dot|mermaid]"
         " [--content DIR] FILE\n"
         "       signpost-indexer export --index DIR DIR\n"
         "Makes the indexes of a Signpost site from a folder of guidance.\n\n"
         "Commands:\n");
  for (size_t i = 0; i < SP_ARRAY_LEN(commands); i++)
    printf("  %-8s  %s\n", commands[i].name, commands[i].help);
  printf("\nOptions:\n");
  for (size_t i = 0; i < SP_ARRAY_LEN(table); i++) {
    char name[48];

    snprintf(name, sizeof(name), "--%s%s%s", table[i].name,
             table[i].value ? " " : "", table[i].value ? table[i].value : "");
    printf("  %c%c%c %-32s  %s\n", table[i].letter ? '-' : ' ',
           table[i].letter ? table[i].letter : ' ', table[i].letter ? ',' : ' ',
           name, table[i].help);
  }
  printf("\nExit status: 0 all was published; 1 something is wrong with a file,"
         " which is\nnamed; 2 wrong usage; 3 nothing could be done.\n");
}

/* The name in the table that was probably meant, or NULL. */
static const char *
nearest(struct sp_str name, bool of_commands)
{
  const char *best = NULL;
  size_t least = 3;
  size_t count = of_commands ? SP_ARRAY_LEN(commands) : SP_ARRAY_LEN(table);

  for (size_t i = 0; i < count; i++) {
    const char *candidate = of_commands ? commands[i].name : table[i].name;
    size_t distance = sp_near_distance(name, sp_str(candidate), 2);

    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

static enum sp_status
unknown_command(struct sp_err *err, struct sp_str name)
{
  const char *meant = nearest(name, true);

  if (meant)
    return sp_fail(err, SP_E_USAGE, "unknown command %.*s; did you mean %s?",
                   SP_FMT(name), meant);
  return sp_fail(err, SP_E_USAGE, "unknown command %.*s", SP_FMT(name));
}

/* arg: as it was written, name: without signs and value. */
static enum sp_status
unknown_option(struct sp_err *err, const char *arg, struct sp_str name)
{
  struct sp_str written =
      sp_str_sub(sp_str(arg), 0, sp_str_find(sp_str(arg), '=', 0));
  /* One letter is near to anything that is short. */
  const char *meant = name.len > 1 ? nearest(name, false) : NULL;

  if (meant)
    return sp_fail(err, SP_E_USAGE, "unknown option %.*s; did you mean --%s?",
                   SP_FMT(written), meant);
  return sp_fail(err, SP_E_USAGE, "unknown option %.*s", SP_FMT(written));
}

/* The row of an argument such as --content, --content=DIR or -q. */
static bool
find_option(const char *arg, size_t *row, const char **value,
            struct sp_str *name)
{
  const char *equals = strchr(arg, '=');

  *value = NULL;
  if (arg[1] != '-') {
    *name = equals ? sp_str_n(arg + 1, (size_t)(equals - arg - 1))
                   : sp_str(arg + 1);
    for (*row = 0; *row < SP_ARRAY_LEN(table); ++*row)
      if (table[*row].letter && name->len == 1 &&
          table[*row].letter == name->ptr[0])
        return !equals;
    return false;
  }
  *name =
      equals ? sp_str_n(arg + 2, (size_t)(equals - arg - 2)) : sp_str(arg + 2);
  if (equals)
    *value = equals + 1;
  for (*row = 0; *row < SP_ARRAY_LEN(table); ++*row)
    if (sp_str_is(*name, table[*row].name))
      return true;
  return false;
}

/* False when the value is not one that the option takes. */
static bool
set(struct sp_options *out, enum option option, const char *value)
{
  switch (option) {
  case O_CONTENT:
    out->content = value;
    return *value != '\0';
  case O_INDEX:
    out->index = value;
    return *value != '\0';
  case O_AT:
    return sp_option_instant(out, value);
  case O_LENIENT:
    out->lenient = true;
    return true;
  case O_AUDIENCE:
    return sp_option_audience(out, value);
  case O_FORMAT: /* once the command is known */
    return *value != '\0';
  case O_STRICT:
    out->strict = true;
    return true;
  case O_WITHOUT:
    return sp_option_without(out, value);
  case O_LIST:
    out->list = true;
    return true;
  case O_COVERAGE:
    out->coverage = true;
    return true;
  case O_SHARE:
    out->share = value;
    return *value != '\0';
  case O_SOCKET:
    out->socket = value;
    return *value != '\0';
  case O_QUIET:
    out->quiet = true;
    return true;
  case O_VERBOSE:
    out->verbose = true;
    return true;
  case O_HELP:
  case O_VERSION:
    break;
  }
  return true;
}

/* The command line as far as it has been read. */
struct reading {
  int argc, at;
  char **argv;
  struct sp_options *out;
  const char *command, *argument; /* its name; what it takes after it */
  const char *format;             /* NULL: none was given */
  unsigned used;                  /* a bit a row of the table */
  bool ended;                     /* --help or --version: the rest is idle */
  struct sp_err *err;
};

static enum sp_status
refuse_value(struct sp_err *err, size_t row, const char *value)
{
  if (table[row].option == O_AT)
    return sp_option_refuse_instant(err, value);
  if (table[row].option == O_WITHOUT)
    return sp_option_refuse_codes(err, value);
  return sp_fail(err, SP_E_USAGE, "--%s does not take \"%s\"; it takes %s",
                 table[row].name, value, table[row].value);
}

/* Take argv[at], and its value from the next place when it stands there. */
static enum sp_status
take_option(struct reading *r)
{
  struct sp_str name;
  const char *value;
  size_t row;

  if (!find_option(r->argv[r->at], &row, &value, &name))
    return unknown_option(r->err, r->argv[r->at], name);
  if (!table[row].value && value)
    return sp_fail(r->err, SP_E_USAGE, "--%s takes no value", table[row].name);
  if (table[row].option == O_HELP || table[row].option == O_VERSION) {
    if (table[row].option == O_HELP)
      print_help();
    else
      printf("signpost-indexer %s\n", PACKAGE_VERSION);
    r->ended = true;
    return SP_OK;
  }
  if (table[row].value && !value) {
    if (r->at + 1 >= r->argc)
      return sp_fail(r->err, SP_E_USAGE, "--%s needs a value: %s",
                     table[row].name, table[row].value);
    value = r->argv[++r->at];
  }
  if (!set(r->out, table[row].option, value))
    return refuse_value(r->err, row, value);
  if (table[row].option == O_FORMAT)
    r->format = value;
  r->used |= 1u << row;
  return SP_OK;
}

static enum sp_status
take_word(struct reading *r, const char *word)
{
  const char **argument =
      FOR(r->out->command) & (FOR_FILE | FOR_CHECK | FOR_EXPORT)
          ? &r->out->file
          : &r->out->content;

  if (r->command && r->argument && !*argument) {
    *argument = word;
    return SP_OK;
  }
  if (r->command)
    return sp_fail(r->err, SP_E_USAGE, "one argument too many: %s", word);
  for (size_t row = 0; row < SP_ARRAY_LEN(commands); row++)
    if (strcmp(word, commands[row].name) == 0) {
      r->command = commands[row].name;
      r->argument = commands[row].argument;
      r->out->command = commands[row].command;
      return SP_OK;
    }
  return unknown_command(r->err, sp_str(word));
}

/* Each command has formats of its own. */
static enum sp_status
take_format(const struct reading *r)
{
  static const char *const takes[] = {
      [SP_COMMAND_CHECK] = "text, json or sarif",
      [SP_COMMAND_CONVERT] = "md or xml",
      [SP_COMMAND_GRAPH] = "svg, dot or mermaid"};
  enum sp_command command = r->out->command;
  bool taken;

  if (!r->format)
    return SP_OK;
  taken = command == SP_COMMAND_CHECK     ? sp_option_report(r->out, r->format)
          : command == SP_COMMAND_CONVERT ? sp_option_to(r->out, r->format)
                                          : sp_option_graph(r->out, r->format);
  return taken ? SP_OK
               : sp_fail(r->err, SP_E_USAGE,
                         "%s does not write \"%s\"; it writes %s", r->command,
                         r->format, takes[command]);
}

static enum sp_status
check_file(const struct reading *r)
{
  if (!r->out->file)
    return sp_fail(r->err, SP_E_USAGE, "%s needs a file", r->command);
  if (r->out->command == SP_COMMAND_CONVERT && !r->format)
    return sp_fail(r->err, SP_E_USAGE, "convert needs --to md or --to xml");
  return SP_OK;
}

static enum sp_status
refuse_option(const struct reading *r, size_t row)
{
  unsigned of = table[row].commands;

  /* One command has it: that may be the slip. */
  for (size_t i = 0; i < SP_ARRAY_LEN(commands); i++)
    if (of == FOR(commands[i].command))
      return sp_fail(r->err, SP_E_USAGE,
                     "--%s is not an option of %s, but of %s", table[row].name,
                     r->command, commands[i].name);
  return sp_fail(r->err, SP_E_USAGE, "--%s is not an option of %s",
                 table[row].name, r->command);
}

/* Each option must be one of the command's, and none may lack. */
static enum sp_status
check_whole(const struct reading *r)
{
  const struct sp_options *out = r->out;
  enum sp_status status;

  if (!r->command)
    return sp_fail(
        r->err, SP_E_USAGE,
        "say what to do: build, update, watch, check, dump, convert, graph or "
        "export");
  for (size_t row = 0; row < SP_ARRAY_LEN(table); row++)
    if (r->used & (1u << row) && !(table[row].commands & FOR(out->command)))
      return refuse_option(r, row);
  status = take_format(r);
  if (status != SP_OK)
    return status;
  if (FOR(out->command) & FOR_FILE)
    return check_file(r);
  if (out->command == SP_COMMAND_EXPORT && (!out->file || !out->index))
    return sp_fail(r->err, SP_E_USAGE, "export needs %s",
                   out->index ? "a folder to write" : "--index DIR");
  if (out->command == SP_COMMAND_EXPORT)
    return SP_OK;
  if (!out->content && !out->file && !out->list)
    return sp_fail(r->err, SP_E_USAGE, "%s needs %s", r->command,
                   out->command == SP_COMMAND_CHECK ? "a folder or a file"
                   : r->argument                    ? "a folder"
                                                    : "--content DIR");
  if (!r->argument && !out->index)
    return sp_fail(r->err, SP_E_USAGE, "%s needs --index DIR", r->command);
  return SP_OK;
}

enum sp_status
sp_options_parse(int argc, char **argv, struct sp_options *out,
                 struct sp_err *err)
{
  struct reading r = {.argc = argc, .argv = argv, .out = out, .err = err};
  bool only_words = false;
  enum sp_status status = SP_OK;

  *out = (struct sp_options){.default_audience = SP_STAFF,
                             .graph_form = SP_GRAPH_SVG};
  for (r.at = 1; r.at < argc && status == SP_OK && !r.ended; r.at++) {
    const char *arg = argv[r.at];

    if (!only_words && strcmp(arg, "--") == 0)
      only_words = true;
    else if (!only_words && arg[0] == '-' && arg[1] != '\0')
      status = take_option(&r);
    else
      status = take_word(&r, arg);
  }
  if (r.ended)
    out->command = SP_COMMAND_NONE;
  return status != SP_OK || r.ended ? status : check_whole(&r);
}
