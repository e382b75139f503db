/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_parts.h - private to lib/dita*.c and the hook in lib/xml.c.
 *
 * xml.c makes the small tree (xml_parts.h).  Here it is gone through in this
 * order: dita_names.c tells of each element what it is, dita_prolog.c reads
 * who may see the file, dita_refs.c puts in what is taken from elsewhere,
 * dita_names.c marks what is for staff, then dita_topic.c, dita_task.c,
 * dita_trouble.c or dita_map.c makes the model.  What has no place in it is
 * told once a kind (sp_dita_note). */
#ifndef SP_DITA_PARTS_H
#define SP_DITA_PARTS_H

#include "lib/dita.h"
#include "lib/xml_parts.h"

enum sp_dita_type {
  DITA_UNKNOWN, /* zero: also of text */
  /* roots */
  DITA_TOPIC,
  DITA_TASK,
  DITA_TROUBLE,
  DITA_COMPOSITE, /* <dita>: several topics */
  DITA_MAP,
  DITA_SCHEME, /* a map of subjects, which is no navigation */
  /* of a topic */
  DITA_TITLE,
  DITA_SHORTDESC,
  DITA_ABSTRACT,
  DITA_PROLOG,
  DITA_BODY,
  DITA_RELATED,
  DITA_SECTION,
  DITA_META,  /* about the text, not of it: not shown, in DITA either */
  DITA_DRAFT, /* for other authors: never shown */
  /* blocks */
  DITA_DIV, /* what stands in it stands in its place */
  DITA_P,
  DITA_UL,
  DITA_OL,
  DITA_LI,
  DITA_DL,
  DITA_DLENTRY,
  DITA_DT,
  DITA_DD,
  DITA_TABLE,
  DITA_SIMPLETABLE,
  DITA_CHOICETABLE,
  DITA_ROW, /* of any table; a head too */
  DITA_HEAD_ROW,
  DITA_ENTRY,
  DITA_PART, /* of a table: rows stand in it */
  DITA_NOTE,
  DITA_HAZARD,
  DITA_PRE,
  DITA_LINES,
  DITA_LQ,
  DITA_FIG,
  DITA_LINKS,
  /* of a task */
  DITA_PREREQ,
  DITA_CONTEXT,
  DITA_STEPS,
  DITA_STEPS_UNORDERED,
  DITA_STEP,
  DITA_STEPSECTION,
  DITA_CMD,
  DITA_CHOICES,
  DITA_RESULT,
  DITA_POSTREQ,
  DITA_TASKTROUBLE,
  DITA_STEPTROUBLE,
  /* of troubleshooting */
  DITA_CONDITION,
  DITA_SOLUTION,
  DITA_CAUSE,
  DITA_REMEDY,
  DITA_RESPONSIBLE,
  /* inline; from here on, up to DITA_FN */
  DITA_PLAIN,
  DITA_FORMAT, /* as plain, and told: line-through and others */
  DITA_EMPH,
  DITA_STRONG,
  DITA_CODE,
  DITA_QUOTED,
  DITA_TM,
  DITA_XREF,
  DITA_IMAGE,
  DITA_MENU,
  DITA_STATE,
  DITA_FN,
  /* of a map */
  DITA_TOPICREF,
  DITA_KEYDEF,
  DITA_TOPICGROUP,
  DITA_TOPICMETA,
  DITA_NAVTITLE,
  DITA_LINKTEXT,
  DITA_RELTABLE
};

/* A kind of finding: the first line of it, and how often. */
struct sp_dita_tally {
  const char *code, *text;
  struct sp_str what;
  unsigned line;
  size_t count;
};

/* An element with an id, as it was read. */
struct sp_dita_mark {
  struct sp_str topic, id, title;
  const struct sp_node *heading; /* that it stands under; NULL: the page */
  bool staff;
};

/* A file from which words are taken. */
struct sp_dita_place {
  struct sp_str topic, id;
  struct sp_xml_el *el;
  bool staff;   /* it stands in an element for staff */
  size_t order; /* in the file */
};
struct sp_dita_source {
  struct sp_str path;
  struct sp_xml_el *root; /* NULL: cannot be read */
  struct sp_dita_access access;
  struct sp_dita_place *place; /* by id */
  size_t places, places_cap;
};

/* A node that leads to a part of this document. */
struct sp_dita_way {
  struct sp_node *node;
  const struct sp_node *to;
};

