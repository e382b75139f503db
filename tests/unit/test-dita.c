/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/dita_form.h"

static const struct doc_case topics[] = {
    ROW("a_concept_is_a_guide", CONCEPT("<p>Put it  out.</p>"), "",
        "(para 'Put it out.')"),
    ROW("a_short_description_comes_first",
        "<topic id=\"t\"><title>Bins</title><shortdesc>Short.</shortdesc>"
        "<body><p>Long.</p></body></topic>",
        "", "(para 'Short.') (para 'Long.')"),
    ROW("an_abstract_comes_first_too",
        "<topic id=\"t\"><title>Bins</title><abstract><p>All.</p><shortdesc>"
        "Short.</shortdesc></abstract></topic>",
        "", "(para 'All.') (para 'Short.')"),
    ROW("a_section_with_a_title_is_a_section",
        CONCEPT("<p>One.</p><section id=\"when\"><title>Which day?</title>"
                "<p>Monday.</p></section><section><title>Which bin</title>"
                "Green.</section>"),
        "",
        "(para 'One.') (section 'Which day?' #when (para 'Monday.'))"
        " (section 'Which bin' #which-bin (para 'Green.'))"),
    ROW("a_section_without_one_stands_in_its_place",
        CONCEPT("<section><p>One.</p></section>"), "", "(para 'One.')"),
    ROW("text_behind_a_section_stands_in_it",
        "<reference id=\"r\"><title>Bins</title><refbody><section><title>A"
        "</title><p>One.</p></section><table><tgroup cols=\"1\"><tbody><row>"
        "<entry>x</entry></row></tbody></tgroup></table></refbody></reference>",
        "", "(section 'A' #a (para 'One.') (table (row (cell 'x'))))"),
    ROW("topics_in_topics_are_sections_and_headings",
        "<topic id=\"a\"><title>Bins</title><topic "
        "id=\"b\"><title>Green</title>"
        "<body><section id=\"s\"><title>Lid</title><p>Shut.</p></section>"
        "</body><topic id=\"c\"><title>Small</title></topic></topic></topic>",
        "",
        "(section 'Green' #b (h3 'Lid' #s) (para 'Shut.') (h3 'Small' #c))"),
    ROW("headings_worded_alike_get_numbers",
        CONCEPT("<section><title>A</title></section><section><title>A</title>"
                "</section><section><title>A</title></section>"),
        "", "(section 'A' #a) (section 'A' #a-2) (section 'A' #a-3)"),
    ROW("several_topics_in_one_file_are_one_page",
        "<dita><topic id=\"a\"><title>Bins</title><body><p>One.</p></body>"
        "</topic><concept id=\"b\"><title>Lids</title><conbody><p>Two.</p>"
        "</conbody></concept></dita>",
        "", "(para 'One.') (section 'Lids' #b (para 'Two.'))"),
    ROW("related_links_are_a_section",
        "<topic id=\"a\"><title>Bins</title><related-links><linklist><title>"
        "More</title><link href=\"lids.dita\"><linktext>Lids</linktext></link>"
        "</linklist><link href=\"https://a.example/\" scope=\"external\"/>"
        "</related-links></topic>",
        "",
        "(section 'Related information' #related-information (para (strong"
        " 'More')) (list (item (para (link ->../waste/lids.dita 'Lids'))))"
        " (list (item (para (link ->https://a.example/ 'https://a.example/')))"
        "))"),
    ROW("a_glossary_entry_is_a_guide",
        "<glossentry id=\"g\"><glossterm>HWRC</glossterm><glossdef>A tip."
        "</glossdef></glossentry>",
        "", "(para 'A tip.')"),
    ROW("a_specialised_element_is_what_its_class_says",
        "<bin class=\"- topic/topic bin/bin \" id=\"b\"><name class=\"- "
        "topic/title bin/name \">Bins</name><text class=\"- topic/body "
        "bin/text \"><steps class=\"- topic/p bin/para \">One.</steps></text>"
        "</bin>",
        "", "(para 'One.')"),
    ROW("an_unknown_element_keeps_its_words",
        CONCEPT("<chart><bar>One</bar> two</chart><p>And <glow>three</glow>."
                "</p>"),
        "W25:1 W25:1", "(para 'One two') (para 'And three.')"),
    ROW("a_kind_of_finding_is_told_once",
        CONCEPT("<p rev=\"1\">a</p>\n<p rev=\"1\">b</p>\n<p rev=\"2\">c</p>"),
        "W25:1 W25:3", "(para 'a') (para 'b') (para 'c')"),
    ROW("a_file_that_is_no_DITA_is_refused", "<div>x</div>", "E25:1", NULL),
};

