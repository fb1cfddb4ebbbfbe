"""The ordinals in front of the labels of tables: 一、 （一） (1) 1. 1、 1） ①.

Other than before headings (`review.zh.sentences.ORDINAL`) a bracket may be lost, as cells and lines of
PDF files lose it: 一）予以公开, （一、予以公开.
"""

import re

_CHINESE = "[一二三四五六七八九十]{1,3}"
_END = r"(?:[）)、]|[.．](?!\d))"

LABEL_ORDINAL = re.compile(rf"\s*(?:第?[（(]?(?:\d{{1,2}}|{_CHINESE}){_END}|[①-⑳])")
"""An ordinal; 12.5 has none. Blanks may stand before it."""

CHINESE_LABEL_ORDINAL = re.compile(rf"\s*[（(]?{_CHINESE}{_END}")
"""The same with a Chinese numeral: a Western one may also be a figure beside the label."""