/* Fields, as they are gathered. */
#define SP_DITA_FIELDS_MAX 128
struct sp_dita_front {
  struct sp_field field[SP_DITA_FIELDS_MAX];
  size_t cap[SP_DITA_FIELDS_MAX];
  size_t fields;
  struct sp_str unused; /* names of what has no field, for one warning */
  unsigned unused_line;
};

/* A document while it is read. */
struct sp_dita {
  struct sp_xml *x;
  const struct sp_dita_shelf *shelf;
  struct sp_dita_card *card; /* when this is a scan, else NULL */
  struct sp_dita_access access;
  struct sp_dita_front front;
  struct sp_dita_tally *tally;
  size_t tallies, tallies_cap;
  struct sp_xml_el *root;
  struct sp_dita_source *source; /* those that were looked into */
  size_t sources, sources_cap;
  size_t taken;
  struct sp_texts taken_from; /* paths */
  struct sp_str title_from;   /* the file of the title told last, or empty */
  struct sp_dita_mark *mark;
  size_t marks, marks_cap;
  struct sp_dita_way *way;
  size_t ways, ways_cap;
  /* Where the reader stands. */
  struct sp_str topic;
  const struct sp_node *heading;
  unsigned staff;               /* elements for staff around it */
  const struct sp_xml_el *skip; /* a title that was read already */
  bool inline_staff; /* the sentence being read has words for staff */
};

/* ---- dita.c */
/* A finding; each kind of `what` and `text` (which stays) is told once, with
 * its number.  what: as in "<lq>" or "rev". */
void sp_dita_note(struct sp_dita *d, const char *code, unsigned line,
                  struct sp_str what, const char *text);
struct sp_str sp_dita_tag(struct sp_dita *d, const struct sp_xml_el *el);
/* Is this the root of a DITA document? */
bool sp_dita_is_root(const struct sp_xml_el *root);
/* Read the tree into out; called by sp_xml_read(). */
void sp_dita_read(struct sp_xml *x, struct sp_xml_el *root,
                  struct sp_reading *out);
/* The topic whose title and fields are the page's: the root, or the first in
 * a <dita>; NULL: there is none. */
const struct sp_xml_el *sp_dita_main(const struct sp_xml_el *root);

/* ---- xml.c */
/* The bytes as a tree of DITA; NULL after E25. */
struct sp_xml_el *sp_xml_dita_tree(struct sp_xml *x, struct sp_str bytes);

/* ---- dita_names.c */
/* What the element is, by the last word of its class that is known, else by
 * its name. */
void sp_dita_name(struct sp_xml_el *root);
/* Mark elements for staff (el->staff) and tell other conditions. */
void sp_dita_conditions(struct sp_dita *d, struct sp_xml_el *root);
/* By its attributes, for a page of this audience. */
bool sp_dita_is_staff(const struct sp_xml_el *el, enum sp_audience audience);
static inline bool
sp_dita_is_inline(const struct sp_xml_el *el)
{
  return el->name.len == 0 || (el->type >= DITA_PLAIN && el->type <= DITA_FN) ||
         el->type == DITA_META || el->type == DITA_DRAFT;
}
/* The first child of this type, or NULL. */
const struct sp_xml_el *sp_dita_child(const struct sp_xml_el *el,
                                      enum sp_dita_type type);

/* ---- dita_prolog.c */
/* Gather the fields of a topic or map: root is it, or the first topic of a
 * <dita>.  Sets d->access. */
void sp_dita_front(struct sp_dita *d, const struct sp_xml_el *root);
void sp_dita_add_field(struct sp_dita *d, const char *name, struct sp_str value,
                       unsigned line);
/* Who may see a file, by its tree alone. */
struct sp_dita_access sp_dita_access_of(struct sp_dita *d,
                                        const struct sp_xml_el *root);

/* ---- dita_source.c */
/* A file that words are taken from: one of the shelf, or this file itself.
 * NULL: it is not there. */
struct sp_dita_source *sp_dita_source(struct sp_dita *d, struct sp_str path);
/* The element that a fragment names, or NULL. */
const struct sp_dita_place *sp_dita_place(const struct sp_dita_source *source,
                                          struct sp_str fragment);

/* ---- dita_refs.c */
/* Put in what is taken from elsewhere; in a scan note what is needed. */
void sp_dita_refs(struct sp_dita *d, struct sp_xml_el *root);

