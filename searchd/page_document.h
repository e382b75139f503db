/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_document.h - one document as a page: what page_document.c,
 * page_about.c, page_contact.c and page_script.c share. */
#ifndef SP_PAGE_DOCUMENT_H
#define SP_PAGE_DOCUMENT_H

#include "searchd/page_parts.h"

/* Find the page of the route's {id...}; it lives in the request's arena.  *page
 * is NULL when its address is an old one: resp is then a redirect to the new
 * one, plus `tail` ("/steps/x").  SP_E_NOTFOUND there is neither; else as
 * sp_reader_page() and sp_find_redirect(). */
SP_NODISCARD enum sp_status sp_document_find(struct sp_shell *shell,
                                             struct sp_str tail,
                                             struct sp_response *resp,
                                             struct sp_page **page,
                                             struct sp_err *err);
/* What every document has: title, description, language, crumbs, quick exit,
 * boundary. */
void sp_document_frame(struct sp_shell *shell, const struct sp_page *page);

/* Is the section shown to whom asks, now?  Of two with one anchor at most one
 * is. */
bool sp_document_shows(const struct sp_shell *shell,
                       const struct sp_page_section *section);
/* One PART with {{>PART_HTML}} for each live segment. */
void sp_document_parts(const struct sp_shell *shell, struct sp_view *view,
                       const struct sp_page_section *section);
/* "Provided by ..." at PROVIDER. */
void sp_document_provider(const struct sp_shell *shell, struct sp_view *view,
                          const struct sp_page *page);

/* The column beside the text, at {{>ABOUT}}: page_about.c */
void sp_document_about(const struct sp_shell *shell, struct sp_view *view,
                       const struct sp_page *page);
/* The contact that a key or title names, among those that everybody on this
 * site may see; NULL: none. */
const struct sp_page_head *sp_contact_named(const struct sp_shell *shell,
                                            struct sp_str name);
/* What a contact's fields say, at FACTS; is_brief: only how to reach them:
 * page_contact.c */
void sp_contact_facts(struct sp_shell *shell, struct sp_view *view,
                      const struct sp_page *page, bool is_brief);

/* A script at the step with this anchor; empty: at its first.  With answers in
 * the address the page's sections are made anew.  SP_E_NOTFOUND no such step,
 * or none that this viewer may see: page_script.c */
SP_NODISCARD enum sp_status sp_script_fill(struct sp_shell *shell,
                                           struct sp_page *page,
                                           struct sp_str anchor,
                                           struct sp_err *err);

#endif
