/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_map.c - maps: a guide that lists its topics as they stand under one
 * another, and what keys mean.  A map that lists nothing has no page. */
#include "lib/dita_parts.h"

#include "lib/text.h"

/* ---- the list */

static bool
is_listed(const struct sp_xml_el *el)
{
  struct sp_str role = sp_xml_attr(el, "processing-role");

  if (sp_str_is(role, "resource-only") ||
      sp_str_is(sp_xml_attr(el, "toc"), "no"))
    return false;
  return el->type == DITA_TOPICREF ||
         (el->type == DITA_KEYDEF && sp_str_is(role, "normal"));
}

/* Only what they hold is listed. */
static bool
is_group(const struct sp_xml_el *el)
{
  return el->type == DITA_TOPICGROUP &&
         !sp_str_is(sp_xml_attr(el, "processing-role"), "resource-only") &&
         !sp_str_is(sp_xml_attr(el, "toc"), "no");
}

static bool
lists_any(const struct sp_xml_el *el)
{
  for (; el; el = el->next)
    if (el->name.len &&
        (is_listed(el) || (is_group(el) && lists_any(el->first))))
      return true;
  return false;
}

bool
sp_dita_map_has_page(const struct sp_xml_el *map)
{
  return map->type != DITA_SCHEME && lists_any(map->first);
}

static struct sp_str
words_of_child(struct sp_dita *d, const struct sp_xml_el *el,
               enum sp_dita_type type)
{
  const struct sp_xml_el *child = sp_dita_child(el, type);

  return child ? sp_dita_words(d, child) : SP_STR("");
}

/* The title that the map gives. */
static struct sp_str
given_title(struct sp_dita *d, const struct sp_xml_el *el)
{
  const struct sp_xml_el *meta = sp_dita_child(el, DITA_TOPICMETA);
  struct sp_str words = words_of_child(d, meta, DITA_NAVTITLE);

  if (words.len == 0)
    words = sp_xml_attr(el, "navtitle");
  if (words.len == 0)
    words = words_of_child(d, meta, DITA_LINKTEXT);
  return words.len ? words : words_of_child(d, el, DITA_TITLE);
}

static void
put_ref(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *item)
{
  struct sp_str title, words = given_title(d, el);
  struct sp_str target = sp_dita_link(d, el, &title);
  struct sp_node *para, *link, *text;

  if (words.len == 0) {
    words = title;
    sp_dita_take_title(d);
  }
  if (words.len == 0)
    return;
  para = sp_dita_new(d, SP_NODE_PARA, el);
  text = sp_dita_new(d, SP_NODE_TEXT, el);
  text->text = words;
  if (target.len) {
    link = sp_dita_new(d, SP_NODE_LINK, el);
    link->target = target;
    sp_node_append(link, text);
    sp_node_append(para, link);
  } else {
    sp_node_append(para, text);
  }
  sp_node_append(item, para);
}

static void put_refs(struct sp_dita *d, const struct sp_xml_el *el,
                     struct sp_node *list);

static void
read_ref(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *list)
{
  struct sp_node *item = sp_dita_new(d, SP_NODE_ITEM, el), *below;
  struct sp_node *inner = sp_dita_enter(d, el, item);
  const struct sp_xml_el *meta = sp_dita_child(el, DITA_TOPICMETA);
  const struct sp_xml_el *desc = sp_dita_child(meta, DITA_SHORTDESC);

  sp_dita_mark(d, el, SP_STR(""));
  put_ref(d, el, inner);
  if (desc)
    sp_dita_block(d, desc, inner);
  below = sp_dita_new(d, SP_NODE_LIST, el);
  below->flags = SP_FLAG_TIGHT;
  put_refs(d, el->first, below);
  if (below->first)
    sp_node_append(inner, below);
  sp_dita_leave(d, el, item, inner);
  if (item->first)
    sp_node_append(list, item);
}

static bool
is_silent(const struct sp_xml_el *el)
{
  return el->name.len == 0 || el->type == DITA_META || el->type == DITA_TITLE ||
         el->type == DITA_TOPICMETA || el->type == DITA_NAVTITLE ||
         el->type == DITA_TOPICREF || el->type == DITA_KEYDEF ||
         el->type == DITA_TOPICGROUP;
}

static void
put_refs(struct sp_dita *d, const struct sp_xml_el *el, struct sp_node *list)
{
  for (; el && !d->x->over; el = el->next) {
    if (el->name.len && is_listed(el))
      read_ref(d, el, list);
    else if (el->name.len && is_group(el))
      put_refs(d, el->first, list);
    else if (el->name.len && el->type == DITA_RELTABLE)
      sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                   "links between topics are written into the topics; this"
                   " table is left out");
    else if (!is_silent(el))
      sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                   "this cannot stand in a map; it is left out");
  }
}

