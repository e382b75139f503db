/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_prolog.c - what DITA says about a text: our front matter.
 *
 *   author                     owner
 *   critdates/revised, created reviewed (golive: from, expiry: until)
 *   permissions view="all"     audience: public; any other view: staff
 *   audience                   public, or staff
 *   othermeta, data            name="signpost-FIELD": that field;
 *                              name="also-asked": also-asked
 *   xml:lang                   lang
 */
#include "lib/dita_parts.h"

#include "lib/fields_forms.h"
#include "lib/text.h"

#define UNUSED_MAX 200 /* bytes of names in one warning */

static size_t
field_of(struct sp_dita_front *front, struct sp_str name, unsigned line)
{
  for (size_t i = 0; i < front->fields; i++)
    if (sp_str_eq(front->field[i].name, name))
      return i;
  if (front->fields == SP_DITA_FIELDS_MAX)
    return SP_DITA_FIELDS_MAX - 1;
  front->field[front->fields] = (struct sp_field){.name = name, .line = line};
  return front->fields++;
}

static void
add(struct sp_dita *d, struct sp_str name, struct sp_str value, unsigned line)
{
  size_t i = field_of(&d->front, name, line);
  struct sp_field *field = &d->front.field[i];

  if (value.len)
    SP_PUSH(d->x->arena, field->value, field->values, d->front.cap[i], value);
}

void
sp_dita_add_field(struct sp_dita *d, const char *name, struct sp_str value,
                  unsigned line)
{
  add(d, sp_str(name), value, line);
}

static bool
has(const struct sp_dita *d, const char *name)
{
  for (size_t i = 0; i < d->front.fields; i++)
    if (sp_str_is(d->front.field[i].name, name))
      return true;
  return false;
}

/* Unless the author named it by its own name. */
static void
add_default(struct sp_dita *d, const char *name, struct sp_str value,
            unsigned line)
{
  if (value.len && !has(d, name))
    sp_dita_add_field(d, name, value, line);
}

/* ---- what has a name of ours */

static bool
take_named(struct sp_dita *d, const struct sp_xml_el *el)
{
  struct sp_str name = sp_xml_attr(el, "name");
  struct sp_str value = sp_xml_attr(el, "content");

  if (value.len == 0)
    value = sp_xml_attr(el, "value");
  if (value.len == 0)
    value = sp_dita_own_words(d, el);
  if (sp_str_is(name, "also-asked"))
    sp_dita_add_field(d, "also-asked", value, el->line);
  else if (sp_str_starts(name, "signpost-"))
    add(d, sp_str_sub(name, 9, name.len), value, el->line);
  else
    return false;
  return true;
}

static bool
is_named(const struct sp_xml_el *el)
{
  return sp_str_is(el->name, "othermeta") || sp_str_is(el->name, "data");
}

static void
take_all_named(struct sp_dita *d, const struct sp_xml_el *el)
{
  for (; el; el = el->next) {
    if (el->name.len == 0)
      continue;
    if (!is_named(el) || !take_named(d, el))
      take_all_named(d, el->first);
  }
}

/* ---- what has a name of DITA's */

/* The later of two dates as DITA writes them. */
static struct sp_str
later(struct sp_str a, struct sp_str b)
{
  return sp_str_cmp(a, b) < 0 ? b : a;
}

static void
take_dates(struct sp_dita *d, const struct sp_xml_el *dates)
{
  struct sp_str reviewed = SP_STR(""), from = SP_STR(""), until = SP_STR("");
  bool is_revised = false;

  for (const struct sp_xml_el *el = dates->first; el; el = el->next) {
    bool revised = sp_str_is(el->name, "revised");

    if (!revised && !sp_str_is(el->name, "created"))
      continue;
    if (revised && !is_revised)
      reviewed = SP_STR("");
    is_revised = is_revised || revised;
    if (revised || !is_revised)
      reviewed =
          later(reviewed, sp_xml_attr(el, revised ? "modified" : "date"));
    from = later(from, sp_xml_attr(el, "golive"));
    until = later(until, sp_xml_attr(el, "expiry"));
  }
  add_default(d, "reviewed", reviewed, dates->line);
  add_default(d, "from", from, dates->line);
  add_default(d, "until", until, dates->line);
}

/* Who reads it, by one of the values that <audience> has.  What is said twice
 * must be said alike: sp_fields_apply() refuses a list. */
static void
take_audience(struct sp_dita *d, struct sp_str value, unsigned line)
{
  const char *audience = NULL;

  if (sp_str_ieq(value, SP_STR("public")))
    audience = "public";
  else if (sp_str_ieq(value, SP_STR("staff")) ||
           sp_str_ieq(value, SP_STR("internal")))
    audience = "staff";
  if (!audience)
    return;
  for (size_t i = 0; i < d->front.fields; i++) {
    const struct sp_field *field = &d->front.field[i];

    if (sp_str_is(field->name, "audience") && field->values == 1 &&
        sp_str_ieq(field->value[0], sp_str(audience)))
      return;
  }
  sp_dita_add_field(d, "audience", sp_str(audience), line);
}

