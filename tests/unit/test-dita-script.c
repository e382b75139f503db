/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tasks, troubleshooting and maps. */
#include "tests/unit/dita_form.h"

#define ESCALATE                                                               \
  "<troubleSolution><cause><title>The road was shut</title><p>Check.</p>"      \
  "</cause><remedy><title>Wait</title><responsibleParty>Waste desk"            \
  "</responsibleParty><steps><step><cmd>Ring</cmd></step></steps></remedy>"    \
  "</troubleSolution>"

static const struct doc_case scripts[] = {
    ROW("a_task_of_plain_steps_is_a_guide",
        TASK("<prereq>Your name.</prereq><context>Why.</context><steps><step>"
             "<cmd>Empty it.</cmd><info>All.</info></step><step"
             " importance=\"optional\"><cmd>Wash it.</cmd><substeps><substep>"
             "<cmd>Dry.</cmd></substep></substeps></step></steps><result>Done."
             "</result><postreq>Tell us.</postreq>"),
        "",
        "(section 'Before you start' #before-you-start (para 'Your name.')"
        " (para 'Why.')) (section 'What to do' #what-to-do (numbers-1 loose"
        " (item (para 'Empty it.') (para 'All.')) (item (para 'Optional: Wash"
        " it.') (numbers-1 (item (para 'Dry.')))))) (section 'Result'"
        " #result (para 'Done.')) (section 'What to do next' #what-to-do-next"
        " (para 'Tell us.'))"),
    ROW("steps_of_no_order_are_bullets_and_parts_count_on",
        TASK("<steps-unordered><step><cmd>a</cmd></step></steps-unordered>"),
        "", "(section 'What to do' #what-to-do (list (item (para 'a'))))"),
    ROW("a_step_section_parts_the_list",
        TASK("<steps><step><cmd>a</cmd></step><stepsection>Then:</stepsection>"
             "<step><cmd>b</cmd></step></steps>"),
        "",
        "(section 'What to do' #what-to-do (numbers-1 (item (para 'a')))"
        " (para 'Then:') (numbers-2 (item (para 'b'))))"),
    ROW("a_task_with_choices_is_a_script",
        TASK(
            "<steps><step><cmd>Which bin?</cmd><choices><choice>Green: <xref"
            " href=\"#t/end\"/></choice><choice>Other</choice></choices></step>"
            "<step><cmd>Ask.</cmd></step><step id=\"end\"><cmd>Stop.</cmd>"
            "</step></steps>"),
        "",
        "(section 'Which bin?' #which-bin (choices (choice 'Green:' ->#end)"
        " (choice 'Other' ->#ask))) (section 'Ask.' #ask (next ->#end))"
        " (section 'Stop.' #end (outcome resolved))"),
    ROW("what_a_choice_asks_to_do_is_a_step",
        TASK(
            "<steps><step><cmd>Which?</cmd><choicetable><chhead><choptionhd>"
            "Bin</choptionhd><chdeschd>Do</chdeschd></chhead><chrow><choption>"
            "Green</choption><chdesc><p>Wait.</p></chdesc></chrow><chrow>"
            "<choption>Blue</choption><chdesc><xref href=\"#t/z\"/></chdesc>"
            "</chrow></choicetable></step><step id=\"z\"><cmd>End.</cmd></step>"
            "</steps>"),
        "",
        "(section 'Which?' #which (para (strong 'Bin Do')) (choices (choice"
        " 'Green' ->#green) (choice 'Blue' ->#z))) (section 'Green' #green"
        " (para 'Wait.') (next ->#z)) (section 'End.' #z (outcome resolved))"),
    ROW("what_stands_behind_the_steps_is_the_last_step",
        TASK("<context>Why.</context><steps><step><cmd>Which?</cmd><choices>"
             "<choice>A</choice><choice>B</choice></choices></step></steps>"
             "<result>Done.</result>"),
        "",
        "(para 'Why.') (section 'Which?' #which (choices (choice 'A'"
        " ->#when-it-is-done) (choice 'B' ->#when-it-is-done))) (section 'When"
        " it is done' #when-it-is-done (h3 'Result' #result) (para 'Done.')"
        " (outcome resolved))"),
    ROW("more_than_nine_choices_are_text",
        TASK("<steps><step><cmd>Which?</cmd><choices>"
             "<choice>1</choice><choice>2</choice><choice>3</choice>"
             "<choice>4</choice><choice>5</choice><choice>6</choice>"
             "<choice>7</choice><choice>8</choice><choice>9</choice>"
             "<choice>10</choice></choices></step></steps>"),
        "W25:1",
        "(section 'Which?' #which (list (item (para '1')) (item (para '2'))"
        " (item (para '3')) (item (para '4')) (item (para '5')) (item (para"
        " '6')) (item (para '7')) (item (para '8')) (item (para '9')) (item"
        " (para '10'))) (outcome resolved))"),
    ROW("a_step_for_staff_stands_in_the_next",
        TASK("<steps><step audience=\"staff\"><cmd>Log it.</cmd></step><step>"
             "<cmd>Which?</cmd><choices><choice>A</choice><choice>B</choice>"
             "</choices></step></steps>"),
        "", NULL),
    ROW("one_solution_is_the_way_on",
        TROUBLE("<condition><p>It stands there.</p></condition>" ESCALATE), "",
        "(para 'It stands there.') (next ->#the-road-was-shut) (section 'The"
        " road was shut' #the-road-was-shut (para 'Check.') (para (strong"
        " 'Wait')) (numbers-1 (item (para 'Ring'))) (outcome 'Waste"
        " desk' escalate))"),
    ROW("each_cause_is_a_choice",
        TROUBLE(ESCALATE "<troubleSolution><cause>Bin too heavy.</cause>"
                         "<remedy><steps><step><cmd>Empty</cmd></step></steps>"
                         "</remedy></troubleSolution>"),
        "",
        "(choices (choice 'The road was shut' ->#the-road-was-shut) (choice"
        " 'Bin too heavy.' ->#bin-too-heavy)) (section 'The road was shut'"
        " #the-road-was-shut (para 'Check.') (para (strong 'Wait')) (numbers-1"
        " (item (para 'Ring'))) (outcome 'Waste desk' escalate)) (section"
        " 'Bin too heavy.' #bin-too-heavy (para 'Bin too heavy.') (numbers-1"
        " (item (para 'Empty'))) (outcome resolved))"),
    ROW("troubleshooting_without_a_solution_is_a_guide",
        TROUBLE("<condition><title>What</title><p>x</p></condition>"), "",
        "(para (strong 'What')) (para 'x')"),
    ROW("in_a_script_a_quotation_is_not_said_aloud",
        TROUBLE("<condition><lq>So.</lq></condition>" ESCALATE), "", NULL),
};

