/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/doc.h - the document model: what Markdown and XML are both read into.
 *
 * A document is metadata and a tree.  The tree's root holds the introduction's
 * blocks, then one SP_NODE_SECTION for each section, question or step.  A
 * reader (markdown.h, xml.h) makes it; resolve.h checks its links and puts the
 * includes in; audience.h makes the public copy; render.h turns it into a
 * page.  Everything lives in the arena that the reader was given. */
#ifndef SP_DOC_H
#define SP_DOC_H

#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/guard.h"
#include "lib/pack.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sp_doc_type {
  SP_DOC_GUIDE,
  SP_DOC_FAQ,
  SP_DOC_SCRIPT,
  SP_DOC_CONTACT,
  SP_DOC_NOTICE,
  SP_DOC_SNIPPET
};
#define SP_DOC_TYPES 6
const char *sp_doc_type_name(enum sp_doc_type type);
bool sp_doc_type_parse(struct sp_str s, enum sp_doc_type *out);

enum sp_audience { SP_STAFF, SP_PUBLIC }; /* zero is the safe one */
const char *sp_audience_name(enum sp_audience audience);

enum sp_node_kind {
  SP_NODE_ROOT,
  /* Structure.  SECTION: text, anchor, guard (`Only:`), target (the link of
   * `Otherwise`), flag SP_FLAG_TEST_CALLS; its children are blocks. */
  SP_NODE_SECTION,
  SP_NODE_HEADING, /* H3 and deeper: number is the depth, text, anchor */
  /* Blocks whose children are inline */
  SP_NODE_PARA,
  /* Blocks whose children are blocks or items */
  SP_NODE_LIST,      /* flag SP_FLAG_ORDERED; number is the first number */
  SP_NODE_ITEM,      /* children are blocks; in a tight list PARAs */
  SP_NODE_CHECKLIST, /* children are ITEMs */
  SP_NODE_TABLE,     /* children are ROWs; the first is the head if
                        SP_FLAG_HEAD */
  SP_NODE_ROW,       /* children are CELLs */
  SP_NODE_CELL,      /* children are inline; number: 0 none, 1 left, 2 centre,
                        3 right */
  SP_NODE_QUOTE,     /* an unmarked quote of a guide or FAQ: a quotation */
  SP_NODE_SAY,       /* said aloud, word for word; in a script an unmarked
                        quote too (then SP_FLAG_PLAIN_QUOTE, which residents
                        see; a marked [!SAY] is always staff text) */
  SP_NODE_NOTE,      /* XML's note; a plain block for its reader */
  SP_NODE_STAFF,
  SP_NODE_WARNING,
  SP_NODE_INFO,
  SP_NODE_VULNERABLE,
  SP_NODE_FRAUD,
  SP_NODE_ONLY,       /* guard */
  SP_NODE_ELSE,       /* guard of the ONLY before it, negated */
  SP_NODE_CODE_BLOCK, /* text */
  SP_NODE_RULE,
  SP_NODE_INCLUDE, /* block or inline: target (a snippet or fees.csv#key),
                      children: the link text as written */
  /* Scripts */
  SP_NODE_CHOICES, /* all choices of a step: the last block of its section */
  SP_NODE_CHOICE,  /* text: label; target; guard; children: inline text for
                      the advisor */
  SP_NODE_KEYED,   /* a keyed line: key; children: its text, inline */
  /* Inline */
  SP_NODE_TEXT, /* text */
  SP_NODE_EMPH,
  SP_NODE_STRONG,
  SP_NODE_CODE,  /* text */
  SP_NODE_LINK,  /* target, title, children */
  SP_NODE_IMAGE, /* target, text: the alternative text */
  SP_NODE_BREAK  /* hard line break; a soft one is a TEXT of one space */
};
#define SP_NODE_KINDS (SP_NODE_BREAK + 1)

