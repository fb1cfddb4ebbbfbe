"""The rule book: every check, in reading order. Families: S form, T tables, N narrative, Y last year, R required, Q quality,
D copied text, W wording, P personal data."""

from review.checking import Check
from review.checks.d101_copied_from_last_year import copied_from_last_year
from review.checks.d102_shared_with_other_agencies import shared_with_other_agencies
from review.checks.d103_foreign_name import foreign_name
from review.checks.n101_claim_differs_from_cell import claim_differs_from_cell
from review.checks.n102_claim_of_all_is_false import claim_of_all_is_false
from review.checks.n103_scope_unclear import scope_unclear
from review.checks.n201_figures_of_the_narrative import (
    figure_left_out,
    parts_do_not_add_up,
    share_wrong,
)
from review.checks.n203_figure_repeated_differently import figure_repeated_differently
from review.checks.n204_growth_wrong import growth_wrong
from review.checks.n301_fee_statement import fee_statement_contradicted
from review.checks.p101_personal_data import bank_card, identity_number, private_phone
from review.checks.q101_boilerplate import boilerplate_sentences, mostly_boilerplate
from review.checks.q102_problems_vague import problems_vague
from review.checks.q103_measures_do_not_answer import measures_do_not_answer
from review.checks.q105_off_topic import off_topic
from review.checks.q106_length import length
from review.checks.r101_topic_missing import topic_missing
from review.checks.r201_fee_not_reported import fee_not_reported
from review.checks.r202_fee_incomplete import fee_incomplete
from review.checks.r203_proposals_not_reported import proposals_not_reported
from review.checks.r204_appraisal_not_reported import appraisal_not_reported
from review.checks.r205_local_item_missing import local_item_missing
from review.checks.r301_no_problem_named import no_problem_named
from review.checks.r302_no_measure_named import no_measure_named
from review.checks.r303_rectification_missing import rectification_missing
from review.checks.s101_sections import section_empty, section_missing, section_order
from review.checks.s104_headings import heading_number
from review.checks.s105_part_count import part_count
from review.checks.s201_tables import (
    header_altered,
    outdated_form,
    row_missing,
    table_missing,
    table_not_read,
)
from review.checks.s205_outdated_basis import outdated_basis
from review.checks.s301_identity import agency_unclear, year_mismatch
from review.checks.s302_period import period_wrong
from review.checks.s304_late import late
from review.checks.s305_instructions_left import instructions_left
from review.checks.t101_cells import cell_blank, cell_not_a_number
from review.checks.t201_requests_do_not_balance import requests_do_not_balance
from review.checks.t202_proceedings_do_not_add_up import proceedings_do_not_add_up
from review.checks.t301_proactive import negative_stock, rules_without_power
from review.checks.t303_fee_unit import fee_unit
from review.checks.w101_repeated_word import repeated_word
from review.checks.w102_wrong_term import common_slip, wrong_term
from review.checks.w103_repealed_law import repealed_law
from review.checks.w104_law_misnamed import law_misnamed
from review.checks.w105_former_agency_name import former_agency_name
from review.checks.y101_carry_over_differs import carry_over_differs
from review.checks.y102_stock_does_not_roll import stock_does_not_roll
from review.checks.y103_tables_identical import tables_identical
from review.checks.y104_problem_repeated import problem_repeated
from review.checks.y105_last_year_wrong import last_year_wrong
from review.finding import Severity

CHECKS: tuple[Check, ...] = (
    section_missing,
    section_order,
    section_empty,
    heading_number,
    part_count,
    outdated_form,
    table_missing,
    header_altered,
    row_missing,
    outdated_basis,
    table_not_read,
    year_mismatch,
    period_wrong,
    agency_unclear,
    late,
    instructions_left,
    cell_blank,
    cell_not_a_number,
    requests_do_not_balance,
    proceedings_do_not_add_up,
    rules_without_power,
    negative_stock,
    fee_unit,
    claim_differs_from_cell,
    claim_of_all_is_false,
    scope_unclear,
    parts_do_not_add_up,
    share_wrong,
    figure_repeated_differently,
    growth_wrong,
    figure_left_out,
    fee_statement_contradicted,
    carry_over_differs,
    stock_does_not_roll,
    tables_identical,
    problem_repeated,
    last_year_wrong,
    topic_missing,
    fee_not_reported,
    fee_incomplete,
    proposals_not_reported,
    appraisal_not_reported,
    local_item_missing,
    no_problem_named,
    no_measure_named,
    rectification_missing,
    boilerplate_sentences,
    problems_vague,
    measures_do_not_answer,
    mostly_boilerplate,
    off_topic,
    length,
    copied_from_last_year,
    shared_with_other_agencies,
    foreign_name,
    repeated_word,
    wrong_term,
    repealed_law,
    law_misnamed,
    former_agency_name,
    common_slip,
    identity_number,
    private_phone,
    bank_card,
)

_HELPING = frozenset(check.code for check in CHECKS if not check.noted)


def only_helps(code: str, severity: str) -> bool:
    """Whether a finding only helps the reviewer: there is nothing to decide, and the note leaves it out.

    Where an office's profile raises the level of such a check, it is a finding like any other.
    """
    return code in _HELPING and severity == Severity.ASK
