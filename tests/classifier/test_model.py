"""The sentence model: what it says of sentences, how it is stored, how it is taught."""

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest

from review.classifier.evidence import evidence, kinds_of
from review.classifier.features import Placed, masked
from review.classifier.model import (
    CARD,
    ROLES,
    WEIGHTS,
    WORDS,
    Model,
    dump,
    in_steps,
    load,
    trained,
)
from review.classifier.specifics import specifics
from review.classifier.training import Labelled, corpus_hash, read_decisions, read_reports, train
from review.errors import ReviewError
from review.evaluation.baselines import keywords, usual
from review.evaluation.real_sentences import real_labels
from review.evaluation.sentence_scores import Scored, difference, intervals, scored
from review.evaluation.sentences import build
from review.locations import models_dir
from review.model import SectionKey
from review.outcome import TOPICS

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus" / "sentences"


def model() -> Model:
    found = trained()
    assert found is not None
    return found


def alone(text: str, section: SectionKey = "overview") -> Placed:
    return Placed(text, section, 0.5, "", "")


# The examples of the guideline, and others that follow its words.
EMPTY = [
    "进一步提高思想认识，加强组织领导，确保工作落到实处。",
    "公开内容的深度和广度还有待提升。",
    "不断完善制度，优化流程，取得较好成效。",
    "坚持以公开为常态、不公开为例外。",
]
OWN = [
    "6月起由办公室每周一核对“双公示”栏目，漏报的三日内补齐。",
    "2个乡镇的惠民补贴发放结果晚于规定时间公开。",
    "修订《依申请公开办理规程》，把登记到答复分成6个环节。",
    "全年收到申请12件，均在法定期限内答复。",
    "全年未收到政府信息公开申请，未收取信息处理费。",
]


LONG_BUT_OWN = [
    "采取集中授课与线上辅导相结合的方式，于5月下旬对分管领导和业务人员进行系统培训，切实解决不会公开、不善公开的问题。",
    "进一步完善政务公开工作制度，出台《某某县政务信息报送与发布管理办法》，逐步走上制度化、规范化、常态化轨道。",
    "严格执行保密审查制度，对拟公开的信息层层签字把关，全年没有发现泄密行为。",
    "大力宣传新修订的《条例》，共印发资料五千余份，营造了人人了解、人人支持信息公开的良好社会氛围。",
]


@pytest.mark.parametrize("text", LONG_BUT_OWN)
def test_one_specific_saves_a_sentence_full_of_phrases(text: str) -> None:
    """LABELS.md: a date, a document, a fact of the year, a count in words."""
    assert model().judge([alone(text)])[0].boilerplate < 0.5


def test_blanks_and_wide_figures_do_not_hide_a_specific() -> None:
    """Real files set blanks around figures, break lines and use full-width figures."""
    plain, set_apart = "共主动公开政府信息326条。", "共主动公开 政府信息 ３２６ 条。"
    said = model().judge([alone(plain), alone(set_apart)])
    assert said[0] == said[1]


def test_what_the_agency_calls_itself_is_no_specific() -> None:
    """Its own name, its place, its name shortened; another unit is one."""
    agency = "青山县卫生健康委员会"
    assert not specifics("县卫健委持续优化栏目，青山县公开水平不断提升。", "overview", agency)
    assert not specifics("提供7×24小时服务，用好12345热线。", "overview", agency)
    assert set(specifics("县司法局对答复文书逐件审核。", "overview", agency)) == {"body"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("望塔社区将改造方案贴在小区门口，让居民用贴纸表决。", "place"),
        ("该做法入选全省基层政务公开案例。", "award"),
        ("把常见问题编成问答册子，汇编成册发给窗口。", "compiled"),
        ("会同市中级人民法院就答复口径进行会商。", "with"),
        ("没有单位和个人因政府信息公开工作受到责任追究。", "zero"),
    ],
)
def test_a_specific_without_a_figure_is_seen(text: str, kind: str) -> None:
    """LABELS.md: a named unit with its act, a place of its own, what was compiled, a fact that could be false."""
    assert kind in specifics(text, "overview", "桢州市东樾区人民政府")


@pytest.mark.parametrize(
    "text",
    [
        "在县委、县政府的正确领导下，推进乡村全面振兴。",
        "会同有关部门研究解决问题，邀请人大代表、政协委员评议。",
        "对照26个试点领域标准指引，规范公开流程。",
        "各镇将公开工作纳入考核，部分社区积极参与。",
    ],
)
def test_what_only_looks_like_a_specific_is_none(text: str) -> None:
    """The authorities in general, all towns, partners of any agency, the fields named by the State Council."""
    assert not specifics(text, "overview", "桢州市东樾区人民政府")


