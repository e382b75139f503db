/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choices, keyed lines and test calls. */
#include "tests/unit/cases.h"

#include "lib/markdown.h"

static const struct doc_case choices[] = {
    {"choices_of_the_introduction", FRONT_SCRIPT,
     "> Which?\n\n- [Refuse, or food](#a) Some **text**\n- [B](../b.md)\n\n"
     "## A\n",
     "",
     "(said (para 'Which?')) (choices (choice 'Refuse, or food' ->#a 'Some '"
     " (strong 'text')) (choice 'B' ->../b.md)) (section 'A' #a)",
     false, NULL},
    {"all_lists_of_a_step_make_one_and_it_stands_last", FRONT_SCRIPT,
     "## A\n\n- [A](#a)\n\nText\n\n* [B](#b) b\n\nMore\n\n## B\n", "",
     "(section 'A' #a (para 'Text') (para 'More') (choices (choice 'A' ->#a)"
     " (choice 'B' ->#b 'b'))) (section 'B' #b)",
     false, NULL},
    {"guards_stand_in_italics_behind_the_link", FRONT_SCRIPT,
     "- [A](#a) *out of hours* note\n- [B](#a) _level 2_\n"
     "- [C](#a)*area: Northmarsh*.\n- [D](#a)\n  *if bin: garden* x\n",
     "",
     "(choices (choice 'A' ?out-of-hours ->#a 'note')"
     " (choice 'B' ?level-2 ->#a) (choice 'C' ?area(Northmarsh) ->#a '.')"
     " (choice 'D' ?if(bin=garden) ->#a 'x'))",
     false, NULL},
    {"a_bold_link_is_a_link", FRONT_SCRIPT, "- **[A](#a)** x\n- [B](#a)\n", "",
     "(choices (choice 'A' ->#a 'x') (choice 'B' ->#a))", false, NULL},
    {"paragraphs_of_a_choice_are_its_text", FRONT_SCRIPT,
     "- [A](#a) x\n\n  y\n- [B](#a)\n", "",
     "(choices (choice 'A' ->#a 'x' (break) 'y') (choice 'B' ->#a))", false,
     NULL},
    {"a_list_in_a_choice_is_an_error", FRONT_SCRIPT,
     "- [A](#a) x\n  - y\n- [B](#a)\n", "E25:2", NULL, false, NULL},
    {"alternatives_count_as_one_of_nine", FRONT_SCRIPT,
     "- [A](#a) *level 2*\n- [A](#b)\n- [3](#a)\n- [4](#a)\n- [5](#a)\n"
     "- [6](#a)\n- [7](#a)\n- [8](#a)\n- [9](#a)\n- [10](#a)\n",
     "", NULL, false, NULL},
    {"the_tenth_choice_is_an_error", FRONT_SCRIPT,
     "- [1](#a)\n- [2](#a)\n- [3](#a)\n- [4](#a)\n- [5](#a)\n\nText\n\n"
     "- [6](#a)\n- [7](#a)\n- [8](#a)\n- [9](#a)\n- [10](#a)\n- [11](#a)\n",
     "E25:13", NULL, false, NULL},
    {"some_items_without_a_link_are_an_error", FRONT_SCRIPT, "- [A](#a)\n- b\n",
     "E25:2", NULL, false, NULL},
    {"a_guard_before_the_link_is_an_error", FRONT_SCRIPT,
     "- [A](#a)\n- *staff* [B](#b)\n", "E25:2", NULL, false, NULL},
    {"an_item_that_starts_with_a_bracket_is_an_error", FRONT_SCRIPT,
     "- [A] (#a)\n- [B](# b)\n", "E25:1", NULL, false, NULL},
    {"a_numbered_list_of_links_is_an_error", FRONT_SCRIPT,
     "1. [A](#a)\n2. [B](#b)\n", "E25:1", NULL, false, NULL},
    {"numbered_instructions_may_have_links", FRONT_SCRIPT,
     "1. [Open it](https://a.example) first\n2. Close it\n", "",
     "(numbers-1 (item (para (link ->https://a.example 'Open it') ' first'))"
     " (item (para 'Close it')))",
     false, NULL},
    {"a_numbered_step_is_an_error", FRONT_SCRIPT, "1. [A](#a)\n2. b\n", "E25:1",
     NULL, false, NULL},
    {"a_guard_in_the_link_is_an_error", FRONT_SCRIPT,
     "- [A *level 2*](#a)\n- [B](#b)\n", "E25:1", NULL, false, NULL},
    {"an_unknown_guard_is_an_error", FRONT_SCRIPT,
     "- [A](#a) *level two* x\n- [B](#b)\n", "E25:1", NULL, false, NULL},
    {"a_guard_in_parentheses_is_an_error", FRONT_SCRIPT,
     "- [A](#a) *(level 2)*\n- [B](#b) (level 2)\n", "E25:1 E25:2", NULL, false,
     NULL},
    {"a_bold_guard_is_an_error", FRONT_SCRIPT, "- [A](#a) **staff** x\n",
     "E25:1", NULL, false, NULL},
    {"a_late_guard_is_an_error", FRONT_SCRIPT, "- [A](#a) but *staff* x\n",
     "E25:1", NULL, false, NULL},
    {"a_half_emphasised_guard_is_an_error", FRONT_SCRIPT, "- [A](#a) *staff\n",
     "E25:1", NULL, false, NULL},
    {"a_choice_without_words_or_target_is_an_error", FRONT_SCRIPT,
     "- [](#a)\n- [B]()\n", "E25:1 E25:2", NULL, false, NULL},
    {"choices_in_a_block_are_an_error", FRONT_SCRIPT,
     "> [!ONLY level 2]\n> - [A](#a)\n\n- Waste\n  - [B](#b)\n", "E25:2 E25:5",
     NULL, false, NULL},
    {"links_to_documents_in_a_block_are_a_list", FRONT_SCRIPT,
     "> [!STAFF]\n> - [A](../a.md)\n", "",
     "(staff (list (item (para (link ->../a.md 'A')))))", false, NULL},
    {"a_checklist_of_a_step", FRONT_SCRIPT, "- [ ] a\n- [ ] b\n", "",
     "(checklist (item (para 'a')) (item (para 'b')))", false, NULL},
};

