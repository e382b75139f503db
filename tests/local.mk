# Unit tests print TAP (cmocka), end-to-end tests are TAP shell.
AM_TESTS_ENVIRONMENT = CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	SP_BUILD='$(abs_top_builddir)'; export SP_BUILD; \
	SP_SOURCE='$(abs_top_srcdir)'; export SP_SOURCE;
TEST_EXTENSIONS = .t
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh --merge
T_LOG_DRIVER = $(LOG_DRIVER)
T_LOG_COMPILER = $(SHELL)

# A unit test is one file, tests/unit/test-NOUN.c, and one line here.  Those
# that need more than lib/ have a block of their own below.
UNIT_TESTS = \
	tests/unit/test-answer \
	tests/unit/test-apply \
	tests/unit/test-areas \
	tests/unit/test-audience \
	tests/unit/test-base \
	tests/unit/test-calendar \
	tests/unit/test-cache \
	tests/unit/test-cache-key \
	tests/unit/test-call \
	tests/unit/test-catalog \
	tests/unit/test-check-pins \
	tests/unit/test-check-twins \
	tests/unit/test-check-world \
	tests/unit/test-conn \
	tests/unit/test-csv \
	tests/unit/test-current \
	tests/unit/test-diag \
	tests/unit/test-directory \
	tests/unit/test-dita \
	tests/unit/test-dita-limits \
	tests/unit/test-dita-script \
	tests/unit/test-dita-taken \
	tests/unit/test-doc \
	tests/unit/test-entry \
	tests/unit/test-event \
	tests/unit/test-events \
	tests/unit/test-events-store \
	tests/unit/test-export-links \
	tests/unit/test-feedback \
	tests/unit/test-fees \
	tests/unit/test-fields \
	tests/unit/test-forms \
	tests/unit/test-gate \
	tests/unit/test-generation \
	tests/unit/test-graph \
	tests/unit/test-graph-many \
	tests/unit/test-guard \
	tests/unit/test-handover \
	tests/unit/test-headers \
	tests/unit/test-hours \
	tests/unit/test-hours-model \
	tests/unit/test-index \
	tests/unit/test-index-copy \
	tests/unit/test-index-open \
	tests/unit/test-json-ld \
	tests/unit/test-limit \
	tests/unit/test-linear \
	tests/unit/test-lock \
	tests/unit/test-markdown \
	tests/unit/test-markdown-blocks \
	tests/unit/test-markdown-limits \
	tests/unit/test-markdown-script \
	tests/unit/test-near \
	tests/unit/test-notice \
	tests/unit/test-open-now \
	tests/unit/test-pack \
	tests/unit/test-page \
	tests/unit/test-page-words \
	tests/unit/test-parser \
	tests/unit/test-pins \
	tests/unit/test-place \
	tests/unit/test-plan \
	tests/unit/test-queue \
	tests/unit/test-readers \
	tests/unit/test-record \
	tests/unit/test-redirect \
	tests/unit/test-refs \
	tests/unit/test-render \
	tests/unit/test-report \
	tests/unit/test-request \
	tests/unit/test-resolve \
	tests/unit/test-resolve-contacts \
	tests/unit/test-resolve-includes \
	tests/unit/test-retry \
	tests/unit/test-rota \
	tests/unit/test-route \
	tests/unit/test-scan \
	tests/unit/test-script \
	tests/unit/test-scrub \
	tests/unit/test-search \
	tests/unit/test-search-explain \
	tests/unit/test-search-pins \
	tests/unit/test-search-places \
	tests/unit/test-search-slips \
	tests/unit/test-search-snippet \
	tests/unit/test-search-viewer \
	tests/unit/test-search-words \
	tests/unit/test-sense \
	tests/unit/test-serve \
	tests/unit/test-services \
	tests/unit/test-settings \
	tests/unit/test-settings-tables \
	tests/unit/test-site \
	tests/unit/test-site-pages \
	tests/unit/test-spool \
	tests/unit/test-static \
	tests/unit/test-suggest \
	tests/unit/test-suggest-slips \
	tests/unit/test-suggest-sources \
	tests/unit/test-text \
	tests/unit/test-theme \
	tests/unit/test-tmpl \
	tests/unit/test-twin \
	tests/unit/test-upshot \
	tests/unit/test-url \
	tests/unit/test-walk \
	tests/unit/test-watch-runs \
	tests/unit/test-watch-state \
	tests/unit/test-when \
	tests/unit/test-why \
	tests/unit/test-wordlist \
	tests/unit/test-write \
	tests/unit/test-xml \
	tests/unit/test-xml-forms \
	tests/unit/test-xml-limits \
	tests/unit/test-yaml

