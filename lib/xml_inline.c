/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_inline.c - attributes, words, and what stands inside a sentence. */
#include "lib/xml_parts.h"

#include <stdio.h>

#include "lib/near.h"
#include "lib/text.h"

const char sp_xml_inline_names[] = "strong em code a include br img";

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

#define SPELLED_MAX 600

/* Names as they are read out: "<p>, <ul>, <ol>". */
static const char *
spelled(char out[SPELLED_MAX], const char *names, const char *before,
        const char *after)
{
  struct sp_str rest = sp_str(names), piece;
  size_t len = 0;

  *out = '\0';
  while (sp_str_split(&rest, ' ', &piece) && len < SPELLED_MAX)
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

bool
sp_xml_is_inline(const struct sp_xml_el *el)
{
  return el->name.len == 0 || sp_xml_listed(sp_xml_inline_names, el->name);
}

static bool
is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A sentence while it is read.  White space is squeezed across elements: it is
 * put down when something visible follows it. */
struct run {
  struct sp_xml *x;
  bool has_begun; /* something visible stands on this line */
  bool has_space; /* and then white space came */
  bool put_space; /* and was put down */
  bool in_link;
};

/* Something visible was put down. */
static void
see(struct run *run)
{
  run->has_begun = true;
  run->has_space = run->put_space = false;
}

static void
put_text(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  char *out = sp_arena_alloc(run->x->arena, el->text.len + 1);
  struct sp_node *node;
  size_t len = 0;

  for (size_t i = 0; i < el->text.len; i++) {
    if (is_space(el->text.ptr[i])) {
      run->has_space = run->has_begun && !run->put_space;
      continue;
    }
    if (run->has_space)
      out[len++] = ' ';
    out[len++] = el->text.ptr[i];
    see(run);
  }
  if (len == 0)
    return;
  node = sp_xml_new(run->x, SP_NODE_TEXT, el);
  node->text = sp_str_n(out, len);
  sp_node_append(into, node);
}

/* The space before an element stands before it, not in it. */
static void
put_space(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *last = into->last;

  if (!run->has_space)
    return;
  run->has_space = false;
  run->put_space = true;
  if (last && last->kind == SP_NODE_TEXT) {
    const struct sp_str part[] = {last->text, SP_STR(" ")};

    last->text = sp_arena_join(run->x->arena, SP_ARRAY_LEN(part), part);
    return;
  }
  last = sp_xml_new(run->x, SP_NODE_TEXT, el);
  last->text = SP_STR(" ");
  sp_node_append(into, last);
}

static void put_inlines(struct run *run, const struct sp_xml_el *first,
                        const struct sp_xml_el *end, struct sp_str where,
                        struct sp_node *into);

/* An element around words; without words there is nothing to see. */
static void
put_wrapper(struct run *run, const struct sp_xml_el *el, enum sp_node_kind kind,
            struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(run->x, kind, el);
  bool was_in_link = run->in_link;

  if (kind == SP_NODE_LINK && run->in_link)
    SP_XML_ERROR(run->x, el->line, "a link cannot stand in a link");
  run->in_link = run->in_link || kind == SP_NODE_LINK;
  put_inlines(run, el->first, NULL, el->name, node);
  run->in_link = was_in_link;
  node->target = sp_xml_attr(el, "href");
  node->title = sp_xml_attr(el, "title");
  if (node->first || kind == SP_NODE_INCLUDE)
    sp_node_append(into, node);
  else if (kind == SP_NODE_LINK)
    SP_XML_ERROR(run->x, el->line, "the link to %.*s has no words",
                 SP_FMT(sp_utf8_cut(node->target, 80)));
  if (kind == SP_NODE_INCLUDE)
    see(run);
}

static void
put_code(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(run->x, SP_NODE_CODE, el);

  node->text = sp_xml_words(run->x, el, "");
  if (node->text.len == 0)
    return;
  see(run);
  sp_node_append(into, node);
}

static void
put_image(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(run->x, SP_NODE_IMAGE, el);

  if (!sp_xml_is_blank(el))
    SP_XML_ERROR(run->x, el->line, "<img> is empty; its words stand in alt");
  node->target = sp_xml_attr(el, "src");
  node->text = sp_xml_attr(el, "alt");
  see(run);
  sp_node_append(into, node);
}

/* A break before anything, or after a break, breaks nothing. */
static void
put_break(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  if (!sp_xml_is_blank(el))
    SP_XML_ERROR(run->x, el->line, "<br> is empty");
  if (run->has_begun)
    sp_node_append(into, sp_xml_new(run->x, SP_NODE_BREAK, el));
  run->has_begun = run->has_space = run->put_space = false;
}

static const struct {
  const char *name, *attrs;
} inline_attrs[] = {{"strong", ""},       {"em", ""},           {"code", ""},
                    {"a", "href! title"}, {"include", "href!"}, {"br", ""},
                    {"img", "src! alt"}};

static void
put_inline(struct run *run, const struct sp_xml_el *el, struct sp_str where,
           struct sp_node *into)
{
  size_t i = 0;

  while (i < SP_ARRAY_LEN(inline_attrs) &&
         !sp_str_is(el->name, inline_attrs[i].name))
    i++;
  if (i == SP_ARRAY_LEN(inline_attrs)) {
    sp_xml_misplaced(run->x, el, where, sp_xml_inline_names);
    return;
  }
  sp_xml_check_attrs(run->x, el, inline_attrs[i].attrs);
  if (!sp_str_is(el->name, "br"))
    put_space(run, el, into);
  if (sp_str_is(el->name, "strong"))
    put_wrapper(run, el, SP_NODE_STRONG, into);
  else if (sp_str_is(el->name, "em"))
    put_wrapper(run, el, SP_NODE_EMPH, into);
  else if (sp_str_is(el->name, "a"))
    put_wrapper(run, el, SP_NODE_LINK, into);
  else if (sp_str_is(el->name, "include"))
    put_wrapper(run, el, SP_NODE_INCLUDE, into);
  else if (sp_str_is(el->name, "code"))
    put_code(run, el, into);
  else if (sp_str_is(el->name, "img"))
    put_image(run, el, into);
  else
    put_break(run, el, into);
}

static void
put_inlines(struct run *run, const struct sp_xml_el *first,
            const struct sp_xml_el *end, struct sp_str where,
            struct sp_node *into)
{
  for (const struct sp_xml_el *el = first; el && el != end; el = el->next)
    if (el->name.len == 0)
      put_text(run, el, into);
    else
      put_inline(run, el, where, into);
}

/* Take what is left of white space and breaks off the end. */
static void
trim_end(struct sp_node *parent)
{
  struct sp_node *last;

  while ((last = parent->last) != NULL) {
    if (last->kind == SP_NODE_TEXT)
      while (last->text.len && last->text.ptr[last->text.len - 1] == ' ')
        last->text.len--;
    else if (last->kind == SP_NODE_EMPH || last->kind == SP_NODE_STRONG)
      trim_end(last);
    else if (last->kind != SP_NODE_BREAK)
      return;
    if (last->first || last->text.len)
      return;
    sp_node_unlink(last);
  }
}

void
sp_xml_inlines(struct sp_xml *x, const struct sp_xml_el *first,
               const struct sp_xml_el *end, struct sp_str where,
               struct sp_node *into)
{
  struct run run = {.x = x};

  put_inlines(&run, first, end, where, into);
  trim_end(into);
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
