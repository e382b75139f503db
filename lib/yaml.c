/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/yaml.h"

#include <yaml.h>

#include "lib/yaml_lines.h"

#define FIELDS_MAX 256 /* of one map */

struct reader {
  struct sp_arena *arena;
  const struct sp_yaml_place *place;
  yaml_parser_t parser;
  yaml_event_t event; /* the last one; owned */
  bool has_event;
  bool ok;
};

static void
refuse(struct reader *r, size_t mark_line, const char *why)
{
  if (r->ok)
    sp_diag(r->place->diags, "E25", r->place->path,
            r->place->first_line + (unsigned)mark_line, 0, "%s", why);
  r->ok = false;
}

static void
drop_event(struct reader *r)
{
  if (r->has_event)
    yaml_event_delete(&r->event);
  r->has_event = false;
}

/* The next event's type; YAML_NO_EVENT after a message. */
static yaml_event_type_t
next(struct reader *r)
{
  drop_event(r);
  if (!r->ok)
    return YAML_NO_EVENT;
  if (!yaml_parser_parse(&r->parser, &r->event)) {
    refuse(r, r->parser.problem_mark.line,
           r->parser.problem ? r->parser.problem : "this is not YAML");
    return YAML_NO_EVENT;
  }
  r->has_event = true;
  return r->event.type;
}

static bool
expect(struct reader *r, yaml_event_type_t type)
{
  if (next(r) == type)
    return true;
  if (r->ok)
    refuse(r, r->event.start_mark.line,
           "this is not of the form `name: value`");
  return false;
}

/* Copy the scalar of the last event; what it may not hold is refused. */
static struct sp_str
scalar(struct reader *r)
{
  struct sp_str s = {(const char *)r->event.data.scalar.value,
                     r->event.data.scalar.length};

  if (r->event.data.scalar.anchor || r->event.data.scalar.tag)
    refuse(r, r->event.start_mark.line,
           "anchors and tags are not taken; write the value itself");
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.ptr[i] < ' ' && s.ptr[i] != '\n' && s.ptr[i] != '\t') {
      refuse(r, r->event.start_mark.line,
             "the quoted value holds a control character; leave the backslash"
             " out");
      break;
    }
  return sp_arena_copy(r->arena, sp_str_trim(s));
}

static void
read_values(struct reader *r, struct sp_field *field)
{
  size_t cap = 0;

  for (;;) {
    yaml_event_type_t type = next(r);

    if (type == YAML_SCALAR_EVENT) {
      struct sp_str value = scalar(r);

      if (value.len)
        SP_PUSH(r->arena, field->value, field->values, cap, value);
      continue;
    }
    if (type != YAML_SEQUENCE_END_EVENT && r->ok)
      refuse(r, r->event.start_mark.line,
             "a list holds plain values only: no list, no `name: value`, no"
             " `*` or `&` at the start of one without quotes");
    return;
  }
}

static void
read_value(struct reader *r, struct sp_field *field)
{
  yaml_event_type_t type = next(r);

  if (type == YAML_SCALAR_EVENT) {
    struct sp_str value = scalar(r);

    if (value.len) {
      field->value = sp_arena_new(r->arena, struct sp_str);
      field->value[0] = value;
      field->values = 1;
    }
  } else if (type == YAML_SEQUENCE_START_EVENT) {
    if (r->event.data.sequence_start.anchor || r->event.data.sequence_start.tag)
      refuse(r, r->event.start_mark.line, "anchors and tags are not taken");
    read_values(r, field);
  } else if (r->ok) {
    refuse(r, r->event.start_mark.line,
           "a value is one text or a list of texts");
  }
}

/* After MAPPING-START, up to and with MAPPING-END. */
static void
read_fields(struct reader *r, struct sp_yaml_map *map)
{
  size_t cap = 0;

  map->line = r->place->first_line + (unsigned)r->event.start_mark.line;
  while (r->ok) {
    yaml_event_type_t type = next(r);
    struct sp_field field = {0};

    if (type == YAML_MAPPING_END_EVENT)
      return;
    if (type != YAML_SCALAR_EVENT) {
      if (r->ok)
        refuse(r, r->event.start_mark.line, "the name of a field is expected");
      return;
    }
    field.name = scalar(r);
    field.line = r->place->first_line + (unsigned)r->event.start_mark.line;
    for (size_t i = 0; i < map->fields; i++)
      if (sp_str_eq(map->field[i].name, field.name)) {
        sp_diag(r->place->diags, "E25", r->place->path, field.line, 0,
                "`%.*s` stands here a second time (first on line %u); keep"
                " one, with its values separated by semicolons",
                SP_FMT(field.name), map->field[i].line);
        r->ok = false;
      }
    if (map->fields == FIELDS_MAX) {
      refuse(r, r->event.start_mark.line, "there are more than 256 fields");
      return;
    }
    read_value(r, &field);
    SP_PUSH(r->arena, map->field, map->fields, cap, field);
  }
}

