"""The algebra of the statutory tables: what must add up, and what is wrong where it does not.

Numbers in, numbers out: nothing here knows of documents, findings or checks.
`identities` and `proceedings_identities` build what must hold from plain keys;
`diagnose` says whether given values can be right, and if not, the fewest changes that repair them.
"""

from review.balance.diagnosis import Cause, Change, Diagnosis, diagnose
from review.balance.identities import (
    Identity,
    Kind,
    identities,
    proceedings_identities,
)

__all__ = [
    "Cause",
    "Change",
    "Diagnosis",
    "Identity",
    "Kind",
    "diagnose",
    "identities",
    "proceedings_identities",
]