static const struct doc_case maps[] = {
    ROW("a_map_lists_its_topics",
        MAP("<topicref href=\"bins.dita\" navtitle=\"Bins\"><topicref"
            " href=\"lids.dita\"><topicmeta><navtitle>Lids</"
            "navtitle><shortdesc>"
            "Of bins.</shortdesc></topicmeta></topicref></topicref><topichead"
            " navtitle=\"Tips\"><topicref href=\"https://tip.example/\""
            " scope=\"external\" navtitle=\"Tip\"/></topichead>"),
        "",
        "(list (item (para (link ->../waste/bins.dita 'Bins')) (list loose "
        "(item"
        " (para (link ->../waste/lids.dita 'Lids')) (para 'Of bins.')))) (item"
        " (para 'Tips') (list (item (para (link ->https://tip.example/"
        " 'Tip'))))))"),
    ROW("what_is_a_resource_alone_is_not_listed",
        MAP("<topicref href=\"a.dita\" processing-role=\"resource-only\"/>"
            "<keydef keys=\"k\" href=\"b.dita\"/><topicref toc=\"no\""
            " href=\"c.dita\"/><topicgroup><topicref href=\"d.dita\""
            " navtitle=\"D\"/></topicgroup>"),
        "", "(list (item (para (link ->../waste/d.dita 'D'))))"),
    ROW("relations_are_told",
        MAP("<topicref href=\"d.dita\" navtitle=\"D\"/><reltable><relrow/>"
            "</reltable>"),
        "W25:1", NULL),
    ROW("a_book_is_a_map",
        "<bookmap><booktitle><mainbooktitle>Waste</mainbooktitle></booktitle>"
        "<frontmatter><booklists><toc/></booklists></frontmatter><chapter"
        " href=\"a.dita\" navtitle=\"A\"><topicref href=\"b.dita\""
        " navtitle=\"B\"/></chapter></bookmap>",
        "",
        "(list (item (para (link ->../waste/a.dita 'A')) (list (item (para"
        " (link ->../waste/b.dita 'B'))))))"),
};

int
main(void)
{
  static const struct doc_table tables_of_cases[] = {DOC_TABLE(scripts),
                                                     DOC_TABLE(maps)};

  return run_doc_tables("dita script", tables_of_cases,
                        SP_ARRAY_LEN(tables_of_cases), read_alone);
}
