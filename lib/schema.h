/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/schema.h - how an index is laid out: prefixes, value slots, metadata
 * keys, limits, and the version of all that.  Nowhere else.
 *
 * There is a page document per file that becomes a page, with all that shows
 * it, and a text document per class of text in it (level range, from, until),
 * which is what searches find; nearly every page has one.  A change here, or of
 * what the indexer keeps of a file (indexer/entry.h, facts.h), raises
 * SP_SCHEMA_VERSION; an index of another version is rebuilt, never migrated. */
#ifndef SP_SCHEMA_H
#define SP_SCHEMA_H

#define SP_SCHEMA_VERSION 9

/* Boolean terms.  What follows the prefix is the text itself, unless it makes
 * the term too long: then its hash (index_terms.hh). */
#define SP_TERM_PAGE "Q"    /* + id: the page document, unique */
#define SP_TERM_OF_PAGE "P" /* + id: all documents of a page */
#define SP_TERM_KIND "XK"   /* + "page" or "text" */
#define SP_KIND_PAGE "page"
#define SP_KIND_TEXT "text"
#define SP_TERM_SERVICE "XS"  /* + service key */
#define SP_TERM_TYPE "XT"     /* + type name */
#define SP_TERM_PROVIDER "XR" /* + title of who provides it */
#define SP_PROVIDER_OWN "council"
#define SP_TERM_CHANNEL "XC" /* + how it can be done */
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
#define SP_FIELD_NAMES                                                         \
  "XN" /* what a page is called, stemmed only: the words of the three above */
#define SP_TERM_PAIR                                                           \
  "XB" /* + stem, space, stem: telling words side by side                      \
        */

/* What a word weighs in what a page is called beside the body, where all of
 * that counts too.  One field for titles, headings and also-asked phrases finds
 * as well as one for each, and costs half of the match.  Common words (the,
 * how, my) are kept, but softly: dropped, they leave some queries empty; whole,
 * they drown the others.  docs/relevance.md tells how these were chosen. */
#define SP_WEIGHT_NAMES 0.6
#define SP_WEIGHT_COMMON 0.3
/* What a phrase in quotation marks weighs in each of them. */
#define SP_WEIGHT_HEADING 0.1
#define SP_WEIGHT_TITLE 0.5
#define SP_WEIGHT_ASKED 0.5
/* What a synonym or a glossary entry's other form weighs beside the word that
 * was typed. */
#define SP_WEIGHT_SYNONYM 1.0
/* Of two words of the query that stand side by side in a text, too. */
#define SP_WEIGHT_PAIR 0.5
/* A title's words count so often among those of the body. */
#define SP_TITLE_IN_BODY 2

/* A page stands before the contact of its service that is above it in one block
 * of the ranking, when its score is this share of the contact's or more: people
 * look for the answer first, and for whom to ask second. */
#define SP_CONTACT_SHARE 0.7
#define SP_BLOCK ((size_t)10)

/* A page whose review is overdue stands behind the next one of the block that
 * has this share of its score or more: of two answers that are as good, the
 * one that somebody looked after. */
#define SP_OVERDUE_SHARE 0.9

/* Of BM25. */
#define SP_BM25_K1 1.2
#define SP_BM25_B 0.6
#define SP_BM25_MIN_NORMLEN 0.5

#define SP_WORD_MAX 64      /* bytes; what is longer is cut */
#define SP_POSITION_GAP 100 /* no phrase reaches from one text to the next */

/* Value slots */
#define SP_SLOT_PAGE 0  /* id: the collapse key */
#define SP_SLOT_FROM 1  /* sortable_serialise()d instant; timed only */
#define SP_SLOT_UNTIL 2 /* likewise */
#define SP_SLOT_FACETS                                                         \
  3                     /* packed texts, in the order of enum sp_facet_kind;   \
                           several values of one with \n between */
#define SP_SLOT_HEAD 5  /* page documents: the packed head, for lists */
#define SP_SLOT_HINTS 6 /* page documents: packed hints (page.h), if any */

/* Metadata keys */
#define SP_META_SCHEMA "schema"       /* decimal SP_SCHEMA_VERSION */
#define SP_META_SITE "site"           /* packed struct sp_site */
#define SP_META_DIRECTORY "directory" /* packed struct sp_directory */
#define SP_META_FILE "file:"          /* + path: packed, the indexer's own */
#define SP_META_REDIRECT "redir:"     /* + old id: new id */

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
#define SP_COUNT_EXACT 250
#define SP_FACETS_MAX 100 /* values of one facet */
#define SP_RETRIES_MAX 3  /* of a search that commits overtook */
#define SP_SNIPPET_CHARS 200
#define SP_SNIPPET_SCAN_MAX ((size_t)64 * 1024) /* bytes of text looked at */

#endif