if HAVE_CMOCKA
check_PROGRAMS += $(UNIT_TESTS)
TESTS += $(UNIT_TESTS)
endif
EXTRA_DIST += tests/unit/harmless.h tests/unit/model.h tests/unit/folder.h tests/unit/index_fixture.h \
	tests/unit/lexicon_fixture.h \
	tests/unit/played_child.h \
	tests/fuzz/model.h tests/unit/diags.h \
	tests/unit/clock.h tests/unit/resolve_fixture.h \
	tests/unit/suggest_fixture.h tests/unit/unit.h \
	tests/valgrind.supp

# What a program without an _LDADD of its own links with: a unit test.
# lib/ has C++ behind its doors.
LDADD = lib/libspwrite.a $(SP_LIBS) $(CMOCKA_LIBS)

# End-to-end tests: real programs, real sockets, real indexes.  SMOKE runs in
# distcheck, SLOW once in the plain build and not under sanitizers.
SMOKE_T_TESTS = \
	tests/t/borders.t \
	tests/t/format.t
MORE_T_TESTS = \
	tests/t/authors.t \
	tests/t/bombs.t \
	tests/t/canaries.t \
	tests/t/check.t \
	tests/t/checks.t \
	tests/t/checks-update.t \
	tests/t/content.t \
	tests/t/convert.t \
	tests/t/contract.t \
	tests/t/dita.t \
	tests/t/events.t \
	tests/t/expired.t \
	tests/t/export.t \
	tests/t/feedback.t \
	tests/t/graph.t \
	tests/t/home.t \
	tests/t/indexer.t \
	tests/t/last-good.t \
	tests/t/machines.t \
	tests/t/malformed.t \
	tests/t/manual.t \
	tests/t/mcp.t \
	tests/t/parent.t \
	tests/t/quickstart.t \
	tests/t/relevance.t \
	tests/t/search.t \
	tests/t/server.t \
	tests/t/suggest.t \
	tests/t/coverage-suggest.t \
	tests/t/theme.t \
	tests/t/walk.t \
	tests/t/your-area.t
SLOW_T_TESTS = \
	tests/t/browser.t \
	tests/t/cache.t \
	tests/t/kill.t \
	tests/t/ten-thousand.t \
	tests/t/update-equals-build.t \
	tests/t/watch.t

ALL_TESTS = $(UNIT_TESTS) $(SMOKE_T_TESTS) $(MORE_T_TESTS) $(SLOW_T_TESTS)
FAST_TESTS = $(UNIT_TESTS) $(SMOKE_T_TESTS) $(MORE_T_TESTS)
# Under valgrind, where ASan cannot see: into the libraries behind the doors.
VALGRIND_TESTS = \
	tests/unit/test-index \
	tests/unit/test-index-copy \
	tests/unit/test-index-open \
	tests/unit/test-search \
	tests/unit/test-search-snippet \
	tests/unit/test-search-viewer \
	tests/unit/test-tmpl