static void
read_maps(struct reader *r, struct sp_yaml_map **out, size_t *count)
{
  size_t cap = 0;

  while (r->ok) {
    yaml_event_type_t type = next(r);
    struct sp_yaml_map map = {0};

    if (type == YAML_SEQUENCE_END_EVENT)
      return;
    if (type == YAML_MAPPING_START_EVENT) {
      read_fields(r, &map);
      SP_PUSH(r->arena, *out, *count, cap, map);
    } else if (r->ok) {
      refuse(r, r->event.start_mark.line,
             "each entry of the list needs lines `name: value`");
    }
  }
}

/* list is NULL when one map is wanted. */
static void
read_document(struct reader *r, struct sp_yaml_map *map,
              struct sp_yaml_map **list, size_t *count)
{
  if (!expect(r, YAML_STREAM_START_EVENT))
    return;
  if (next(r) == YAML_STREAM_END_EVENT) /* nothing but blank lines */
    return;
  if (!r->ok || r->event.type != YAML_DOCUMENT_START_EVENT) {
    refuse(r, 0, "this is not YAML");
    return;
  }
  if (!expect(r, list ? YAML_SEQUENCE_START_EVENT : YAML_MAPPING_START_EVENT))
    return;
  if (list)
    read_maps(r, list, count);
  else
    read_fields(r, map);
  if (r->ok && expect(r, YAML_DOCUMENT_END_EVENT))
    expect(r, YAML_STREAM_END_EVENT);
}

static bool
read_text(struct sp_arena *arena, struct sp_str text, size_t max_bytes,
          const struct sp_yaml_place *place, struct sp_yaml_map *map,
          struct sp_yaml_map **list, size_t *count)
{
  struct reader r = {.arena = arena, .place = place, .ok = true};
  struct sp_buf lines;

  if (text.len > max_bytes) {
    sp_diag(place->diags, "E25", place->path, place->first_line, 0,
            "this has %zu bytes; at most %zu are read", text.len, max_bytes);
    return false;
  }
  sp_buf_init(&lines, sp_yaml_lines_max(text));
  if (!sp_yaml_lines(place, text, list != NULL, &lines)) {
    if (lines.full)
      sp_diag(place->diags, "E25", place->path, place->first_line, 0,
              "this cannot be read as YAML");
    sp_buf_release(&lines);
    return false;
  }
  if (!yaml_parser_initialize(&r.parser)) {
    refuse(&r, 0, "out of memory");
  } else {
    struct sp_str input = sp_buf_str(&lines);

    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)input.ptr,
                                 input.len);
    read_document(&r, map, list, count);
    drop_event(&r);
    yaml_parser_delete(&r.parser);
  }
  sp_buf_release(&lines);
  return r.ok;
}

bool
sp_yaml_map(struct sp_arena *arena, struct sp_str text, size_t max_bytes,
            struct sp_str path, unsigned first_line, struct sp_diags *diags,
            struct sp_yaml_map *out)
{
  struct sp_yaml_place place = {path, first_line, diags};

  *out = (struct sp_yaml_map){.line = first_line};
  return read_text(arena, text, max_bytes, &place, out, NULL, NULL);
}

bool
sp_yaml_list(struct sp_arena *arena, struct sp_str text, size_t max_bytes,
             struct sp_str path, struct sp_diags *diags,
             struct sp_yaml_map **out, size_t *count)
{
  struct sp_yaml_place place = {path, 1, diags};

  *out = NULL;
  *count = 0;
  return read_text(arena, text, max_bytes, &place, NULL, out, count);
}

static const struct sp_field *
find(const struct sp_yaml_map *map, const char *name)
{
  for (size_t i = 0; i < map->fields; i++)
    if (sp_str_is(map->field[i].name, name))
      return &map->field[i];
  return NULL;
}

struct sp_str
sp_yaml_get(const struct sp_yaml_map *map, const char *name)
{
  const struct sp_field *field = find(map, name);

  return field && field->values ? field->value[0] : SP_STR("");
}

struct sp_texts
sp_yaml_texts(struct sp_arena *arena, const struct sp_yaml_map *map,
              const char *name)
{
  const struct sp_field *field = find(map, name);
  struct sp_texts texts = {0};

  if (!field)
    return texts;
  for (size_t i = 0; i < field->values; i++) {
    struct sp_str rest = field->value[i], piece;

    while (sp_str_split(&rest, ';', &piece))
      if (piece.len)
        SP_PUSH(arena, texts.item, texts.count, texts.cap, piece);
  }
  return texts;
}