def test_a_street_of_a_district_goes_by_its_own_name() -> None:
    """Its name without its district is still its own, and no other place."""
    agency = "桢州市东樾区望塔街道办事处"
    assert not specifics("望塔街道坚持以群众需求为导向，持续公开。", "overview", agency)


def test_probabilities_are_told_in_steps_that_keep_the_order() -> None:
    """Between 0 and 1 in the same order, on the same side of one half; near nothing stays as it is."""
    likely = np.linspace(0.0, 1.0, 1001)
    told = in_steps(likely)
    assert (np.diff(told) > 0).all()
    assert ((told >= 0.5) == (likely >= 0.5)).all()
    assert (told[likely < 0.1] == likely[likely < 0.1]).all()
    assert told.min() >= 0.0 and told.max() < 1.0


@pytest.mark.parametrize("section", ["overview", "other"])
def test_what_is_announced_is_a_measure_wherever_it_stands(section: SectionKey) -> None:
    """下一步 and 我局将继续 in parts one and six; what was done before is none."""
    coming = "未来，我局将继续健全制度，推动公开工作再上台阶。"
    done = "我局将公开工作纳入考核，持续健全制度。"
    said = model().judge([alone(coming, section), alone(done, section)])
    assert [one.role for one in said] == ["measure", "practice"]


@pytest.mark.parametrize("text", EMPTY)
def test_what_could_stand_in_any_report_is_boilerplate(text: str) -> None:
    """The guideline's own examples."""
    assert model().judge([alone(text)])[0].boilerplate > 0.5


@pytest.mark.parametrize("text", OWN)
def test_what_can_be_checked_is_none(text: str) -> None:
    """The guideline's own examples, and statements of the year that could be false."""
    assert model().judge([alone(text)])[0].boilerplate < 0.5


def test_evidence_is_named_in_plain_words() -> None:
    """Counts, documents, dates and names are told apart; a year, a law, 一是 and a slogan are none."""
    assert kinds_of("印发《政务公开工作规程》，7月举办培训3期。") == ("数量", "时间", "文件")
    assert kinds_of("2024年，我局按照《中华人民共和国政府信息公开条例》开展工作。") == ()
    assert kinds_of("一是坚持“以公开为常态、不公开为例外”。") == ()
    assert evidence("共公开信息18万余条。")["count.digits"] == 1


def test_a_long_sentence_is_judged_whole_by_its_one_specific() -> None:
    """Phrases around a count do not make it boilerplate."""
    phrases = "进一步加强组织领导，不断完善工作机制，切实提高公开质量，"
    said = model().judge(
        [alone(f"{phrases}确保落到实处。"), alone(f"{phrases}全年公开信息326条。")]
    )
    assert said[0].boilerplate > 0.5 > said[1].boilerplate


def test_figures_and_years_do_not_matter_but_that_they_stand_there() -> None:
    """Texts that differ in years and figures alone are the same to the n-grams."""
    assert masked("2023年公开12条") == masked("2024年 公开３4条")


def test_stored_and_read_again_it_is_the_same(tmp_path: Path) -> None:
    """Arrays and word lists, no pickle; the hash is that of the files."""
    folder = models_dir()
    assert folder is not None
    found = load(folder)
    dump(found, {"a": 1}, tmp_path)
    assert (tmp_path / WEIGHTS).read_bytes() == (folder / WEIGHTS).read_bytes()
    assert (tmp_path / WORDS).read_bytes() == (folder / WORDS).read_bytes()
    files = (folder / WEIGHTS).read_bytes() + (folder / WORDS).read_bytes()
    assert found.sha256 == hashlib.sha256(files).hexdigest()


def test_the_model_is_that_of_the_corpus() -> None:
    """The card names the hash of the corpus that stands beside it: a changed corpus must be trained on."""
    folder = models_dir()
    assert folder is not None
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    assert card["corpus_sha256"] == corpus_hash(CORPUS)


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    """A word list of another model gives a sentence that says what to do."""
    dump(model(), {}, tmp_path)
    words = json.loads((tmp_path / WORDS).read_text(encoding="utf-8"))
    words["grams"].pop()
    (tmp_path / WORDS).write_text(json.dumps(words), encoding="utf-8")
    with pytest.raises(ReviewError, match="nianbao train"):
        load(tmp_path)


def test_a_line_that_is_no_label_is_refused_with_its_number(tmp_path: Path) -> None:
    """Reviewers' labels are read strictly: the message names the line."""
    good = {
        "text": "一句话。",
        "section": "other",
        "role": "notice",
        "topics": [],
        "boilerplate": True,
    }
    path = tmp_path / "decisions.jsonl"
    lines = [json.dumps(entry) for entry in (good, {**good, "role": "rolle"})]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ReviewError, match="第2行"):
        read_decisions(path)


