/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/xml.h"

#include <pthread.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "lib/dita_parts.h"
#include "lib/text.h"

/* libxml2's RELAX NG takes time as the square of what stands side by side (but
 * for the rows of a table): so many such steps take about a second. */
#define STEPS_MAX ((size_t)10 * 1000 * 1000)

/* What the parser tells while it runs. */
struct listener {
  struct sp_xml *x;
  unsigned dita_doctype; /* the line of one, which is passed over; 0: none */
  bool is_told; /* only the first fault is told: the others follow from it */
};

static xmlParserInputPtr
refuse_entity(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
  (void)url;
  (void)id;
  (void)ctxt;
  return NULL;
}

static void
prepare(void)
{
  xmlInitParser();
  xmlSetExternalEntityLoader(refuse_entity);
}

void
sp_xml_prepare(void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once(&once, prepare);
}

static void
refuse_doctype(struct sp_xml *x, unsigned line)
{
  SP_XML_ERROR(x, line,
               "a DOCTYPE is not taken, nor are entities of your own; delete"
               " it");
}

/* "-//OASIS//DTD DITA Concept//EN", also with a version or "LIGHTWEIGHT". */
static bool
is_dita_id(const xmlChar *public_id)
{
  struct sp_str id = sp_str((const char *)public_id);

  return (sp_str_starts(id, "-//OASIS//DTD DITA ") ||
          sp_str_starts(id, "-//OASIS//DTD LIGHTWEIGHT DITA ")) &&
         sp_str_ends(id, "//EN");
}

/* Before anything of it is read: entities are declared there.  That of DITA
 * is not loaded, and has no `[`. */
static void
on_doctype(void *ctx, const xmlChar *name, const xmlChar *public_id,
           const xmlChar *system_id)
{
  xmlParserCtxtPtr ctxt = ctx;
  struct listener *l = ctxt->_private;

  (void)name;
  (void)system_id;
  if (is_dita_id(public_id) && *ctxt->input->cur == '>') {
    l->dita_doctype = (unsigned)ctxt->input->line;
    return;
  }
  refuse_doctype(l->x, (unsigned)ctxt->input->line);
  l->is_told = true;
  xmlStopParser(ctxt);
}

/* The tree keeps lines up to 65535 only; beside it they are kept whole. */
static void
on_start(void *ctx, const xmlChar *name, const xmlChar *prefix,
         const xmlChar *uri, int namespaces, const xmlChar **namespace_list,
         int attributes, int defaulted, const xmlChar **attribute_list)
{
  xmlParserCtxtPtr ctxt = ctx;

  xmlSAX2StartElementNs(ctx, name, prefix, uri, namespaces, namespace_list,
                        attributes, defaulted, attribute_list);
  if (ctxt->node)
    ctxt->node->_private = (void *)(uintptr_t)ctxt->input->line;
}

static const char *
or_nothing(const char *s)
{
  return s ? s : "";
}

/* libxml2's message without its line feed. */
static struct sp_str
message_of(const xmlError *error)
{
  return sp_utf8_cut(sp_str_trim(sp_str(or_nothing(error->message))), 200);
}

