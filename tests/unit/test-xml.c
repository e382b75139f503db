/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "tests/unit/xml_form.h"

#define ROOT(type, more)                                                       \
  "<" type " xmlns=\"urn:signpost:content:1\" id=\"waste/test\""               \
  " reviewed=\"2026-09-01\" review-by=\"2027-03-01\"" more ">\n"
#define GUIDE(inner) ROOT("guide", "") "<title>T</title>" inner "</guide>"

/* The file as a whole: bytes, parser, root. */
static const struct doc_case files[] = {
    {"an_empty_file_is_an_error", NULL, "", "E25:1", NULL, false, NULL},
    {"text_alone_is_an_error", NULL, "Hello", "E25:1", NULL, false, NULL},
    {"a_whole_file_is_read", NULL,
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" GUIDE("<p>a</p>"), "",
     "(para 'a')", false, NULL},
    {"a_byte_order_mark_is_left_out", NULL, "\xEF\xBB\xBF" GUIDE("<p>a</p>"),
     "", "(para 'a')", false, NULL},
    {"bytes_that_are_not_utf_8_are_told_with_their_line", NULL,
     ROOT("guide", "") "\n<p>\xE9</p></guide>", "E25:3", NULL, false, NULL},
    {"utf_16_is_an_error", NULL, "\xFF\xFE<x-x", "E25:1", NULL, false, NULL},
    {"another_encoding_is_an_error", NULL,
     "<?xml version=\"1.0\" encoding='ISO-8859-1'?>\n" GUIDE("<p>a</p>"),
     "E25:1", NULL, false, NULL},
    {"a_doctype_is_an_error_with_its_line", NULL,
     "<?xml version=\"1.0\"?>\n<!DOCTYPE guide>\n" GUIDE(""), "E25:2", NULL,
     false, NULL},
    {"a_doctype_that_names_a_file_is_not_followed", NULL,
     "<!DOCTYPE guide SYSTEM \"file:///etc/passwd\">\n" GUIDE(""), "E25:1",
     NULL, false, NULL},
    {"an_external_entity_is_an_error", NULL,
     "<!DOCTYPE guide [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n" GUIDE(
         "<p>&x;</p>"),
     "E25:1", NULL, false, NULL},
    {"an_entity_that_xml_does_not_have_is_an_error", FRONT_GUIDE,
     "\n<p>a&nbsp;b</p>", "E25:2", NULL, false, NULL},
    {"the_five_entities_and_numbers_are_characters", FRONT_GUIDE,
     "<p>&lt;a&gt; &amp; &quot;b&apos; &#163;&#xA3;</p>", "",
     "(para '<a> & \"b\\' ££')", false, NULL},
    {"a_bare_ampersand_is_an_error", FRONT_GUIDE, "<p>\na & b</p>", "E25:2",
     NULL, false, NULL},
    {"a_tag_that_is_not_closed_is_an_error", FRONT_GUIDE, "<p>a\n<b></p>",
     "E25:2", NULL, false, NULL},
    {"what_stands_behind_the_root_is_an_error", NULL, GUIDE("") "<p/>", "E25:2",
     NULL, false, NULL},
    {"comments_and_instructions_are_left_out", NULL,
     "<?xml-model href=\"signpost.rng\"?><!-- a -->" GUIDE(
         "<!-- b --><p>c<!-- d -->e<?f g?></p>"),
     "", "(para 'ce')", false, NULL},
    {"controls_written_as_numbers_are_no_text", FRONT_GUIDE,
     "<p>a&#x7F;b</p>\n<p>c&#13;d&#9;e</p>\n<p>f&#1;</p>", "E25:3", NULL, false,
     NULL},
    {"deletes_and_returns_written_as_numbers_are_spaces", FRONT_GUIDE,
     "<p>a&#x7F;b</p><p>c&#13;d <a href=\"x&#10;y\">e</a></p>"
     "<pre>f&#13;g</pre>",
     "E25:1",
     "(para 'a b') (para 'c d ' (link ->x y 'e')) (code-block 'f\\ng')", false,
     NULL},
    {"cdata_is_text", FRONT_GUIDE, "<p>a<![CDATA[ <b> & ]]>c</p>", "",
     "(para 'a <b> & c')", false, NULL},
    {"a_root_without_namespace_is_an_error", NULL,
     "<guide id=\"waste/test\"></guide>", "E25:1", NULL, false, NULL},
    {"a_prefix_of_our_namespace_is_fine", NULL,
     "<s:guide xmlns:s=\"urn:signpost:content:1\" id=\"waste/test\""
     " reviewed=\"2026-09-01\" review-by=\"2027-03-01\"><s:title>T</s:title>"
     "<s:p>a</s:p></s:guide>",
     "", "(para 'a')", false, NULL},
    {"an_element_of_another_namespace_is_an_error", FRONT_GUIDE,
     "<p>a</p>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "E25:2", NULL,
     false, NULL},
    {"an_attribute_with_a_prefix_is_an_error", NULL,
     ROOT("guide", " xml:lang=\"cy\"") "<title>T</title></guide>", "E25:1",
     NULL, false, NULL},
    {"another_root_is_an_error", NULL,
     "<section xmlns=\"urn:signpost:content:1\"/>", "E25:1", NULL, false, NULL},
    {"the_root_is_written_small", NULL,
     "<Guide xmlns=\"urn:signpost:content:1\" id=\"waste/test\"/>", "E25:1",
     NULL, false, NULL},
    {"the_id_is_the_path", NULL,
     "<guide xmlns=\"urn:signpost:content:1\" id=\"waste/other\""
     " reviewed=\"2026-09-01\" review-by=\"2027-03-01\"><title>T</title>"
     "</guide>",
     "E25:1", "", false, NULL},
    {"a_root_without_id_is_an_error", NULL,
     "<guide xmlns=\"urn:signpost:content:1\" reviewed=\"2026-09-01\""
     " review-by=\"2027-03-01\"><title>T</title></guide>",
     "E25:1", "", false, NULL},
};

