"""Hard cases: whose report it is, for which year, of what date, under what title."""

from datetime import date

from tests.report.hard_draft import AGENCY, HEADINGS, PREFACE, TEXTS, TITLE, Case, draft

# Invented bodies, and the kinds that a reader may take them for.
_KINDS: dict[str, tuple[str, ...]] = {
    "江岭省自然资源厅": ("department",),
    "江岭省人民政府": ("province",),
    "江岭省市场监督管理局": ("department",),
    "云岭市人民政府": ("city", "county"),
    "云岭市东屏区人民政府": ("county", "city"),
    "云岭市公安局": ("department",),
    "云岭市自然资源和规划局东屏分局": ("department",),
    "云岭市公安局东屏区分局": ("department",),
    "云岭市生态环境局清和分局": ("department",),
    "云岭高新技术产业开发区管理委员会": ("county", "other", "department"),
    "云岭经济技术开发区管委会": ("county", "other", "department"),
    "国家税务总局云岭市税务局": ("vertical",),
    "国家税务总局清和县税务局": ("vertical",),
    "中华人民共和国云岭海关": ("vertical",),
    "云岭市气象局": ("vertical",),
    "云岭市消防救援支队": ("vertical",),
    "国家统计局云岭调查队": ("vertical",),
    "清和县人民政府办公室": ("office",),
    "江岭省人民政府办公厅": ("office",),
    "清和县人民政府办公室（清和县大数据发展局）": ("office",),
    "清和县发展和改革局（清和县粮食和物资储备局）": ("department",),
    "云岭市东屏区望桥街道办事处": ("street",),
    "云岭市东屏区人民政府望桥街道办事处": ("street",),
    "清和县柳渡镇人民政府": ("town",),
    "清和县石塘乡人民政府": ("town",),
    "清和县花岭回族乡人民政府": ("town",),
    "清和旗白音苏木人民政府": ("town",),
    "清和县行政审批服务局": ("department",),
    "清和县综合行政执法局": ("department",),
    "清和县医疗保障局": ("department",),
    "清和县教育体育局": ("department",),
    "清和县公共资源交易中心": ("department", "other"),
    "清和县住房公积金管理中心": ("department", "other"),
    "清和县供销合作社联合社": ("department", "other"),
    "清和县地震监测中心": ("department", "other"),
    "清和县机关事务服务中心": ("department", "other"),
    "第八师石岭市人民政府": ("city", "county", "other"),
    "江岭生产建设兵团第八师财政局": ("department", "other"),
    "清和县退役军人事务局": ("department",),
    "清和县信访局": ("department",),
    "清和县国有资产监督管理委员会": ("department",),
    "清和县科学技术局": ("department",),
}


def report_of(agency: str) -> str:
    """The draft with another body in title, preface and signature."""
    return draft().replace(AGENCY, agency)


def _kinds() -> list[Case]:
    return [
        Case(f"kind_{at:02d}_{agency}", report_of(agency), agency=agency, kinds=kinds,
             title=TITLE.replace(AGENCY, agency))
        for at, (agency, kinds) in enumerate(_KINDS.items())
    ]  # fmt: skip


def _titles() -> list[Case]:
    def case(name: str, title: str, expected: str | None = None) -> Case:
        return Case(f"title_{name}", draft(title=title), title=expected or title.replace("\n", ""))

    plain = "2023年政府信息公开工作年度报告"
    return [
        case("two_lines", f"{AGENCY}\n{plain}"),
        case("three_lines", f"{AGENCY}\n2023年政府信息公开\n工作年度报告"),
        case("about", f"{AGENCY}关于{plain}", None),
        case("brackets", f"{AGENCY}2023年度政府信息公开工作年度报告（全文）"),
        case("year_first", f"2023年{AGENCY}政府信息公开工作年度报告"),
        case("year_first_two_lines", f"2023年度\n{AGENCY}政府信息公开工作年度报告"),
        case("chinese_year", f"{AGENCY}二〇二三年政府信息公开工作年度报告"),
        case("chinese_year_circle", f"{AGENCY}二○二三年政府信息公开工作年度报告"),
        case("chinese_year_zero", f"{AGENCY}二零二三年度政府信息公开工作年度报告"),
        case("full_width_year", f"{AGENCY}２０２３年政府信息公开工作年度报告", TITLE),
        case("bracketed_year", f"{AGENCY}政府信息公开工作年度报告（2023年）"),
        case("bracketed_bare_year", f"{AGENCY}政府信息公开工作年度报告（2023）"),
        case("year_line_below", f"{AGENCY}政府信息公开工作年度报告\n（2023年度）"),
        case("short_name", f"{AGENCY}2023年政府信息公开年报"),
        case("annual_report", f"{AGENCY}2023年政府信息公开年度报告"),
        case("without_work", f"{AGENCY}2023年度政务公开工作年度报告"),
        case("blanks", f"{AGENCY} 2023 年 政 府 信 息 公 开 工 作 年 度 报 告", TITLE),
        case("letter_head", f"{AGENCY}文件\n{TITLE}", TITLE),
    ]