TESTS += $(SMOKE_T_TESTS)
if !SMOKE_ONLY
TESTS += $(MORE_T_TESTS) $(SLOW_T_TESTS)
endif
EXTRA_DIST += $(SMOKE_T_TESTS) $(MORE_T_TESTS) $(SLOW_T_TESTS)
# What those read.
EXTRA_DIST += \
	tests/fixtures/checks \
	tests/fixtures/dita/contacts/crew-desk.md \
	tests/fixtures/dita/parts/library.dita \
	tests/fixtures/dita/waste/bins.dita \
	tests/fixtures/dita/waste/missed.dita \
	tests/fixtures/dita/waste/overview.ditamap \
	tests/fixtures/dita/waste/return-bin.dita \
	tests/t/busy.py \
	tests/t/cache.py \
	tests/t/canaries.py \
	tests/t/canary_blocks.py \
	tests/t/canary_change.py \
	tests/t/canary_check.py \
	tests/t/canary_corpus.py \
	tests/t/canary_docs.py \
	tests/t/canary_foreign.py \
	tests/t/canary_levels.py \
	tests/t/canary_make.py \
	tests/t/canary_parts.py \
	tests/t/canary_scripts.py \
	tests/t/canary_settings.py \
	tests/t/canary_slips.py \
	tests/t/canary_slips_text.py \
	tests/t/canary_words.py \
	tests/t/canary_xml.py \
	tests/t/contract_json.py \
	tests/t/drain.py \
	tests/t/export.py \
	tests/t/http_site.py \
	tests/t/kills.py \
	tests/t/lib.sh \
	tests/t/load.py \
	tests/t/machines.py \
	tests/t/manual.py \
	tests/t/mcp.py \
	tests/t/openapi.py \
	tests/t/peak.py \
	tests/t/plain_content.py \
	tests/t/python.sh \
	tests/t/random-corpus.py \
	tests/t/rawhttp.py \
	tests/t/results.py \
	tests/t/search.py \
	tests/t/servers.sh \
	tests/t/coverage-suggest.py \
	tests/t/suggest.py \
	tests/relevance/tasks.csv \
	tests/t/walk.py \
	tests/t/watch.py \
	tests/t/watcher.py

EXTRA_DIST += \
	tests/browser/.htmlvalidate.json \
	tests/browser/.npmrc \
	tests/browser/copy.mjs \
	tests/browser/content/notices/test-emergency.md \
	tests/browser/content/waste/test-blocks.md \
	tests/browser/look.mjs \
	tests/browser/markup.mjs \
	tests/browser/package-lock.json \
	tests/browser/package.json \
	tests/browser/pages.mjs \
	tests/browser/run.mjs \
	tests/browser/walk.mjs

# A thousand folders with canaries, half an hour or so; a slice of them:
# make canaries SP_CANARY_SEED=500 SP_CANARY_CORPORA=100
SP_CANARY_SEED = 1
SP_CANARY_CORPORA = 1000
SP_CANARY_ASK = 10
SP_CANARY_WORDS = 200
SP_CANARY_LEVELS = 2 3 4
canaries: all
	$(AM_TESTS_ENVIRONMENT) SP_CANARY_SEED=$(SP_CANARY_SEED) \
	SP_CANARY_CORPORA=$(SP_CANARY_CORPORA) SP_CANARY_ASK=$(SP_CANARY_ASK) \
	SP_CANARY_LEVELS="$(SP_CANARY_LEVELS)" SP_CANARY_WORDS=$(SP_CANARY_WORDS) \
	$(SHELL) $(srcdir)/tests/t/canaries.t
.PHONY: canaries

# How well the judged queries are answered, with those that are not first.
relevance: all
	python3 $(srcdir)/tests/relevance/measure.py --bin . --misses \
	--floor $(srcdir)/tests/relevance/floor.json
.PHONY: relevance
EXTRA_DIST += tests/relevance/answers.py \
	tests/relevance/floor.json tests/relevance/judgements.csv \
	tests/relevance/list.py tests/relevance/measure.py

FUZZ_TARGETS = \
	tests/fuzz/fuzz-call \
	tests/fuzz/fuzz-csv \
	tests/fuzz/fuzz-dita \
	tests/fuzz/fuzz-frontmatter \
	tests/fuzz/fuzz-gate \
	tests/fuzz/fuzz-hours \
	tests/fuzz/fuzz-markdown \
	tests/fuzz/fuzz-page \
	tests/fuzz/fuzz-query \
	tests/fuzz/fuzz-scrub \
	tests/fuzz/fuzz-settings \
	tests/fuzz/fuzz-tables \
	tests/fuzz/fuzz-write \
	tests/fuzz/fuzz-xml
