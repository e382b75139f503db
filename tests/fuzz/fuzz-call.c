/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A script: its test calls read and walked, its guards, and what may stand in
 * its records.  The first line is a value for these and a guard, the rest is
 * the script's body. */
#include "lib/coverage.h"
#include "lib/markdown.h"
#include "lib/record.h"
#include "lib/text.h"

#include <stdlib.h>

#define NOW ((sp_instant)1795348800) /* 2026-11-22 12:00 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool is_so)
{
  if (!is_so)
    abort();
}

static void
try_guard(struct sp_arena *arena, struct sp_str text)
{
  struct sp_guard guard;
  const char *why = NULL;

  if (!sp_guard_parse(arena, text, &guard, &why)) {
    must(why != NULL);
    return;
  }
  must(guard.kind != SP_GUARD_NONE);
  must(guard.kind != SP_GUARD_LEVEL || (guard.number > 0 && guard.number < 5));
  (void)sp_guard_label(arena, &guard);
}

/* What is kept of a value may stand there itself. */
static void
try_record(struct sp_arena *arena, const struct sp_node *record,
           struct sp_str value)
{
  struct sp_str kept, again;
  const char *why = NULL;

  if (!sp_record_check(arena, record, value, &kept, &why)) {
    must(why != NULL);
    return;
  }
  must(sp_utf8_check(kept) == kept.len);
  must(sp_record_check(arena, record, kept, &again, &why));
  must(sp_str_eq(kept, again));
}

static struct sp_str
same_answer(void *ctx, const struct sp_place *place)
{
  (void)place;
  return *(struct sp_str *)ctx;
}

static struct sp_str
same_field(void *ctx, struct sp_str name)
{
  (void)name;
  return *(struct sp_str *)ctx;
}

static void
try_walk(struct sp_arena *arena, const struct sp_script *script,
         struct sp_str answer)
{
  const struct sp_answers answers = {.ctx = &answer,
                                     .choice = same_answer,
                                     .field = same_field,
                                     .result = same_field};
  struct sp_situation situation = {.now = NOW};
  struct sp_call call;

  for (situation.level = 1; situation.level <= 4; situation.level++)
    for (int audience = SP_STAFF; audience <= SP_PUBLIC; audience++) {
      situation.audience = (enum sp_audience)audience;
      sp_call_walk(arena, script, &situation, &answers, SP_STR(""), &call);
      must(call.legs <= SP_CALL_MAX_LEGS + 1);
      must(script->steps == 0 || sp_call_place(&call) != NULL);
      must(call.state != SP_CALL_ENDED || call.outcome != NULL);
      must(call.state != SP_CALL_ELSEWHERE || call.way_out != NULL);
    }
}

static void
try_script(struct sp_arena *arena, const struct sp_doc *doc,
           struct sp_str value)
{
  const struct sp_script *script = sp_script_new(arena, doc);
  const struct sp_node *item = sp_test_call_next(script, NULL);
  struct sp_coverage coverage;
  struct sp_call call;
  struct sp_str why;

  for (; item; item = sp_test_call_next(script, item))
    must(sp_coverage_run(arena, script, NULL, item, NOW, &call, &why) ||
         why.len > 0);
  sp_coverage_of(arena, script, NULL, NOW, &coverage);
  must(coverage.covered <= coverage.edges);
  try_walk(arena, script, value);
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    if (n->kind == SP_NODE_KEYED && n->key == SP_KEY_RECORD)
      try_record(arena, n, value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_str text = sp_str_n((const char *)data, size);
  size_t end = sp_str_find(text, '\n', 0);
  struct sp_str value = sp_str_sub(text, 0, end);
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_read_options options = {.path = SP_STR("waste/a.md")};
  struct sp_reading reading;
  struct sp_str parts[] = {SP_STR("---\ntype: script\nreviewed: 2026-09-01\n"
                                  "review-by: 2027-09-01\ntitle: T\n---\n"),
                           sp_str_sub(text, end + 1, text.len)};

  if (sp_utf8_check(value) == value.len) {
    try_guard(&arena, value);
    sp_markdown_read(&arena, sp_arena_join(&arena, 2, parts), &options, &diags,
                     &reading);
    if (reading.doc)
      try_script(&arena, reading.doc, value);
  }
  sp_arena_release(&arena);
  return 0;
}
