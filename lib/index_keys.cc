/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_reader.hh"

enum sp_status
sp_reader_meta_keys(struct sp_reader *reader, const char *prefix,
                    void (*use)(void *ctx, struct sp_str key), void *ctx,
                    struct sp_err *err)
{
  return sp_reader_run(reader, err, [&] {
    const Xapian::Database &db = reader->db;

    for (auto key = db.metadata_keys_begin(prefix);
         key != db.metadata_keys_end(prefix); ++key) {
      std::string name = *key;

      /* This mark stands in keys that are stored by their hash alone. */
      if (name.find('\x01') == std::string::npos)
        use(ctx, sp_str_of(name));
    }
    return SP_OK;
  });
}