static void
take_audience_element(struct sp_dita *d, const struct sp_xml_el *el)
{
  static const char *const from[] = {"audience", "type", "othertype", "name"};

  for (size_t i = 0; i < SP_ARRAY_LEN(from); i++)
    take_audience(d, sp_xml_attr(el, from[i]), el->line);
}

static void
take_owner(struct sp_dita *d, const struct sp_xml_el *el)
{
  add_default(d, "owner", sp_dita_own_words(d, el), el->line);
}

/* Named once, so that a co-ordinator knows what a page does not show. */
static void
leave_out(struct sp_dita *d, const struct sp_xml_el *el)
{
  struct sp_str *names = &d->front.unused;

  if (names->len > UNUSED_MAX ||
      sp_str_has(*names, sp_arena_cstr(d->x->arena, sp_dita_tag(d, el))))
    return;
  if (names->len == 0)
    d->front.unused_line = el->line;
  *names = sp_arena_fmt(d->x->arena, "%.*s%s%.*s", SP_FMT(*names),
                        names->len ? ", " : "", SP_FMT(sp_dita_tag(d, el)));
}

static void
take_prolog(struct sp_dita *d, const struct sp_xml_el *el)
{
  for (; el; el = el->next) {
    if (el->name.len == 0)
      continue;
    if (sp_str_is(el->name, "metadata") || sp_str_is(el->name, "bookmeta") ||
        sp_str_is(el->name, "authorinformation"))
      take_prolog(d, el->first);
    else if (sp_str_is(el->name, "author"))
      take_owner(d, el);
    else if (sp_str_is(el->name, "critdates"))
      take_dates(d, el);
    else if (sp_str_is(el->name, "permissions"))
      take_audience(d,
                    sp_str_is(sp_xml_attr(el, "view"), "all") ? SP_STR("public")
                                                              : SP_STR("staff"),
                    el->line);
    else if (sp_str_is(el->name, "audience"))
      take_audience_element(d, el);
    else if (!is_named(el) && el->type != DITA_NAVTITLE &&
             el->type != DITA_LINKTEXT)
      leave_out(d, el);
  }
}

static const struct sp_xml_el *
prolog_of(const struct sp_xml_el *topic)
{
  if (topic->type == DITA_MAP || topic->type == DITA_SCHEME) {
    for (const struct sp_xml_el *el = topic->first; el; el = el->next)
      if (el->type == DITA_TOPICMETA || sp_str_is(el->name, "bookmeta"))
        return el;
    return NULL;
  }
  return sp_dita_child(topic, DITA_PROLOG);
}

/* ---- who may see it */

static struct sp_str
only_value(const struct sp_dita *d, const char *name)
{
  for (size_t i = 0; i < d->front.fields; i++) {
    const struct sp_field *field = &d->front.field[i];

    if (sp_str_is(field->name, name))
      return field->values == 1 ? field->value[0] : SP_STR("?");
  }
  return SP_STR("");
}

/* What is in doubt is for the fewest. */
static void
set_access(struct sp_dita *d)
{
  const struct sp_read_options *options = d->x->options;
  struct sp_str audience = only_value(d, "audience");
  struct sp_str level = only_value(d, "level");

  d->access.audience = audience.len == 0 && options->lenient
                           ? options->default_audience
                       : sp_str_ieq(audience, SP_STR("public")) ? SP_PUBLIC
                                                                : SP_STAFF;
  d->access.level = level.len == 1 && level.ptr[0] >= '1' && level.ptr[0] <= '4'
                        ? (unsigned)(level.ptr[0] - '0')
                    : level.len ? 4
                                : 1;
  d->access.from = only_value(d, "from");
  d->access.until = only_value(d, "until");
}

static void
take_lang(struct sp_dita *d, const struct sp_xml_el *topic)
{
  struct sp_str lang = sp_xml_attr(topic, "lang");

  if (sp_form_lang(lang))
    add_default(d, "lang", lang, topic->line);
}

void
sp_dita_front(struct sp_dita *d, const struct sp_xml_el *root)
{
  const struct sp_xml_el *prolog = prolog_of(root);

  if (prolog) {
    take_all_named(d, prolog->first);
    take_prolog(d, prolog->first);
  }
  if (sp_dita_is_staff(root, SP_STAFF))
    take_audience(d, SP_STR("staff"), root->line);
  take_lang(d, root);
  set_access(d);
  /* Of foreign files unknown fields are passed over. */
  if (d->front.unused.len && !d->x->options->lenient)
    sp_dita_note(d, "W25", d->front.unused_line, d->front.unused,
                 "a page has no field for this; it is left out");
}

struct sp_dita_access
sp_dita_access_of(struct sp_dita *d, const struct sp_xml_el *root)
{
  const struct sp_xml_el *topic = sp_dita_main(root);
  struct sp_dita_card unheard = {0};
  struct sp_dita *other;

  if (!topic)
    return (struct sp_dita_access){.level = 4};
  other = sp_arena_new(d->x->arena, struct sp_dita);
  other->x = d->x;
  other->card = &unheard;
  sp_dita_front(other, topic);
  return other->access;
}
