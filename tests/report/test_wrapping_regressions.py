"""Text that was broken into lines of one width is put together again."""

from random import Random

from corpus.drawing.text import text_of
from corpus.generated import sound_report
from review.pipeline import review_bytes


def test_hard_broken_lines_are_joined() -> None:
    """Of sixty files broken at one width hardly a sentence stays cut, indents and hanging marks or not."""
    broken = total = 0
    for seed in range(60):
        review = review_bytes(text_of(sound_report(Random(seed)), "spaces").encode(), "a.txt")
        for sentence in review.sentences:
            if sentence.role != "heading" and sentence.section in ("overview", "problems", "other"):
                total += 1
                broken += sentence.text[-1] not in "。；！？”）："
    assert broken <= 0.02 * total, (broken, total)


def test_a_broken_sentence_contradicts_nothing() -> None:
    """…自然人⏎申请107件 is one clause about natural persons, not about all requests."""
    review = review_bytes(text_of(sound_report(Random(20050)), "spaces").encode(), "a.txt")
    assert [f.message for f in review.findings if f.severity == "must"] == []
