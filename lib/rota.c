/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/rota.h"

#include "lib/fields_forms.h"
#include "lib/table.h"
#include "lib/text.h"

#include <stdlib.h>

#define ROTA_PATH SP_STR("on-call.csv")

static const char *const column_name[] = {"contact", "post", "phone", "from",
                                          "until"};
#define REQUIRED 3

static bool
read_row(struct sp_arena *arena, const struct sp_table *table, size_t row,
         struct sp_duty *duty)
{
  const struct sp_csv *csv = table->csv;
  struct sp_str contact = sp_csv_get(csv, row, "contact");
  struct sp_diags *diags = table->diags;
  size_t errors = diags->errors;

  *duty = (struct sp_duty){.contact = sp_text_lower(arena, contact),
                           .post = sp_csv_get(csv, row, "post"),
                           .phone = sp_csv_get(csv, row, "phone"),
                           .line = csv->line[row]};
  if (contact.len == 0)
    sp_diag(diags, "E25", ROTA_PATH, duty->line, 0,
            "the row has no contact; write its key, such as waste-team");
  if (duty->post.len == 0)
    sp_diag(diags, "E25", ROTA_PATH, duty->line, 0,
            "the row has no post; write who is on call, such as Team leader");
  if (!sp_form_phone(duty->phone))
    sp_diag(diags, "E25", ROTA_PATH, duty->line, 0,
            "phone \"%.*s\" is none; write the number to ring",
            SP_FMT(duty->phone));
  return sp_table_times(table, row, &duty->from, &duty->until) &&
         diags->errors == errors;
}

static int
by_contact_and_time(const void *va, const void *vb)
{
  const struct sp_duty *a = va, *b = vb;
  int order = sp_str_cmp(a->contact, b->contact);

  if (order)
    return order;
  if (a->from != b->from)
    return a->from < b->from ? -1 : 1;
  return (a->line > b->line) - (a->line < b->line);
}

static void
cut_overlaps(struct sp_rota *rota, struct sp_diags *diags)
{
  size_t kept = 0;

  for (size_t i = 0; i < rota->count; i++) {
    struct sp_duty duty = rota->item[i];
    const struct sp_duty *before = kept ? &rota->item[kept - 1] : NULL;

    if (before && sp_str_eq(before->contact, duty.contact) &&
        duty.from < before->until) {
      sp_diag(diags, "E25", ROTA_PATH, duty.line, 0,
              "\"%.*s\" overlaps in time with line %u, which counts until this"
              " is mended; let one end before the other begins",
              SP_FMT(duty.contact), before->line);
      duty.from = before->until;
    }
    if (duty.from < duty.until)
      rota->item[kept++] = duty;
  }
  rota->count = kept;
}

bool
sp_rota_read(struct sp_arena *arena, struct sp_str bytes,
             struct sp_diags *diags, struct sp_rota *out)
{
  struct sp_csv csv;
  struct sp_table table = {&csv, ROTA_PATH, diags};

  *out = (struct sp_rota){0};
  if (!sp_csv_read(arena, bytes, ROTA_PATH, diags, &csv) ||
      !sp_table_columns(&table, column_name, SP_ARRAY_LEN(column_name),
                        REQUIRED))
    return false;
  out->item = sp_arena_array(arena, struct sp_duty, csv.rows);
  for (size_t i = 0; i < csv.rows; i++)
    out->count += read_row(arena, &table, i, &out->item[out->count]);
  if (out->count)
    qsort(out->item, out->count, sizeof(*out->item), by_contact_and_time);
  cut_overlaps(out, diags);
  return true;
}

/* The first duty of this contact that ends after `at`; rota->count or one of
 * another contact when there is none. */
static size_t
first_after(const struct sp_rota *rota, struct sp_str contact, sp_instant at)
{
  size_t low = 0, high = rota->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct sp_duty *duty = &rota->item[middle];
    int order = sp_str_cmp(duty->contact, contact);

    if (order < 0 || (order == 0 && duty->until <= at))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static const struct sp_duty *
duty_of(const struct sp_rota *rota, size_t i, struct sp_str contact)
{
  return i < rota->count && sp_str_eq(rota->item[i].contact, contact)
             ? &rota->item[i]
             : NULL;
}

bool
sp_rota_has(const struct sp_rota *rota, struct sp_str contact)
{
  return duty_of(rota, first_after(rota, contact, SP_ALWAYS_FROM), contact);
}

const struct sp_duty *
sp_rota_at(const struct sp_rota *rota, struct sp_str contact, sp_instant at,
           sp_instant *until)
{
  const struct sp_duty *duty =
      duty_of(rota, first_after(rota, contact, at), contact);

  *until = SP_ALWAYS_UNTIL;
  if (!duty)
    return NULL;
  *until = at < duty->from ? duty->from : duty->until;
  return at < duty->from ? NULL : duty;
}

bool
sp_rota_gap(const struct sp_rota *rota, struct sp_str contact, sp_instant at,
            int days, sp_instant *from, sp_instant *until)
{
  struct sp_clock clock = sp_clock_at(at);
  sp_instant end = sp_day_minute(clock.day + days, clock.minute);
  size_t i = first_after(rota, contact, at);
  const struct sp_duty *duty;

  if (!sp_rota_has(rota, contact))
    return false;
  *from = at;
  while ((duty = duty_of(rota, i, contact)) && duty->from <= *from) {
    *from = duty->until;
    i++;
  }
  *until = duty && duty->from < end ? duty->from : end;
  return *from < end;
}

void
sp_rota_pack(struct sp_buf *out, const struct sp_rota *rota)
{
  sp_pack_u64(out, rota->count);
  for (size_t i = 0; i < rota->count; i++) {
    const struct sp_duty *duty = &rota->item[i];

    sp_pack_str(out, duty->contact);
    sp_pack_str(out, duty->post);
    sp_pack_str(out, duty->phone);
    sp_pack_i64(out, duty->from);
    sp_pack_i64(out, duty->until);
    sp_pack_u64(out, duty->line);
  }
}

/* Look-ups rely on the order. */
static bool
in_order(const struct sp_duty *before, const struct sp_duty *duty)
{
  int order = sp_str_cmp(before->contact, duty->contact);

  return order < 0 || (order == 0 && before->until <= duty->from);
}

bool
sp_rota_unpack(struct sp_arena *arena, struct sp_unpack *in,
               struct sp_rota *out)
{
  *out = (struct sp_rota){.count = sp_unpack_count(in, 6)};
  out->item = sp_arena_array(arena, struct sp_duty, out->count);
  for (size_t i = 0; i < out->count && !in->broken; i++) {
    struct sp_duty *duty = &out->item[i];

    duty->contact = sp_unpack_str(in);
    duty->post = sp_unpack_str(in);
    duty->phone = sp_unpack_str(in);
    duty->from = sp_unpack_i64(in);
    duty->until = sp_unpack_i64(in);
    duty->line = sp_unpack_u32(in);
    if (duty->from >= duty->until || (i && !in_order(duty - 1, duty)))
      in->broken = true;
  }
  if (in->broken)
    *out = (struct sp_rota){0};
  return !in->broken;
}