/* ---- dita_links.c */
/* What href in file `base` names: a path below content/ or an address outside,
 * and a fragment.  False: neither. */
bool sp_dita_href(struct sp_dita *d, struct sp_str base, struct sp_str href,
                  struct sp_str *path, struct sp_str *fragment);
/* The same as it is written in this file. */
struct sp_str sp_dita_relative(struct sp_dita *d, struct sp_str path,
                               struct sp_str fragment);
void sp_dita_need(struct sp_dita *d, enum sp_dita_need_kind kind,
                  struct sp_str name, struct sp_str fragment);
/* Who may see what is read now. */
struct sp_dita_access sp_dita_here(const struct sp_dita *d);
/* The target of an element's href as we write it, or nothing; *title: of what
 * is there, or nothing. */
struct sp_str sp_dita_link(struct sp_dita *d, const struct sp_xml_el *el,
                           struct sp_str *title);
/* The words are those of sp_dita_link()'s title: the page depends on their
 * file. */
void sp_dita_take_title(struct sp_dita *d);
/* Words of this file stand here. */
void sp_dita_remember(struct sp_dita *d, struct sp_str path);
/* The node shall lead to that section or heading, whatever its address will
 * be. */
void sp_dita_lead_to(struct sp_dita *d, struct sp_node *node,
                     const struct sp_node *to);
/* Make the targets within the document real. */
void sp_dita_settle_links(struct sp_dita *d);
/* Put the card's needs in order, each once. */
void sp_dita_list_needs(struct sp_dita *d);
/* Fill the card's list of ids. */
void sp_dita_list_ids(struct sp_dita *d);

/* ---- dita_inline.c */
/* The words from `first` up to `end` into `into`; white space is squeezed. */
void sp_dita_inlines(struct sp_dita *d, const struct sp_xml_el *first,
                     const struct sp_xml_el *end, struct sp_node *into);
/* Plain words; those for staff only when the document is theirs, or the place
 * is.  own: without words that keys gave. */
struct sp_str sp_dita_words(struct sp_dita *d, const struct sp_xml_el *el);
struct sp_str sp_dita_own_words(struct sp_dita *d, const struct sp_xml_el *el);
/* The same, white space kept; for code. */
struct sp_str sp_dita_verbatim(struct sp_dita *d, const struct sp_xml_el *el);

/* ---- dita_blocks.c */
struct sp_node *sp_dita_new(struct sp_dita *d, enum sp_node_kind kind,
                            const struct sp_xml_el *el);
/* Text and blocks from `el` on, as they come. */
void sp_dita_flow(struct sp_dita *d, const struct sp_xml_el *el,
                  struct sp_node *into);
/* The first of it: a paragraph or a block; what stands behind it. */
const struct sp_xml_el *sp_dita_flow_one(struct sp_dita *d,
                                         const struct sp_xml_el *el,
                                         struct sp_node *into);
void sp_dita_block(struct sp_dita *d, const struct sp_xml_el *el,
                   struct sp_node *into);
/* A paragraph of these words, strong; nothing for no words. */
void sp_dita_strong(struct sp_dita *d, const struct sp_xml_el *el,
                    struct sp_str words, struct sp_node *into);
/* Remember the element's id, if it has one. */
void sp_dita_mark(struct sp_dita *d, const struct sp_xml_el *el,
                  struct sp_str title);
/* Begin and end what an element for staff holds: the node to read into. */
struct sp_node *sp_dita_enter(struct sp_dita *d, const struct sp_xml_el *el,
                              struct sp_node *into);
void sp_dita_leave(struct sp_dita *d, const struct sp_xml_el *el,
                   struct sp_node *into, struct sp_node *inner);

/* ---- dita_tables.c */
void sp_dita_table(struct sp_dita *d, const struct sp_xml_el *el,
                   struct sp_node *into);

/* ---- dita_topic.c */
/* A part of a page with a heading: a section (depth 2, in the root of a
 * guide), else a heading of that rank in `into`.  Returns what to read its
 * text into; close it with that. */
struct sp_node *sp_dita_open_part(struct sp_dita *d, const struct sp_xml_el *el,
                                  struct sp_str words, unsigned depth,
                                  struct sp_node *into);
