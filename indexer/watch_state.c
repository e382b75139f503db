/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/watch_state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <jansson.h>

#include "config.h"
#include "indexer/supervisor.h"
#include "lib/text.h"

void
sp_watch_state_release(struct sp_watch_state *state)
{
  sp_arena_release(&state->arena);
  state->known = false;
}

void
sp_watch_say(const struct sp_watch_state *state, bool important,
             const char *fmt, ...)
{
  char line[2048];
  va_list ap;

  va_start(ap, fmt);
  vsnprintf(line, sizeof(line), fmt, ap);
  va_end(ap);
  if (important || !state->options->quiet)
    fprintf(stderr, "signpost-indexer: %s\n", line);
}

/* ---- what a run did ---- */

static int
by_all(const struct sp_diag *a, const struct sp_diag *b)
{
  int order = sp_str_cmp(a->path, b->path);

  if (order)
    return order;
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  if (a->col != b->col)
    return a->col < b->col ? -1 : 1;
  order = strcmp(a->code, b->code);
  return order ? order : sp_str_cmp(a->text, b->text);
}

/* Print those that were not there before; both lists are in order. */
static void
print_new(const struct sp_diags *before, const struct sp_diags *now, bool quiet)
{
  size_t b = 0;

  for (size_t n = 0; n < now->count; n++) {
    struct sp_diags one = {.item = &now->item[n], .count = 1};
    int order = -1;

    while (b < before->count &&
           (order = by_all(&before->item[b], &now->item[n])) < 0)
      b++;
    if (b < before->count && order == 0)
      continue;
    if (!quiet || now->item[n].severity == SP_ERROR)
      sp_diags_print(&one, stderr);
  }
}

/* "2 pages changed, 1 added (waste/missed-bin, ...)"; the numbers are those of
 * the staff site, which has every page, unless only the other changed. */
static void
put_pages(struct sp_buf *line, const struct sp_upshot *o)
{
  const struct sp_upshot_index *index = &o->index[SP_STAFF];
  static const char *const verb[] = {"changed", "added", "removed"};
  bool first = true;
  size_t count[3];

  if (index->added + index->changed + index->removed == 0)
    index = &o->index[SP_PUBLIC];
  count[0] = index->changed;
  count[1] = index->added;
  count[2] = index->removed;
  for (size_t i = 0; i < SP_ARRAY_LEN(count); i++) {
    if (count[i] == 0)
      continue;
    if (first)
      sp_buf_fmt(line, "%zu page%s %s", count[i], count[i] == 1 ? "" : "s",
                 verb[i]);
    else
      sp_buf_fmt(line, ", %zu %s", count[i], verb[i]);
    first = false;
  }
  if (first)
    sp_buf_puts(line, o->afresh ? "built anew" : "nothing to change");
  for (size_t i = 0; i < o->name.count && !first; i++)
    sp_buf_fmt(line, "%s%.*s", i ? ", " : " (", SP_FMT(o->name.item[i]));
  if (o->name.count > 0 && !first)
    sp_buf_puts(line, o->names > o->name.count ? ", ...)" : ")");
}

/* "1 left out: E02 E25" */
static void
put_left_out(struct sp_buf *line, const struct sp_upshot *o)
{
  const char *told[8];
  size_t n = 0;

  if (o->left_out == 0)
    return;
  sp_buf_fmt(line, "; %zu left out:", o->left_out);
  for (size_t d = 0; d < o->diags.count && n < SP_ARRAY_LEN(told); d++) {
    const struct sp_diag *diag = &o->diags.item[d];
    bool known = diag->severity != SP_ERROR;

    for (size_t i = 0; i < n; i++)
      known = known || strcmp(told[i], diag->code) == 0;
    if (known)
      continue;
    told[n++] = diag->code;
    sp_buf_fmt(line, " %s", diag->code);
  }
}

static bool
same_state(const struct sp_upshot *a, const struct sp_upshot *b)
{
  return a->index[0].revision == b->index[0].revision &&
         a->index[1].revision == b->index[1].revision &&
         a->index[0].generation == b->index[0].generation &&
         a->index[1].generation == b->index[1].generation &&
         a->left_out == b->left_out;
}

static void
print_line(const struct sp_watch_state *state, const struct sp_upshot *before)
{
  const struct sp_upshot *o = &state->upshot;
  struct sp_buf line;

  if (state->known && same_state(before, o) && !state->options->verbose)
    return;
  sp_buf_init(&line, 2048);
  put_pages(&line, o);
  put_left_out(&line, o);
  sp_buf_fmt(&line, "; %lld ms", (long long)state->took_ms);
  if (line.ptr) {
    char status[2200];

    sp_watch_say(state, false, "%s", line.ptr);
    snprintf(status, sizeof(status), "STATUS=%s", line.ptr);
    sp_supervisor_say(status);
  }
  sp_buf_release(&line);
}

