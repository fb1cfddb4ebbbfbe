"""A body's name as it comes out of sentences, pages and lists of links."""

import pytest

from review.report.agencies import is_full_name
from review.report.names import without_lead
from review.report.signatures import is_link
from tests.report.documents import report_of, whole

AGENCY = "清和县水务局"
PERIOD = "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。"
NO_AGENCY = "2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("编制清和县水务局", AGENCY),
        ("现公布清和县水务局", AGENCY),
        ("格式的要求编制县水务局", "县水务局"),
        ("云岭市人民政府门户网站区民政局", "区民政局"),
        ("门户网站清和县水务局", AGENCY),
        ("请与区民政局", "区民政局"),
        ("由清和县水务局", AGENCY),
        ("将乐县水务局", "将乐县水务局"),
        ("现将乐县水务局", "将乐县水务局"),
        ("云岭市机构编制委员会办公室", "云岭市机构编制委员会办公室"),
        ("国务院办公厅政府信息与政务公开办公室", "国务院办公厅政府信息与政务公开办公室"),
        ("编制水利部", "水利部"),
    ],
)
def test_words_before_a_name_are_cut_off(words: str, name: str) -> None:
    """Verbs and a site's words before the region go; letters that belong to the name stay."""
    assert without_lead(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "编制区民政局",
        "办公室区民政局",
        "政府信息公开年报区民政局",
        "云岭市人民政府门户网站",
        "政府",
    ],
)
def test_words_that_are_no_name_are_not_full(words: str) -> None:
    """What is not made like a name does not say which body it is."""
    assert not is_full_name(words)


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("机关单位联系方式2024-12-11", True),
        ("关于公布规范性文件清理结果的公告2024-12-18", True),
        ("清和县水务局2025年1月16日", False),
        ("清和县水务局2025年1月16日2", False),
        ("发布日期：2025-01-16", False),
        ("（此件公开发布）2025年1月16日", False),
        ("2025年1月16日", False),
        ("相关链接", False),
    ],
)
def test_links_with_their_dates(line: str, link: bool) -> None:
    """A title and a date are a link; a body and a date are a signature."""
    assert is_link(line) is link


def test_verb_before_the_full_name() -> None:
    """The title has the short name; the preface names the body behind a verb."""
    front = f"按照条例第五十条的规定，编制{AGENCY}2024年政府信息公开工作年度报告。{PERIOD}"
    report = report_of(
        *whole(title="县水务局2024年政府信息公开工作年度报告", front=front, end="县水务局")
    )
    assert (report.agency.name, report.agency.full) == (AGENCY, True)


def test_short_name_behind_a_verb_stays_short() -> None:
    """编制区商务局… does not tell which district."""
    front = f"编制区商务局2024年政府信息公开工作年度报告。请与区商务局办公室联系。{PERIOD}"
    report = report_of(
        *whole(title="区商务局2024年政府信息公开工作年度报告", front=front, end="区商务局")
    )
    assert (report.agency.name, report.agency.full) == ("区商务局", False)


def test_lines_above_the_title_are_no_part_of_the_name() -> None:
    """The source line and the site's name stand above; the name comes from the preface."""
    title = "来源：办公室\n云岭市人民政府门户网站\n县水务局2024年政府信息公开工作年度报告"
    front = f"编制{AGENCY}2024年政府信息公开工作年度报告。{PERIOD}"
    assert report_of(*whole(title=title, front=front, end="")).agency.name == AGENCY


@pytest.mark.parametrize("title", ["政府信息公开工作年度报告（2024年）", NO_AGENCY])
def test_title_of_a_site_names_no_body(title: str) -> None:
    """A site's name above a title without a body: the signature tells whose report it is."""
    report = report_of(*whole(title=f"云岭市人民政府门户网站\n{title}", end=AGENCY))
    assert (report.agency.name, report.year) == (AGENCY, 2024)


def test_year_in_brackets_below_the_name() -> None:
    """政府 of 政府信息公开 is not the agency: it stands in the line above."""
    report = report_of(*whole(title=f"{AGENCY}\n政府信息公开工作年度报告（2024年）", end=""))
    assert report.agency.name == AGENCY


def test_signature_above_links() -> None:
    """Links with dates below the report: the body that stands alone above them signs."""
    links = "相关链接\n2025年政务公开工作要点2025-02-10\n机关单位联系方式2025-02-11"
    report = report_of(*whole(title=NO_AGENCY, end=f"{AGENCY}\n{links}"))
    assert report.agency.name == AGENCY
    assert report.published is None


def test_sentence_of_the_preface_is_no_title() -> None:
    """Without a title, the sentence that announces the report names its body all the same."""
    front = f"按照条例的规定，编制{AGENCY}2024年政府信息公开工作年度报告。\n{PERIOD}"
    report = report_of(*whole(title="", front=front, end=""))
    assert (report.title, report.agency.name, report.year) == ("", AGENCY, 2024)
