/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/theme.h"

#include <math.h>

#define PREFIX "theme."
#define DARK "dark-"

/* The colours that a council may set, and what they are if it does not: the
 * same as in templates/static/site.css, which tests/t/theme.t compares. */
static const struct colour {
  const char *name, *property, *ours[2]; /* light, dark */
} colours[] = {
    {"header", "--sp-header", {"#0b3a4d", "#0a2530"}},
    {"header-text", "--sp-header-text", {"#ffffff", "#f2f6f7"}},
    {"brand", "--sp-brand", {"#0b5a75", "#7cc4dc"}},
    {"brand-text", "--sp-brand-text", {"#ffffff", "#07222d"}},
    {"tint", "--sp-tint", {"#e4eff2", "#18323c"}},
    {"paper", "--sp-paper", {"#fbfaf7", "#10191d"}},
    {"card", "--sp-card", {"#ffffff", "#182328"}},
    {"ink", "--sp-ink", {"#18252b", "#e7edef"}},
    {"ink-soft", "--sp-ink-soft", {"#4b5a61", "#adbcc2"}},
    {"link", "--sp-link", {"#0a5578", "#8fcfe6"}},
    {"visited", "--sp-visited", {"#5a3a80", "#cdb6ef"}},
    {"accent", "--sp-focus", {"#b3470a", "#ffb070"}},
};

/* What stands on what, and how far apart it must be. */
static const struct {
  const char *front, *back;
  double least;
} pairs[] = {
    {"header-text", "header", 4.5}, {"brand-text", "brand", 4.5},
    {"ink", "paper", 4.5},          {"ink", "card", 4.5},
    {"ink", "tint", 4.5},           {"ink-soft", "paper", 4.5},
    {"ink-soft", "card", 4.5},      {"link", "paper", 4.5},
    {"link", "card", 4.5},          {"link", "tint", 4.5},
    {"visited", "paper", 4.5},      {"visited", "card", 4.5},
    {"visited", "tint", 4.5},       {"ink-soft", "tint", 4.5},
    {"accent", "paper", 3.0},       {"accent", "card", 3.0},
};

static const struct colour *
find(struct sp_str name)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(colours); i++)
    if (sp_str_is(name, colours[i].name))
      return &colours[i];
  return NULL;
}

bool
sp_theme_knows(struct sp_str name)
{
  if (sp_str_starts(name, DARK))
    name = sp_str_sub(name, strlen(DARK), name.len);
  return find(name) != NULL;
}

static int
hex(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
sp_theme_is_colour(struct sp_str value)
{
  if (value.len != 7 || value.ptr[0] != '#')
    return false;
  for (size_t i = 1; i < value.len; i++)
    if (hex(value.ptr[i]) < 0)
      return false;
  return true;
}

/* WCAG 2.2, relative luminance; .04045 is sRGB's own bound. */
static double
luminance(struct sp_str colour)
{
  static const double share[3] = {0.2126, 0.7152, 0.0722};
  double sum = 0;

  for (size_t i = 0; i < 3; i++) {
    const char *digit = colour.ptr + 1 + 2 * i;
    double part = (hex(digit[0]) * 16 + hex(digit[1])) / 255.0;

    sum += share[i] *
           (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double
sp_theme_contrast(struct sp_str a, struct sp_str b)
{
  double x = luminance(a), y = luminance(b);

  return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* What the site says; NULL: nothing that is a colour. */
static const struct sp_field *
set_by(const struct sp_site *site, const char *name, bool is_dark)
{
  struct sp_str wanted = sp_str(name);

  for (size_t i = 0; i < site->extras; i++) {
    struct sp_str rest = site->extra[i].name;

    if (!sp_str_starts(rest, PREFIX) || site->extra[i].values != 1 ||
        !sp_theme_is_colour(sp_str_trim(site->extra[i].value[0])))
      continue;
    rest = sp_str_sub(rest, strlen(PREFIX), rest.len);
    if (sp_str_starts(rest, DARK) != is_dark)
      continue;
    if (is_dark)
      rest = sp_str_sub(rest, strlen(DARK), rest.len);
    if (sp_str_eq(rest, wanted))
      return &site->extra[i];
  }
  return NULL;
}

static struct sp_str
value_of(const struct sp_site *site, const char *name, bool is_dark)
{
  const struct sp_field *field = set_by(site, name, is_dark);

  return field ? sp_str_trim(field->value[0])
               : sp_str(find(sp_str(name))->ours[is_dark]);
}

void
sp_theme_check(const struct sp_site *site, struct sp_str path,
               struct sp_diags *diags)
{
  for (int dark = 0; dark < 2; dark++)
    for (size_t i = 0; i < SP_ARRAY_LEN(pairs); i++) {
      const struct sp_field *front = set_by(site, pairs[i].front, dark);
      const struct sp_field *back = set_by(site, pairs[i].back, dark);
      double is;

      if (!front && !back)
        continue;
      is = sp_theme_contrast(value_of(site, pairs[i].front, dark),
                             value_of(site, pairs[i].back, dark));
      if (is < pairs[i].least)
        sp_diag(diags, "W32", path, front ? front->line : back->line, 0,
                "on a %s screen %s on %s has a contrast of %.1f to 1, so not"
                " everybody can read it; choose a colour with %.1f to 1 or"
                " more",
                dark ? "dark" : "light", pairs[i].front, pairs[i].back, is,
                pairs[i].least);
    }
}

static void
put_properties(struct sp_buf *out, const struct sp_site *site, bool is_dark)
{
  bool any = false;

  for (size_t i = 0; i < SP_ARRAY_LEN(colours); i++) {
    const struct sp_field *field = set_by(site, colours[i].name, is_dark);

    if (!field)
      continue;
    if (!any)
      sp_buf_fmt(out, "@media (prefers-color-scheme: %s) {\n:root {\n",
                 is_dark ? "dark" : "light");
    any = true;
    sp_buf_fmt(out, "%s: %.*s;\n", colours[i].property,
               SP_FMT(sp_str_trim(field->value[0])));
  }
  if (any)
    sp_buf_puts(out, "}\n}\n");
}

void
sp_theme_css(struct sp_buf *out, const struct sp_site *site)
{
  put_properties(out, site, false);
  put_properties(out, site, true);
}