void sp_dita_close_part(struct sp_dita *d, const struct sp_xml_el *el,
                        struct sp_node *into, struct sp_node *inner);
/* Where text goes that stands behind sections of the root. */
struct sp_node *sp_dita_place_for(struct sp_dita *d, const struct sp_xml_el *el,
                                  struct sp_node *into);
/* A topic's text; depth: of the headings of its parts. */
void sp_dita_topic(struct sp_dita *d, const struct sp_xml_el *topic,
                   unsigned depth, struct sp_node *into);
/* shortdesc and abstract, before the body. */
void sp_dita_lead(struct sp_dita *d, const struct sp_xml_el *topic,
                  struct sp_node *into);
void sp_dita_body(struct sp_dita *d, const struct sp_xml_el *el, unsigned depth,
                  struct sp_node *into);
/* Nested topics and related links, behind it. */
void sp_dita_tail(struct sp_dita *d, const struct sp_xml_el *topic,
                  unsigned depth, struct sp_node *into);
/* A topic as a part of another. */
void sp_dita_nested(struct sp_dita *d, const struct sp_xml_el *topic,
                    unsigned depth, struct sp_node *into);

/* ---- dita_task.c */
/* The steps of a guide: a list. */
void sp_dita_steps(struct sp_dita *d, const struct sp_xml_el *steps,
                   struct sp_node *into);
/* The heading of a part that only tasks have; NULL: it is none. */
const char *sp_dita_task_heading(const struct sp_xml_el *el);
/* What stands in a step beside its cmd. */
void sp_dita_step_rest(struct sp_dita *d, const struct sp_xml_el *step,
                       struct sp_node *into);

/* ---- dita_script.c */
/* Does the task choose between ways? */
bool sp_dita_is_script(const struct sp_xml_el *task);
void sp_dita_script(struct sp_dita *d, const struct sp_xml_el *task);
/* A step of a script, for troubleshooting too. */
struct sp_node *sp_dita_script_step(struct sp_dita *d,
                                    const struct sp_xml_el *el,
                                    struct sp_str heading);
struct sp_node *sp_dita_choice(struct sp_dita *d, const struct sp_xml_el *el,
                               struct sp_str label, struct sp_node *choices);
struct sp_node *sp_dita_keyed(struct sp_dita *d, const struct sp_xml_el *el,
                              enum sp_key key, struct sp_node *into);
/* contact: empty for a call that is resolved. */
void sp_dita_outcome(struct sp_dita *d, const struct sp_xml_el *el,
                     struct sp_str contact, struct sp_node *into);
#define SP_DITA_CHOICES_MAX 9 /* of one step */

/* ---- dita_choices.c */
/* A task while its steps are read. */
struct sp_dita_script {
  struct sp_dita *d;
  struct sp_node *root;
  struct sp_node **step; /* of each step that is not for staff */
  size_t steps;
  struct sp_node *last; /* what stands behind the steps; NULL: nothing yet */
  const struct sp_xml_el *task;
};
/* Where to after step i: the next, or what stands behind them all. */
struct sp_node *sp_dita_after(struct sp_dita_script *s, size_t i);
/* The first link in el; own: to a part of this file.  NULL: none. */
const struct sp_xml_el *sp_dita_find_link(const struct sp_xml_el *el, bool own);
size_t sp_dita_count_choices(const struct sp_xml_el *choices);
/* The choices of step i; what stands beside them goes into its section, what
 * one of them asks to do into the root.  NULL: there is none. */
struct sp_node *sp_dita_choices(struct sp_dita_script *s,
                                const struct sp_xml_el *choices, size_t i,
                                struct sp_node *section);

/* ---- dita_trouble.c */
/* Not when it has no solution, or too many to choose from. */
bool sp_dita_trouble_is_script(const struct sp_xml_el *topic);
void sp_dita_trouble(struct sp_dita *d, const struct sp_xml_el *topic);
/* In a guide. */
void sp_dita_solution(struct sp_dita *d, const struct sp_xml_el *solution,
                      unsigned depth, struct sp_node *into);

/* ---- dita_map.c */
/* Does the map list anything? */
bool sp_dita_map_has_page(const struct sp_xml_el *map);
void sp_dita_map(struct sp_dita *d, const struct sp_xml_el *map);
/* Its keys, for the card. */
void sp_dita_map_keys(struct sp_dita *d, const struct sp_xml_el *map);

#endif
