"""Hard cases: a report inside a page about another body, and several reports in one file."""

from html import escape

from tests.report.hard_draft import AGENCY, HEADINGS, TITLE, Case, draft, rows

OTHER = "澄湖县民政局"


def _other(agency: str = OTHER, year: int = 2023) -> str:
    text = draft().replace(AGENCY, agency)
    return text.replace("2024年1月16日", f"{year + 1}年1月12日").replace("2023年", f"{year}年")


def _inside() -> list[Case]:
    portal = (
        "云岭市人民政府\n网站支持IPv6\n首页\n政务公开\n政府信息公开年报\n"
        "您当前所在位置：首页>政府信息公开年报>县级部门"
    )
    footer = (
        "主办：云岭市人民政府办公室\n承办：云岭市大数据局\n地址：云岭市中山路1号\n"
        "网站标识码：3400000001\n版权所有：云岭市人民政府"
    )
    listing = "\n".join(
        f"澄湖县{n}局2023年政府信息公开工作年度报告" for n in ["教育", "公安", "水务"]
    )
    meta = (
        "索引号：003141592/202401-00007\n信息分类：年度报告\n发布机构：澄湖县林业局\n"
        "发文日期：2024-01-18\n名称：" + TITLE
    )
    government = (
        "澄湖县人民政府\n信息公开年报\n来源：县林业局　发布时间：2024-01-18 09:30　浏览：35次"
    )
    years = "2023年\n2022年\n2021年\n2020年\n2019年"
    related = "相关链接\n澄湖县林业局2022年政府信息公开工作年度报告\n澄湖县林业局2021年政府信息公开工作年度报告"
    return [
        Case("page_portal_header", draft(before=portal)),
        Case("page_portal_footer", draft(after=footer)),
        Case("page_portal_both", draft(before=portal, after=footer)),
        Case("page_listing_before", draft(before=listing)),
        Case("page_listing_after", draft(after=listing)),
        Case("page_meta_table", draft(before=meta)),
        Case("page_source_line", draft(before=government)),
        Case("page_years_menu", draft(before=years)),
        Case("page_related_links", draft(after=related)),
        Case("page_breadcrumb", draft(before="当前位置：澄湖县人民政府>县政府部门>县林业局>年度报告")),
        Case("page_previous_next", draft(after="上一篇：澄湖县民政局2023年政府信息公开工作年度报告\n"
             "下一篇：澄湖县水务局2023年政府信息公开工作年度报告")),
        Case("page_about_superior", draft(before="云岭市林业局所属和指导单位年度报告汇总页")),
        Case("page_issuer_government", draft(before="发布机构：澄湖县人民政府办公室\n成文日期：2024-01-16")),
    ]  # fmt: skip


def _html_table(part: str) -> str:
    lines = [
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows(part)
    ]
    return "<table>" + "".join(lines) + "</table>"


def _html_body() -> str:
    text = draft(tables={p: f"@{p}" for p in ("proactive", "requests", "proceedings")})
    lines = text.strip().split("\n")
    return "".join(
        _html_table(line[1:]) if line.startswith("@") else f"<p>{escape(line)}</p>"
        for line in lines
    )


def _html() -> list[Case]:
    def page(body: str, head: str = TITLE) -> str:
        return (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{head}</title></head>"
            f"<body>{body}</body></html>"
        )

    body = _html_body()
    header = (
        "<div class='header'><h1>澄湖县人民政府</h1><ul><li>首页</li><li>政务公开</li></ul></div>"
    )
    footer = "<div class='footer'><p>主办：澄湖县人民政府办公室</p></div>"
    mobile = f"<div class='pc'>{body}</div><div class='mobile'>{body}</div>"
    return [
        Case("html_plain", page(body), ".html"),
        Case("html_portal", page(header + body + footer), ".html"),
        Case("html_portal_title", page(header + body, f"{TITLE}_澄湖县人民政府"), ".html"),
        Case("html_mobile_and_desktop", page(mobile), ".html"),
    ]


def _several() -> list[Case]:
    ours, theirs = draft(), _other()
    third = _other("澄湖县水务局")
    short = "2022年工作回顾\n2022年政府信息公开工作年度报告已在网站公布，报告指出的问题已整改。"
    glossary = "附件：2022年度报告存在问题整改清单\n1.栏目少，已增设。\n2.解读慢，已改进。"
    page = "\n\n第2篇\n\n"
    second_old = _other(AGENCY, 2022)
    return [
        Case("several_two_agencies", ours + theirs, error="unsupported"),
        Case("several_two_agencies_apart", ours + page + theirs, error="unsupported"),
        Case("several_three_agencies", ours + theirs + third, error="unsupported"),
        Case("several_same_agency_two_years", ours + second_old, error="unsupported"),
        Case("several_with_collection_title", "澄湖县各部门2023年年报汇编\n" + ours + theirs,
             error="unsupported"),
        Case("several_with_list_before", f"{TITLE}\n{TITLE.replace(AGENCY, OTHER)}\n" + ours + theirs,
             error="unsupported"),
        Case("several_without_tables_in_second", ours + draft(tables=dict.fromkeys(
            ("proactive", "requests", "proceedings"), "")).replace(AGENCY, OTHER),
             error="unsupported"),
        Case("several_markdown", ours + "\n---\n\n# " + theirs, suffix=".md", error="unsupported"),
        Case("several_brackets", (ours + theirs).replace("一、总体情况", "（一）总体情况"),
             error="unsupported"),
        Case("several_twice_the_same", ours + ours),
        Case("several_last_year_mentioned", draft(after=short)),
        Case("several_annex_last_year", draft(after=glossary)),
        Case("several_title_repeated_on_pages", draft(
            headings={"requests": f"{TITLE}\n{HEADINGS['requests']}",
                      "problems": f"{TITLE}\n{HEADINGS['problems']}"})),
        Case("several_other_title_cited", draft(
            preface="格式参照澄湖县民政局2023年政府信息公开工作年度报告。\n"
            f"{AGENCY}编制本报告。本报告统计期限自2023年1月1日起至2023年12月31日止。")),
    ]  # fmt: skip


CASES = [*_inside(), *_html(), *_several()]
