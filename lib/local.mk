# libsp.a: what both programs share.  libspindex.a: the doors to Xapian and
# ctemplate (C++ behind them).  libspwrite.a: what only the indexer may link.
noinst_LIBRARIES += lib/libsp.a lib/libspindex.a lib/libspwrite.a

lib_libsp_a_CPPFLAGS = $(AM_CPPFLAGS) $(CMARK_CFLAGS) $(XML_CFLAGS) \
	$(YAML_CFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS)
lib_libsp_a_SOURCES = \
	lib/anchor.c lib/anchor.h \
	lib/arena.c lib/arena.h \
	lib/areas.c lib/areas.h lib/areas_key.c lib/areas_pack.c \
	lib/audience.c lib/audience.h \
	lib/base.c lib/base.h \
	lib/buf.c lib/buf.h \
	lib/calendar.c lib/calendar.h \
	lib/call.c lib/call.h \
	lib/callers.c lib/callers.h \
	lib/check.h lib/check_parts.h lib/check_site.h \
	lib/check_acronyms.c lib/check_calls.c lib/check_contacts.c \
	lib/check_areas.c lib/check_flow.c lib/check_guards.c lib/check_pins.c \
	lib/check_reading.c \
	lib/check_table.c lib/check_time.c lib/check_twins.c lib/check_twins.h \
	lib/check_typed.c \
	lib/check_words.c lib/check_world.c \
	lib/coverage.c lib/coverage.h lib/coverage_suggest.c \
	lib/csv.c lib/csv.h \
	lib/current.c lib/current.h \
	lib/diag.c lib/diag.h \
	lib/dita.c lib/dita.h lib/dita_parts.h \
	lib/dita_blocks.c lib/dita_card.c lib/dita_choices.c lib/dita_inline.c \
	lib/dita_links.c lib/dita_map.c lib/dita_names.c lib/dita_prolog.c lib/dita_refs.c \
	lib/dita_script.c lib/dita_source.c lib/dita_tables.c lib/dita_task.c \
	lib/dita_topic.c lib/dita_trouble.c \
	lib/directory.c lib/directory.h lib/directory_pack.c \
	lib/directory_reach.c \
	lib/doc.c lib/doc.h lib/doc_pack.c \
	lib/doc_same.c \
	lib/error.c lib/error.h \
	lib/fields.c lib/fields.h lib/fields_forms.c lib/fields_forms.h \
	lib/fields_rules.c lib/fields_rules.h \
	lib/graph.c lib/graph.h lib/graph_parts.h \
	lib/graph_dot.c lib/graph_draft.c \
	lib/graph_layout.c lib/graph_layout.h \
	lib/graph_mermaid.c lib/graph_model.c \
	lib/graph_order.c lib/graph_order.h \
	lib/graph_pen.c lib/graph_pen.h lib/graph_place.c \
	lib/graph_sheet.c lib/graph_sheet.h \
	lib/graph_svg.c lib/graph_text.c \
	lib/guard.c lib/guard.h \
	lib/handover.c lib/handover.h \
	lib/hash.c lib/hash.h \
	lib/hours.c lib/hours.h lib/hours_at.c \
	lib/html.c lib/html.h \
	lib/log.c lib/log.h \
	lib/markdown.c lib/markdown.h lib/markdown_parts.h \
	lib/markdown_blocks.c lib/markdown_choices.c lib/markdown_finish.c \
	lib/markdown_front.c lib/markdown_inline.c lib/markdown_keys.c \
	lib/markdown_lines.c lib/markdown_markers.c lib/markdown_quotes.c \
	lib/markdown_records.c lib/markdown_script.c lib/markdown_sections.c \
	lib/markdown_seen.c lib/markdown_slips.c \
	lib/markdown_tables.c lib/markdown_walk.c \
	lib/markdown_write.c lib/markdown_write_blocks.c \
	lib/markdown_write_front.c lib/markdown_write_inline.c \
	lib/markdown_write_script.c \
	lib/near.c lib/near.h \
	lib/pack.c lib/pack.h \
	lib/page.c lib/page.h \
	lib/playable.c lib/playable.h \
	lib/postcode.c \
	lib/render.c lib/render.h lib/render_parts.h \
	lib/render_html.c lib/render_script.c lib/render_window.c \
	lib/record.c lib/record.h \
	lib/refs.c \
	lib/resolve.c lib/resolve.h lib/resolve_links.c lib/resolve_near.c \
	lib/resolve_parts.h \
	lib/rota.c lib/rota.h \
	lib/script.c lib/script.h \
	lib/scrub.c lib/scrub.h lib/scrub_codes.c lib/scrub_fold.c \
	lib/scrub_numbers.c lib/scrub_parts.h lib/scrub_words.c \
	lib/share.c lib/share.h \
	lib/site.c lib/site.h lib/site_parts.c lib/site_parts.h lib/fees.c \
	lib/pins.c lib/site_lists.c lib/site_pack.c lib/synonyms.c \
	lib/table.c lib/table.h \
	lib/test_call.c lib/test_call.h \
	lib/text.c lib/text.h \
	lib/theme.c lib/theme.h \
	lib/tidy.c lib/tidy.h lib/tidy_inline.c \
	lib/url.c lib/url.h \
	lib/when.c lib/when.h \
	lib/write.h lib/write_parts.h \
	lib/write_front.c lib/write_guard.c lib/write_links.c \
	lib/xml.c lib/xml.h lib/xml_parts.h \
	lib/xml_blocks.c lib/xml_bytes.c lib/xml_finish.c lib/xml_inline.c \
	lib/xml_lists.c \
	lib/xml_names.c lib/xml_outcome.c lib/xml_relax.c lib/xml_root.c \
	lib/xml_script.c lib/xml_slips.c \
	lib/xml_write.c lib/xml_write_blocks.c lib/xml_write_inline.c \
	lib/xml_write_script.c \
	lib/yaml.c lib/yaml.h lib/yaml_lines.c lib/yaml_lines.h

lib_libspindex_a_CPPFLAGS = $(AM_CPPFLAGS) $(XAPIAN_CFLAGS) $(CTEMPLATE_CFLAGS)
lib_libspindex_a_SOURCES = \
	lib/index_dump.cc \
	lib/index_explain.cc lib/index_explain.hh \
	lib/index_guard.hh lib/index.h \
	lib/index_lexicon.cc lib/index_lexicon.hh \
	lib/index_meta.cc lib/index_meta.hh \
	lib/index_plan.cc lib/index_plan.hh \
	lib/index_pins.cc lib/index_pins.hh \
	lib/index_places.cc lib/index_places.hh \
	lib/index_query.cc lib/index_query.hh \
	lib/index_rank.hh \
	lib/index_read.cc lib/index_reader.hh \
	lib/index_search.cc \
	lib/index_sight.cc lib/index_sight.hh \
	lib/index_snippet.cc lib/index_snippet.hh \
	lib/index_terms.cc lib/index_terms.hh \
	lib/index_wordlist.cc lib/index_wordlist.hh \
	lib/schema.h \
	lib/tmpl.cc lib/tmpl.h

lib_libspwrite_a_CPPFLAGS = $(AM_CPPFLAGS) $(XAPIAN_CFLAGS)
lib_libspwrite_a_SOURCES = \
	lib/index_build.cc lib/index_build.hh \
	lib/index_write.cc

SP_LIBS = lib/libspindex.a lib/libsp.a $(XAPIAN_LIBS) $(CTEMPLATE_LIBS) \
	$(CMARK_LIBS) $(XML_LIBS) $(YAML_LIBS) $(JANSSON_LIBS) $(SODIUM_LIBS)
