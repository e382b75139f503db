/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_source.c - files that words are taken from, and their elements with
 * ids. */
#include "lib/dita_parts.h"

#include <stdlib.h>

static int
by_id(const void *va, const void *vb)
{
  const struct sp_dita_place *a = va, *b = vb;
  int order = sp_str_cmp(a->id, b->id);

  return order ? order : (a->order > b->order) - (a->order < b->order);
}

static bool
is_topic(const struct sp_xml_el *el)
{
  return el->type >= DITA_TOPIC && el->type <= DITA_SCHEME;
}

static void
gather(struct sp_dita *d, struct sp_dita_source *source, struct sp_xml_el *el,
       struct sp_str topic, bool staff)
{
  for (; el; el = el->next) {
    struct sp_str id = sp_xml_attr(el, "id");
    struct sp_dita_place place = {topic, id, el, staff, source->places};

    if (el->name.len == 0)
      continue;
    if (is_topic(el))
      place.topic = id;
    if (id.len)
      SP_PUSH(d->x->arena, source->place, source->places, source->places_cap,
              place);
    gather(d, source, el->first, place.topic,
           staff || sp_dita_is_staff(el, source->access.audience));
  }
}

static struct sp_dita_source
look_into(struct sp_dita *d, struct sp_str path, struct sp_str bytes)
{
  struct sp_diags unheard = {.arena = d->x->arena};
  struct sp_read_options options = *d->x->options;
  struct sp_xml x = {
      .arena = d->x->arena, .options = &options, .diags = &unheard};
  struct sp_dita other = {.x = &x};
  struct sp_dita_source source = {.path = path};

  options.path = path;
  if (sp_str_eq(path, d->x->options->path)) {
    source.root = d->root;
    source.access = d->access;
  } else {
    source.root = sp_xml_dita_tree(&x, bytes);
    if (!source.root)
      return source;
    sp_dita_name(source.root);
    source.access = sp_dita_access_of(&other, source.root);
  }
  gather(d, &source, source.root, SP_STR(""), false);
  if (source.places)
    qsort(source.place, source.places, sizeof(*source.place), by_id);
  return source;
}

static const struct sp_dita_file *
file_of(const struct sp_dita *d, struct sp_str path)
{
  for (size_t i = 0; i < d->shelf->files; i++)
    if (sp_str_eq(d->shelf->file[i].path, path))
      return &d->shelf->file[i];
  return NULL;
}

struct sp_dita_source *
sp_dita_source(struct sp_dita *d, struct sp_str path)
{
  const struct sp_dita_file *file = file_of(d, path);
  struct sp_dita_source *source;

  for (size_t i = 0; i < d->sources; i++)
    if (sp_str_eq(d->source[i].path, path))
      return d->source[i].root ? &d->source[i] : NULL;
  if (!file && !sp_str_eq(path, d->x->options->path))
    return NULL;
  SP_PUSH(d->x->arena, d->source, d->sources, d->sources_cap,
          look_into(d, path, file ? file->bytes : SP_STR("")));
  source = &d->source[d->sources - 1];
  return source->root ? source : NULL;
}

const struct sp_dita_place *
sp_dita_place(const struct sp_dita_source *source, struct sp_str fragment)
{
  size_t slash = sp_str_find(fragment, '/', 0), low = 0, high = source->places;
  struct sp_str topic = sp_str_sub(fragment, 0, slash);
  struct sp_str id = slash == fragment.len
                         ? fragment
                         : sp_str_sub(fragment, slash + 1, fragment.len);
  const struct sp_dita_place *first;

  while (low < high) {
    size_t mid = low + (high - low) / 2;

    if (sp_str_cmp(source->place[mid].id, id) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  if (low == source->places || !sp_str_eq(source->place[low].id, id))
    return NULL;
  first = &source->place[low];
  /* An id stands once in a topic; a file has few topics. */
  for (; low < source->places && sp_str_eq(source->place[low].id, id) &&
         low < 100 + (size_t)(first - source->place);
       low++)
    if (sp_str_eq(source->place[low].topic, topic))
      return &source->place[low];
  return first;
}
