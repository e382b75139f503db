/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/svg_rules.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

#define RECTS_MAX 4000
#define SLACK .3 /* numbers are rounded to a tenth */
#define SAMPLES 24

struct rect {
  double x, y, w, h;
  bool box;
};

static struct rules {
  struct rect rect[RECTS_MAX];
  size_t rects;
  double w, h; /* of the sheet */
  char why[256];
} rules;

static const char *
fault(const char *what, double a, double b)
{
  snprintf(rules.why, sizeof(rules.why), "%s (%.1f %.1f)", what, a, b);
  return rules.why;
}

static bool
is_named(const xmlChar *name, const char *const *names)
{
  for (; *names; names++)
    if (strcmp((const char *)name, *names) == 0)
      return true;
  return false;
}

static bool
attribute(xmlNode *node, const char *name, char *out, size_t size)
{
  xmlChar *value = xmlGetProp(node, (const xmlChar *)name);

  out[0] = '\0';
  if (value)
    snprintf(out, size, "%s", (const char *)value);
  xmlFree(value);
  return out[0] != '\0';
}

static double
number(xmlNode *node, const char *name)
{
  char text[64];

  return attribute(node, name, text, sizeof(text)) ? atof(text) : 0;
}

/* ---- what may stand in it ---- */

static const char *
harm_in(xmlNode *node)
{
  static const char *const elements[] = {
      "svg", "title", "desc", "rect", "path", "text", "circle", "g", NULL};

  for (; node; node = node->next) {
    const char *why;

    if (node->type == XML_TEXT_NODE)
      continue;
    if (node->type != XML_ELEMENT_NODE || !is_named(node->name, elements))
      return "an element that does not belong there";
    for (xmlAttr *a = node->properties; a; a = a->next)
      if (strncmp((const char *)a->name, "on", 2) == 0 ||
          strcmp((const char *)a->name, "href") == 0 ||
          strcmp((const char *)a->name, "style") == 0)
        return "an attribute that does not belong there";
    why = harm_in(node->children);
    if (why)
      return why;
  }
  return NULL;
}

/* ---- boxes and labels ---- */

static void
collect(xmlNode *node, struct svg_facts *facts)
{
  for (; node; node = node->next) {
    char role[32];

    if (node->type != XML_ELEMENT_NODE)
      continue;
    attribute(node, "class", role, sizeof(role));
    if (strcmp(role, "way") == 0)
      facts->ways++;
    if ((strcmp(role, "box") == 0 || strcmp(role, "label") == 0) &&
        rules.rects < RECTS_MAX) {
      struct rect *rect = &rules.rect[rules.rects++];

      rect->x = number(node, "x");
      rect->y = number(node, "y");
      rect->w = number(node, "width");
      rect->h = number(node, "height");
      rect->box = role[0] == 'b';
      facts->boxes += rect->box;
      facts->labels += !rect->box;
    }
    collect(node->children, facts);
  }
}

static bool
overlap(const struct rect *a, const struct rect *b)
{
  return a->x + a->w > b->x + SLACK && b->x + b->w > a->x + SLACK &&
         a->y + a->h > b->y + SLACK && b->y + b->h > a->y + SLACK;
}

static const char *
rect_fault(void)
{
  for (size_t i = 0; i < rules.rects; i++) {
    const struct rect *a = &rules.rect[i];

    if (a->x < -SLACK || a->y < -SLACK || a->x + a->w > rules.w + SLACK ||
        a->y + a->h > rules.h + SLACK)
      return fault("a box leaves the sheet", a->x, a->y);
    for (size_t k = 0; k < i; k++)
      if (overlap(a, &rules.rect[k]))
        return fault("boxes overlap", a->x, a->y);
  }
  return NULL;
}

/* ---- type ---- */

/* The smallest, in units of the sheet. */
static double
smallest_type(xmlNode *node)
{
  double least = 1e9;

  for (; node; node = node->next) {
    double size =
        node->type == XML_ELEMENT_NODE ? number(node, "font-size") : 0;
    double inside = smallest_type(node->children);

    if (size > 0 && size < least)
      least = size;
    least = inside < least ? inside : least;
  }
  return least;
}

static void
measure(xmlNode *root, struct svg_facts *facts)
{
  facts->points =
      smallest_type(root) * number(root, "width") / rules.w * 72 / 25.4;
}

/* ---- lines ---- */

static bool
in_a_box(double x, double y)
{
  for (size_t i = 0; i < rules.rects; i++) {
    const struct rect *r = &rules.rect[i];

    if (r->box && x > r->x + SLACK && x < r->x + r->w - SLACK &&
        y > r->y + SLACK && y < r->y + r->h - SLACK)
      return true;
  }
  return false;
}

static double
bend(const double p[4], double t)
{
  double s = 1 - t;

  return s * s * s * p[0] + 3 * s * s * t * p[1] + 3 * s * t * t * p[2] +
         t * t * t * p[3];
}

/* "M1 2 L3 4 C5 6 7 8 9 10": does a point of it lie in a box? */
static const char *
line_fault(const char *d)
{
  double x[4] = {0}, y[4] = {0};

  while (*d) {
    char command = *d++, *end;
    int points = command == 'C' ? 3 : 1;

    if (command == ' ')
      continue;
    if (!strchr("MLC", command))
      return "a path that is not understood";
    for (int i = 1; i <= points; i++) {
      x[i] = strtod(d, &end);
      y[i] = strtod(end, &end);
      d = end;
    }
    if (points == 1) {
      x[3] = x[1], y[3] = y[1];
      if (command == 'M')
        x[0] = x[1], y[0] = y[1];
      x[1] = x[0] + (x[3] - x[0]) / 3, y[1] = y[0] + (y[3] - y[0]) / 3;
      x[2] = x[0] + (x[3] - x[0]) * 2 / 3, y[2] = y[0] + (y[3] - y[0]) * 2 / 3;
    }
    for (int i = 0; i <= SAMPLES; i++) {
      double at_x = bend(x, (double)i / SAMPLES);
      double at_y = bend(y, (double)i / SAMPLES);

      if (in_a_box(at_x, at_y))
        return fault("a line goes through a box", at_x, at_y);
    }
    x[0] = x[3], y[0] = y[3];
  }
  return NULL;
}

static const char *
lines_fault(xmlNode *node)
{
  for (; node; node = node->next) {
    char role[32];

    if (node->type != XML_ELEMENT_NODE)
      continue;
    attribute(node, "class", role, sizeof(role));
    if (strcmp(role, "way") == 0) {
      xmlChar *d = xmlGetProp(node, (const xmlChar *)"d");
      const char *why = d ? line_fault((const char *)d) : "a line without one";

      xmlFree(d);
      if (why)
        return why;
    }
  }
  return NULL;
}

const char *
svg_fault(struct sp_str svg, struct svg_facts *facts)
{
  xmlDoc *doc = xmlReadMemory(svg.ptr, (int)svg.len, "graph.svg", NULL,
                              XML_PARSE_NONET | XML_PARSE_HUGE);
  xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
  char view[128];
  const char *why = NULL;

  *facts = (struct svg_facts){0};
  rules.rects = 0;
  if (!root)
    why = "not well-formed";
  else
    why = harm_in(root);
  if (!why && (!attribute(root, "viewBox", view, sizeof(view)) ||
               sscanf(view, "0 0 %lf %lf", &rules.w, &rules.h) != 2))
    why = "no viewBox";
  if (!why) {
    collect(root, facts);
    measure(root, facts);
    why = rect_fault();
  }
  if (!why)
    why = lines_fault(root->children);
  xmlFreeDoc(doc);
  return why;
}
