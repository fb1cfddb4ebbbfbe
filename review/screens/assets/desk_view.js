// What changes on the desk while one works: progress, marks, what is said in passing.

const UNSHADED = "nianbao-unshaded"; // whether the shading is off: a habit of the person, kept in the browser
const SAID = 3000; // milliseconds that a passing word stays

function addView(desk, find) {
  let marksOnly = false;
  let saying = 0;
  try {
    desk.unshaded = localStorage.getItem(UNSHADED) === "1";
  } catch {
    desk.unshaded = false;
  }

  function draw() {
    desk.drawnIds = desk.data.findings.map((finding) => finding.id);
    desk.drawReport();
    desk.drawList();
    drawScore();
    find(".report").classList.toggle("unshaded", desk.unshaded);
  }

  function refresh() {
    desk.refreshList();
    refreshMarks();
    const { total, decided, openMusts } = desk.tally();
    find(".progress").textContent = total ? `已决定 ${decided} / ${total}` : "无须决定";
    find(".at").textContent = where(total, decided, openMusts);
    find(".undo").disabled = !desk.canUndo() && !desk.standing(desk.data.findings[desk.cursor] ?? {});
    find(".redo").disabled = !desk.canRedo();
    refreshMine();
    const late = desk.late();
    const saved = find(".saved");
    saved.textContent = desk.pending.length ? (late ? "尚未存上，正在重试" : "保存中…") : "已保存";
    saved.classList.toggle("late", late);
    if (!desk.form) desk.drawCard();
  }

  function refreshMarks() {
    const { findings } = desk.data;
    const cursor = desk.ended ? -1 : desk.cursor;
    const rejected = (place) => desk.standing(findings[place])?.verdict === "rejected";
    desk.root.querySelectorAll(".report .mark").forEach((piece) => {
      const marks = piece.dataset.marks.trim().split(" ").map(Number);
      piece.classList.toggle("current", marks.includes(cursor));
      const told = marks.filter((place) => !findings[place].helps);
      const settled = told.length > 0 && told.every(rejected);
      piece.classList.toggle("settled", settled);
      // shaded is what no other finding marks (any more)
      const shading = marks.filter((place) => findings[place].shades);
      if (!shading.length) return;
      const shaded = !shading.every(rejected) && (settled || shading.length === marks.length);
      piece.classList.toggle("vague", shaded);
    });
    find(".report").classList.toggle("shading", Boolean(findings[cursor]?.shades));
  }

  function tally() {
    const counts = { accepted: 0, rejected: 0, doubtful: 0 };
    let [total, decided, openMusts] = [0, 0, 0];
    for (const finding of desk.data.findings) {
      if (finding.helps) continue;
      total += 1;
      const now = desk.standing(finding);
      if (now) {
        decided += 1;
        counts[now.verdict] += 1;
      } else if (finding.level === "must") openMusts += 1;
    }
    const words = `采纳${counts.accepted}条，不采纳${counts.rejected}条，存疑${counts.doubtful}条。`;
    return { ...counts, total, decided, openMusts, words };
  }

  function where(count, decided, openMusts) {
    if (desk.ended) return count ? `共 ${count} 条` : "";
    if (desk.cursor >= count) return `供参考 ${desk.cursor + 1 - count} / ${desk.data.findings.length - count} 条`;
    if (!count) return "";
    const at = `第 ${desk.cursor + 1} / ${count} 条`;
    if (decided === count) return `${at}，全部已决定`;
    return openMusts ? `${at}，必须修改未决 ${openMusts}` : at;
  }

  function drawScore() {
    const box = find(".score");
    box.replaceChildren();
    const { score } = desk.data;
    find(".score-button").hidden = !score;
    if (!score) return;
    box.append(element("b", "total", `${score.total}分`), element("b", "grade", score.grade), element("span", "mine"));
    for (const part of score.parts.filter((each) => !each.full)) {
      const made = element("span", "piece less", `${part.label} `);
      made.append(element("b", "", part.earned), `/${part.possible}`);
      box.append(made);
    }
  }

  // what the report scores by what was adopted, beside what the checks make of it
  function refreshMine() {
    const mine = find(".score .mine");
    const told = desk.data.score?.mine;
    if (mine) mine.textContent = told ? `按已采纳 ${told.total}分` : "";
  }

  function end() {
    desk.ended = true;
    desk.form = null;
    desk.stop = 0;
    desk.root.querySelectorAll(".report .shown").forEach((piece) => piece.classList.remove("shown"));
    refresh();
    desk.pin();
  }

  function onlyMarked() {
    marksOnly = !marksOnly;
    find(".report").classList.toggle("only", marksOnly);
    find(".only-marked").setAttribute("aria-pressed", String(marksOnly));
    desk.showEvidence(desk.stop);
  }

  function shade() {
    desk.unshaded = !desk.unshaded;
    try {
      localStorage.setItem(UNSHADED, desk.unshaded ? "1" : "0");
    } catch {
      /* kept for this page only */
    }
    find(".report").classList.toggle("unshaded", desk.unshaded);
    refresh();
  }

  function say(words) {
    clearTimeout(saying);
    const box = find(".toast");
    box.textContent = words;
    box.hidden = false;
    saying = setTimeout(() => (box.hidden = true), SAID);
  }

  function copy() {
    const finding = desk.data.findings[desk.cursor];
    if (!finding || desk.ended) return;
    const told = desk.standing(finding)?.edited || finding.message;
    const places = finding.evidence.map((item) => `${item.place}：${item.quote || "空白"}`);
    const more = [["更正", finding.proposal], ["建议", finding.advice], ["依据", finding.basis]];
    const lines = more.filter(([, text]) => text).map(([label, text]) => `${label}：${text}`);
    const text = [`${desk.data.head}　${signOf(finding)[1]}：${finding.title}`, told, ...places, ...lines].join("\n");
    const done = () => say("已复制这一条");
    if (!navigator.clipboard) return copyOldWay(text, done);
    navigator.clipboard.writeText(text).then(done, () => copyOldWay(text, done));
  }

  // pages of another machine that are not served over https have no clipboard
  function copyOldWay(text, done) {
    const area = element("textarea", "unseen");
    area.value = text;
    find(".desk").append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (copied) done();
    else say("浏览器不允许复制，请选中文字后按 Ctrl+C");
  }

  Object.assign(desk, { draw, refresh, tally, end, onlyMarked, shade, say, copy });
}