/* What the parser found, in words for the author. */
static struct sp_str
explain(struct sp_arena *arena, const xmlError *error)
{
  const char *a = or_nothing(error->str1), *b = or_nothing(error->str2);

  switch (error->code) {
  case XML_ERR_TAG_NAME_MISMATCH:
    return sp_arena_fmt(arena, "<%.60s> of line %d is closed by </%.60s>", a,
                        error->int1, b);
  case XML_ERR_TAG_NOT_FINISHED:
    return sp_arena_fmt(arena, "<%.60s> of line %d is not closed", a,
                        error->int1);
  case XML_ERR_UNDECLARED_ENTITY:
  case XML_WAR_UNDECLARED_ENTITY:
    return sp_arena_fmt(arena,
                        "&%.60s; is not known; write the character itself, or"
                        " one of &amp; &lt; &gt; &quot; &apos;",
                        a);
  case XML_ERR_ENTITYREF_SEMICOL_MISSING:
  case XML_ERR_ENTITYREF_NO_NAME:
    return SP_STR("an & by itself is written &amp;");
  case XML_ERR_NAME_REQUIRED:
    if (strstr(or_nothing(error->message), "EntityRef"))
      return SP_STR("an & by itself is written &amp;");
    return SP_STR("a < by itself is written &lt;");
  case XML_ERR_LT_IN_ATTRIBUTE:
    return SP_STR("a < in an attribute is written &lt;; or a quotation mark is"
                  " missing before it");
  case XML_ERR_ATTRIBUTE_NOT_STARTED:
  case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    return SP_STR("the value of an attribute stands in quotation marks, as in"
                  " to=\"step\"");
  case XML_ERR_ATTRIBUTE_REDEFINED:
    return sp_arena_fmt(arena, "the attribute %.60s stands here twice", a);
  case XML_ERR_DOCUMENT_EMPTY:
    return SP_STR("the file is empty, or does not begin with an element");
  case XML_ERR_DOCUMENT_END:
    return SP_STR("something stands behind the end of the root element");
  case XML_NS_ERR_UNDEFINED_NAMESPACE:
    return SP_STR("a name has a prefix that is not declared; write elements"
                  " without prefix");
  default:
    if (strstr(or_nothing(error->message), "Excessive depth"))
      return SP_STR("elements stand too deep in one another");
    return sp_arena_fmt(arena, "this is not well-formed XML: %.*s",
                        SP_FMT(message_of(error)));
  }
}

static void
on_error(void *ctx, xmlErrorPtr error)
{
  xmlParserCtxtPtr ctxt = ctx;
  struct listener *l = ctxt->_private;

  if (error->level < XML_ERR_ERROR || l->is_told)
    return;
  l->is_told = true;
  SP_XML_ERROR(l->x, error->line > 0 ? (unsigned)error->line : 0, "%.*s",
               SP_FMT(explain(l->x->arena, error)));
}

/* The bytes as libxml2 has them; NULL after E25.  Free with xmlFreeDoc().
 * *dita_doctype: the line of a DOCTYPE of DITA, or 0. */