static const struct doc_case keyed[] = {
    {"keyed_lines", FRONT_SCRIPT,
     "Do first: [Identity check](../shared/identity-check.md)\n\n"
     "Outcome: escalate to waste-duty-officer\n"
     "What happens next: We *come*\nsoon.\n"
     "Service level: 2 days\nLegal: The Act\n"
     "Online: [Report it](https://a.example) You can.\n"
     "Payment: [Pay](https://b.example) garden-waste\n"
     "Book: [Book it](https://c.example).\n"
     "Also ask: [A](a.md), [B](b.md)\n"
     "Hand over: bin; any injury\n\n"
     "Stop and escalate if: there are needles. [Duty](#duty)\n\n"
     "Judgement: Think.\n",
     "",
     "(do-first 'Identity check' ->../shared/identity-check.md)"
     " (outcome 'waste-duty-officer' escalate)"
     " (happens-next 'We ' (emph 'come') ' soon.') (service-level '2 days')"
     " (legal 'The Act') (online 'Report it' ->https://a.example 'You can.')"
     " (payment 'Pay' ->https://b.example ~garden-waste)"
     " (book 'Book it' ->https://c.example)"
     " (also-ask (link ->a.md 'A') (link ->b.md 'B'))"
     " (hand-over 'bin; any injury') (stop 'Duty' ->#duty 'there are needles.')"
     " (judgement 'Think.')",
     false, NULL},
    {"keys_in_any_case_and_bold", FRONT_SCRIPT,
     "NEXT: [A](#a)\n\n**Legal:** x\n\n**service level**: y\n\n"
     "**Judgement: z**\n",
     "", "(next ->#a) (legal 'x') (service-level 'y') (judgement 'z')", false,
     NULL},
    {"a_key_directly_below_a_heading", FRONT_SCRIPT, "## A\nNext: [B](#b)\n",
     "", "(section 'A' #a (next ->#b))", false, NULL},
    {"a_key_after_a_hard_break", FRONT_SCRIPT, "Legal: a\\\nNext: [B](#b)\n",
     "", "(legal 'a') (next ->#b)", false, NULL},
    {"every_outcome", FRONT_SCRIPT,
     "## A\n\nOutcome: resolved.\n\n## B\n\nOutcome: Escalate to the *duty* "
     "officer\n\n## C\n\nOutcome: transfer to [Waste](../contacts/waste.md)\n\n"
     "## D\n\nOutcome: refer to a\n\n## E\n\nOutcome: signpost to b\n\n"
     "## F\n\nOutcome: EMERGENCY\n\n## G\n\nOutcome: return passed\n",
     "",
     "(section 'A' #a (outcome resolved))"
     " (section 'B' #b (outcome 'the duty officer' escalate))"
     " (section 'C' #c (outcome 'Waste' transfer ->../contacts/waste.md))"
     " (section 'D' #d (outcome 'a' refer))"
     " (section 'E' #e (outcome 'b' signpost))"
     " (section 'F' #f (outcome emergency))"
     " (section 'G' #g (outcome 'passed' return))",
     false, NULL},
    {"an_unknown_outcome_is_an_error", FRONT_SCRIPT, "Outcome: solved\n",
     "E25:1", NULL, false, NULL},
    {"words_behind_resolved_are_an_error", FRONT_SCRIPT,
     "Outcome: resolved by the crew\n", "E25:1", NULL, false, NULL},
    {"an_outcome_without_its_contact_is_an_error", FRONT_SCRIPT,
     "Outcome: escalate\n\n## A\n\nOutcome: escalate to\n\n## B\n\n"
     "Outcome: escalate [X](x.md)\n\n## C\n\nOutcome: escalate towards x\n",
     "E25:1 E25:5 E25:9 E25:13", NULL, false, NULL},
    {"words_behind_a_contacts_link_are_an_error", FRONT_SCRIPT,
     "Outcome: refer to [X](x.md) or [Y](y.md)\n", "E25:1", NULL, false, NULL},
    {"return_needs_a_result", FRONT_SCRIPT, "Outcome: return\n", "E25:1", NULL,
     false, NULL},
    {"an_unclear_next_is_an_error", FRONT_SCRIPT,
     "Next: step\n\n## A\n\nNext: [A](#a) or [B](#b)\n\n## B\n\nNext:\n",
     "E25:1 E25:5 E25:9", NULL, false, NULL},
    {"a_second_outcome_in_a_step_is_an_error", FRONT_SCRIPT,
     "Outcome: resolved\n\nOutcome: emergency\n", "E25:3", NULL, false, NULL},
    {"records", FRONT_SCRIPT,
     "Record: bin (choice(refuse; garden (brown)); required)\n"
     "Record: date of birth (DD/MM) (date)\nRecord: name (Text; Required).\n"
     "Record: agreed (yes-no)\n",
     "",
     "(record 'bin' choice required 'refuse' 'garden (brown)')"
     " (record 'date of birth (DD/MM)' date) (record 'name' text required)"
     " (record 'agreed' yes-no)",
     false, NULL},
    {"a_record_without_a_type_is_an_error", FRONT_SCRIPT, "Record: bin\n",
     "E25:1", NULL, false, NULL},
    {"a_record_of_an_unknown_type_is_an_error", FRONT_SCRIPT,
     "Record: bin (colour)\n\nRecord: bin (text; needed)\n", "E25:1 E25:3",
     NULL, false, NULL},
    {"a_record_without_a_name_is_an_error", FRONT_SCRIPT, "Record: (text)\n",
     "E25:1", NULL, false, NULL},
    {"a_choice_to_record_needs_values_of_its_own", FRONT_SCRIPT,
     "Record: a (choice)\n\nRecord: b (choice())\n\nRecord: c (choice(x; X))\n",
     "E25:1 E25:3 E25:5", NULL, false, NULL},
    {"unbalanced_brackets_are_an_error", FRONT_SCRIPT,
     "Record: a (choice(x; y)\n\nRecord: b text)\n", "E25:1 E25:3", NULL, false,
     NULL},
    {"stop_takes_the_last_link", FRONT_SCRIPT,
     "Stop and escalate if: see [this](a.md) or *that*: [Duty](#b).\n", "",
     "(stop 'Duty' ->#b 'see ' (link ->a.md 'this') ' or ' (emph 'that') ':')",
     false, NULL},
    {"stop_without_a_link_or_words_is_an_error", FRONT_SCRIPT,
     "Stop and escalate if: needles\n\nStop and escalate if: [Duty](#b)\n",
     "E25:1 E25:3", NULL, false, NULL},
    {"online_needs_a_link_first", FRONT_SCRIPT, "Online: go to [x](y)\n",
     "E25:1", NULL, false, NULL},
    {"payment_takes_one_key", FRONT_SCRIPT,
     "Payment: [Pay](https://b.example) garden waste\n\nPayment: [Pay](c)\n",
     "E25:1", NULL, false, NULL},
    {"also_ask_takes_links_only", FRONT_SCRIPT,
     "Also ask: about [X](x.md)\n\nAlso ask: [A](a.md) and [B](b.md).\n",
     "E25:1", NULL, false, NULL},
    {"do_first_takes_one_link", FRONT_SCRIPT, "Do first: identity check\n",
     "E25:1", NULL, false, NULL},
    {"a_key_after_text_is_an_error", FRONT_SCRIPT, "Text\nOutcome: resolved\n",
     "E25:2", NULL, false, NULL},
    {"a_key_in_a_quote_is_an_error", FRONT_SCRIPT,
     "> [!ONLY level 2]\n> Outcome: resolved\n\nText\n\n> a\n> Legal: b\n",
     "E25:2 E25:7", NULL, false, NULL},
    {"a_key_in_a_list_is_an_error", FRONT_SCRIPT,
     "- a\nOutcome: resolved\n\nText\n\n- b\n\n  Record: c (text)\n",
     "E25:2 E25:8", NULL, false, NULL},
    {"a_key_below_choices_without_a_blank_line", FRONT_SCRIPT,
     "- [A](#a)\nOutcome: resolved\n", "E25:2", NULL, false, NULL},
    {"what_is_nearly_a_key_is_a_warning", FRONT_SCRIPT,
     "Outcmoe: resolved\n\nStop if: x\n\nJudgment: y\n\nHandover: z\n\n"
     "Remember: a\n",
     "W27:1 W27:3 W27:5 W27:7", NULL, false, NULL},
    {"what_is_nearly_a_key_below_a_key_is_a_warning", FRONT_SCRIPT,
     "Legal: x\nServce level: y\n", "W27:2", NULL, false, NULL},
    {"a_colon_in_a_sentence_is_no_key", FRONT_SCRIPT,
     "The outcome: resolved\n\nOutcomes vary: see below\n", "", NULL, false,
     NULL},
    {"an_amount_in_a_keyed_line", FRONT_SCRIPT,
     "Legal: [£5](../fees.csv#x \"include\") a day\n", "",
     "(legal (include ->../fees.csv#x '£5') ' a day')", false, NULL},
};

static const struct doc_case calls[] = {
    {"test_calls_keep_their_list", FRONT_SCRIPT,
     "## A\n\nOutcome: resolved\n\n## TEST calls\n\n"
     "- (Sunday 02:10; level 1) Yes; No => A\n- [x](#y)\n",
     "",
     "(section 'A' #a (outcome resolved)) (section 'Test calls' #test-calls"
     " test-calls (list (item (para '(Sunday 02:10; level 1) Yes; No => A'))"
     " (item (para (link ->#y 'x')))))",
     false, NULL},
    {"test_calls_misspelt_are_an_error", FRONT_SCRIPT, "## Test call\n",
     "E25:1", NULL, false, NULL},
    {"in_a_guide_they_are_a_section", FRONT_GUIDE, "## Test calls\n", "",
     "(section 'Test calls' #test-calls)", false, NULL},
};

int
main(void)
{
  static const struct doc_table all[] = {DOC_TABLE(choices), DOC_TABLE(keyed),
                                         DOC_TABLE(calls)};

  return run_doc_tables("markdown-script", all, SP_ARRAY_LEN(all),
                        sp_markdown_read);
}
