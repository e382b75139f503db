/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_links.c - where links lead, and what they are called. */
#include "lib/dita_parts.h"

#include <stdlib.h>

#include "lib/audience.h"
#include "lib/text.h"
#include "lib/url.h"

static bool
is_plain(struct sp_str text)
{
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F)
      return false;
  return sp_utf8_check(text) == text.len;
}

/* As an author would have to write it: decoded once more it is this again. */
static struct sp_str
encode(struct sp_dita *d, struct sp_str text)
{
  struct sp_buf buf;

  if (sp_str_find(text, '%', 0) == text.len &&
      sp_str_find(text, '#', 0) == text.len)
    return text;
  sp_buf_init(&buf, 4 * SP_DOC_MAX_BYTES);
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] == '%' || text.ptr[i] == '#')
      sp_buf_fmt(&buf, "%%%02X", (unsigned)text.ptr[i]);
    else
      sp_buf_putc(&buf, text.ptr[i]);
  text = sp_arena_copy(d->x->arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return text;
}

bool
sp_dita_href(struct sp_dita *d, struct sp_str base, struct sp_str href,
             struct sp_str *path, struct sp_str *fragment)
{
  *fragment = SP_STR("");
  if (sp_url_external(href)) {
    *path = href;
    return true;
  }
  /* Written as %95 they may be any bytes. */
  return href.len && sp_url_relative(d->x->arena, base, href, path, fragment) &&
         is_plain(*path) && is_plain(*fragment);
}

struct sp_str
sp_dita_relative(struct sp_dita *d, struct sp_str path, struct sp_str fragment)
{
  struct sp_str own = d->x->options->path, up = SP_STR("");

  if (sp_url_external(path))
    return path;
  if (sp_str_eq(path, own) && fragment.len)
    return sp_arena_fmt(d->x->arena, "#%.*s", SP_FMT(fragment));
  for (size_t i = 0; i < own.len; i++)
    if (own.ptr[i] == '/')
      up = sp_arena_fmt(d->x->arena, "../%.*s", SP_FMT(up));
  path = encode(d, path);
  return sp_arena_fmt(d->x->arena, "%.*s%.*s%s%.*s", SP_FMT(up), SP_FMT(path),
                      fragment.len ? "#" : "", SP_FMT(encode(d, fragment)));
}

void
sp_dita_need(struct sp_dita *d, enum sp_dita_need_kind kind, struct sp_str name,
             struct sp_str fragment)
{
  struct sp_dita_card *card = d->card;
  struct sp_dita_need need = {kind, name, fragment};

  if (card && name.len)
    SP_PUSH(d->x->arena, card->need, card->needs, card->needs_cap, need);
}

struct sp_dita_access
sp_dita_here(const struct sp_dita *d)
{
  struct sp_dita_access access = d->access;

  if (d->staff)
    access.audience = SP_STAFF;
  return access;
}

/* "permit" of "../parking/permit.dita" */
static struct sp_str
name_of_file(struct sp_dita *d, struct sp_str path)
{
  return sp_xml_path_words(d->x, path);
}

/* What stands in a block for staff of a public page is no reason to withdraw
 * the page. */
void
sp_dita_remember(struct sp_dita *d, struct sp_str path)
{
  struct sp_texts *from = &d->taken_from;

  if (sp_str_eq(path, d->x->options->path) ||
      (d->access.audience == SP_PUBLIC && d->staff))
    return;
  for (size_t i = 0; i < from->count; i++)
    if (sp_str_eq(from->item[i], path))
      return;
  SP_PUSH(d->x->arena, from->item, from->count, from->cap, path);
}

void
sp_dita_take_title(struct sp_dita *d)
{
  if (d->title_from.len)
    sp_dita_remember(d, d->title_from);
}

/* A file of the folder, by what the shelf says of it. */
static struct sp_str
link_to_file(struct sp_dita *d, const struct sp_xml_el *el, struct sp_str path,
             struct sp_str fragment, struct sp_str *title)
{
  const struct sp_dita_title *there =
      sp_dita_title_find(d->shelf, path, fragment);
  struct sp_dita_access here = sp_dita_here(d);

  sp_dita_need(d, SP_DITA_NEED_TITLE, path, fragment);
  *title = name_of_file(d, path);
  /* Not DITA, or not there: only an address of our own form is kept. */
  if (!there)
    return sp_dita_relative(
        d, path,
        sp_str_find(fragment, '/', 0) < fragment.len ? SP_STR("") : fragment);
  if (there->staff && here.audience == SP_PUBLIC) {
    sp_dita_note(d, "E10", el->line, sp_xml_attr(el, "href"),
                 "this text is public, but what it leads to is for staff");
    return SP_STR("");
  }
  /* A title that not everybody here may see is not shown; whether there may
   * be a link is told when links are made real. */
  if (there->title.len && sp_dita_may_show(&there->access, &here)) {
    *title = there->title;
    d->title_from = path;
  }
  return there->has_page ? sp_dita_relative(d, path, there->anchor)
                         : SP_STR("");
}

struct sp_str
sp_dita_link(struct sp_dita *d, const struct sp_xml_el *el,
             struct sp_str *title)
{
  struct sp_str href = sp_xml_attr(el, "href"), path, fragment;

  *title = d->title_from = SP_STR("");
  if (href.len == 0)
    return href;
  if (sp_url_external(href)) {
    *title = sp_str_starts(href, "mailto:") ? sp_str_sub(href, 7, href.len)
             : sp_str_starts(href, "tel:")  ? sp_str_sub(href, 4, href.len)
                                            : href;
    return href;
  }
  if (!sp_dita_href(d, d->x->options->path, href, &path, &fragment)) {
    *title = href;
    return href; /* told when links are made real */
  }
  if (!sp_str_eq(path, d->x->options->path))
    return link_to_file(d, el, path, fragment, title);
  /* For those who take these words into another file. */
  sp_dita_need(d, SP_DITA_NEED_TITLE, path, fragment);
  return sp_dita_relative(d, path, fragment);
}

