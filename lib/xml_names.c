/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_names.c - names of elements and attributes, and what is said of
 * those that cannot stand where they do. */
#include "lib/xml_parts.h"

#include <stdio.h>

#include "lib/near.h"
#include "lib/text.h"

bool
sp_xml_listed(const char *names, struct sp_str name)
{
  struct sp_str rest = sp_str(names), piece;

  while (sp_str_split(&rest, ' ', &piece))
    if (sp_str_eq(piece, name))
      return true;
  return false;
}

static const struct sp_xml_attr *
find_attr(const struct sp_xml_el *el, struct sp_str name)
{
  for (size_t i = 0; i < el->attrs; i++)
    if (sp_str_eq(el->attr[i].name, name))
      return &el->attr[i];
  return NULL;
}

struct sp_str
sp_xml_attr(const struct sp_xml_el *el, const char *name)
{
  const struct sp_xml_attr *attr = find_attr(el, sp_str(name));

  return attr ? sp_str_trim(attr->value) : SP_STR("");
}

/* The one of `names` that was probably meant, or nothing. */
static struct sp_str
nearest(const char *names, struct sp_str name)
{
  struct sp_str rest = sp_str(names), piece, best = SP_STR("");
  size_t least = name.len < 4 ? 2 : 3;

  while (sp_str_split(&rest, ' ', &piece)) {
    size_t distance = sp_near_distance(name, piece, least - 1);

    if (distance < least) {
      least = distance;
      best = piece;
    }
  }
  return best;
}

#define SPELLED_MAX 800

/* Names as they are read out: "<p>, <ul>, <ol>". */
static const char *
spelled(char out[SPELLED_MAX], const char *names, const char *before,
        const char *after)
{
  struct sp_str rest = sp_str(names), piece;
  size_t len = 0;

  *out = '\0';
  while (sp_str_split(&rest, ' ', &piece) && len < SPELLED_MAX)
    if (piece.len)
      len += (size_t)snprintf(out + len, SPELLED_MAX - len, "%s%s%.*s%s",
                              len ? ", " : "", before, SP_FMT(piece), after);
  return out;
}

/* More is not shown, so it need not be worded. */
static bool
is_told_enough(const struct sp_xml *x)
{
  return x->diags->errors - x->errors_before > SP_DIAGS_PER_FILE;
}

/* "href title" of "href! title" */
static const char *
without_marks(struct sp_arena *arena, const char *known)
{
  char *names = (char *)sp_arena_cstr(arena, sp_str(known));

  for (char *c = names; *c; c++)
    if (*c == '!')
      *c = ' ';
  return names;
}

static void
unknown_attr(struct sp_xml *x, const struct sp_xml_el *el, struct sp_str name,
             const char *names)
{
  struct sp_str meant = is_told_enough(x) ? SP_STR("") : nearest(names, name);
  char list[SPELLED_MAX];

  if (meant.len)
    SP_XML_ERROR(x, el->line, "<%.*s> has no attribute %.*s; write %.*s",
                 SP_FMT(el->name), SP_FMT(name), SP_FMT(meant));
  else if (*names)
    SP_XML_ERROR(x, el->line, "<%.*s> has no attribute %.*s; it may have %s",
                 SP_FMT(el->name), SP_FMT(name), spelled(list, names, "", ""));
  else
    SP_XML_ERROR(x, el->line, "<%.*s> has no attribute %.*s, nor any other",
                 SP_FMT(el->name), SP_FMT(name));
}

void
sp_xml_check_attrs(struct sp_xml *x, const struct sp_xml_el *el,
                   const char *known)
{
  const char *names = NULL;
  struct sp_str rest = sp_str(known), piece;

  for (size_t i = 0; i < el->attrs; i++) {
    if (!names)
      names = without_marks(x->arena, known);
    if (!sp_xml_listed(names, el->attr[i].name))
      unknown_attr(x, el, el->attr[i].name, names);
  }
  while (sp_str_split(&rest, ' ', &piece)) {
    const struct sp_xml_attr *attr;

    if (!sp_str_ends(piece, "!"))
      continue;
    piece.len--;
    attr = find_attr(el, piece);
    if (!attr)
      SP_XML_ERROR(x, el->line, "<%.*s> needs the attribute %.*s",
                   SP_FMT(el->name), SP_FMT(piece));
    else if (sp_str_trim(attr->value).len == 0)
      SP_XML_ERROR(x, el->line, "the attribute %.*s of <%.*s> is empty",
                   SP_FMT(piece), SP_FMT(el->name));
  }
}

void
sp_xml_misplaced(struct sp_xml *x, const struct sp_xml_el *el,
                 struct sp_str where, const char *names)
{
  struct sp_str meant =
      is_told_enough(x) ? SP_STR("") : nearest(names, el->name);
  char list[SPELLED_MAX];

  if (meant.len)
    SP_XML_ERROR(x, el->line,
                 "<%.*s> cannot stand in <%.*s>; did you mean <%.*s>?",
                 SP_FMT(el->name), SP_FMT(where), SP_FMT(meant));
  else if (*names)
    SP_XML_ERROR(
        x, el->line, "<%.*s> cannot stand in <%.*s>; there may stand %s",
        SP_FMT(el->name), SP_FMT(where), spelled(list, names, "<", ">"));
  else
    SP_XML_ERROR(x, el->line,
                 "<%.*s> cannot stand in <%.*s>, which holds text alone",
                 SP_FMT(el->name), SP_FMT(where));
}

struct sp_str
sp_xml_words(struct sp_xml *x, const struct sp_xml_el *el, const char *skip)
{
  struct sp_buf buf;
  struct sp_str words;

  sp_buf_init(&buf, SP_DOC_MAX_BYTES);
  for (const struct sp_xml_el *child = el->first; child; child = child->next) {
    if (child->name.len == 0)
      sp_buf_put(&buf, child->text);
    else if (!sp_xml_listed(skip, child->name))
      sp_xml_misplaced(x, child, el->name, skip);
  }
  words = sp_text_squeeze(x->arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return words;
}

bool
sp_xml_guard(struct sp_xml *x, const struct sp_xml_el *el, const char *name,
             struct sp_guard *guard)
{
  const struct sp_xml_attr *attr = find_attr(el, sp_str(name));
  const char *why;

  if (!attr)
    return true;
  if (!sp_guard_parse(x->arena, attr->value, guard, &why)) {
    SP_XML_ERROR(x, el->line, "%s=\"%.*s\": %s", name,
                 SP_FMT(sp_utf8_cut(attr->value, 80)), why);
  } else if (guard->kind == SP_GUARD_IF && x->doc->type != SP_DOC_SCRIPT) {
    SP_XML_ERROR(x, el->line,
                 "`if` asks for an answer of a script, and this is none; use"
                 " another condition");
  } else {
    return true;
  }
  *guard = (struct sp_guard){0};
  return false;
}
