# Manual pages and design notes.
dist_man_MANS += docs/man/signpost-content.5 docs/man/signpost-indexer.1 \
	docs/man/signpost-searchd.8
EXTRA_DIST += docs/co-ordinators.md docs/design.md docs/dita.md \
	docs/relevance.md docs/request-gate.md docs/speed.md
