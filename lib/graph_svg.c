/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_svg.c - a script for the wall: a sheet of A3.
 *
 * A sheet is laid out in several ways, with boxes narrow or wide, downwards or
 * to the right, upright or on its side, and the one that can be printed
 * largest is drawn.  When that is too small to read, the answers that leave the
 * script are folded: they stand in the box of their step instead of leading to
 * a box of their own.  What is too large even so gets larger paper, and what is
 * too large for A0 no lines. */
#include <stdlib.h>

#include "lib/graph_layout.h"
#include "lib/graph_sheet.h"

/* The way to one box of those from another that look alike are one line. */
struct strand {
  size_t from, to;
  enum sp_edge_kind kind;
  size_t ways;
};

struct drawing {
  struct sp_arena *arena;
  const struct sp_graph *graph;
  bool folded;
  size_t boxes;          /* that are drawn: when folded, those inside */
  struct sp_texts *text; /* of each box: ways that are no lines */
  struct strand *strand; /* at the place of its line */
  size_t *strand_of;     /* of each way; SIZE_MAX: no line */
  struct sp_layout_line *line;
  size_t lines;
  struct sp_layout *layout;
  struct sp_draft *draft; /* of each box */
  struct sp_label *label; /* of each line */
  double *port[2];        /* of each line: where it leaves the upper box and
                             comes to the lower one, across */
  bool rightwards;
};

/* ---- ways into lines ---- */

/* "Not sure (Out of hours): 4 Tag on the bin?", "Noise: go to “Noise”" */
static void
write_way(struct drawing *d, const struct sp_way *way)
{
  const struct sp_box *to = &d->graph->box[way->to];
  struct sp_texts *text = &d->text[way->from];
  struct sp_buf buf;
  struct sp_str words;

  sp_buf_init(&buf, 4096);
  sp_buf_put(&buf, way->label);
  if (way->guard.len)
    sp_buf_fmt(&buf, " (%.*s)", SP_FMT(way->guard));
  sp_buf_puts(&buf, way->label.len ? ": " : "Then ");
  if (way->from == way->to)
    sp_buf_puts(&buf, "again, ");
  if (to->number)
    sp_buf_fmt(&buf, "%zu ", to->number);
  if (to->kind == SP_BOX_ELSEWHERE)
    sp_buf_fmt(&buf, "go to \xE2\x80\x9C%.*s\xE2\x80\x9D", SP_FMT(to->heading));
  else
    sp_buf_put(&buf, to->heading);
  words = sp_arena_copy(d->arena, sp_buf_str(&buf));
  SP_PUSH(d->arena, text->item, text->count, text->cap, words);
  sp_buf_release(&buf);
}

static size_t
strand_like(const struct drawing *d, const struct sp_way *way)
{
  for (size_t i = d->lines; i-- > 0 && d->strand[i].from == way->from;)
    if (d->strand[i].to == way->to && d->strand[i].kind == way->kind)
      return i;
  return SIZE_MAX;
}

static void
make_strands(struct drawing *d)
{
  const struct sp_graph *graph = d->graph;

  d->strand = sp_arena_array(d->arena, struct strand, graph->ways + 1);
  d->line = sp_arena_array(d->arena, struct sp_layout_line, graph->ways + 1);
  for (size_t i = 0; i < graph->ways; i++) {
    const struct sp_way *way = &graph->way[i];
    size_t strand = strand_like(d, way);

    d->strand_of[i] = SIZE_MAX;
    if (way->from == way->to || way->to >= d->boxes) {
      write_way(d, way);
      continue;
    }
    if (strand == SIZE_MAX) {
      strand = d->lines++;
      d->strand[strand] = (struct strand){way->from, way->to, way->kind, 0};
      d->line[strand].from = way->from;
      d->line[strand].to = way->to;
    }
    d->strand[strand].ways++;
    d->strand_of[i] = strand;
  }
}

/* Nothing becomes a line; the first step follows the start. */
static void
write_all_ways(struct drawing *d)
{
  for (size_t i = 0; i < d->graph->ways; i++)
    if (d->graph->box[d->graph->way[i].from].kind != SP_BOX_START)
      write_way(d, &d->graph->way[i]);
}

/* ---- sizes ---- */