def _years() -> list[Case]:
    no_year = f"{AGENCY}政府信息公开工作年度报告"
    chinese = PREFACE.replace("2023年1月1日", "二〇二三年一月一日").replace(
        "2023年12月31日", "二〇二三年十二月三十一日"
    )
    full = PREFACE.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    bare = f"{AGENCY}编制本报告。"
    return [
        Case("year_from_period", draft(title=no_year), title=no_year),
        Case("year_from_chinese_period", draft(title=no_year, preface=chinese), title=no_year),
        Case("year_from_full_width_period", draft(title=no_year, preface=full), title=no_year),
        Case("year_from_narrative", draft(title=no_year, preface=bare), title=no_year),
        Case("year_period_with_dots", draft(title=no_year, preface=PREFACE
             .replace("2023年1月1日", "2023.1.1").replace("2023年12月31日", "2023.12.31")),
             title=no_year),
        Case("year_period_second_without_year", draft(title=no_year, preface=PREFACE
             .replace("至2023年12月31日", "至12月31日")), title=no_year),
        Case("year_other_years_named", draft(texts={"overview": "与2022年相比更快，2024年将继续。\n"
             + TEXTS["overview"]})),
        Case("year_plan_of_next_year", draft(title=no_year, texts={
            "problems": "2024年，我局将继续努力。2024年重点做好三项。\n" + TEXTS["problems"]}),
            title=no_year),
    ]  # fmt: skip


def _dates() -> list[Case]:
    def case(name: str, end: str, published: date | None = date(2024, 1, 16)) -> Case:
        return Case(f"date_{name}", draft(end=end), published=published)

    return [
        case("chinese", f"{AGENCY}\n二〇二四年一月十六日"),
        case("chinese_circle", f"{AGENCY}\n二○二四年元月十六日"),
        case("full_width", f"{AGENCY}\n２０２４年１月１６日"),
        case("dashes", f"{AGENCY}\n2024-01-16"),
        case("dots", f"{AGENCY}\n2024.1.16"),
        case("slashes", f"{AGENCY}\n2024/1/16"),
        case("blanks", f"{AGENCY}\n2024 年 1 月 16 日"),
        case("one_line", f"{AGENCY}  2024年1月16日"),
        case("date_first", f"2024年1月16日\n{AGENCY}"),
        case("indented", f"{' ' * 30}{AGENCY}\n{' ' * 32}2024年1月16日"),
        case("bracketed", f"（{AGENCY}\n2024年1月16日）"),
        case("no_date", AGENCY, None),
        case("only_date", "2024年1月16日"),
        case("month_only", f"{AGENCY}\n2024年1月", None),
        case("publisher_line", f"发布机构：{AGENCY}\n发布日期：2024年1月16日"),
    ]


def _without_title() -> list[Case]:
    """No title or no preface: the agency stands in the narrative, the preface or the signature."""
    rest = "全局公开松材线虫病防治信息26条。\n申请均由法规股登记。\n林业专栏增设古树名木栏目。"
    return [
        Case("no_title", draft(title=""), title=None),
        Case("no_preface", draft(preface="")),
        Case("no_title_no_preface_signature", draft(title="", preface=""), title=None),
        Case("no_title_no_preface_narrative", draft(title="", preface="", end="", texts={
            "overview": f"2023年，{AGENCY}推进公开工作。{rest}"}), title=None, published=None),
        Case("no_title_narrative_second_sentence", draft(title="", preface="", end="", texts={
            "overview": f"2023年，在县委、县政府坚强领导下，{AGENCY}认真贯彻条例。{rest}"}),
            title=None, published=None),
        Case("no_title_full_name_defined", draft(title="", preface="", end="2024年1月16日", texts={
            "overview": f"2023年，{AGENCY}（以下简称“我局”）贯彻条例。{rest}"}), title=None),
        Case("no_title_superior_named", draft(title="", preface="", texts={
            "overview": f"2023年，按照澄湖县人民政府办公室和云岭市林业局要求，{rest}"}), title=None),
        Case("no_title_only_heading_file", draft(title="政府信息公开工作年度报告", preface=""),
             title="政府信息公开工作年度报告"),
        Case("no_title_contact", draft(title="", end="2024年1月16日", preface=(
            "本报告统计期限自2023年1月1日起至2023年12月31日止。如有疑问，请联系澄湖县林业局办公室"
            "（地址：澄湖县林业局大院，电话：0555-6123456）。")), title=None),
        Case("no_title_named_nowhere", draft(title="", preface="", end=""), agency=None, kinds=(),
             title=None, published=None),
    ]  # fmt: skip


