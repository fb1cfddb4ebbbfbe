// The queue: rows in the order that the server gives; filters and the cursor live here.
// Names and messages go in by textContent only.

const SIGNS = { must: "■", should: "▲", ask: "○" };
const STATES = [
  ["all", "全部"],
  ["waiting", "待审"],
  ["started", "在审"],
  ["finished", "已审完"],
];

const KEPT = "nianbao-queue";

function readKept() {
  try {
    const { state, words, at } = JSON.parse(sessionStorage.getItem(KEPT) || "{}");
    const known = STATES.some(([name]) => name === state);
    return { state: known ? state : "all", words: String(words ?? ""), at };
  } catch {
    return {};
  }
}

export default function (component) {
  const root = component.parentElement;
  const queue = (root.nianbaoQueue ??= openQueue(root));
  queue.open = (id) => component.setTriggerValue("open", id);
  queue.take(component.data);
  return () => setTimeout(() => queue.closeIfGone(), 0);
}

function openQueue(root) {
  const queue = { data: { rows: [], failed: [] }, state: "all", words: "", cursor: 0, ...readKept() };
  const find = (selector) => root.querySelector(selector);

  queue.take = (data) => {
    queue.data = data;
    drawStates();
    queue.cursor = Math.max(0, visible().findIndex((row) => row.id === queue.at));
    drawRows();
    drawFailed();
    moveTo(queue.cursor);
  };

  // which rows are looked at, and which of them: kept for the way back from a report
  function keep() {
    queue.at = visible()[queue.cursor]?.id;
    const { state, words, at } = queue;
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ state, words, at }));
    } catch {
      /* costs only the place in the list */
    }
  }

  queue.closeIfGone = () => {
    const host = root.host || root;
    if (!host.isConnected) document.removeEventListener("keydown", onKey);
  };

  function visible() {
    const words = queue.words.trim().toLowerCase().split(/\s+/).filter(Boolean);
    return queue.data.rows.filter((row) => {
      if (queue.state !== "all" && row.state !== queue.state) return false;
      const text = `${row.agency} ${row.file} ${row.kind} ${row.year} ${row.foremost}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  function drawStates() {
    const made = STATES.map(([state, name]) => {
      const count = queue.data.rows.filter((row) => state === "all" || row.state === state).length;
      const choice = element("button", "", `${name} ${count}`);
      choice.type = "button";
      choice.setAttribute("aria-pressed", String(queue.state === state));
      choice.addEventListener("click", () => {
        queue.state = state;
        queue.cursor = 0;
        drawStates();
        drawRows();
        keep();
      });
      return choice;
    });
    find(".states").replaceChildren(...made);
  }

  function drawRows() {
    const rows = visible();
    queue.cursor = Math.max(0, Math.min(queue.cursor, rows.length - 1));
    find("tbody").replaceChildren(...rows.map(drawRow));
    find("table").hidden = !rows.length;
    const none = find(".none");
    none.hidden = rows.length > 0 || !queue.data.rows.length;
    none.textContent = "没有符合条件的报告，请换一个状态或清空查找框。";
  }

  function drawRow(row, place) {
    const line = element("tr", place === queue.cursor ? "current" : "");
    line.dataset.id = row.id;
    const agency = element("td", "agency");
    const name = element("button", "", row.agency);
    name.type = "button";
    agency.append(name);
    const twins = queue.data.rows.filter((other) => other.agency === row.agency);
    if (twins.length > 1) agency.append(element("small", "", row.file));
    agency.title = row.file;
    line.append(agency, element("td", "", row.kind), element("td", "", row.year));
    for (const level of ["must", "should", "ask"]) {
      line.append(element("td", row[level] ? `number ${level}` : "number nil", String(row[level])));
    }
    const decided = row.total ? `${row.decided} / ${row.total}` : "—";
    line.append(element("td", row.total ? "number" : "number nil", decided));
    line.append(element("td", "number", `${row.score} ${row.grade}`));
    line.append(element("td", `state-${row.state}`, row.stateName));
    const foremost = element("td", "foremost");
    const message = element("span", row.level ? "" : "nil", row.foremost);
    if (row.level) message.prepend(element("b", row.level, `${SIGNS[row.level]} `));
    foremost.append(message);
    foremost.title = row.foremost;
    line.append(foremost);
    line.addEventListener("click", () => {
      moveTo(visible().indexOf(row));
      queue.open(row.id);
    });
    return line;
  }

  function drawFailed() {
    const { failed } = queue.data;
    find(".failed").hidden = !failed.length;
    find(".failed h2").textContent = `未能审阅的文件（${failed.length}）`;
    const lines = failed.map((file) => {
      const line = element("li", "", file.message);
      line.prepend(element("b", "", file.name));
      return line;
    });
    find(".failed ul").replaceChildren(...lines);
  }

  function moveTo(place) {
    queue.cursor = Math.max(0, Math.min(visible().length - 1, place));
    root.querySelectorAll("tbody tr").forEach((line, at) => {
      line.classList.toggle("current", at === queue.cursor);
      if (at === queue.cursor) line.scrollIntoView({ block: "nearest" });
    });
    keep();
  }

  function onKey(event) {
    const host = root.host || root;
    if (!host.isConnected) return queue.closeIfGone();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const origin = event.composedPath()[0];
    if (origin.matches?.("input, textarea, select, button, [contenteditable]")) return;
    if (document.querySelector('[role="dialog"]')) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "arrowdown") moveTo(queue.cursor + 1);
    else if (key === "k" || key === "arrowup") moveTo(queue.cursor - 1);
    else if (key === "enter" && visible()[queue.cursor]) queue.open(visible()[queue.cursor].id);
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", onKey);
  find(".search").value = queue.words;
  find(".search").addEventListener("input", (event) => {
    queue.words = event.target.value;
    queue.cursor = 0;
    drawRows();
    keep();
  });
  return queue;
}
