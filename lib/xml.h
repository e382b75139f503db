/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml.h - reads an XML file of the content format into a document: the
 * only user of libxml2.  No DTD, no external entity, no network. */
#ifndef SP_XML_H
#define SP_XML_H

#include "lib/doc.h"
#include "lib/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_xml_schema;

/* Load the RELAX NG schema from file `path` (share/signpost.rng).  Before the
 * sandbox closes: later nothing is opened.  *out is freed with
 * sp_xml_schema_free().  SP_E_NOTFOUND; SP_E_DATA it is no schema; SP_E_NOMEM.
 */
SP_NODISCARD enum sp_status sp_xml_schema_open(const char *path,
                                               struct sp_xml_schema **out,
                                               struct sp_err *err);
void sp_xml_schema_free(struct sp_xml_schema *schema);

/* As sp_markdown_read().  Any DOCTYPE is refused, and all that is not in the
 * closed list of elements and attributes.  schema: NULL when there is none;
 * the reader's own checks, which are the stricter ones, remain. */
void sp_xml_read(const struct sp_xml_schema *schema, struct sp_arena *arena,
                 struct sp_str bytes, const struct sp_read_options *options,
                 struct sp_diags *diags, struct sp_reading *out);

#ifdef __cplusplus
}
#endif
#endif
