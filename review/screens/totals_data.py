"""What the page of totals shows, taken from the store; knows nothing of Streamlit."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from review.model import TableKey
from review.outputs.form_layout import layout_of
from review.outputs.inert import clean_text
from review.outputs.totals_content import Entry, Row, figure_text
from review.report.forms import load_form
from review.store import QueueFilter, Store, Submission
from review.totals import AgencyReturn, Expected, Totals, compile_totals, read_return

_WHOLE = frozenset({"ministry", "province", "city", "county", "office"})


@dataclass(frozen=True, slots=True)
class Source:
    """A submission whose report may go into the totals; `key` changes when its review does."""

    submission: Submission
    key: tuple[str | int, ...]


def sources(store: Store, year: int) -> list[Source]:
    """The submissions of a year and of the year before, and those of which no year could be read."""
    out = [
        Source(
            entry.submission,
            (entry.submission.sha256, entry.submission.id, entry.submission.round,
             entry.submission.version, entry.rules, entry.submission.state),
        )
        for its in (year, year - 1)
        for entry in store.queue(QueueFilter(year=its), "added").entries
    ]  # fmt: skip
    out += [
        Source(s, (s.sha256, s.id, s.round, s.version, "", s.state))
        for s in store.submissions()
        if s.year is None and not s.withdrawn
    ]
    return out


def returns(store: Store, wanted: Iterable[Source]) -> list[AgencyReturn]:
    """What these submissions give to the totals."""
    out = []
    for source in wanted:
        document = store.review(source.submission.id)
        if document is not None:
            out.append(read_return(document, source.submission.round))
    return out


def expected(store: Store, kinds: Collection[str] = ()) -> list[Expected]:
    """The office's list of agencies, of some kinds only where any are given."""
    return [
        Expected(a.name, a.kind, a.aliases, a.contact)
        for a in store.agencies()
        if not kinds or a.kind in kinds
    ]


def governments(reports: Iterable[AgencyReturn], year: int) -> list[AgencyReturn]:
    """The reports of a year that may be held against the sums, one of each body: of governments above towns and of their offices."""
    latest: dict[str, AgencyReturn] = {}
    for report in sorted(reports, key=lambda report: report.round):
        if report.year == year and report.kind in _WHOLE and not report.error:
            latest[report.name] = report
    return sorted(latest.values(), key=lambda report: report.name)


def totals_of(
    reports: Sequence[AgencyReturn],
    listed: Sequence[Expected],
    year: int,
    kinds: Collection[str],
    government: str,
) -> Totals:
    """The totals of a year. Sums over some kinds only are held against no government."""
    wanted = [r for r in reports if not kinds or r.kind in kinds or r.error]
    mine = [r for r in governments(reports, year) if r.name == government and not kinds]
    before = [r for r in governments(reports, year - 1) if r.name == government and not kinds]
    return compile_totals(
        wanted,
        year=year,
        expected=listed,
        government=mine[0] if mine else None,
        last_government=before[0] if before else None,
        guess=False,
    )


def table_html(totals: Totals, key: TableKey) -> str:
    """A table as the form draws it: gaps and differences marked by word (title) and by ground."""
    layout = layout_of(load_form(totals.selection.form).tables[key])
    apart = {d.cell: d for d in totals.comparison.differences} if totals.comparison else {}
    rows: list[list[str]] = [[] for _ in range(layout.rows)]
    for cell in sorted(layout.cells, key=lambda cell: (cell.row, cell.column)):
        spans = "".join(
            f' {name}="{value}"'
            for name, value in (("rowspan", cell.row_span), ("colspan", cell.column_span))
            if value > 1
        )
        if not cell.key:
            is_line = (
                cell.row >= layout.head and cell.column + cell.column_span == layout.label_columns
            )
            line = ' class="line"' if key == "requests" and is_line else ""
            rows[cell.row].append(f"<th{spans}{line}>{escape(cell.text)}</th>")
            continue
        entry = totals.sums[cell.key]
        text, marks, said = figure_text(entry.value), [], []
        if cell.key in apart:
            marks.append("apart")
            said.append(f"总表为{figure_text(apart[cell.key].theirs)}")
            text += f"<small>总表{figure_text(apart[cell.key].theirs)}</small>"
        if entry.gaps:
            marks.append("gap")
            said.append(f"{entry.gaps}个单位空白或未读")
            text += "<small>缺" + str(entry.gaps) + "</small>"
        more = f' class="{" ".join(marks)}" title="{escape("；".join(said))}"' if marks else ""
        rows[cell.row].append(f"<td{spans}{more}>{text}</td>")
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<table class="totals {key}">{body}</table>'


def frame(head: Sequence[str], rows: Iterable[Row]) -> dict[str, list[str]]:
    """Rows as the columns of a data frame, figures as they are printed."""
    listed = list(rows)
    return {name: [_shown(row[column]) for row in listed] for column, name in enumerate(head)}


def _shown(entry: Entry) -> str:
    if entry is None:
        return ""
    return clean_text(entry) if isinstance(entry, str) else figure_text(entry)
