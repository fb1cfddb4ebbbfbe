// The review desk: report, tables and findings under one cursor.
//
// The script runs again whenever `data` changes; what must last (cursor, undo, changes not yet
// acknowledged) is kept on the element. Text of the report goes in by textContent only.
// A change is numbered, sent in a queue, and sent again until the server, having committed it,
// acknowledges its number. What is not acknowledged outlives a reload in sessionStorage.

const WORDS = {
  must: ["■", "必须修改"],
  should: ["▲", "建议修改"],
  ask: ["○", "请核实"],
};
const VERDICTS = {
  accepted: ["✓", "已采纳"],
  rejected: ["✕", "不采纳"],
  doubtful: ["？", "存疑"],
};
const REASONS = ["不属实", "口径不同", "已有说明", "无须修改"];
const WIDTHS = {
  requests: ["32px", "68px", "auto", ...Array(7).fill("8.2%")],
  proactive: ["22%", ...Array(6).fill("13%")],
};
const STATES = { blank: "空白", absent: "缺" };
const MOST_EVIDENCE = 5;
const KEPT = "nianbao-unsaved";

export default function (component) {
  const root = component.parentElement;
  const desk = (root.nianbaoDesk ??= openDesk(root));
  desk.send = component.setStateValue;
  desk.trigger = component.setTriggerValue;
  desk.take(component.data);
  return () => setTimeout(() => desk.closeIfGone(), 0);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(label, key, className, action, hint) {
  const made = element("button", className);
  made.type = "button";
  made.append(element("span", "", label));
  if (key) made.append(element("kbd", "", key));
  if (hint) made.title = hint;
  made.addEventListener("click", action);
  return made;
}

function openDesk(root) {
  const desk = {
    id: Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join(""),
    number: 0,
    pending: [],
    sendings: 0,
    undone: [],
    cursor: 0,
    stop: 0, // which piece of evidence is shown
    shown: null, // sha256 of the report that is drawn
    data: null,
    editing: false,
    onlyMarked: false,
  };
  const find = (selector) => root.querySelector(selector);

  // --- the queue of changes ---

  function restoreUnsaved() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
    } catch {
      kept = [];
    }
    for (const change of kept) desk.pending.push({ ...change, number: ++desk.number });
  }

  function keepUnsaved() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(desk.pending));
    } catch {
      /* a full or forbidden storage costs only the safety of a reload */
    }
  }

  function post() {
    clearTimeout(desk.timer);
    if (!desk.pending.length) return;
    desk.sendings += 1;
    desk.send("parcel", { desk: desk.id, sending: desk.sendings, changes: desk.pending });
    desk.tries = (desk.tries || 0) + 1;
    desk.timer = setTimeout(post, desk.tries < 5 ? 400 : 2500);
  }

  function change(finding, next) {
    const entry = { subject: desk.data.subject, finding: finding.id, verdict: null, reason: "", edited: "" };
    desk.pending.push({ ...entry, ...next, number: ++desk.number });
    keepUnsaved();
    desk.tries = 0;
    post();
  }

  function standing(finding) {
    let found = desk.data.decisions[finding.id] || null;
    for (const entry of desk.pending) {
      if (entry.subject === desk.data.subject && entry.finding === finding.id) {
        found = entry.verdict ? entry : null;
      }
    }
    return found;
  }

  desk.take = (data) => {
    const acknowledged = data.acknowledged?.desk === desk.id ? data.acknowledged.number : 0;
    desk.pending = desk.pending.filter((entry) => entry.number > acknowledged);
    if (acknowledged) desk.tries = 0;
    keepUnsaved();
    if (!desk.pending.length) clearTimeout(desk.timer);
    desk.data = data;
    if (desk.shown !== data.sha256) {
      desk.shown = data.sha256;
      desk.undone = [];
      desk.editing = false;
      drawReport();
      drawList();
      const open = data.findings.findIndex((finding) => !standing(finding));
      moveTo(Math.max(0, open));
      if (desk.pending.length) post();
    } else {
      refresh();
    }
  };

  desk.closeIfGone = () => {
    const host = root.host || root;
    if (host.isConnected) return;
    document.removeEventListener("keydown", onKey);
    clearTimeout(desk.timer);
  };

  // --- the report ---

  function drawReport() {
    const { sections, findings } = desk.data;
    const nav = find(".parts");
    const text = find(".report");
    nav.replaceChildren();
    text.replaceChildren();
    for (const section of sections) {
      if (section.numeral) {
        const jump = button(section.name, "", "part", () =>
          text.querySelector(`[data-section="${section.key}"]`)?.scrollIntoView({ block: "start" })
        );
        jump.prepend(element("b", "", section.numeral));
        if (section.findings.length) {
          const gravest = findings[Math.min(...section.findings)].level;
          const count = element("span", `count ${gravest}`, String(section.findings.length));
          count.title = `${section.findings.length}条问题涉及这一部分`;
          jump.append(count);
        }
        nav.append(jump);
      }
      text.append(drawSection(section));
    }
  }

  function drawSection(section) {
    const made = element("section", section.findings.length ? "" : "unmarked");
    made.dataset.section = section.key;
    if (section.numeral) {
      const heading = section.heading || `${section.numeral}、${section.name}`;
      made.append(element("h2", section.present ? "" : "absent", heading));
      if (!section.present) made.append(element("p", "notice", "报告中没有这一部分。"));
    }
    section.paragraphs.forEach((paragraph) => {
      const line = element("p");
      let marked = false;
      for (const run of paragraph) {
        const piece = drawRun(run);
        marked ||= run.marks.length > 0;
        line.append(piece);
      }
      if (!marked) line.classList.add("unmarked");
      made.append(line);
    });
    if (section.table) made.append(drawTable(section.table));
    if (section.missing) made.append(element("p", "notice", section.missing));
    return made;
  }

  function drawRun(run) {
    if (!run.marks.length) return document.createTextNode(run.text);
    const piece = element("span", "", run.text);
    if (run.level === "vague") piece.title = "套话：没有数量、对象或时限";
    mark(piece, run.marks, run.level);
    return piece;
  }

  function mark(piece, marks, level) {
    piece.classList.add("mark", level);
    piece.dataset.marks = ` ${marks.join(" ")} `;
    piece.addEventListener("click", () => {
      const next = marks[(marks.indexOf(desk.cursor) + 1) % marks.length];
      moveTo(next, { scrollText: false });
    });
  }

  function drawTable(table) {
    const frame = element("figure", `form ${table.layout}`);
    frame.append(element("figcaption", "", table.title));
    const drawn = element("table");
    drawn.append(...(WIDTHS[table.layout] || []).map((width) => {
      const column = element("col");
      column.style.width = width;
      return column;
    }));
    const head = element("thead");
    const body = element("tbody");
    table.rows.forEach((row, place) => {
      const line = element("tr");
      for (const cell of row) line.append(drawCell(cell));
      (place < table.heads ? head : body).append(line);
    });
    drawn.append(head, body);
    frame.append(drawn);
    return frame;
  }

  function drawCell(cell) {
    const made = element(cell.kind === "figure" ? "td" : "th", `${cell.kind} ${cell.state || ""}`);
    if (cell.rows > 9) made.classList.add("tall");
    if (cell.rows > 1) made.rowSpan = cell.rows;
    if (cell.columns > 1) made.colSpan = cell.columns;
    if (cell.kind !== "figure") {
      made.append(element("span", "", cell.text));
      return made;
    }
    made.dataset.cell = cell.key;
    const figure = element("span", "", STATES[cell.state] ?? cell.text);
    made.append(figure);
    if (cell.text === "0") made.classList.add("zero");
    if (cell.state === "absent") made.title = "报告的表格中没有这一格，或未能识别";
    if (cell.marks.length) mark(made, cell.marks, desk.data.findings[cell.marks[0]].level);
    return made;
  }

  // --- the findings ---

  function drawList() {
    const list = find(".list");
    list.replaceChildren();
    let level = "";
    desk.data.findings.forEach((finding, place) => {
      if (finding.level !== level) {
        level = finding.level;
        const [sign, word] = WORDS[level];
        const count = desk.data.findings.filter((other) => other.level === level).length;
        list.append(element("h3", level, `${sign} ${word}（${count}）`));
      }
      const line = element("button", "line");
      line.type = "button";
      line.dataset.place = place;
      line.append(element("i", "verdict"), element("span", "title", finding.title));
      line.append(element("span", "where", finding.where));
      line.addEventListener("click", () => moveTo(place));
      list.append(line);
    });
    if (!desk.data.findings.length) list.append(element("p", "notice", "没有发现问题。"));
    drawNotRun(list);
    drawScore();
  }

  function drawNotRun(list) {
    const { not_run: missing, remarks } = desk.data;
    const made = element("details", "notrun");
    const count = missing.reduce((sum, item) => sum + item.codes.length, 0);
    made.open = count > 0 && count <= 3;
    made.append(element("summary", "", `未检查的项目及原因（${count}）`));
    for (const { reason, codes } of missing) {
      const line = element("p", "", codes.length > 1 ? `${reason}（${codes.length}项）` : reason);
      line.append(element("span", "codes", codes.join(" ")));
      made.append(line);
    }
    if (!missing.length) made.append(element("p", "", "各项检查都已进行。"));
    for (const remark of remarks) made.append(element("p", "remark", remark));
    list.append(made);
  }

  function drawScore() {
    const box = find(".score");
    box.replaceChildren();
    const { score } = desk.data;
    if (!score) return;
    box.append(element("b", "total", `${score.total}分`), element("b", "grade", score.grade));
    const list = find(".parts-of-score dl");
    list.replaceChildren();
    for (const part of score.parts) {
      const figure = element("dd", part.full ? "full" : "less");
      figure.append(element("b", "", part.earned), ` / ${part.possible}`);
      list.append(element("dt", "", part.label), figure);
      if (part.full) continue;
      const made = element("span", "piece less", `${part.label} `);
      made.append(element("b", "", part.earned), `/${part.possible}`);
      box.append(made);
    }
  }

  function drawCard() {
    const card = find(".card");
    const tools = find(".tools");
    const finding = desk.data.findings[desk.cursor];
    card.replaceChildren();
    tools.replaceChildren();
    if (!finding) {
      card.append(element("p", "notice", "这份报告没有发现问题，可以直接看下一份。"));
      return;
    }
    card.className = `card ${finding.level}`;
    const [sign, word] = WORDS[finding.level];
    const head = element("header");
    head.append(element("strong", finding.level, `${sign} ${word}`), element("h2", "", finding.title));
    if (finding.points) head.append(element("span", "points", `扣${finding.points}分`));
    card.append(head);
    const now = standing(finding);
    if (desk.editing) {
      card.append(editor(finding, now));
    } else {
      card.append(element("p", "message", now?.edited || finding.message));
      if (now?.edited) card.append(element("p", "hint", "以上为改写后的意见"));
    }
    card.append(evidence(finding));
    if (finding.proposal) card.append(labelled("更正", finding.proposal));
    if (finding.advice) card.append(labelled("建议", finding.advice));
    if (finding.basis) card.append(labelled("依据", finding.basis));
    card.scrollTop = 0;
    drawTools(tools, now);
  }

  function labelled(label, text) {
    const line = element("p", "labelled");
    line.append(element("b", "", label), element("span", "", text));
    return line;
  }

  function evidence(finding) {
    const list = element("ul", "evidence");
    finding.evidence.forEach((item, place) => {
      const line = element("li", item.foreign ? "foreign" : "");
      const show = element("button", "");
      show.type = "button";
      show.append(element("span", "where", item.place));
      if (item.quote || item.cell) show.append(element("q", "", item.quote || "空白"));
      if (item.foreign) show.disabled = true;
      else show.addEventListener("click", () => showEvidence(place));
      line.append(show);
      line.hidden = place >= MOST_EVIDENCE;
      list.append(line);
    });
    const rest = finding.evidence.length - MOST_EVIDENCE;
    if (rest > 0) {
      const more = element("li");
      more.append(button(`其余${rest}处`, "", "", () => {
        more.remove();
        for (const line of list.children) line.hidden = false;
      }));
      list.append(more);
    }
    return list;
  }

  function editor(finding, now) {
    const box = element("div", "editor");
    const area = element("textarea");
    area.value = now?.edited || finding.message;
    area.rows = 4;
    area.setAttribute("aria-label", "改写意见");
    const save = () => {
      const edited = area.value.trim();
      desk.editing = false;
      decide("accepted", { edited: edited === finding.message ? "" : edited });
    };
    const leave = () => {
      desk.editing = false;
      drawCard();
    };
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      else if (event.key === "Escape") leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    const row = element("div", "row");
    row.append(button("保存并采纳", "Ctrl+Enter", "accept", save), button("放弃", "Esc", "", leave));
    box.append(area, row);
    return box;
  }

  function drawTools(tools, now) {
    const row = element("div", "row");
    const add = (verdict, label, key, className) => {
      const made = button(label, key, className, () => decide(verdict));
      made.setAttribute("aria-pressed", String(now?.verdict === verdict));
      row.append(made);
    };
    add("accepted", "采纳", "A", "accept");
    add("rejected", "不采纳", "D", "reject");
    add("doubtful", "存疑", "Q", "doubt");
    row.append(button("改写", "E", "", edit));
    const undoes = button("撤销", "Z", "", undo);
    undoes.disabled = !desk.undone.length && !now;
    row.append(undoes);
    tools.append(row);
    const reasons = element("div", "row reasons");
    reasons.title = "不采纳的理由";
    reasons.setAttribute("aria-label", "不采纳的理由");
    REASONS.forEach((reason, place) => {
      const hint = `不采纳，理由：${reason}`;
      const act = () => decide("rejected", { reason });
      const made = button(reason, String(place + 1), "", act, hint);
      made.setAttribute("aria-pressed", String(now?.reason === reason));
      reasons.append(made);
    });
    tools.append(reasons);
  }

  // --- the cursor ---

  function moveTo(place, { scrollText = true } = {}) {
    const last = desk.data.findings.length - 1;
    desk.cursor = Math.max(0, Math.min(last, place));
    desk.stop = 0;
    desk.editing = false;
    refresh();
    find(`.line[data-place="${desk.cursor}"]`)?.scrollIntoView({ block: "nearest" });
    if (scrollText) showEvidence(0);
  }

  function pieces(item) {
    if (item.foreign) return [];
    if (item.cell) return [...root.querySelectorAll(`td[data-cell="${CSS.escape(item.cell)}"]`)];
    const inside = `[data-section="${item.section}"] .mark[data-marks~="${desk.cursor}"]`;
    const found = [...root.querySelectorAll(inside)].filter((piece) => piece.tagName === "SPAN");
    const exact = found.filter((piece) => item.quote.includes(piece.textContent));
    return exact.length ? exact : found;
  }

  function showEvidence(place) {
    const finding = desk.data.findings[desk.cursor];
    if (!finding) return;
    desk.stop = place;
    const text = find(".report");
    let target = pieces(finding.evidence[place] || {})[0];
    target ||= text.querySelector(`[data-section="${finding.section}"]`);
    root.querySelectorAll(".shown").forEach((piece) => piece.classList.remove("shown"));
    if (!target) return;
    const box = target.getBoundingClientRect();
    const pane = text.getBoundingClientRect();
    const head = target.tagName === "TD" ? 150 : 24;
    if (box.top < pane.top + head || box.bottom > pane.bottom - 24) {
      text.scrollTop += box.top - pane.top - Math.max(head, pane.height / 3);
    }
    pieces(finding.evidence[place] || {}).forEach((piece) => piece.classList.add("shown"));
    root.querySelectorAll(".evidence li").forEach((line, at) =>
      line.classList.toggle("shown", at === place)
    );
  }

  function decide(verdict, more = {}) {
    const finding = desk.data.findings[desk.cursor];
    if (!finding) return;
    const before = standing(finding);
    const edited = verdict === "accepted" ? (before?.edited ?? "") : "";
    desk.undone.push({ place: desk.cursor, before });
    change(finding, { verdict, edited, ...more });
    const next = desk.data.findings.findIndex((other, at) => at > desk.cursor && !standing(other));
    const any = desk.data.findings.findIndex((other) => !standing(other));
    moveTo(next >= 0 ? next : any >= 0 ? any : desk.cursor);
  }

  function undo() {
    const last = desk.undone.pop();
    const place = last ? last.place : desk.cursor;
    const finding = desk.data.findings[place];
    if (!finding || (!last && !standing(finding))) return;
    const { verdict = null, reason = "", edited = "" } = last?.before || {};
    change(finding, { verdict, reason, edited });
    moveTo(place);
  }

  function edit() {
    if (!desk.data.findings.length) return;
    desk.editing = true;
    drawCard();
    // at once, so that the next key is not lost
    const area = find(".editor textarea");
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  // --- what changes while one works ---

  function refresh() {
    const { findings } = desk.data;
    let decided = 0;
    let openMusts = 0;
    findings.forEach((finding, place) => {
      const now = standing(finding);
      if (now) decided += 1;
      else if (finding.level === "must") openMusts += 1;
      const line = find(`.line[data-place="${place}"]`);
      if (!line) return;
      line.className = `line ${finding.level} ${now ? now.verdict : "open"}`;
      line.classList.toggle("current", place === desk.cursor);
      if (place === desk.cursor) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
      const [sign, word] = now ? VERDICTS[now.verdict] : ["", "未决定"];
      line.querySelector(".verdict").textContent = now ? `${sign}${word}` : word;
    });
    root.querySelectorAll(".mark").forEach((piece) => {
      const marks = piece.dataset.marks.trim().split(" ").map(Number);
      piece.classList.toggle("current", marks.includes(desk.cursor));
      const settled = marks.every((place) => standing(findings[place])?.verdict === "rejected");
      piece.classList.toggle("settled", settled);
    });
    find(".progress").textContent = `已决定 ${decided} / ${findings.length}`;
    find(".at").textContent = place(findings.length, decided, openMusts);
    const late = desk.pending.length && desk.tries > 5;
    const saved = find(".saved");
    saved.textContent = desk.pending.length ? (late ? "尚未存上，正在重试" : "保存中…") : "已保存";
    saved.classList.toggle("late", Boolean(late));
    if (!desk.editing) drawCard();
  }

  function place(count, decided, openMusts) {
    if (!count) return "";
    const at = `第 ${desk.cursor + 1} / ${count} 条`;
    if (decided === count) return `${at}，全部已决定`;
    return openMusts ? `${at}，必须修改未决 ${openMusts}` : at;
  }

  function onlyMarked() {
    desk.onlyMarked = !desk.onlyMarked;
    find(".report").classList.toggle("only", desk.onlyMarked);
    find(".only-marked").setAttribute("aria-pressed", String(desk.onlyMarked));
    showEvidence(desk.stop);
  }

  function toggle(selector) {
    for (const sheet of root.querySelectorAll(".sheet")) {
      sheet.hidden = !sheet.matches(selector) || !sheet.hidden;
    }
  }
  const help = () => toggle(".help");
  const scoreParts = () => toggle(".parts-of-score");

  const KEYS = {
    j: () => moveTo(desk.cursor + 1),
    k: () => moveTo(desk.cursor - 1),
    arrowdown: () => moveTo(desk.cursor + 1),
    arrowup: () => moveTo(desk.cursor - 1),
    a: () => decide("accepted"),
    d: () => decide("rejected"),
    q: () => decide("doubtful"),
    e: edit,
    z: undo,
    f: onlyMarked,
    s: scoreParts,
    v: () => {
      const count = desk.data.findings[desk.cursor]?.evidence.length || 1;
      showEvidence((desk.stop + 1) % count);
    },
    n: () => desk.trigger("go", "next"),
    p: () => desk.trigger("go", "previous"),
    "?": help,
    "？": help,
  };
  REASONS.forEach((reason, place) => {
    KEYS[String(place + 1)] = () => decide("rejected", { reason });
  });

  function onKey(event) {
    const host = root.host || root;
    if (!host.isConnected) return desk.closeIfGone();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const origin = event.composedPath()[0];
    if (origin.matches?.("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector('[role="dialog"]')) return;
    if (event.key === "Escape") toggle("none");
    const action = KEYS[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  document.addEventListener("keydown", onKey);
  find(".only-marked").addEventListener("click", onlyMarked);
  find(".keys").addEventListener("click", help);
  find(".help").addEventListener("click", help);
  find(".score-button").addEventListener("click", scoreParts);
  find(".parts-of-score").addEventListener("click", scoreParts);
  find(".before").addEventListener("click", KEYS.k);
  find(".after").addEventListener("click", KEYS.j);
  restoreUnsaved();
  return desk;
}
