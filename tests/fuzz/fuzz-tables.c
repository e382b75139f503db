/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of settings: each reader takes what it is given or says why not,
 * and what it read comes back from its packed form. */
#include "lib/areas.h"
#include "lib/calendar.h"
#include "lib/rota.h"

#include <stdlib.h>

#define PACKED_MAX ((size_t)64 * 1024 * 1024)

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
  (void)argc;
  (void)argv;
  return sp_when_zone("Europe/London") ? 0 : -1;
}

static void
must(bool is_so)
{
  if (!is_so)
    abort();
}

static void
try_calendar(struct sp_arena *arena, struct sp_str text, struct sp_buf *buf)
{
  struct sp_diags diags = {.arena = arena};
  struct sp_calendar calendar, twin;
  struct sp_unpack in = {0};

  if (!sp_calendar_read(arena, text, &diags, &calendar))
    must(diags.errors > 0);
  for (size_t i = 0; i < calendar.count; i++) {
    const struct sp_holiday *day = &calendar.item[i];

    must(sp_calendar_on(&calendar, day->contact, day->day) == day);
    must(day->open < day->close || day->close == 0);
  }
  sp_buf_clear(buf);
  sp_calendar_pack(buf, &calendar);
  in.rest = sp_buf_str(buf);
  must(sp_calendar_unpack(arena, &in, &twin) && sp_unpack_done(&in));
  must(twin.count == calendar.count);
}

/* At no instant are two on call. */
static void
try_rota(struct sp_arena *arena, struct sp_str text, struct sp_buf *buf)
{
  struct sp_diags diags = {.arena = arena};
  struct sp_rota rota, twin;
  struct sp_unpack in = {0};
  sp_instant until, from;

  if (!sp_rota_read(arena, text, &diags, &rota))
    must(diags.errors > 0);
  for (size_t i = 0; i < rota.count; i++) {
    const struct sp_duty *duty = &rota.item[i];

    must(sp_rota_at(&rota, duty->contact, duty->from, &until) == duty);
    must(until == duty->until);
    if (sp_rota_gap(&rota, duty->contact, duty->from, 7, &from, &until))
      must(from < until && from >= duty->until &&
           !sp_rota_at(&rota, duty->contact, from, &until));
  }
  sp_buf_clear(buf);
  sp_rota_pack(buf, &rota);
  in.rest = sp_buf_str(buf);
  must(sp_rota_unpack(arena, &in, &twin) && sp_unpack_done(&in));
}

/* Each row is found by its own postcode while it holds. */
static void
try_areas(struct sp_arena *arena, struct sp_str text, struct sp_buf *buf)
{
  struct sp_diags diags = {.arena = arena};
  struct sp_areas areas, twin;
  struct sp_unpack in = {0};

  if (!sp_areas_read(arena, text, &diags, &areas))
    must(diags.errors > 0);
  for (size_t i = 0; i < areas.count && i < 100; i++) {
    const struct sp_area *area = &areas.item[i];
    struct sp_area_list list;
    struct sp_postcode code;
    bool found = false;

    must(sp_postcode_parse(area->postcode, &code));
    must(sp_str_is(area->postcode, code.text));
    sp_areas_find(arena, &areas, &code, area->from, &list);
    for (size_t k = 0; k < list.count; k++)
      found = found || list.item[k] == area;
    must(found && list.part == code.part && list.until > area->from);
  }
  sp_buf_clear(buf);
  sp_areas_pack(buf, &areas);
  in.rest = sp_buf_str(buf);
  must(sp_areas_unpack(arena, &in, &twin) && sp_unpack_done(&in));
}

/* Bytes that nobody packed. */
static void
try_unpack(struct sp_arena *arena, struct sp_str bytes)
{
  struct sp_unpack in = {.rest = bytes};
  struct sp_calendar calendar;
  struct sp_rota rota;
  struct sp_areas areas;

  must(sp_calendar_unpack(arena, &in, &calendar) || in.broken);
  in = (struct sp_unpack){.rest = bytes};
  must(sp_rota_unpack(arena, &in, &rota) || in.broken);
  in = (struct sp_unpack){.rest = bytes};
  must(sp_areas_unpack(arena, &in, &areas) || in.broken);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_str text = sp_str_n((const char *)data, size);
  struct sp_arena arena = {0};
  struct sp_buf buf;

  sp_buf_init(&buf, PACKED_MAX);
  try_calendar(&arena, text, &buf);
  try_rota(&arena, text, &buf);
  try_areas(&arena, text, &buf);
  try_unpack(&arena, text);
  sp_buf_release(&buf);
  sp_arena_release(&arena);
  return 0;
}
