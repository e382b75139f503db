# Benchmarks: programs that print ratios.  `make bench`, then bench/run.
EXTRA_PROGRAMS += bench/bench-hello
bench_bench_hello_CPPFLAGS = $(AM_CPPFLAGS) $(MHD_CFLAGS)
bench_bench_hello_SOURCES = bench/hello.c
bench_bench_hello_LDADD = $(MHD_LIBS)
EXTRA_PROGRAMS += bench/bench-inprocess
bench_bench_inprocess_SOURCES = bench/inprocess.c
bench_bench_inprocess_LDADD = $(SP_LIBS) -lpthread
EXTRA_PROGRAMS += bench/bench-inxapian
bench_bench_inxapian_CPPFLAGS = $(AM_CPPFLAGS) $(XAPIAN_CFLAGS)
bench_bench_inxapian_SOURCES = bench/inxapian.cc
bench_bench_inxapian_LDADD = $(XAPIAN_LIBS) -lpthread
EXTRA_PROGRAMS += bench/bench-sphinxql
bench_bench_sphinxql_SOURCES = bench/sphinxql.c
bench_bench_sphinxql_LDADD = -lpthread
EXTRA_PROGRAMS += bench/bench-suggest
bench_bench_suggest_SOURCES = bench/suggest.c
nodist_EXTRA_bench_bench_suggest_SOURCES = dummy.cxx
bench_bench_suggest_LDADD = searchd/libspserve.a lib/libspwrite.a $(SP_LIBS) -lpthread
bench: bench/bench-hello bench/bench-inprocess bench/bench-inxapian bench/bench-sphinxql \
	bench/bench-suggest
.PHONY: bench
CLEANFILES += bench/bench-hello bench/bench-inprocess bench/bench-inxapian bench/bench-sphinxql \
	bench/bench-suggest
EXTRA_DIST += bench/cache bench/checks bench/run bench/corpus.py bench/requests.lua bench/visible bench/workers
EXTRA_DIST += bench/fts5-search bench/hostile bench/measure.py bench/minisearch.js bench/profile \
	bench/peer/__init__.py bench/peer/fts5.py bench/peer/groonga.py \
	bench/peer/minisearch.py bench/peer/omega.py bench/peer/postgres.py \
	bench/peer/signpost.py bench/peer/sphinx.py bench/peers \
	bench/shapes.py bench/suggest bench/words.py