static void
make_drafts(struct drawing *d, double width)
{
  for (size_t i = 0; i < d->boxes; i++)
    sp_draft_make(d->arena, &d->graph->box[i], &d->text[i], width,
                  &d->draft[i]);
}

static void
make_labels(struct drawing *d, double width)
{
  for (size_t i = 0; i < d->lines; i++)
    d->label[i] = (struct sp_label){.flag = d->strand[i].kind == SP_EDGE_STOP,
                                    .several = d->strand[i].ways > 1};
  for (size_t i = 0; i < d->graph->ways; i++) {
    const struct sp_way *way = &d->graph->way[i];
    size_t strand = d->strand_of[i];

    if (strand != SIZE_MAX)
      sp_label_add(d->arena, &d->label[strand], way->label, way->guard, width);
  }
}

static void
set_size(struct drawing *d, size_t vertex, double w, double h)
{
  d->layout->vertex[vertex].across = d->rightwards ? h : w;
  d->layout->vertex[vertex].down = d->rightwards ? w : h;
}

/* One way to lay it out. */
struct manner {
  double box, label; /* width of the text */
  bool rightwards;
};

static void
lay_out(struct drawing *d, const struct manner *manner)
{
  bool rightwards = manner->rightwards;

  d->rightwards = rightwards;
  make_drafts(d, manner->box);
  make_labels(d, manner->label);
  for (size_t i = 0; i < d->boxes; i++)
    set_size(d, i, d->draft[i].w, d->draft[i].h);
  for (size_t i = 0; i < d->lines; i++)
    set_size(d, d->line[i].label, d->label[i].w, d->label[i].h);
  /* Text is wide and low, so lines to the right are steeper. */
  d->layout->gap_max = rightwards ? 60 : 40;
  sp_layout_place(d->arena, d->layout);
}

/* If that is larger than what was found so far, it is the best now. */
static void
try_manner(struct drawing *d, const struct manner *manner, bool first,
           struct sp_sheet *sheet, struct manner *best)
{
  struct sp_sheet now = *sheet;
  double across, down;

  lay_out(d, manner);
  across = d->layout->across;
  down = d->layout->down;
  sp_sheet_fit(&now, d->rightwards ? down : across,
               d->rightwards ? across : down);
  if (!first && now.unit >= sheet->unit)
    return;
  *sheet = now;
  *best = *manner;
}

static void
lay_out_best(struct drawing *d, struct sp_sheet *sheet)
{
  static const double box[] = {172, 200, 232, 268};
  static const double label[] = {115, 170};
  struct manner best = {0};

  for (size_t l = 0; l < SP_ARRAY_LEN(label); l++)
    for (size_t b = 0; b < SP_ARRAY_LEN(box); b++)
      for (int rightwards = 0; rightwards < 2; rightwards++) {
        const struct manner manner = {box[b], label[l], rightwards};

        try_manner(d, &manner, best.box <= 0, sheet, &best);
      }
  lay_out(d, &best);
}

static void
spread(const struct drawing *d, const struct sp_sheet *sheet)
{
  if (d->rightwards)
    sp_layout_spread(d->layout, sheet->room_h, sheet->room_w);
  else
    sp_layout_spread(d->layout, sheet->room_w, sheet->room_h);
}

/* ---- ports: where lines touch boxes ---- */

struct port {
  double at; /* of the line's next vertex */
  size_t box, line;
};

static int
by_box_and_place(const void *a, const void *b)
{
  const struct port *one = a, *other = b;

  if (one->box != other->box)
    return one->box < other->box ? -1 : 1;
  if (one->at < other->at || one->at > other->at)
    return one->at < other->at ? -1 : 1;
  return (one->line > other->line) - (one->line < other->line);
}

