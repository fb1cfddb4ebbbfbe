"""The commands that write what leaves the house: note, export, summary, template."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from review.errors import ReviewError

if TYPE_CHECKING:
    from review.store import Store

_YEAR = click.option("--year", type=click.IntRange(2008, 2100), help="只写这一年度的")
_STORE = click.option("--store", default=None, help="数据库文件或地址，默认在用户数据目录")
_DOCX_SUFFIX = ".docx"


def _slots(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that fill a letter's slots."""
    for name, text in (
        ("--date", "成文日期，如 2025年2月20日"),
        ("--deadline", "修改时限，如 2025年3月15日"),
        ("--number", "文号"),
        ("--office", "落款的审阅单位"),
    ):
        command = click.option(name, default="", help=text)(command)
    return command


@contextmanager
def _opened(place: str | None) -> Iterator["Store"]:
    from review.store import Store

    store = Store.open(place)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """A file that cannot be written is told in a sentence."""
    try:
        yield
    except OSError as error:
        raise ReviewError(f"写不进 {path}：{error.strerror or error}") from error


@click.command(help="为收入的报告写出反馈意见（docx）；编号见 nianbao list。")
@click.argument("report_ids", nargs=-1, required=True, type=int, metavar="编号...")
@click.option("--output", required=True, type=click.Path(path_type=Path, file_okay=False))
@_STORE
@click.option("--draft", is_flag=True, help="还有未决定的必须修改时也写出，标明草稿")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="反馈意见的模板（docx），见 nianbao template",
)
@click.option("--comments", is_flag=True, help="另写一份：意见作为批注写在报送的 docx 上")
@click.option("--confirmed", is_flag=True, help="审阅人改写的文字中找不到出处的数字已经核对")
@_slots
def note(
    report_ids: tuple[int, ...],
    output: Path,
    store: str | None,
    draft: bool,
    template: Path | None,
    comments: bool,
    confirmed: bool,
    office: str,
    number: str,
    deadline: str,
    date: str,
) -> None:
    """The feedback notes of some reports, of the findings adopted."""
    from io import BytesIO

    from review.correspondence import note_sources
    from review.outputs.note_template import check_template
    from review.outputs.notes import note_name, write_note

    chosen = template.read_bytes() if template else None
    if chosen is not None:
        check_template(chosen)
    with _opened(store) as desk, _writing(output):
        output.mkdir(parents=True, exist_ok=True)
        for report_id in report_ids:
            sources = note_sources(desk, report_id)
            out = BytesIO()
            written = write_note(
                sources.document,
                sources.decisions,
                out,
                draft=draft,
                office=office or sources.office,
                deadline=deadline or sources.deadline,
                number=number,
                date=date,
                own=sources.own,
                previous=sources.previous,
                template=chosen or sources.template,
                confirmed=confirmed,
                last_year=sources.last_year,
            )
            path = _free(output / note_name(sources.document))
            path.write_bytes(out.getvalue())
            desk.record_note(
                report_id,
                draft=draft,
                findings=[item.id for item in written.items],
                content=out.getvalue(),
            )
            click.echo(f"已写出 {path.name}")
            if comments:
                _write_comments(desk, report_id, output)


def _free(path: Path) -> Path:
    """The path itself, or with a number behind its name where another file stands there."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}_{number}")
        number += 1
    return free


def _write_comments(desk: "Store", report_id: int, output: Path) -> None:
    from review.correspondence import note_sources
    from review.outputs.comments import commented_name, write_comments

    sources = note_sources(desk, report_id)
    if not sources.submission.name.lower().endswith(_DOCX_SUFFIX):
        click.echo(f"{sources.submission.name} 不是 docx 文件，没有写批注。", err=True)
        return
    made = write_comments(
        desk.content(report_id), sources.document, sources.decisions, own=sources.own
    )
    path = _free(output / commented_name(sources.document))
    path.write_bytes(made.content)
    beside = f"，其中{len(made.beside)}条写在所属部分的标题上" if made.beside else ""
    click.echo(f"已写出 {path.name}：{len(made.placed) + len(made.beside)}条批注{beside}")


@click.command(help="写出台账：报告、问题、决定、未报单位；.xlsx 一个工作簿，.csv 四个文件。")
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@_YEAR
@_STORE
def export(output: Path, year: int | None, store: str | None) -> None:
    """The ledger of all reports, scores, findings and decisions."""
    from review.correspondence import absent_bodies, ledger_entries
    from review.outputs.ledger_files import write_csv, write_workbook

    if output.suffix.lower() not in (".xlsx", ".csv"):
        raise ReviewError("台账的文件名应以 .xlsx 或 .csv 结尾。")
    with _opened(store) as desk, _writing(output):
        entries, absent = ledger_entries(desk, year), absent_bodies(desk, year)
        if output.suffix.lower() == ".csv":
            for path in write_csv(output, entries, absent):
                click.echo(f"已写出 {path.name}")
            return
        from xlsxwriter.exceptions import FileCreateError

        try:
            write_workbook(output, entries, absent)
        except FileCreateError as error:
            raise ReviewError(f"写不进 {output}，请先关闭正在打开它的程序。") from error
        click.echo(f"已写出 {output.name}")


@click.command(help="写出一批报告的审阅情况通报（docx）。")
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@_YEAR
@_STORE
@click.option("--draft", is_flag=True, help="还有未决定的必须修改时也写出，标明草稿")
@_slots
def summary(
    output: Path,
    year: int | None,
    store: str | None,
    draft: bool,
    office: str,
    number: str,
    deadline: str,
    date: str,
) -> None:
    """The circular on the reports of a year."""
    from review.correspondence import DEADLINE, OFFICE, absent_bodies, batch, setting_text
    from review.outputs.note_content import Slots
    from review.outputs.summary import write_summary

    with _opened(store) as desk, _writing(output):
        slots = Slots(
            office or setting_text(desk, OFFICE),
            number,
            deadline or setting_text(desk, DEADLINE),
            date,
        )
        write_summary(
            batch(desk, year),
            output,
            slots=slots,
            absent=[body.name for body in absent_bodies(desk, year)],
            draft=draft,
        )
    click.echo(f"已写出 {output.name}")


@click.command(help="反馈意见的模板：--output 写出默认模板以供修改，--check 检查改好的模板。")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--check", "checked", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--use", is_flag=True, help="检查合格后存入数据库，以后的反馈意见都用它")
@_STORE
def template(output: Path | None, checked: Path | None, use: bool, store: str | None) -> None:
    """The template of the note: written out, checked, or taken into use."""
    from review.correspondence import TEMPLATE
    from review.outputs.note_template import PLACEHOLDERS, check_template, default_template

    if output is None and checked is None:
        raise ReviewError("请用 --output 写出默认模板，或用 --check 检查模板。")
    if output is not None:
        with _writing(output):
            output.write_bytes(default_template())
        click.echo(f"已写出 {output.name}。可用的占位符：")
        for name, meaning in PLACEHOLDERS.items():
            click.echo(f"  {{{{ {name} }}}}　{meaning}")
    if checked is not None:
        check_template(checked.read_bytes())
        click.echo(f"{checked.name} 可以使用。")
        if use:
            with _opened(store) as desk:
                desk.set_setting(TEMPLATE, checked.read_bytes())
            click.echo("已存入数据库。")


OUTPUT_COMMANDS: tuple[click.Command, ...] = (note, export, summary, template)
