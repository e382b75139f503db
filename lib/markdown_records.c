/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_records.c - `Record: bin (choice(refuse; garden); required)`. */
#include "lib/markdown_parts.h"

#include "lib/near.h"
#include "lib/text.h"

#define VALUES_MAX 100 /* of a record's choice */

#define SHOWN_MAX 60 /* bytes of what the author wrote, in a message */
#define SHOWN(s) SP_FMT(sp_utf8_cut(s, SHOWN_MAX))

static const char types[] = "the types are text, number, date, time, postcode,"
                            " phone, email, yes-no and choice(a; b)";

/* Offset of the bracket that the last byte of s closes, or s.len. */
static size_t
opening_bracket(struct sp_str s)
{
  size_t depth = 0;

  for (size_t i = s.len; i > 0; i--) {
    if (s.ptr[i - 1] == ')')
      depth++;
    else if (s.ptr[i - 1] == '(' && --depth == 0)
      return i - 1;
  }
  return s.len;
}

/* Cut the next part before a semicolon outside brackets. */
static bool
next_part(struct sp_str *rest, struct sp_str *part)
{
  size_t depth = 0, i = 0;

  if (rest->len == 0)
    return false;
  for (; i < rest->len; i++) {
    char c = rest->ptr[i];

    if (c == '(')
      depth++;
    else if (c == ')' && depth)
      depth--;
    else if (c == ';' && depth == 0)
      break;
  }
  *part = sp_str_trim(sp_str_sub(*rest, 0, i));
  *rest = sp_str_sub(*rest, i + 1, rest->len);
  return true;
}

bool
sp_md_is_value(struct sp_str value)
{
  struct sp_str rest = value, part;
  size_t depth = 0;

  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] == ')' && depth-- == 0)
      return false;
    depth += value.ptr[i] == '(';
  }
  return depth == 0 && next_part(&rest, &part) && rest.len == 0 &&
         part.len == value.len;
}

/* False, said why: `Record:` and what it lacks. */
#define REFUSE(md, keyed, ...)                                                 \
  (SP_MD_ERROR(md, (keyed)->line, (keyed)->col, "`Record:` " __VA_ARGS__),     \
   false)

/* `a; b` into children of the record. */
static bool
read_values(struct sp_md *md, struct sp_node *keyed, struct sp_str s)
{
  struct sp_str value;
  size_t count = 0;

  while (next_part(&s, &value)) {
    struct sp_node *node;

    if (value.len == 0)
      return REFUSE(md, keyed,
                    "has an empty value in `choice`: take one of the"
                    " semicolons out");
    for (node = keyed->first; node; node = node->next)
      if (sp_str_ieq(node->text, value))
        return REFUSE(md, keyed, "has the value \"%.*s\" twice", SHOWN(value));
    if (++count > VALUES_MAX)
      return REFUSE(md, keyed, "has more than %d values: use text", VALUES_MAX);
    node = sp_md_new(md, SP_NODE_TEXT, keyed->line, keyed->col);
    node->text = value;
    sp_node_append(keyed, node);
  }
  if (count == 0)
    return REFUSE(md, keyed,
                  "lacks the values of `choice`: write them as in"
                  " `choice(refuse; garden)`");
  return true;
}

/* What authors of other forms write. */
static const struct {
  const char *other, *type;
} type_meant[] = {
    {"bool", "yes-no"},     {"boolean", "yes-no"}, {"checkbox", "yes-no"},
    {"dropdown", "choice"}, {"e-mail", "email"},   {"integer", "number"},
    {"list", "choice"},     {"mail", "email"},     {"mobile", "phone"},
    {"option", "choice"},   {"select", "choice"},  {"string", "text"},
    {"telephone", "phone"}, {"words", "text"},     {"yes/no", "yes-no"},
    {"yesno", "yes-no"},
};

static bool
refuse_type(struct sp_md *md, struct sp_node *keyed, struct sp_str name)
{
  struct sp_nearest near = {.word = name};

  if (sp_str_ieq(name, SP_STR("required")))
    return REFUSE(md, keyed,
                  "begins its brackets with the type, and then `required`, as"
                  " in `(text; required)`: %s",
                  types);
  for (unsigned i = 0; i < SP_RECORDS; i++)
    sp_nearest_try(&near, sp_str(sp_record_name((enum sp_record)i)));
  for (size_t i = 0; i < SP_ARRAY_LEN(type_meant); i++)
    if (sp_str_ieq(name, sp_str(type_meant[i].other)))
      near.found = sp_str(type_meant[i].type);
  if (near.found.len)
    return REFUSE(md, keyed,
                  "has no type \"%.*s\"; did you mean `%.*s`? Otherwise %s",
                  SHOWN(name), SP_FMT(near.found), types);
  return REFUSE(md, keyed, "has no type \"%.*s\": %s", SHOWN(name), types);
}

