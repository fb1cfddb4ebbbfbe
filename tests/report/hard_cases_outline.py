"""Hard cases: headings, numberings and the order of the parts."""

from review.model import PART_KEYS, SectionKey
from tests.report.hard_draft import END, HEADINGS, MARKS, TEXTS, Case, draft, edited

_BARE = {key: heading[2:] for key, heading in HEADINGS.items()}


def _numbered(*ordinals: str, template: str = "{}{}") -> dict[SectionKey, str]:
    pairs = zip(PART_KEYS, ordinals, strict=True)
    return {key: template.format(ordinal, _BARE[key]) for key, ordinal in pairs}


def _two_numberings() -> list[Case]:
    """A second set of headings inside a part, with numbers that repeat those of the parts."""
    inner_overview = (
        "一、基本情况\n2023年，全局公开松材线虫病防治信息26条。\n"
        "二、主要做法\n申请均由法规股登记。\n三、工作成效\n林业专栏增设古树名木栏目。"
    )
    inner_problems = (
        "（一）林地审批结果更新慢于规定时间。\n三、改进措施\n（一）由审批股每周五核对林地审批栏目。"
    )
    proactive_inside = (
        "一、组织领导\n公开松材线虫病防治信息26条。\n二、主动公开\n申请均由法规股登记。\n"
        "三、依申请公开\n全年无申请。\n四、监督保障\n林业专栏增设古树名木栏目。"
    )
    arabic = (
        "1、主动公开情况\n公开松材线虫病防治信息26条。\n2、依申请公开情况\n申请均由法规股登记。\n"
        "3、政府信息管理情况\n清查旧文件14份。\n4、平台建设情况\n林业专栏增设古树名木栏目。\n"
        "5、监督保障情况\n举办培训2次。"
    )
    nested = {**HEADINGS, "overview": "一、总体情况"}
    bracketed = _numbered(*["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"])
    chapters = _numbered(*(f"第{n}部分 " for n in "一二三四五六"))
    return [
        Case("two_numberings_in_one_and_five", draft(
            texts={"overview": inner_overview, "problems": inner_problems})),
        Case("two_numberings_topics_as_big_ordinals", draft(texts={"overview": proactive_inside})),
        Case("two_numberings_arabic_inside", draft(texts={"overview": arabic})),
        Case("two_numberings_brackets_outside_arabic_inside", draft(
            headings=bracketed, texts={"overview": arabic})),
        Case("two_numberings_chapters_outside_big_inside", draft(
            headings=chapters, texts={"overview": inner_overview})),
        Case("two_numberings_measures_numbered_six", draft(texts={
            "problems": "五、存在问题\n林地审批结果更新慢于规定时间。\n"
            "六、改进措施\n由审批股每周五核对林地审批栏目。"})),
        Case("two_numberings_other_part_restarts", draft(texts={
            "other": "一、信息处理费\n本年度未收取信息处理费。\n二、建议提案办理\n办理提案3件。"},
            headings=nested), holds={**MARKS, "other": ("未收取信息处理费", "办理提案3件")}),
        Case("two_numberings_brackets_inside_like_parts", draft(texts={
            "overview": "（一）总体概况\n公开松材线虫病防治信息26条。\n（二）主动公开政府信息情况\n"
            "申请均由法规股登记。\n（三）收到和处理政府信息公开申请情况\n无。\n"
            "（四）平台建设\n林业专栏增设古树名木栏目。"})),
        Case("two_numberings_problems_like_parts", draft(texts={
            "problems": "（一）存在的主要问题\n林地审批结果更新慢于规定时间。\n（二）改进情况\n"
            "由审批股每周五核对林地审批栏目。\n（三）其他需要报告的事项\n见下一部分。"})),
        Case("two_numberings_roman", draft(texts={
            "overview": "Ⅰ.主动公开\n公开松材线虫病防治信息26条。\nⅡ.依申请公开\n"
            "申请均由法规股登记。\nⅢ.平台建设\n林业专栏增设古树名木栏目。"})),
    ]  # fmt: skip


def _orders() -> list[Case]:
    """Parts out of order: each keeps its own text and table."""
    orders: dict[str, str] = {
        "five_before_two": "overview problems proactive requests proceedings other",
        "six_first": "other overview proactive requests proceedings problems",
        "tables_last": "overview problems other proactive requests proceedings",
        "three_before_two": "overview requests proactive proceedings problems other",
        "four_before_three": "overview proactive proceedings requests problems other",
        "five_and_six_swapped": "overview proactive requests proceedings other problems",
        "reversed": "other problems proceedings requests proactive overview",
        "overview_last": "proactive requests proceedings problems other overview",
    }
    out = []
    for name, order in orders.items():
        keys: list[SectionKey] = order.split()  # type: ignore[assignment]
        out.append(Case(f"order_{name}", draft(order=keys)))
        renumbered = dict(
            zip(keys, (f"{n}、{_BARE[k]}" for n, k in zip("一二三四五六", keys, strict=True)),
                strict=True)
        )  # fmt: skip
        out.append(Case(f"order_{name}_renumbered", draft(order=keys, headings=renumbered)))
    return out