static const struct doc_case fronts[] = {
    {"a_required_field_that_is_missing_is_E16", NULL,
     "<guide xmlns=\"urn:signpost:content:1\" id=\"waste/test\""
     " reviewed=\"2026-09-01\"><title>T</title></guide>",
     "E16:1", "", false, NULL},
    {"a_document_without_title_is_E16", NULL,
     ROOT("guide", "") "<p>a</p></guide>", "E16:1", "(para 'a')", false, NULL},
    {"an_unknown_attribute_of_the_root_is_an_error", NULL,
     ROOT("guide", " audiance=\"public\"") "<title>T</title></guide>", "E25:1",
     "", false, NULL},
    {"an_unknown_leading_element_is_an_error", NULL,
     GUIDE("\n<sumary>s</sumary><legal>l</legal><p>a</p>"), "E25:3",
     "(para 'a')", false, NULL},
    {"a_field_given_twice_is_an_error", NULL,
     GUIDE("<legal>L</legal>\n<legal>M</legal><p>a</p>"), "E25:2", "(para 'a')",
     false, NULL},
    {"a_field_as_attribute_and_element_is_an_error", NULL,
     ROOT("guide", " owner=\"A\"") "<title>T</title><owner>B</owner></guide>",
     "E25:1", "", false, NULL},
    {"a_field_behind_the_text_is_an_error", FRONT_GUIDE,
     "<p>a</p>\n<legal>Act</legal><p>b</p>", "E25:2", "(para 'a') (para 'b')",
     false, NULL},
    {"the_type_is_the_root", NULL,
     ROOT("guide", " type=\"faq\"") "<title>T</title></guide>", "E25:1", "",
     false, NULL},
    {"a_field_holds_text_alone", NULL,
     GUIDE("<legal>The <em>Act</em></legal><p>a</p>"), "E25:2", "(para 'a')",
     false, NULL},
    {"a_bad_date_is_an_error", NULL,
     "<guide xmlns=\"urn:signpost:content:1\" id=\"waste/test\""
     " reviewed=\"1 May 2026\" review-by=\"2027-03-01\"><title>T</title>"
     "</guide>",
     "E25:1", "", false, NULL},
    {"text_between_fields_is_an_error", NULL, GUIDE("\nloose <p>a</p>"),
     "E25:3", "(para 'a')", false, NULL},
    {"self_service_needs_its_link_first", NULL,
     GUIDE("<self-service>Do <a href=\"https://a.example\">it</a>"
           "</self-service>"),
     "E25:2", "", false, NULL},
};