if ENABLE_FUZZERS
EXTRA_PROGRAMS += $(FUZZ_TARGETS)
endif
fuzzers: $(FUZZ_TARGETS)

# For tests/check.sh: what is in a list.
list-tests:
	@echo $($(LIST))
.PHONY: fuzzers list-tests

# searchd's own, from a request's bytes to a reply's.
SERVE_LDADD = searchd/libspserve.a $(LDADD) $(SQLITE_LIBS) -lpthread
tests_unit_test_answer_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_answer_SOURCES = dummy.cxx
tests_unit_test_event_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_event_SOURCES = dummy.cxx
tests_unit_test_events_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_events_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_events_SOURCES = dummy.cxx
tests_unit_test_events_store_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_events_store_SOURCES = dummy.cxx
tests_unit_test_cache_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_cache_SOURCES = dummy.cxx
tests_unit_test_site_pages_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_site_pages_SOURCES = dummy.cxx
tests_unit_test_cache_key_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_cache_key_SOURCES = dummy.cxx
tests_unit_test_conn_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_conn_SOURCES = dummy.cxx
tests_unit_test_feedback_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_feedback_SOURCES = dummy.cxx
tests_unit_test_limit_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_limit_SOURCES = dummy.cxx
tests_unit_test_gate_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_gate_SOURCES = dummy.cxx
tests_unit_test_headers_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_headers_SOURCES = dummy.cxx
tests_unit_test_json_ld_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_json_ld_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_json_ld_SOURCES = dummy.cxx
tests_unit_test_queue_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_queue_SOURCES = dummy.cxx
tests_unit_test_readers_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_readers_SOURCES = dummy.cxx
tests_unit_test_redirect_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_redirect_SOURCES = dummy.cxx
tests_unit_test_request_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_request_SOURCES = dummy.cxx
tests_unit_test_retry_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_retry_SOURCES = dummy.cxx
tests_unit_test_route_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_route_SOURCES = dummy.cxx
tests_unit_test_scan_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_scan_SOURCES = dummy.cxx
tests_unit_test_serve_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_serve_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_serve_SOURCES = dummy.cxx
tests_unit_test_settings_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_settings_SOURCES = dummy.cxx
tests_unit_test_static_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_static_SOURCES = dummy.cxx
tests_unit_test_suggest_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_suggest_SOURCES = dummy.cxx
tests_unit_test_suggest_slips_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_suggest_slips_SOURCES = dummy.cxx
tests_unit_test_suggest_sources_LDADD = $(SERVE_LDADD)
nodist_EXTRA_tests_unit_test_suggest_sources_SOURCES = dummy.cxx

# An index for tests of the server.
check_PROGRAMS += tests/t/make-index
tests_t_make_index_LDADD = lib/libspwrite.a $(SP_LIBS)
nodist_EXTRA_tests_t_make_index_SOURCES = dummy.cxx

tests_unit_test_wordlist_SOURCES = tests/unit/test-wordlist.cc