static const struct doc_case blocks[] = {
    ROW("lists_are_lists",
        CONCEPT("<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul><sl>"
                "<sli>d</sli></sl>"),
        "",
        "(list loose (item (para 'a')) (item (para 'b') (numbers-1 (item (para"
        " 'c'))))) (list (item (para 'd')))"),
    ROW("a_list_in_a_paragraph_stands_behind_its_words",
        CONCEPT("<p>Take: <ul><li>a</li></ul> and go.</p>"), "",
        "(para 'Take:') (list (item (para 'a'))) (para 'and go.')"),
    ROW("terms_are_items_that_begin_with_the_term",
        CONCEPT("<dl><dlentry><dt>Green</dt><dd>Garden.</dd><dd><p>Or food.</p>"
                "</dd></dlentry></dl><parml><plentry><pt>-x</pt><pd>No.</pd>"
                "</plentry></parml>"),
        "",
        "(list loose (item (para (strong 'Green')) (para 'Garden.') (para 'Or"
        " food.'))) (list loose (item (para (strong '-x')) (para 'No.')))"),
    ROW("notes_are_warnings_or_information",
        CONCEPT(
            "<note>a</note><note type=\"tip\">b</note><note"
            " type=\"danger\"><p>c</p></note><hazardstatement><messagepanel>"
            "<typeofhazard>d</typeofhazard><howtoavoid>e</howtoavoid>"
            "</messagepanel></hazardstatement>"),
        "",
        "(info (para 'a')) (info (para 'b')) (warning (para 'c')) (warning"
        " (warning (para 'd') (para 'e')))"),
    ROW("code_keeps_its_lines",
        CONCEPT("<codeblock>\na <varname>b</varname>\n  c\n</codeblock><lines>d"
                "\ne</lines>"),
        "", "(code-block 'a b\\n  c') (para 'd' (break) 'e')"),
    ROW("a_quotation_is_a_quotation", CONCEPT("<lq>So.</lq>"), "",
        "(quote (para 'So.'))"),
    ROW("a_figure_has_a_title_and_a_picture",
        CONCEPT("<fig><title>Bin</title><image href=\"b.png\"><alt>A bin</alt>"
                "</image></fig>"),
        "", "(para (strong 'Bin')) (para (image 'A bin' ->b.png))"),
    ROW("what_stands_in_a_sentence",
        CONCEPT("<p>A <b>b</b> <i>i</i> <codeph>c</codeph> <q>q</q> <tm"
                " tmtype=\"reg\">t</tm> <uicontrol>u</uicontrol> <menucascade>"
                "<uicontrol>x</uicontrol><uicontrol>y</uicontrol></menucascade>"
                " <ph>p</ph><fn>f</fn> <xmlelement>e</xmlelement><indexterm>no"
                "</indexterm>.</p>"),
        "",
        "(para 'A ' (strong 'b') ' ' (emph 'i') ' ' (code 'c')"
        " ' \342\200\234q\342\200\235 t\302\256 ' (strong 'u') ' ' (strong 'x >"
        " y') ' p (f) ' (code '<e>') '.')"),
    ROW("letters_of_another_form_are_told", CONCEPT("<p>m<sup>2</sup></p>"),
        "W25:1", "(para 'm2')"),
    ROW("comments_for_authors_are_left_out_and_told",
        CONCEPT(
            "<p>a</p><draft-comment>secret</draft-comment><p>b<draft-comment"
            ">secret</draft-comment></p>"),
        "W25:1", "(para 'a') (para 'b')"),
    ROW("links_within_the_file_lead_to_the_heading",
        CONCEPT("<p><xref href=\"#c/b\"/>, <xref href=\"#./p\">here</xref>,"
                " <xref href=\"#c\">up</xref></p><section id=\"b\"><title>Which"
                " bin</title><p id=\"p\">Green.</p></section>"),
        "",
        "(para (link ->#b 'Which bin') ', ' (link ->#b 'here') ', ' (link"
        " ->test.dita 'up')) (section 'Which bin' #b (para 'Green.'))"),
    ROW("a_link_to_no_element_is_told",
        CONCEPT("<p><xref href=\"#c/no\">x</xref></p>"), "W02:1",
        "(para (link 'x'))"),
    ROW("an_address_may_be_written_with_percent_signs",
        CONCEPT("<p><xref href=\"a%20b%25.md\"/> <xref href=\"%95.md\">x"
                "</xref></p>"),
        "",
        "(para (link ->../waste/a b%25.md 'A b%') ' ' (link ->%95.md 'x'))"),
    ROW("a_link_without_words_is_called_as_its_file",
        CONCEPT("<p><xref href=\"../parking/blue-badge.md\" format=\"markdown\""
                "/></p>"),
        "", "(para (link ->../parking/blue-badge.md 'Blue badge'))"),
};

