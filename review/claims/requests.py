"""What a figure counts where requests are spoken of: arrivals, carry-over, outcomes, applicants (table 2)."""

import re
from dataclasses import replace

from review.claims.applicants import of_applicants
from review.claims.carried import carried_over
from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CARRIED_IN,
    CARRIED_OUT,
    CONCLUDED,
    GROUPS,
    RECEIVED,
    TOTAL,
    Reading,
    outcome_rows,
    requests,
)
from review.claims.clauses import Clause
from review.claims.outcomes import is_outcome
from review.claims.phrases import Phrase
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.remainders import wholes
from review.claims.statements import Around, Concept, Context, State
from review.claims.told import told_outcomes

_OF_REQUESTS = re.compile(
    "的?(?:政府信息公开|信息公开|依申请公开)?(?:的)?申请(?:共|共计|计|有|合计)?"
)
_OPEN_OR = ("公开加", "公开连同", "公开或", "公开和", "公开及", "公开、", "公开与", "公开或者")
_JOINTS = ("和", "及", "或", "与", "以及", "或者", "、", "并", "的、", "的和")


def request_concept(
    clause: Clause, around: Around, quantity: Quantity, state: State, context: Context
) -> Concept | None:
    """The concept of a figure whose topic is requests, or None where its words do not tell."""
    if quantity.unit in _BODIES:
        return _of_whom(clause, around, quantity, state)
    if quantity.unit not in CASE_UNITS:
        return None
    text = clause.text
    start = min([p.start for p in around.left] + [quantity.start])
    readings: tuple[Reading, ...]
    carried = carried_over(clause, around, quantity, context)
    if carried is not None:
        return carried
    applicants = around.before("applicant")
    outcomes = around.before("outcome")
    verbs = [v for v in around.before("verb") if not _is_whole(clause, v)]
    behind = around.behind("outcome", "applicant", "verb", "carry")
    near = behind[0] if behind and not verbs and not outcomes else None
    if near is not None and near.start - quantity.end > 6 and near.family != "verb":
        near = None
    none = around.behind("negation")
    if near is not None and none and none[0].start < near.start:
        near = None  # 15件申请无一来自科研机构
        behind = []
    alls = around.behind("all")
    if _whole_of(clause, quantity, near, state):
        # 1件申请由个人提出: the figure is the whole's
        return Concept("request", (RECEIVED, BOTH), start, quantity.end, held=False, total=True)
    if near is not None and alls and alls[0].start < near.start:
        # 4件申请全部由自然人提出: the figure is the whole's
        near = None
        if not around.before("applicant", "outcome", "verb"):
            readings = wholes(clause, around, quantity, state)
            return Concept("request", readings, start, quantity.end, held=False, total=True)
    columns: tuple[str, ...] = TOTAL
    if applicants:
        columns = tuple(c for p in _joined(text, applicants) for c in APPLICANTS[p.name])
        start = min(start, applicants[0].start)
    elif near is not None and near.family == "applicant" and near.start - quantity.end <= 6:
        columns = APPLICANTS[near.name]
    end = quantity.end
    if outcomes and not _verb_after(verbs, outcomes[-1]):
        if quantity.start - outcomes[-1].end > 8 and not _OF_REQUESTS.fullmatch(
            text, outcomes[-1].end, quantity.start
        ):
            return None
        group = _joined(text, outcomes)
        reason = _reason(text, outcomes, group)
        if not reason and group[-1].name in GROUPS:
            words = _own_words(clause, around, group[0])
            if _REASONED.search(words):
                # 属讨论过程中的信息不公开1件: of one reason, in words of its own
                why = [n for n in told_outcomes(words) if n.startswith(group[-1].name + ".")]
                if len(why) != 1 or _ETC.search(words):
                    return None
                reading = requests(outcome_rows(why[0]), columns)
                return Concept("request", (reading,), clause.start, held=False)
        if group[0].name == "partly_granted" and text[: group[0].start].endswith(_OPEN_OR):
            # 公开或部分公开
            return Concept(
                "request", (requests(("granted", "partly_granted"), columns),), group[0].start - 3
            )
        main = group[-1]
        if not reason and len(outcomes) > 1 and main.name in GROUPS:
            named = [p.name for p in outcomes[:-1] if p.name.startswith(main.name + ".")]
            if named and "等" in text[outcomes[0].end : main.start]:
                # 因本机关不掌握、内容不明确等原因无法提供: of the group
                return Concept(
                    "request", (requests(outcome_rows(main.name), columns),), outcomes[0].start
                )
        rows = outcome_rows(reason.name) if reason else _rows(group)
        start = reason.start if reason else group[0].start
        readings = (requests(rows, columns),)
        if columns is TOTAL and state.applicant:
            # 自然人栏,予以公开37件: of those applicants, or of all
            readings = (*readings, requests(rows, APPLICANTS[state.applicant]))
        elif columns is TOTAL:
            readings = (*readings, *_of_last_applicants(rows, state))
        withdrawn = group[-1].name == "withdrawn"
        last = state.last_part
        if state.within and last is not None and readings[0] == last.readings[0]:
            withdrawn = True  # 予以公开7件,其中全文公开5件
        return Concept("request", readings, start, held=not withdrawn and not state.applicant)
    if _just_opened(clause, around, quantity):
        readings = (requests(("granted",), columns),)
        listed = bool(_OTHERS_FOLLOW.match(text, quantity.end))
        return Concept("request", readings, quantity.start - 2, held=listed)
    if near is not None and near.family == "outcome":
        group = [near]
        for later in around.behind("outcome")[1:]:
            if text[group[-1].end : later.start] in _JOINTS:
                group.append(later)
        # 3件因属于内部事务信息不予公开: the leaf says more than its group
        leaves = [p for p in around.behind("outcome") if "." in p.name]
        chosen = (
            leaves[:1]
            if leaves and near.name in ("withheld", "unavailable", "not_processed", "other")
            else _specific(group)
        )
        readings = (requests(_rows(chosen), columns),)
        if columns is TOTAL and state.applicant:
            readings = (*readings, requests(_rows(chosen), APPLICANTS[state.applicant]))
        return Concept(
            "request", readings, quantity.start, end=group[-1].end, held=not state.applicant
        )
    if columns is not TOTAL and applicants and text[applicants[0].start - 1] == "向":
        return None  # 向企业公开7件
    if columns is not TOTAL:
        start = min([p.start for p in around.before("applicant", "verb")] + [quantity.start])
        own = of_applicants(columns, start, state, any(v.name == "conclude" for v in verbs))
        # 两名个人提出5件: of these persons
        persons = applicants and _SOME.search(text[: applicants[0].start])
        return replace(own, held=False) if persons else own
    if near is not None and near.family == "verb" and near.name == "conclude" and not verbs:
        if state.within and not (state.base and state.base.total):
            return None
        done = (requests(("concluded",)),)
        return Concept(
            "request", (*done, BOTH, RECEIVED), quantity.start, near.end, held=False, total=True
        )
    return _by_verb(clause, around, quantity, state, context, verbs, start, end)