def _free() -> list[Case]:
    """Parts under headings of their own."""

    def case(name: str, *, texts: dict[SectionKey, str] | None = None, **headings: str) -> Case:
        return Case(f"free_{name}", draft(headings=headings, texts=texts))  # type: ignore[arg-type]

    return [
        case("with_years", **{k: f"{h[:2]}2023年{h[2:]}" for k, h in HEADINGS.items()}),
        case("with_agency", **{k: f"{h[:2]}澄湖县林业局{h[2:]}" for k, h in HEADINGS.items()}),
        case("trailing_colon", **{k: f"{h}：" for k, h in HEADINGS.items()}),
        case("trailing_stop", **{k: f"{h}。" for k, h in HEADINGS.items()}),
        case("no_numbers", **_BARE),
        case("synonyms", overview="一、2023年政府信息公开工作总体情况", proactive="二、主动公开情况",
             requests="三、依申请公开办理情况", proceedings="四、行政复议和行政诉讼情况",
             problems="五、存在的不足和下一步打算", other="六、其他事项"),
        case("because_of", proceedings="四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        case("reasons_and_plans", problems="五、存在的问题、原因及下一步打算"),
        case("measures", problems="五、政府信息公开工作存在的主要问题及改进举措"),
        case("of", proactive="二、主动公开政府信息的情况",
             requests="三、收到和处理政府信息公开申请的情况"),
        case("overview_renamed", overview="一、基本情况"),
        case("overview_summary", overview="一、概述"),
        case("problems_shortened", problems="五、存在问题及改进措施", other="六、其他"),
        case("problems_reworded", problems="五、当前工作中的短板和2024年工作安排"),
        case("requests_short", requests="三、依申请公开情况", proceedings="四、复议诉讼情况"),
        case("blank_inside", **{k: " ".join(h) for k, h in HEADINGS.items()}),
        case("wide_digits", **_numbered(*["１．", "２．", "３．", "４．", "５．", "６．"])),
        case("dunhao_arabic", **_numbered(*["1、", "2、", "3、", "4、", "5、", "6、"])),
        case("parts", **_numbered(*(f"第{n}部分：" for n in "一二三四五六"))),
        case("brackets", **_numbered(*(f"（{n}）" for n in "一二三四五六"))),
        case("ascii_brackets", **_numbered(*(f"({n})" for n in "一二三四五六"))),
        case("ordinal_stop", **_numbered(*(f"{n}. " for n in "一二三四五六"))),
        case("colon_ordinal", **_numbered(*(f"{n}：" for n in "一二三四五六"))),
        case("book_marks", **_numbered(*(f"{n}、" for n in "一二三四五六"), template="【{}{}】")),
    ]  # fmt: skip


def _markdown() -> list[Case]:
    bold = {k: f"**{h[2:]}**" for k, h in HEADINGS.items()}
    hashes = {k: f"## {h}" for k, h in HEADINGS.items()}
    unnumbered = {k: f"## {h[2:]}" for k, h in HEADINGS.items()}
    return [
        Case("markdown_bold", draft(headings=bold), suffix=".md"),
        Case("markdown_bold_numbered", draft(headings={k: f"**{h}**" for k, h in HEADINGS.items()}),
             suffix=".md"),
        Case("markdown_hashes", draft(headings=hashes), suffix=".md"),
        Case("markdown_hashes_without_numbers", draft(headings=unnumbered), suffix=".md"),
    ]  # fmt: skip


def _inside() -> list[Case]:
    """What looks like a heading of a part, and is none."""
    listed = (
        "由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、"
        "行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
    )
    contents = "目  录\n" + "\n".join(
        f"{h}{'…' * 12}{at + 1}" for at, h in enumerate(HEADINGS.values())
    )
    dotted = "目录\n" + "\n".join(f"{h} ...... {at + 1}" for at, h in enumerate(HEADINGS.values()))
    plain = "目录\n" + "\n".join(HEADINGS.values())
    tabs = "目录\n" + "\n".join(f"{h}\t{at + 1}" for at, h in enumerate(HEADINGS.values()))
    first = (
        "一是主动公开政府信息情况良好，公开松材线虫病防治信息26条。\n"
        "二是收到和处理政府信息公开申请情况规范，申请均由法规股登记。\n"
        "三是存在的主要问题及改进情况逐项说明，林业专栏增设古树名木栏目。"
    )
    sub = (
        "（一）主动公开政府信息情况。公开松材线虫病防治信息26条。\n"
        "（二）依申请公开\n申请均由法规股登记。\n（三）政府信息管理\n清查旧文件14份。\n"
        "（四）平台建设\n林业专栏增设古树名木栏目。\n（五）监督保障\n举办培训2次。"
    )
    full = (
        "（一）主动公开政府信息情况\n公开松材线虫病防治信息26条。\n"
        "（二）收到和处理政府信息公开申请情况\n申请均由法规股登记。\n"
        "（三）政府信息公开行政复议、行政诉讼情况\n全年未发生。\n"
        "（四）平台建设情况\n林业专栏增设古树名木栏目。"
    )
    split = edited(
        draft(headings={"requests": "三、收到和处理政府信息公开\n申请情况",
                        "proceedings": "四、政府信息公开行政复议、\n行政诉讼情况"}),
    )  # fmt: skip
    inner_three = draft(
        headings={"requests": "三、收到和处理政府信息公开申请情况\n（一）申请收到情况"},
        texts={"requests": "本局受理窗口设在法规股东侧。"},
        tables={"proceedings": "（一）行政复议和诉讼说明\n本局没有代理律师。\n"
                + draft().split(HEADINGS["proceedings"] + "\n")[1].split("\n五、")[0]},
    )  # fmt: skip
    return [
        Case("inside_preface_lists_parts", draft(preface=f"本报告{listed}")),
        Case("inside_contents_dots", draft(preface=contents)),
        Case("inside_contents_ascii_dots", draft(preface=dotted)),
        Case("inside_contents_plain", draft(preface=plain)),
        Case("inside_contents_tabs", draft(before=tabs)),
        Case("inside_enumeration", draft(texts={"overview": first})),
        Case("inside_request_subheading", draft(texts={"overview": sub})),
        Case("inside_subheadings_like_parts", draft(texts={"overview": full})),
        Case("inside_heading_over_two_lines", split),
        Case("inside_part_three_split", inner_three,
             holds={**MARKS, "requests": ("法规股东侧",), "proceedings": ("没有代理律师",)}),
        Case("inside_heading_and_text_on_one_line", draft(
            headings={"problems": "", "other": ""},
            texts={"problems": "五、存在的主要问题及改进情况。林地审批结果更新慢于规定时间。\n"
                   "由审批股每周五核对林地审批栏目。",
                   "other": "六、其他需要报告的事项：本年度未收取信息处理费。"})),
        Case("inside_problem_part_split", draft(
            headings={"problems": "五、存在的主要问题"},
            texts={"problems": "林地审批结果更新慢于规定时间。\n（二）改进情况\n"
                   "由审批股每周五核对林地审批栏目。"})),
        Case("inside_problem_and_measures_two_parts", draft(
            headings={"problems": "五、存在的主要问题", "other": "七、其他需要报告的事项"},
            texts={"problems": "林地审批结果更新慢于规定时间。\n六、改进情况\n"
                   "由审批股每周五核对林地审批栏目。"})),
        Case("inside_text_around_tables", draft(
            texts={"proactive": "下表所列为本局制发情况，其中育苗技术规程另行公开。",
                   "requests": "申请情况见下表，表内单位为件。"},
            tables={"proceedings": draft().split(HEADINGS["proceedings"] + "\n")[1]
                    .split("\n五、")[0] + "\n注：复议机关为县人民政府。"}),
            holds={**MARKS, "proactive": ("育苗技术规程",), "requests": ("单位为件",),
                   "proceedings": ("复议机关为县人民政府",)}),
        Case("inside_notes_after_six", draft(after="注：本报告电子版可在县政府网站下载。\n"
             "附件：1.名词解释\n2.统计附表说明"), holds={**MARKS, "end": ("名词解释",)}),
        Case("inside_notes_before_signature", draft(
            end="附件：依申请公开流程图\n" + END)),
        Case("inside_missing_six", draft(headings={"other": ""}, texts={"other": ""}),
             holds={k: v for k, v in MARKS.items() if k != "other"}, absent=("other",)),
        Case("inside_missing_five", draft(headings={"problems": ""}, texts={"problems": ""}),
             holds={k: v for k, v in MARKS.items() if k != "problems"}, absent=("problems",)),
        Case("inside_last_year_heading_words", draft(texts={
            "problems": "上年度存在的主要问题及改进情况：栏目少，已增设。\n" + TEXTS["problems"]})),
    ]  # fmt: skip


CASES = [*_two_numberings(), *_orders(), *_free(), *_markdown(), *_inside()]
