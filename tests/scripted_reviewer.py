"""A reviewer who works by keys alone: looks at each piece of evidence, decides, signs, goes on."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

# where the desk stands, and which pieces of the current finding's evidence can be seen
_LOOK = """(node) => {
  const desk = node.getRootNode().nianbaoDesk;
  const finding = desk.ended ? null : desk.data.findings[desk.cursor];
  const inside = (box, pane) =>
    box.top < pane.bottom - 4 && Math.min(box.bottom, box.top + 40) > pane.top + 4 && box.height > 0;
  const report = node.querySelector(".report").getBoundingClientRect();
  const pins = node.querySelector(".pins").getBoundingClientRect();
  const seen = (item, at) => {
    if (item.foreign) {
      const box = node.querySelector(".compared")?.getBoundingClientRect();
      return Boolean(box && inside(box, pins));
    }
    const pinned = node.querySelector(`.pins .pinned[data-at="${at}"]`);
    if (pinned && inside(pinned.getBoundingClientRect(), pins)) return true;
    const piece = desk.pieces(item)[0] ?? node.querySelector(`.report [data-section="${finding.section}"]`);
    return Boolean(piece && inside(piece.getBoundingClientRect(), report));
  };
  const items = finding && !finding.helps ? finding.evidence : [];
  return {
    submission: desk.data.submission,
    ended: desk.ended,
    helps: Boolean(finding?.helps),
    id: finding?.id ?? "",
    code: finding?.code ?? "",
    level: finding?.level ?? "",
    evidence: items.length,
    unseen: items.map((item, at) => (seen(item, at) ? -1 : at)).filter((at) => at >= 0),
    toDecide: desk.data.findings.filter((each) => !each.helps).length,
    same: desk.data.findings.filter((each) => desk.isOpen(each) && each.code === finding?.code).length,
  };
}"""


@dataclass
class Work:
    """What the reviewer did: keys by what they were for, findings, evidence, waiting times in seconds."""

    keys: Counter[str] = field(default_factory=Counter)
    findings: int = 0
    in_bulk: int = 0
    reports: int = 0
    clean_reports: int = 0
    most_keys_on_clean: int = 0
    evidence: int = 0
    not_seen: list[str] = field(default_factory=list)
    to_next: list[float] = field(default_factory=list)

    @property
    def keys_per_finding(self) -> float:
        """Keys for looking and deciding, a finding; bulk, going on and signing are counted apart."""
        one_by_one = self.findings - self.in_bulk
        return (self.keys["decide"] + self.keys["look"]) / max(1, one_by_one)

    @property
    def p95(self) -> float:
        """The time that 95 of 100 keys did not exceed until the next finding stood there."""
        times = sorted(self.to_next)
        return times[int(len(times) * 0.95)] if times else 0.0

    def told(self) -> str:
        """The figures in one paragraph."""
        return (
            f"{self.reports}份报告，{self.findings}条问题（其中批量{self.in_bulk}条）；"
            f"按键：决定{self.keys['decide']}、看依据{self.keys['look']}、"
            f"批量{self.keys['bulk']}、签发和前往下一份{self.keys['sign']}；"
            f"每条问题{self.keys_per_finding:.2f}次；没有问题的{self.clean_reports}份，"
            f"每份最多{self.most_keys_on_clean}次；依据{self.evidence}处，"
            f"没有看到的{len(self.not_seen)}处；按键到下一条 p95 {self.p95 * 1000:.0f} 毫秒"
        )


class Reviewer:
    """Presses keys on a page that shows the desk, and notes what they led to."""

    def __init__(self, page: Page, shoot: Callable[[str], None]) -> None:
        self.page, self.shoot, self.work = page, shoot, Work()
        self.shot: set[str] = set()

    def review_all(self) -> Work:
        """From the report that is open until the desk gives way to the queue."""
        while self._review_one():
            pass
        return self.work

    def _look(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.locator(".desk").evaluate(_LOOK)
        return found

    def _press(self, key: str, purpose: str) -> None:
        self.work.keys[purpose] += 1
        self.page.keyboard.press(key)

    def _review_one(self) -> bool:
        """Review and sign the report that is open; whether another one came up."""
        work, at = self.work, self._look()
        submission, before = at["submission"], work.keys.total()
        work.reports += 1
        while not at["ended"]:
            at = self._decide(at)
        self._once("end")
        self._press("g", "sign")
        self._once("signing")
        self._press("Enter", "sign")
        if at["toDecide"] == 0:
            work.clean_reports += 1
            work.most_keys_on_clean = max(work.most_keys_on_clean, work.keys.total() - before)
        return self._wait_for_another(submission)

    def _decide(self, at: dict[str, Any]) -> dict[str, Any]:
        work = self.work
        self._see_evidence(at)
        self._once(f"finding-{at['code']}")
        if at["same"] >= 3:  # the rest of its kind in one go
            work.findings += at["same"]
            work.in_bulk += at["same"]
            self._press("b", "bulk")
            self._once("bulk")
            self._press("Enter", "bulk")
        elif at["level"] == "ask":
            self._timed("q", at)
        elif work.findings % 9 == 8:
            self._timed("2", at)
        elif work.findings == 4:
            self._rewrite()
        else:
            self._timed("a", at)
        return self._look()

    def _rewrite(self) -> None:
        self.work.findings += 1
        self._press("e", "decide")
        self._once("rewrite")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type("请对照台账核对后更正。")
        self._press("Control+Enter", "decide")

    def _timed(self, key: str, at: dict[str, Any]) -> None:
        self.work.findings += 1
        began = time.perf_counter()
        self._press(key, "decide")
        self.page.wait_for_function(
            """(id) => {
              const host = [...document.querySelectorAll("*")].find((n) => n.shadowRoot?.querySelector(".desk"));
              const desk = host.shadowRoot.nianbaoDesk;
              return desk.ended || desk.data.findings[desk.cursor]?.id !== id;
            }""",
            arg=at["id"],
        )
        self.work.to_next.append(time.perf_counter() - began)

    def _see_evidence(self, at: dict[str, Any]) -> None:
        """Press V until each piece was in sight at least once."""
        self.work.evidence += at["evidence"]
        missing = set(at["unseen"])
        for _ in range(at["evidence"]):
            if not missing:
                return
            self._press("v", "look")
            missing &= set(self._look()["unseen"])
        self.work.not_seen += [f"{at['code']} {place}" for place in sorted(missing)]

    def _wait_for_another(self, submission: int) -> bool:
        came = self.page.wait_for_function(
            """(id) => {
              const roots = [...document.querySelectorAll("*")].map((n) => n.shadowRoot).filter(Boolean);
              if (roots.some((r) => r.querySelector(".queue"))) return "queue";
              const desk = roots.find((r) => r.querySelector(".desk"))?.nianbaoDesk;
              return desk && desk.data.submission !== id ? "report" : "";
            }""",
            arg=submission,
        )
        return bool(came.json_value() == "report")

    def _once(self, name: str) -> None:
        if name not in self.shot:
            self.shot.add(name)
            self.shoot(name)