static const struct doc_case inlines[] = {
    {"white_space_is_squeezed_across_elements", FRONT_GUIDE,
     "<p>\n  One   <strong> two </strong>\n three <em>four</em>, five </p>", "",
     "(para 'One ' (strong 'two') ' three ' (emph 'four') ', five')", false,
     NULL},
    {"links_code_breaks_and_images", FRONT_GUIDE,
     "<p><a href=\"../x.md#y\" title=\"T\">a <em>b</em></a> <code> c  d </code>"
     "<br/> <img src=\"i.png\" alt=\"an  i\"/></p>",
     "",
     "(para (link ->../x.md#y ~T 'a ' (emph 'b')) ' ' (code 'c d') (break)"
     " (image 'an i' ->i.png))",
     false, NULL},
    {"breaks_at_the_ends_break_nothing", FRONT_GUIDE,
     "<p><br/>a <br/> <br/>b<br/></p>", "", "(para 'a' (break) 'b')", false,
     NULL},
    {"elements_without_words_leave_nothing", FRONT_GUIDE,
     "<p>a <strong> </strong> b</p><p><em/></p><p/>", "", "(para 'a b')", false,
     NULL},
    {"a_link_without_words_is_an_error", FRONT_GUIDE,
     "<p>a <a href=\"x.md\"/></p>", "E25:1", "(para 'a')", false, NULL},
    {"a_link_without_target_is_an_error", FRONT_GUIDE, "<p><a>b</a></p>",
     "E25:1", NULL, false, NULL},
    {"a_link_in_a_link_is_an_error", FRONT_GUIDE,
     "<p><a href=\"x.md\">b <em><a href=\"y.md\">c</a></em></a></p>", "E25:1",
     NULL, false, NULL},
    {"an_unknown_inline_element_is_an_error", FRONT_GUIDE,
     "<p>a\n<span>b</span></p>", "E25:2", "(para 'a')", false, NULL},
    {"an_unknown_attribute_is_an_error", FRONT_GUIDE,
     "<p class=\"x\">a</p>\n<p><strong id=\"y\">b</strong></p>", "E25:1 E25:2",
     NULL, false, NULL},
    {"a_block_in_a_sentence_is_an_error", FRONT_GUIDE,
     "<p>a\n<staff>b</staff></p>", "E25:2", "(para 'a')", false, NULL},
    {"words_that_say_nothing_and_silent_images_are_W26", FRONT_GUIDE,
     "<p><a href=\"x.md\">Click here</a>\n<img src=\"i.png\"/></p>",
     "W26:1 W26:2", NULL, false, NULL},
    {"an_include_in_a_sentence_is_inline", FRONT_GUIDE,
     "<p>It costs <include href=\"../fees.csv#x\">£5</include> now.</p>", "",
     "(para 'It costs ' (include ->../fees.csv#x '£5') ' now.')", false, NULL},
    {"an_include_alone_is_a_block", FRONT_GUIDE,
     "<include href=\"../snippets/h.md\"/>\n"
     "<p> <include href=\"../snippets/h.md\">Hours</include> </p>",
     "", "(include ->../snippets/h.md) (include ->../snippets/h.md 'Hours')",
     false, NULL},
    {"an_amount_alone_is_a_paragraph", FRONT_GUIDE,
     "<include href=\"../fees.csv#x\">£5</include>", "",
     "(para (include ->../fees.csv#x '£5'))", false, NULL},
    {"an_include_without_target_is_an_error", FRONT_GUIDE, "<include/>",
     "E25:1", NULL, false, NULL},
};

