/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/theme.h - a council's own colours: theme.* of site.yaml into custom
 * properties of site.css, for a light and a dark screen.
 *
 *   theme.brand: "#0b4f6c"
 *   theme.dark-brand: "#7cc4dc"
 *
 * A colour is # and six hexadecimal digits, and nothing else gets through. */
#ifndef SP_THEME_H
#define SP_THEME_H

#include "lib/buf.h"
#include "lib/site.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Is there such a colour to set ("brand", "dark-link")? */
bool sp_theme_knows(struct sp_str name);
/* "#0b4f6c" */
bool sp_theme_is_colour(struct sp_str value);

/* Contrast ratio of two colours, 1 to 21: WCAG 2.2, "contrast ratio" and
 * "relative luminance".  Both must be colours. */
double sp_theme_contrast(struct sp_str a, struct sp_str b);

/* W32 for each pair of colours, set or ours, that is harder to tell apart than
 * WCAG 2.2 AA asks: text 4.5 to 1, what shows the focus 3 to 1. */
void sp_theme_check(const struct sp_site *site, struct sp_str path,
                    struct sp_diags *diags);

/* The style sheet; empty when the site sets no colour. */
void sp_theme_css(struct sp_buf *out, const struct sp_site *site);

#ifdef __cplusplus
}
#endif
#endif
