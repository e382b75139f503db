/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/html.h - the one escaper of the C side (pages have ctemplate's). */
#ifndef SP_HTML_H
#define SP_HTML_H

#include "lib/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Text into markup, safe between tags and inside quoted attributes:
 * & < > " ' become character references; control characters that HTML forbids
 * become U+FFFD. */
void sp_html_escape(struct sp_buf *out, struct sp_str text);
/* ` name="value"`, escaped.  name is ours, never input. */
void sp_html_attr(struct sp_buf *out, const char *name, struct sp_str value);

#ifdef __cplusplus
}
#endif
#endif
