// The report: its sections, and the tables as the form has them.

const WIDTHS = {
  requests: ["32px", "68px", "auto", ...Array(7).fill("8.2%")],
  proactive: ["22%", ...Array(6).fill("13%")],
};
const STATES = { blank: "空白", absent: "缺" };

function addReport(desk, find) {
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
    section.paragraphs.forEach((paragraph, place) => {
      const line = element("p");
      line.dataset.start = section.starts[place];
      let marked = false;
      for (const run of paragraph) {
        const piece = drawRun(run);
        marked ||= run.marks.length > 0 && run.level !== "vague";
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
    if (!run.marks.length && !run.claims.length) return document.createTextNode(run.text);
    const piece = element("span", "", run.text);
    addClaims(piece, run);
    if (!run.marks.length) return piece;
    mark(piece, run.marks, run.level);
    if (run.why) addHint(piece, `套话：${run.why}`);
    return piece;
  }

  // What the text says of cells: a quiet tick where it agrees; hovering shows which cells.
  function addClaims(piece, run) {
    if (!run.claims.length) return;
    const claims = run.claims.map((place) => desk.data.claims[place]);
    piece.classList.add("claim");
    claims.forEach((claim) => addHint(piece, claim.says));
    if (run.ends.some((place) => desk.data.claims[place].verdict === "consistent")) piece.classList.add("agrees");
    const show = (on) => {
      for (const key of claims.flatMap((claim) => claim.cells)) {
        find(".report").querySelector(`[data-cell="${CSS.escape(key)}"]`)?.classList.toggle("spoken", on);
      }
    };
    piece.addEventListener("mouseenter", () => show(true));
    piece.addEventListener("mouseleave", () => show(false));
  }

  function mark(piece, marks, level) {
    piece.classList.add("mark", level);
    piece.dataset.marks = ` ${marks.join(" ")} `;
    const { findings } = desk.data;
    for (const finding of marks.map((place) => findings[place])) {
      if (!finding.shades) addHint(piece, `${signOf(finding)[0]} ${finding.title}`);
    }
    piece.addEventListener("click", () => {
      if (isSelecting()) return;
      const next = marks[(marks.indexOf(desk.cursor) + 1) % marks.length];
      desk.moveTo(next, { scrollText: false });
    });
  }

  // text that is being marked must not be run away from
  function isSelecting() {
    const chosen = desk.root.getSelection ? desk.root.getSelection() : document.getSelection();
    return Boolean(chosen && !chosen.isCollapsed);
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
    made.dataset.place = cell.place;
    const figure = element("span", "", STATES[cell.state] ?? cell.text);
    made.append(figure);
    if (cell.text === "0") made.classList.add("zero");
    if (cell.state === "absent") addHint(made, "报告的表格中没有这一格，或未能识别");
    if (cell.marks.length) mark(made, cell.marks, desk.data.findings[cell.marks[0]].level);
    return made;
  }

  desk.drawReport = drawReport;
}