enum sp_key {
  SP_KEY_NEXT,    /* target */
  SP_KEY_OUTCOME, /* number: enum sp_outcome; text: X or RESULT as written;
                     target: X's link, if it is one */
  SP_KEY_HAPPENS_NEXT,
  SP_KEY_SERVICE_LEVEL,
  SP_KEY_LEGAL,
  SP_KEY_ONLINE,   /* target; text: label; children: sentence to say */
  SP_KEY_PAYMENT,  /* target; text: label; title: fee key */
  SP_KEY_BOOK,     /* target; text: label */
  SP_KEY_ALSO_ASK, /* children: links */
  SP_KEY_HAND_OVER,
  SP_KEY_DO_FIRST, /* target; text: label */
  SP_KEY_RECORD,   /* text: name; number: enum sp_record; flag
                      SP_FLAG_REQUIRED; children: one TEXT per value of a
                      choice */
  SP_KEY_STOP,     /* target: the last link, text: its label; children: all but
                      that link */
  SP_KEY_JUDGEMENT,
  SP_KEYS
};
/* "What happens next", "Stop and escalate if": as authors write it. */
const char *sp_key_name(enum sp_key key);
const char *sp_node_name(enum sp_node_kind kind); /* "code block" */
/* Is a keyed line of this kind for staff alone, also in a public script? */
bool sp_key_is_staff(enum sp_key key);

enum sp_outcome {
  SP_OUTCOME_RESOLVED,
  SP_OUTCOME_ESCALATE,
  SP_OUTCOME_TRANSFER,
  SP_OUTCOME_REFER,
  SP_OUTCOME_SIGNPOST,
  SP_OUTCOME_EMERGENCY,
  SP_OUTCOME_RETURN,
  SP_OUTCOMES
};
const char *sp_outcome_name(enum sp_outcome outcome);

enum sp_record {
  SP_RECORD_TEXT,
  SP_RECORD_NUMBER,
  SP_RECORD_DATE,
  SP_RECORD_TIME,
  SP_RECORD_POSTCODE,
  SP_RECORD_PHONE,
  SP_RECORD_EMAIL,
  SP_RECORD_YES_NO,
  SP_RECORD_CHOICE,
  SP_RECORDS
};
const char *sp_record_name(enum sp_record type);

enum {
  SP_FLAG_ORDERED = 1,
  SP_FLAG_HEAD = 2,
  SP_FLAG_REQUIRED = 4,
  SP_FLAG_TEST_CALLS = 8,
  SP_FLAG_PLAIN_QUOTE = 16,
  SP_FLAG_TIGHT = 32,
  SP_FLAG_HEAD_CELL = 64, /* a CELL that heads its row (XML th in a body row) */
  SP_FLAG_AWAY = 128      /* an OUTCOME, once resolved: whom it names is not
                             live now, so residents are not told of it */
};

struct sp_node {
  enum sp_node_kind kind;
  enum sp_key key; /* KEYED only */
  unsigned line, col;
  unsigned number, flags;
  /* anchor: of a SECTION or HEADING its own address.  Of a LINK, CHOICE or
   * KEYED that leads to a section of this document which is not for every
   * level or time, that section's, once resolved: renderers show the way only
   * to those who may see where it leads. */
  struct sp_str text, anchor, title;
  struct sp_str target; /* as the author wrote it */
  struct sp_str url;    /* what resolve.h made of target; safe in href */
  unsigned url_level;   /* of the document that url leads to, once resolved: to
                           those below not even its address is shown */
  struct sp_guard guard;
  struct sp_node *parent, *first, *last, *next;
};

struct sp_node *sp_node_new(struct sp_arena *arena, enum sp_node_kind kind,
                            unsigned line, unsigned col);
void sp_node_append(struct sp_node *parent, struct sp_node *child);
/* Walks over its siblings: not for a loop over many. */
void sp_node_unlink(struct sp_node *node);
/* Next in document order within `root` (parents before children); NULL at the
 * end.  With skip_children the node's own are passed over. */
struct sp_node *sp_node_walk(const struct sp_node *root, struct sp_node *node,
                             bool skip_children);
/* Are these words of a link, such as `click here`, no help to those who hear
 * links read out alone? */