static void
tell_lost_keys(struct sp_dita *d, const struct sp_xml_el *map)
{
  const struct sp_dita_shelf *shelf = d->shelf;

  if (shelf->lost_keys)
    sp_dita_note(d, "W25", map->line, shelf->lost_key,
                 sp_arena_fmt(d->x->arena,
                              "%.*s says something else of this key%s, and"
                              " comes first",
                              SP_FMT(shelf->other_map),
                              shelf->lost_keys > 1 ? " and others" : "")
                     .ptr);
}

void
sp_dita_map(struct sp_dita *d, const struct sp_xml_el *map)
{
  struct sp_node *root = d->x->doc->root, *list;
  const struct sp_xml_el *meta = sp_dita_child(map, DITA_TOPICMETA);
  const struct sp_xml_el *desc = sp_dita_child(meta, DITA_SHORTDESC);

  d->topic = sp_xml_attr(map, "id");
  sp_dita_mark(d, map, d->x->doc->title);
  tell_lost_keys(d, map);
  if (map->type == DITA_SCHEME) {
    sp_dita_note(d, "W25", map->line, sp_dita_tag(d, map),
                 "a scheme of subjects has no page and no use here");
    return;
  }
  if (desc)
    sp_dita_block(d, desc, root);
  list = sp_dita_new(d, SP_NODE_LIST, map);
  list->flags = SP_FLAG_TIGHT;
  put_refs(d, map->first, list);
  if (list->first)
    sp_node_append(root, list);
}

/* ---- keys */

/* <topicmeta><linktext>, <keywords><keyword> or <navtitle>. */
static struct sp_str
words_of_key(struct sp_dita *d, const struct sp_xml_el *el)
{
  const struct sp_xml_el *meta = sp_dita_child(el, DITA_TOPICMETA);
  struct sp_str words = words_of_child(d, meta, DITA_LINKTEXT);

  for (const struct sp_xml_el *k = meta ? meta->first : NULL; k && !words.len;
       k = k->next)
    if (sp_str_is(k->name, "keywords"))
      for (const struct sp_xml_el *w = k->first; w && !words.len; w = w->next)
        if (sp_str_is(w->name, "keyword"))
          words = sp_dita_words(d, w);
  return words.len ? words : given_title(d, el);
}

static void
add_key(struct sp_dita *d, const struct sp_xml_el *el, struct sp_str name,
        bool scoped)
{
  struct sp_dita_card *card = d->card;
  struct sp_dita_key key = {.name = name,
                            .scoped = scoped,
                            .map = d->x->options->path,
                            .access = d->access};

  key.words = words_of_key(d, el);
  key.alias = sp_xml_attr(el, "keyref");
  if (!sp_dita_href(d, d->x->options->path, sp_xml_attr(el, "href"), &key.path,
                    &key.fragment))
    key.path = SP_STR("");
  /* What is for staff in the map is for staff. */
  if (el->staff || d->staff)
    key.access.audience = SP_STAFF;
  if (card->keys < SP_DITA_NEEDS_MAX)
    SP_PUSH(d->x->arena, card->key, card->keys, card->keys_cap, key);
}

static void
gather_keys(struct sp_dita *d, const struct sp_xml_el *el, struct sp_str scope)
{
  for (; el; el = el->next) {
    struct sp_str inner = scope, names, name, own;

    if (el->name.len == 0 || el->type == DITA_META)
      continue;
    own = sp_xml_attr(el, "keyscope");
    if (own.len)
      inner =
          sp_arena_fmt(d->x->arena, "%.*s%.*s.", SP_FMT(scope),
                       SP_FMT(sp_str_sub(own, 0, sp_str_find(own, ' ', 0))));
    names = sp_xml_attr(el, "keys");
    while (sp_str_split(&names, ' ', &name)) {
      if (name.len == 0)
        continue;
      add_key(d, el, name, inner.len > 0);
      if (inner.len)
        add_key(
            d, el,
            sp_arena_fmt(d->x->arena, "%.*s%.*s", SP_FMT(inner), SP_FMT(name)),
            false);
    }
    d->staff += el->staff;
    gather_keys(d, el->first, inner);
    d->staff -= el->staff;
  }
}

void
sp_dita_map_keys(struct sp_dita *d, const struct sp_xml_el *map)
{
  gather_keys(d, map, SP_STR(""));
}
