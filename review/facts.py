"""`Facts`: everything that a check may ask of a report, each answer worked out once."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from review.balance import Diagnosis, diagnose, identities, proceedings_identities
from review.claims.reading import ParsedSentence, ReadClaim, parse_sentences, read_claims
from review.copying.reuse import Reuse, reuse_of
from review.copying.shared_passage import SharedPassage
from review.finding import CellEvidence, Elsewhere, OtherReport
from review.labels import label_section
from review.model import (
    PART_KEYS,
    SECTION_KEYS,
    Cell,
    Number,
    Report,
    SectionKey,
    Span,
    TableKey,
    TableReading,
)
from review.outcome import Sentence
from review.profile import Profile
from review.quality.fee import FeeStatement, read_fee
from review.quality.part_five import PartFive, read_part_five
from review.report.forms import Form, FormTable, brief_names, load_form
from review.report.last_year import NONE_GIVEN, LastYear
from review.wording.lexicon import Lexicon, lexicon
from review.wording.passages import Passage
from review.zh.folding import Folded, fold_with_map


class Facts:
    """A report, the profile that rules the review, and what follows from both. Nothing here is a finding."""

    def __init__(
        self,
        report: Report,
        profile: Profile,
        last_year_values: Mapping[str, Number | None] | None = None,
        last_year: LastYear = NONE_GIVEN,
        shared: tuple[SharedPassage, ...] | None = None,
    ) -> None:
        self.report = report
        self.profile = profile
        self.shared = shared
        self._sentences: dict[SectionKey, tuple[Sentence, ...]] = {}
        self.last_year_given = last_year
        self.last_year = last_year.report
        self.no_last_year = last_year.reason
        self.other_name_last_year = last_year.related
        self.last_year_values = last_year_values
        if last_year_values is None and last_year.report is not None:
            cells = last_year.report.cells
            self.last_year_values = {key: cell.value for key, cell in cells.items()}

    @cached_property
    def before(self) -> "Facts | None":
        """The same questions asked of last year's report; None where there is none (`no_last_year` says why)."""
        return Facts(self.last_year, self.profile) if self.last_year else None

    @cached_property
    def reuse(self) -> Reuse | None:
        """What parts 一 and 五 have of last year's; None where there is no report of last year's."""
        return reuse_of(self.report, self.last_year) if self.last_year else None

    @cached_property
    def origin(self) -> OtherReport:
        """This report as the source of evidence in a finding on another one."""
        report = self.report
        return OtherReport(report.source.sha256, report.agency.name, report.year)

    def elsewhere(self, evidence: Span | CellEvidence) -> Elsewhere:
        """Evidence of this report in a finding on another one."""
        return Elsewhere(evidence, self.origin)

    @cached_property
    def form(self) -> Form:
        """The form that the report uses."""
        return load_form(self.report.form)

    def place(self, key: str) -> str:
        """A cell's place in plain Chinese."""
        table: TableKey = key.split(".", 1)[0]  # type: ignore[assignment]
        return load_form(self.reading(table).form).describe(key)

    def form_table(self, key: TableKey) -> FormTable:
        """A statutory table of the form that the report uses for it (a report may mix two forms)."""
        return load_form(self.reading(key).form).tables[key]

    def form_table_label(self, cell_key: str) -> str:
        """The label of the table that a cell stands in: 第三部分表格."""
        return next(t.label for k, t in self.form.tables.items() if cell_key.startswith(k + "."))

    def brief_name(self, cell_key: str) -> str:
        """What stands beside a cell's figure where a sum is written out: 新收, 行政复议结果维持."""
        table: TableKey = cell_key.split(".", 1)[0]  # type: ignore[assignment]
        return brief_names(self.reading(table).form).get(cell_key, cell_key)

    def _labels(self, cell_key: str) -> tuple[str, str]:
        table_key, _, rest = cell_key.partition(".")
        row_key, _, column_key = rest.rpartition(".")
        table = self.form_table(table_key)  # type: ignore[arg-type]
        for block in table.blocks:
            for row in (*block.rows, *table.groups):
                if row.key == row_key:
                    column = next(c for c in block.columns if c.key == column_key)
                    return row.label.short_name, column.label.short_name
        return row_key, column_key

    def row_name(self, cell_key: str) -> str:
        """The label of a cell's row (in table 3: of its group)."""
        return self._labels(cell_key)[0]

    def column_name(self, cell_key: str) -> str:
        """The label of a cell's column."""
        return self._labels(cell_key)[1]

    def sum_in_words(self, keys: tuple[str, ...], *, brief: bool = False) -> str:
        """Cells and their sum in the open: 第三部分表格：新收3+上年结转1=4 (`brief`: without the table)."""
        shown = [k for k in keys if len(keys) <= 2 or self.values.get(k)] or list(keys[:1])
        total = sum(Decimal(self.values.get(k) or 0) for k in keys)
        terms = [f"{self.brief_name(k)}{_plain(self.values.get(k))}" for k in shown]
        text = "+".join(terms) + (f"={_plain(total)}" if len(terms) > 1 else "")
        return text if brief else f"{self.form_table_label(keys[0])}：{text}"

    def reading(self, key: TableKey) -> TableReading:
        """What was read of a statutory table."""
        return self.report.tables[key]

    @cached_property
    def values(self) -> Mapping[str, Number | None]:
        """The numbers of all cells that were read; None where a cell is blank or holds no number."""
        return {key: cell.value for key, cell in self.cells.items()}

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """All cells that were read, by key."""
        return self.report.cells

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences with their labels."""
        return tuple(s for section in self.report.sections for s in self.sentences_of(section.key))

    @cached_property
    def judged(self) -> bool:
        """Whether a model was there to say which sentences are boilerplate."""
        return any(s.boilerplate is not None for s in self.sentences)

    def sentences_of(self, section: SectionKey) -> tuple[Sentence, ...]:
        """The sentences of one section; of last year's report often no other is asked for."""
        if section not in self._sentences:
            words = self.report.section(section)
            self._sentences[section] = tuple(label_section(words, self.report.agency.name))
        return self._sentences[section]

    def take(
        self, sentences: tuple[Sentence, ...], claims: tuple[ReadClaim, ...] | None = None
    ) -> None:
        """Take these answers, worked out before, in place of working them out again."""
        for key in SECTION_KEYS:
            self._sentences[key] = tuple(s for s in sentences if s.section == key)
        if claims is not None:
            self.__dict__["claims"] = claims

    @cached_property
    def folded(self) -> Mapping[SectionKey, Folded]:
        """The text of each section, folded, with the map back."""
        return {s.key: fold_with_map(s.text) for s in self.report.sections}

    @cached_property
    def passages(self) -> Mapping[SectionKey, Passage]:
        """The text of each section that has any, for finders of words."""
        return {s.key: Passage(self.folded[s.key], s.text) for s in self.report.sections if s.text}

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word lists of the program and of the profile."""
        return lexicon(self.profile.word_lists)

    def stretch(self, section: SectionKey, start: int, end: int) -> Span:
        """A stretch of a section's folded text as evidence."""
        return self.span(section, *self.folded[section].source_span(start, end))

    @cached_property
    def claims(self) -> tuple[ReadClaim, ...]:
        """All claims over statutory cells, judged."""
        return tuple(read_claims(self.report, self.sentences, self.parsed, self.last_year_values))

    @cached_property
    def parsed(self) -> tuple[ParsedSentence, ...]:
        """The sentences with figures, negations and "all", folded and with the words found in them."""
        return tuple(parse_sentences(self.sentences))

    @cached_property
    def part_five(self) -> PartFive:
        """Part 五 in problems, measures and last year's rectification."""
        return read_part_five(self.sentences_of("problems"), self.report.year)

    @cached_property
    def fee(self) -> FeeStatement | None:
        """What the report says of the 信息处理费; None where it says nothing."""
        return read_fee(self.sentences)

    @cached_property
    def requests_balance(self) -> Diagnosis | None:
        """Table 2 against its identities; None where it was not read."""
        return self._balance("requests")

    @cached_property
    def proceedings_balance(self) -> Diagnosis | None:
        """Table 3 against its identities; None where it was not read."""
        return self._balance("proceedings")

    def _balance(self, key: TableKey) -> Diagnosis | None:
        reading = self.reading(key)
        if reading.status not in ("read", "partly"):
            return None
        table = self.form_table(key)
        columns = tuple(column.key for column in table.columns)
        values = {k: _whole(cell.value) for k, cell in reading.cells.items()}
        if key == "requests":
            rows = tuple((row.key, row.flow or None) for row in table.rows)
            zeros = reading.absent if reading.merged else ()
            return diagnose(values, identities(columns, rows), structural_zeros=zeros)
        groups = tuple(group.key for group in table.groups)
        return diagnose(values, proceedings_identities(groups, columns))

    @cached_property
    def explained_cells(self) -> Mapping[str, int | None]:
        """Cells that an imbalance of tables 2 or 3 already explains, with the value proposed if only one."""
        out: dict[str, int | None] = {}
        for balance in (self.requests_balance, self.proceedings_balance):
            for cause in balance.causes if balance else ():
                if cause.cells:
                    for change in cause.cells:
                        out[change.cell] = change.new if cause.unique else None
                else:
                    out.update({cell: None for identity in cause.broken for cell in identity.cells})
                if not cause.unique:
                    for identity in cause.broken:
                        out.update({cell: None for cell in identity.cells if cell not in out})
        return out

    def span(self, section: SectionKey, start: int, end: int) -> Span:
        """A stretch of a section as evidence."""
        return Span(section, start, end, self.report.section(section).text[start:end])

    def section_place(self, section: SectionKey) -> str:
        """A section as a reader names it: 第一部分, 标题和引言, 落款."""
        if section in PART_KEYS:
            return f"第{'一二三四五六'[PART_KEYS.index(section)]}部分"
        return "标题和引言" if section == "front" else "落款"

    def sentence_span(self, sentence: Sentence) -> Span:
        """A whole sentence as evidence."""
        return Span(sentence.section, sentence.start, sentence.end, sentence.text)


def _plain(value: Number | None) -> str:
    if value is None:
        return "空白"
    return str(int(value)) if value == int(value) else format(Decimal(value), "f")


def _whole(value: Number | None) -> int | None:
    return int(value) if value is not None and value == int(value) else None