static xmlDocPtr
parse(struct sp_xml *x, struct sp_str bytes, unsigned *dita_doctype)
{
  struct listener listener = {.x = x};
  xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
  xmlDocPtr doc;

  if (!ctxt) {
    SP_XML_ERROR(x, 0, "out of memory");
    return NULL;
  }
  ctxt->_private = &listener;
  ctxt->sax->internalSubset = on_doctype;
  ctxt->sax->externalSubset = NULL;
  ctxt->sax->startElementNs = on_start;
  ctxt->sax->serror = on_error;
  ctxt->sax->comment = NULL;
  ctxt->sax->processingInstruction = NULL;
  doc = xmlCtxtReadMemory(ctxt, bytes.ptr, (int)bytes.len, NULL, "UTF-8",
                          XML_PARSE_NONET | XML_PARSE_NOCDATA |
                              XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
  xmlFreeParserCtxt(ctxt);
  *dita_doctype = listener.dita_doctype;
  if (!doc || listener.is_told) {
    if (!listener.is_told)
      SP_XML_ERROR(x, 0, "this cannot be read as XML");
    xmlFreeDoc(doc);
    return NULL;
  }
  return doc;
}

/* ---- libxml2's tree into ours */

/* Characters may be written as numbers: the controls that XML lets pass so. */
static struct sp_str
copy(struct sp_xml *x, const xmlChar *text)
{
  struct sp_str s = sp_arena_copy(x->arena, sp_str((const char *)text));
  char *c = (char *)s.ptr;

  for (size_t i = 0; i < s.len; i++) {
    if (c[i] == 0x7F) {
      SP_XML_ERROR(x, x->line,
                   "an invisible control character (U+007F)"
                   " stands here; delete it");
      c[i] = ' ';
    } else if (c[i] == '\r') {
      c[i] = '\n';
    }
  }
  return s;
}

/* An attribute is one line. */
static struct sp_str
copy_value(struct sp_xml *x, const xmlChar *text)
{
  struct sp_str s = copy(x, text);
  char *c = (char *)s.ptr;

  for (size_t i = 0; i < s.len; i++)
    if (c[i] == '\n' || c[i] == '\t')
      c[i] = ' ';
  return s;
}

static bool
is_ours(const xmlNs *ns)
{
  return ns && ns->href &&
         strcmp((const char *)ns->href, SP_XML_NAMESPACE) == 0;
}

unsigned
sp_xml_line(const struct _xmlNode *node)
{
  return (unsigned)(uintptr_t)node->_private;
}

static void
take_attrs(struct sp_xml *x, const xmlNode *node, struct sp_xml_el *el)
{
  size_t count = 0;

  for (const xmlAttr *a = node->properties; a; a = a->next)
    count++;
  el->attr = sp_arena_array(x->arena, struct sp_xml_attr, count);
  for (const xmlAttr *a = node->properties; a; a = a->next) {
    xmlChar *value;

    /* xml:lang is one of DITA's; what else has a prefix is not for readers. */
    if (a->ns && x->is_dita && strcmp((const char *)a->name, "lang") != 0)
      continue;
    if (a->ns && !x->is_dita) {
      SP_XML_ERROR(x, el->line,
                   "%.60s:%.60s is not taken; write attributes without prefix,"
                   " as in lang=\"cy\"",
                   or_nothing((const char *)a->ns->prefix),
                   (const char *)a->name);
      continue;
    }
    value = xmlNodeListGetString(node->doc, a->children, 1);
    el->attr[el->attrs++] = (struct sp_xml_attr){
        copy(x, a->name), value ? copy_value(x, value) : SP_STR("")};
    xmlFree(value);
  }
}

static struct sp_xml_el *take_element(struct sp_xml *x, const xmlNode *node,
                                      unsigned depth);

/* Its line is told by what was before it: elements know theirs. */
static struct sp_xml_el *
take_text(struct sp_xml *x, const xmlNode *node)
{
  struct sp_xml_el *el = sp_arena_new(x->arena, struct sp_xml_el);
  bool has_begun = false;

  el->text = copy(x, node->content);
  for (size_t i = 0; i < el->text.len; i++) {
    char c = el->text.ptr[i];

    if (c == '\n')
      x->line++;
    if (!has_begun && c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      el->line = x->line;
      has_begun = true;
    }
  }
  if (!has_begun)
    el->line = x->line;
  return el;
}

static struct sp_xml_el *
take_child(struct sp_xml *x, const xmlNode *node, unsigned depth)
{
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    return take_text(x, node);
  if (node->type == XML_ELEMENT_NODE)
    return take_element(x, node, depth + 1);
  SP_XML_ERROR(x, x->line, "this is neither text nor an element; delete it");
  return NULL;
}

/* E25: too deep, or of another vocabulary. */
static bool
check_place(struct sp_xml *x, const xmlNode *node, const struct sp_xml_el *el,
            unsigned depth)
{
  unsigned most = x->is_dita ? SP_DITA_MAX_DEPTH : SP_DOC_MAX_DEPTH;

  if (depth > most)
    SP_XML_ERROR(x, el->line, "elements stand more than %u deep in one another",
                 most);
  else if (!x->is_dita && !is_ours(node->ns))
    SP_XML_ERROR(x, el->line,
                 "<%.*s> is not of the namespace of this format; the root"
                 " element has xmlns=\"" SP_XML_NAMESPACE "\"",
                 SP_FMT(sp_utf8_cut(el->name, 60)));
  else
    return true;
  return false;
}

/* NULL after E25. */
static struct sp_xml_el *
take_element(struct sp_xml *x, const xmlNode *node, unsigned depth)
{
  struct sp_xml_el *el = sp_arena_new(x->arena, struct sp_xml_el), **link;
  size_t children = 0;

  el->line = x->line = sp_xml_line(node);
  el->name = copy(x, node->name);
  if (!check_place(x, node, el, depth))
    return NULL;
  take_attrs(x, node, el);
  link = &el->first;
  for (const xmlNode *child = node->children; child; child = child->next) {
    *link = take_child(x, child, depth);
    if (!*link)
      return NULL;
    children += !xmlIsBlankNode(child);
    link = &(*link)->next;
  }
  if (!x->is_dita && !sp_str_is(el->name, "table"))
    x->steps += children * children;
  if (x->steps <= STEPS_MAX)
    return el;
  SP_XML_ERROR(x, el->line,
               "too much stands side by side in <%.*s>; split the document",
               SP_FMT(el->name));
  return NULL;
}

/* ---- DITA */

/* By the path, or by a root that is none of ours. */
static bool
is_dita(const struct sp_xml *x, const xmlNode *root)
{
  struct sp_xml_el el = {.name = sp_str((const char *)root->name)};
  struct sp_str path = x->options->path;
  struct sp_xml_attr attr = {SP_STR("class"), SP_STR("")};
  xmlChar *value;
  bool found;

  if (sp_str_ends(path, ".dita") || sp_str_ends(path, ".ditamap"))
    return true;
  if (root->ns)
    return false;
  value = xmlGetNoNsProp(root, (const xmlChar *)"class");
  attr.value = sp_str((const char *)value);
  el.attr = &attr;
  el.attrs = 1;
  found = sp_dita_is_root(&el);
  xmlFree(value);
  return found;
}

struct sp_xml_el *
sp_xml_dita_tree(struct sp_xml *x, struct sp_str bytes)
{
  struct sp_xml_el *root;
  unsigned doctype;
  xmlDocPtr doc;

  sp_xml_prepare();
  if (sp_str_starts(bytes, "\xEF\xBB\xBF"))
    bytes = sp_str_sub(bytes, 3, bytes.len);
  if (!sp_xml_check_bytes(x, bytes))
    return NULL;
  doc = parse(x, bytes, &doctype);
  if (!doc)
    return NULL;
  x->is_dita = true;
  root = is_dita(x, xmlDocGetRootElement(doc))
             ? take_element(x, xmlDocGetRootElement(doc), 1)
             : NULL;
  xmlFreeDoc(doc);
  return root;
}

/* ---- a document of either */

static void
read_ours(struct sp_xml *x, const struct sp_xml_schema *schema, xmlDocPtr doc,
          struct sp_reading *out)
{
  const struct sp_xml_el *root = take_element(x, xmlDocGetRootElement(doc), 1);

  if (root)
    sp_xml_document(x, root, out);
  /* Our own words are plainer, so the schema has the last word only. */
  if (schema && root && x->diags->errors == x->errors_before)
    sp_xml_validate(x, schema, doc);
}

void
sp_xml_read(const struct sp_xml_schema *schema, struct sp_arena *arena,
            struct sp_str bytes, const struct sp_read_options *options,
            struct sp_diags *diags, struct sp_reading *out)
{
  struct sp_xml x = {.arena = arena,
                     .options = options,
                     .diags = diags,
                     .errors_before = diags->errors};
  struct sp_xml_el *root;
  unsigned doctype;
  xmlDocPtr doc;

  *out = (struct sp_reading){0};
  sp_xml_prepare();
  if (sp_str_starts(bytes, "\xEF\xBB\xBF"))
    bytes = sp_str_sub(bytes, 3, bytes.len);
  if (!sp_xml_check_bytes(&x, bytes))
    return;
  doc = parse(&x, bytes, &doctype);
  if (!doc)
    return;
  if (is_dita(&x, xmlDocGetRootElement(doc))) {
    x.is_dita = true;
    root = take_element(&x, xmlDocGetRootElement(doc), 1);
    if (root)
      sp_dita_read(&x, root, out);
  } else if (doctype) {
    refuse_doctype(&x, doctype);
  } else {
    read_ours(&x, schema, doc, out);
  }
  xmlFreeDoc(doc);
}
