/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sense.h"

#include "indexer/facts.h"
#include "indexer/settings.h"
#include "lib/diag.h"
#include "lib/text.h"

/* A file that is not usable must say why, else it would be left out in
 * silence; of settings a part may be wrong and the rest used. */
static bool
complaints_make_sense(const struct sp_verdict *verdict, enum sp_kind kind,
                      struct sp_arena *arena)
{
  struct sp_diags diags = {.arena = arena};
  struct sp_unpack in = {verdict->diags, false};

  if (verdict->diags.len > 0 &&
      (!sp_diags_unpack(&in, &diags) || !sp_unpack_done(&in)))
    return false;
  if (!verdict->usable)
    return diags.errors > 0;
  return diags.errors == 0 || !sp_kind_is_document(kind);
}

/* What becomes part of a key or of a line of a report. */
static bool
is_plain(struct sp_str text)
{
  return sp_utf8_check(text) == text.len &&
         sp_str_find(text, '\0', 0) == text.len;
}

static bool
facts_make_sense(const struct sp_verdict *verdict, struct sp_str path,
                 struct sp_arena *arena)
{
  struct sp_facts facts;

  if (!verdict->usable && verdict->facts.len == 0)
    return true;
  if (!sp_facts_unpack(arena, verdict->facts, &facts) ||
      !sp_str_eq(facts.id, sp_kind_id(path)) || !is_plain(facts.title) ||
      !is_plain(facts.service))
    return false;
  for (size_t i = 0; i < facts.redirects.count; i++)
    if (!is_plain(facts.redirects.item[i]))
      return false;
  return true;
}

static bool
settings_make_sense(const struct sp_verdict *verdict, enum sp_kind kind,
                    struct sp_arena *arena)
{
  struct sp_settings settings;

  sp_settings_init(&settings);
  return !verdict->usable ||
         sp_settings_take(&settings, arena, kind, verdict->payload);
}

bool
sp_verdict_makes_sense(const struct sp_verdict *verdict, enum sp_kind kind,
                       struct sp_str path, struct sp_arena *arena)
{
  return complaints_make_sense(verdict, kind, arena) &&
         (sp_kind_is_document(kind)
              ? facts_make_sense(verdict, path, arena)
              : settings_make_sense(verdict, kind, arena));
}
