// What is written in the card: a finding in other words, and a finding of one's own.

const OWN_LEVELS = ["must", "should", "ask"];

function addForms(desk, find) {
  let marked = null; // what the own finding is about
  let kept = null; // the own finding that is being changed
  let level = "should";
  let picked = ""; // the cell that was clicked last

  function edit() {
    const finding = desk.data.findings[desk.cursor];
    if (!finding || finding.helps || desk.ended || !desk.data.mayDecide) return;
    if (finding.own) return change(finding);
    desk.form = "edit";
    desk.drawCard();
    focusEnd(find(".editor textarea"));
  }

  // at once, so that the next key is not lost
  function focusEnd(area) {
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  function leave() {
    desk.form = null;
    desk.drawCard();
  }

  function drawEditor(finding, now) {
    const area = element("textarea");
    area.value = now?.edited || finding.message;
    area.rows = 4;
    area.setAttribute("aria-label", "改写意见");
    const save = () => {
      const edited = area.value.trim();
      desk.form = null;
      desk.decide("accepted", { edited: edited === finding.message ? "" : edited });
    };
    const box = element("div", "editor");
    const row = element("div", "row");
    row.append(button("保存并采纳", "Ctrl+Enter", "accept", save), button("放弃", "Esc", "", leave));
    box.append(area, row);
    listen(box, save);
    return box;
  }

  function listen(box, save) {
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      else if (event.key === "Escape") leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  // --- a finding of one's own ---

  function markOwn() {
    if (!desk.data.mayDecide) return;
    kept = null;
    level = "should";
    open(selection() || cellPicked() || sectionInView());
  }

  function change(finding) {
    kept = finding;
    level = finding.own.severity;
    open({ ...finding.own, place: finding.evidence[0]?.place ?? "" });
  }

  function open(about) {
    marked = about;
    desk.form = "own";
    desk.cardDrawn = null;
    desk.drawCard();
    focusEnd(find(".own-form textarea"));
  }

  function drawOwnForm(card, tools) {
    card.className = "card own-form";
    card.append(element("h2", "", kept ? "改自建的问题" : "自建问题"));
    const about = element("p", "about");
    about.append(element("span", "where", marked.place));
    if (marked.quote) about.append(element("q", "", marked.quote));
    card.append(about);
    const message = element("textarea");
    message.value = kept?.message ?? "";
    message.rows = 3;
    message.placeholder = "有什么问题";
    message.setAttribute("aria-label", "有什么问题");
    const advice = element("textarea");
    advice.value = kept?.advice ?? "";
    advice.rows = 2;
    advice.placeholder = "应当怎样改（可不填）";
    advice.setAttribute("aria-label", "应当怎样改");
    const levels = element("div", "row levels");
    OWN_LEVELS.forEach((name, place) => {
      const [sign, word] = WORDS[name];
      levels.append(button(`${sign}${word}`, `Alt+${place + 1}`, name, () => choose(name)));
    });
    const choose = (name) => {
      level = name;
      [...levels.children].forEach((made, at) => made.setAttribute("aria-pressed", String(OWN_LEVELS[at] === name)));
    };
    choose(level);
    const save = () => saveOwn(message.value.trim(), advice.value.trim());
    const box = element("div", "editor");
    box.append(levels, message, advice);
    card.append(box);
    const row = element("div", "row");
    row.append(button("保存", "Ctrl+Enter", "accept", save), button("放弃", "Esc", "", leave));
    if (kept) row.append(button("撤下这一条", "", "reject", () => store({ ...kept.own, withdrawn: true })));
    tools.append(row, element("p", "no-choice", "保存后即为已采纳，写入反馈意见。"));
    box.addEventListener("keydown", (event) => {
      const place = event.altKey ? ["Digit1", "Digit2", "Digit3"].indexOf(event.code) : -1;
      if (place < 0) return;
      event.preventDefault();
      choose(OWN_LEVELS[place]);
    });
    listen(box, save);
  }

  function saveOwn(message, advice) {
    if (!message) return find(".own-form textarea").focus();
    const { section, start = 0, end = 0, quote = "", cell = "" } = marked;
    store({ section, start, end, quote, cell, severity: level, message, advice });
  }

  function store(own) {
    const id = kept ? kept.id : randomId(24);
    const now = { withdrawn: false, ...own };
    desk.recordOwn(id, kept ? { ...kept.own, withdrawn: false } : { ...now, withdrawn: true }, now);
    leave();
    desk.refresh();
    desk.say(now.withdrawn ? "已撤下，可用 Z 撤销" : "已记下自建的问题");
  }

  // --- what it is about ---

  function selection() {
    const chosen = desk.root.getSelection ? desk.root.getSelection() : document.getSelection();
    if (!chosen || !chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    const start = spot(range.startContainer, range.startOffset);
    if (!start) return null;
    const end = spot(range.endContainer, range.endOffset);
    const { section } = start;
    const text = textOf(section);
    // a selection that runs on into another part ends with the first
    const to = end && end.section === section ? end.at : text.length;
    let [from, until] = [Math.min(start.at, to), Math.max(start.at, to)];
    while (from < until && !text[from].trim()) from += 1;
    while (from < until && !text[until - 1].trim()) until -= 1;
    if (from === until) return null;
    return { section, start: from, end: until, quote: text.slice(from, until).join(""), place: nameOf(section) };
  }

  // characters as Python counts them
  function spot(node, offset) {
    const line = (node.nodeType === 1 ? node : node.parentElement)?.closest("p[data-start]");
    if (!line) return null;
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    const section = line.closest("[data-section]").dataset.section;
    return { section, at: Number(line.dataset.start) + Array.from(range.toString()).length };
  }

  function textOf(key) {
    const { paragraphs, starts } = desk.data.sections.find((section) => section.key === key);
    const letters = [];
    paragraphs.forEach((paragraph, at) => {
      while (letters.length < starts[at]) letters.push("\n");
      letters.push(...paragraph.flatMap((run) => Array.from(run.text)));
    });
    return letters;
  }

  function cellPicked() {
    const cell = picked && find(`.report td[data-cell="${CSS.escape(picked)}"]`);
    if (!cell) return null;
    const section = cell.closest("[data-section]").dataset.section;
    const quote = cell.classList.contains("absent") ? "" : cell.textContent;
    return { section, cell: picked, quote, place: cell.dataset.place };
  }

  function sectionInView() {
    const top = find(".report").getBoundingClientRect().top + 60;
    const parts = [...desk.root.querySelectorAll(".report section")];
    const part = parts.filter((each) => each.getBoundingClientRect().top <= top).pop() ?? parts[0];
    const section = part.dataset.section;
    return { section, place: `${nameOf(section)}（整个部分；选中文字或点一个格子后按 M，可指明位置）` };
  }

  function nameOf(key) {
    const { numeral, name } = desk.data.sections.find((section) => section.key === key);
    return numeral ? `第${numeral}部分 ${name}` : name;
  }

  function pick(key) {
    picked = picked === key ? "" : key;
    desk.root.querySelectorAll("td.picked").forEach((cell) => cell.classList.remove("picked"));
    if (picked) find(`.report td[data-cell="${CSS.escape(key)}"]`)?.classList.add("picked");
  }

  find(".report").addEventListener("click", (event) => {
    const cell = event.target.closest("td[data-cell]");
    if (cell) pick(cell.dataset.cell);
    else if (picked) pick(picked);
  });
  Object.assign(desk, { edit, drawEditor, markOwn, drawOwnForm });
}