bool sp_link_says_nothing(struct sp_str words);
/* The words below a node, blocks separated by a space. */
struct sp_str sp_node_words(struct sp_arena *arena, const struct sp_node *node);

/* A field of the front matter as written, in order. */
struct sp_field {
  struct sp_str name;
  struct sp_str *value; /* lists have several */
  size_t values;
  unsigned line;
};

struct sp_texts {
  struct sp_str *item;
  size_t count, cap;
};
void sp_texts_pack(struct sp_buf *out, const struct sp_texts *texts);
/* The texts are borrowed from the bytes being read, which must outlive them;
 * the list lives in the arena. */
void sp_texts_unpack(struct sp_arena *arena, struct sp_unpack *in,
                     struct sp_texts *texts);

/* `[label](target) sentence` */
struct sp_offer {
  struct sp_str label, target, url, sentence;
};

/* A document named in `related`, as resolve.h found it. */
struct sp_related {
  struct sp_str title;
  struct sp_url url;
  enum sp_audience audience;
  unsigned level;
};

struct sp_doc {
  struct sp_str path; /* "waste/missed-bin.md" */
  struct sp_str id;   /* "waste/missed-bin" */
  enum sp_doc_type type;
  enum sp_audience audience;
  unsigned level; /* 1 to 4 */
  struct sp_str title, service, owner, summary, lang;
  struct sp_str reviewed, review_by; /* ISO dates; empty: none */
  struct sp_civil from, until;       /* year 0: open */
  struct sp_str provided_by, translation_of, service_level, legal, changed;
  bool must_read, sensitive, induction;
  struct sp_texts also_asked, redirect_from, related; /* related: as written */
  struct sp_offer self_service;
  /* Made by resolve.h; not packed. */
  struct sp_related *related_link;
  size_t related_links;
  struct sp_str provider; /* title of provided-by; empty: the council */
  struct sp_url provider_url;
  bool is_night_hidden; /* not all its readers may know who out-of-hours is */
  /* All fields, for contacts and notices and whatever asks by name. */
  struct sp_field *field;
  size_t fields;
  /* Files whose words stand in it by a reader's hand (dita.h); paths below
   * content/.  Not packed. */
  struct sp_texts taken;
  struct sp_node *root;
};

/* First value of a field, or empty. */
struct sp_str sp_doc_field(const struct sp_doc *doc, const char *name);
const struct sp_field *sp_doc_field_all(const struct sp_doc *doc,
                                        const char *name);

/* Limits of one document; over them a reader gives E25 and no document. */
#define SP_DOC_MAX_BYTES ((size_t)256 * 1024)
#define SP_DOC_MAX_DEPTH 24
#define SP_DOC_MAX_NODES 100000

void sp_doc_pack(struct sp_buf *out, const struct sp_doc *doc);
/* NULL when the bytes are broken.  Nodes and lists live in the arena; all texts
 * are borrowed from the bytes, which must outlive the document. */
struct sp_doc *sp_doc_unpack(struct sp_arena *arena, struct sp_unpack *in);
/* The same with what resolve.h made of each node's target, for playable.h.  The
 * addresses are believed: read only what the indexer itself has written. */
void sp_doc_pack_resolved(struct sp_buf *out, const struct sp_doc *doc);
struct sp_doc *sp_doc_unpack_resolved(struct sp_arena *arena,
                                      struct sp_unpack *in);

/* What a reader is told beside the bytes. */
struct sp_read_options {
  struct sp_str path;                /* below the content folder */
  bool lenient;                      /* foreign Markdown: content-format.md */
  enum sp_audience default_audience; /* of foreign files */
  struct sp_str shelf; /* of a DITA file: what it takes from others, packed
                          (dita.h); empty: nothing */
};

/* What a reader found.  doc is NULL when the file is not a document at all;
 * with errors in diags it must not be published.  audience_known and until
 * are set as soon as the front matter could be read, for the rule that a last
 * good version stays public only while the new file is still public. */
struct sp_reading {
  struct sp_doc *doc;
  bool audience_known;
  enum sp_audience audience;
  struct sp_civil until;
};

#ifdef __cplusplus
}
#endif
#endif
