/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Comma-separated values, and the fees in them. */
#include "lib/site.h"
#include "lib/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(struct sp_str s)
{
  if (sp_utf8_check(s) < s.len || sp_str_find(s, '\0', 0) < s.len ||
      sp_str_trim(s).len != s.len)
    abort();
}

static void
check_csv(const struct sp_csv *csv)
{
  if (csv->columns == 0 || csv->columns > SP_CSV_MAX_COLUMNS ||
      csv->rows * csv->columns > SP_CSV_MAX_CELLS)
    abort();
  for (size_t i = 0; i < csv->columns; i++)
    check_text(csv->column[i]);
  for (size_t i = 0; i < csv->rows * csv->columns; i++)
    check_text(csv->cell[i]);
  for (size_t i = 1; i < csv->rows; i++)
    if (csv->line[i] <= csv->line[i - 1])
      abort();
}

/* At no instant has a key two amounts, or none between two. */
static void
check_fees(struct sp_arena *arena, const struct sp_fees *fees)
{
  for (size_t i = 0; i < fees->count; i++) {
    const struct sp_fee *fee = &fees->item[i];

    if (fee->from >= fee->until)
      abort();
    if (i && sp_str_eq(fee[-1].key, fee->key) && fee[-1].until != fee->from)
      abort();
    if (!sp_str_starts(sp_fees_amount(arena, fees, fee->key, fee->from), "£"))
      abort();
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_str text = sp_str_n((const char *)data, size);
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_fees fees;
  struct sp_csv csv;

  if (sp_csv_read(&arena, text, SP_STR("a.csv"), &diags, &csv))
    check_csv(&csv);
  else if (diags.errors == 0)
    abort();
  diags.errors = diags.count = 0;
  if (sp_fees_read(&arena, text, &diags, &fees))
    check_fees(&arena, &fees);
  else if (diags.errors == 0)
    abort();
  sp_arena_release(&arena);
  return 0;
}