bool
sp_watch_state_take(struct sp_watch_state *state, struct sp_str said,
                    int64_t took_ms)
{
  struct sp_arena arena = {0};
  struct sp_upshot before = state->upshot;

  if (!sp_upshot_unpack(&arena, said, &state->upshot)) {
    state->upshot = before;
    sp_arena_release(&arena);
    return false;
  }
  state->runs++;
  state->took_ms = took_ms;
  state->ended = (sp_instant)time(NULL);
  if (state->failure[0])
    sp_watch_say(state, true, "it works again");
  state->failure[0] = '\0';
  if (!state->known)
    before = (struct sp_upshot){0};
  print_new(&before.diags, &state->upshot.diags, state->options->quiet);
  print_line(state, &before);
  state->known = true;
  sp_arena_release(&state->arena);
  state->arena = arena;
  /* The list was moved with its arena. */
  state->upshot.diags.arena = &state->arena;
  return true;
}

void
sp_watch_state_fail(struct sp_watch_state *state, const char *why,
                    int64_t seconds)
{
  state->failures++;
  if (strcmp(state->failure, why) == 0)
    return;
  snprintf(state->failure, sizeof(state->failure), "%s", why);
  sp_watch_say(state, true,
               "%s; what was published stays, and I try again in %lld s", why,
               (long long)seconds);
  sp_supervisor_say("STATUS=the last run failed");
}

/* ---- JSON ---- */

static json_t *
instant(sp_instant at)
{
  struct sp_arena arena = {0};
  json_t *json = at == SP_ALWAYS_UNTIL || at == SP_ALWAYS_FROM
                     ? json_null()
                     : json_string(sp_when_rfc3339(&arena, at).ptr);

  sp_arena_release(&arena);
  return json;
}

static json_t *
of_index(const struct sp_upshot_index *index)
{
  return json_pack(
      "{s:I, s:I, s:I, s:I, s:I, s:I}", "pages", (json_int_t)index->pages,
      "added", (json_int_t)index->added, "changed", (json_int_t)index->changed,
      "removed", (json_int_t)index->removed, "generation",
      (json_int_t)index->generation, "revision", (json_int_t)index->revision);
}

/* As `check --format json` has them. */
static json_t *
diagnostics(const struct sp_diags *diags)
{
  char *text = NULL;
  size_t len = 0;
  FILE *file = open_memstream(&text, &len);
  json_t *whole = NULL, *list = NULL;

  if (file) {
    sp_diags_print_json(diags, NULL, file);
    if (fclose(file) == 0)
      whole = json_loadb(text, len, 0, NULL);
    list = json_incref(json_object_get(whole, "diagnostics"));
  }
  json_decref(whole);
  free(text);
  return list ? list : json_array();
}

static json_t *
last_run(const struct sp_watch_state *state)
{
  const struct sp_upshot *o = &state->upshot;

  if (!state->known)
    return json_null();
  return json_pack(
      "{s:o, s:o, s:I, s:b, s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:o}", "at",
      instant(o->at), "ended", instant(state->ended), "took_ms",
      (json_int_t)state->took_ms, "afresh", o->afresh, "public",
      of_index(&o->index[SP_PUBLIC]), "staff", of_index(&o->index[SP_STAFF]),
      "documents", (json_int_t)o->documents, "read", (json_int_t)o->read_anew,
      "left_out", (json_int_t)o->left_out, "errors", (json_int_t)o->errors,
      "warnings", (json_int_t)o->warnings, "diagnostics",
      diagnostics(&o->diags));
}

/* A message may be cut within a character, or name a folder in another
 * encoding: what is text of it, since a reply that says nothing is worse. */
static json_t *
json_text(const char *message)
{
  return json_stringn(message, sp_utf8_check(sp_str(message)));
}

void
sp_watch_state_json(const struct sp_watch_state *state, struct sp_buf *out)
{
  static const char *const phase[] = {
      [SP_WATCH_IDLE] = "idle",
      [SP_WATCH_UPDATING] = "updating",
      [SP_WATCH_WAITING] = "waiting",
  };
  json_t *json = json_pack(
      "{s:s, s:s, s:s, s:b, s:I, s:I, s:o, s:o, s:o}", "version",
      PACKAGE_VERSION, "state", phase[state->phase], "noticing",
      state->polling ? "polling" : "inotify", "content_reachable",
      state->reachable, "runs", (json_int_t)state->runs, "failures",
      (json_int_t)state->failures, "failure",
      state->failure[0] ? json_text(state->failure) : json_null(),
      "next_boundary",
      instant(state->known ? state->upshot.boundary : SP_ALWAYS_UNTIL),
      "last_run", last_run(state));
  char *text = json ? json_dumps(json, JSON_INDENT(1)) : NULL;

  sp_buf_puts(out, text ? text : "{}");
  sp_buf_putc(out, '\n');
  free(text);
  json_decref(json);
}
