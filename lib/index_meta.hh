/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_meta.hh - metadata whose keys may be longer than Xapian takes.
 *
 * A key that is too long is stored as its start and its hash, and the whole
 * key stands before the value. */
#ifndef SP_INDEX_META_HH
#define SP_INDEX_META_HH

#include <xapian.h>

#include <string>
#include <vector>

struct sp_meta_entry {
  std::string key, value;
};

/* Is an entry with this key stored, or found, under its start and its hash? */
bool sp_meta_is_hashed(const std::string &key);
/* The entry as Xapian is to store it; an empty value removes the key. */
sp_meta_entry sp_meta_stored(const std::string &key, const std::string &value);
/* The entry with this key; its value is empty when there is none. */
sp_meta_entry sp_meta_get(const Xapian::Database &db, const std::string &key);
/* All entries whose key starts with prefix, by key. */
std::vector<sp_meta_entry> sp_meta_all(const Xapian::Database &db,
                                       const std::string &prefix);

#endif