tests_fuzz_fuzz_query_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_query_LDADD = lib/libspwrite.a $(SP_LIBS)
nodist_EXTRA_tests_fuzz_fuzz_query_SOURCES = dummy.cxx
EXTRA_DIST += \
	tests/fuzz/corpus/query/accents \
	tests/fuzz/corpus/query/acronym \
	tests/fuzz/corpus/query/canary \
	tests/fuzz/corpus/query/canary-senior \
	tests/fuzz/corpus/query/canary-slip \
	tests/fuzz/corpus/query/common \
	tests/fuzz/corpus/query/completion \
	tests/fuzz/corpus/query/curly-phrase \
	tests/fuzz/corpus/query/digits \
	tests/fuzz/corpus/query/hinted \
	tests/fuzz/corpus/query/joined \
	tests/fuzz/corpus/query/long-form \
	tests/fuzz/corpus/query/long-synonym \
	tests/fuzz/corpus/query/long-word \
	tests/fuzz/corpus/query/mixed \
	tests/fuzz/corpus/query/nonsense \
	tests/fuzz/corpus/query/odd-quote \
	tests/fuzz/corpus/query/one-way \
	tests/fuzz/corpus/query/phrase \
	tests/fuzz/corpus/query/pin \
	tests/fuzz/corpus/query/pin-senior \
	tests/fuzz/corpus/query/pin-worst \
	tests/fuzz/corpus/query/repeated \
	tests/fuzz/corpus/query/short-acronym \
	tests/fuzz/corpus/query/signs \
	tests/fuzz/corpus/query/slip \
	tests/fuzz/corpus/query/slips \
	tests/fuzz/corpus/query/split \
	tests/fuzz/corpus/query/swapped \
	tests/fuzz/corpus/query/synonym \
	tests/fuzz/corpus/query/welsh \
	tests/fuzz/corpus/query/word

tests_fuzz_fuzz_gate_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_gate_LDADD = searchd/libspserve.a $(SP_LIBS) $(SQLITE_LIBS) \
	-lpthread
nodist_EXTRA_tests_fuzz_fuzz_gate_SOURCES = dummy.cxx
EXTRA_DIST += \
	tests/fuzz/corpus/gate/chunked \
	tests/fuzz/corpus/gate/get \
	tests/fuzz/corpus/gate/post \
	tests/fuzz/corpus/gate/step

# Tables of sources and trees.
READER_SOURCES = tests/unit/cases.c tests/unit/cases.h tests/unit/tree.c \
	tests/unit/tree.h
DITA_FORM_FILES = tests/unit/dita_form.h $(READER_SOURCES)
tests_unit_test_dita_SOURCES = tests/unit/test-dita.c $(DITA_FORM_FILES)
tests_unit_test_dita_limits_SOURCES = tests/unit/test-dita-limits.c \
	$(DITA_FORM_FILES)
tests_unit_test_dita_script_SOURCES = tests/unit/test-dita-script.c \
	$(DITA_FORM_FILES)
tests_unit_test_dita_taken_SOURCES = tests/unit/test-dita-taken.c \
	$(DITA_FORM_FILES)
tests_unit_test_export_links_SOURCES = tests/unit/test-export-links.c \
	indexer/export_links.c
tests_unit_test_fields_SOURCES = tests/unit/test-fields.c tests/unit/tree.c \
	tests/unit/tree.h
tests_unit_test_markdown_SOURCES = tests/unit/test-markdown.c \
	$(READER_SOURCES)
tests_unit_test_markdown_blocks_SOURCES = tests/unit/test-markdown-blocks.c \
	$(READER_SOURCES)
tests_unit_test_markdown_limits_SOURCES = tests/unit/test-markdown-limits.c \
	tests/unit/tree.c tests/unit/tree.h
tests_unit_test_markdown_script_SOURCES = tests/unit/test-markdown-script.c \
	$(READER_SOURCES)

# Drawings are looked at through libxml2.
GRAPH_RULES = tests/unit/graph_rules.c tests/unit/graph_rules.h \
	tests/unit/svg_rules.c tests/unit/svg_rules.h
tests_unit_test_graph_SOURCES = tests/unit/test-graph.c $(GRAPH_RULES)
tests_unit_test_graph_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)
tests_unit_test_graph_many_SOURCES = tests/unit/test-graph-many.c \
	$(GRAPH_RULES)
tests_unit_test_graph_many_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)

# The same in XML.
XML_FORM_FILES = tests/unit/xml_form.c tests/unit/xml_form.h $(READER_SOURCES)
tests_unit_test_forms_SOURCES = tests/unit/test-forms.c $(XML_FORM_FILES)
tests_unit_test_write_SOURCES = tests/unit/test-write.c \
	tests/unit/doc_make.c tests/unit/doc_make.h \
	tests/unit/doc_make_front.c tests/unit/doc_make_script.c \
	tests/unit/doc_make_text.c $(XML_FORM_FILES)
