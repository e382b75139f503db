/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/tmpl.h - the only door to ctemplate.
 *
 * Every template starts with {{%AUTOESCAPE context="HTML"}} (or XML for the
 * feeds): values are escaped for the place they land in.  Stored HTML alone
 * goes in unescaped, by {{HTML:none}} in part_html.tpl, and only
 * sp_view_html() can fill that.  A variable that begins a quoted address
 * (href="{{URL}}") is looked at once more: what could be no struct sp_url
 * becomes "#".  Line ends at the end of a template are dropped. */
#ifndef SP_TMPL_H
#define SP_TMPL_H

#include "lib/buf.h"
#include "lib/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_tmpl; /* all templates of a folder, loaded and checked; shared by
                   threads, read only */
struct sp_view; /* the values of one page; used by one thread */

/* Load and check every *.tpl of the folder.  SP_E_NOTFOUND no such folder or
 * no template in it; SP_E_DATA a template does not load, does not start as
 * said above, or goes around the escaping (the message names it); SP_E_IO. */
SP_NODISCARD enum sp_status sp_tmpl_open(const char *dir, struct sp_tmpl **out,
                                         struct sp_err *err);
void sp_tmpl_free(struct sp_tmpl *tmpl);

/* The caller ends it with sp_view_free(), which ends its children too. */
struct sp_view *sp_view_new(void);
void sp_view_free(struct sp_view *view);
void sp_view_text(struct sp_view *view, const char *name, struct sp_str value);
void sp_view_number(struct sp_view *view, const char *name, long long value);
/* An address in href or src. */
void sp_view_url(struct sp_view *view, const char *name, struct sp_url value);
/* Show {{#NAME}}...{{/NAME}} once, with the parent's values. */
void sp_view_show(struct sp_view *view, const char *name);
/* Show it once more with values of its own; the view is the parent's. */
struct sp_view *sp_view_add(struct sp_view *view, const char *name);
/* Include template `file` at {{>NAME}}; the view is the parent's. */
struct sp_view *sp_view_include(struct sp_view *view, const char *name,
                                const char *file);
/* Put stored HTML at {{>NAME}} through part_html.tpl. */
void sp_view_html(struct sp_view *view, const char *name, struct sp_html value);

/* Render template `file` behind what `out` holds.  SP_E_INTERNAL no such
 * template, or the page does not fit into `out`; SP_E_NOMEM.  Then what `out`
 * holds is of no use. */
SP_NODISCARD enum sp_status sp_tmpl_render(const struct sp_tmpl *tmpl,
                                           const char *file,
                                           const struct sp_view *view,
                                           struct sp_buf *out,
                                           struct sp_err *err);

#ifdef __cplusplus
}
#endif
#endif
