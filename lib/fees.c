/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/fees.c - fees.csv: what things cost, and from when until when. */
#include "lib/site.h"

#include "lib/table.h"
#include "lib/text.h"

#include <stdlib.h>

#define FEES_PATH SP_STR("fees.csv")
#define POUNDS_MAX 9 /* digits */

/* The first of them are required. */
static const char *const column_name[] = {
    "key",   "amount",  "label", "unit",   "from",
    "until", "service", "owner", "source", "checked"};
#define REQUIRED 2

static bool
all_digits(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] < '0' || s.ptr[i] > '9')
      return false;
  return s.len > 0;
}

/* 50 or 12.50: pounds, and pence in two digits or not at all. */
static bool
amount_parse(struct sp_str s, struct sp_str *pounds, struct sp_str *pence)
{
  size_t dot = sp_str_find(s, '.', 0);

  *pounds = sp_str_sub(s, 0, dot);
  *pence = sp_str_sub(s, dot + 1, s.len);
  if (!all_digits(*pounds) || pounds->len > POUNDS_MAX ||
      (pounds->len > 1 && pounds->ptr[0] == '0'))
    return false;
  return dot == s.len || (pence->len == 2 && all_digits(*pence));
}

/* All that is wrong with a row is said at once. */
static bool
read_row(struct sp_arena *arena, const struct sp_table *table, size_t row,
         struct sp_fee *fee)
{
  const struct sp_csv *csv = table->csv;
  struct sp_diags *diags = table->diags;
  struct sp_str pounds, pence;
  size_t errors = diags->errors;
  sp_instant checked;

  *fee = (struct sp_fee){.key = sp_csv_get(csv, row, "key"),
                         .label = sp_csv_get(csv, row, "label"),
                         .amount = sp_csv_get(csv, row, "amount"),
                         .unit = sp_csv_get(csv, row, "unit"),
                         .service = sp_csv_get(csv, row, "service"),
                         .source = sp_csv_get(csv, row, "source"),
                         .checked = sp_csv_get(csv, row, "checked"),
                         .line = csv->line[row]};
  if (fee->key.len == 0)
    sp_diag(diags, "E25", FEES_PATH, fee->line, 0, "the row has no key");
  else if (!sp_str_eq(sp_text_slug(arena, fee->key), fee->key))
    sp_diag(diags, "E25", FEES_PATH, fee->line, 0,
            "key \"%.*s\": write small letters, digits and hyphens, such as"
            " garden-waste",
            SP_FMT(fee->key));
  if (!amount_parse(fee->amount, &pounds, &pence))
    sp_diag(diags, "E25", FEES_PATH, fee->line, 0,
            "amount \"%.*s\": write pounds as 50 or 12.50, without a sign or"
            " commas",
            SP_FMT(fee->amount));
  (void)sp_table_times(table, row, &fee->from, &fee->until);
  (void)sp_table_instant(table, row, "checked", false, &checked);
  return diags->errors == errors;
}

/* A row of the file while the rows of its key are still to be compared. */
struct entry {
  struct sp_fee fee;
  bool good;
};

static int
by_key_and_time(const void *va, const void *vb)
{
  const struct sp_fee *a = &((const struct entry *)va)->fee;
  const struct sp_fee *b = &((const struct entry *)vb)->fee;
  int order = sp_str_cmp(a->key, b->key);

  if (order)
    return order;
  if (a->from != b->from)
    return a->from < b->from ? -1 : 1;
  return (a->line > b->line) - (a->line < b->line);
}

/* The n rows have one key and stand in time's order. */
static bool
check_times(const struct entry *row, size_t n, struct sp_diags *diags)
{
  bool good = true;

  for (size_t i = 1; i < n; i++) {
    const struct sp_fee *before = &row[i - 1].fee, *fee = &row[i].fee;

    if (fee->from == before->until)
      continue;
    good = false;
    if (fee->from < before->until)
      sp_diag(diags, "E25", FEES_PATH, fee->line, 0,
              "\"%.*s\" overlaps in time with line %u; end that row with an"
              " until the day before this one's from",
              SP_FMT(fee->key), before->line);
    else
      sp_diag(diags, "E25", FEES_PATH, fee->line, 0,
              "\"%.*s\" has no amount between the until of line %u and this"
              " row's from",
              SP_FMT(fee->key), before->line);
  }
  return good;
}

static bool
all_good(const struct entry *row, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!row[i].good)
      return false;
  return true;
}