_BY_WHOM = re.compile(
    "(?:政府信息公开|信息公开)?申请(?:的)?(?:申请人|提出人)?(?:由|系|来自|是|为|属|出自)+[一-鿿]{0,4}"
)


def _whole_of(clause: Clause, quantity: Quantity, near: Phrase | None, state: State) -> bool:
    """15件申请由企业提出: whether a figure before its applicants is that of all."""
    if near is None or near.family != "applicant":
        return False
    if not _BY_WHOM.fullmatch(clause.text, quantity.end, near.start):
        return False
    return state.base is None or state.base_value == quantity.value


def _of_last_applicants(rows: tuple[str, ...], state: State) -> list[Reading]:
    """自然人办结32件,其中予以公开12件: perhaps of the applicants counted just before."""
    last = state.last
    if last is None or last.topic != "request" or last.total:
        return []
    columns = tuple(dict.fromkeys(key.rsplit(".", 1)[1] for key in last.readings[0]))
    if "total" not in columns:
        state.of_applicant = columns
    return [requests(rows, state.of_applicant)] if state.of_applicant else []


_REASONED = re.compile(
    "(?<!原)因(?!此)|属于?|涉及?|以.+为由|由于|鉴于|考虑到|可能|危及|损害|为保护"
)


def _own_words(clause: Clause, around: Around, outcome: Phrase) -> str:
    """What stands before an outcome since the figure before it, in its clause."""
    return clause.text[max(clause.start, around.start) : outcome.start]


