"""Hard cases: tables whose labels, columns or figures are not as the form has them."""

from collections.abc import Callable

from corpus.statutory_form import COLUMNS
from tests.report.documents import tabbed
from tests.report.hard_draft import Case, Rows, draft, drawn_figures, rows, table, zeros

PARTS = ("proactive", "requests", "proceedings")
Change = Callable[[Rows], Rows]


def drawn(part: str, change: Change, figures: dict[str, str] | None = None) -> str:
    """The draft with one table changed."""
    return draft(tables={part: tabbed(change(rows(part, figures=figures)))})


def relabelled(*edits: tuple[str, str]) -> Change:
    def change(lines: Rows) -> Rows:
        for old, new in edits:
            assert any(old in cell for line in lines for cell in line), old
            lines = [[cell.replace(old, new) for cell in line] for line in lines]
        return lines

    return change


def at_label(lines: Rows, label: str) -> int:
    return next(i for i, line in enumerate(lines) if any(label in cell for cell in line))


def _headers() -> list[Case]:
    """Headers and labels misread by OCR, renamed or with other words inside."""

    def case(name: str, part: str, *edits: tuple[str, str]) -> Case:
        return Case(f"header_{name}", drawn(part, relabelled(*edits)))

    return [
        case("ocr_repealed", "proactive", ("本年废止件数", "本年度止件数")),
        case("ocr_issued", "proactive", ("本年制发件数", "本年制友件数")),
        case("ocr_in_force", "proactive", ("现行有效件数", "现行有郊件数")),
        case("tax_wording", "proactive", ("本年制发件数", "本年度制发数"), ("本年废止件数", "本年废止数")),
        case("year_inside", "proactive", ("本年制发件数", "本年（2023）制发件数")),
        case("document_short", "proactive", ("行政规范性文件", "规范性文件")),
        case("fee_note", "proactive", ("（单位：万元）", "（单位：万元，保留4位小数）")),
        case("fee_without_unit", "proactive", ("（单位：万元）", "")),
        case("clause_brackets", "proactive", ("第二十条第（一）项", "第二十条第(一)项")),
        case("clause_ocr", "proactive", ("第二十条第（五）项", "第二十条第（王）项")),
        case("columns_ocr", "requests", ("科研机构", "科研机枸"), ("法律服务机构", "法律服各机构")),
        case("columns_short", "requests", ("社会公益组织", "公益组织"), ("法律服务机构", "法律服务")),
        case("rows_ocr", "requests", ("其他法律行政法规禁止公开", "其他法律行政止公开"),
             ("属于行政执法案卷", "属于行政执法案巻"), ("重复申请", "重夏申请")),
        case("rows_numbers_lost", "requests", *((f"{n}.", "") for n in range(1, 9))),
        case("rows_numbers_wide", "requests", *((f"{n}.", f"{w}．") for n, w in
             zip("12345678", "１２３４５６７８", strict=True))),
        case("rows_groups_numbers_lost", "requests", *((f"（{n}）", "") for n in "一二三四五六七")),
        case("rows_short", "requests", ("一、本年新收政府信息公开申请数量", "一、本年新收"),
             ("二、上年结转政府信息公开申请数量", "二、上年结转"), ("四、结转下年度继续办理", "四、结转下年"),
             ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开")),
        case("rows_shortened_other", "requests", (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正不再处理"),
            ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2.逾期未缴费不再处理")),
        case("rows_with_zh_quotes", "requests", ("“三安全一稳定”", "三安全一稳定")),
        case("rows_ocr_mixed", "requests", ("信访举报投诉类申请", "信仿举报投诉类申请"),
             ("本机关不掌握相关政府信息", "本机关不掌提相关政府信息"),
             ("补正后申请内容仍不明确", "补正后申请内容乃不明确")),
        case("results_ocr", "proceedings", ("结果维持", "结果维特"), ("尚未审结", "尚末审结")),
        case("results_renamed", "proceedings", ("结果维持", "维持"), ("结果纠正", "纠正"),
             ("其他结果", "其他"), ("尚未审结", "未审结")),
        case("direct_ocr", "proceedings", ("未经复议直接起诉", "未经复汉直接起诉")),
        case("corner_gone", "requests",
             ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "")),
    ]  # fmt: skip


def _shifted() -> list[Case]:
    """A row that slipped a column: it may be refused or read where the layout proves its place."""

    def right(label: str) -> Change:
        def change(lines: Rows) -> Rows:
            at = at_label(lines, label)
            line = lines[at]
            end = next(i for i, cell in enumerate(line) if label in cell) + 1
            lines[at] = [*line[:end], "", *line[end:-1]]
            return lines

        return change

    def left(label: str) -> Change:
        def change(lines: Rows) -> Rows:
            at = at_label(lines, label)
            line = lines[at]
            end = next(i for i, cell in enumerate(line) if label in cell) + 1
            lines[at] = [*line[:end], *line[end + 1 :], ""]
            return lines

        return change

    def one_more(label: str) -> Change:
        def change(lines: Rows) -> Rows:
            at = at_label(lines, label)
            lines[at] = [*lines[at], "7"]
            return lines

        return change

    def one_less(label: str) -> Change:
        def change(lines: Rows) -> Rows:
            at = at_label(lines, label)
            lines[at] = lines[at][:-1]
            return lines

        return change

    rows_of = {
        "granted": "（一）予以公开", "not_processed.repeated": "重复申请", "received": "一、本年新收",
        "carried_out": "四、结转下年度", "withheld.state_secret": "属于国家秘密",
    }  # fmt: skip
    out = []
    for key, label in rows_of.items():
        for name, make in (("right", right), ("left", left), ("longer", one_more),
                           ("shorter", one_less)):  # fmt: skip
            out.append(Case(f"shifted_{name}_{key}", drawn("requests", make(label)),
                            shut_cells=(f"requests.{key}.",)))  # fmt: skip
    zero = zeros("requests")
    out.append(Case("shifted_label_cell_missing", drawn("requests", lambda lines: [
        line[1:] if "3.其他" in line else line for line in lines])))  # fmt: skip
    out.append(Case("shifted_label_cell_added", drawn("requests", lambda lines: [
        ["", *line] if "（一）予以公开" in line else line for line in lines])))  # fmt: skip
    out.append(Case("shifted_zero_row", drawn("requests", right("3.其他"), zero),
                    figures={**zero, "requests.other.other.natural_person": ""},
                    open_cells=("requests.other.other.",)))  # fmt: skip
    return out


def _broken_labels() -> list[Case]:
    """Labels broken over lines of text, figures behind the last line."""

    def spaces(width: int, part: str = "requests") -> str:
        out = []
        for line in rows(part):
            cells = [c for c in line if c]
            figures = [c for c in cells if c.isdigit()]
            labels = [c for c in cells if not c.isdigit()]
            if not figures:
                out.append(" ".join(labels))
                continue
            for label in labels[:-1]:
                out += [label[i : i + width] for i in range(0, len(label), width)]
            if labels:
                pieces = [labels[-1][i : i + width] for i in range(0, len(labels[-1]), width)]
                out += [*pieces[:-1], f"{pieces[-1]} {' '.join(figures)}"]
            else:
                out.append(" ".join(figures))
        return "\n".join(out)

    def figures_first(lines: Rows) -> str:
        """The figures stand beside the first line of a label, the rest of it below."""
        out = []
        for line in lines:
            cells = [c for c in line if c]
            figures = [c for c in cells if c.isdigit()]
            labels = [c for c in cells if not c.isdigit()]
            if figures and labels and len(labels[-1]) > 18:
                out += [" ".join([*labels[:-1], labels[-1][:18], *figures]), labels[-1][18:]]
            else:
                out.append(" ".join(cells))
        return "\n".join(out)

    inside = drawn("requests", relabelled(("不予公开", "不予 公开"), ("无法提供", "无法 提供")))
    html = [["<br>".join([c[:6], c[6:]]) if len(c) > 8 else c for c in line]
            for line in rows("requests")]  # fmt: skip
    markdown = "\n".join("| " + " | ".join(line) + " |" for line in html)
    return [
        *(Case(f"broken_width_{w}", draft(tables={"requests": spaces(w)})) for w in (6, 9, 12, 20)),
        Case("broken_proactive", draft(tables={"proactive": spaces(4, "proactive")})),
        Case("broken_figures_beside_first_line",
             draft(tables={"requests": figures_first(rows("requests"))})),
        Case("broken_blanks_inside", inside),
        Case("broken_markdown_br", draft(tables={"requests": markdown}), suffix=".md"),
        Case("broken_cell_a_line", draft(tables={"requests": "\n\n".join(
            "\n".join("\t" + c for c in line) for line in rows("requests"))})),
        Case("broken_narrow_headers", draft(tables={"requests": spaces(30).replace(
            "商业企业 科研机构 社会公益组织 法律服务机构 其他",
            "商业 科研 社会公益 法律服务 其他\n企业 机构 组织 机构")})),
    ]  # fmt: skip


def _cells() -> list[Case]:
    """Notes, units, other numerals inside cells; blanks."""
    keys = [k for part in PARTS for k in drawn_figures(part)]
    truth = {k: v for part in PARTS for k, v in drawn_figures(part).items()}
    chosen = (
        "proactive.normative_documents.in_force", "proactive.licensing.decisions",
        "requests.received.natural_person", "requests.granted.total",
        "proceedings.reconsideration.total",
    )  # fmt: skip
    assert set(chosen) <= set(keys)

    def case(name: str, write: Callable[[str], str]) -> Case:
        figures = {k: write(truth[k]) for k in chosen}
        tables = {p: table(p, figures={k: v for k, v in figures.items() if k.startswith(p)})
                  for p in PARTS}  # fmt: skip
        return Case(f"cell_{name}", draft(tables=tables), figures=figures)

    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return [
        case("unit", lambda v: f"{v}件"),
        case("note", lambda v: f"{v}（其中修订16件）"),
        case("footnote", lambda v: f"{v}注1"),
        case("star", lambda v: f"{v}*"),
        case("full_width", lambda v: v.translate(wide)),
        case("thousands", lambda v: f"{int(v):,}"),
        case("chinese", lambda v: "二十三"),
        case("chinese_zero", lambda v: "零"),
        case("slash", lambda v: "/"),
        case("dash", lambda v: "—"),
        case("none", lambda v: "无"),
        case("ascii_note", lambda v: f"{v}(含上年结转)"),
        case("words", lambda v: "见附表"),
        case("decimal", lambda v: f"{v}.0"),
        case("negative", lambda v: f"-{v}"),
        case("total_unit", lambda v: f"共{v}件"),
    ]


def _blank(name: str, blank: Callable[[str], bool], parts: tuple[str, ...] = PARTS) -> Case:
    figures: dict[str, str | None] = {
        k: "" for p in parts for k in drawn_figures(p) if blank(k)
    }  # fmt: skip
    tables = {p: table(p, figures={k: "" for k in figures if k.startswith(p)}) for p in PARTS}
    return Case(name, draft(tables=tables), figures=figures)


def _blanks() -> list[Case]:
    """Blank columns, and figures in the 总计 column alone: blanks stay blanks."""
    ends = str.endswith
    out = [_blank(f"blank_column_{c}", lambda k, c=c: ends(k, f".{c}"), ("requests",))  # type: ignore[misc]
           for c in COLUMNS]  # fmt: skip
    out += [
        _blank("totals_only_requests", lambda k: not ends(k, ".total"), ("requests",)),
        _blank("totals_only_proceedings", lambda k: not ends(k, ".total"), ("proceedings",)),
        _blank("totals_only_both", lambda k: not ends(k, ".total"), ("requests", "proceedings")),
        _blank(
            "totals_only_some_rows", lambda k: not ends(k, ".total") and ".not_" in k, ("requests",)
        ),
        _blank(
            "natural_and_total_only",
            lambda k: not ends(k, (".total", ".natural_person")),
            ("requests",),
        ),
        _blank("blank_rows", lambda k: "withheld" in k or "other." in k, ("requests",)),
        _blank("blank_proactive_column", lambda k: ends(k, ".repealed"), ("proactive",)),
        _blank("blank_all_but_received", lambda k: ".received." not in k, ("requests",)),
        _blank("blank_proceedings_middle", lambda k: "litigation_direct" in k, ("proceedings",)),
    ]

    def without_blanks(label: str) -> str:
        """Text parted by spaces, where blanks leave no trace."""
        lines = []
        for line in rows("requests"):
            cells = [c for c in line if c]
            if any(label in c for c in cells):
                cells = [*[c for c in cells if not c.isdigit()], cells[-1]]
            lines.append(" ".join(cells))
        return draft(tables={"requests": "\n".join(lines)})

    for key, label in (("granted", "（一）予以公开"), ("concluded", "（七）总计"),
                       ("received", "一、本年新收")):  # fmt: skip
        out.append(Case(f"totals_only_traceless_{key}", without_blanks(label),
                        shut_cells=(f"requests.{key}.",)))  # fmt: skip
    every = "\n".join(
        " ".join([*[c for c in line if c and not c.isdigit()],
                  *[c for c in line if c.isdigit()][-1:]])
        for line in rows("requests")
    )  # fmt: skip
    out.append(Case("totals_only_traceless_all", draft(tables={"requests": every}),
                    shut_cells=tuple(f"requests.{r}.{c}" for r in ("granted", "received")
                                     for c in COLUMNS if c != "total"),
                    open_cells=("requests.",)))  # fmt: skip
    return out


def _mixed_forms() -> list[Case]:
    """Headers of 2019 and of 2021 in one report, or in one table."""
    old, new = rows("proactive", "2019"), rows("proactive")
    first_old = [*old[:4], *new[4:]]
    first_new = [*new[:4], *old[4:]]
    shared = set(drawn_figures("proactive"))
    issued = [k for k in shared if k.startswith(("proactive.reg", "proactive.norm"))]
    merged = [line for line in rows("requests") if not any("申请人" in c[:6] and c[:2] in ("1.", "2.")
                                                           for c in line)]  # fmt: skip
    old_table = {"proactive": table("proactive", "2019")}
    headers_only = drawn("proactive", relabelled(
        ("本年制发件数", "本年新制作数量"), ("本年废止件数", "本年新公开数量"),
        ("现行有效件数", "对外公开总数量")))  # fmt: skip
    one_header = drawn("proactive", relabelled(("本年制发件数", "本年新制作数量")))
    with_row = [*new, ["第二十条第（九）项"], ["信息内容", "采购项目数量", "采购总金额"],
                ["政府集中采购", "3", "25.6"]]  # fmt: skip
    return [
        Case("mixed_all_2019", draft(tables={**old_table, "requests": table("requests", "2019")}),
             form="2019"),
        Case("mixed_table_one_2019", draft(tables=old_table), form="2019",
             figures=dict(drawn_figures("requests"))),
        Case("mixed_first_block_2019", draft(tables={"proactive": tabbed(first_old)}),
             figures=dict(drawn_figures("proactive", "2019")), shut_cells=tuple(issued),
             open_cells=("proactive.",)),
        Case("mixed_first_block_2021", draft(tables={"proactive": tabbed(first_new)}),
             figures={**drawn_figures("proactive", "2019"), **drawn_figures("proactive")},
             open_cells=("proactive.",)),
        Case("mixed_headers_2019_only", headers_only, shut_cells=tuple(issued),
             figures=_under_2019(), open_cells=("proactive.",)),
        Case("mixed_one_header_2019", one_header, open_cells=("proactive.",),
             figures=_under_2019(only=("made",))),
        Case("mixed_procurement_added", draft(tables={"proactive": tabbed(with_row)}),
             figures={"proactive.procurement.projects": "3", "proactive.procurement.amount": "25.6"},
             open_cells=("proactive.procurement.",)),
        Case("mixed_other_merged", draft(tables={"requests": tabbed([
            [c.replace("3.其他", "（六）其他处理") if c == "3.其他" else c for c in line]
            for line in merged])}),
            open_cells=("requests.other.correction_overdue.", "requests.other.fee_overdue.")),
    ]  # fmt: skip


def _under_2019(
    only: tuple[str, ...] = ("made", "published", "public_total"),
) -> dict[str, str | None]:
    """The drawn figures of the first block under the keys of the form of 2019."""
    pairs = {"made": "issued", "published": "repealed", "public_total": "in_force"}
    truth = drawn_figures("proactive")
    return {
        f"proactive.{row}.{name}": truth[f"proactive.{row}.{pairs[name]}"]
        for row in ("regulations", "normative_documents")
        for name in only
    }


CASES = [
    *_headers(), *_shifted(), *_broken_labels(), *_cells(), *_blanks(), *_mixed_forms(),
]  # fmt: skip
