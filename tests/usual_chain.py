"""What a review is usually put together from, as a yardstick: python-docx, jieba, scikit-learn, difflib.

Each library is used the way its first page shows it: cells by `row.cells`, one prediction a
sentence, one SequenceMatcher over the two texts. It finds less than the review does; it is here
for its time.
"""

import difflib
import io
import re
from dataclasses import dataclass

import docx
import jieba
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

_SAYS_SOMETHING = re.compile(r"\d|《")
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:件|条|次|万元)")


@dataclass
class UsualChain:
    """A model trained once; `review` then handles one Word file."""

    model: Pipeline

    @classmethod
    def trained(cls, texts: list[str]) -> "UsualChain":
        """Train the sentence model on the sentences of some texts, labelled by a pattern."""
        sentences = [s for text in texts for s in _sentences(text)]
        labels = [not _SAYS_SOMETHING.search(s) for s in sentences]
        model = make_pipeline(
            TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None),
            LogisticRegression(max_iter=1000),
        )
        return cls(model.fit(sentences, labels))

    def review(self, data: bytes, last_year: str) -> dict[str, object]:
        """Text, cells, broken sums, figures, empty sentences and likeness to last year's text."""
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(p.text for p in document.paragraphs)
        rows = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
        broken = sum(_sum_is_broken(row) for row in rows)
        sentences = _sentences(text)
        return {
            "text": text,
            "broken": broken,
            "figures": _NUMBER.findall(text),
            "empty": [s for s in sentences if self.model.predict([s])[0]],
            "likeness": difflib.SequenceMatcher(None, text, last_year, autojunk=False).ratio(),
        }


def _sentences(text: str) -> list[str]:
    return [s for s in re.split("[。；\n]", text) if s.strip()]


def _sum_is_broken(row: list[str]) -> bool:
    figures = [int(cell) for cell in row if cell.strip().isdigit()]
    return len(figures) == 7 and sum(figures[:6]) != figures[6]
