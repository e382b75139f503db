/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/xml_form.h - the XML reader for tables of cases (cases.h).
 *
 * A case's front matter is YAML there; what stands below it is the inside of
 * the root element here.  Lines count alike in both. */
#ifndef SP_TEST_XML_FORM_H
#define SP_TEST_XML_FORM_H

#include "tests/unit/cases.h"

#include "lib/xml.h"
#include "tests/unit/diags.h"

/* The schema of the source tree; opened once.  Ends the test program when it
 * cannot be used. */
const struct sp_xml_schema *xml_schema(void);

/* A doc_reader.  Bytes that begin with `---` get a root element of the type
 * and audience that stand there. */
void read_xml(struct sp_arena *arena, struct sp_str bytes,
              const struct sp_read_options *options, struct sp_diags *diags,
              struct sp_reading *out);

/* For files of a test's own. */
#define XML_ROOT(type, more)                                                   \
  "<" type " xmlns=\"urn:signpost:content:1\" id=\"waste/test\""               \
  " reviewed=\"2026-09-01\" review-by=\"2027-03-01\"" more ">\n"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_reading reading;
};

/* Read it as waste/test.xml; earlier messages are forgotten. */
void xml_read_bytes(struct fixture *f, struct sp_str bytes);
/* The document, about which there is nothing to say. */
struct sp_doc *xml_read_good(struct fixture *f, const char *text);

#endif