/* side 0: below the upper boxes; 1: above the lower ones. */
static void
set_ports(struct drawing *d, int side)
{
  struct port *port = sp_arena_array(d->arena, struct port, d->lines + 1);
  double most = side ? 16 : 30;

  for (size_t i = 0; i < d->lines; i++) {
    const struct sp_layout_line *line = &d->line[i];

    port[i].line = i;
    port[i].box = (side == 0) == line->turned ? line->to : line->from;
    port[i].at =
        d->layout->vertex[line->chain + (side ? line->links - 1 : 0)].at;
  }
  if (d->lines)
    qsort(port, d->lines, sizeof(*port), by_box_and_place);
  for (size_t i = 0, n; i < d->lines; i += n) {
    const struct sp_vertex *box = &d->layout->vertex[port[i].box];
    double step;

    for (n = 1; i + n < d->lines && port[i + n].box == port[i].box;)
      n++;
    step = (box->across - 20) / (double)n;
    if (step > most)
      step = most;
    for (size_t k = 0; k < n; k++)
      d->port[side][port[i + k].line] =
          box->at + step * ((double)k - (double)(n - 1) / 2);
  }
}

/* ---- drawing ---- */

struct point {
  double across, down;
};

static void
put_point(const struct drawing *d, const struct sp_sheet *sheet,
          struct point at, struct sp_buf *out)
{
  double x = d->rightwards ? at.down : at.across;
  double y = d->rightwards ? at.across : at.down;

  sp_buf_fmt(out, "%.1f %.1f ", sheet->room_x + x, sheet->room_y + y);
}

static void
put_straight(const struct drawing *d, const struct sp_sheet *sheet,
             struct point to, struct sp_buf *out)
{
  sp_buf_putc(out, 'L');
  put_point(d, sheet, to, out);
}

static void
put_bend(const struct drawing *d, const struct sp_sheet *sheet,
         struct point from, struct point to, struct sp_buf *out)
{
  double middle = (from.down + to.down) / 2;

  sp_buf_putc(out, 'C');
  put_point(d, sheet, (struct point){from.across, middle}, out);
  put_point(d, sheet, (struct point){to.across, middle}, out);
  put_point(d, sheet, to, out);
}

/* Its tip, and which way it looks: 1 down, -1 up. */
static void
put_arrow(const struct drawing *d, const struct sp_sheet *sheet,
          struct point tip, double way, const char *ink, struct sp_buf *out)
{
  sp_buf_puts(out, "<path d=\"M");
  put_point(d, sheet, tip, out);
  put_straight(d, sheet, (struct point){tip.across - 4, tip.down - way * 8},
               out);
  put_straight(d, sheet, (struct point){tip.across + 4, tip.down - way * 8},
               out);
  sp_buf_fmt(out, "Z\" fill=\"%s\"/>\n", ink);
}

/* Where a box or label begins: boxes at the top of their layer, but the start
 * close to the first step; labels in the middle of theirs. */
static double
top_of(const struct drawing *d, size_t vertex)
{
  const struct sp_vertex *v = &d->layout->vertex[vertex];
  const struct sp_layer *layer = &d->layout->layer[v->layer];

  if (vertex >= d->boxes)
    return layer->top + (layer->down - v->down) / 2;
  if (d->graph->box[vertex].kind == SP_BOX_START)
    return layer->top + layer->down - v->down;
  return layer->top;
}

static void
draw_line(const struct drawing *d, const struct sp_sheet *sheet, size_t i,
          struct sp_buf *out)
{
  const struct sp_layout_line *line = &d->line[i];
  const struct sp_layout *l = d->layout;
  const struct sp_vertex *upper =
      &l->vertex[line->turned ? line->to : line->from];
  const struct sp_layer *layer = &l->layer[upper->layer];
  bool flag = d->strand[i].kind == SP_EDGE_STOP;
  const char *ink = flag ? SP_INK_FLAG : SP_INK;
  struct point begin = {d->port[0][i],
                        top_of(d, line->turned ? line->to : line->from) +
                            upper->down};
  struct point at = begin, to;

  sp_buf_puts(out, "<path class=\"way\" d=\"M");
  at.down += line->turned ? 6 : 0;
  put_point(d, sheet, at, out);
  if (at.down < layer->top + layer->down) {
    at.down = layer->top + layer->down;
    put_straight(d, sheet, at, out);
  }
  for (size_t k = 0; k < line->links; k++) {
    to = (struct point){l->vertex[line->chain + k].at, (++layer)->top};
    put_bend(d, sheet, at, to, out);
    at = (struct point){to.across, layer->top + layer->down};
    if (layer->down > 0)
      put_straight(d, sheet, at, out);
  }
  to = (struct point){d->port[1][i], (layer + 1)->top};
  put_bend(d, sheet, at,
           (struct point){to.across, to.down - (line->turned ? 0 : 6)}, out);
  sp_buf_fmt(out, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n",
             ink, flag ? "1.6" : "1.3",
             flag ? " stroke-dasharray=\"5 3\"" : "");
  if (line->turned)
    put_arrow(d, sheet, begin, -1, ink, out);
  else
    put_arrow(d, sheet, to, 1, ink, out);
}

