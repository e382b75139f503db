/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_refs.c - conref and keyref, in the small tree: afterwards it is as
 * if the author had written here what stands elsewhere. */
#include "lib/dita_parts.h"

#include "lib/text.h"
#include "lib/url.h"

#define ELEMENT_COST 16 /* of an empty one, in bytes of text */

/* Where the reading of references stands. */
struct refs {
  struct sp_dita *d;
  struct sp_str base; /* the file that this part of the tree comes from */
  unsigned nest;      /* how many times it was taken */
  unsigned depth;
};

static void resolve_list(struct refs *r, struct sp_xml_el **link);

static const char *
missing(const struct refs *r)
{
  return r->d->x->options->lenient ? "W02" : "E02";
}

static bool
is_topic(const struct sp_xml_el *el)
{
  return el->type >= DITA_TOPIC && el->type <= DITA_SCHEME;
}

static bool
is_empty(const struct sp_xml_el *el)
{
  for (const struct sp_xml_el *child = el->first; child; child = child->next)
    if (child->name.len || sp_str_trim(child->text).len)
      return false;
  return true;
}

static void
set_attr(struct sp_dita *d, struct sp_xml_el *el, const char *name,
         struct sp_str value)
{
  struct sp_xml_attr *attr =
      sp_arena_array(d->x->arena, struct sp_xml_attr, el->attrs + 1);
  size_t count = 0;

  for (size_t i = 0; i < el->attrs; i++)
    if (!sp_str_is(el->attr[i].name, name))
      attr[count++] = el->attr[i];
  attr[count++] = (struct sp_xml_attr){sp_str(name), value};
  el->attr = attr;
  el->attrs = count;
}

/* False when it is too much; said once. */
static bool
pay(struct sp_dita *d, unsigned line, size_t bytes)
{
  d->taken += bytes;
  if (d->taken <= SP_DITA_TAKEN_MAX)
    return true;
  if (!d->x->over)
    SP_XML_ERROR(d->x, line,
                 "more than %zu KiB are taken from elsewhere by conref; split"
                 " the document",
                 SP_DITA_TAKEN_MAX / 1024);
  d->x->over = true;
  return false;
}

/* ---- keyref */

static struct sp_xml_el *
text_of_key(struct sp_dita *d, const struct sp_xml_el *el, struct sp_str words)
{
  struct sp_xml_el *text = sp_arena_new(d->x->arena, struct sp_xml_el);

  text->text = words;
  text->line = el->line;
  text->of_key = true;
  return text;
}

/* The words that stand for a key: its own, or the title of what it names. */
static struct sp_str
words_of_key(struct refs *r, const struct sp_xml_el *el,
             const struct sp_dita_key *key, struct sp_str fragment)
{
  struct sp_dita *d = r->d;
  const struct sp_dita_title *there;
  struct sp_dita_access here = sp_dita_here(d);

  if (key->words.len) {
    if (!sp_dita_may_show(&key->access, &here)) {
      sp_dita_note(d, "E10", el->line, key->name,
                   "the words of this key stand in a map that not all who see"
                   " this page may see");
      return SP_STR("");
    }
    sp_dita_remember(d, key->map);
    return key->words;
  }
  if (sp_url_external(key->path))
    return key->path;
  there = sp_dita_title_find(d->shelf, key->path, fragment);
  if (there && there->title.len && !there->staff &&
      sp_dita_may_show(&there->access, &here)) {
    sp_dita_remember(d, key->path);
    return there->title;
  }
  return key->path.len ? sp_xml_path_words(d->x, key->path) : SP_STR("");
}

static bool
becomes_link(const struct sp_xml_el *el)
{
  return el->type == DITA_XREF || el->type == DITA_PLAIN ||
         el->type == DITA_EMPH || el->type == DITA_TOPICREF ||
         el->type == DITA_KEYDEF || el->type == DITA_IMAGE;
}

