"""The command `nianbao`: arguments in, calls out; no logic of its own. Messages are Chinese."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from review import store_commands
from review.errors import ReviewError
from review.output_commands import OUTPUT_COMMANDS
from review.pool import BOUNDS, Bounds
from review.similar_command import similar
from review.totals_command import totals

if TYPE_CHECKING:
    from review.batch import Result
    from review.store import Store

_PATHS = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="路径..."
)


class _ChineseGroup(click.Group):
    """Turns the project's own errors into one sentence on standard error and exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ReviewError as error:
            click.echo(error.message, err=True)
            ctx.exit(2)


@click.group(cls=_ChineseGroup, help="年报审阅：审查政府信息公开工作年度报告。")
@click.version_option(package_name="nianbao", prog_name="nianbao")
def cli() -> None:
    """The group of all commands."""


@cli.command(help="审阅文件和文件夹，不写入数据库。")
@_PATHS
@click.option("--last-year", type=click.Path(path_type=Path), help="上年报告（只审一份时）")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text")
@click.option("--output", type=click.Path(path_type=Path), help="写入文件，默认写到屏幕")
@click.option("--profile", default="national", help="评审方案的名称或文件")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, help="同时处理的进程数")
@click.option(
    "--time-limit",
    type=click.FloatRange(1, 3600),
    default=BOUNDS.seconds,
    show_default=True,
    help="一份文件最多占用的处理器时间（秒）；电脑较慢时可放宽",
)
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    last_year: Path | None,
    form: str,
    output: Path | None,
    profile: str,
    jobs: int,
    time_limit: float,
) -> None:
    """Exit status: 0 nothing must be changed, 1 at least one `must`, 2 a file could not be read."""
    from review.batch import Job, find_files, run_jobs
    from review.profile import load_profile

    load_profile(profile)
    passed_over: list[Path] = []
    files = find_files(paths, passed_over)
    if not files:
        raise ReviewError("没有找到可审阅的文件（.docx、.pdf、.html、.mht、.txt、.md）。")
    if last_year is not None and len(files) != 1:
        raise ReviewError("--last-year 只能在审阅一份报告时使用。")
    bounds = Bounds(seconds=time_limit)
    tasks = [Job(path, profile, last_year) for path in files]
    results = _progress(lambda read: run_jobs(tasks, jobs, bounds, read), len(files))
    try:
        if output is None:
            worst = _write(sys.stdout, form, results)
        else:
            with output.open("w", encoding="utf-8", newline="\n") as stream:
                worst = _write(stream, form, results)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ReviewError(f"写不进 {output or '标准输出'}：{error.strerror}") from error
    if passed_over:
        kinds = "、".join(sorted({p.suffix.lower() or "无扩展名" for p in passed_over})[:8])
        click.echo(
            f"文件夹中另有{len(passed_over)}个文件不是可审阅的格式（{kinds}），未审阅。", err=True
        )
    ctx.exit(worst)


def _progress(
    run: Callable[[Callable[[], object]], Iterable["Result"]], total: int
) -> Iterator["Result"]:
    """The results, with bars on a terminal (read, reviewed); the files that failed are named as they come."""
    from tqdm import tqdm

    hidden = total < 2 or not sys.stderr.isatty()
    reading = tqdm(total=total, disable=hidden, unit="份", desc="读取", file=sys.stderr)
    with reading, tqdm(total=total, disable=hidden, unit="份", desc="审阅", file=sys.stderr) as bar:
        failed = 0
        for result in run(reading.update):
            yield result
            if not hidden and result.status == 2:
                failed += 1
                bar.write(f"未能审阅：{result.job.path}", file=sys.stderr)
                bar.set_postfix_str(f"{failed}份未能审阅")
            bar.update()


def _write(stream: IO[str], form: str, results: Iterable["Result"]) -> int:
    """Write results as they come (json as one array) and return the exit status; 2 wins over 1."""
    from review.batch import object_of, text_of
    from review.outputs.text_form import text_lines

    worst = 0
    first = True
    if form == "json":
        stream.write("[")
    for result in results:
        worst = max(worst, result.status)
        if form == "text":
            stream.write("\n".join(text_lines(object_of(result))) + "\n")
        elif form == "json":
            stream.write(("\n" if first else ",\n") + text_of(result))
        else:
            stream.write(text_of(result) + "\n")
        stream.flush()
        first = False
    if form == "json":
        stream.write("\n]\n")
    return worst


@cli.command(help="把报送的文件收入数据库并审阅；已有的文件不重复收入。")
@_PATHS
@click.option("--store", default=None, help="数据库文件或地址，默认在用户数据目录")
@click.option("--year", type=click.IntRange(2008, 2100), help="应报年度；与报告年度不同时提示")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="同时审阅的进程数"
)
def add(paths: tuple[Path, ...], store: str | None, year: int | None, jobs: int) -> None:
    """Take submissions into the store and review them."""
    from review.batch import find_files
    from review.screens.reviewing import take_in
    from review.store import Store

    files = find_files(paths)
    if not files:
        raise ReviewError("没有找到可审阅的文件（.docx、.pdf、.html、.mht、.txt、.md）。")
    desk = Store.open(store)
    failed = 0
    try:
        for step in take_in(desk, files, jobs):
            if step.outcome:
                failed += step.outcome == "failed"
                said = {"added": "已收入", "known": "已有，未重复收入", "failed": "未能审阅"}
                click.echo(f"{step.name}：{said[step.outcome]} {step.message}".rstrip())
        _compare(desk)
        for entry in desk.queue(sort="added").entries:
            if year and entry.year and entry.year != year:
                click.echo(f"注意：{entry.submission.name} 是{entry.year}年度的报告。")
    finally:
        desk.close()
    if failed:
        raise SystemExit(2)


