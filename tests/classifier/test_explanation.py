"""Why a sentence is boilerplate or not, in plain words."""

import pytest

from review.classifier.explanation import explain
from review.classifier.objects import objects


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "进一步提高思想认识，加强组织领导，确保工作落到实处。",
            "无数量、无对象、无时限；空泛用语“进一步、提高、加强”",
        ),
        ("全年公开信息312条。", "有数量“312条”；无对象、无时限"),
        (
            "6月底前修订《依申请公开办理规程》。",
            "有时间“6月”、有文件“《依申请公开办理规程》”；无数量",
        ),
        ("3份答复文书漏写救济途径。", "有数量“3份”、有对象“答复文书、漏写”；无时限"),
        ("未收到政府信息公开申请。", "有事实“未收到”；无数量、无时限"),
    ],
)
def test_a_sentence_is_explained_by_its_own_words(text: str, said: str) -> None:
    """What it holds, with the words, then what it lacks, then the words that fit everywhere."""
    assert explain(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "公开形式不够丰富。",
        "公开内容的深度和广度还有待提升。",
        "与群众和企业的需求还有差距。",
        "依申请公开工作规范性需进一步提升。",
        "对条例的学习不够，领悟不深。",
    ],
)
def test_what_could_be_anybodys_has_no_object(text: str) -> None:
    """LABELS.md: 公开形式不够丰富 has no object."""
    assert objects(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "食品安全抽检信息更新迟于检验周期。",
        "2个乡镇的惠民补贴发放结果晚于规定时间公开。",
        "办公室与业务股室衔接不紧。",
        "群众用口语词查询时常常查不到对应文件。",
    ],
)
def test_which_matter_which_units_what_a_reader_met_is_an_object(text: str) -> None:
    """A matter, units at odds, or what somebody could not do names what the sentence is about."""
    assert objects(text) != ()
