/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#include <stdio.h>

#include "config.h"
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
    {"check", SP_COMMAND_CHECK, "DIR",
     "say what is wrong with the documents in DIR"},
    {"dump", SP_COMMAND_DUMP, "DIR", "print what the index in DIR holds"},
    {"convert", SP_COMMAND_CONVERT, "FILE",
     "print a document in the other form"},
    {"graph", SP_COMMAND_GRAPH, "FILE", "draw a script"},
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
  O_TO,
  O_FORM,
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
#define FOR_ALL (FOR_BUILDS | FOR_CHECK | FOR(SP_COMMAND_DUMP) | FOR_FILE)

static const struct {
  const char *name;
  char letter; /* 0: none */
  enum option option;
  unsigned commands;
  const char *value; /* what it takes; NULL: nothing */
  const char *help;
} table[] = {
    {"content", 0, O_CONTENT, FOR_BUILDS | FOR_FILE, "DIR",
     "the folder of documents"},
    {"index", 0, O_INDEX, FOR_BUILDS, "DIR", "where public/ and staff/ lie"},
    {"at", 0, O_AT, FOR_ALL, "INSTANT",
     "act as of 2026-04-01, \"2026-04-01 09:30\" or 2026-04-01T09:30:00Z"},
    {"lenient", 0, O_LENIENT, FOR_BUILDS | FOR_CHECK, NULL,
     "take Markdown without our front matter too"},
    {"default-audience", 0, O_AUDIENCE, FOR_BUILDS | FOR_CHECK, "public|staff",
     "for whom such files are (staff)"},
    {"format", 0, O_FORMAT, FOR_CHECK, "text|json|sarif", "how check prints"},
    {"strict", 0, O_STRICT, FOR_CHECK, NULL, "exit 1 on a warning too"},
    {"without", 0, O_WITHOUT, FOR_CHECK, "CODE,...", "leave these checks out"},
    {"list", 0, O_LIST, FOR_CHECK, NULL,
     "print the checks and do nothing else"},
    {"coverage", 0, O_COVERAGE, FOR_CHECK, NULL,
     "print which ways of the scripts their test calls go"},
    {"to", 0, O_TO, FOR_CONVERT, "md|xml", "the form that convert writes"},
    {"form", 0, O_FORM, FOR_GRAPH, "svg|dot|mermaid",
     "what graph writes (svg)"},
    {"share", 0, O_SHARE, FOR_BUILDS | FOR_CHECK | FOR_FILE, "DIR",
     "where the schema lies"},
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
  printf(
      "Usage: signpost-indexer build|update|watch --content DIR --index DIR"
      " [OPTION...]\n"
      "       signpost-indexer check [OPTION...] DIR\n"
      "       signpost-indexer dump DIR\n"
      "       signpost-indexer convert --to md|xml [--content DIR] FILE\n"
      "       signpost-indexer graph [--form svg|dot|mermaid] [--content DIR]"
      " FILE\n"
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
unknown(struct sp_err *err, const char *what, struct sp_str name,
        bool of_commands)
{
  const char *meant = nearest(name, of_commands);

  if (meant)
    return sp_fail(err, SP_E_USAGE, "unknown %s %s%.*s; did you mean %s%s?",
                   what, of_commands ? "" : "--", SP_FMT(name),
                   of_commands ? "" : "--", meant);
  return sp_fail(err, SP_E_USAGE, "unknown %s %s%.*s", what,
                 of_commands || name.len == 1 ? "" : "--", SP_FMT(name));
}

/* The row of an argument such as --content, --content=DIR or -q. */
static bool
find_option(const char *arg, size_t *row, const char **value,
            struct sp_str *name)
{
  const char *equals = strchr(arg, '=');

  *value = NULL;
  if (arg[1] != '-') {
    *name = sp_str(arg + 1);
    for (*row = 0; *row < SP_ARRAY_LEN(table); ++*row)
      if (table[*row].letter && name->len == 1 &&
          table[*row].letter == name->ptr[0])
        return true;
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

static bool
set_audience(struct sp_options *out, const char *value)
{
  bool is_public = strcmp(value, "public") == 0;

  out->default_audience = is_public ? SP_PUBLIC : SP_STAFF;
  return is_public || strcmp(value, "staff") == 0;
}

static bool
set_format(struct sp_options *out, const char *value)
{
  static const char *const form[] = {[SP_REPORT_TEXT] = "text",
                                     [SP_REPORT_JSON] = "json",
                                     [SP_REPORT_SARIF] = "sarif"};

  for (size_t i = 0; i < SP_ARRAY_LEN(form); i++)
    if (strcmp(value, form[i]) == 0) {
      out->form = (enum sp_report_form)i;
      return true;
    }
  return false;
}

static bool
set_without(struct sp_options *out, const char *value)
{
  struct sp_str rest = sp_str(value), code;

  while (sp_str_split(&rest, ',', &code))
    if (!sp_check_set_add(&out->without, code))
      return false;
  return *value != '\0';
}

static bool
set_instant(struct sp_options *out, const char *value)
{
  sp_instant at;

  out->at = value;
  return sp_instant_parse(sp_str(value), &at);
}

static bool
set_to(struct sp_options *out, const char *value)
{
  out->to_xml = strcmp(value, "xml") == 0;
  return out->to_xml || strcmp(value, "md") == 0;
}

static bool
set_form(struct sp_options *out, const char *value)
{
  static const char *const name[] = {[SP_GRAPH_DOT] = "dot",
                                     [SP_GRAPH_MERMAID] = "mermaid",
                                     [SP_GRAPH_SVG] = "svg"};

  for (size_t i = 0; i < SP_ARRAY_LEN(name); i++)
    if (strcmp(value, name[i]) == 0) {
      out->graph_form = (enum sp_graph_form)i;
      return true;
    }
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
    return set_instant(out, value);
  case O_LENIENT:
    out->lenient = true;
    return true;
  case O_AUDIENCE:
    return set_audience(out, value);
  case O_FORMAT:
    return set_format(out, value);
  case O_STRICT:
    out->strict = true;
    return true;
  case O_WITHOUT:
    return set_without(out, value);
  case O_LIST:
    out->list = true;
    return true;
  case O_COVERAGE:
    out->coverage = true;
    return true;
  case O_SHARE:
    out->share = value;
    return *value != '\0';
  case O_TO:
    out->to = true;
    return set_to(out, value);
  case O_FORM:
    return set_form(out, value);
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
  unsigned used;                  /* a bit a row of the table */
  bool ended;                     /* --help or --version: the rest is idle */
  struct sp_err *err;
};

/* Take argv[at], and its value from the next place when it stands there. */
static enum sp_status
take_option(struct reading *r)
{
  struct sp_str name;
  const char *value;
  size_t row;

  if (!find_option(r->argv[r->at], &row, &value, &name))
    return unknown(r->err, "option", name, false);
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
    return sp_fail(r->err, SP_E_USAGE, "--%s does not take \"%s\"; it takes %s",
                   table[row].name, value, table[row].value);
  r->used |= 1u << row;
  return SP_OK;
}

static enum sp_status
take_word(struct reading *r, const char *word)
{
  const char **argument =
      FOR(r->out->command) & FOR_FILE ? &r->out->file : &r->out->content;

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
  return unknown(r->err, "command", sp_str(word), true);
}

static enum sp_status
check_convert(const struct reading *r)
{
  if (!r->out->file)
    return sp_fail(r->err, SP_E_USAGE, "convert needs a file");
  if (!r->out->to)
    return sp_fail(r->err, SP_E_USAGE, "convert needs --to md or --to xml");
  return SP_OK;
}

/* Each option must be one of the command's, and none may lack. */
static enum sp_status
check_whole(const struct reading *r)
{
  const struct sp_options *out = r->out;

  if (!r->command)
    return sp_fail(
        r->err, SP_E_USAGE,
        "say what to do: build, update, watch, check, dump, convert or graph");
  for (size_t row = 0; row < SP_ARRAY_LEN(table); row++)
    if (r->used & (1u << row) && !(table[row].commands & FOR(out->command)))
      return sp_fail(r->err, SP_E_USAGE, "--%s is not an option of %s",
                     table[row].name, r->command);
  if (out->command == SP_COMMAND_CONVERT)
    return check_convert(r);
  if (out->command == SP_COMMAND_GRAPH)
    return out->file ? SP_OK
                     : sp_fail(r->err, SP_E_USAGE, "graph needs a file");
  if (!out->content && !out->list)
    return sp_fail(r->err, SP_E_USAGE, "%s needs %s", r->command,
                   r->argument ? "a folder" : "--content DIR");
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