def _compare(desk: "Store") -> None:
    """Hold the reports of the store against other agencies' where there are new ones."""
    from review.screens.comparing import ComparedElsewhere, compare

    if sys.stderr.isatty() and desk.uncompared():
        click.echo("正在与其他单位的报告比对雷同……", err=True)
    try:
        for done in compare(desk):
            said = f"其中{done.changed}份的结果有变化" if done.changed else "结果没有变化"
            click.echo(f"{done.year}年度与其他单位比对雷同：{done.reports}份，{said}。")
    except ComparedElsewhere as busy:
        click.echo(busy.message)


@cli.command("list", help="列出数据库中的报告和编号。")
@click.option("--store", default=None, help="数据库文件或地址，默认在用户数据目录")
def list_reports(store: str | None) -> None:
    """One line a report: number, agency, year, state."""
    from review.store import Store

    desk = Store.open(store)
    try:
        for entry in desk.queue(sort="added").entries:
            name = entry.agency or entry.submission.name
            click.echo(f"{entry.submission.id}\t{name}\t{entry.year or ''}\t{entry.state}")
    finally:
        desk.close()


@cli.command(help="打印检查目录；--write 写入程序文件夹。")
@click.option("--write", is_flag=True, help="更新 review/checks/README.md")
def rules(write: bool) -> None:
    """The catalogue of checks, from the checks themselves."""
    from review.outputs.catalogue import catalogue, catalogue_path

    text = catalogue()
    if write:
        catalogue_path().write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"已写入 {catalogue_path().name}")
    else:
        click.echo(text, nl=False)


@cli.command(help="打印 check 输出的 JSON Schema。")
def schema() -> None:
    """The JSON Schema of what `check` writes."""
    from review.outputs.json_schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@cli.command(help="用源码目录的语料重建句子模型（models/）。")
@click.option(
    "--with",
    "decisions",
    type=click.Path(exists=True, dir_okay=False),
    default=None,
    help="审阅人标注的句子（jsonl），一并训练",
)
@click.option("--out", type=click.Path(file_okay=False), default=None, help="另存到这个文件夹")
def train(decisions: str | None, out: str | None) -> None:
    """Rebuild the sentence model from the corpora of the source tree."""
    from review.evaluation.sentences import build
    from review.locations import corpus_dir, models_dir

    folder, models = corpus_dir(), Path(out) if out else models_dir()
    if folder is None or models is None:
        raise ReviewError("训练语料不在安装包中，请在源码目录里运行。")
    for text in build(folder / "sentences", models, Path(decisions) if decisions else None):
        click.echo(text)


@cli.command(
    help="在源码目录的语料上评测：claims 正文数字，sentences 句子模型，tables 各种排版的文件。"
)
@click.argument("what", type=click.Choice(["claims", "sentences", "tables"]), default="claims")
@click.option("--part", type=click.Choice(["dev", "test"]), default="test", show_default=True)
@click.option("--count", type=click.IntRange(1, 100_000), default=300, help="tables：生成的文件数")
@click.option("--seed", type=int, default=1, help="tables：随机种子")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, help="tables：同时处理的进程数")
def evaluate(what: str, part: str, count: int, seed: int, jobs: int) -> None:
    """Measure on the corpora of the source tree."""
    from review.locations import corpus_dir

    folder = corpus_dir()
    if folder is None:
        raise ReviewError("评测语料不在安装包中，请在源码目录里运行。")
    if what == "claims":
        from review.evaluation.claims import report_lines

        lines = report_lines(folder / what, part)
    elif what == "sentences":
        from review.evaluation.sentences import report_lines as sentence_lines

        lines = sentence_lines(folder / what)
    else:
        from review.evaluation.tables import generated, summary

        lines = summary(generated(folder, count, seed, jobs))
    for text in lines:
        click.echo(text)


@cli.command(help="打开审阅界面。")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--samples", is_flag=True, help="载入示例报告")
@click.option("--store", default=None, help="数据库文件或地址，默认在用户数据目录")
@click.option("--headless", is_flag=True, help="不自动打开浏览器")
@click.option("--shared", is_flag=True, help="多人使用：每人用账户登录（见 nianbao accounts）")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="监听的地址，须同时加 --shared"
)
def serve(
    port: int, samples: bool, store: str | None, headless: bool, shared: bool, host: str
) -> None:
    """The review screen on the embedded store; prints its address."""
    from review.screens.serve import serve as run

    opens = not headless and not shared
    raise SystemExit(run(port, samples, store, address=host, open_browser=opens, shared=shared))


for command in (*OUTPUT_COMMANDS, *store_commands.COMMANDS, similar, totals):
    cli.add_command(command)


def main() -> None:
    """Entry point; standard output is UTF-8 also where a Windows console says otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(prog_name="nianbao")
    except BrokenPipeError:
        # the reader of a pipe has gone: nothing left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
