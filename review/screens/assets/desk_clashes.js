// Where another reviewer decided meanwhile, both sides are shown and nothing is overwritten: one takes
// theirs, or decides again knowing it.

function addClashes(desk, find) {
  const clashes = new Map(); // by finding
  const seen = new Set(); // clashes that were told already

  function takeClashes() {
    for (const clash of desk.data.clashes) {
      const name = `${clash.desk} ${clash.number}`;
      if (seen.has(name)) continue;
      seen.add(name);
      clashes.set(clash.finding, clash);
    }
    const count = here().length;
    find(".clash-button").hidden = !count;
    find(".clash-button span").textContent = `${count}条与他人的决定冲突`;
  }

  const here = () => desk.data.findings.filter((finding) => clashes.has(finding.id));

  function nextClash() {
    const places = desk.data.findings.map((finding, at) => (clashes.has(finding.id) ? at : -1));
    const after = places.find((at) => at > desk.cursor);
    const any = after ?? places.find((at) => at >= 0);
    if (any === undefined) return;
    desk.forgetFilter();
    desk.moveTo(any);
  }

  function settled(id) {
    if (!clashes.delete(id)) return;
    takeClashes();
  }

  function takeTheirs() {
    const finding = desk.data.findings[desk.cursor];
    if (!finding || !clashes.has(finding.id)) return;
    settled(finding.id);
    desk.refresh();
  }

  function setMine(clash) {
    settled(clash.finding);
    desk.decide(clash.mine.verdict, { reason: clash.mine.reason, edited: clash.mine.edited });
  }

  function drawClash(finding) {
    const clash = clashes.get(finding.id);
    if (!clash) return null;
    const box = element("section", "clash");
    box.append(element("h3", "", "与他人的决定冲突，没有覆盖"));
    const { theirs } = clash;
    const who = theirs?.reviewer ? `${theirs.reviewer}　${clock(theirs.at)}` : "对方";
    box.append(side(who, theirs), side("本人", clash.mine));
    const row = element("div", "row");
    row.append(button("以对方的为准", "W", "", takeTheirs));
    if (!finding.own && clash.mine.verdict) {
      row.append(button(`仍按本人的：${VERDICTS[clash.mine.verdict][1]}`, "", "", () => setMine(clash)));
    }
    box.append(row, element("p", "hint", "按 A、D、Q、E 重新决定也可以。"));
    return box;
  }

  function side(who, told) {
    const line = element("p", "side");
    const verdict = told?.verdict ? VERDICTS[told.verdict][1] : "撤回了决定";
    const reason = told?.reason ? `（${told.reason}）` : "";
    const edited = told?.edited ? `：${told.edited}` : "";
    line.append(element("b", "", who), element("span", "", `${verdict}${reason}${edited}`));
    return line;
  }

  function clock(stamp) {
    const moment = new Date(stamp);
    const two = (n) => String(n).padStart(2, "0");
    const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
    const today = moment.toDateString() === new Date().toDateString();
    return today ? time : `${moment.getMonth() + 1}月${moment.getDate()}日 ${time}`;
  }

  desk.hasClash = (finding) => clashes.has(finding.id);
  desk.clashSettled = settled;
  Object.assign(desk, { takeClashes, nextClash, takeTheirs, drawClash });
}
