"""How labels of the tables are altered: shortened, misspelt, renumbered, broken over lines."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from corpus.layouts.content import Truth
from corpus.statutory_form import FormTable

SHORT = {
    "一、本年新收政府信息公开申请数量": "一、本年新收申请数量",
    "二、上年结转政府信息公开申请数量": "二、上年结转申请数量",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    "2.其他法律行政法规禁止公开": "2.法律法规禁止公开",
    "3.危及“三安全一稳定”": "3.三安全一稳定",
    "4.保护第三方合法权益": "4.第三方合法权益",
    "5.属于三类内部事务信息": "5.内部事务信息",
    "6.属于四类过程性信息": "6.过程性信息",
    "7.属于行政执法案卷": "7.行政执法案卷",
    "8.属于行政查询事项": "8.行政查询事项",
    "1.本机关不掌握相关政府信息": "1.不掌握相关政府信息",
    "2.没有现成信息需要另行制作": "2.需要另行制作",
    "3.补正后申请内容仍不明确": "3.补正后仍不明确",
    "1.信访举报投诉类申请": "1.信访举报投诉类",
    "3.要求提供公开出版物": "3.公开出版物",
    "4.无正当理由大量反复申请": "4.大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息": "5.确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正、不再处理",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期未缴费、不再处理",
    "四、结转下年度继续办理": "四、结转下年度",
}
SLIPS = {
    "本年废止件数": "本年度止件数",
    "本年制发件数": "本年制发仵数",
    "现行有效件数": "现行有郊件数",
    "行政规范性文件": "行政规范性文仵",
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "3.危及“三安全一稳定”": "3.危及“三安全一稳走”",
    "5.属于三类内部事务信息": "5.属于三类内部亊务信息",
    "7.属于行政执法案卷": "7.属于行政执法案巻",
    "3.补正后申请内容仍不明确": "3.补正后申请内容乃不明确",
    "4.无正当理由大量反复申请": "4.无正当理由大量反复申清",
    "尚未审结": "尚末审结",
    "结果纠正": "结果斜正",
    "社会公益组织": "社会公益组识",
    "商业企业": "商业企亚",
    "未经复议直接起诉": "未经复义直接起诉",
    "二、上年结转政府信息公开申请数量": "二、上年转结政府信息公开申请数量",
}
RENAMED = (
    {"本年制发件数": "本年度制发数", "本年废止件数": "本年废止数", "现行有效件数": "现行有效数"},
    {"本年制发件数": "本年（{year}）制发件数", "本年废止件数": "本年（{year}）废止件数"},
    {"行政规范性文件": "规范性文件"},
    {"本年收费金额（单位：万元）": "本年收费金额（单位：万元，保留4位小数）"},
    {"本年处理决定数量": "处理决定数量"},
    {"本年收费金额（单位：万元）": "本年收费金额（万元）"},
)
BROKEN = {
    "结果维持": "结果\n维持",
    "结果纠正": "结果\n纠正",
    "其他结果": "其他\n结果",
    "尚未审结": "尚未\n审结",
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公益\n组织",
    "法律服务机构": "法律服务\n机构",
    "三、本年度办理结果": "三、本年度\n办理结果",
    "（三）不予公开": "（三）不予\n公开",
    "（四）无法提供": "（四）无法\n提供",
    "（五）不予处理": "（五）不予\n处理",
    "（六）其他处理": "（六）其他\n处理",
    "本年收费金额（单位：万元）": "本年收费金额\n（单位：万元）",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (
        "1.申请人无正当理由逾期不补正、\n行政机关不再处理其政府信息公开申请"
    ),
    "2.其他法律行政法规禁止公开": "2.其他法律行政法\n规禁止公开",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或\n重新出具已获取信息",
}
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
Respell = Callable[[str], str]
Respelling = Callable[[Random, Truth], Respell]


def relabelled(table: FormTable, respell: Respell) -> FormTable:
    """The table with every label passed through `respell`; figures stay."""
    cells = tuple(c if c.key else replace(c, text=respell(c.text)) for c in table.cells)
    return FormTable(cells, table.rows, table.columns)


def shortened(rng: Random, truth: Truth) -> Respell:
    truth.met("labels_shortened", faults=["S203"])
    return lambda text: SHORT.get(text, text)


def misspelt(rng: Random, truth: Truth) -> Respell:
    chosen = rng.sample(sorted(SLIPS), rng.randint(1, 3))
    truth.met("labels_misspelt", faults=["S203"])
    return lambda text: SLIPS[text] if text in chosen else text


def renamed(rng: Random, truth: Truth) -> Respell:
    names = {old: new.format(year=truth.year) for old, new in rng.choice(RENAMED).items()}
    truth.met("labels_renamed", arguable=["S203"])
    return lambda text: names.get(text, text)


def unnumbered(rng: Random, truth: Truth) -> Respell:
    """Ordinals gone from the labels of rows, as automatic numbering leaves them when copied."""
    truth.met("label_numbers_lost", arguable=["S203"])
    return lambda text: re.sub(r"^(\d\.|（[一二三四五六七]）|[一二三四]、)", "", text)


def renumbered(rng: Random, truth: Truth) -> Respell:
    """Ordinals of labels in another hand: 1、 ①, (一), a blank behind."""
    dot = rng.choice(("、", "．", ". ", "，", ".　"))
    circled = rng.random() < 0.2
    half = rng.random() < 0.5
    truth.met("label_numbers_in_another_hand", arguable=["S203"] if circled else [])

    def respell(text: str) -> str:
        if re.match(r"\d\.", text):
            text = (
                chr(0x2460 + int(text[0]) - 1) + text[2:] if circled else text[0] + dot + text[2:]
            )
        if half:
            text = text.replace("（", "(").replace("）", ")").replace("：", ":").replace("，", ", ")
        return text

    return respell


def broken(rng: Random, truth: Truth) -> Respell:
    truth.met("labels_broken_over_lines")
    return lambda text: BROKEN.get(text, text)


def spaced(rng: Random, truth: Truth) -> Respell:
    """总　　计, 规　章: short labels stretched over their cells."""
    gap = rng.choice(("  ", "\u3000", "\u3000\u3000", "\xa0"))
    truth.met("labels_stretched")
    return lambda text: gap.join(text) if text in ("总计", "规章", "其他", "自然人") else text


def other_quotes(rng: Random, truth: Truth) -> Respell:
    marks = rng.choice(('""', "「」", "〝〞", "''", "＂＂"))
    truth.met("other_quotation_marks")
    return lambda text: text.replace("“", marks[0]).replace("”", marks[1])


def no_corner(rng: Random, truth: Truth) -> Respell:
    truth.met("corner_blank", arguable=["S203"])
    return lambda text: "" if text == CORNER else text


HARMLESS: tuple[Respelling, ...] = (renumbered, broken, spaced, other_quotes, no_corner)
FAULTY: tuple[Respelling, ...] = (shortened, misspelt, renamed, unnumbered)