@pytest.fixture(scope="module")
def corpus() -> list[Labelled]:
    return read_reports(CORPUS)


@pytest.mark.slow
def test_reviewers_teach_it(corpus: list[Labelled]) -> None:
    """A phrase that reviewers call boilerplate, and a topic they give, move the model as they should."""
    some = [labelled for at, labelled in enumerate(corpus) if at % 4 == 0]
    text = "依托云上展厅讲好公开故事，擦亮服务名片。"
    before = train(some).judge([alone(text)])[0]
    taught = [
        Labelled(
            alone(text), "practice", frozenset({"innovation"}), not before.boilerplate > 0.5, "d"
        )
    ]
    after = train(some, taught).judge([alone(text)])[0]
    assert (after.boilerplate > 0.5) != (before.boilerplate > 0.5)
    assert "innovation" in after.topics and "innovation" not in before.topics


@pytest.mark.slow
def test_decisions_in_a_file_are_taken_into_training(tmp_path: Path) -> None:
    """What `nianbao train --with FILE` does: the model moves to what reviewers said, and the card tells of them."""
    (tmp_path / "corpus").mkdir()
    some = (CORPUS / "towns.jsonl").read_text(encoding="utf-8").splitlines()[:12]
    (tmp_path / "corpus" / "some.jsonl").write_text("\n".join(some), encoding="utf-8")
    empty, own = "依托云上展厅讲好公开故事，擦亮服务名片。", "老王把钥匙交给了门房保管。"
    decided = {"section": "overview", "role": "practice"}
    file = tmp_path / "decisions.jsonl"
    file.write_text(
        "\n".join(
            json.dumps({**decided, "text": text, "topics": topics, "boilerplate": boilerplate})
            for text, topics, boilerplate in ((empty, ["innovation"], True), (own, [], False))
        ),
        encoding="utf-8",
    )
    for name, decisions in (("without", None), ("with", file)):
        list(build(tmp_path / "corpus", tmp_path / name, decisions))
    before, after = load(tmp_path / "without"), load(tmp_path / "with")
    sentences = [alone(empty), alone(own)]
    was, now = before.judge(sentences), after.judge(sentences)
    assert now[0].boilerplate > max(0.5, was[0].boilerplate)
    assert now[1].boilerplate < min(0.5, was[1].boilerplate)
    assert "innovation" in now[0].topics and "innovation" not in was[0].topics
    card = json.loads((tmp_path / "with" / CARD).read_text(encoding="utf-8"))
    assert card["decisions"] == 2
    assert card["decisions_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.slow
def test_training_twice_gives_the_same_bytes(corpus: list[Labelled], tmp_path: Path) -> None:
    """No clock and no chance in it."""
    some = corpus[:600]
    for name in ("a", "b"):
        dump(train(some), {}, tmp_path / name)
    for file in (WEIGHTS, WORDS):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("hand", ["first", "second"])
def test_real_sentences(hand: str, corpus: list[Labelled]) -> None:
    """On both halves of the real sentences: roles, topics, boilerplate better than by keywords."""
    files = Path(os.environ["NIANBAO_REAL"])
    labels = Path(__file__).parent / "real_sentences.jsonl"
    everything = [
        labelled
        for half in ("tuned", "kept")
        for labelled in getattr(real_labels(labels, files, half), hand)
    ]
    found = scored(everything, model().judge)
    assert found.role_accuracy() > 0.85
    assert found.topic_f1() > 0.8
    assert found.macro_f1() > 0.86
    assert found.calibration_error() < 0.06
    for judge in (keywords, usual(corpus)):
        low, _ = difference(found, scored(everything, judge))
        assert low > 0


def test_intervals_hold_the_figures_of_a_judge() -> None:
    """Each figure lies inside its interval; of a judge that is always right the interval is a point."""
    true = np.arange(40) % 2 == 0
    topics = np.ones((40, 3), dtype=np.int64)
    right = Scored(true, true.astype(float), np.ones(40, dtype=bool), topics)
    wrong = Scored(true, np.where(np.arange(40) < 10, 0.9, true), np.arange(40) > 7, topics)
    assert intervals(right)["boilerplate_macro_f1"] == (1.0, 1.0)
    low, high = intervals(wrong)["boilerplate_macro_f1"]
    assert low < wrong.macro_f1() < high < 1.0
    low, high = intervals(wrong)["role_accuracy"]
    assert low < wrong.role_accuracy() < high


def test_roles_and_topics_are_the_contracts() -> None:
    """Every name that the model can give is one of the contract's."""
    assert set(ROLES) == {"practice", "problem", "measure", "rectification", "notice"}
    assert len(TOPICS) == 10
