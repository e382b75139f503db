/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_theme.c - /theme.css: the council's own colours, of site.yaml.
 */
#include "lib/theme.h"

#include "searchd/pages.h"

enum sp_status
sp_page_theme(const struct sp_app *app, const struct sp_request *req,
              struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_lease_end) struct sp_lease lease = {0};
  enum sp_status status = sp_readers_borrow(app->readers, &lease, err);

  (void)req;
  if (status != SP_OK)
    return status;
  resp->type = SP_TYPE_CSS;
  sp_theme_css(&resp->body, lease.state->site);
  sp_response_depends(resp, &lease, SP_ALWAYS_UNTIL);
  return SP_OK;
}
