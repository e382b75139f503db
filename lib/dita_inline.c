/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_inline.c - what stands inside a sentence. */
#include "lib/dita_parts.h"

#include "lib/text.h"

static bool
is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *
sign_of(const struct sp_xml_el *tm)
{
  struct sp_str type = sp_xml_attr(tm, "tmtype");

  return sp_str_is(type, "reg")       ? "\302\256"
         : sp_str_is(type, "service") ? "\342\204\240"
                                      : "\342\204\242";
}

/* What an element adds around its words, when words are all there is. */
static const char *
before_words(const struct sp_xml_el *el)
{
  if (sp_str_is(el->name, "xmlelement"))
    return "<";
  if (sp_str_is(el->name, "xmlatt"))
    return "@";
  if (sp_str_is(el->name, "xmlpi"))
    return "<?";
  if (sp_str_is(el->name, "textentity"))
    return "&";
  if (sp_str_is(el->name, "parameterentity"))
    return "%";
  if (sp_str_is(el->name, "numcharref"))
    return "&#";
  return el->type == DITA_QUOTED ? "\342\200\234" : "";
}

static const char *
after_words(const struct sp_xml_el *el)
{
  if (sp_str_is(el->name, "xmlelement"))
    return ">";
  if (sp_str_is(el->name, "xmlpi"))
    return "?>";
  if (sp_str_is(el->name, "textentity") ||
      sp_str_is(el->name, "parameterentity") ||
      sp_str_is(el->name, "numcharref"))
    return ";";
  if (el->type == DITA_TM)
    return sign_of(el);
  return el->type == DITA_QUOTED ? "\342\200\235" : "";
}

/* ---- words alone */

enum which { SHOWN, OWN };

static struct sp_str
alt_of(struct sp_dita *d, const struct sp_xml_el *image)
{
  const struct sp_xml_el *alt = NULL;

  for (const struct sp_xml_el *el = image->first; el && !alt; el = el->next)
    if (sp_str_is(el->name, "alt"))
      alt = el;
  return alt ? sp_dita_own_words(d, alt) : sp_xml_attr(image, "alt");
}

static void
put_words(struct sp_dita *d, const struct sp_xml_el *el, enum which which,
          struct sp_buf *out)
{
  struct sp_str title = SP_STR("");
  size_t before = out->len;

  if (el->name.len == 0) {
    if (!(which == OWN && el->of_key))
      sp_buf_put(out, el->text);
    return;
  }
  if (el->type == DITA_META || el->type == DITA_DRAFT)
    return;
  /* Nor in an address, which is made of them. */
  if (el->staff && !d->staff && d->access.audience == SP_PUBLIC) {
    sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                 "words for staff in a title, code or label of a public page"
                 " are left out");
    return;
  }
  if (el->type == DITA_IMAGE) {
    sp_buf_put(out, alt_of(d, el));
    return;
  }
  if (sp_str_is(el->name, "coderef")) {
    sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                 "code in files of its own is not taken; its name stands here");
    sp_buf_put(out, sp_xml_attr(el, "href"));
    return;
  }
  if (!sp_dita_is_inline(el))
    sp_buf_putc(out, ' ');
  sp_buf_puts(out, before_words(el));
  for (const struct sp_xml_el *child = el->first; child; child = child->next) {
    if (el->type == DITA_MENU && child->name.len && child != el->first &&
        out->len > before)
      sp_buf_puts(out, " > ");
    if (!(el->type == DITA_MENU && child->name.len == 0))
      put_words(d, child, which, out);
  }
  if (el->type == DITA_XREF && out->len == before && which == SHOWN) {
    (void)sp_dita_link(d, el, &title);
    sp_dita_take_title(d);
    sp_buf_put(out, title);
  }
  sp_buf_puts(out, after_words(el));
  if (!sp_dita_is_inline(el))
    sp_buf_putc(out, ' ');
}

