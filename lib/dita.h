/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita.h - DITA 1.3 topics and maps as documents of ours.
 *
 * concept, reference, topic and others become guides; a task a guide, or a
 * script when it has choices; troubleshooting a script; a map a guide that
 * lists its topics.  docs/dita.md tells what becomes of each element.
 *
 * A reader opens no other file, but DITA takes words from elsewhere: conref
 * an element of another file, keyref what a map says of a key, an empty link
 * the title of its target.  So a file is looked at twice.  First by itself:
 * sp_dita_scan() gives its card, which says what it needs and what it offers.
 * Whoever has the cards of all files puts what one of them needs on its shelf
 * (struct sp_dita_shelf): keys, titles, whole files.  Then sp_xml_read() reads
 * the file with its shelf, and a change of what stands there is a change of
 * the file's input, as one of its own bytes is.
 *
 * The id of a map is its whole path, "waste/bins.ditamap": a map is often named
 * like the first topic in it.
 *
 * Words taken from a file that is for fewer people than the one that takes
 * them are E10: who may see a page is decided by its own file alone. */
#ifndef SP_DITA_H
#define SP_DITA_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Limits of one document; over them E25. */
#define SP_DITA_MAX_DEPTH 36 /* elements in one another */
/* bytes of text taken by conref and keyref */
#define SP_DITA_TAKEN_MAX ((size_t)256 * 1024)
#define SP_DITA_NEST_MAX 8 /* taken text that takes text */
/* Limits of one shelf; what is beyond them does not stand there. */
#define SP_DITA_FILES_MAX 32
#define SP_DITA_FILE_BYTES_MAX ((size_t)1024 * 1024)
#define SP_DITA_NEEDS_MAX 4000 /* keys, and titles */

/* Could these bytes of an .xml file be DITA?  A guess without parsing: they do
 * not name the namespace of our own format. */
bool sp_dita_may_be(struct sp_str bytes);

/* Who may see a file. */
struct sp_dita_access {
  enum sp_audience audience;
  unsigned level;
  struct sp_str from, until; /* as written; empty: open */
};
/* May words of a file with access `from` stand on a page with access `to`? */
bool sp_dita_may_show(const struct sp_dita_access *from,
                      const struct sp_dita_access *to);

/* What a map says of a key. */
struct sp_dita_key {
  struct sp_str name;     /* "release"; in a scope "scope.release" */
  struct sp_str path;     /* below content/, or an address outside, or empty */
  struct sp_str fragment; /* "topic/element" */
  struct sp_str words;    /* empty: the title of what is at `path` */
  struct sp_str alias;    /* another key that says it; or empty */
  bool scoped;            /* the short name of a key of a scope: any other key
                             of that name comes first */
  struct sp_str map;      /* the file that says it */
  struct sp_dita_access access; /* of that file */
};

/* An element with an id. */
struct sp_dita_id {
  struct sp_str topic, id; /* of a topic, the one it stands in, and its own */
  struct sp_str anchor;    /* of the heading it stands under, or empty */
  struct sp_str title;     /* its own, or empty */
  bool staff;              /* it stands in text for staff */
};

enum sp_dita_need_kind {
  SP_DITA_NEED_FILE,    /* path: words are taken from it */
  SP_DITA_NEED_KEY,     /* name */
  SP_DITA_NEED_KEYFILE, /* name: words are taken from the file it names */
  SP_DITA_NEED_TITLE    /* path, fragment: where a link leads */
};
struct sp_dita_need {
  enum sp_dita_need_kind kind;
  struct sp_str name; /* a key, or a path below content/ */
  struct sp_str fragment;
};

struct sp_dita_card {
  struct sp_str title;
  struct sp_dita_access access;
  bool has_page; /* a map that lists nothing has none */
  struct sp_dita_key *key;
  size_t keys, keys_cap;
  struct sp_dita_id *id; /* sorted by id, then topic */
  size_t ids, ids_cap;
  struct sp_dita_need *need;
  size_t needs, needs_cap;
};

/* The card of a file of the content folder.  False: it is no DITA, or cannot
 * be read; reading it says why. */
bool sp_dita_scan(struct sp_arena *arena, struct sp_str bytes,
                  const struct sp_read_options *options,
                  struct sp_dita_card *out);
void sp_dita_card_pack(struct sp_buf *out, const struct sp_dita_card *card);
/* False when the bytes are broken.  Texts are borrowed from the bytes, lists
 * live in the arena. */
bool sp_dita_card_unpack(struct sp_arena *arena, struct sp_str bytes,
                         struct sp_dita_card *out);

/* The title of a file or of an element in it. */
struct sp_dita_title {
  struct sp_str path, fragment;
  struct sp_str title, anchor;
  bool has_page, staff;
  struct sp_dita_access access;
};
struct sp_dita_file {
  struct sp_str path, bytes;
};

/* What a file needs of others; lists are sorted by name, and by path and
 * fragment, as texts compare. */
struct sp_dita_shelf {
  struct sp_dita_key *key;
  size_t keys, keys_cap;
  struct sp_dita_title *title;
  size_t titles, titles_cap;
  struct sp_dita_file *file;
  size_t files, files_cap;
  /* Keys that this map defines, and another before it. */
  struct sp_str other_map, lost_key;
  size_t lost_keys;
};
void sp_dita_shelf_pack(struct sp_buf *out, const struct sp_dita_shelf *shelf);
/* As sp_dita_card_unpack(). */
bool sp_dita_shelf_unpack(struct sp_arena *arena, struct sp_str bytes,
                          struct sp_dita_shelf *out);
/* Find, or NULL.  fragment: "topic/element", "topic" or empty. */
const struct sp_dita_key *sp_dita_key_find(const struct sp_dita_shelf *shelf,
                                           struct sp_str name);
const struct sp_dita_title *
sp_dita_title_find(const struct sp_dita_shelf *shelf, struct sp_str path,
                   struct sp_str fragment);
/* The element that a fragment names: that of the same topic first, else one
 * of that id; NULL: none. */
const struct sp_dita_id *sp_dita_id_find(const struct sp_dita_card *card,
                                         struct sp_str fragment);

#ifdef __cplusplus
}
#endif
#endif