def _short_names() -> list[Case]:
    """The title has a short name; the full one stands once somewhere."""
    short = "市科委"
    title = f"{short}2023年政府信息公开工作年度报告"
    full = "云岭市科学技术委员会"
    rest = TEXTS["overview"]

    def case(name: str, agency: str = full, **pieces: object) -> Case:
        pieces = {"title": title, "preface": "", "end": "2024年1月16日", **pieces}
        return Case(f"short_{name}", draft(**pieces), agency=agency,  # type: ignore[arg-type]
                    title=str(pieces["title"]))  # fmt: skip

    return [
        case(
            "defined_in_overview", texts={"overview": f"{full}（以下简称市科委）做了工作。\n{rest}"}
        ),
        case("defined_in_preface", preface=f"{full}（以下简称“市科委”）编制本报告。"),
        case("in_signature", end=f"{full}\n2024年1月16日"),
        case("in_contact", preface=f"如有疑问，请与{full}办公室联系（电话：0555-6123456）。"),
        case("in_narrative", texts={"overview": f"2023年，{full}认真贯彻条例。\n{rest}"}),
        case(
            "district_bureau",
            "澄湖县商务局",
            title="县商务局2023年政府信息公开工作年度报告",
            end="澄湖县商务局\n2024年1月16日",
        ),
        case(
            "development",
            "云岭市发展和改革委员会",
            title="市发改委2023年政府信息公开工作年度报告",
            end="云岭市发展和改革委员会\n2024年1月16日",
        ),
        case(
            "housing",
            "云岭市住房和城乡建设局",
            title="市住建局2023年政府信息公开工作年度报告",
            preface="云岭市住房和城乡建设局（以下简称市住建局）编制本报告。",
        ),
        case("in_website", preface=f"本报告在{full}网站公布。", end=f"{full}办公室\n2024年1月16日"),
    ]


def _several_agencies() -> list[Case]:
    """Other agencies are named; the report is still this one's."""
    return [
        Case(
            "named_superior_notice",
            draft(
                preface="根据《澄湖县人民政府办公室关于做好2023年政府信息"
                "公开工作年度报告编制工作的通知》要求，" + PREFACE
            ),
        ),
        Case(
            "named_forwarded",
            draft(
                preface="按照《云岭市政务公开办公室转发江岭省人民政府办公厅关于做好"
                "年度报告工作的通知》，" + PREFACE
            ),
        ),
        Case(
            "named_state_council",
            draft(
                preface="根据《国务院办公厅政府信息与政务公开办公室关于印发〈中华"
                "人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号），"
                + PREFACE
            ),
        ),
        Case(
            "named_led_by",
            draft(
                texts={
                    "overview": "在澄湖县人民政府和云岭市林业局指导下工作。\n" + TEXTS["overview"]
                }
            ),
        ),
        Case(
            "named_joint",
            draft(
                texts={
                    "overview": "与澄湖县公安局、澄湖县自然资源局联合公开护林信息。\n"
                    + TEXTS["overview"]
                }
            ),
        ),
        Case(
            "named_court",
            draft(texts={"other": "澄湖县人民法院未受理涉及本机关的案件。\n" + TEXTS["other"]}),
        ),
        Case("named_addressee", draft(before="澄湖县人民政府办公室：")),
        Case("named_addressee_after_title", draft(preface="澄湖县人民政府：\n" + PREFACE)),
        Case("named_website_owner", draft(after="主办：澄湖县人民政府 承办：澄湖县人民政府办公室")),
        Case("named_copy_to", draft(after="抄送：云岭市林业局，澄湖县人民政府办公室。")),
    ]


def _covers() -> list[Case]:
    """A cover page before the report."""
    cover = f"{AGENCY}\n2023年政府信息公开工作年度报告\n\n{AGENCY}编印\n2024年1月"
    contents = "目录\n" + "\n".join(HEADINGS.values())
    secrecy = "公开方式：主动公开\n索引号：11000000/2024-00012\n"
    return [
        Case("cover_plain", draft(before=cover)),
        Case("cover_with_contents", draft(before=f"{cover}\n{contents}")),
        Case("cover_year_alone", draft(before=f"2023\n年度报告\n{AGENCY}")),
        Case("cover_index", draft(before=f"{secrecy}{AGENCY}\n二〇二四年一月")),
        Case("cover_instead_of_title", draft(before=cover, title="")),
        Case("cover_english", draft(before="ANNUAL REPORT 2023\n" + cover)),
        Case("cover_letters_apart", draft(before="政\n府\n信\n息\n公\n开\n年\n度\n报\n告")),
        Case("cover_approval", draft(before=f"审核：张某  签发：李某\n报送单位：{AGENCY}（盖章）\n"
             "报送时间：2024年1月10日")),
        Case("cover_file_number", draft(before=f"澄林发〔2024〕3号\n\n{AGENCY}\n关于报送2023年政府信息公开"
             "工作年度报告的报告\n\n县政务公开办公室：\n现将我局年度报告报上，请审阅。")),
    ]  # fmt: skip


CASES = [
    *_kinds(), *_titles(), *_years(), *_dates(), *_without_title(), *_short_names(),
    *_several_agencies(), *_covers(),
]  # fmt: skip