static const struct doc_case tables[] = {
    ROW("a_table_has_a_head_and_rows",
        CONCEPT("<table><title>Days</title><tgroup cols=\"2\"><thead><row>"
                "<entry>Bin</entry><entry>Day</entry></row></thead><tbody><row>"
                "<entry>Green</entry><entry align=\"right\">Monday</entry>"
                "</row></tbody></tgroup></table>"),
        "",
        "(para (strong 'Days')) (table head (row (cell 'Bin') (cell 'Day'))"
        " (row (cell 'Green') (cell:right 'Monday')))"),
    ROW("rows_are_made_even",
        CONCEPT("<simpletable><strow><stentry>a</stentry><stentry>b</stentry>"
                "</strow><strow><stentry>c</stentry></strow></simpletable>"),
        "", "(table (row (cell 'a') (cell 'b')) (row (cell 'c') (cell)))"),
    ROW("a_cell_over_others_stands_in_the_first",
        CONCEPT("<table><tgroup cols=\"3\"><colspec colname=\"1\"/><colspec"
                " colname=\"2\"/><colspec colname=\"3\"/><tbody><row><entry"
                " namest=\"1\" nameend=\"2\" morerows=\"1\">a</entry><entry>b"
                "</entry></row><row><entry>c</entry></row></tbody></tgroup>"
                "</table>"),
        "W25:1",
        "(table (row (cell 'a') (cell) (cell 'b')) (row (cell) (cell) (cell"
        " 'c')))"),
    ROW("blocks_in_a_cell_become_lines",
        CONCEPT("<simpletable><strow><stentry><p>a</p><ul><li>b</li><li>c</li>"
                "</ul></stentry></strow></simpletable>"),
        "",
        "(table (row (cell 'a' (break) '\342\200\242 b' (break) '\342\200\242"
        " c')))"),
    ROW("properties_are_a_table",
        "<reference id=\"r\"><title>R</title><refbody><properties><prophead>"
        "<proptypehd>T</proptypehd><propvaluehd>V</propvaluehd></prophead>"
        "<property><proptype>a</proptype><propvalue>b</propvalue></property>"
        "</properties></refbody></reference>",
        "",
        "(table head (row (cell 'T') (cell 'V')) (row (cell 'a') (cell 'b')))"),
};

