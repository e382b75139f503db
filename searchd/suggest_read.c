/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest.h"

static void
take_hints(void *ctx, struct sp_str id, struct sp_str hints)
{
  sp_suggest_hints(ctx, id, hints);
}

enum sp_status
sp_suggest_read(struct sp_reader *reader,
                const struct sp_suggest_source *source, struct sp_arena *arena,
                const struct sp_suggest **out, struct sp_err *err)
{
  struct sp_suggest_maker *maker = sp_suggest_begin(source);
  enum sp_status status = sp_reader_hints(reader, take_hints, maker, err);

  *out = NULL;
  if (status == SP_OK)
    *out = sp_suggest_end(maker, arena);
  else
    sp_suggest_drop(maker);
  return status;
}
