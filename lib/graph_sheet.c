/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/graph_sheet.h"

#include <math.h>

#include "lib/html.h"

/* In units of the sheet. */
#define LONG 1189.2
#define SHORT 840.9
#define MARGIN 26.0
#define HEAD 62.0
#define FOOT 42.0
#define UNIT_MIN .7
#define COLUMN_GAP 18.0
/* At this unit the smallest type, of 10.5, has 7.9 points on A3. */
#define UNIT_LEGIBLE 1.325

static double
paper_unit(unsigned paper)
{
  return UNIT_LEGIBLE * pow(2, (3 - (double)paper) / 2);
}

bool
sp_sheet_is_legible(const struct sp_sheet *s, unsigned paper)
{
  return s->unit <= paper_unit(paper);
}

void
sp_sheet_fit(struct sp_sheet *s, double w, double h)
{
  double flat =
      fmax(w / (LONG - 2 * MARGIN), h / (SHORT - 2 * MARGIN - HEAD - FOOT));
  double tall =
      fmax(w / (SHORT - 2 * MARGIN), h / (LONG - 2 * MARGIN - HEAD - FOOT));

  s->upright = tall < flat;
  s->unit = fmax(fmin(flat, tall), UNIT_MIN);
  s->w = (s->upright ? SHORT : LONG) * s->unit;
  s->h = (s->upright ? LONG : SHORT) * s->unit;
  s->paper = 3;
  while (s->paper > 0 && !sp_sheet_is_legible(s, s->paper))
    s->paper--;
  s->room_x = MARGIN * s->unit;
  s->room_y = (MARGIN + HEAD) * s->unit;
  s->room_w = s->w - 2 * MARGIN * s->unit;
  s->room_h = s->h - (2 * MARGIN + HEAD + FOOT) * s->unit;
}

void
sp_sheet_center(struct sp_sheet *s, double w, double h)
{
  s->room_x += fmax(0, (s->room_w - w) / 2);
  s->room_y += fmax(0, (s->room_h - h) / 2);
}

/* ---- for who cannot see it ---- */

static void
put_description(const struct sp_graph *graph, struct sp_buf *out)
{
  size_t way = 0;

  sp_buf_fmt(out, "A script of %zu step%s.", graph->script->steps,
             graph->script->steps == 1 ? "" : "s");
  for (size_t i = 0; i < graph->boxes; i++) {
    const struct sp_box *box = &graph->box[i];

    if (box->kind == SP_BOX_ELSEWHERE)
      continue;
    sp_buf_puts(out, "\n");
    if (box->number)
      sp_buf_fmt(out, "%zu. ", box->number);
    sp_html_escape(out, box->heading);
    sp_buf_puts(out, ".");
    if (box->outcome.len) {
      sp_buf_puts(out, " Outcome: ");
      sp_html_escape(out, box->outcome);
      sp_buf_puts(out, ".");
    }
    for (; way < graph->ways && graph->way[way].from == i; way++) {
      const struct sp_box *to = &graph->box[graph->way[way].to];

      sp_buf_putc(out, ' ');
      sp_html_escape(out, graph->way[way].label);
      sp_buf_puts(out, graph->way[way].label.len ? ": " : "Then ");
      if (to->number)
        sp_buf_fmt(out, "%zu.", to->number);
      else
        sp_html_escape(out, to->heading);
      sp_buf_puts(out, ";");
    }
  }
}

/* ---- head ---- */

static struct sp_str
facts_of(const struct sp_sheet *s)
{
  const struct sp_doc *doc = s->graph->script->doc;
  struct sp_str text = sp_arena_fmt(
      s->arena, "%s", doc->audience == SP_PUBLIC ? "Public" : "Staff only");

  if (doc->level > 1)
    text = sp_arena_fmt(s->arena, "%.*s \xC2\xB7 level %u and up", SP_FMT(text),
                        doc->level);
  if (doc->owner.len)
    text = sp_arena_fmt(s->arena, "%.*s \xC2\xB7 %.*s", SP_FMT(text),
                        SP_FMT(doc->owner));
  if (doc->reviewed.len)
    text = sp_arena_fmt(s->arena, "%.*s \xC2\xB7 reviewed %.*s", SP_FMT(text),
                        SP_FMT(doc->reviewed));
  if (doc->review_by.len)
    text = sp_arena_fmt(s->arena, "%.*s, next by %.*s", SP_FMT(text),
                        SP_FMT(doc->review_by));
  /* A printer's settings need it. */
  if (s->paper < 3)
    text = sp_arena_fmt(s->arena, "%.*s \xC2\xB7 to print on A%u", SP_FMT(text),
                        s->paper);
  return text;
}