tests_unit_test_xml_SOURCES = tests/unit/test-xml.c $(XML_FORM_FILES)
tests_unit_test_xml_forms_SOURCES = tests/unit/test-xml-forms.c $(XML_FORM_FILES)
tests_unit_test_xml_limits_SOURCES = tests/unit/test-xml-limits.c \
	$(XML_FORM_FILES)

tests_fuzz_fuzz_call_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_call_LDADD = $(SP_LIBS) -lstdc++
tests_fuzz_fuzz_page_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_page_LDADD = indexer/libindexer.a lib/libspwrite.a $(SP_LIBS) \
	$(SECCOMP_LIBS) $(MHD_LIBS)
nodist_EXTRA_tests_fuzz_fuzz_page_SOURCES = dummy.cxx
tests_fuzz_fuzz_settings_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_settings_LDADD = indexer/libindexer.a lib/libspwrite.a \
	$(SP_LIBS) $(SECCOMP_LIBS) $(MHD_LIBS)
nodist_EXTRA_tests_fuzz_fuzz_settings_SOURCES = dummy.cxx
EXTRA_DIST += \
	tests/fuzz/corpus/call/loop \
	tests/fuzz/corpus/call/values \
	tests/fuzz/corpus/call/walk \
	tests/fuzz/corpus/page/directory \
	tests/fuzz/corpus/page/doc \
	tests/fuzz/corpus/page/entry \
	tests/fuzz/corpus/page/facts \
	tests/fuzz/corpus/page/page \
	tests/fuzz/corpus/page/playable \
	tests/fuzz/corpus/page/sheet \
	tests/fuzz/corpus/page/site \
	tests/fuzz/corpus/page/verdict \
	tests/fuzz/corpus/settings/glossary \
	tests/fuzz/corpus/settings/pins \
	tests/fuzz/corpus/settings/services \
	tests/fuzz/corpus/settings/site \
	tests/fuzz/corpus/settings/synonyms

tests_fuzz_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_csv_LDADD = $(SP_LIBS) -lstdc++
tests_fuzz_fuzz_dita_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_dita_LDADD = $(SP_LIBS) -lstdc++
tests_fuzz_fuzz_hours_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_hours_LDADD = $(SP_LIBS) -lstdc++
tests_fuzz_fuzz_scrub_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_scrub_LDADD = $(SP_LIBS) -lstdc++
tests_fuzz_fuzz_tables_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_tables_LDADD = $(SP_LIBS) -lstdc++
tests_fuzz_fuzz_write_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_write_LDADD = $(SP_LIBS) -lstdc++
tests_fuzz_fuzz_xml_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_xml_LDADD = $(SP_LIBS) -lstdc++
EXTRA_DIST += \
	tests/fuzz/corpus/csv/fees \
	tests/fuzz/corpus/csv/quotes \
	tests/fuzz/corpus/csv/times \
	tests/fuzz/corpus/dita/blocks \
	tests/fuzz/corpus/dita/book \
	tests/fuzz/corpus/dita/choices \
	tests/fuzz/corpus/dita/class \
	tests/fuzz/corpus/dita/concept \
	tests/fuzz/corpus/dita/doctype \
	tests/fuzz/corpus/dita/map \
	tests/fuzz/corpus/dita/percent \
	tests/fuzz/corpus/dita/taken \
	tests/fuzz/corpus/dita/task \
	tests/fuzz/corpus/dita/troubleshooting \
	tests/fuzz/corpus/hours/always \
	tests/fuzz/corpus/hours/night \
	tests/fuzz/corpus/hours/week \
	tests/fuzz/corpus/hours/year-ahead \
	tests/fuzz/corpus/scrub/addresses \
	tests/fuzz/corpus/scrub/dates \
	tests/fuzz/corpus/scrub/mixed \
	tests/fuzz/corpus/scrub/numbers \
	tests/fuzz/corpus/scrub/phones \
	tests/fuzz/corpus/scrub/postcodes \
	tests/fuzz/corpus/scrub/words \
	tests/fuzz/corpus/tables/areas \
	tests/fuzz/corpus/tables/bank-holidays \
	tests/fuzz/corpus/tables/on-call \
	tests/fuzz/corpus/write/guide-markdown \
	tests/fuzz/corpus/write/guide-xml \
	tests/fuzz/corpus/write/script-markdown \
	tests/fuzz/corpus/write/script-xml \
	tests/fuzz/corpus/xml/blocks \
	tests/fuzz/corpus/xml/doctype \
	tests/fuzz/corpus/xml/front \
	tests/fuzz/corpus/xml/guide \
	tests/fuzz/corpus/xml/parts \
	tests/fuzz/corpus/xml/script \
	tests/fuzz/corpus/xml/slips

