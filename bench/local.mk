# Benchmarks: programs that print ratios.  `make bench`, then bench/run.
EXTRA_PROGRAMS += bench/bench-hello
bench_bench_hello_CPPFLAGS = $(AM_CPPFLAGS) $(MHD_CFLAGS)
bench_bench_hello_SOURCES = bench/hello.c
bench_bench_hello_LDADD = $(MHD_LIBS)
bench: bench/bench-hello
.PHONY: bench
CLEANFILES += bench/bench-hello
EXTRA_DIST += bench/checks bench/run bench/corpus.py bench/requests.lua bench/visible
