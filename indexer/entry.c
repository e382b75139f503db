/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entry.h"

#include "config.h"

/* Raised when readers make something else of the same bytes within a release.
 * The layout of an entry, facts and verdict within it, is part of the index's:
 * see SP_SCHEMA_VERSION. */
#define READERS_VERSION 1

void
sp_hash_pack(struct sp_buf *out, const struct sp_hash *hash)
{
  sp_buf_put(out, sp_hash_str(hash));
}

void
sp_hash_unpack(struct sp_unpack *in, struct sp_hash *hash)
{
  *hash = (struct sp_hash){0};
  if (in->rest.len < SP_HASH_SIZE) {
    in->broken = true;
    return;
  }
  memcpy(hash->byte, in->rest.ptr, SP_HASH_SIZE);
  in->rest = sp_str_sub(in->rest, SP_HASH_SIZE, in->rest.len);
}

void
sp_made_pack(struct sp_buf *out, const struct sp_made *made)
{
  sp_pack_bool(out, made->made);
  if (made->made)
    sp_hash_pack(out, &made->hash);
}

void
sp_made_unpack(struct sp_unpack *in, struct sp_made *made)
{
  *made = (struct sp_made){0};
  made->made = sp_unpack_bool(in);
  if (made->made)
    sp_hash_unpack(in, &made->hash);
}

struct sp_hash
sp_entry_seen(struct sp_str bytes, const struct sp_read_options *options,
              struct sp_str zone)
{
  const char how[] = {READERS_VERSION, (char)options->lenient,
                      (char)options->default_audience};
  struct sp_hasher h;

  sp_hasher_init(&h);
  sp_hasher_add(&h, SP_STR(PACKAGE_VERSION));
  sp_hasher_add(&h, sp_str_n(how, sizeof(how)));
  sp_hasher_add(&h, zone);
  sp_hasher_add(&h, options->path);
  sp_hasher_add(&h, bytes);
  return sp_hasher_end(&h);
}

void
sp_entry_pack(struct sp_buf *out, const struct sp_entry *entry)
{
  sp_hash_pack(out, &entry->seen);
  sp_verdict_pack(out, &entry->own);
  sp_pack_bool(out, entry->tried);
  if (entry->tried) {
    sp_hash_pack(out, &entry->inputs);
    sp_pack_str(out, entry->cross);
    sp_pack_bool(out, entry->passed);
    sp_made_pack(out, &entry->page[SP_STAFF]);
    sp_made_pack(out, &entry->page[SP_PUBLIC]);
  }
  sp_pack_bool(out, entry->accepted);
  sp_made_pack(out, &entry->live);
  sp_pack_str(out, entry->good_facts);
  sp_pack_str(out, entry->good_payload);
}

bool
sp_entry_unpack(struct sp_str bytes, struct sp_entry *out)
{
  struct sp_unpack in = {bytes, false};

  *out = (struct sp_entry){0};
  sp_hash_unpack(&in, &out->seen);
  sp_verdict_unpack(&in, &out->own);
  out->tried = sp_unpack_bool(&in);
  if (out->tried) {
    sp_hash_unpack(&in, &out->inputs);
    out->cross = sp_unpack_str(&in);
    out->passed = sp_unpack_bool(&in);
    sp_made_unpack(&in, &out->page[SP_STAFF]);
    sp_made_unpack(&in, &out->page[SP_PUBLIC]);
  }
  out->accepted = sp_unpack_bool(&in);
  sp_made_unpack(&in, &out->live);
  out->good_facts = sp_unpack_str(&in);
  out->good_payload = sp_unpack_str(&in);
  return sp_unpack_done(&in);
}
