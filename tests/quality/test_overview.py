"""The five topics of part one, by what its sentences speak of."""

import pytest

from tests.builders import SECTIONS, report_text, review_text


def missing(overview: str) -> set[str]:
    """The topics that R101 says are missing."""
    review = review_text(report_text(sections={"overview": overview}))
    return {f.subject.split(".")[1] for f in review.findings if f.code == "R101"}


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("（一）", "proactive"),
        ("（二）", "on_request"),
        ("（三）", "management"),
        ("（四）", "platform"),
        ("（五）", "oversight"),
    ],
)
def test_each_topic_that_is_left_out_is_one_finding(heading: str, topic: str) -> None:
    """Without its paragraph the topic is missing, though words of it stand under other headings."""
    lines = SECTIONS["overview"].split("\n")
    kept = [line for line in lines[1:] if not line.startswith(heading)]
    assert len(kept) == len(lines) - 2
    assert missing("\n".join(kept)) == {topic}


def test_the_way_of_publishing_is_no_platform() -> None:
    """通过县政府网站公开 tells what was published; 网站改版 tells of the platform."""
    rest = (
        "新收政府信息公开申请2件，均为自然人提出，予以公开1件，不予公开1件。"
        "对拟公开文件逐件审查，全年31份。办公室2人负责，培训2次。"
    )
    assert missing(f"通过县政府网站公开财政信息376条。{rest}") == {"platform"}
    assert missing(f"公开财政信息376条。县政府网站改版，新设栏目3个。{rest}") == set()


def test_nothing_received_is_a_word_on_requests() -> None:
    """A heading with 无 under it tells of requests, a heading with nothing under it does not."""
    said = SECTIONS["overview"].split("\n")
    line = next(n for n, text in enumerate(said) if text.startswith("（二）"))
    for text, expected in (
        ("（二）依申请公开情况\n无。", set()),
        ("（二）依申请公开情况", {"on_request"}),
    ):
        assert missing("\n".join([*said[:line], text, *said[line + 1 :]])) == expected
