// The list of findings, what was not checked, and what findings, verdicts and levels are called.

const WORDS = {
  must: ["■", "必须修改"],
  should: ["▲", "建议修改"],
  ask: ["○", "请核实"],
  helps: ["·", "供参考，不写入反馈意见"],
};
const VERDICTS = {
  accepted: ["✓", "已采纳"],
  rejected: ["✕", "不采纳"],
  doubtful: ["？", "存疑"],
};
const REASONS = ["不属实", "口径不同", "已有说明", "无须修改"];

// What a finding is listed under: its level, or that it only helps and asks for no decision.
const kindOf = (finding) => (finding.helps ? "helps" : finding.level);
const signOf = (finding) => WORDS[kindOf(finding)];

function addList(desk, find) {
  function drawList() {
    const list = find(".list");
    list.replaceChildren();
    let kind = "";
    desk.data.findings.forEach((finding, place) => {
      if (kindOf(finding) !== kind) {
        kind = kindOf(finding);
        const [sign, word] = WORDS[kind];
        const count = desk.data.findings.filter((other) => kindOf(other) === kind).length;
        const head = element("h3", kind, `${sign} ${word}（${count}）`);
        head.dataset.kind = kind;
        list.append(head);
      }
      const line = element("button", "line");
      line.type = "button";
      line.dataset.place = place;
      line.append(element("i", "verdict"), element("span", "title", finding.title));
      line.append(element("span", "where", finding.where));
      line.addEventListener("click", () => desk.moveTo(place));
      list.append(line);
    });
    const none = element("p", "notice none", "没有符合筛选条件的问题。");
    list.append(none);
    drawNotRun(list);
  }

  function drawNotRun(list) {
    const { not_run: missing, remarks } = desk.data;
    const made = element("details", "notrun");
    const count = notRunCount();
    made.open = count > 0 && count <= 3;
    made.append(element("summary", "", `未检查的项目及原因（${count}）`));
    for (const { reason, codes } of missing) {
      const line = element("p", "", codes.length > 1 ? `${reason}（${codes.length}项）` : reason);
      line.append(element("span", "codes", codes.join("、")));
      made.append(line);
    }
    if (!missing.length) made.append(element("p", "", "各项检查都已进行。"));
    for (const remark of remarks) made.append(element("p", "remark", remark));
    list.append(made);
  }

  function refreshList() {
    const shown = new Set();
    desk.data.findings.forEach((finding, place) => {
      const now = finding.helps ? null : desk.standing(finding);
      const line = find(`.line[data-place="${place}"]`);
      if (!line) return;
      const current = place === desk.cursor && !desk.ended;
      line.className = `line ${kindOf(finding)} ${now ? now.verdict : "open"}`;
      line.classList.toggle("current", current);
      line.hidden = !desk.passes(finding);
      if (!line.hidden) shown.add(kindOf(finding));
      if (current) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
      const [sign, word] = now ? VERDICTS[now.verdict] : ["", finding.helps ? "" : "未决定"];
      line.querySelector(".verdict").textContent = desk.hasClash(finding) ? "！冲突" : `${sign}${word}`;
    });
    for (const head of find(".list").querySelectorAll("h3")) head.hidden = !shown.has(head.dataset.kind);
    find(".list .none").hidden = shown.size > 0 || !desk.data.findings.length;
  }

  function notRunCount() {
    return desk.data.not_run.reduce((sum, item) => sum + item.codes.length, 0);
  }

  Object.assign(desk, { drawList, refreshList, notRunCount });
}
