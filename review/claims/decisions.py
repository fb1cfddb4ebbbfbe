"""What a figure counts where rules, documents, decisions and fees are spoken of (table 1)."""

import re

from review.claims.cells import DECISIONS, DOCUMENTS, Reading
from review.claims.clauses import Clause
from review.claims.phrases import Phrase
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.statements import Around, Concept, State

_COLUMNS = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}
# beside a decision's name: what is published, listed, applied for or checked is not what was decided
_NOT_DECIDED = (
    "公示",
    "公开",
    "事项",
    "信息",
    "目录",
    "清单",
    "依据",
    "申请",
    "受理",
    "案卷",
    "文书",
    "双公示",
    "裁量",
    "咨询",
    "线索",
    "数据",
    "材料",
    "标准",
)
_NOT_ISSUED = (
    "主动公开",
    "公开",
    "解读",
    "备案",
    "审查",
    "审核",
    "清理",
    "梳理",
    "收录",
    "归集",
    "修订",
    "修改",
    "起草",
    "征求",
    "评估",
    "报备",
    "转发",
    "上传",
    "汇编",
    "重新",
)


# beside what is in force: what was put on show may be less, or more
_SHOWN = ("公开", "累计", "解读", "收录", "梳理", "目录", "库", "汇编", "归集", "上传", "公布")


_EARLIER = re.compile("此前|之前|以前|早前|往年|历年|去年|原有|原先|上一?年")


# documents are not counted in 条, 起, 宗, 次
_DOCUMENT_UNITS = CASE_UNITS - {"条", "起", "宗", "例", "封", "单", "桩", "次"}


def document_concept(
    clause: Clause, around: Around, quantity: Quantity, state: State
) -> Concept | None:
    """规章 and 行政规范性文件 issued, repealed, in force; a verb reaches over the items of a list."""
    if quantity.unit not in _DOCUMENT_UNITS:
        return None
    nouns = [p for p in around.left if p.family == "noun" and p.name in DOCUMENTS]
    verbs = [p for p in around.left if p.family == "verb" and p.name in _COLUMNS]
    if not verbs:
        # 规范性文件新增14件
        added = [p for p in around.before("verb") if p.name == "receive_new"]
        verbs = [p._replace(name="issue") for p in added if clause.text[p.start : p.end] == "新增"]
    behind = [
        p
        for p in around.right
        if p.family == "verb" and p.name in _COLUMNS and p.start - quantity.end <= 4
    ]
    noun = nouns[-1].name if nouns else state.noun
    following = [
        p
        for p in around.right
        if p.family == "noun"
        and p.name in DOCUMENTS
        and (p.start - quantity.end <= 2 or (behind and p.start - behind[0].end <= 2))
    ]
    if not nouns and following:
        nouns, noun = following[:1], following[0].name
    if noun not in DOCUMENTS:
        return None
    names = [p.name for p in _joined(clause.text, nouns)] if nouns else [noun]
    start = min([p.start for p in (*nouns, *verbs)] + [quantity.start])
    words = clause.text[around.start : quantity.start]
    if verbs and verbs[-1].name == "issue" and _EARLIER.search(words):
        # 此前制定的5件继续有效: in force, and not made this year
        if not behind or behind[0].name != "in_force":
            return None
        verbs = []
    verb = verbs[-1] if verbs else (behind[0] if behind else None)
    name = verb.name if verb else state.verb
    if name not in _COLUMNS:
        return None
    shown = name == "in_force" and any(w in words for w in _SHOWN)
    held = name == "in_force" or not any(w in words for w in _NOT_ISSUED)
    cleared = name == "repeal" and any(w in words for w in ("清理", "审核", "梳理", "评估"))
    if cleared:
        # 清理后废止8件: of those looked through, surely repealed
        held = not any(w in words for w in ("公开", "备案", "解读", "修订", "转发"))
    if state.within and not nouns and verb is None:
        return None  # 其中区政府13件: a part by another measure
    if (
        verb is not None
        and verb.name == "issue"
        and clause.text[verb.start : verb.end] in ("发布", "公布", "印发", "颁布")
    ):
        held = held and "公开" not in words
    if not held:
        return None
    held = not cleared and not shown
    carried = clause.text[state.verb_start : state.verb_start + 2] if verb is None else ""
    if carried in ("发布", "公布", "印发", "颁布"):
        held = False  # 发布政策文件:规范性文件2件: perhaps made by others
    if re.search("其[他它](?:各类|政策)?文件", words):
        return None
    column = _COLUMNS[name]
    keys: Reading = tuple(f"proactive.{n}.{column}" for n in dict.fromkeys(names))
    readings = [keys]
    if (
        name == "in_force" and clause.text[verb.start : verb.end] in ("保留", "有效")
        if verb
        else False
    ):
        # 有效行政规范性文件1430件
        held = bool(verb and nouns) and clause.text.startswith("有效", nouns[-1].start - 2)
    return Concept(
        "document", tuple(readings), start, held=held, end=behind[0].end if verb in behind else 0
    )


