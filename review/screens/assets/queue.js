// The queue: one page of rows as the server gives them; the cursor and the selection live here.
// Filters and acts are wishes, numbered and sent until the server says that it has taken them.
// Names and messages go in by textContent only.

const SIGNS = { must: "■", should: "▲", ask: "○" };
const KEPT = "nianbao-queue";
const AGAIN = 700; // milliseconds after which an unanswered wish is sent again

function readKept() {
  try {
    return { at: JSON.parse(sessionStorage.getItem(KEPT) || "{}").at };
  } catch {
    return {};
  }
}

export default function (component) {
  const root = component.parentElement;
  const queue = (root.nianbaoQueue ??= openQueue(root));
  queue.send = component.setStateValue;
  queue.take(component.data);
  return () => setTimeout(() => queue.closeIfGone(), 0);
}

function openQueue(root) {
  const find = (selector) => root.querySelector(selector);
  const queue = {
    id: Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join(""),
    number: 0,
    data: null,
    cursor: 0,
    picked: new Set(),
    ...readKept(),
  };
  addFilters(queue, find);
  addBulk(queue, find);

  queue.take = (data) => {
    const taken = data.taken?.desk === queue.id ? data.taken.number : 0;
    if (taken >= queue.number) {
      clearTimeout(queue.timer);
      queue.wish = null;
    }
    queue.data = data;
    const there = new Set(data.rows.map((row) => row.id));
    queue.picked = new Set([...queue.picked].filter((id) => there.has(id)));
    queue.cursor = Math.max(0, data.rows.findIndex((row) => row.id === queue.at));
    queue.drawFilters();
    drawRows();
    drawPager();
    queue.drawBulk();
    const said = find(".said");
    said.hidden = !data.said.length;
    said.replaceChildren(...data.said.map((line) => element("p", "", line)));
    moveTo(queue.cursor);
  };

  // --- wishes ---

  queue.ask = (act, { reports = [], to = "", look = {} } = {}) => {
    queue.number += 1;
    queue.wish = { desk: queue.id, number: queue.number, act, reports, to, look };
    post();
  };

  function post() {
    clearTimeout(queue.timer);
    if (!queue.wish || !(root.host || root).isConnected) return;
    queue.wish = { ...queue.wish, sending: (queue.wish.sending || 0) + 1 };
    queue.send("wish", queue.wish);
    if (queue.wish.sending < 20) queue.timer = setTimeout(post, AGAIN);
  }

  queue.open = (id) => queue.ask("open", { reports: [[id, 0]] });

  queue.look = (changes) => {
    const look = { ...queue.data.look, page: "", ...changes };
    queue.picked.clear();
    queue.ask("look", { look });
  };

  // --- rows ---

  function keep() {
    queue.at = queue.data.rows[queue.cursor]?.id;
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ at: queue.at }));
    } catch {
      /* costs only the place in the list */
    }
  }

  queue.closeIfGone = () => {
    const host = root.host || root;
    if (host.isConnected) return;
    document.removeEventListener("keydown", onKey);
    clearTimeout(queue.timer);
  };

  function drawRows() {
    const { rows } = queue.data;
    find("tbody").replaceChildren(...rows.map(drawRow));
    find("table").hidden = !rows.length;
    const none = find(".none");
    none.hidden = rows.length > 0;
    none.textContent = "没有符合条件的报告，请换一个状态或清除筛选。";
  }

  function drawRow(row, place) {
    const line = element("tr", place === queue.cursor ? "current" : "");
    line.dataset.id = row.id;
    const pick = element("td", "pick");
    const box = element("input");
    box.type = "checkbox";
    box.checked = queue.picked.has(row.id);
    box.setAttribute("aria-label", `选中${row.agency}`);
    box.addEventListener("click", (event) => {
      event.stopPropagation();
      queue.pick(row.id);
    });
    pick.append(box);
    const agency = element("td", "agency");
    const name = element("button", "", row.agency);
    name.type = "button";
    agency.append(name, drawMarks(row));
    agency.title = row.file;
    line.append(pick, agency, element("td", "kind", row.kind));
    for (const level of ["must", "should", "ask"]) {
      line.append(element("td", row[level] ? `number ${level}` : "number nil", String(row[level])));
    }
    const decided = row.total ? `${row.decided} / ${row.total}` : "—";
    line.append(element("td", row.total ? "number" : "number nil", decided));
    line.append(element("td", "number", `${row.score} ${row.grade}`));
    line.append(element("td", row.reuse ? "number" : "number nil", row.reuse || "—"));
    const where = element("td", `where state-${row.state}`, row.stateName);
    if (row.reviewer) where.append(element("small", "", row.reviewer === queue.data.me ? "我" : row.reviewer));
    const foremost = element("td", "foremost");
    const message = element("span", row.level ? "" : row.failed ? "must" : "nil", row.foremost);
    if (row.level) message.prepend(element("b", row.level, `${SIGNS[row.level]} `));
    foremost.append(message);
    foremost.title = row.foremost;
    line.append(where, foremost);
    line.addEventListener("click", () => {
      moveTo(queue.data.rows.indexOf(row));
      if (!row.failed) queue.open(row.id);
    });
    return line;
  }

  // What tells reports of one agency apart, and what is odd about one.
  function drawMarks(row) {
    const marks = [`${row.year}年度`];
    if (row.round > 1) marks.push(`第${row.round}轮`);
    if (row.duplicate) marks.push("同轮有两份");
    if (row.outdated) marks.push("旧规则");
    const twins = queue.data.rows.filter((other) => other.agency === row.agency && other.year === row.year);
    if (twins.length > 1 || row.failed) marks.push(row.file);
    return element("small", "", marks.join("　"));
  }

  function drawPager() {
    const { page, pages, total } = queue.data;
    const pager = find(".pager");
    pager.hidden = pages < 2;
    pager.replaceChildren(
      button("上一页", "[", "", () => turn(-1)),
      element("span", "", `第 ${page + 1} / ${pages} 页，共 ${total} 份`),
      button("下一页", "]", "", () => turn(1)),
    );
    pager.firstChild.disabled = page === 0;
    pager.lastChild.disabled = page + 1 >= pages;
  }

  function turn(step) {
    const page = queue.data.page + step;
    if (page < 0 || page >= queue.data.pages) return;
    queue.at = null;
    queue.look({ page: String(page) });
  }

  function moveTo(place) {
    const { rows } = queue.data;
    queue.cursor = Math.max(0, Math.min(rows.length - 1, place));
    root.querySelectorAll("tbody tr").forEach((line, at) => {
      line.classList.toggle("current", at === queue.cursor);
      if (at === queue.cursor) line.scrollIntoView({ block: "nearest" });
    });
    keep();
  }

  queue.pick = (id) => {
    if (queue.picked.has(id)) queue.picked.delete(id);
    else queue.picked.add(id);
    redrawPicks();
  };

  queue.pickAll = (on) => {
    queue.picked = new Set(on ? queue.data.rows.map((row) => row.id) : []);
    redrawPicks();
  };

  function redrawPicks() {
    root.querySelectorAll("tbody tr").forEach((line) => {
      line.querySelector("input").checked = queue.picked.has(Number(line.dataset.id));
    });
    find(".all").checked = queue.picked.size > 0 && queue.picked.size === queue.data.rows.length;
    queue.drawBulk();
  }

  // --- keys ---

  const help = () => {
    find(".help").hidden = !find(".help").hidden;
  };
  const states = () => ["", ...queue.data.states.map(([state]) => state)];
  const KEYS = {
    j: () => moveTo(queue.cursor + 1),
    k: () => moveTo(queue.cursor - 1),
    arrowdown: () => moveTo(queue.cursor + 1),
    arrowup: () => moveTo(queue.cursor - 1),
    enter: () => {
      if (queue.confirming) return queue.confirm();
      const row = queue.data.rows[queue.cursor];
      if (row && !row.failed) queue.open(row.id);
    },
    "/": () => find(".search").focus(),
    "[": () => turn(-1),
    "]": () => turn(1),
    x: (event) => {
      if (event.shiftKey) return queue.pickAll(queue.picked.size < queue.data.rows.length);
      const row = queue.data.rows[queue.cursor];
      if (row) queue.pick(row.id);
    },
    c: () => queue.wishFor("claim"),
    r: () => queue.wishFor("state", "returned"),
    t: () => queue.wishFor("state", "passed"),
    "?": help,
    "？": help,
    escape: () => {
      find(".help").hidden = true;
      if (queue.confirming) queue.cancel();
      else queue.pickAll(false);
    },
  };

  function onKey(event) {
    const host = root.host || root;
    if (!host.isConnected) return queue.closeIfGone();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const origin = event.composedPath()[0];
    if (origin.matches?.('input:not([type="checkbox"]), textarea, select, [contenteditable]')) {
      if (event.key === "Escape") origin.blur();
      return;
    }
    if (document.querySelector('[role="dialog"]:not(.sheet)')) return;
    const key = event.key.toLowerCase();
    if (key === "enter" && origin.matches?.("button") && !queue.confirming) return;
    if (/^[0-6]$/.test(key)) queue.look({ state: states()[Number(key)] });
    else if (KEYS[key]) KEYS[key](event);
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", onKey);
  find(".all").addEventListener("change", (event) => queue.pickAll(event.target.checked));
  find(".help").addEventListener("click", help);
  queue.help = help;
  return queue;
}
