/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_draft.c - a box of the SVG: its bands, their size, their look. */
#include <stdio.h>

#include "lib/graph_pen.h"

#define LEADING 1.25
#define PAD 9.0
#define BADGE 22.0 /* the step's number, before its heading */

/* Of each kind of band. */
static const struct look {
  struct sp_type type;
  double left;    /* of the text, from the box's edge */
  double padding; /* over and under the text, within the band */
  double gap;     /* over the band */
  size_t max;     /* lines */
} looks[] = {
    [SP_BAND_OUTCOME] = {{12, true, false, "#fff", NULL}, PAD + 19, 5, 0, 4},
    [SP_BAND_HEADING] = {{13, true, false, SP_INK, NULL}, PAD + BADGE, 0, 8, 5},
    [SP_BAND_ONLY] = {{11, false, true, SP_INK, NULL}, PAD, 0, 4, 4},
    [SP_BAND_FIRST] = {{11, false, false, SP_INK, NULL}, PAD + 8, 5, 6, 4},
    [SP_BAND_SAID] = {{11.5, false, true, SP_INK, NULL}, PAD + 9, 0, 6, 7},
    [SP_BAND_FLAG] = {{11, false, false, SP_INK_FLAG, NULL}, PAD + 22, 4, 6, 8},
    [SP_BAND_WAY] = {{11, false, false, SP_INK, NULL}, PAD + 10, 0, 4, 5},
    [SP_BAND_NOTE] = {{10.5, false, false, SP_INK_SOFT, NULL}, PAD, 0, 3, 2},
};

static double
line_height(const struct look *look)
{
  return look->type.size * LEADING;
}

/* Boxes without a number need no room for one. */
static double
left_of(const struct sp_box *box, enum sp_band_kind kind)
{
  return kind == SP_BAND_HEADING && !box->number ? PAD : looks[kind].left;
}

static void
add_band(struct sp_arena *arena, struct sp_draft *draft, enum sp_band_kind kind,
         struct sp_str text)
{
  const struct look *look = &looks[kind];
  struct sp_band band = {.kind = kind};
  double room = draft->w - left_of(draft->box, kind) - PAD;

  if (text.len == 0)
    return;
  sp_text_wrap(arena, text, look->type.size, look->type.bold, room, look->max,
               &band.lines);
  band.height =
      2 * look->padding + line_height(look) * (double)band.lines.count;
  draft->h += look->gap + band.height;
  SP_PUSH(arena, draft->band, draft->bands, draft->cap, band);
}

static void
add_all(struct sp_arena *arena, struct sp_draft *draft, enum sp_band_kind kind,
        const char *before, const struct sp_texts *texts)
{
  for (size_t i = 0; i < texts->count; i++)
    add_band(arena, draft, kind,
             sp_arena_fmt(arena, "%s%.*s", before, SP_FMT(texts->item[i])));
}

static double
natural_width(const struct sp_box *box, double width)
{
  double needs = sp_text_width(box->heading, 13, true) + 2 * PAD + 6;

  if (box->kind == SP_BOX_STEP || box->kind == SP_BOX_FLAGS || needs > width)
    return width;
  return box->kind == SP_BOX_ELSEWHERE && needs < 128 ? 128 : needs;
}

void
sp_draft_make(struct sp_arena *arena, const struct sp_box *box,
              const struct sp_texts *ways, double width, struct sp_draft *out)
{
  *out = (struct sp_draft){.box = box, .w = natural_width(box, width)};
  add_band(arena, out, SP_BAND_OUTCOME, box->outcome);
  add_band(arena, out, SP_BAND_HEADING, box->heading);
  if (box->only.len)
    add_band(arena, out, SP_BAND_ONLY,
             sp_arena_fmt(arena, "Only: %.*s", SP_FMT(box->only)));
  add_all(arena, out, SP_BAND_FIRST, "Do first: ", &box->do_first);
  if (box->said.len)
    add_band(
        arena, out, SP_BAND_SAID,
        sp_arena_fmt(arena, "\xE2\x80\x9C%.*s\xE2\x80\x9D", SP_FMT(box->said)));
  add_all(
      arena, out, SP_BAND_FLAG,
      box->kind == SP_BOX_FLAGS ? "" : "Stop and escalate if: ", &box->flag);
  add_all(arena, out, SP_BAND_WAY, "", ways);
  if (box->kind == SP_BOX_ELSEWHERE)
    add_band(arena, out, SP_BAND_NOTE, SP_STR("outside this script"));
  out->h += box->kind == SP_BOX_START ? 8 : PAD;
}

/* ---- drawing ---- */

