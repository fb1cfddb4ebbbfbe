"""Role, topics and boilerplate of each sentence: by the trained model, by keywords where there is none."""

from collections.abc import Iterator

from review.classifier.features import placed
from review.classifier.model import Model, trained
from review.classifier.rules import role_of, topics_of
from review.model import Section
from review.outcome import Sentence
from review.zh.sentences import split_sentences


def label_section(section: Section, agency: str) -> Iterator[Sentence]:
    """The sentences of one section of an agency's report."""
    yield from _labelled(section, agency, trained())


def _labelled(section: Section, agency: str, model: Model | None) -> Iterator[Sentence]:
    spans = list(split_sentences(section.text))
    texts = [section.text[span.start : span.end] for span in spans]
    pairs = [(text, span.heading) for text, span in zip(texts, spans, strict=True)]
    places = list(placed(section.key, pairs, agency))
    judged = model.judge(places) if model is not None else [None] * len(places)
    for number, (span, text, said) in enumerate(zip(spans, texts, judged, strict=True), start=1):
        role = said.role if said is not None else role_of(text, section.key, False)
        if span.heading:
            role = "heading"
        boilerplate = None
        if said is not None:
            boilerplate = 0.0 if span.heading else said.boilerplate
        yield Sentence(
            id=f"{section.key}:{number}",
            section=section.key,
            start=span.start,
            end=span.end,
            text=text,
            role=role,
            topics=said.topics if said is not None else topics_of(text),
            boilerplate=boilerplate,
        )