static void
link_by_key(struct refs *r, struct sp_xml_el *el, const struct sp_dita_key *key,
            struct sp_str fragment)
{
  if (key->path.len == 0 || !becomes_link(el))
    return;
  set_attr(r->d, el, "href", sp_dita_relative(r->d, key->path, fragment));
  if (el->type == DITA_PLAIN || el->type == DITA_EMPH)
    el->type = DITA_XREF;
}

/* Does the element show something of its own? */
static bool
has_own_words(const struct sp_xml_el *el)
{
  return el->type == DITA_IMAGE || el->type == DITA_KEYDEF ||
         (el->type == DITA_TOPICREF
              ? sp_xml_attr(el, "navtitle").len ||
                    sp_dita_child(el, DITA_TOPICMETA) != NULL
              : !is_empty(el));
}

static void
resolve_keyref(struct refs *r, struct sp_xml_el *el)
{
  struct sp_dita *d = r->d;
  struct sp_str ref = sp_xml_attr(el, "keyref"), words, fragment;
  size_t slash = sp_str_find(ref, '/', 0);
  const struct sp_dita_key *key;

  if (ref.len == 0 || el->type == DITA_META)
    return;
  fragment = sp_str_sub(ref, slash + 1, ref.len);
  ref = sp_str_sub(ref, 0, slash);
  sp_dita_need(d, SP_DITA_NEED_KEY, ref, fragment);
  if (d->card)
    return;
  key = sp_dita_key_find(d->shelf, ref);
  if (!key) {
    sp_dita_note(d, missing(r), el->line, ref, "no map defines this key");
    if (!has_own_words(el) && el->type != DITA_TOPICREF)
      el->first =
          text_of_key(d, el, sp_arena_fmt(d->x->arena, "[%.*s]", SP_FMT(ref)));
    return;
  }
  if (fragment.len == 0)
    fragment = key->fragment;
  link_by_key(r, el, key, fragment);
  if (has_own_words(el))
    return;
  words = words_of_key(r, el, key, fragment);
  if (words.len == 0 || !pay(d, el->line, words.len + ELEMENT_COST))
    return;
  if (el->type == DITA_TOPICREF)
    set_attr(d, el, "navtitle", words);
  else
    el->first = text_of_key(d, el, words);
}

/* ---- conref */

/* An address in the words taken is as seen from where they stand now. */
static struct sp_str
move_href(struct refs *r, struct sp_str from, struct sp_str href)
{
  struct sp_str path, fragment;

  if (sp_str_eq(from, r->d->x->options->path) || sp_url_external(href) ||
      !sp_dita_href(r->d, from, href, &path, &fragment))
    return href;
  return sp_dita_relative(r->d, path, fragment);
}

static bool
is_own_attr(struct sp_str name)
{
  return sp_xml_listed("conref conkeyref conrefend conaction", name);
}

/* A copy; ids stay behind.  NULL when it is too much. */
static struct sp_xml_el *
copy(struct refs *r, const struct sp_xml_el *from, struct sp_str source,
     unsigned line)
{
  struct sp_dita *d = r->d;
  struct sp_xml_el *el = sp_arena_new(d->x->arena, struct sp_xml_el), **link;

  *el = *from;
  el->line = line;
  el->next = el->first = NULL;
  if (!pay(d, line, from->text.len + ELEMENT_COST * (1 + from->attrs)))
    return NULL;
  el->attr = sp_arena_array(d->x->arena, struct sp_xml_attr, from->attrs);
  el->attrs = 0;
  for (size_t i = 0; i < from->attrs; i++) {
    struct sp_xml_attr attr = from->attr[i];

    if (sp_str_is(attr.name, "id"))
      continue;
    if (sp_str_is(attr.name, "href"))
      attr.value = move_href(r, source, attr.value);
    el->attr[el->attrs++] = attr;
  }
  link = &el->first;
  for (const struct sp_xml_el *child = from->first; child;
       child = child->next) {
    *link = copy(r, child, source, line);
    if (!*link)
      return NULL;
    link = &(*link)->next;
  }
  return el;
}

