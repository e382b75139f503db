/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/schema.h - how an index is laid out: prefixes, value slots, metadata
 * keys, limits, and the version of all that.  Nowhere else.
 *
 * There is a page document per file that becomes a page, and a section
 * document per section, question or step and per class of text in it (level
 * range, from, until).  A change here, or of what the indexer keeps of a file
 * (indexer/entry.h, facts.h), raises SP_SCHEMA_VERSION; an index of another
 * version is rebuilt, never migrated. */
#ifndef SP_SCHEMA_H
#define SP_SCHEMA_H

#define SP_SCHEMA_VERSION 3

/* Boolean terms.  What follows the prefix is the text itself, unless it makes
 * the term too long: then its hash (index_terms.hh). */
#define SP_TERM_PAGE "Q"    /* + id: the page document, unique */
#define SP_TERM_OF_PAGE "P" /* + id: page and section documents of a page */
#define SP_TERM_KIND "XK"   /* + "page" or "section" */
#define SP_KIND_PAGE "page"
#define SP_KIND_SECTION "section"
#define SP_TERM_SERVICE "XS" /* + service key */
#define SP_TERM_TYPE "XT"    /* + type name */
#define SP_TERM_LANG "XL"    /* + language tag */
#define SP_TERM_AREA "XA"    /* + area, lower case; bare: for some areas only */
#define SP_TERM_LEVEL                                                          \
  "XV"                     /* + n: advisors of level n may see it; one term    \
                              for each such level 1..4 */
#define SP_TERM_TIMED "XE" /* has a from or until: ask the value slots */

/* Text terms (stemmed with Z in front of the prefix, unstemmed without). */
#define SP_FIELD_BODY ""
#define SP_FIELD_TITLE "S"
#define SP_FIELD_HEADING "XH"
#define SP_FIELD_ASKED "XQ" /* also-asked */

/* What a field weighs beside the body: more than .5 for titles hurts long and
 * vague queries.  Common words (the, how, my) are kept, but softly: dropped,
 * they leave some queries empty; whole, they drown the others. */
#define SP_WEIGHT_HEADING 1.0
#define SP_WEIGHT_TITLE 0.5
#define SP_WEIGHT_ASKED 0.5
#define SP_WEIGHT_COMMON 0.4

#define SP_WORD_MAX 64      /* bytes; what is longer is cut */
#define SP_POSITION_GAP 100 /* no phrase reaches from one text to the next */

/* Value slots */
#define SP_SLOT_PAGE 0    /* id: the collapse key */
#define SP_SLOT_FROM 1    /* sortable_serialise()d instant; timed only */
#define SP_SLOT_UNTIL 2   /* likewise */
#define SP_SLOT_SERVICE 3 /* for facets */
#define SP_SLOT_TYPE 4
#define SP_SLOT_HEAD 5 /* page documents: the packed head, for lists */

/* Metadata keys */
#define SP_META_SCHEMA "schema"   /* decimal SP_SCHEMA_VERSION */
#define SP_META_SITE "site"       /* packed struct sp_site */
#define SP_META_FILE "file:"      /* + path: packed, the indexer's own */
#define SP_META_REDIRECT "redir:" /* + old id: new id */

#define SP_TERM_MAX 245     /* bytes that Xapian's glass backend takes */
#define SP_META_KEY_MAX 200 /* longer keys are stored by their hash */
#define SP_DATA_MAX ((size_t)16 * 1024 * 1024) /* of one document */

/* Documents that Xapian holds in memory before it writes them out: .6 of the
 * CPU time and a tenth of the memory of its default.  XAPIAN_FLUSH_THRESHOLD
 * in the environment goes before it. */
#define SP_FLUSH_THRESHOLD "250"

/* Of one search */
#define SP_QUERY_WORDS_MAX 32
#define SP_QUERY_BYTES_MAX 512
#define SP_RESULTS_MAX 100
#define SP_RESULTS_DEPTH_MAX 1000 /* first + count never beyond */
/* Up to this many matches are counted one by one, for totals and facets. */
#define SP_COUNT_EXACT 1000
#define SP_FACETS_MAX 100 /* values of one facet */
#define SP_RETRIES_MAX 3  /* of a search that commits overtook */
#define SP_SNIPPET_CHARS 200
#define SP_SNIPPET_SCAN_MAX ((size_t)64 * 1024) /* bytes of text looked at */

#endif