/* The key is left out; also as it should have been written. */
static void
note_error(struct sp_arena *arena, struct sp_str key, struct sp_fees *out)
{
  struct sp_texts *keys = &out->in_error;
  struct sp_str slug = sp_text_slug(arena, key);

  if (key.len > 0)
    SP_PUSH(arena, keys->item, keys->count, keys->cap, key);
  if (slug.len > 0 && !sp_str_eq(slug, key))
    SP_PUSH(arena, keys->item, keys->count, keys->cap, slug);
}

static int
compare_texts(const void *a, const void *b)
{
  return sp_str_cmp(*(const struct sp_str *)a, *(const struct sp_str *)b);
}

/* Keep the keys whose rows are all good: an old price that a bad row was to
 * end would otherwise stay in force. */
static void
keep_good(struct sp_arena *arena, const struct entry *row, size_t rows,
          struct sp_diags *diags, struct sp_fees *out)
{
  size_t n;

  out->item = sp_arena_array(arena, struct sp_fee, rows);
  for (size_t i = 0; i < rows; i += n) {
    for (n = 1; i + n < rows && sp_str_eq(row[i + n].fee.key, row[i].fee.key);)
      n++;
    if (!all_good(&row[i], n) || !check_times(&row[i], n, diags)) {
      note_error(arena, row[i].fee.key, out);
      continue;
    }
    for (size_t k = i; k < i + n; k++)
      out->item[out->count++] = row[k].fee;
  }
  if (out->in_error.count)
    qsort(out->in_error.item, out->in_error.count, sizeof(*out->in_error.item),
          compare_texts);
}

bool
sp_fees_read(struct sp_arena *arena, struct sp_str bytes,
             struct sp_diags *diags, struct sp_fees *out)
{
  struct entry *row;
  struct sp_csv csv;
  struct sp_table table = {&csv, FEES_PATH, diags};

  *out = (struct sp_fees){0};
  if (!sp_csv_read(arena, bytes, FEES_PATH, diags, &csv) ||
      !sp_table_columns(&table, column_name, SP_ARRAY_LEN(column_name),
                        REQUIRED))
    return false;
  row = sp_arena_array(arena, struct entry, csv.rows);
  for (size_t i = 0; i < csv.rows; i++)
    row[i].good = read_row(arena, &table, i, &row[i].fee);
  if (csv.rows)
    qsort(row, csv.rows, sizeof(*row), by_key_and_time);
  keep_good(arena, row, csv.rows, diags, out);
  return true;
}

/* £1,250 and £12.50; whole pounds without pence. */
static struct sp_str
amount_text(struct sp_arena *arena, struct sp_str amount)
{
  struct sp_str pounds, pence;
  char text[POUNDS_MAX + POUNDS_MAX / 3 + 1];
  size_t len = 0;

  if (!amount_parse(amount, &pounds, &pence))
    return SP_STR("");
  for (size_t i = 0; i < pounds.len; i++) {
    if (i && (pounds.len - i) % 3 == 0)
      text[len++] = ',';
    text[len++] = pounds.ptr[i];
  }
  if (pence.len == 0 || sp_str_is(pence, "00"))
    return sp_arena_fmt(arena, "£%.*s", (int)len, text);
  return sp_arena_fmt(arena, "£%.*s.%.*s", (int)len, text, SP_FMT(pence));
}

/* The first row of the key that has not ended by now; NULL: none. */
static const struct sp_fee *
row_of(const struct sp_fees *fees, struct sp_str key, sp_instant now)
{
  size_t low = 0, high = fees->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = sp_str_cmp(fees->item[middle].key, key);

    if (order < 0 || (order == 0 && fees->item[middle].until <= now))
      low = middle + 1;
    else
      high = middle;
  }
  return low < fees->count && sp_str_eq(fees->item[low].key, key)
             ? &fees->item[low]
             : NULL;
}

struct sp_str
sp_fees_amount(struct sp_arena *arena, const struct sp_fees *fees,
               struct sp_str key, sp_instant now)
{
  const struct sp_fee *fee = row_of(fees, key, now);

  return fee && fee->from <= now ? amount_text(arena, fee->amount) : SP_STR("");
}

bool
sp_fees_in_error(const struct sp_fees *fees, struct sp_str key)
{
  return fees->in_error.count &&
         bsearch(&key, fees->in_error.item, fees->in_error.count, sizeof(key),
                 compare_texts);
}

sp_instant
sp_fees_next_change(const struct sp_fees *fees, struct sp_str key,
                    sp_instant now)
{
  const struct sp_fee *fee = row_of(fees, key, now);

  if (!fee)
    return SP_ALWAYS_UNTIL;
  return now < fee->from ? fee->from : fee->until;
}