/* One line, at the left or at the right; cut when it is too long. */
static void
put_line(const struct sp_sheet *s, bool right, double y,
         const struct sp_type *type, double share, struct sp_str text,
         struct sp_buf *out)
{
  double room = (s->w - 2 * MARGIN * s->unit) * share, x = MARGIN * s->unit;
  struct sp_texts lines = {0};
  struct sp_type placed = *type;

  sp_text_wrap(s->arena, text, type->size, type->bold, room, 1, &lines);
  if (lines.count == 0)
    return;
  placed.anchor = right ? "end" : NULL;
  sp_pen_text(out, right ? s->w - x : x, y, &placed, lines.item[0]);
}

static void
put_head(const struct sp_sheet *s, struct sp_buf *out)
{
  const struct sp_doc *doc = s->graph->script->doc;
  double u = s->unit, top = MARGIN * u;
  struct sp_type title = {22 * u, true, false, SP_INK, NULL};
  struct sp_type council = {13 * u, true, false, SP_INK, NULL};
  struct sp_type small = {10.5 * u, false, false, SP_INK_SOFT, NULL};
  const struct sp_ink rule = {SP_INK, NULL, 0, NULL};

  put_line(s, false, top + 20 * u, &title, .7, s->graph->title, out);
  put_line(s, true, top + 18 * u, &council, .28, s->graph->council, out);
  put_line(s, false, top + 37 * u, &small, .7, facts_of(s), out);
  put_line(s, true, top + 37 * u, &small, .28, doc->id, out);
  sp_pen_rect(out, NULL, MARGIN * u, top + 45 * u, s->w - 2 * MARGIN * u,
              1.5 * u, 0, &rule);
}

void
sp_sheet_begin(const struct sp_sheet *s, struct sp_buf *out)
{
  const struct sp_ink paper = {"#fff", NULL, 0, NULL};
  struct sp_str lang = s->graph->script->doc->lang;
  static const int side[] = {1189, 841, 594, 420, 297};
  int longer = side[s->paper], shorter = side[s->paper + 1];

  sp_buf_fmt(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%dmm\""
             " height=\"%dmm\" viewBox=\"0 0 %.1f %.1f\" role=\"img\""
             " aria-labelledby=\"title desc\" font-family=\"sans-serif\"",
             s->upright ? shorter : longer, s->upright ? longer : shorter, s->w,
             s->h);
  sp_html_attr(out, "xml:lang", lang.len ? lang : SP_STR("en"));
  sp_buf_puts(out, ">\n<title id=\"title\">");
  sp_html_escape(out, s->graph->title);
  sp_buf_puts(out, "</title>\n<desc id=\"desc\">");
  put_description(s->graph, out);
  sp_buf_puts(out, "</desc>\n");
  sp_pen_rect(out, NULL, 0, 0, s->w, s->h, 0, &paper);
  put_head(s, out);
}

void
sp_sheet_columns(struct sp_sheet *s, const struct sp_draft *draft,
                 size_t drafts, struct sp_buf *out)
{
  double sum = 0, w = 200, most = 0, column, x = 0, y = 0;

  for (size_t i = 0; i < drafts; i++) {
    sum += draft[i].h + COLUMN_GAP;
    most = fmax(most, draft[i].h + COLUMN_GAP);
    w = fmax(w, draft[i].w);
  }
  /* As high as makes a sheet on its side; the last column may be shorter. */
  column = fmax(sqrt(sum * (w + COLUMN_GAP) * .58), most);
  sp_sheet_fit(s, (floor(sum / column) * 2 + 2) * (w + COLUMN_GAP), column);
  for (int pass = 0; pass < 2; pass++) {
    if (pass) {
      sp_sheet_fit(s, x + w, column);
      sp_sheet_begin(s, out);
    }
    x = y = 0;
    for (size_t i = 0; i < drafts; i++) {
      if (y > 0 && y + draft[i].h > column) {
        x += w + COLUMN_GAP;
        y = 0;
      }
      if (pass)
        sp_draft_draw(&draft[i], s->room_x + x, s->room_y + y, out);
      y += draft[i].h + COLUMN_GAP;
    }
  }
}

/* ---- foot: what the signs mean ---- */

struct foot {
  const struct sp_sheet *sheet;
  struct sp_buf *out;
  double x, y;
};

/* Room for a sign of this width and the words after it; the words are put. */
static double
place_sign(struct foot *f, double sign, const char *words, bool italic)
{
  double u = f->sheet->unit, x = f->x;
  struct sp_type type = {10 * u, false, italic, SP_INK, NULL};
  double w = (sign + 5) * u + sp_text_width(sp_str(words), type.size, false);

  if (x + w > f->sheet->w - MARGIN * u) {
    x = MARGIN * u;
    f->y += 17 * u;
  }
  sp_pen_text(f->out, x + (sign + 5) * u, f->y + 10 * u, &type, sp_str(words));
  f->x = x + w + 16 * u;
  return x;
}

