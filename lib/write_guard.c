/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/write_guard.c - a condition as an author writes it. */
#include "lib/write_parts.h"

static void
put_civil(struct sp_buf *out, const struct sp_civil *c)
{
  sp_buf_fmt(out, "%04d-%02d-%02d", c->year, c->month, c->day);
  if (c->hour >= 0)
    sp_buf_fmt(out, " %02d:%02d", c->hour, c->minute);
}

/* One full stop at the end is the author's, not the name's. */
static void
put_name(struct sp_buf *out, struct sp_str name)
{
  sp_buf_put(out, name);
  if (sp_str_ends(name, "."))
    sp_buf_putc(out, '.');
}

void
sp_write_guard(struct sp_buf *out, const struct sp_guard *guard)
{
  switch (guard->kind) {
  case SP_GUARD_NONE:
    return;
  case SP_GUARD_STAFF:
    sp_buf_puts(out, "staff");
    return;
  case SP_GUARD_PUBLIC:
    sp_buf_puts(out, "public");
    return;
  case SP_GUARD_LEVEL:
    sp_buf_fmt(out, "level %u", guard->number);
    return;
  case SP_GUARD_OFFICE_HOURS:
    sp_buf_puts(out, "office hours");
    return;
  case SP_GUARD_OUT_OF_HOURS:
    sp_buf_puts(out, "out of hours");
    return;
  case SP_GUARD_AREA:
    sp_buf_puts(out, "area: ");
    put_name(out, guard->text);
    return;
  case SP_GUARD_CHANNEL:
    sp_buf_put(out, guard->text);
    return;
  case SP_GUARD_IF:
    sp_buf_fmt(out, "if %.*s: ", SP_FMT(guard->text));
    put_name(out, guard->value);
    return;
  case SP_GUARD_DATE:
    break;
  }
  if (guard->from.year) {
    sp_buf_puts(out, "from ");
    put_civil(out, &guard->from);
  }
  if (guard->until.year) {
    sp_buf_puts(out, guard->from.year ? " until " : "until ");
    put_civil(out, &guard->until);
  }
}
