/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/graph_pen.h"

#include "lib/html.h"

#define LEADING 1.25
#define LABEL_SIZE 11.5
#define BULLET 8.0 /* the room it takes */

void
sp_pen_rect(struct sp_buf *out, const char *role, double x, double y, double w,
            double h, double round, const struct sp_ink *ink)
{
  sp_buf_puts(out, "<rect");
  if (role)
    sp_html_attr(out, "class", sp_str(role));
  sp_buf_fmt(out, " x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x, y,
             w, h);
  if (round > 0)
    sp_buf_fmt(out, " rx=\"%.1f\"", round);
  sp_html_attr(out, "fill", sp_str(ink->fill ? ink->fill : "none"));
  if (ink->line) {
    sp_html_attr(out, "stroke", sp_str(ink->line));
    sp_buf_fmt(out, " stroke-width=\"%.1f\"", ink->width);
  }
  if (ink->dash)
    sp_html_attr(out, "stroke-dasharray", sp_str(ink->dash));
  sp_buf_puts(out, "/>\n");
}

void
sp_pen_text(struct sp_buf *out, double x, double y, const struct sp_type *type,
            struct sp_str text)
{
  sp_buf_fmt(out, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\"", x, y,
             type->size);
  if (type->bold)
    sp_buf_puts(out, " font-weight=\"bold\"");
  if (type->italic)
    sp_buf_puts(out, " font-style=\"italic\"");
  if (type->anchor)
    sp_html_attr(out, "text-anchor", sp_str(type->anchor));
  sp_html_attr(out, "fill", sp_str(type->ink));
  sp_buf_putc(out, '>');
  sp_html_escape(out, text);
  sp_buf_puts(out, "</text>\n");
}

const char *
sp_pen_dark(enum sp_outcome outcome)
{
  static const char *const ink[SP_OUTCOMES] = {
      [SP_OUTCOME_RESOLVED] = "#1c6431", [SP_OUTCOME_ESCALATE] = "#9a1f17",
      [SP_OUTCOME_TRANSFER] = "#1d4f91", [SP_OUTCOME_REFER] = "#1d4f91",
      [SP_OUTCOME_SIGNPOST] = "#5b3a8e", [SP_OUTCOME_EMERGENCY] = "#6d0a10",
      [SP_OUTCOME_RETURN] = "#3d3d3d",
  };

  return ink[outcome];
}

void
sp_pen_symbol(struct sp_buf *out, double x, double y, enum sp_outcome outcome)
{
  static const char *const path[SP_OUTCOMES] = {
      [SP_OUTCOME_RESOLVED] = "M1.5 6.5 4.8 10 10.5 2.5",
      [SP_OUTCOME_ESCALATE] = "M6 11V1.5M2 5.5 6 1.5 10 5.5",
      [SP_OUTCOME_TRANSFER] = "M1 6H10.5M6.5 2 10.5 6 6.5 10",
      [SP_OUTCOME_REFER] = "M2 10 10 2M4 2H10V8",
      [SP_OUTCOME_SIGNPOST] = "M3.5 11V1M3.5 2H9L11 4 9 6H3.5",
      [SP_OUTCOME_EMERGENCY] = "M6 1 11.5 10.5H.5ZM6 4V7M6 8.6V9.2",
      [SP_OUTCOME_RETURN] = "M4.5 1.5 1.5 4.5 4.5 7.5M1.5 4.5H10.5V10.5H5",
  };

  sp_buf_fmt(out,
             "<path transform=\"translate(%.1f %.1f)\" d=\"%s\" fill=\"none\""
             " stroke=\"#fff\" stroke-width=\"1.8\"/>\n",
             x, y, path[outcome]);
}

/* ---- labels ---- */

void
sp_label_add(struct sp_arena *arena, struct sp_label *label, struct sp_str text,
             struct sp_str guard, double width)
{
  double indent = label->several ? BULLET : 0;

  for (int part = 0; part < 2; part++) {
    struct sp_texts lines = {0};
    struct sp_str words = part ? guard : text;

    if (words.len && part)
      words = sp_arena_fmt(arena, "(%.*s)", SP_FMT(words));
    sp_text_wrap(arena, words, LABEL_SIZE, false, width - indent, 6, &lines);
    for (size_t i = 0; i < lines.count; i++) {
      struct sp_label_row row = {
          .text = lines.item[i], .italic = part == 1, .left = indent};
      double w = sp_text_width(row.text, LABEL_SIZE, false) + 8 + indent;

      row.begins = i == 0 && !part;
      if (row.begins && label->rows)
        row.above = 2;
      if (w > label->w)
        label->w = w;
      label->h += LABEL_SIZE * LEADING + row.above;
      SP_PUSH(arena, label->row, label->rows, label->cap, row);
    }
  }
}

void
sp_label_draw(const struct sp_label *label, double x, double y,
              struct sp_buf *out)
{
  const struct sp_ink paper = {.fill = "#fff"};
  struct sp_type type = {LABEL_SIZE, label->flag, false,
                         label->flag ? SP_INK_FLAG : SP_INK,
                         label->several ? NULL : "middle"};

  if (label->rows == 0)
    return;
  sp_pen_rect(out, "label", x, y, label->w, label->h, 0, &paper);
  for (size_t i = 0; i < label->rows; i++) {
    y += label->row[i].above + LABEL_SIZE * LEADING;
    type.italic = label->row[i].italic;
    if (label->several && label->row[i].begins)
      sp_buf_fmt(out,
                 "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.8\" fill=\"%s\"/>\n",
                 x + 6.5, y - LABEL_SIZE * .62, type.ink);
    sp_pen_text(out,
                x + (label->several ? 4 + label->row[i].left : label->w / 2),
                y - LABEL_SIZE * .3, &type, label->row[i].text);
  }
}
