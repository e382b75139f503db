# libspserve.a: from a request's bytes to a reply's, without a socket library;
# the unit tests link it.  The program adds the HTTP library, the pages, main().
noinst_LIBRARIES += searchd/libspserve.a

searchd_libspserve_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) \
	$(SQLITE_CFLAGS)
searchd_libspserve_a_SOURCES = \
	searchd/answer.c searchd/answer.h \
	searchd/api_answer.c \
	searchd/api_document.c \
	searchd/api_health.c \
	searchd/api_search.c \
	searchd/api_suggest.c \
	searchd/app.h \
	searchd/cache.c searchd/cache.h \
	searchd/cache_key.c searchd/cache_key.h \
	searchd/conn.c searchd/conn.h \
	searchd/event.c searchd/event.h \
	searchd/event_search.c searchd/event_search.h \
	searchd/events.c searchd/events.h \
	searchd/events_command.c searchd/events_command.h \
	searchd/events_list.c searchd/events_list.h \
	searchd/events_ratings.c searchd/events_ratings.h \
	searchd/events_store.c searchd/events_store.h \
	searchd/extract.c searchd/extract.h \
	searchd/feedback.c searchd/feedback.h \
	searchd/gate.c searchd/gate.h \
	searchd/headers.c searchd/headers.h \
	searchd/json_ld.c searchd/json_ld.h \
	searchd/limit.c searchd/limit.h \
	searchd/listen.c searchd/listen.h \
	searchd/mcp.c searchd/mcp.h \
	searchd/metrics.c searchd/metrics.h \
	searchd/nearest.c searchd/nearest.h \
	searchd/options.c searchd/options.h \
	searchd/page_links.c searchd/page_links.h \
	searchd/pages.h \
	searchd/problem.c searchd/problem.h \
	searchd/queue.c searchd/queue.h \
	searchd/readers.c searchd/readers.h \
	searchd/recent.c searchd/recent.h \
	searchd/redirect.c searchd/redirect.h \
	searchd/request.c searchd/request.h \
	searchd/response.c searchd/response.h \
	searchd/retry.c searchd/retry.h \
	searchd/route.c searchd/route.h \
	searchd/scan.c searchd/scan.h \
	searchd/serve.c searchd/serve.h \
	searchd/settings.c searchd/settings.h \
	searchd/setup.c searchd/setup.h \
	searchd/site_pages.c searchd/site_pages.h \
	searchd/site_state.c searchd/site_state.h \
	searchd/state.c searchd/state.h \
	searchd/static.c searchd/static.h \
	searchd/static_read.c searchd/static_read.h \
	searchd/suggest.c searchd/suggest.h \
	searchd/suggest_entries.c \
	searchd/suggest_fold.c searchd/suggest_fold.h \
	searchd/suggest_make.c searchd/suggest_make.h \
	searchd/suggest_pack.c searchd/suggest_parts.h \
	searchd/suggest_queries.c \
	searchd/suggest_read.c \
	searchd/suggest_ready.c \
	searchd/suggest_slip.c \
	searchd/suggest_write.c \
	searchd/visitor.c searchd/visitor.h \
	searchd/walk.c searchd/walk.h \
	searchd/why.c searchd/why.h

sbin_PROGRAMS += signpost-searchd
signpost_searchd_CPPFLAGS = $(AM_CPPFLAGS) $(MHD_CFLAGS) $(JANSSON_CFLAGS)
# One file a page or family of pages: searchd/page_*.c
signpost_searchd_SOURCES = \
	searchd/main.c \
	searchd/api_mcp.c \
	searchd/open_now.c searchd/open_now.h \
	searchd/page_a_z.c \
	searchd/page_about.c \
	searchd/page_accessibility.c \
	searchd/page_community.c \
	searchd/page_contact.c \
	searchd/page_copy.c searchd/page_copy.h \
	searchd/page_document.c searchd/page_document.h \
	searchd/page_error.c \
	searchd/page_area.c \
	searchd/page_feedback.c searchd/page_feedback.h \
	searchd/page_feeds.c \
	searchd/page_home.c \
	searchd/page_json_ld.c searchd/page_json_ld.h \
	searchd/page_new.c \
	searchd/page_notices.c searchd/page_notices.h \
	searchd/page_numbers.c searchd/page_numbers.h \
	searchd/page_parts.c searchd/page_parts.h \
	searchd/page_privacy.c \
	searchd/page_script.c \
	searchd/page_search.c searchd/page_search.h \
	searchd/page_search_filters.c \
	searchd/page_search_nothing.c \
	searchd/page_services.c \
	searchd/page_step.c \
	searchd/page_theme.c \
	searchd/page_words.c searchd/page_words.h \
	searchd/recv.c \
	searchd/server.c searchd/server.h \
	searchd/server_reply.c searchd/server_reply.h
nodist_EXTRA_signpost_searchd_SOURCES = dummy.cxx
signpost_searchd_LDADD = searchd/libspserve.a $(SP_LIBS) $(MHD_LIBS) \
	$(SQLITE_LIBS) -lpthread