static const struct doc_case audiences[] = {
    ROW("blocks_for_staff_are_staff_blocks",
        CONCEPT("<p audience=\"staff\">a</p><p audience=\"internal\">b</p><p"
                " props=\"audience(staff) platform(x)\">c</p><p"
                " audience=\"public\">d</p>"),
        "",
        "(staff (para 'a')) (staff (para 'b')) (staff (para 'c')) (para 'd')"),
    ROW("a_section_for_staff_is_guarded",
        CONCEPT("<section audience=\"staff\"><title>Key safe</title><p>1</p>"
                "</section>"),
        "", "(section 'Key safe' #key-safe ?staff (para '1'))"),
    ROW("text_behind_a_section_for_staff_is_not_theirs",
        "<topic id=\"t\"><title>T</title><body><section audience=\"staff\">"
        "<title>A</title><p>1</p></section><p>2</p></body></topic>",
        "",
        "(section 'A' #a ?staff (para '1')) (section 'More information'"
        " #more-information (para '2'))"),
    ROW("words_for_staff_take_the_paragraph_with_them",
        CONCEPT("<p>The code is <ph audience=\"staff\">1234</ph>.</p>"),
        "W25:1", "(staff (para 'The code is 1234.'))"),
    ROW("a_cell_for_staff_takes_the_row_with_it",
        CONCEPT(
            "<simpletable><strow><stentry>a</stentry></strow><strow><stentry"
            "><ph audience=\"staff\">b</ph></stentry></strow></simpletable>"),
        "", "(table (row (cell 'a')) (row ?staff (cell 'b')))"),
    ROW("an_item_for_staff_is_a_staff_block",
        CONCEPT("<ul><li audience=\"staff\">a</li><li>b</li></ul>"), "",
        "(list (item (staff (para 'a'))) (item (para 'b')))"),
    ROW("words_for_staff_are_in_no_title_of_a_public_page",
        PUBLIC_CONCEPT("<section><title>Lock <ph audience=\"staff\">1234</ph>"
                       "</title><p>x</p></section>"),
        "W25:1", "(section 'Lock' #lock (para 'x'))"),
    ROW("an_unknown_audience_is_shown_to_staff_alone_on_a_public_page",
        PUBLIC_CONCEPT("<p audience=\"expert\">a</p>"), "W25:1",
        "(staff (para 'a'))"),
    ROW("an_unknown_audience_is_kept_on_a_page_for_staff",
        CONCEPT("<p audience=\"expert\">a</p>"), "W25:1", "(para 'a')"),
};

#define DOCTYPE "<!DOCTYPE concept PUBLIC \"-//OASIS//DTD DITA Concept//EN\" "

static const struct doc_case doctypes[] = {
    ROW("the_doctype_of_DITA_is_passed_over",
        DOCTYPE "\"concept.dtd\">" CONCEPT("<p>x</p>"), "", "(para 'x')"),
    ROW("that_of_a_version_and_of_the_light_form_too",
        "<!DOCTYPE map PUBLIC \"-//OASIS//DTD LIGHTWEIGHT DITA Map//EN\""
        " \"http://nowhere.example/lw-map.dtd\">" MAP(""),
        "", ""),
    ROW("a_doctype_with_a_subset_is_refused",
        DOCTYPE "\"concept.dtd\" [<!ENTITY x \"y\">]>" CONCEPT("&x;"), "E25:1",
        NULL),
    ROW("an_empty_subset_is_refused",
        DOCTYPE "\"concept.dtd\" []>" CONCEPT("x"), "E25:1", NULL),
    ROW("a_system_doctype_is_refused",
        "<!DOCTYPE concept SYSTEM \"concept.dtd\">" CONCEPT("x"), "E25:1",
        NULL),
    ROW("another_public_doctype_is_refused",
        "<!DOCTYPE concept PUBLIC \"-//OASIS//DTD DocBook XML//EN\" "
        "\"a\">" CONCEPT("x"),
        "E25:1", NULL),
    ROW("an_entity_is_refused_with_it",
        DOCTYPE "\"concept.dtd\">" CONCEPT("<p>&nbsp;</p>"), "E25:1", NULL),
    ROW("an_entity_in_an_attribute_too",
        DOCTYPE "\"concept.dtd\">" CONCEPT("<p rev=\"&x;\">a</p>"), "E25:1",
        NULL),
    {.name = "our_own_format_has_none_of_DITA_s",
     .body = DOCTYPE "\"concept.dtd\"><guide xmlns=\"urn:signpost:content:1\""
                     " id=\"waste/a\"><title>A</title></guide>",
     .diags = "E25:1",
     .lenient = true,
     .path = "waste/a.xml"},
    {.name = "an_xml_file_may_be_DITA",
     .body = CONCEPT("<p>x</p>"),
     .diags = "",
     .tree = "(para 'x')",
     .lenient = true,
     .path = "waste/a.xml"},
};

int
main(void)
{
  static const struct doc_table tables_of_cases[] = {
      DOC_TABLE(topics), DOC_TABLE(blocks), DOC_TABLE(tables),
      DOC_TABLE(audiences), DOC_TABLE(doctypes)};

  return run_doc_tables("dita", tables_of_cases, SP_ARRAY_LEN(tables_of_cases),
                        read_alone);
}
