# All but main.c is a library, so that unit tests can link it.
noinst_LIBRARIES += indexer/libindexer.a
indexer_libindexer_a_CPPFLAGS = $(AM_CPPFLAGS) $(SECCOMP_CFLAGS) \
	$(JANSSON_CFLAGS) $(MHD_CFLAGS) -DSP_SBIN=\"$(sbindir)\"
indexer_libindexer_a_SOURCES = \
	indexer/apply.c indexer/apply.h \
	indexer/brief.c indexer/brief.h \
	indexer/build.c indexer/build.h \
	indexer/catalog.c indexer/catalog.h indexer/catalog_read.c \
	indexer/changes.c indexer/changes.h \
	indexer/check.c indexer/check.h \
	indexer/child.c indexer/child.h \
	indexer/contacts.c indexer/contacts.h \
	indexer/convert.c indexer/convert.h \
	indexer/control.c indexer/control.h \
	indexer/dita_shelf.c indexer/dita_shelf.h \
	indexer/entry.c indexer/entry.h \
	indexer/errand.c indexer/errand.h \
	indexer/export.c indexer/export.h \
	indexer/export_crawl.c indexer/export_crawl.h \
	indexer/export_folder.c indexer/export_folder.h \
	indexer/export_links.c indexer/export_links.h \
	indexer/export_server.c indexer/export_server.h \
	indexer/export_words.c indexer/export_words.h \
	indexer/facts.c indexer/facts.h \
	indexer/generation.c indexer/generation.h \
	indexer/inspect.c indexer/inspect.h indexer/inspect_coverage.c \
	indexer/inspect_site.c \
	indexer/graph.c indexer/graph.h \
	indexer/kind.c indexer/kind.h \
	indexer/last_good.c indexer/last_good.h \
	indexer/lock.c indexer/lock.h \
	indexer/lost.c indexer/lost.h \
	indexer/make.c indexer/make.h \
	indexer/notice.c indexer/notice.h \
	indexer/one.c indexer/one.h \
	indexer/options.c indexer/options.h indexer/options_parts.h \
	indexer/options_values.c \
	indexer/parser.c indexer/parser.h \
	indexer/pins.c indexer/pins.h \
	indexer/served.c indexer/served.h \
	indexer/place.c indexer/place.h \
	indexer/plan.c indexer/plan.h \
	indexer/progress.c indexer/progress.h \
	indexer/renew.c indexer/renew.h \
	indexer/report.c indexer/report.h \
	indexer/sandbox.c indexer/sandbox.h \
	indexer/sarif.c indexer/sarif.h \
	indexer/schema.c indexer/schema.h \
	indexer/sense.c indexer/sense.h \
	indexer/services.c indexer/services.h \
	indexer/settings.c indexer/settings.h \
	indexer/sheet.c indexer/sheet.h \
	indexer/spool.c indexer/spool.h \
	indexer/supervisor.c indexer/supervisor.h \
	indexer/survey.c indexer/survey.h \
	indexer/title.c indexer/title.h \
	indexer/twin.c indexer/twin.h \
	indexer/upshot.c indexer/upshot.h \
	indexer/walk.c indexer/walk.h \
	indexer/watch.c indexer/watch.h indexer/watch_parts.h \
	indexer/watch_folder.c \
	indexer/watch_runs.c \
	indexer/watch_state.c indexer/watch_state.h \
	indexer/wire.c indexer/wire.h \
	indexer/world.c indexer/world.h

bin_PROGRAMS += signpost-indexer
signpost_indexer_SOURCES = indexer/main.c
# Links with the C++ driver: lib/ has C++ behind its doors.
nodist_EXTRA_signpost_indexer_SOURCES = dummy.cxx
signpost_indexer_LDADD = indexer/libindexer.a lib/libspwrite.a $(SP_LIBS) \
	$(SECCOMP_LIBS) $(MHD_LIBS)
