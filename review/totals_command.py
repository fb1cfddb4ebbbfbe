"""The command `nianbao totals`: a year's totals over files and folders, as a workbook or a document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from review.errors import ReviewError

if TYPE_CHECKING:
    from review.totals import AgencyReturn, Expected

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PLACE = click.Path(exists=True, path_type=Path)


@click.command(help="汇总各单位报告的三张表，与本级政府总表、上年报告对照。")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="路径..."
)
@click.option("--government", type=_FILE, help="本级政府的总报告，与合计逐格对照")
@click.option("--last-year", type=_PLACE, help="上年总报告，或存放上年各单位报告的文件夹")
@click.option("--agencies", type=_FILE, help="应报单位名单（xlsx、csv）")
@click.option("--year", type=click.IntRange(2008, 2100), help="汇总的年度，默认取多数报告的年度")
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=".xlsx 或 .docx",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, help="同时处理的进程数")
def totals(
    paths: tuple[Path, ...],
    government: Path | None,
    last_year: Path | None,
    agencies: Path | None,
    year: int | None,
    output: Path,
    jobs: int,
) -> None:
    """Sum the reports of a year; what is said of the totals goes to the screen as well."""
    from review.batch import find_files
    from review.outputs.inert import clean_text
    from review.outputs.totals_content import explanation_lines, summary_lines
    from review.totals import compile_totals

    write = _writer(output)
    expected = _expected(agencies) if agencies else ()
    files = find_files(paths)
    if not files:
        raise ReviewError("没有找到可汇总的文件（.docx、.pdf、.html、.mht、.txt、.md）。")
    apart = [government] if government else []
    before = find_files([last_year]) if last_year else []
    every = list(dict.fromkeys([*files, *apart, *before]))
    read = dict(zip(every, _returns(every, jobs), strict=True))
    last_whole = read[last_year] if last_year and last_year.is_file() else None
    result = compile_totals(
        [read[path] for path in files],
        year=year,
        expected=expected,
        government=read[government] if government else None,
        last_government=last_whole,
        last_reports=[] if last_whole else [read[path] for path in before],
    )
    for said in (*summary_lines(result), *explanation_lines(result)):
        click.echo(clean_text(said))
    if result.selection.earlier:
        several = len(result.selection.earlier)
        click.echo(f"有{several}个单位不止一份报告，按文件的修改时间取最后一份，请核对。")
    try:
        write(output, result)
    except OSError as error:
        raise ReviewError(f"写不进 {output}：{error.strerror or error}") from error
    click.echo(f"已写出 {output.name}")


def _writer(output: Path) -> Any:
    if output.suffix.lower() == ".xlsx":
        from review.outputs.totals_workbook import write_totals_workbook

        return write_totals_workbook
    if output.suffix.lower() == ".docx":
        from review.outputs.totals_document import write_totals_document

        return write_totals_document
    raise ReviewError("--output 的文件名要以 .xlsx 或 .docx 结尾。")


def _expected(path: Path) -> "Sequence[Expected]":
    from review.screens.agency_list import read_list
    from review.totals import Expected

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReviewError(f"读不出 {path}：{error.strerror or error}") from error
    rows = read_list(data, path.name)
    return [Expected(r["name"], r["kind"], tuple(r["aliases"]), r["contact"]) for r in rows]


def _returns(files: Iterable[Path], jobs: int) -> "list[AgencyReturn]":
    """The files read. They carry no round: several of an agency are numbered by when they were changed."""
    from review.batch import Job, object_of, run_jobs
    from review.totals import read_return

    paths = list(files)
    results = run_jobs([Job(path) for path in paths], jobs)
    read = [read_return(object_of(result)) for result in results]
    times: dict[tuple[str, int | None], set[int]] = defaultdict(set)
    changed = [path.stat().st_mtime_ns if path.exists() else 0 for path in paths]
    for report, time in zip(read, changed, strict=True):
        times[report.name, report.year].add(time)
    return [
        replace(report, round=1 + sorted(times[report.name, report.year]).index(time))
        for report, time in zip(read, changed, strict=True)
    ]
