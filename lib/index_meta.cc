/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_meta.hh"

#include <algorithm>

#include "lib/hash.h"
#include "lib/index_guard.hh"
#include "lib/index_terms.hh"
#include "lib/pack.h"
#include "lib/schema.h"

namespace
{

/* Stands in no key that is stored as it is. */
constexpr char hash_mark = '\x01';
/* So much of a hashed key is kept, for lists by prefix. */
constexpr size_t kept_start = SP_META_KEY_MAX / 2;

static_assert(kept_start + 1 + 2 * SP_HASH_SIZE <= SP_META_KEY_MAX,
              "a hashed key is no longer than one that is kept");
static_assert(SP_META_KEY_MAX <= SP_TERM_MAX, "Xapian takes every key");

std::string
stored_key(const std::string &key)
{
  char hex[2 * SP_HASH_SIZE + 1];
  struct sp_hash hash;

  if (!sp_meta_is_hashed(key))
    return key;
  hash = sp_hash_of(sp_str_of(key));
  sp_hash_hex(&hash, hex);
  return key.substr(0, kept_start) + hash_mark + hex;
}

sp_meta_entry
as_written(const std::string &stored, const std::string &bytes)
{
  struct sp_unpack in = {sp_str_of(bytes), false};
  std::string key;

  if (bytes.empty() || !sp_meta_is_hashed(stored))
    return {stored, bytes};
  key = sp_string(sp_unpack_str(&in));
  if (in.broken)
    throw sp_failure{SP_E_CORRUPT, "a metadata entry is damaged"};
  return {key, sp_string(in.rest)};
}

} // namespace

bool
sp_meta_is_hashed(const std::string &key)
{
  return key.size() > SP_META_KEY_MAX ||
         key.find(hash_mark) != std::string::npos;
}

sp_meta_entry
sp_meta_stored(const std::string &key, const std::string &value)
{
  sp_scratch length(16);

  if (value.empty() || !sp_meta_is_hashed(key))
    return {stored_key(key), value};
  sp_pack_u64(&length.buf, key.size());
  return {stored_key(key), sp_string(sp_buf_str(&length.buf)) + key + value};
}

sp_meta_entry
sp_meta_get(const Xapian::Database &db, const std::string &key)
{
  std::string stored = stored_key(key);

  if (key.empty())
    return {};
  return as_written(stored, db.get_metadata(stored));
}

std::vector<sp_meta_entry>
sp_meta_all(const Xapian::Database &db, const std::string &prefix)
{
  std::string start = prefix.substr(0, kept_start);
  std::vector<sp_meta_entry> found;

  for (auto key = db.metadata_keys_begin(start);
       key != db.metadata_keys_end(start); ++key) {
    sp_meta_entry entry = as_written(*key, db.get_metadata(*key));

    if (entry.key.compare(0, prefix.size(), prefix) == 0)
      found.push_back(std::move(entry));
  }
  std::sort(found.begin(), found.end(),
            [](const sp_meta_entry &a, const sp_meta_entry &b) {
              return a.key < b.key;
            });
  return found;
}
