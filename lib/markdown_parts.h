/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_parts.h - private to lib/markdown*.c, and to lib/xml*.c for
 * what both forms take for a slip.
 *
 * The passes, in order: the source is checked and cut into lines
 * (markdown_lines.c), the front matter is read (markdown_front.c), cmark's
 * tree becomes ours, block for block (markdown_walk.c), quotes become marked
 * blocks, paragraphs tables and includes, lists checklists
 * (markdown_blocks.c, markdown_quotes.c, markdown_markers.c,
 * markdown_tables.c), headings make sections
 * (markdown_sections.c), scripts get choices and keyed lines
 * (markdown_script.c, markdown_choices.c, markdown_keys.c), the source lines
 * are searched for what the tree hides (markdown_slips.c), and the tree is
 * looked at and tidied (markdown_finish.c, tidy.c). */
#ifndef SP_MARKDOWN_PARTS_H
#define SP_MARKDOWN_PARTS_H

#include "lib/doc.h"
#include "lib/yaml.h"

/* What is known of a source line. */
enum {
  SP_MD_COVERED = 1, /* part of a block's text */
  SP_MD_CODE = 2,
  SP_MD_MARKER = 4, /* its `[!NAME]` was understood */
  SP_MD_TOLD = 8,   /* has a message about its beginning */
  SP_MD_PARA = 16   /* a paragraph begins on it */
};

struct sp_md_line {
  uint32_t at, len; /* without the line feed */
  unsigned flags;
};

struct sp_md {
  struct sp_arena *arena;
  const struct sp_read_options *options;
  struct sp_diags *diags;
  struct sp_doc *doc;
  struct sp_str text;      /* the file: no BOM, lines end in a line feed */
  struct sp_md_line *line; /* line[0] is line 1 */
  unsigned lines;
  unsigned body;        /* the first line after the front matter */
  size_t errors_before; /* of other files */
  size_t nodes;
  unsigned at_line; /* of what is taken from a paragraph of cmark's */
  bool over;        /* a limit was passed; there will be no document */
  bool told_html;
  /* The last place whose column was counted. */
  unsigned col_line, col_byte, col_char;
};

/* While a tree is being made: the end line of a QUOTE and a PARA stands in
 * `number`, and these in `flags`. */
enum {
  SP_MD_FLAG_SOFT = 1 << 16,    /* TEXT: a soft line break */
  SP_MD_FLAG_SETEXT = 1 << 17,  /* HEADING: underlined */
  SP_MD_FLAG_INDENTED = 1 << 18 /* CODE_BLOCK: by its indentation */
};

/* The longest start of a line that is looked at for markers and keys. */
#define SP_MD_HEAD_MAX 160
#define SP_MD_IMAGES_MAX 500
/* In a head: here begins something that is not text. */
#define SP_MD_HEAD_LINK '\x02'
#define SP_MD_HEAD_OTHER '\x03'

#define SP_MD_ERROR(md, line, col, ...)                                        \
  sp_diag((md)->diags, "E25", (md)->options->path, line, col, __VA_ARGS__)
#define SP_MD_SAY(md, code, line, col, ...)                                    \
  sp_diag((md)->diags, code, (md)->options->path, line, col, __VA_ARGS__)

/* markdown_lines.c */
/* Check and normalise the bytes; false after E25. */
bool sp_md_read_source(struct sp_md *md, struct sp_str bytes);
/* cmark 0.30.2 looks at each `![` above at every link of a paragraph.  Gives up
 * over SP_MD_IMAGES_MAX of them in lines without a blank one between. */
void sp_md_check_images(struct sp_md *md);
/* A line by its number from 1; empty beyond the end. */
struct sp_str sp_md_line(const struct sp_md *md, unsigned line);
void sp_md_mark_lines(struct sp_md *md, unsigned from, unsigned to,
                      unsigned flags);
