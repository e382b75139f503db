/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_pins.c - rows of pins.yaml that do nothing. */
#include "lib/check_site.h"

static const char path[] = "pins.yaml";

static void
check_page(struct sp_arena *arena, const struct sp_pin *pin,
           const struct sp_check_pages *pages, struct sp_diags *diags)
{
  enum sp_check_page page = pages->of(pages->ctx, pin->document);
  struct sp_str near = SP_STR("");

  if (page == SP_CHECK_PAGE)
    return;
  if (page == SP_CHECK_SNIPPET) {
    sp_diag(diags, "E02", sp_str(path), pin->line, 0,
            "%.*s is a snippet and has no page: pin a page that shows it",
            SP_FMT(pin->document));
    return;
  }
  if (pages->near)
    near = pages->near(pages->ctx, arena, pin->document);
  if (near.len)
    near = sp_arena_fmt(arena, "; did you mean %.*s?", SP_FMT(near));
  sp_diag(diags, "E02", sp_str(path), pin->line, 0,
          "there is no document \"%.*s\"%.*s", SP_FMT(pin->document),
          SP_FMT(near));
}

static void
check_time(struct sp_arena *arena, const struct sp_pin *pin, sp_instant now,
           struct sp_diags *diags)
{
  struct sp_civil last;
  struct sp_str end;

  if (pin->until <= pin->from || pin->until > now)
    return;
  last = sp_clock_at(pin->until - 1).civil;
  end = sp_when_long_date(arena, sp_arena_fmt(arena, "%04d-%02d-%02d",
                                              last.year, last.month, last.day));
  sp_diag(diags, "W16", sp_str(path), pin->line, 0,
          "the pin of \"%.*s\" ended on %.*s and does nothing: renew it or"
          " take it out",
          SP_FMT(pin->query), SP_FMT(end));
}

void
sp_check_pins(struct sp_arena *arena, const struct sp_site *site,
              sp_instant now, const struct sp_check_pages *pages,
              struct sp_diags *diags)
{
  for (size_t i = 0; i < site->pins; i++) {
    if (site->pin[i].document.len)
      check_page(arena, &site->pin[i], pages, diags);
    check_time(arena, &site->pin[i], now, diags);
  }
}
