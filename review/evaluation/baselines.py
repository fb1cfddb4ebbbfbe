"""What the sentence model is held against: keywords, and TF-IDF with logistic regression as they come."""

from collections.abc import Callable, Sequence

import numpy as np

from review.classifier.evidence import evidence
from review.classifier.features import Placed
from review.classifier.model import Judgement
from review.classifier.rules import role_of, topics_of
from review.classifier.training import (
    Labelled,
)
from review.outcome import TOPICS

Judge = Callable[[Sequence[Placed]], list[Judgement]]


def keywords(sentences: Sequence[Placed]) -> list[Judgement]:
    """The first baseline: phrases of boilerplate without a figure; roles and topics by keywords."""
    out = []
    for sentence in sentences:
        found = evidence(sentence.text)
        empty = found["vague"] >= 2 and not found["count.digits"]
        role = role_of(sentence.text, sentence.section, False)
        out.append(Judgement(0.8 if empty else 0.2, role, topics_of(sentence.text)))
    return out


def usual(corpus: Sequence[Labelled]) -> Judge:
    """The second baseline: TF-IDF of jieba's words and logistic regression, as they come."""
    import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    jieba.setLogLevel(60)
    used = [labelled for labelled in corpus if not labelled.is_heading]
    words = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None)
    matrix = words.fit_transform([labelled.sentence.text for labelled in used])
    empty = LogisticRegression(max_iter=1000).fit(matrix, [d.boilerplate for d in used])
    roles = LogisticRegression(max_iter=1000).fit(matrix, [d.role for d in used])
    given = np.array([[topic in d.topics for topic in TOPICS] for d in used])
    topics = OneVsRestClassifier(LogisticRegression(max_iter=1000)).fit(matrix, given)

    def judge(sentences: Sequence[Placed]) -> list[Judgement]:
        found = words.transform([sentence.text for sentence in sentences])
        likely = empty.predict_proba(found)[:, 1]
        named, told = roles.predict(found), topics.predict_proba(found) >= 0.5
        return [
            Judgement(float(p), role, tuple(t for t, yes in zip(TOPICS, row, strict=True) if yes))
            for p, role, row in zip(likely, named, told, strict=True)
        ]

    return judge
