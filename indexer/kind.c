/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/kind.h"

#include <stdio.h>

#include "lib/csv.h"
#include "lib/doc.h"
#include "lib/near.h"
#include "lib/yaml.h"

static const struct {
  const char *path;
  enum sp_kind kind;
} settings[] = {
    {"areas.csv", SP_KIND_AREAS},
    {"bank-holidays.csv", SP_KIND_CALENDAR},
    {"fees.csv", SP_KIND_FEES},
    {"glossary.yaml", SP_KIND_GLOSSARY},
    {"on-call.csv", SP_KIND_ROTA},
    {"pins.yaml", SP_KIND_PINS},
    {"services.yaml", SP_KIND_SERVICES},
    {"site.yaml", SP_KIND_SITE},
    {"synonyms.txt", SP_KIND_SYNONYMS},
};

enum sp_kind
sp_kind_of(struct sp_str path, bool lenient)
{
  if (sp_str_ends(path, ".md") || (lenient && sp_str_ends(path, ".markdown")))
    return SP_KIND_MARKDOWN;
  if (sp_str_ends(path, ".xml"))
    return SP_KIND_XML;
  if (sp_str_ends(path, ".dita") || sp_str_ends(path, ".ditamap"))
    return SP_KIND_DITA;
  for (size_t i = 0; i < SP_ARRAY_LEN(settings); i++)
    if (sp_str_is(path, settings[i].path))
      return settings[i].kind;
  return SP_KIND_OTHER;
}

size_t
sp_kind_max_bytes(enum sp_kind kind)
{
  switch (kind) {
  case SP_KIND_OTHER:
    return 0;
  case SP_KIND_MARKDOWN:
  case SP_KIND_XML:
  case SP_KIND_DITA:
    return SP_DOC_MAX_BYTES;
  case SP_KIND_SITE:
  case SP_KIND_SERVICES:
  case SP_KIND_GLOSSARY:
  case SP_KIND_PINS:
  case SP_KIND_SYNONYMS:
    return SP_YAML_TABLE_MAX;
  case SP_KIND_FEES:
  case SP_KIND_CALENDAR:
  case SP_KIND_ROTA:
  case SP_KIND_AREAS:
    return SP_CSV_MAX_BYTES;
  }
  return 0;
}

static size_t
ending(struct sp_str path)
{
  for (size_t i = path.len; i > 0 && path.ptr[i - 1] != '/'; i--)
    if (path.ptr[i - 1] == '.')
      return i - 1;
  return path.len;
}

struct sp_str
sp_kind_id(struct sp_str path)
{
  if (sp_str_ends(path, ".ditamap"))
    return path;
  return sp_str_sub(path, 0, ending(path));
}

bool
sp_kind_is_misspelt(struct sp_str path, bool lenient)
{
  struct sp_str end = sp_str_sub(path, ending(path), path.len);

  return sp_kind_of(path, lenient) == SP_KIND_OTHER &&
         (sp_str_ieq(end, SP_STR(".md")) || sp_str_ieq(end, SP_STR(".xml")) ||
          sp_str_ieq(end, SP_STR(".dita")) ||
          sp_str_ieq(end, SP_STR(".ditamap")) ||
          sp_str_ieq(end, SP_STR(".markdown")));
}

/* The settings that the name of a file is nearly, or NULL. */
static const char *
near_settings(struct sp_str name)
{
  const char *near = NULL;
  size_t least = 3;

  for (size_t i = 0; i < SP_ARRAY_LEN(settings); i++) {
    size_t distance = sp_near_distance(name, sp_str(settings[i].path), 2);

    if (distance < least) {
      least = distance;
      near = settings[i].path;
    }
  }
  return near;
}

/* Words that somebody wrote; a picture is none. */
static bool
has_words(struct sp_str end)
{
  static const char *const ending[] = {
      ".csv", ".doc", ".docx", ".htm", ".html", ".mdown", ".mkd",  ".odt",
      ".pdf", ".rtf", ".text", ".txt", ".xls",  ".xlsx",  ".yaml", ".yml"};

  for (size_t i = 0; i < SP_ARRAY_LEN(ending); i++)
    if (sp_str_ieq(end, sp_str(ending[i])))
      return true;
  return false;
}

const char *
sp_kind_stray(struct sp_str path, bool lenient, char buf[SP_KIND_STRAY_MAX])
{
  size_t from = path.len;
  const char *near;

  if (lenient || sp_kind_of(path, lenient) != SP_KIND_OTHER)
    return NULL;
  while (from > 0 && path.ptr[from - 1] != '/')
    from--;
  near = near_settings(sp_str_sub(path, from, path.len));
  if (near && from > 0)
    snprintf(buf, SP_KIND_STRAY_MAX,
             "this file is not read: %s stands in the content folder itself",
             near);
  else if (near)
    snprintf(buf, SP_KIND_STRAY_MAX, "this file is not read; did you mean %s?",
             near);
  if (near)
    return buf;
  return has_words(sp_str_sub(path, ending(path), path.len))
             ? "this file is not read: a page is a file that ends in .md or"
               " .xml; write it as one, or keep it in another folder"
             : NULL;
}
