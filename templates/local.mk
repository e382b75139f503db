# Templates, styles, and what npm brings for them (`make assets`).  share/ in
# the build folder is laid out as it is installed.
PAGE_TEMPLATES = \
	templates/feed_atom.tpl \
	templates/feed_opensearch.tpl \
	templates/feed_sitemap.tpl \
	templates/layout.tpl \
	templates/page_a_z.tpl \
	templates/page_accessibility.tpl \
	templates/page_community.tpl \
	templates/page_document.tpl \
	templates/page_error.tpl \
	templates/page_area.tpl \
	templates/page_area_ask.tpl \
	templates/page_area_outside.tpl \
	templates/page_area_places.tpl \
	templates/page_feedback.tpl \
	templates/page_feedback_sent.tpl \
	templates/page_home.tpl \
	templates/page_new.tpl \
	templates/page_privacy.tpl \
	templates/page_script.tpl \
	templates/page_search.tpl \
	templates/page_service.tpl \
	templates/page_services.tpl \
	templates/part_about.tpl \
	templates/part_footer.tpl \
	templates/part_header_public.tpl \
	templates/part_header_staff.tpl \
	templates/part_html.tpl \
	templates/part_list.tpl \
	templates/part_notices.tpl \
	templates/part_pager.tpl \
	templates/part_search.tpl \
	templates/part_useful.tpl

PAGE_STATIC = \
	templates/static/copy.js \
	templates/static/exit.js \
	templates/static/icon.svg \
	templates/static/notices.js \
	templates/static/site.css \
	templates/static/staff.css

ASSETS_INPUT = \
	templates/.npmrc \
	templates/assets.sh \
	templates/govuk-frontend.LICENCE.txt \
	templates/package-lock.json \
	templates/package.json \
	templates/prune.mjs

EXTRA_DIST += $(PAGE_TEMPLATES) $(PAGE_STATIC) $(ASSETS_INPUT) \
	templates/openapi.json templates/share.sh schema/signpost.rng

ASSETS = assets/govuk.css assets/govuk-frontend.LICENCE.txt \
	assets/minisearch.js

all-local: share.stamp

# Older than an asset that has come since: laid out anew.
share.stamp: $(PAGE_TEMPLATES) $(PAGE_STATIC) templates/share.sh \
		$(wildcard $(ASSETS)) \
		$(srcdir)/templates/openapi.json \
		$(srcdir)/schema/signpost.rng
	$(AM_V_GEN)$(SHELL) $(srcdir)/templates/share.sh $(srcdir) . && \
	touch $@

# Needs node and npm, and a registry that npm knows.
.PHONY: assets
assets:
	$(AM_V_GEN)mkdir -p assets && \
	$(SHELL) $(srcdir)/templates/assets.sh $(srcdir)/templates assets && \
	$(SHELL) $(srcdir)/templates/share.sh $(srcdir) . && touch share.stamp

# A release carries the finished assets, so that building it needs no npm.
dist-hook: dist-assets
.PHONY: dist-assets
dist-assets:
	@test -f assets/govuk.css || \
	  test -f $(srcdir)/templates/vendor/govuk.css || $(MAKE) assets
	@vendor=assets; test -f assets/govuk.css || \
	  vendor=$(srcdir)/templates/vendor; \
	$(MKDIR_P) $(distdir)/templates/vendor && \
	cp $$vendor/govuk.css $$vendor/govuk-frontend.LICENCE.txt \
	  $$vendor/minisearch.js \
	  $(distdir)/templates/vendor/ && \
	chmod u+w $(distdir)/templates/vendor/*

install-data-local: share.stamp
	@for folder in templates static schema; do \
	  $(MKDIR_P) "$(DESTDIR)$(pkgdatadir)/$$folder" || exit 1; \
	  for file in share/$$folder/*; do \
	    $(INSTALL_DATA) "$$file" "$(DESTDIR)$(pkgdatadir)/$$folder" || \
	      exit 1; \
	  done; \
	done

uninstall-local:
	rm -rf "$(DESTDIR)$(pkgdatadir)/templates" \
	  "$(DESTDIR)$(pkgdatadir)/static" "$(DESTDIR)$(pkgdatadir)/schema"

clean-local:
	rm -rf share share.new
CLEANFILES += share.stamp
distclean-local:
	rm -rf assets browser-tools