void
sp_dita_lead_to(struct sp_dita *d, struct sp_node *node,
                const struct sp_node *to)
{
  struct sp_dita_way way = {node, to};

  SP_PUSH(d->x->arena, d->way, d->ways, d->ways_cap, way);
}

/* ---- links within the document */

static int
by_id(const void *va, const void *vb)
{
  const struct sp_dita_mark *a = va, *b = vb;
  int order = sp_str_cmp(a->id, b->id);

  return order ? order : sp_str_cmp(a->topic, b->topic);
}

/* fragment: "topic/id", or an id alone, which may be a topic's. */
static const struct sp_dita_mark *
find_mark(const struct sp_dita *d, struct sp_str fragment)
{
  size_t slash = sp_str_find(fragment, '/', 0);
  struct sp_dita_mark key = {.topic = sp_str_sub(fragment, 0, slash)};
  const struct sp_dita_mark *found;
  size_t low = 0, high = d->marks;

  key.id = slash == fragment.len
               ? fragment
               : sp_str_sub(fragment, slash + 1, fragment.len);
  found =
      d->marks ? bsearch(&key, d->mark, d->marks, sizeof(key), by_id) : NULL;
  if (found)
    return found;
  while (low < high) {
    size_t mid = low + (high - low) / 2;

    if (sp_str_cmp(d->mark[mid].id, key.id) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low < d->marks && sp_str_eq(d->mark[low].id, key.id) ? &d->mark[low]
                                                              : NULL;
}

static bool
is_for_staff(const struct sp_dita *d, const struct sp_node *node)
{
  for (; node; node = node->parent)
    if (sp_node_is_staff(d->x->doc, node))
      return true;
  return false;
}

/* A title for staff is not put among the words of everybody. */
static struct sp_str
title_for(const struct sp_dita *d, const struct sp_node *link,
          const struct sp_dita_mark *mark)
{
  bool may_show = d->access.audience == SP_STAFF || is_for_staff(d, link);

  if (mark->title.len && (may_show || !mark->staff))
    return mark->title;
  if (mark->heading && (may_show || !is_for_staff(d, mark->heading)))
    return mark->heading->text;
  return d->x->doc->title;
}

static void
give_words(struct sp_dita *d, struct sp_node *link, struct sp_str words)
{
  struct sp_node *text;

  if (link->kind != SP_NODE_LINK || link->first || words.len == 0)
    return;
  text = sp_node_new(d->x->arena, SP_NODE_TEXT, link->line, 0);
  text->text = words;
  sp_node_append(link, text);
}

/* The page itself, from within its folder. */
static struct sp_str
own_name(const struct sp_dita *d)
{
  struct sp_str path = d->x->options->path;
  size_t from = path.len;

  while (from && path.ptr[from - 1] != '/')
    from--;
  return sp_str_sub(path, from, path.len);
}

static void
settle(struct sp_dita *d, struct sp_node *node)
{
  struct sp_str fragment = sp_str_sub(node->target, 1, node->target.len);
  const struct sp_dita_mark *mark = find_mark(d, fragment);

  if (mark) {
    give_words(d, node, title_for(d, node, mark));
    node->target = mark->heading ? sp_arena_fmt(d->x->arena, "#%.*s",
                                                SP_FMT(mark->heading->anchor))
                                 : own_name(d);
    return;
  }
  sp_dita_note(d, d->x->options->lenient ? "W02" : "E02", node->line,
               node->target, "there is no element with this id");
  give_words(d, node, fragment);
  node->target = SP_STR("");
}

void
sp_dita_settle_links(struct sp_dita *d)
{
  struct sp_node *root = d->x->doc->root;

  if (d->marks)
    qsort(d->mark, d->marks, sizeof(*d->mark), by_id);
  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false))
    if (n->target.len && n->target.ptr[0] == '#')
      settle(d, n);
  for (size_t i = 0; i < d->ways; i++)
    d->way[i].node->target =
        sp_arena_fmt(d->x->arena, "#%.*s", SP_FMT(d->way[i].to->anchor));
}

static int
by_need(const void *va, const void *vb)
{
  const struct sp_dita_need *a = va, *b = vb;
  int order = (int)a->kind - (int)b->kind;

  if (order == 0)
    order = sp_str_cmp(a->name, b->name);
  return order ? order : sp_str_cmp(a->fragment, b->fragment);
}

void
sp_dita_list_needs(struct sp_dita *d)
{
  struct sp_dita_card *card = d->card;
  size_t kept = 0;

  if (card->needs == 0)
    return;
  qsort(card->need, card->needs, sizeof(*card->need), by_need);
  for (size_t i = 1; i < card->needs; i++)
    if (by_need(&card->need[kept], &card->need[i]) != 0)
      card->need[++kept] = card->need[i];
  card->needs = kept + 1 < SP_DITA_NEEDS_MAX ? kept + 1 : SP_DITA_NEEDS_MAX;
}

void
sp_dita_list_ids(struct sp_dita *d)
{
  struct sp_dita_card *card = d->card;

  for (size_t i = 0; i < d->marks && card->ids < SP_DITA_NEEDS_MAX; i++) {
    const struct sp_dita_mark *mark = &d->mark[i];
    struct sp_dita_id id = {.topic = mark->topic,
                            .id = mark->id,
                            .title = mark->title,
                            .staff = mark->staff};

    if (mark->heading)
      id.anchor = mark->heading->anchor;
    SP_PUSH(d->x->arena, card->id, card->ids, card->ids_cap, id);
  }
}
