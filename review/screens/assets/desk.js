// The review desk: report, tables and findings under one cursor.
//
// The script runs again whenever `data` changes; what must last (cursor, undo, changes not yet
// acknowledged) is kept on the element. Text of the report goes in by textContent only.
// A change is numbered, sent in a queue, and sent again until the server, having committed it,
// acknowledges its number. What is not acknowledged outlives a reload in sessionStorage.

export default function (component) {
  const root = component.parentElement;
  const desk = (root.nianbaoDesk ??= openDesk(root));
  desk.send = component.setStateValue;
  desk.trigger = component.setTriggerValue;
  desk.take(component.data);
  return () => setTimeout(() => desk.closeIfGone(), 0);
}

// Whether the reader has switched the shading off: a habit of the person, kept in the browser.
const UNSHADED = "nianbao-unshaded";

function readUnshaded() {
  try {
    return localStorage.getItem(UNSHADED) === "1";
  } catch {
    return false;
  }
}

function keepUnshaded(off) {
  try {
    localStorage.setItem(UNSHADED, off ? "1" : "0");
  } catch {
    /* kept for this page only */
  }
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
    shown: null, // file and findings that are drawn
    data: null,
    editing: false,
    onlyMarked: false,
    unshaded: readUnshaded(),
  };
  const find = (selector) => root.querySelector(selector);
  addChanges(desk);
  addHints(desk, find);
  addReport(desk, find);
  addFindings(desk, find);

  desk.take = (data) => {
    const acknowledged = data.acknowledged?.desk === desk.id ? data.acknowledged.number : 0;
    desk.pending = desk.pending.filter((entry) => entry.number > acknowledged);
    if (acknowledged) desk.tries = 0;
    desk.keepUnsaved();
    if (!desk.pending.length) clearTimeout(desk.timer);
    desk.data = data;
    const drawn = [data.sha256, ...data.findings.map((finding) => finding.id)].join(" ");
    if (desk.shown !== drawn) {
      desk.shown = drawn;
      desk.undone = [];
      desk.editing = false;
      desk.drawReport();
      desk.drawList();
      find(".report").classList.toggle("unshaded", desk.unshaded);
      moveTo(Math.max(first(), data.findings.findIndex(isOpen)));
      if (desk.pending.length) desk.post();
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

  // --- the cursor ---

  const isOpen = (finding) => !finding.helps && !desk.standing(finding);
  // where nothing is to be decided, the cursor begins above the list
  const first = () => (desk.data.findings.some((finding) => !finding.helps) ? 0 : -1);

  function moveTo(place, { scrollText = true } = {}) {
    const last = desk.data.findings.length - 1;
    desk.cursor = Math.max(first(), Math.min(last, place));
    desk.stop = 0;
    desk.editing = false;
    desk.hideHint();
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
    markStop();
  }

  // In the card, the piece of evidence that the report shows: marked, and in sight.
  function markStop() {
    root.querySelectorAll(".evidence li:not(.more)").forEach((line, at) => {
      line.classList.toggle("shown", at === desk.stop);
      if (at !== desk.stop || !at) return;
      line.hidden = false;
      line.scrollIntoView({ block: "nearest" });
    });
  }

  function decide(verdict, more = {}) {
    const finding = desk.data.findings[desk.cursor];
    if (!finding || finding.helps) return;
    const before = desk.standing(finding);
    const edited = verdict === "accepted" ? (before?.edited ?? "") : "";
    desk.undone.push({ place: desk.cursor, before });
    desk.change(finding, { verdict, edited, ...more });
    const next = desk.data.findings.findIndex((other, at) => at > desk.cursor && isOpen(other));
    const any = desk.data.findings.findIndex(isOpen);
    moveTo(next >= 0 ? next : any >= 0 ? any : desk.cursor);
  }

  function undo() {
    const last = desk.undone.pop();
    const place = last ? last.place : desk.cursor;
    const finding = desk.data.findings[place];
    if (!finding || finding.helps || (!last && !desk.standing(finding))) return;
    const { verdict = null, reason = "", edited = "" } = last?.before || {};
    desk.change(finding, { verdict, reason, edited });
    moveTo(place);
  }

  function edit() {
    const finding = desk.data.findings[desk.cursor];
    if (!finding || finding.helps) return;
    desk.editing = true;
    desk.drawCard();
    // at once, so that the next key is not lost
    const area = find(".editor textarea");
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  // --- what changes while one works ---

  function refresh() {
    const { findings } = desk.data;
    const toDecide = findings.filter((finding) => !finding.helps).length;
    let decided = 0;
    let openMusts = 0;
    findings.forEach((finding, place) => {
      const now = finding.helps ? null : desk.standing(finding);
      if (now) decided += 1;
      else if (finding.level === "must") openMusts += 1;
      const line = find(`.line[data-place="${place}"]`);
      if (!line) return;
      line.className = `line ${kindOf(finding)} ${now ? now.verdict : "open"}`;
      line.classList.toggle("current", place === desk.cursor);
      if (place === desk.cursor) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
      const [sign, word] = now ? VERDICTS[now.verdict] : ["", finding.helps ? "" : "未决定"];
      line.querySelector(".verdict").textContent = now ? `${sign}${word}` : word;
    });
    root.querySelectorAll(".mark").forEach((piece) => {
      const marks = piece.dataset.marks.trim().split(" ").map(Number);
      piece.classList.toggle("current", marks.includes(desk.cursor));
      const told = marks.filter((place) => !findings[place].helps);
      const rejected = (place) => desk.standing(findings[place])?.verdict === "rejected";
      const settled = told.length > 0 && told.every(rejected);
      piece.classList.toggle("settled", settled);
      // shaded is what no other finding marks (any more)
      const shading = marks.filter((place) => findings[place].shades);
      if (!shading.length) return;
      const shaded = !shading.every(rejected) && (settled || shading.length === marks.length);
      piece.classList.toggle("vague", shaded);
    });
    find(".report").classList.toggle("shading", Boolean(findings[desk.cursor]?.shades));
    find(".progress").textContent = toDecide ? `已决定 ${decided} / ${toDecide}` : "无须决定";
    find(".at").textContent = place(toDecide, decided, openMusts);
    const late = desk.pending.length && desk.tries > 5;
    const saved = find(".saved");
    saved.textContent = desk.pending.length ? (late ? "尚未存上，正在重试" : "保存中…") : "已保存";
    saved.classList.toggle("late", Boolean(late));
    if (!desk.editing) desk.drawCard();
  }

  function place(count, decided, openMusts) {
    if (desk.cursor >= count) return `供参考 ${desk.cursor + 1 - count} / ${desk.data.findings.length - count} 条`;
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

  function shade() {
    desk.unshaded = !desk.unshaded;
    keepUnshaded(desk.unshaded);
    find(".report").classList.toggle("unshaded", desk.unshaded);
    refresh();
  }

  function turnPages(pages) {
    const text = find(".report");
    text.scrollTop += pages * (text.clientHeight - 60);
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
    h: shade,
    pagedown: () => turnPages(1),
    pageup: () => turnPages(-1),
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

  Object.assign(desk, { moveTo, showEvidence, markStop, decide, undo, edit, shade });
  document.addEventListener("keydown", onKey);
  find(".only-marked").addEventListener("click", onlyMarked);
  find(".keys").addEventListener("click", help);
  find(".help").addEventListener("click", help);
  find(".score-button").addEventListener("click", scoreParts);
  find(".parts-of-score").addEventListener("click", scoreParts);
  find(".before").addEventListener("click", KEYS.k);
  find(".after").addEventListener("click", KEYS.j);
  desk.restoreUnsaved();
  return desk;
}
