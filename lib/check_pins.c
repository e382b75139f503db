/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_pins.c - rows of pins.yaml that do nothing. */
#include "lib/check_site.h"

void
sp_check_pins(struct sp_arena *arena, const struct sp_site *site,
              sp_instant now, sp_check_known *known, void *ctx,
              struct sp_diags *diags)
{
  static const char path[] = "pins.yaml";

  for (size_t i = 0; i < site->pins; i++) {
    const struct sp_pin *pin = &site->pin[i];
    struct sp_civil last;
    struct sp_str end;

    if (!known(ctx, pin->document))
      sp_diag(diags, "E02", sp_str(path), pin->line, 0,
              "there is no document \"%.*s\"", SP_FMT(pin->document));
    if (pin->until > now)
      continue;
    last = sp_clock_at(pin->until - 1).civil;
    end =
        sp_when_long_date(arena, sp_arena_fmt(arena, "%04d-%02d-%02d",
                                              last.year, last.month, last.day));
    sp_diag(diags, "W16", sp_str(path), pin->line, 0,
            "the pin of \"%.*s\" ended on %.*s and does nothing: renew it or"
            " take it out",
            SP_FMT(pin->query), SP_FMT(end));
  }
}