/* Has the line this flag already?  Sets it. */
bool sp_md_once(struct sp_md *md, unsigned line, unsigned flag);
/* Column in characters of a byte offset (from 1). */
unsigned sp_md_column(struct sp_md *md, unsigned line, unsigned byte);
/* Offset behind spaces, `>` and list markers. */
size_t sp_md_prefix(struct sp_str line);
/* Leave out what the eye does not see: white space of all kinds, byte order
 * marks, zero-width characters. */
size_t sp_md_skip_unseen(struct sp_str s, size_t at);

/* The offset behind a colon (or what looks like one) at `at`, or 0. */
size_t sp_md_colon(struct sp_str s, size_t at);

/* Is the colon of the key that begins this line written as `\:` or as a
 * character reference, so that the line is text? */
bool sp_md_is_escaped(const struct sp_md *md, unsigned line);
/* Does the text of this line begin with this character, written as such? */
bool sp_md_begins_with(const struct sp_md *md, unsigned line, char c);

/* markdown_front.c */
/* Read the front matter and set md->body; false: no document (after E25). */
bool sp_md_read_front(struct sp_md *md, struct sp_yaml_map *map);

/* markdown_walk.c: the only user of cmark */
struct sp_node *sp_md_walk(struct sp_md *md);

/* markdown_inline.c */
struct sp_node *sp_md_new(struct sp_md *md, enum sp_node_kind kind,
                          unsigned line, unsigned col);
/* A limit is passed: one E25, and md->over. */
void sp_md_give_up(struct sp_md *md, unsigned line, const char *why);
/* Take the children off; they stay linked by `next`. */
struct sp_node *sp_md_detach(struct sp_node *parent);
bool sp_md_is_break(const struct sp_node *node);
/* White space only? */
bool sp_md_is_blank(const struct sp_node *node);
/* The words of a node's inline children, squeezed. */
struct sp_str sp_md_plain(struct sp_md *md, const struct sp_node *parent);
/* Remove n bytes of text at the start, through EMPH and STRONG. */
void sp_md_strip(struct sp_node *parent, size_t n);
/* Remove white space, breaks and emptied EMPH and STRONG at the ends. */
void sp_md_trim(struct sp_node *parent);
/* The start of the line that begins with this inline node, into buf. */
struct sp_str sp_md_head(const struct sp_node *first, char buf[SP_MD_HEAD_MAX]);
/* The same of the line that begins with `from`, which lies anywhere below
 * block. */
struct sp_str sp_md_line_head(const struct sp_node *block,
                              const struct sp_node *from,
                              char buf[SP_MD_HEAD_MAX]);
/* Call fn with the number and the head of each line of a paragraph. */
typedef void sp_md_line_fn(struct sp_md *md, unsigned line, bool is_first,
                           struct sp_str head, void *ctx);
void sp_md_each_line(struct sp_md *md, const struct sp_node *para,
                     sp_md_line_fn *fn, void *ctx);

/* markdown_markers.c */
struct sp_md_marker {
  const char *name;
  enum sp_node_kind kind;
  bool is_foreign; /* only in foreign files */
};
const struct sp_md_marker *sp_md_marker(struct sp_str name, bool is_lenient);
/* `[!NAME words]` at the start of a head: its inside, and the bytes up to the
 * bracket's end; 0: there is none. */
size_t sp_md_find_marker(struct sp_str head, struct sp_str *inside);
/* `[!NAME` anywhere in a text, in whatever brackets. */
bool sp_md_holds_marker(struct sp_str text);
/* `[!` at the start of a head, or a name in brackets: `[STAFF]`. */
bool sp_md_is_near_marker(struct sp_str head);
/* A name alone on the line: `STAFF:`. */
bool sp_md_is_bare_marker(struct sp_str head);
/* `[!` at the start of a line of source, whatever signs stand before it. */
bool sp_md_begins_marker(struct sp_str line);

/* markdown_seen.c */
/* Of a tidy tree: does the node, or a line of its text, show a marker that is
 * none? */
bool sp_md_shows_marker(const struct sp_node *node);
/* Is it a section whose first words are its condition, or look so? */
bool sp_md_hides_only(struct sp_arena *arena, const struct sp_node *section);