static bool
read_type(struct sp_md *md, struct sp_node *keyed, struct sp_str s)
{
  size_t open = sp_str_find(s, '(', 0);
  struct sp_str name = sp_str_trim(sp_str_sub(s, 0, open));

  for (unsigned i = 0; i < SP_RECORDS; i++) {
    if (!sp_str_ieq(name, sp_str(sp_record_name((enum sp_record)i))))
      continue;
    keyed->number = i;
    if (i != SP_RECORD_CHOICE && open == s.len)
      return true;
    if (i != SP_RECORD_CHOICE)
      return REFUSE(md, keyed,
                    "takes values for `choice` only: write `%.*s`, or"
                    " `choice%.*s`",
                    SP_FMT(name), SHOWN(sp_str_sub(s, open, s.len)));
    if (sp_str_ends(s, ")") && opening_bracket(s) != open)
      return REFUSE(md, keyed, "has a bracket in \"%.*s\" that is not closed",
                    SHOWN(s));
    if (open < s.len && !sp_str_ends(s, ")"))
      return REFUSE(md, keyed,
                    "has \"%.*s\" behind the values of `choice`: put a"
                    " semicolon before `required`, and nothing else there",
                    SHOWN(sp_str_trim(
                        sp_str_sub(s, sp_str_find(s, ')', open) + 1, s.len))));
    return read_values(md, keyed,
                       open < s.len ? sp_str_sub(s, open + 1, s.len - open - 2)
                                    : SP_STR(""));
  }
  return refuse_type(md, keyed, name);
}

/* What stands in the brackets behind the type. */
static bool
read_option(struct sp_md *md, struct sp_node *keyed, struct sp_str s)
{
  struct sp_nearest near = {.word = s};

  if (sp_str_ieq(s, SP_STR("required")) && !(keyed->flags & SP_FLAG_REQUIRED)) {
    keyed->flags |= SP_FLAG_REQUIRED;
    return true;
  }
  if (sp_str_ieq(s, SP_STR("required")))
    return REFUSE(md, keyed, "says `required` twice");
  if (s.len == 0)
    return REFUSE(md, keyed,
                  "has a semicolon with nothing behind it: only `required` may"
                  " stand there");
  for (unsigned i = 0; i < SP_RECORDS; i++)
    if (sp_str_ieq(s, sp_str(sp_record_name((enum sp_record)i))))
      return REFUSE(md, keyed,
                    "has two types, `%s` and `%.*s`: write one, or"
                    " `choice(a; b)`",
                    sp_record_name((enum sp_record)keyed->number), SP_FMT(s));
  sp_nearest_try(&near, SP_STR("required"));
  return REFUSE(md, keyed,
                "does not know \"%.*s\"%s: behind the type only `required` may"
                " stand",
                SHOWN(s), near.found.len ? "; did you mean `required`?" : "");
}

/* A line that does not end with a bracket. */
static bool
refuse_shape(struct sp_md *md, struct sp_node *keyed, struct sp_str s)
{
  size_t open = sp_str_find(s, '(', 0), close = s.len;

  while (close > 0 && s.ptr[close - 1] != ')')
    close--;
  if (open < s.len && close > open)
    return REFUSE(md, keyed,
                  "has \"%.*s\" behind its brackets: the line ends with them,"
                  " as in `Record: bin (text; required)`",
                  SHOWN(sp_str_trim(sp_str_sub(s, close, s.len))));
  if (open < s.len)
    return REFUSE(md, keyed,
                  "has a bracket that is not closed: write `)` at"
                  " the end of the line");
  return REFUSE(md, keyed,
                "lacks the type: write it in brackets behind the name, as in"
                " `Record: bin (text)`; %s",
                types);
}

static void
read_record(struct sp_md *md, struct sp_node *keyed, struct sp_str s)
{
  size_t open = sp_str_ends(s, ")") ? opening_bracket(s) : s.len;
  struct sp_str part;
  bool has_type = false;

  keyed->text = sp_str_trim(sp_str_sub(s, 0, open));
  if (open == s.len) {
    (void)(sp_str_ends(s, ")")
               ? REFUSE(md, keyed,
                        "has a bracket that is not opened, or not"
                        " closed")
               : refuse_shape(md, keyed, s));
    return;
  }
  if (keyed->text.len == 0) {
    (void)REFUSE(md, keyed,
                 "lacks the name of the field: write it before the"
                 " brackets, as in `Record: bin (text)`");
    return;
  }
  s = sp_str_sub(s, open + 1, s.len - open - 2);
  while (next_part(&s, &part)) {
    if (!(has_type ? read_option(md, keyed, part) : read_type(md, keyed, part)))
      return;
    has_type = true;
  }
  if (!has_type)
    (void)REFUSE(md, keyed,
                 "has nothing in its brackets: write the type;"
                 " %s",
                 types);
}

void
sp_md_record(struct sp_md *md, struct sp_node *keyed)
{
  struct sp_str s = sp_md_plain(md, keyed);

  sp_md_detach(keyed);
  if (sp_str_ends(s, "."))
    s.len--;
  read_record(md, keyed, sp_str_trim(s));
}
