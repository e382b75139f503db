/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The glossary and popular queries: they lead to a search. */
#define _GNU_SOURCE
#include "searchd/suggest_make.h"

#include "lib/url.h"

#include <stdlib.h>

#define QUERY_POINTS 70
#define GLOSSARY_POINTS 60

static struct sp_suggest_raw
of_search(struct sp_suggest_maker *maker, struct sp_str shown,
          struct sp_str query, sp_instant from, sp_instant until)
{
  struct sp_url_param q = {"q", query};
  struct sp_suggest_place_of other = {SP_SUGGEST_NONE, from, until};
  struct sp_suggest_raw raw = {.order = SP_SUGGEST_NONE};

  raw.shown = sp_suggest_record(
      maker, shown, sp_url_query(&maker->scratch, "/search", &q, 1).raw);
  raw.target = raw.shown == SP_SUGGEST_NONE
                   ? SP_SUGGEST_NONE
                   : sp_suggest_add_other(maker, other);
  return raw;
}

static void
add_form(struct sp_suggest_maker *maker, struct sp_suggest_raw raw,
         struct sp_str form)
{
  raw.score = (uint8_t)sp_suggest_worth(GLOSSARY_POINTS, form);
  sp_suggest_add(maker, raw, form);
}

void
sp_suggest_add_glossary(struct sp_suggest_maker *maker,
                        const struct sp_glossary_entry *entry)
{
  struct sp_str brief = entry->short_form, full = entry->long_form;
  struct sp_str shown = brief.len == 0 ? full
                        : full.len == 0
                            ? brief
                            : sp_arena_fmt(&maker->scratch, "%.*s: %.*s",
                                           SP_FMT(brief), SP_FMT(full));
  struct sp_suggest_raw raw;

  if (shown.len == 0 || shown.len > SP_SUGGEST_TEXT_MAX)
    return;
  raw = of_search(maker, shown, full.len > 0 ? full : brief, SP_ALWAYS_FROM,
                  SP_ALWAYS_UNTIL);
  if (raw.target == SP_SUGGEST_NONE)
    return;
  add_form(maker, raw, brief);
  add_form(maker, raw, full);
  for (size_t i = 0; i < entry->also.count && i < SP_SUGGEST_PHRASES_MAX; i++)
    add_form(maker, raw, entry->also.item[i]);
  sp_arena_release(&maker->scratch);
}

static int
compare_pins(const void *a, const void *b, void *ctx)
{
  const struct sp_pin *pin = ctx;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  int order = sp_str_cmp(pin[x].query, pin[y].query);

  return order != 0 ? order : x < y ? -1 : x > y;
}

/* Shown while both the pin and its page hold. */
static void
add_query(struct sp_suggest_maker *maker, const struct sp_pin *pin,
          const struct sp_page_head *head)
{
  sp_instant from = pin->from > head->from ? pin->from : head->from;
  sp_instant until = pin->until < head->until ? pin->until : head->until;
  struct sp_suggest_raw raw =
      of_search(maker, pin->query, pin->query, from, until);

  if (raw.target == SP_SUGGEST_NONE)
    return;
  raw.score = from > maker->source->made
                  ? 0
                  : (uint8_t)sp_suggest_worth(QUERY_POINTS, pin->query);
  sp_suggest_add(maker, raw, pin->query);
}

/* Each once, however many pages are pinned to it. */
void
sp_suggest_add_queries(struct sp_suggest_maker *maker)
{
  const struct sp_pin *pin = maker->source->pin;
  size_t count = maker->source->pins;
  uint32_t *sorted = sp_arena_array(&maker->arena, uint32_t, count);
  struct sp_str last = {"", 0};

  for (uint32_t i = 0; i < count; i++)
    sorted[i] = i;
  if (count > 0)
    qsort_r(sorted, count, sizeof(*sorted), compare_pins,
            (void *)(uintptr_t)pin);
  for (size_t i = 0; i < count; i++) {
    const struct sp_pin *one = &pin[sorted[i]];
    uint32_t page = one->is_worst ? SP_SUGGEST_NONE
                                  : sp_suggest_find_head(maker, one->document);

    if (page == SP_SUGGEST_NONE ||
        !sp_suggest_is_wanted(&maker->source->head[page]) ||
        one->query.len > SP_SUGGEST_TEXT_MAX || sp_str_eq(one->query, last))
      continue;
    add_query(maker, one, &maker->source->head[page]);
    last = one->query;
    sp_arena_release(&maker->scratch);
  }
}