static const struct doc_case blocks[] = {
    {"marked_blocks_hold_text_or_blocks", FRONT_GUIDE,
     "<staff>a <em>b</em></staff><info><p>c</p><p>d</p></info>"
     "<warning>e<ul><li>f</li></ul>g</warning>",
     "",
     "(staff (para 'a ' (emph 'b'))) (info (para 'c') (para 'd'))"
     " (warning (para 'e') (list (item (para 'f'))) (para 'g'))",
     false, NULL},
    {"a_marked_block_without_text_is_an_error", FRONT_GUIDE,
     "<staff/>\n<info> <p> </p> </info>", "E25:1 E25:2", NULL, false, NULL},
    {"lists_are_tight_without_paragraphs", FRONT_GUIDE,
     "<ul><li>a</li><li>b<ol start=\"3\"><li>c</li></ol></li></ul>"
     "<ol><li><p>d</p></li><li>e</li></ol>",
     "",
     "(list loose (item (para 'a')) (item (para 'b') (numbers-3"
     " (item (para 'c')))))"
     " (numbers-1 loose (item (para 'd')) (item (para 'e')))",
     false, NULL},
    {"checklists", FRONT_GUIDE, "<checklist><li>a</li></checklist>", "",
     "(checklist (item (para 'a')))", false, NULL},
    {"a_list_holds_items_alone", FRONT_GUIDE,
     "<ul>\nloose<li>a</li>\n<p>b</p></ul>\n<ol/>", "E25:2 E25:3 E25:4", NULL,
     false, NULL},
    {"a_table_and_its_head", FRONT_GUIDE,
     "<table><tr><th>a</th><th align=\"right\">b</th></tr>"
     "<tr><th>c</th><td align=\"right\">d <em>e</em></td></tr></table>",
     "",
     "(table head (row (cell 'a') (cell:right 'b'))"
     " (row (cell head-cell 'c') (cell:right 'd ' (emph 'e'))))",
     false, NULL},
    {"a_table_without_head", FRONT_GUIDE,
     "<table><tr><th>a</th><td>b</td></tr></table>", "",
     "(table (row (cell head-cell 'a') (cell 'b')))", false, NULL},
    {"rows_of_another_length_are_an_error", FRONT_GUIDE,
     "<table><tr><td>a</td></tr>\n<tr><td>b</td><td>c</td></tr></table>",
     "E25:2", NULL, false, NULL},
    {"a_table_holds_rows_and_rows_cells", FRONT_GUIDE,
     "<table><td>a</td>\n<tr>b</tr>\n<tr><p>c</p></tr></table>",
     "E25:1 E25:1 E25:2 E25:3", NULL, false, NULL},
    {"a_cell_holds_no_blocks", FRONT_GUIDE,
     "<table><tr><td><p>a</p></td></tr></table>", "E25:1", NULL, false, NULL},
    {"another_alignment_is_an_error", FRONT_GUIDE,
     "<table><tr><td align=\"middle\">a</td></tr></table>", "E25:1", NULL,
     false, NULL},
    {"code_keeps_its_lines", FRONT_GUIDE, "<pre>\na\n  b &lt;\n</pre><hr/>", "",
     "(code-block 'a\\n  b <') (rule)", false, NULL},
    {"headings_have_addresses", FRONT_GUIDE, "<h3>What's £5?</h3><h4>b</h4>",
     "W26:1", "(h3 'What\\'s £5?' #what-s-5) (h4 'b' #b)", false, NULL},
    {"a_heading_in_a_block_is_an_error", FRONT_GUIDE,
     "<staff><h3>a</h3></staff>\n<ul><li><h3>b</h3></li></ul>",
     "E25:1 W26:1 E25:2", NULL, false, NULL},
    {"a_heading_without_letters_is_an_error", FRONT_GUIDE,
     "<section><heading>a</heading><h3>?!</h3></section>", "E25:1", NULL, false,
     NULL},
    {"an_unknown_element_is_an_error", FRONT_GUIDE,
     "<p>a</p>\n<stafff>b</stafff>\n<info>\n<stuff>c</stuff>d</info>",
     "E25:2 E25:4", "(para 'a') (info (para 'd'))", false, NULL},
    {"say_is_for_staff_in_a_guide", FRONT_PUBLIC,
     "<say>a</say><say audience=\"staff\">b</say>", "",
     "(say (para 'a')) (say (para 'b'))", false, NULL},
    {"say_for_another_audience_is_an_error", FRONT_GUIDE,
     "<say audience=\"public\">a</say>\n<say audience=\"\">b</say>",
     "E25:1 E25:2", NULL, false, NULL},
    {"quotes_and_notes", FRONT_GUIDE, "<quote>a</quote><note>b</note>", "",
     "(quote (para 'a')) (para 'b')", false, NULL},
    {"text_outside_a_paragraph_is_an_error", FRONT_GUIDE,
     "loose\n<section><heading>a</heading>b\n<strong>c</strong></section>",
     "E25:1 E25:2 E25:3", NULL, false, NULL},
    {"text_in_a_rule_or_break_is_an_error", FRONT_GUIDE,
     "<hr>a</hr>\n<p>b<br>c</br>d</p>", "E25:1 E25:2", NULL, false, NULL},
    {"a_script_has_no_quotations", FRONT_SCRIPT, "<quote>a</quote>", "E25:1",
     "(staff (para 'a'))", false, NULL},
};