static struct sp_str
words(struct sp_dita *d, const struct sp_xml_el *el, enum which which,
      bool verbatim)
{
  struct sp_str text;
  struct sp_buf buf;

  sp_buf_init(&buf, 2 * SP_DITA_TAKEN_MAX + SP_DOC_MAX_BYTES);
  for (const struct sp_xml_el *child = el->first; child; child = child->next)
    put_words(d, child, which, &buf);
  text = verbatim ? sp_arena_copy(d->x->arena, sp_buf_str(&buf))
                  : sp_text_squeeze(d->x->arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return text;
}

struct sp_str
sp_dita_words(struct sp_dita *d, const struct sp_xml_el *el)
{
  return words(d, el, SHOWN, false);
}

struct sp_str
sp_dita_own_words(struct sp_dita *d, const struct sp_xml_el *el)
{
  return words(d, el, OWN, false);
}

struct sp_str
sp_dita_verbatim(struct sp_dita *d, const struct sp_xml_el *el)
{
  return words(d, el, SHOWN, true);
}

/* ---- sentences */

/* White space is squeezed across elements, as in xml_inline.c. */
struct run {
  struct sp_dita *d;
  bool has_begun, has_space;
  bool in_link;
};

static void put_inlines(struct run *run, const struct sp_xml_el *first,
                        const struct sp_xml_el *end, struct sp_node *into);

static void
put_text(struct run *run, const struct sp_xml_el *el, struct sp_str text,
         struct sp_node *into)
{
  char *out = sp_arena_alloc(run->d->x->arena, text.len + 2);
  struct sp_node *node;
  size_t len = 0;

  for (size_t i = 0; i < text.len; i++) {
    if (is_space(text.ptr[i])) {
      run->has_space = run->has_begun;
      continue;
    }
    if (run->has_space)
      out[len++] = ' ';
    out[len++] = text.ptr[i];
    run->has_begun = true;
    run->has_space = false;
  }
  if (len == 0)
    return;
  node = sp_dita_new(run->d, SP_NODE_TEXT, el);
  node->text = sp_str_n(out, len);
  sp_node_append(into, node);
}

/* The space before an element stands before it, not in it. */
static void
put_space(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node;

  if (!run->has_space)
    return;
  run->has_space = false;
  node = sp_dita_new(run->d, SP_NODE_TEXT, el);
  node->text = SP_STR(" ");
  sp_node_append(into, node);
}

static void
put_wrapper(struct run *run, const struct sp_xml_el *el, enum sp_node_kind kind,
            struct sp_node *into)
{
  struct sp_node *node = sp_dita_new(run->d, kind, el);

  put_space(run, el, into);
  put_inlines(run, el->first, NULL, node);
  if (node->first)
    sp_node_append(into, node);
}

static bool
has_link(const struct sp_xml_el *el)
{
  for (const struct sp_xml_el *child = el->first; child; child = child->next)
    if (child->name.len && (child->type == DITA_XREF || has_link(child)))
      return true;
  return false;
}

static void
put_code(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_dita_new(run->d, SP_NODE_CODE, el);

  if (run->in_link || has_link(el)) {
    put_inlines(run, el->first, NULL, into);
    return;
  }
  node->text = sp_arena_fmt(run->d->x->arena, "%s%.*s%s", before_words(el),
                            SP_FMT(sp_dita_words(run->d, el)), after_words(el));
  if (node->text.len == 0)
    return;
  put_space(run, el, into);
  run->has_begun = true;
  sp_node_append(into, node);
}

/* <link> has its words in <linktext>. */
static const struct sp_xml_el *
link_words(const struct sp_xml_el *el)
{
  const struct sp_xml_el *text = sp_dita_child(el, DITA_LINKTEXT);

  return text ? text->first : el->first;
}

static void
put_link(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_dita_new(run->d, SP_NODE_LINK, el);
  struct sp_str title, from;

  put_space(run, el, into);
  node->target = sp_dita_link(run->d, el, &title);
  if (run->in_link || node->target.len == 0)
    node->kind = SP_NODE_PARA; /* only to hold the words */
  run->in_link = true;
  from = run->d->title_from;
  put_inlines(run, link_words(el), NULL, node);
  run->in_link = node->kind == SP_NODE_PARA && into->kind == SP_NODE_LINK;
  if (!node->first && title.len) {
    run->d->title_from = from;
    sp_dita_take_title(run->d);
    put_text(run, el, title, node);
  }
  if (node->kind == SP_NODE_LINK) {
    /* Without words: those of an element of this file, when all is read. */
    if (node->first || node->target.ptr[0] == '#')
      sp_node_append(into, node);
    run->has_begun = true;
    return;
  }
  for (struct sp_node *n = node->first, *next; n; n = next) {
    next = n->next;
    sp_node_append(into, n);
  }
}

static void
put_image(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_dita_new(run->d, SP_NODE_IMAGE, el);

  node->text = alt_of(run->d, el);
  node->target = sp_xml_attr(el, "href");
  put_space(run, el, into);
  run->has_begun = true;
  sp_node_append(into, node);
}

static void
put_menu(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_dita_new(run->d, SP_NODE_STRONG, el);
  struct sp_xml_el copy = *el, holder = {.first = &copy};

  copy.next = NULL;
  put_space(run, el, into);
  put_text(run, el, sp_dita_words(run->d, &holder), node);
  if (node->first)
    sp_node_append(into, node);
}

/* Words with signs around them. */
static void
put_signed(struct run *run, const struct sp_xml_el *el, const char *before,
           const char *after, struct sp_node *into)
{
  put_space(run, el, into);
  put_text(run, el, sp_str(before), into);
  put_inlines(run, el->first, NULL, into);
  run->has_space = false;
  put_text(run, el, sp_str(after), into);
}

static void
put_inline(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_dita *d = run->d;

  switch ((enum sp_dita_type)el->type) {
  case DITA_META:
    break;
  case DITA_DRAFT:
    sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                 "what is meant for other authors is left out");
    break;
  case DITA_FORMAT:
    sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                 "this form of letters is not shown; the words are");
    put_inlines(run, el->first, NULL, into);
    break;
  case DITA_EMPH:
    put_wrapper(run, el, SP_NODE_EMPH, into);
    break;
  case DITA_STRONG:
    put_wrapper(run, el, SP_NODE_STRONG, into);
    break;
  case DITA_CODE:
    put_code(run, el, into);
    break;
  case DITA_QUOTED:
  case DITA_TM:
    put_signed(run, el, before_words(el), after_words(el), into);
    break;
  case DITA_FN:
    put_signed(run, el, " (", ")", into);
    break;
  case DITA_XREF:
    put_link(run, el, into);
    break;
  case DITA_IMAGE:
    put_image(run, el, into);
    break;
  case DITA_MENU:
    put_menu(run, el, into);
    break;
  case DITA_STATE:
    put_text(run, el,
             sp_xml_attr(el, sp_str_is(el->name, "state") ? "value" : "state"),
             into);
    break;
  default:
    if (el->type == DITA_UNKNOWN)
      sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                   "this element is not known here; its words are kept");
    put_inlines(run, el->first, NULL, into);
    break;
  }
}

static void
put_inlines(struct run *run, const struct sp_xml_el *first,
            const struct sp_xml_el *end, struct sp_node *into)
{
  struct sp_dita *d = run->d;

  for (const struct sp_xml_el *el = first; el && el != end && !d->x->over;
       el = el->next) {
    if (el->name.len == 0) {
      put_text(run, el, el->text, into);
      continue;
    }
    if (el->staff && d->staff == 0)
      d->inline_staff = true;
    d->staff += el->staff;
    sp_dita_mark(d, el, SP_STR(""));
    put_inline(run, el, into);
    d->staff -= el->staff;
  }
}

void
sp_dita_inlines(struct sp_dita *d, const struct sp_xml_el *first,
                const struct sp_xml_el *end, struct sp_node *into)
{
  struct run run = {.d = d};

  put_inlines(&run, first, end, into);
}
