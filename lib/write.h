/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/write.h - a document back into source, in either form.
 *
 * What is written is the model that a reader made, before resolve.h.  Reading
 * what was written gives the same model (sp_doc_same), and writing that again
 * the same bytes.  What one form cannot say is one model with something that
 * both can; the readers see to it (tidy.h), so that nothing is dropped:
 *
 * - XML's <note> is the blocks in it: plain text for its reader.
 * - Markdown's table always has a head.  One of empty cells is none; a cell of
 *   the first column that is all bold is XML's <th>.  A column has one
 *   alignment.  A cell is one line and holds no `|` but in code.
 * - A list without paragraphs, or of one item with one block, is neither tight
 *   nor loose: it is tight.
 * - An unmarked quote directly behind a marked block, which Markdown takes for
 *   a slip, is written with the marker `[!QUOTE]`.
 * - Words that would be a key (`Next:`, `Only:`) have a backslash before the
 *   colon: `Next\:`.
 * - The label of a `Next` or an `Otherwise`, the sign in a ticked box and the
 *   language of a code block are not part of the model.
 * - The order of the fields of the front matter says nothing; they are written
 *   in the order of the manual.  A field's value is one line.
 * - Comments of XML are not part of the document.
 *
 * What remains is refused by the XML reader with what Markdown refuses: words
 * at the start of a line that look like a marker, a condition as the text of a
 * choice, and the like. */
#ifndef SP_WRITE_H
#define SP_WRITE_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Append the document's source.  out->full tells when it did not fit; a file
 * has at most SP_DOC_MAX_BYTES.  The model must be as a reader leaves it. */
void sp_markdown_write(struct sp_buf *out, const struct sp_doc *doc);
void sp_xml_write(struct sp_buf *out, const struct sp_doc *doc);

/* Do two models say the same?  Left out are places (line, col), the path, of
 * which the id is compared, and what resolve.h makes; of the front matter the
 * order of fields, and how a list is written.  If not, why (may be NULL) gets
 * what differs first: "root/section 2/para 1/text: field text: ...". */
bool sp_doc_same(const struct sp_doc *a, const struct sp_doc *b,
                 struct sp_buf *why);

#ifdef __cplusplus
}
#endif
#endif