static const struct doc_case guards[] = {
    {"only_and_else", FRONT_GUIDE,
     "<only when=\"Level 2\">a</only>\n<else><p>b</p></else>", "",
     "(only ?level-2 (para 'a')) (else ?!level-2 (para 'b'))", false, NULL},
    {"a_guard_that_is_none_makes_staff_text", FRONT_PUBLIC,
     "<only when=\"level two\">a</only>\n<else>b</else>", "E25:1",
     "(staff (para 'a')) (staff (para 'b'))", false, NULL},
    {"only_without_guard_makes_staff_text", FRONT_PUBLIC,
     "<only>a</only>\n<only when=\"\">b</only>", "E25:1 E25:2 E25:2",
     "(staff (para 'a')) (staff (para 'b'))", false, NULL},
    {"else_without_only_makes_staff_text", FRONT_PUBLIC,
     "<else>a</else>\n<only when=\"public\">b</only><p>c</p>\n<else>d</else>",
     "E25:1 E25:3",
     "(staff (para 'a')) (only ?public (para 'b')) (para 'c')"
     " (staff (para 'd'))",
     false, NULL},
    {"else_after_text_makes_staff_text", FRONT_PUBLIC,
     "<info><only when=\"public\">b</only> and\n<else>d</else></info>", "E25:2",
     "(info (only ?public (para 'b')) (para 'and') (staff (para 'd')))", false,
     NULL},
    {"else_after_else_makes_staff_text", FRONT_PUBLIC,
     "<only when=\"public\">b</only><else>c</else>\n<else>d</else>", "E25:2",
     "(only ?public (para 'b')) (else ?!public (para 'c')) (staff (para 'd'))",
     false, NULL},
    {"else_of_a_level_on_a_public_page_is_an_error", FRONT_PUBLIC,
     "<only when=\"level 2\">a</only>\n<else>b</else>\n"
     "<only when=\"webchat\">c</only>\n<else>d</else>\n"
     "<only when=\"online\">e</only><else>f</else>\n"
     "<staff><only when=\"phone\">g</only><else>h</else></staff>\n"
     "<info><only when=\"phone\">i</only>\n<else>j</else></info>",
     "E25:2 E25:4 E25:8", NULL, false, NULL},
    {"if_is_for_scripts", FRONT_GUIDE,
     "<only when=\"if bin: garden\">a</only>\n"
     "<section when=\"if bin: garden\"><heading>b</heading></section>",
     "E25:1 E25:2", "(staff (para 'a')) (section 'b' #b ?staff)", false, NULL},
    {"sections_have_guards", FRONT_GUIDE,
     "<section when=\"out of hours\" otherwise=\"b\"><heading>a</heading>"
     "</section><section><heading>b</heading></section>",
     "", "(section 'a' #a ?out-of-hours ->#b) (section 'b' #b)", false, NULL},
    {"a_section_whose_guard_is_none_is_staff_text", FRONT_PUBLIC,
     "<section when=\"sometimes\"><heading>a</heading></section>", "E25:1",
     "(section 'a' #a ?staff)", false, NULL},
    {"otherwise_without_when_is_an_error", FRONT_GUIDE,
     "<section otherwise=\"b\"><heading>b</heading></section>", "E25:1", NULL,
     false, NULL},
    {"guards_with_dates_and_areas", FRONT_GUIDE,
     "<only when=\"from 2026-04-01 until 2026-05-01 09:30\">a</only>"
     "<only when=\"area: Northmarsh\">b</only>",
     "",
     "(only ?from(2026-04-01)until(2026-05-01 09:30) (para 'a'))"
     " (only ?area(Northmarsh) (para 'b'))",
     false, NULL},
    {"blocks_in_blocks_are_and", FRONT_GUIDE,
     "<only when=\"staff\"><only when=\"level 3\"><staff>a</staff></only>"
     "<else>b</else></only>",
     "",
     "(only ?staff (only ?level-3 (staff (para 'a'))) (else ?!level-3"
     " (para 'b')))",
     false, NULL},
};

