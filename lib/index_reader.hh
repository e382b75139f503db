/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_reader.hh - what a reader is, for the files behind the door. */
#ifndef SP_INDEX_READER_HH
#define SP_INDEX_READER_HH

#include "lib/index.h"
#include "lib/index_guard.hh"
#include "lib/index_terms.hh"
#include "lib/schema.h"

#include <string>

struct sp_reader {
  std::string dir;    /* as given */
  std::string target; /* what DIR/current pointed to when it was opened */
  struct sp_revision revision;
  Xapian::Database db;
  sp_stems stems;
};

/* Run body on the reader.  When commits have overtaken the reader, follow
 * them and run the whole of it again: what it made of the old state is not
 * to be mixed with the new.  A reader far behind may also meet blocks that
 * look damaged; they count only if nothing newer is there. */
template <typename F>
enum sp_status
sp_reader_run(struct sp_reader *reader, struct sp_err *err, F &&body) noexcept
{
  for (unsigned tries = 0;; tries++) {
    enum sp_status status = sp_guard(err, body), fresh;
    struct sp_revision before = reader->revision;
    struct sp_err refresh_err;

    if (status != SP_E_STALE && status != SP_E_CORRUPT)
      return status;
    if (tries == SP_RETRIES_MAX)
      return status;
    fresh = sp_reader_refresh(reader, &refresh_err);
    if (status == SP_E_CORRUPT &&
        (fresh != SP_OK || (before.generation == reader->revision.generation &&
                            before.revision == reader->revision.revision)))
      return status;
    if (fresh != SP_OK) {
      if (err)
        *err = refresh_err;
      return fresh;
    }
  }
}

/* Level 1 to 4; whatever else is asked for is the lowest. */
inline unsigned
sp_viewer_level(const struct sp_viewer *viewer)
{
  return viewer->level >= 1 && viewer->level <= 4 ? viewer->level : 1;
}

/* A copy in the arena of texts that lie elsewhere. */
struct sp_page_head sp_head_copy(struct sp_arena *arena,
                                 const struct sp_page_head *head);

#endif
