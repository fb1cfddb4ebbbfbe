"""Sound narratives by chance: plain, varied, and in agreement with the figures they are given.

Every statement has several wordings. None says more than the figures hold: 均, 全部 and 未 are
chosen only where they are true, shares are rounded half up. Figures of other things (items on the
website, trainings) are mixed in, as they are in real reports.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from corpus.statutory_form import RESULTS
from corpus.wordings import (
    ACCOUNTABILITY,
    MANAGEMENT,
    OPENINGS,
    OVERSIGHT,
    PLATFORM,
    PROACTIVE,
    PROBLEMS,
    PROPOSALS,
    RECTIFIED,
    SETTLED,
)

Figure = int | Decimal
Cells = Mapping[str, Figure]

# Wording of an outcome inside 其中…; groups are sums over their rows.
GROUP_NAMES = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "（三）不予公开": "不予公开",
    "（四）无法提供": "无法提供",
    "（五）不予处理": "不予处理",
    "（六）其他处理": "其他处理",
}
CASES = {
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
RESULT_NAMES = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
}


def self_name(agency: str) -> str:
    """How the body speaks of itself: 我局, 我镇, 我街道, 我办, 全县, 全市 …"""
    if agency.endswith(("办公室", "办公厅")):
        return "我办"
    if agency.endswith("街道办事处"):
        return "我街道"
    if agency.endswith("人民政府"):
        place = agency.removesuffix("人民政府")[-1]
        return f"我{place}" if place in "镇乡" else f"全{place}"
    return "我" + agency[-1] if agency[-1] in "局委厅部" else "本机关"


def _is_government(agency: str) -> bool:
    return agency.endswith(("人民政府", "街道办事处", "政府办公室", "政府办公厅"))


def _share(part: int, whole: int, digits: int) -> str:
    step = Decimal(1).scaleb(-digits)
    return f"{(Decimal(part) * 100 / whole).quantize(step, ROUND_HALF_UP)}%"


def _count(cells: Cells, key: str) -> int:
    return int(cells.get(key, 0))


def _documents(cells: Cells, me: str, rng: Random) -> list[str]:
    issued, repealed, stock = (
        _count(cells, f"proactive.normative_documents.{n}")
        for n in ("issued", "repealed", "in_force")
    )
    if rng.random() < 0.25:
        return []
    if issued + repealed == 0:
        return [rng.choice(("本年度未制发行政规范性文件。", "全年未制发、未废止行政规范性文件。"))]
    return [
        rng.choice(
            (
                f"全年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{stock}件。",
                f"本年制发行政规范性文件{issued}件、废止{repealed}件，截至年底现行有效{stock}件。",
                f"{me}当年制发行政规范性文件{issued}件，废止行政规范性文件{repealed}件。",
            )
        )
    ]


def _decisions(cells: Cells, rng: Random) -> list[str]:
    names = {"licensing": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}
    counts = {name: _count(cells, f"proactive.{key}.decisions") for key, name in names.items()}
    some = {name: count for name, count in counts.items() if count}
    if not some or rng.random() < 0.3:
        return []
    parts = "、".join(f"{name}决定{count}件" for name, count in some.items())
    verb = rng.choice(("全年作出", "本年度共作出", "一年来作出"))
    return [f"{verb}{parts}。" if len(some) == 1 else verb.replace("共", "") + parts + "。"]


def _received(cells: Cells, me: str, year: int, rng: Random) -> str:
    new, old = (
        _count(cells, "requests.received.total"),
        _count(cells, "requests.carried_in.total"),
    )
    done, left = (_count(cells, f"requests.{row}.total") for row in ("concluded", "carried_out"))
    if new + old == 0:
        return rng.choice(
            (
                f"{year}年，{me}未收到政府信息公开申请，无上年结转和结转下年度办理的申请。",
                f"{year}年度{me}没有收到政府信息公开申请。",
                "全年收到政府信息公开申请0件，上年结转0件，结转下年度继续办理0件。",
            )
        )
    wordings = [
        (
            f"{year}年，{me}新收政府信息公开申请{new}件，上年结转{old}件，"
            f"办结{done}件，结转下年度继续办理{left}件。"
        ),
        (
            f"全年共收到政府信息公开申请{new}件，上年度结转申请{old}件；"
            f"已办理答复{done}件，{left}件结转至下年度继续办理。"
        ),
    ]
    if new:
        wordings.append(
            f"{year}年度新收到政府信息公开申请{new}件，"
            + (f"加上上年结转{old}件，共办理{new + old}件。" if old else "没有上年结转的申请。")
        )
    if old:
        wordings.append(
            f"{year}年共处理政府信息公开申请{new + old}件（含上年结转{old}件），"
            f"其中办结{done}件，结转下年度{left}件。"
        )
    elif not left:
        wordings.append(f"{year}年，{me}收到政府信息公开申请{new}件，均在法定期限内办结。")
        wordings.append(f"全年收到政府信息公开申请{new}件，已全部办结，无结转下年度办理的申请。")
    return rng.choice(wordings)


def _applicants(cells: Cells, rng: Random) -> list[str]:
    new, people = (
        _count(cells, f"requests.received.{column}") for column in ("total", "natural_person")
    )
    if not new or rng.random() < 0.4:
        return []
    if people == new:
        return ["申请人均为自然人。"] if new > 1 else ["申请人为自然人。"]
    return [f"从申请人看，自然人申请{people}件，法人或其他组织申请{new - people}件。"]


def _outcomes(cells: Cells, rng: Random) -> list[str]:
    done = _count(cells, "requests.concluded.total")
    if not done:
        return []
    groups = {
        GROUP_NAMES[group]: sum(_count(cells, f"requests.{row}.total") for row in rows)
        for group, rows in RESULTS.items()
    }
    met = {name: count for name, count in groups.items() if count}
    if set(met) == {"予以公开"}:
        return [
            rng.choice(
                (
                    f"办结的{done}件申请均予以公开。" if done > 1 else "办结的1件申请予以公开。",
                    f"办理结果为予以公开{done}件。",
                )
            )
        ]
    listed = "、".join(f"{name}{count}件" for name, count in met.items())
    wordings = [
        f"办结的{done}件申请中，{listed}。",
        f"从办理结果看，{listed}。",
    ]
    if done >= 20:
        digits = rng.choice((1, 2))
        shares = "，".join(f"{n}{c}件，占{_share(c, done, digits)}" for n, c in met.items())
        wordings.append(f"在办结的{done}件申请中，{shares}。")
    return [rng.choice(wordings)]


def _results(cells: Cells, case: str, rng: Random) -> str:
    met = {
        name: _count(cells, f"proceedings.{case}.{key}")
        for key, name in RESULT_NAMES.items()
        if _count(cells, f"proceedings.{case}.{key}")
    }
    if len(met) == 1:
        name, count = next(iter(met.items()))
        return f"，均{name}" if count > 1 and rng.random() < 0.5 else f"，其中{name}{count}件"
    return "，其中" + "、".join(f"{name}{count}件" for name, count in met.items())


def _proceedings(cells: Cells, rng: Random) -> str:
    counts = {
        case: _count(cells, f"proceedings.{case}.total") for case in ("reconsideration", *CASES)
    }
    if not any(counts.values()):
        return rng.choice(
            (
                "全年未发生因政府信息公开申请引发的行政复议、行政诉讼。",
                "本年度没有因政府信息公开工作被申请行政复议、提起行政诉讼的情况。",
                "因政府信息公开工作被申请行政复议0件、被提起行政诉讼0件。",
            )
        )
    sentences = []
    if counts["reconsideration"]:
        results = _results(cells, "reconsideration", rng)
        sentences.append(f"因政府信息公开被申请行政复议{counts['reconsideration']}件{results}。")
    else:
        sentences.append("全年没有因政府信息公开被申请行政复议的情况。")
    suits = sum(counts[case] for case in CASES)
    if not suits:
        sentences.append("未发生政府信息公开行政诉讼案件。")
    else:
        parts = "、".join(f"{name}{counts[case]}件" for case, name in CASES.items() if counts[case])
        sentences.append(f"因政府信息公开被提起行政诉讼{suits}件，其中{parts}。")
    return "".join(sentences)


def _fee(cells: Cells, me: str, year: int, rng: Random) -> str:
    unpaid = _count(cells, "requests.other.fee_overdue.total")
    rule = "依据《政府信息公开信息处理费管理办法》，"
    if unpaid:
        return (
            f"{rule}{year}年{me}发出收费通知{unpaid}件，总金额{unpaid * 100}元，"
            "申请人逾期未缴纳，实际收取0元。"
        )
    return rng.choice(
        (
            f"{rule}{year}年{me}发出收费通知0件，总金额0元，实际收取0元。",
            f"{year}年，{me}没有产生政府信息公开信息处理费，未发出收费通知，未收取费用。",
            f"{rule}{me}本年度发出收费通知的件数和总金额以及实际收取的总金额均为0。",
        )
    )


def sound_narrative(
    cells: Cells, agency: str, year: int, rng: Random, last_problems: str = ""
) -> dict[str, str]:
    """Texts of the six parts that agree with `cells`; paragraphs parted by line ends.

    The parts with tables have an empty text: they are present and hold their table only. Where
    `last_problems`, part 五 of the year before, is given, its problems are told to be put right, and
    others are named.
    """
    me = self_name(agency)

    def pick(pool: tuple[str, ...]) -> str:
        return rng.choice(pool).format(
            me=me, agency=agency, year=year, last=year - 1, next=year + 1, n=rng.randint(12, 980),
            few=rng.randint(2, 9),
        )  # fmt: skip

    proactive = [pick(PROACTIVE), *_documents(cells, me, rng), *_decisions(cells, rng)]
    requests = [
        _received(cells, me, year, rng),
        *_applicants(cells, rng),
        *_outcomes(cells, rng),
    ]
    topics = (
        ("主动公开", "".join(proactive)),
        ("依申请公开", "".join(requests) + _proceedings(cells, rng)),
        ("政府信息管理", pick(MANAGEMENT)),
        ("政府信息公开平台建设", pick(PLATFORM)),
        (
            "监督保障",
            pick(OVERSIGHT) + (pick(ACCOUNTABILITY) if _is_government(agency) else ""),
        ),
    )
    style = rng.choice(("（{n}）{t}情况。", "（{n}）{t}。", "（{n}）{t}方面。"))
    numbered = zip("一二三四五", topics, strict=True)
    overview = [
        pick(OPENINGS),
        *(style.format(n=n, t=t) + text for n, (t, text) in numbered),
    ]
    settled = [problem for problem, _ in PROBLEMS if problem in last_problems]
    left = [pair for pair in PROBLEMS if pair[0] not in settled]
    pairs = rng.sample(left, min(rng.choice((2, 2, 3)), len(left)))
    rectified = pick(RECTIFIED)
    if settled:
        rectified = "".join(
            rng.choice(SETTLED).format(last=year - 1, year=year, problem=problem)
            for problem in settled
        )
    ordinals = "一二三"
    problems = "；".join(f"{ordinals[i]}是{problem}" for i, (problem, _) in enumerate(pairs))
    measures = "；".join(f"{ordinals[i]}是{measure}" for i, (_, measure) in enumerate(pairs))
    return {
        "overview": "\n".join(overview),
        "proactive": "",
        "requests": "",
        "proceedings": "",
        "problems": f"{rectified}\n{year}年存在的主要问题：{problems}。\n"
        f"{year + 1}年，{me}将采取以下改进措施：{measures}。",
        "other": f"（一）信息处理费情况。{_fee(cells, me, year, rng)}\n"
        f"（二）建议提案办理情况。{pick(PROPOSALS)}\n（三）无其他需要报告的事项。",
    }
