// Sheets over the desk: the points with the findings that took them, many decisions at once, the end of the
// report, the keys. While one is open it has the keys that it shows.

const ENDS = { answered: "已反馈", returned: "退回重报", passed: "已通过" };

function addSheets(desk, find) {
  let place = 0; // the line of the score sheet
  let scope = "code"; // what the bulk takes in

  const isShown = (selector) => !find(selector).hidden;

  function toggleSheet(selector) {
    for (const sheet of desk.root.querySelectorAll(".sheet")) {
      sheet.hidden = !selector || !sheet.matches(selector) || !sheet.hidden;
    }
  }

  function sheetKey(event) {
    const key = event.key.toLowerCase();
    const keys = isShown(".bulk") ? BULK : isShown(".signing") ? SIGNING : isShown(".scores") ? SCORE : null;
    if (!keys) return null;
    // a decision behind an open sheet would go unseen
    return keys[key] || (key === "escape" || key === "?" ? null : () => toggleSheet(""));
  }

  function sheet(selector, title, ...content) {
    find(selector).replaceChildren(element("h2", "", title), ...content);
  }

  // --- points ---

  function openScore() {
    if (!desk.data.score) return;
    place = 0;
    drawScore();
    toggleSheet(".scores");
  }

  function drawScore() {
    const { score, findings } = desk.data;
    const list = element("div", "lost-list");
    for (const part of score.parts) {
      const head = element("p", part.full ? "part-line full" : "part-line less");
      head.append(element("span", "", part.label), element("b", "", part.earned), ` / ${part.possible}`);
      if (part.mine) head.append(element("span", "mine", `按已采纳 ${part.mine}`));
      list.append(head);
      for (const { at, points } of part.lost) list.append(lostLine(findings[at], at, points));
    }
    const total = score.mine ? `系统 ${score.total}分 ${score.grade}，按已采纳 ${score.mine.total}分 ${score.mine.grade}` : `${score.total}分　${score.grade}`;
    const rank = element("p", "hint", desk.data.standing || "");
    sheet(".scores", `各项得分：${total}`, rank, list, element("p", "hint", "J、K 选择，Enter 看这一条，S 关闭"));
    markLost();
  }

  function lostLine(finding, at, points) {
    const line = element("button", "lost");
    line.type = "button";
    line.dataset.at = at;
    const now = desk.standing(finding);
    const verdict = now ? VERDICTS[now.verdict][1] : "未决定";
    line.append(element("b", "", `−${points}`), element("span", "title", finding.title));
    line.append(element("span", "where", finding.where), element("i", "", verdict));
    line.addEventListener("click", () => open(at));
    return line;
  }

  function open(at) {
    toggleSheet("");
    desk.forgetFilter();
    desk.moveTo(at);
  }

  const lost = () => [...find(".scores").querySelectorAll(".lost")];

  function markLost(by = 0) {
    const lines = lost();
    place = Math.max(0, Math.min(lines.length - 1, place + by));
    lines.forEach((line, at) => line.classList.toggle("current", at === place));
    lines[place]?.scrollIntoView({ block: "nearest" });
  }

  const SCORE = {
    j: () => markLost(1),
    arrowdown: () => markLost(1),
    k: () => markLost(-1),
    arrowup: () => markLost(-1),
    enter: () => lost()[place] && open(Number(lost()[place].dataset.at)),
  };

  // --- many at once ---

  function inScope() {
    const { findings } = desk.data;
    const current = findings[desk.cursor];
    return findings.filter((finding) => {
      if (!desk.isOpen(finding)) return false;
      if (scope === "filter") return desk.passes(finding);
      if (scope === "code") return finding.code === current?.code;
      return scope === "all" || finding.level === current?.level;
    });
  }

  function openBulk() {
    if (!desk.data.mayDecide) return;
    const current = desk.data.findings[desk.cursor];
    scope = desk.isFiltered() ? "filter" : !current || current.helps || desk.ended ? "all" : "code";
    drawBulk();
    toggleSheet(".bulk");
  }

  function drawBulk() {
    const found = inScope();
    const current = desk.data.findings[desk.cursor];
    const scopes = element("div", "row");
    const names = { code: `同类：${current?.title ?? ""}`, level: `同级：${current ? signOf(current)[1] : ""}`, all: "全部未决定" };
    if (desk.isFiltered()) names.filter = "筛选出的";
    for (const [name, label] of Object.entries(names)) {
      const key = { code: "T", level: "L", all: "O", filter: "F" }[name];
      const made = button(label, key, "", () => widen(name));
      made.setAttribute("aria-pressed", String(scope === name));
      scopes.append(made);
    }
    const list = element("ul", "bulk-list", undefined);
    list.append(...found.map((f) => element("li", "", `${signOf(f)[0]} ${f.title}　${f.where}`)));
    const row = element("div", "row");
    if (found.length) {
      row.append(button(`采纳这${found.length}条`, "Enter", "accept", () => finish("accepted")));
      row.append(button("不采纳", "D", "reject", () => finish("rejected")));
      row.append(button("存疑", "Q", "doubt", () => finish("doubtful")));
    }
    row.append(button("取消", "Esc", "", () => toggleSheet("")));
    const title = found.length ? `将采纳 ${found.length} 条未决定的问题` : "这个范围内没有未决定的问题";
    sheet(".bulk", title, scopes, list, row, element("p", "hint", "一次 Z 全部撤销。已决定的不受影响。"));
  }

  function widen(name) {
    scope = name;
    drawBulk();
  }

  function finish(verdict) {
    const found = inScope();
    toggleSheet("");
    desk.decideAll(found, verdict);
    if (found.length) desk.say(`${VERDICTS[verdict][1]}${found.length}条，Z 一次全部撤销`);
  }

  const BULK = {
    enter: () => finish("accepted"),
    a: () => finish("accepted"),
    d: () => finish("rejected"),
    q: () => finish("doubtful"),
    t: () => widen("code"),
    l: () => widen("level"),
    o: () => widen("all"),
    f: () => desk.isFiltered() && widen("filter"),
  };

  // --- the end of the report ---

  function openSigning() {
    if (!desk.data.mayNote) return desk.say("您的账户不能签发。");
    drawSigning();
    toggleSheet(".signing");
  }

  const ending = () => (desk.tally().accepted ? "answered" : "passed");
  const mayEnd = () => !desk.tally().openMusts;

  function drawSigning() {
    const { accepted, openMusts, words, total, decided } = desk.tally();
    const lines = [element("p", "message", total ? words : "没有需要决定的问题。")];
    if (openMusts) {
      lines.push(element("p", "warning", `还有${openMusts}条“必须修改”没有决定，先逐条决定才能签发。`));
    } else if (decided < total) {
      lines.push(element("p", "warning", `另有${total - decided}条没有决定，不写入反馈意见。`));
    }
    const row = element("div", "row");
    if (!openMusts) {
      const label = accepted ? `签发反馈意见（${accepted}条），看下一份` : "没有要反馈的，记为已通过，看下一份";
      row.append(button(label, "Enter", "accept", () => desk.wish(ending())));
      if (accepted) row.append(button("退回重报", "T", "reject", () => desk.wish("returned")));
    }
    if (accepted || openMusts) row.append(button(openMusts ? "看草稿" : "先看、先改", "E", "", () => desk.wish("note")));
    row.append(button("取消", "Esc", "", () => toggleSheet("")));
    const now = ENDS[desk.data.state] ? `（现为${desk.data.stateName}）` : "";
    sheet(".signing", `签发${now}`, ...lines, row);
  }

  const SIGNING = {
    enter: () => mayEnd() && desk.wish(ending()),
    t: () => mayEnd() && desk.tally().accepted && desk.wish("returned"),
    e: () => desk.wish("note"),
  };

  Object.assign(desk, { toggleSheet, sheetKey, openScore, openBulk, openSigning });
}