def _rows(group: list[Phrase]) -> tuple[str, ...]:
    return tuple(row for p in _specific(group) for row in outcome_rows(p.name))


def _reason(text: str, outcomes: list[Phrase], group: list[Phrase]) -> Phrase | None:
    """因属于国家秘密不予公开2件: of a reason and the group it belongs to, the reason counts."""
    if len(group) > 1 or len(outcomes) < 2:
        return None
    before = outcomes[-2]
    before_text = text[before.end : group[0].start]
    if before.name.startswith(group[0].name + ".") and group[0].start - before.end <= 12:
        return before if not _ETC.search(before_text) else None
    return None


_ETC = re.compile("等(?:原因|情形|情况|理由|因素)?(?:而)?$")


def _verb_after(verbs: list[Phrase], outcome: Phrase) -> bool:
    """不予公开答复3件 keeps its outcome; 予以公开,办结3件 does not (another clause)."""
    return any(v.start > outcome.end + 4 for v in verbs)


def _joined(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """The last phrase and those that 和, 及, 或, 、 join to it."""
    group = [phrases[-1]]
    for earlier in reversed(phrases[:-1]):
        if text[earlier.end : group[0].start] in _JOINTS:
            group.insert(0, earlier)
        else:
            break
    return group


def _specific(group: list[Phrase]) -> list[Phrase]:
    """Of 不予公开 and one of its reasons side by side only the reason counts."""
    leaves = [p for p in group if "." in p.name]
    return [p for p in group if not any(leaf.name.startswith(p.name + ".") for leaf in leaves)]


_BODIES = ("家", "名", "位", "人", "户")
_SOME = re.compile(r"[\d一二两三四五六七八九十][家名位人户个](?:的)?$")
_WHO = re.compile("(?:的)?(?:为|是|系|属)?")


def _of_whom(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """三人是个人、一家是企业: applicants in place of their applications."""
    whose = around.behind("applicant")
    if not whose or not _WHO.fullmatch(clause.text, quantity.end, whose[0].start):
        return None
    if clause.text[whose[0].end : clause.end] not in ("", "外", "之外") or state.base is None:
        return None
    columns = APPLICANTS[whose[0].name]
    readings = (requests(("received",), columns),)
    return Concept("request", readings, quantity.start, whose[0].end, held=False)


_AMONG = re.compile("(?:的)?(?:当中|之中|里面|[中里])")


def _is_whole(clause: Clause, verb: Phrase) -> bool:
    """答复中公开17件: the verb names what the figure is a part of."""
    return verb.name == "conclude" and bool(_AMONG.match(clause.text, verb.end))


_OPENED = re.compile(
    "(?:.*--)?(?:其中|已|共|均|除|即|合计|总计|年内|全年|[件份宗起封果]中|里面|当中|答复中|办结中|答复|办理|情况|结果|[是为:])*公开(?:了|类)?(?:的)?(?:有|共)?"
)
_OPENED_BEHIND = (
    "获得公开",
    "获公开",
    "得到公开",
    "获准公开",
    "公开",
    "已公开",
    "依法公开",
    "给公开了",
    "公开了",
    "予公开",
    "给予公开",
    "已予公开",
)
_PROVIDED = re.compile(
    "(?:其中|已|均|依法|主动|全部|向申请人)*提供(?:了)?(?:信息|所申请信息|全部信息)?(?:的)?(?:有|共)?"
)
_OTHERS_FOLLOW = re.compile(
    "[、,;](?:予以)?(?:部分公开|不予公开|无法提供|不予处理|其他处理)(?:的)?\\d"
)


def _just_opened(clause: Clause, around: Around, quantity: Quantity) -> bool:
    """公开3件, 两件公开: where requests were counted before, 公开 is 予以公开."""
    lead = clause.text[around.start : quantity.start]
    tail = clause.text[quantity.end : clause.end]
    if _PROVIDED.fullmatch(lead) or (lead in ("", "其中", "有") and _PROVIDED.fullmatch(tail)):
        return True
    return bool(_OPENED.fullmatch(lead)) or (lead in ("", "其中", "有") and tail in _OPENED_BEHIND)


def _by_verb(
    clause: Clause,
    around: Around,
    quantity: Quantity,
    state: State,
    context: Context,
    verbs: list[Phrase],
    start: int,
    end: int,
) -> Concept | None:
    if not verbs:
        # 十件新收申请, 12件收到的申请
        verbs = [p for p in around.behind("verb") if p.start - quantity.end <= 1]
    names = [p.name for p in verbs if p.name in ("receive_new", "receive", "process", "conclude")]
    nouns = around.before("noun") or around.behind("noun")
    if verbs:
        start = min(v.start for v in verbs)
    if not names:
        weak = any(p.name == "application" for p in nouns) and not any(
            p.name == "request" for p in nouns
        )
        told = state.last is not None and state.last.topic == "request" and not state.last.total
        if not nouns and told and is_outcome(state.last.readings[0]):  # type: ignore[union-attr]
            if _only_total(clause, quantity):
                # 公开7件、不予公开2件…,共15件
                readings = (CONCLUDED, BOTH, RECEIVED)
                return Concept("request", readings, start, end, held=False, total=True)
        if not nouns and _only_total(clause, quantity) and not state.within:
            return Concept(
                "request", (RECEIVED, BOTH, CONCLUDED), start, end, held=False, total=True
            )
        if not nouns or (around.behind("noun") and _ONE_MORE.fullmatch(_lead_of(clause, quantity))):
            return None  # 另有1件申请收到时间为12月下旬,尚在办理期限内
        return Concept(
            "request", (RECEIVED, BOTH, CONCLUDED), start, end, held=not weak, total=True
        )
    kinds = set(names)
    if kinds == {"receive_new"}:
        return Concept("request", (RECEIVED,), start, end, total=True)
    if kinds == {"receive"} and state.within and state.base and RECEIVED in state.base.readings:
        # 收到15件,其中县区收到8件
        return Concept("request", (RECEIVED, BOTH), start, end, held=False)
    if kinds <= {"receive", "receive_new"}:
        return Concept("request", (RECEIVED, BOTH), start, end, total=True)
    if kinds == {"conclude"} and state.within and state.base and CONCLUDED in state.base.readings:
        # 答复15件,其中当场答复6件
        return Concept("request", (CONCLUDED,), start, end, held=False)
    if "conclude" in kinds and _NOT_IN_TIME.search(clause.text, clause.start, quantity.start):
        return None  # 未按时答复0件
    if kinds == {"conclude"} and state.applicant:
        # 在自然人申请中,办结42件
        own = requests(("concluded",), APPLICANTS[state.applicant])
        return Concept("request", (CONCLUDED, BOTH, own), start, end, total=True)
    if kinds == {"conclude"}:
        minus = ((CONCLUDED, CARRIED_IN), (RECEIVED, CARRIED_OUT))
        return Concept(
            "request", (CONCLUDED, BOTH), start, end, total=True, tolerated=(*minus, (RECEIVED, ()))
        )
    if "conclude" in kinds and "receive_new" in kinds:
        return Concept("request", (CONCLUDED, BOTH, RECEIVED), start, end, held=False, total=True)
    return Concept("request", (CONCLUDED, BOTH, RECEIVED), start, end, total=True)


_ONE_MORE = re.compile("(?:另有|尚有|还有|仍有|另外|其余|剩余|余下|尚余|另)(?:的|有)?")


def _lead_of(clause: Clause, quantity: Quantity) -> str:
    return clause.text[clause.start : quantity.start]


_NOT_IN_TIME = re.compile("未(?:按|能|在|及)|逾期|超期|超时|延期")
_ONLY_TOTAL = re.compile(
    r"(?:20\d\d年(?:度)?|全年|本年度?|年内|一年)?(?:[两三]项|二者|两者|新旧|前后)?(?:[一-鿿]{0,4}共|合计|总计|共计|累计|总共|统共|加起来|算起来|合起来|计|应办|降至|增至|降为|升至|减至|增加到|下降到|上升到|减少到)?(?:是|为|有)?"
)
_TO_BE_DONE = ("", "要办", "待办", "需办", "需办理", "要办理", "在手")


def _only_total(clause: Clause, quantity: Quantity) -> bool:
    """全年1件, 合计122件: a figure alone in its clause, of what was named just before."""
    lead = clause.text[clause.start : quantity.start]
    tail = clause.text[quantity.end : clause.end]
    return bool(lead) and bool(_ONLY_TOTAL.fullmatch(lead)) and tail in _TO_BE_DONE