static const struct doc_case sections[] = {
    {"introduction_and_sections", FRONT_GUIDE,
     "<p>a</p><section><heading> Out  by 7? </heading><p>b</p></section>", "",
     "(para 'a') (section 'Out by 7?' #out-by-7 (para 'b'))", false, NULL},
    {"questions_of_a_faq", "type: faq\n",
     "<question><heading>a</heading><p>b</p></question>", "",
     "(section 'a' #a (para 'b'))", false, NULL},
    {"each_type_has_its_own_sections", FRONT_GUIDE,
     "<question><heading>a</heading></question>\n"
     "<step><heading>a</heading></step>",
     "E25:1 E25:2", NULL, false, NULL},
    {"a_section_begins_with_its_heading", FRONT_GUIDE,
     "<section><p>a</p></section>\n<section/>\n"
     "<section><heading>b</heading>\n<heading>c</heading></section>",
     "E25:1 E25:2 E25:4", NULL, false, NULL},
    {"a_heading_holds_text_alone", FRONT_GUIDE,
     "<section><heading>a <em>b</em></heading></section>", "E25:1", NULL, false,
     NULL},
    {"a_section_in_a_section_is_an_error", FRONT_GUIDE,
     "<section><heading>a</heading>\n<section><heading>b</heading></section>\n"
     "<p>c</p></section>",
     "E25:2", "(section 'a' #a (para 'c'))", false, NULL},
    {"a_block_behind_a_section_is_an_error", FRONT_GUIDE,
     "<section><heading>a</heading></section>\n<staff>b</staff>", "E25:2",
     "(section 'a' #a)", false, NULL},
    {"an_address_twice_is_E03", FRONT_GUIDE,
     "<section><heading>a b</heading></section>\n"
     "<section><heading>A: b</heading></section>",
     "E03:2", NULL, false, NULL},
    {"start_is_the_introduction_of_a_script", FRONT_SCRIPT,
     "<p>a</p>\n<step><heading>Start</heading></step>", "E03:2", NULL, false,
     NULL},
    {"a_skipped_level_is_W26", FRONT_GUIDE,
     "<section><heading>a</heading>\n<h4>b</h4></section>", "W26:2", NULL,
     false, NULL},
    {"a_snippet_has_no_sections_headings_or_includes", "type: snippet\n",
     "<p>a</p>\n<h3>b</h3>\n<include href=\"../snippets/x.md\"/>\n"
     "<section><heading>c</heading></section>",
     "E25:2 W26:2 E25:3 E25:4", NULL, false, NULL},
    {"a_folder_says_the_type", NULL,
     "<guide xmlns=\"urn:signpost:content:1\" id=\"snippets/test\""
     " reviewed=\"2026-09-01\" review-by=\"2027-03-01\"><title>T</title>"
     "</guide>",
     "E25:1", "", false, "snippets/test.xml"},
};

