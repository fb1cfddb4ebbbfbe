"""nianbao reviews annual reports on the disclosure of government information.

import review
result = review.check("report.docx")   # a typed Review; review.as_json(result) is the contract's JSON
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from review.outcome import Review as Review
    from review.outputs.json_form import as_json as as_json
    from review.pipeline import check as check

_PUBLIC = {
    "check": ("review.pipeline", "check"),
    "as_json": ("review.outputs.json_form", "as_json"),
    "Review": ("review.outcome", "Review"),
    "ReviewError": ("review.errors", "ReviewError"),
}
__all__ = ["Review", "ReviewError", "as_json", "check"]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        from importlib import import_module

        module, attribute = _PUBLIC[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'review' has no attribute {name!r}")