/* What the author wrote on the referring element counts before. */
static void
merge_attrs(struct sp_dita *d, struct sp_xml_el *el,
            const struct sp_xml_el *own)
{
  for (size_t i = 0; i < own->attrs; i++) {
    const struct sp_xml_attr *attr = &own->attr[i];

    if (is_own_attr(attr->name) ||
        sp_str_is(attr->value, "-dita-use-conref-target") ||
        sp_str_is(attr->name, "class"))
      continue;
    /* Staff text does not become everybody's on its way. */
    if (sp_str_is(attr->name, "audience") && sp_dita_is_staff(el, SP_STAFF))
      continue;
    set_attr(d, el, sp_arena_cstr(d->x->arena, attr->name), attr->value);
  }
}

/* What conref or conkeyref names.  False: said, or noted as a need. */
static bool
find_taken(struct refs *r, const struct sp_xml_el *el, struct sp_str *path,
           struct sp_str *fragment)
{
  struct sp_dita *d = r->d;
  struct sp_str ref = sp_xml_attr(el, "conkeyref"), name, own = SP_STR("");
  const struct sp_dita_key *key;
  size_t slash;

  if (ref.len == 0)
    return sp_dita_href(d, r->base, sp_xml_attr(el, "conref"), path, fragment);
  slash = sp_str_find(ref, '/', 0);
  name = sp_str_sub(ref, 0, slash);
  sp_dita_need(d, SP_DITA_NEED_KEYFILE, name, SP_STR(""));
  key = sp_dita_key_find(d->shelf, name);
  if (!key || key->path.len == 0)
    return false;
  own = sp_str_sub(key->fragment, 0, sp_str_find(key->fragment, '/', 0));
  *path = key->path;
  *fragment = slash == ref.len
                  ? own
                  : sp_arena_fmt(d->x->arena, "%.*s/%.*s", SP_FMT(own),
                                 SP_FMT(sp_str_sub(ref, slash + 1, ref.len)));
  return true;
}

static bool
may_take(struct refs *r, const struct sp_xml_el *el,
         const struct sp_dita_source *source)
{
  struct sp_dita_access here = sp_dita_here(r->d);

  if (sp_dita_may_show(&source->access, &here))
    return true;
  sp_dita_note(r->d, "E10", el->line, source->path,
               "words are taken from this file, but not all who see this page"
               " may see it");
  return false;
}

/* The last element of a range, or the first again. */
static const struct sp_xml_el *
end_of_range(struct refs *r, const struct sp_xml_el *el,
             const struct sp_dita_source *source,
             const struct sp_dita_place *first, struct sp_str fragment)
{
  struct sp_str end = sp_xml_attr(el, "conrefend"), topic;
  const struct sp_dita_place *last;
  size_t from = end.len;

  if (end.len == 0)
    return first->el;
  while (from && end.ptr[from - 1] != '/' && end.ptr[from - 1] != '#')
    from--;
  topic = sp_str_sub(fragment, 0, sp_str_find(fragment, '/', 0));
  last = sp_dita_place(source,
                       sp_arena_fmt(r->d->x->arena, "%.*s/%.*s", SP_FMT(topic),
                                    SP_FMT(sp_str_sub(end, from, end.len))));
  for (const struct sp_xml_el *e = first->el; last && e; e = e->next)
    if (e == last->el)
      return e;
  sp_dita_note(r->d, missing(r), el->line, end,
               "the end of this range is not found behind its beginning; the"
               " first element alone is taken");
  return first->el;
}