/* The place of a vertex's upper left corner. */
static void
corner(const struct drawing *d, const struct sp_sheet *sheet, size_t vertex,
       double *x, double *y)
{
  const struct sp_vertex *v = &d->layout->vertex[vertex];
  double across = v->at - v->across / 2, down = top_of(d, vertex);

  *x = sheet->room_x + (d->rightwards ? down : across);
  *y = sheet->room_y + (d->rightwards ? across : down);
}

static void
draw_graph(struct drawing *d, struct sp_sheet *sheet, struct sp_buf *out)
{
  double x, y;

  sp_sheet_center(sheet, d->rightwards ? d->layout->down : d->layout->across,
                  d->rightwards ? d->layout->across : d->layout->down);
  set_ports(d, 0);
  set_ports(d, 1);
  for (size_t i = 0; i < d->lines; i++)
    draw_line(d, sheet, i, out);
  for (size_t i = 0; i < d->lines; i++) {
    corner(d, sheet, d->line[i].label, &x, &y);
    sp_label_draw(&d->label[i], x, y, out);
  }
  for (size_t i = 0; i < d->boxes; i++) {
    corner(d, sheet, i, &x, &y);
    sp_draft_draw(&d->draft[i], x, y, out);
  }
}

static struct drawing
drawing_of(struct sp_arena *arena, const struct sp_graph *graph, bool folded)
{
  return (struct drawing){
      .arena = arena,
      .graph = graph,
      .folded = folded,
      .boxes = folded ? graph->inside : graph->boxes,
      .text = sp_arena_array(arena, struct sp_texts, graph->boxes + 1),
      .draft = sp_arena_array(arena, struct sp_draft, graph->boxes + 1),
      .strand_of = sp_arena_array(arena, size_t, graph->ways + 1)};
}

/* False when there are too many lines for any sheet. */
static bool
plan(struct drawing *d, struct sp_sheet *sheet)
{
  make_strands(d);
  d->label = sp_arena_array(d->arena, struct sp_label, d->lines + 1);
  d->port[0] = sp_arena_array(d->arena, double, d->lines + 1);
  d->port[1] = sp_arena_array(d->arena, double, d->lines + 1);
  d->layout = sp_layout_new(d->arena, d->boxes, d->line, d->lines);
  sheet->folded = d->folded;
  if (d->layout)
    lay_out_best(d, sheet);
  return d->layout && sp_sheet_is_legible(sheet, 0);
}

/* Lines to all that an answer leads to, if that can be read on A3. */
static bool
plan_best(struct drawing *d, struct sp_sheet *sheet)
{
  struct drawing folded = drawing_of(d->arena, d->graph, true);
  struct sp_sheet of_folded = *sheet;
  bool can = plan(d, sheet);

  if (d->boxes == folded.boxes || (can && sp_sheet_is_legible(sheet, 3)))
    return can;
  if (!plan(&folded, &of_folded) || (can && of_folded.unit >= sheet->unit))
    return can;
  *d = folded;
  *sheet = of_folded;
  return true;
}

void
sp_graph_write_svg(struct sp_arena *arena, const struct sp_graph *graph,
                   struct sp_buf *out)
{
  struct drawing d = drawing_of(arena, graph, false);
  struct sp_sheet sheet = {.arena = arena, .graph = graph};

  if (graph->boxes && graph->script->steps <= SP_GRAPH_STEPS_MAX &&
      graph->ways <= SP_GRAPH_WAYS_MAX && plan_best(&d, &sheet)) {
    spread(&d, &sheet);
    sp_sheet_begin(&sheet, out);
    draw_graph(&d, &sheet, out);
  } else {
    d = drawing_of(arena, graph, true);
    write_all_ways(&d);
    make_drafts(&d, 232);
    sheet.folded = true;
    sp_sheet_columns(&sheet, d.draft, d.boxes, out);
  }
  sp_sheet_end(&sheet, out);
}