static const struct doc_case scripts[] = {
    {"say_in_a_script_is_said", FRONT_SCRIPT,
     "<step><heading>a</heading><say>b</say><say audience=\"staff\">c</say>"
     "</step>",
     "", "(section 'a' #a (said (para 'b')) (say (para 'c')))", false, NULL},
    {"options_come_last", FRONT_SCRIPT,
     "<step><heading>a</heading><option to=\"b\">B<note>for <em>you</em></note>"
     "</option><note>n</note><option to=\"../x/c.md\" when=\"level 2\"> C\n c"
     "</option></step>",
     "",
     "(section 'a' #a (para 'n') (choices (choice 'B' ->#b 'for '"
     " (emph 'you')) (choice 'C c' ?level-2 ->../x/c.md)))",
     false, NULL},
    {"options_of_the_introduction_stand_before_the_steps", FRONT_SCRIPT,
     "<option to=\"b\">B</option><p>i</p><step><heading>b</heading></step>", "",
     "(para 'i') (choices (choice 'B' ->#b)) (section 'b' #b)", false, NULL},
    {"an_option_needs_words_and_a_target", FRONT_SCRIPT,
     "<option to=\"b\"/>\n<option>c</option>\n<option to=\"d\">"
     "<note>e</note></option>",
     "E25:1 E25:2 E25:3", NULL, false, NULL},
    {"an_option_whose_guard_is_none_is_an_error", FRONT_SCRIPT,
     "<option to=\"b\" when=\"rainy\">B</option>", "E25:1", NULL, false, NULL},
    {"nine_labels_are_fine_and_ten_are_not", FRONT_SCRIPT,
     "<option to=\"x\">1</option><option to=\"x\">2</option>"
     "<option to=\"x\">3</option><option to=\"x\">4</option>"
     "<option to=\"x\">5</option><option to=\"x\">6</option>"
     "<option to=\"x\">7</option><option to=\"x\">8</option>"
     "<option to=\"x\">9</option><option to=\"y\">9</option>\n"
     "<option to=\"x\">10</option>",
     "E25:2", NULL, false, NULL},
    {"records", FRONT_SCRIPT,
     "<record name=\"bin\" type=\"choice\" required=\"yes\">"
     "<value>refuse</value><value>garden</value></record>"
     "<record name=\"place\" type=\"text\" required=\"no\"/>",
     "",
     "(record 'bin' choice required 'refuse' 'garden') (record 'place' text)",
     false, NULL},
    {"records_that_are_wrong", FRONT_SCRIPT,
     "<record name=\"a\" type=\"choice\"/>\n"
     "<record name=\"a\" type=\"text\"><value>b</value></record>\n"
     "<record name=\"a\" type=\"card\"/>\n"
     "<record name=\"\" type=\"text\" required=\"maybe\"/>\n"
     "<record name=\"a\" type=\"choice\"><value>b</value><value>B</value>"
     "</record>\n<record name=\"a\" type=\"choice\"><values/></record>",
     "E25:1 E25:2 E25:3 E25:4 E25:4 E25:5 E25:6 E25:6", NULL, false, NULL},
    {"a_red_flag_leads_to_a_step_or_a_contact", FRONT_SCRIPT,
     "<stop to=\"duty\">a <em>b</em></stop><stop to=\"waste-team\">c</stop>"
     "<stop to=\"../x/y.md\">d</stop>"
     "<step><heading>Duty!</heading></step>",
     "",
     "(stop 'Duty!' ->#duty 'a ' (emph 'b'))"
     " (stop 'Waste team' ->../contacts/waste-team 'c')"
     " (stop 'Y' ->../x/y.md 'd') (section 'Duty!' #duty)",
     false, NULL},
    {"do_first_next_and_judgement", FRONT_SCRIPT,
     "<do-first href=\"../shared/identity-check.md\"/>"
     "<do-first href=\"../shared/v.md\">Ask</do-first>"
     "<judgement>a <em>b</em></judgement><next to=\"c\"/>",
     "",
     "(do-first 'Identity check' ->../shared/identity-check.md)"
     " (do-first 'Ask' ->../shared/v.md) (judgement 'a ' (emph 'b'))"
     " (next ->#c)",
     false, NULL},
    {"an_outcome_and_all_its_parts", FRONT_SCRIPT,
     "<outcome kind=\"escalate\" "
     "to=\"waste-team\"><happens-next>a</happens-next>"
     "<service-level>b</service-level><legal>c</legal>"
     "<online href=\"https://a.example\">d<note>e</note></online>"
     "<payment href=\"https://b.example\" fee=\"garden\">f</payment>"
     "<book href=\"https://c.example\">g</book>"
     "<also-ask href=\"h.md\">H</also-ask><handover>i; j</handover></outcome>",
     "",
     "(outcome 'waste-team' escalate) (happens-next 'a') (service-level 'b')"
     " (legal 'c') (online 'd' ->https://a.example 'e')"
     " (payment 'f' ->https://b.example ~garden)"
     " (book 'g' ->https://c.example) (also-ask (link ->h.md 'H'))"
     " (hand-over 'i; j')",
     false, NULL},
    {"every_kind_of_outcome", FRONT_SCRIPT,
     "<step><heading>a</heading><outcome kind=\"resolved\"/></step>"
     "<step><heading>b</heading><outcome kind=\"emergency\"/></step>"
     "<step><heading>c</heading><outcome kind=\"return\" result=\"passed\"/>"
     "</step><step><heading>d</heading>"
     "<outcome kind=\"refer\" to=\"../contacts/waste-team.md\"/></step>",
     "",
     "(section 'a' #a (outcome resolved)) (section 'b' #b (outcome emergency))"
     " (section 'c' #c (outcome 'passed' return))"
     " (section 'd' #d (outcome 'Waste team' refer"
     " ->../contacts/waste-team.md))",
     false, NULL},
    {"outcomes_that_are_wrong", FRONT_SCRIPT,
     "<step><heading>a</heading><outcome kind=\"resolved\" to=\"x\"/></step>\n"
     "<step><heading>b</heading><outcome kind=\"escalate\"/></step>\n"
     "<step><heading>c</heading><outcome kind=\"return\"/></step>\n"
     "<step><heading>d</heading><outcome kind=\"done\"/></step>\n"
     "<step><heading>e</heading><outcome/></step>\n"
     "<step><heading>f</heading><outcome kind=\"resolved\" result=\"x\">"
     "\n<p>b</p>\n<legal/></outcome></step>",
     "E25:1 E25:2 E25:3 E25:4 E25:5 E25:6 E25:7 E25:8", NULL, false, NULL},
    {"a_second_outcome_or_next_is_an_error", FRONT_SCRIPT,
     "<outcome kind=\"resolved\"><legal>a</legal>\n<legal>b</legal></outcome>\n"
     "<outcome kind=\"resolved\"/>\n<next to=\"a\"/>\n<next to=\"b\"/>",
     "E25:2 E25:3 E25:5", NULL, false, NULL},
    {"parts_of_a_step_stand_in_scripts_only", FRONT_GUIDE,
     "<option to=\"a\">b</option>\n<outcome kind=\"resolved\"/>\n"
     "<record name=\"a\" type=\"text\"/>",
     "E25:1 E25:2 E25:3", "", false, NULL},
    {"parts_of_a_step_stand_in_no_block", FRONT_SCRIPT,
     "<only when=\"level 2\">a\n<option to=\"a\">b</option></only>\n"
     "<staff>c\n<stop to=\"d\">e</stop></staff>",
     "E25:2 E25:4", NULL, false, NULL},
    {"test_calls_are_a_section_of_their_own", FRONT_SCRIPT,
     "<step><heading>a</heading></step><test-calls>"
     "<call path=\"B; C\" ends=\"a\" given=\"level 1; area Wenbury\"/>"
     "<call path=\"D\" ends=\"a\"/></test-calls>",
     "",
     "(section 'a' #a) (section 'Test calls' #test-calls test-calls (list"
     " (item (para '(level 1; area Wenbury) B; C => a')) (item (para"
     " 'D => a'))))",
     false, NULL},
    {"test_calls_stand_last_and_hold_calls", FRONT_SCRIPT,
     "<test-calls><p>a</p>\n<call path=\"a\"/></test-calls>\n"
     "<step><heading>a</heading></step>",
     "E25:2 E25:3", NULL, false, NULL},
    {"a_step_is_not_called_test_calls", FRONT_SCRIPT,
     "<step><heading>Test calls</heading></step>", "E25:1", NULL, false, NULL},
};

int
main(void)
{
  const struct doc_table tables[] = {DOC_TABLE(files),   DOC_TABLE(fronts),
                                     DOC_TABLE(inlines), DOC_TABLE(blocks),
                                     DOC_TABLE(guards),  DOC_TABLE(sections),
                                     DOC_TABLE(scripts)};

  return run_doc_tables("xml", tables, SP_ARRAY_LEN(tables), read_xml);
}