/* Put copies of first to last in the place of *link. */
static struct sp_xml_el **
take(struct refs *r, struct sp_xml_el **link,
     const struct sp_dita_source *source, const struct sp_dita_place *place,
     const struct sp_xml_el *last)
{
  struct sp_xml_el *own = *link, *after = own->next, *head = NULL;
  struct sp_xml_el **tail = &head;
  struct refs inner = {r->d, source->path, r->nest + 1, r->depth};

  for (const struct sp_xml_el *el = place->el; el; el = el->next) {
    *tail = copy(r, el, source->path, own->line);
    if (!*tail)
      break;
    if (el == place->el)
      merge_attrs(r->d, *tail, own);
    if (place->staff)
      set_attr(r->d, *tail, "audience", SP_STR("staff"));
    tail = &(*tail)->next;
    if (el == last)
      break;
  }
  sp_dita_remember(r->d, source->path);
  *link = head;
  resolve_list(&inner, link);
  for (tail = link; *tail;)
    tail = &(*tail)->next;
  *tail = after;
  return tail;
}

/* The place after what now stands for *link. */
static struct sp_xml_el **
resolve_conref(struct refs *r, struct sp_xml_el **link)
{
  struct sp_xml_el *el = *link;
  struct sp_str path, fragment = SP_STR("");
  struct sp_str what = sp_xml_attr(el, "conkeyref");
  const struct sp_dita_place *place = NULL;
  const struct sp_dita_source *source = NULL;

  if (what.len == 0)
    what = sp_xml_attr(el, "conref");
  if (find_taken(r, el, &path, &fragment)) {
    if (!sp_str_eq(path, r->d->x->options->path))
      sp_dita_need(r->d, SP_DITA_NEED_FILE, path, SP_STR(""));
    source = sp_dita_source(r->d, path);
  }
  if (source)
    place = sp_dita_place(source, fragment);
  if (place && is_topic(place->el) != is_topic(el))
    place = NULL;
  if (r->d->card || (source && place && !may_take(r, el, source)))
    return &el->next;
  if (!place) {
    sp_dita_note(r->d, missing(r), el->line, what,
                 "what this names is not found; the element's own words stay");
    return &el->next;
  }
  if (r->nest >= SP_DITA_NEST_MAX) {
    sp_dita_note(r->d, "E25", el->line, what,
                 "this takes words that take words, too many times over");
    return &el->next;
  }
  return take(r, link, source, place,
              end_of_range(r, el, source, place, fragment));
}

static bool
is_conref(struct sp_dita *d, const struct sp_xml_el *el)
{
  if (!sp_xml_attr(el, "conref").len && !sp_xml_attr(el, "conkeyref").len)
    return false;
  if (!sp_xml_attr(el, "conaction").len)
    return true;
  sp_dita_note(d, "W25", el->line, SP_STR("conaction"),
               "words are not pushed into other files; they stay here");
  return false;
}

static void
resolve_list(struct refs *r, struct sp_xml_el **link)
{
  struct sp_dita *d = r->d;

  if (++r->depth > SP_DITA_MAX_DEPTH && !d->x->over) {
    d->x->over = true;
    SP_XML_ERROR(d->x, *link ? (*link)->line : 0,
                 "elements stand more than %d deep in one another",
                 SP_DITA_MAX_DEPTH);
  }
  while (*link && !d->x->over) {
    struct sp_xml_el *el = *link;
    bool staff;

    if (el->name.len == 0) {
      link = &el->next;
      continue;
    }
    staff = sp_dita_is_staff(el, d->access.audience);
    d->staff += staff;
    if (is_conref(d, el)) {
      link = resolve_conref(r, link);
    } else {
      resolve_keyref(r, el);
      resolve_list(r, &el->first);
      link = &el->next;
    }
    d->staff -= staff;
  }
  r->depth--;
}

void
sp_dita_refs(struct sp_dita *d, struct sp_xml_el *root)
{
  struct refs r = {.d = d, .base = d->x->options->path};
  struct sp_xml_el *link = root;

  d->root = root;
  /* The root itself stays: its place is the file's. */
  if (is_conref(d, root))
    sp_dita_note(d, missing(&r), root->line, sp_xml_attr(root, "conref"),
                 "a whole document cannot stand for this one");
  resolve_list(&r, &link->first);
}
