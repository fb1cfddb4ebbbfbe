"""The roles of those who work on a store, and what they are called."""

from collections.abc import Mapping
from typing import Literal

Role = Literal["reader", "reviewer", "lead"]
ROLE_NAMES: Mapping[Role, str] = {"reader": "只读", "reviewer": "审阅人", "lead": "负责人"}
