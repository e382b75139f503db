/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_relax.c - the RELAX NG schema, which has the last word on a document
 * in which nothing else was found. */
#include "lib/xml.h"

#include <stdio.h>
#include <stdlib.h>

#include <libxml/relaxng.h>
#include <libxml/tree.h>

#include "lib/xml_parts.h"

#define SCHEMA_MAX ((size_t)1024 * 1024)
#define FAULTS_MAX 3 /* of one document; the others follow from them */

struct sp_xml_schema {
  xmlRelaxNGPtr relax;
};

static enum sp_status
read_file(const char *path, struct sp_buf *out, struct sp_err *err)
{
  FILE *in = fopen(path, "rb");
  char bytes[4096];
  bool failed;
  size_t n;

  if (!in)
    return sp_fail(err, SP_E_NOTFOUND, "cannot open the schema %s", path);
  while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0)
    sp_buf_put(out, sp_str_n(bytes, n));
  failed = ferror(in) != 0;
  fclose(in);
  if (failed)
    return sp_fail(err, SP_E_NOTFOUND, "cannot read the schema %s", path);
  if (out->full)
    return sp_fail(err, SP_E_DATA, "the schema %s is too large", path);
  return SP_OK;
}

/* The first message, for the log. */
static void
on_schema_error(void *ctx, xmlErrorPtr error)
{
  struct sp_err *first = ctx;

  if (first->code == SP_OK)
    sp_fail(first, SP_E_DATA, "line %d: %.*s", error->line,
            SP_FMT(sp_str_trim(sp_str(error->message))));
}

enum sp_status
sp_xml_schema_open(const char *path, struct sp_xml_schema **out,
                   struct sp_err *err)
{
  struct sp_err first = {.code = SP_OK};
  xmlRelaxNGParserCtxtPtr ctxt;
  xmlRelaxNGPtr relax = NULL;
  enum sp_status status;
  struct sp_buf bytes;

  *out = NULL;
  sp_xml_prepare();
  sp_buf_init(&bytes, SCHEMA_MAX);
  status = read_file(path, &bytes, err);
  if (status != SP_OK) {
    sp_buf_release(&bytes);
    return status;
  }
  ctxt = xmlRelaxNGNewMemParserCtxt(bytes.ptr ? bytes.ptr : "", (int)bytes.len);
  if (ctxt) {
    xmlRelaxNGSetParserStructuredErrors(ctxt, on_schema_error, &first);
    relax = xmlRelaxNGParse(ctxt);
    xmlRelaxNGFreeParserCtxt(ctxt);
  }
  sp_buf_release(&bytes);
  if (!relax)
    return sp_fail(err, SP_E_DATA, "the schema %s cannot be used: %s", path,
                   first.code == SP_OK ? "it is not RELAX NG" : first.msg);
  *out = calloc(1, sizeof(**out));
  if (!*out) {
    xmlRelaxNGFree(relax);
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  }
  (*out)->relax = relax;
  return SP_OK;
}

void
sp_xml_schema_free(struct sp_xml_schema *schema)
{
  if (!schema)
    return;
  xmlRelaxNGFree(schema->relax);
  free(schema);
}

/* ---- what is said of a document */

static const struct {
  const char *names, *holds;
} contents[] = {
    {"guide contact notice", "front matter, then blocks, then <section>"},
    {"faq", "front matter, then blocks, then <question>"},
    {"script", "front matter, blocks and the parts of a first step, then"
               " <step>, then <test-calls>"},
    {"snippet", "front matter, then blocks"},
    {"section question", "a <heading>, then blocks"},
    {"step", "a <heading>, then blocks and <do-first>, <record>, <stop>,"
             " <judgement>, <option>, <next>, <outcome>, <with-outcome>"},
    {"ul ol checklist", "<li>"},
    {"table", "<tr>"},
    {"tr", "<th> and <td>"},
    {"record", "<value>"},
    {"outcome with-outcome",
     "<happens-next>, <service-level>, <legal>, <online>,"
     " <payment>, <book>, <also-ask>, <handover>"},
    {"test-calls", "<call>, and blocks"},
    {"self-service", "<a>, then a sentence"},
    {"option online", "words, then <note>"},
    {"hr br img next call", "nothing"},
    {"code pre h3 h4 h5 h6 heading value do-first payment book", "text alone"},
    {"p th td strong em a include stop judgement happens-next service-level"
     " legal also-ask handover",
     "text, <strong>, <em>, <code>, <a>, <include>, <br>, <img>"},
};

static const char *
holds(struct sp_str name)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(contents); i++)
    if (sp_xml_listed(contents[i].names, name))
      return contents[i].holds;
  return "text and blocks";
}

struct listener {
  struct sp_xml *x;
  size_t faults;
};

/* One fault in words; the element it is about, and what can stand in it. */
static void
on_fault(void *ctx, xmlErrorPtr error)
{
  struct listener *l = ctx;
  const xmlNode *node = error->node;
  struct sp_str where = SP_STR("document"), what = SP_STR("");
  unsigned line = 0;

  if (++l->faults > FAULTS_MAX)
    return;
  if (node && node->type == XML_ELEMENT_NODE) {
    where = sp_str((const char *)node->name);
    line = sp_xml_line(node);
  }
  if (error->str1)
    what = sp_str(error->str1);
  switch (error->code) {
  case XML_RELAXNG_ERR_ELEMWRONG:
    if (node && node->parent && node->parent->type == XML_ELEMENT_NODE)
      where = sp_str((const char *)node->parent->name);
    SP_XML_ERROR(l->x, line, "<%.*s> cannot stand here; <%.*s> holds %s",
                 SP_FMT(what), SP_FMT(where), holds(where));
    break;
  case XML_RELAXNG_ERR_NOELEM: /* which one is not always told */
    SP_XML_ERROR(l->x, line, "<%.*s> is not complete; it holds %s",
                 SP_FMT(where), holds(where));
    break;
  case XML_RELAXNG_ERR_INVALIDATTR:
    SP_XML_ERROR(l->x, line, "<%.*s> cannot have the attribute %.*s here",
                 SP_FMT(where), SP_FMT(what));
    break;
  case XML_RELAXNG_ERR_ATTRVALID:
    SP_XML_ERROR(l->x, line,
                 "an attribute of <%.*s> is missing, or has a value that it"
                 " cannot have",
                 SP_FMT(where));
    break;
  default:
    SP_XML_ERROR(l->x, line, "the order in <%.*s> is not right; it holds %s",
                 SP_FMT(where), holds(where));
    break;
  }
}

void
sp_xml_validate(struct sp_xml *x, const struct sp_xml_schema *schema,
                struct _xmlDoc *doc)
{
  xmlRelaxNGValidCtxtPtr ctxt = xmlRelaxNGNewValidCtxt(schema->relax);
  struct listener listener = {.x = x};
  int verdict = -1;

  if (ctxt) {
    xmlRelaxNGSetValidStructuredErrors(ctxt, on_fault, &listener);
    verdict = xmlRelaxNGValidateDoc(ctxt, doc);
    xmlRelaxNGFreeValidCtxt(ctxt);
  }
  if (verdict != 0 && listener.faults == 0)
    SP_XML_ERROR(x, 0, "the document does not fit the schema signpost.rng");
}