static void
put_sign(struct foot *f, const char *words, const struct sp_ink *ink,
         bool twice)
{
  double u = f->sheet->unit, x = place_sign(f, 20, words, false);

  sp_pen_rect(f->out, NULL, x, f->y, 20 * u, 12 * u, 0, ink);
  if (twice)
    sp_pen_rect(f->out, NULL, x + 2 * u, f->y + 2 * u, 16 * u, 8 * u, 0, ink);
}

static void
put_outcome(struct foot *f, enum sp_outcome outcome)
{
  static const char *const words[SP_OUTCOMES] = {
      "Resolved",
      "Escalate",
      "Transfer",
      "Refer",
      "Signpost",
      "Emergency",
      "Return to the script that asked"};
  const struct sp_ink ink = {sp_pen_dark(outcome), NULL, 0, NULL};
  double u = f->sheet->unit, x = place_sign(f, 20, words[outcome], false);

  sp_pen_rect(f->out, NULL, x, f->y, 20 * u, 13 * u, 2 * u, &ink);
  sp_buf_fmt(f->out, "<g transform=\"translate(%.1f %.1f) scale(%.2f)\">",
             x + 5 * u, f->y + 1.5 * u, .85 * u);
  sp_pen_symbol(f->out, 0, 0, outcome);
  sp_buf_puts(f->out, "</g>\n");
}

/* What the graph shows, so that the foot explains no more than that. */
struct shown {
  bool outcome[SP_OUTCOMES], said, first, flag, elsewhere, guard, again;
};

static struct shown
look_over(const struct sp_graph *graph)
{
  struct shown shown = {0};

  for (size_t i = 0; i < graph->boxes; i++) {
    const struct sp_box *box = &graph->box[i];

    if (box->outcome.len)
      shown.outcome[box->ending] = true;
    shown.said = shown.said || box->said.len;
    shown.first = shown.first || box->do_first.count;
    shown.flag = shown.flag || box->flag.count;
    shown.guard = shown.guard || box->only.len;
    shown.elsewhere = shown.elsewhere || box->kind == SP_BOX_ELSEWHERE;
  }
  for (size_t i = 0; i < graph->ways; i++) {
    shown.guard = shown.guard || graph->way[i].guard.len;
    shown.again = shown.again || graph->way[i].from == graph->way[i].to;
  }
  return shown;
}

void
sp_sheet_end(const struct sp_sheet *s, struct sp_buf *out)
{
  const struct sp_ink plain = {"#fff", SP_INK, 1.2 * s->unit, NULL};
  const struct sp_ink flag = {"#fff", SP_INK_FLAG, 1.4 * s->unit, "5 3"};
  const struct sp_ink bar = {"#767676", NULL, 0, NULL};
  const struct sp_ink away = {"#f0f0f0", SP_INK_SOFT, 1.2 * s->unit, NULL};
  struct shown shown = look_over(s->graph);
  struct foot f = {s, out, MARGIN * s->unit,
                   s->h - (MARGIN + FOOT - 14) * s->unit};

  put_sign(&f, "Step", &plain, false);
  if (shown.said) {
    double x =
        place_sign(&f, 3, "\xE2\x80\x9CSaid word for word\xE2\x80\x9D", true);

    sp_pen_rect(out, NULL, x, f.y, 3 * s->unit, 13 * s->unit, 0, &bar);
  }
  if (shown.guard)
    (void)place_sign(&f, -5, "(Only when this holds)", true);
  if (shown.first)
    put_sign(&f, "Another script first, then back here", &plain, true);
  if (shown.flag)
    put_sign(&f, "Red flag: stop and escalate at once", &flag, false);
  if (shown.again || (s->folded && shown.elsewhere)) {
    double x =
        place_sign(&f, 8, "Answer without a line: go where it says", false);

    sp_buf_fmt(out,
               "<path transform=\"translate(%.1f %.1f) scale(%.2f)\""
               " d=\"M0 0 6 3.5 0 7Z\" fill=\"" SP_INK "\"/>\n",
               x, f.y + 2.5 * s->unit, s->unit);
  }
  if (shown.elsewhere && !s->folded)
    put_sign(&f, "Outside this script", &away, false);
  for (int i = 0; i < SP_OUTCOMES; i++)
    if (shown.outcome[i])
      put_outcome(&f, (enum sp_outcome)i);
  sp_buf_puts(out, "</svg>\n");
}