/* markdown_quotes.c */
/* Say what a QUOTE is, and check its lines.  before: the block before it, or
 * NULL; quotes: how many lie around it. */
void sp_md_quote(struct sp_md *md, struct sp_node *node,
                 const struct sp_node *before, unsigned quotes);
/* Is it a marked block, or does one stand at its end?  NULL: no. */
bool sp_md_ends_marked(const struct sp_node *block);

/* markdown_blocks.c */
void sp_md_blocks(struct sp_md *md, struct sp_node *root);

/* markdown_tables.c */
/* Make the paragraph a TABLE if it is one. */
void sp_md_table(struct sp_md *md, struct sp_node *para);

/* markdown_sections.c */
/* *h1 becomes the first heading that may be the title, or empty. */
void sp_md_sections(struct sp_md *md, struct sp_node *root, struct sp_str *h1);
/* Bytes of `Only:` at the start of a head, or 0. */
size_t sp_md_only_prefix(struct sp_str head);
/* `Only level 3.`, `Olny: staff`, `Only if: staff`: a slip that would show the
 * section. */
bool sp_md_is_near_only(struct sp_arena *arena, struct sp_str head);
/* `Test call`, which would be a step for all to see. */
bool sp_md_is_near_test_calls(struct sp_str anchor);

/* markdown_script.c */
void sp_md_script(struct sp_md *md, struct sp_node *root);

/* markdown_choices.c */
#define SP_MD_CHOICES_MAX 9 /* labels of a step: the advisor's number keys */
struct sp_md_choices {
  struct sp_node *node; /* CHOICES, or NULL */
  struct sp_str label[SP_MD_CHOICES_MAX];
  size_t labels;
  bool told; /* that there are too many */
};
/* A list of a step: move it into the step's choices and say true, or false: it
 * is a list like any other. */
bool sp_md_choices(struct sp_md *md, struct sp_node *list,
                   struct sp_md_choices *choices);
/* Choices where no choices can stand. */
void sp_md_stray_choices(struct sp_md *md, const struct sp_node *list);
/* The link at the start of a list item, or NULL. */
struct sp_node *sp_md_item_link(const struct sp_node *item);
/* Of `[words](some address)` in a line of source, which the spaces keep from
 * being a link: what is to be done (static, or in the arena); NULL: there is no
 * such thing in it. */
const char *sp_md_spaced_link(struct sp_md *md, unsigned line);
/* How the items of a list begin. */
struct sp_md_starts {
  size_t items, links, steps; /* steps: links to `#...` */
  const struct sp_node *odd;  /* the first item without a link */
};
struct sp_md_starts sp_md_starts(const struct sp_node *list);
/* Does the text of a choice read like a condition in the wrong place? */
bool sp_md_hides_guard(struct sp_arena *arena, const struct sp_node *choice);

/* markdown_keys.c */
/* Bytes of a key and its colon at the start of a head, or 0. */
size_t sp_md_key_prefix(struct sp_str head, enum sp_key *key);
/* The key that the head's first words are nearly, or NULL. */
const char *sp_md_near_key(struct sp_str head);
/* The text of a KEYED node, whose children are all its inline nodes, into its
 * fields. */
void sp_md_key_value(struct sp_md *md, struct sp_node *keyed);

/* markdown_records.c: of a KEYED node whose key is `Record` */
void sp_md_record(struct sp_md *md, struct sp_node *keyed);
/* Can this be one of the values of a choice to record? */
bool sp_md_is_value(struct sp_str value);

/* markdown_slips.c */
void sp_md_slips(struct sp_md *md);
/* Lines of an indented CODE_BLOCK that were to be something else. */
void sp_md_indented(struct sp_md *md, const struct sp_node *code);

/* markdown_finish.c */
/* Clear what only the passes needed, look at links and images (W26). */
void sp_md_finish(struct sp_md *md, struct sp_node *root);

#endif