tests_fuzz_fuzz_frontmatter_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_frontmatter_LDADD = $(SP_LIBS) -lstdc++
tests_fuzz_fuzz_markdown_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_markdown_LDADD = $(SP_LIBS) -lstdc++
EXTRA_DIST += \
	tests/fuzz/corpus/frontmatter/contact \
	tests/fuzz/corpus/frontmatter/fields \
	tests/fuzz/corpus/frontmatter/list \
	tests/fuzz/corpus/markdown/file \
	tests/fuzz/corpus/markdown/foreign \
	tests/fuzz/corpus/markdown/guide \
	tests/fuzz/corpus/markdown/script \
	tests/fuzz/corpus/markdown/slips

# The indexer's own, from a folder of files to two indexes.
INDEX_LDADD = indexer/libindexer.a $(LDADD) $(SECCOMP_LIBS) $(MHD_LIBS)
tests_unit_test_apply_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_apply_SOURCES = dummy.cxx
tests_unit_test_catalog_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_catalog_SOURCES = dummy.cxx
tests_unit_test_sense_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_sense_SOURCES = dummy.cxx
tests_unit_test_services_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_services_SOURCES = dummy.cxx
tests_unit_test_spool_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_spool_SOURCES = dummy.cxx
tests_unit_test_entry_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_entry_SOURCES = dummy.cxx
tests_unit_test_generation_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_generation_SOURCES = dummy.cxx
tests_unit_test_lock_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_lock_SOURCES = dummy.cxx
tests_unit_test_notice_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_notice_SOURCES = dummy.cxx
tests_unit_test_parser_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_parser_SOURCES = dummy.cxx
tests_unit_test_place_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_place_SOURCES = dummy.cxx
tests_unit_test_plan_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_plan_SOURCES = dummy.cxx
tests_unit_test_report_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_report_SOURCES = dummy.cxx
tests_unit_test_settings_tables_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_settings_tables_SOURCES = dummy.cxx
tests_unit_test_twin_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_twin_SOURCES = dummy.cxx
tests_unit_test_upshot_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_upshot_SOURCES = dummy.cxx
tests_unit_test_walk_LDADD = $(INDEX_LDADD)
nodist_EXTRA_tests_unit_test_walk_SOURCES = dummy.cxx
# With the rest of `watch` played by the test.
tests_unit_test_watch_runs_SOURCES = tests/unit/test-watch-runs.c \
	indexer/watch_runs.c
tests_unit_test_watch_state_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_watch_state_LDADD = $(INDEX_LDADD) $(JANSSON_LIBS)
nodist_EXTRA_tests_unit_test_watch_state_SOURCES = dummy.cxx

tests_unit_test_why_SOURCES = tests/unit/test-why.c \
	searchd/why.c
tests_unit_test_open_now_SOURCES = tests/unit/test-open-now.c \
	searchd/open_now.c searchd/page_words.c
tests_unit_test_page_words_SOURCES = tests/unit/test-page-words.c \
	searchd/page_links.c searchd/page_words.c