def _joined(text: str, nouns: list[Phrase]) -> list[Phrase]:
    group = [nouns[-1]]
    for earlier in reversed(nouns[:-1]):
        if text[earlier.end : group[0].start] in ("和", "及", "、", "与", "以及", "或"):
            group.insert(0, earlier)
        else:
            break
    return group


def decision_concept(
    clause: Clause, around: Around, quantity: Quantity, state: State
) -> Concept | None:
    """行政许可, 行政处罚, 行政强制: decisions made in the year."""
    if quantity.unit not in CASE_UNITS:
        return None
    nouns = [p for p in around.left if p.family == "noun" and p.name in DECISIONS]
    if not nouns:
        nouns = [
            p
            for p in around.right
            if p.family == "noun" and p.name in DECISIONS and p.start - quantity.end <= 2
        ]
    if not nouns:
        return None
    noun = nouns[-1]
    words = clause.text[around.start : quantity.end + 2]
    if any(w in words for w in _NOT_DECIDED):
        return None
    between = clause.text[noun.end : quantity.start] if noun.end <= quantity.start else ""
    if len(between) > 10:
        return None
    group = _joined(clause.text, nouns)
    keys = tuple(f"proactive.{p.name}.decisions" for p in group)
    verb = [p for p in around.left if p.family == "verb"]
    start = min([p.start for p in (*group, *verb)] + [quantity.start])
    plain = (
        "决定" in words
        or "处理" in words
        or any(_decides(clause, p) for p in verb)
        or (state.decided and not between and noun.start - around.start <= 1)
        or _said_plainly(clause, noun, quantity)
    )
    plain = plain and not clause.text.endswith(_HANDLED, 0, noun.end) and between != "立案"
    state.decided = plain
    return Concept("decision", (keys,), start, held=plain)


def _decides(clause: Clause, verb: Phrase) -> bool:
    """作出, 办结 tell of decisions; 立案, 查处 of cases that may not have come to one."""
    word = clause.text[verb.start : verb.end]
    return verb.name in ("decide", "process", "conclude") and word not in ("立案", "查处")


# 住建系统:行政处罚35件: of one field, or of one body among others
_OF_SOME = re.compile("领域|系统|条线|(?<![我本])(?:局|委|队|所|站|镇|乡|街道|中心)[,:]")
_PLAINLY = re.compile("(?:全年|本年度?|年内|今年|20\\d\\d年度?|全[市县区]|共|[我本]局|本级|,|、)*")


# 行政许可办件: what was handled, not what was decided
_HANDLED = ("办件", "业务", "事务")


def _said_plainly(clause: Clause, noun: Phrase, quantity: Quantity) -> bool:
    """行政处罚329件 at the head of a clause, in a sentence that speaks of nothing published or listed."""
    if quantity.unit not in ("件", "起", "宗", "例") or clause.depth:
        return False
    before = clause.text[: quantity.start]
    if any(
        word in before for word in (*_NOT_DECIDED, "其中", "平台", "专栏", "网", "检查", "分别")
    ):
        return False
    if _OF_SOME.search(before):
        return False
    if clause.text[noun.end : quantity.start] not in ("", "案件", "决定"):
        return False
    return bool(_PLAINLY.fullmatch(clause.text, clause.start, noun.start))


def fee_concept(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """行政事业性收费, in 万元 or 元."""
    nothing = quantity.unit == "" and quantity.value == 0
    if quantity.unit not in ("万元", "元", "亿元") and not nothing:
        return None
    nouns = [p for p in around.left if p.family == "noun" and p.name == "fees"]
    if not nouns:
        # 处罚2件、强制1件,收费12.5万元: the last item of the table's list
        nouns = [
            p
            for p in around.before("verb")
            if p.end == quantity.start and clause.text[p.start : p.end] == "收费"
        ]
        if not nouns or nothing:
            return None
        if state.topic not in ("decision", "fee"):
            return Concept("fee", (("proactive.fees.amount",),), nouns[0].start, held=False)
    start = min([p.start for p in (*nouns, *around.before("verb"))])
    return Concept("fee", (("proactive.fees.amount",),), start)