static void
draw_frame(const struct sp_draft *d, double x, double y, struct sp_buf *out)
{
  struct sp_ink ink = {"#fff", SP_INK, 1.4, NULL};
  double round = 4;

  switch (d->box->kind) {
  case SP_BOX_START:
    ink.fill = SP_INK;
    round = d->h / 2;
    break;
  case SP_BOX_FLAGS:
    ink = (struct sp_ink){"#fff7f6", SP_INK_FLAG, 2, "7 4"};
    break;
  case SP_BOX_STEP:
    if (d->box->outcome.len)
      ink = (struct sp_ink){"#f5f5f2", sp_pen_dark(d->box->ending), 2, NULL};
    break;
  case SP_BOX_ELSEWHERE:
    ink = (struct sp_ink){"#f0f0f0", SP_INK_SOFT, 1.2, NULL};
    round = 0;
    break;
  }
  sp_pen_rect(out, "box", x, y, d->w, d->h, round, &ink);
}

static void
draw_outcome(const struct sp_draft *d, const struct sp_band *band, double x,
             double y, struct sp_buf *out)
{
  const char *dark = sp_pen_dark(d->box->ending);
  const struct sp_ink ink = {dark, dark, 2, NULL};

  sp_pen_rect(out, NULL, x, y, d->w, band->height, 4, &ink);
  sp_pen_symbol(out, x + PAD - 1, y + 6, d->box->ending);
}

static void
draw_badge(const struct sp_draft *d, double x, double y, struct sp_buf *out)
{
  static const struct sp_ink ink = {SP_INK, NULL, 0, NULL};
  static const struct sp_type type = {10.5, true, false, "#fff", "middle"};
  char digits[24];
  struct sp_str text;

  if (!d->box->number)
    return;
  snprintf(digits, sizeof(digits), "%zu", d->box->number);
  text = sp_str(digits);
  sp_pen_rect(out, NULL, x + PAD - 1, y, 19, 16, 8, &ink);
  sp_pen_text(out, x + PAD + 8.5, y + 11.6, &type, text);
}

/* Two frames, one in the other: another script is run within this one. */
static void
draw_first(const struct sp_draft *d, const struct sp_band *band, double x,
           double y, struct sp_buf *out)
{
  static const struct sp_ink ink = {"#fff", SP_INK, 1, NULL};

  sp_pen_rect(out, NULL, x + PAD, y, d->w - 2 * PAD, band->height, 0, &ink);
  sp_pen_rect(out, NULL, x + PAD + 2.5, y + 2.5, d->w - 2 * PAD - 5,
              band->height - 5, 0, &ink);
}

static void
draw_flag(const struct sp_draft *d, const struct sp_band *band, double x,
          double y, struct sp_buf *out)
{
  static const struct sp_ink ink = {"#fff", SP_INK_FLAG, 1.2, "4 2.5"};

  sp_pen_rect(out, NULL, x + PAD, y, d->w - 2 * PAD, band->height, 0, &ink);
  sp_buf_fmt(out,
             "<path transform=\"translate(%.1f %.1f)\" d=\"M1 12V0L10 3.5 1 7\""
             " fill=\"" SP_INK_FLAG "\" stroke=\"" SP_INK_FLAG
             "\" stroke-width=\"1.4\"/>\n",
             x + PAD + 6, y + 5);
}

static void
draw_decoration(const struct sp_draft *d, const struct sp_band *band, double x,
                double y, struct sp_buf *out)
{
  static const struct sp_ink bar = {"#767676", NULL, 0, NULL};

  switch (band->kind) {
  case SP_BAND_OUTCOME:
    draw_outcome(d, band, x, y, out);
    break;
  case SP_BAND_HEADING:
    draw_badge(d, x, y, out);
    break;
  case SP_BAND_FIRST:
    draw_first(d, band, x, y, out);
    break;
  case SP_BAND_SAID:
    sp_pen_rect(out, NULL, x + PAD, y, 3, band->height, 0, &bar);
    break;
  case SP_BAND_FLAG:
    draw_flag(d, band, x, y, out);
    break;
  case SP_BAND_WAY:
    sp_buf_fmt(out,
               "<path transform=\"translate(%.1f %.1f)\" d=\"M0 0 6 3.5 0 7Z\""
               " fill=\"" SP_INK "\"/>\n",
               x + PAD, y + 3.5);
    break;
  case SP_BAND_ONLY:
  case SP_BAND_NOTE:
    break;
  }
}

void
sp_draft_draw(const struct sp_draft *draft, double x, double y,
              struct sp_buf *out)
{
  draw_frame(draft, x, y, out);
  for (size_t i = 0; i < draft->bands; i++) {
    const struct sp_band *band = &draft->band[i];
    const struct look *look = &looks[band->kind];
    struct sp_type type = look->type;
    double text_x = x + left_of(draft->box, band->kind);

    y += look->gap;
    draw_decoration(draft, band, x, y, out);
    if (draft->box->kind == SP_BOX_START) {
      type.ink = "#fff";
      type.anchor = "middle";
      text_x = x + draft->w / 2;
    }
    for (size_t l = 0; l < band->lines.count; l++)
      sp_pen_text(out, text_x,
                  y + look->padding + line_height(look) * (double)(l + 1) -
                      look->type.size * .32,
                  &type, band->lines.item[l]);
    y += band->height;
  }
}
