// Both ends of a contradiction in view: what the report cannot show beside the piece that is looked at is
// pinned below it, table rows with the heads of their columns, text with the words around it.

const AROUND = 36; // letters of text on each side of a pinned quote

function addPins(desk, find) {
  function pin() {
    const box = find(".pins");
    const finding = desk.data.findings[desk.cursor];
    box.replaceChildren();
    box.hidden = true;
    if (!finding || desk.ended || finding.shades) return;
    if (finding.compared.length) box.append(...finding.compared.map(drawCompared));
    const away = finding.evidence.map((item, at) => [item, at]).filter(([item]) => !item.foreign && !inView(item));
    const tables = new Map();
    for (const [item, at] of away) {
      if (!item.row.length) {
        const piece = desk.pieces(item)[0];
        if (piece) box.append(drawText(item, at, piece));
        continue;
      }
      const heads = item.row.map((cell) => cell.head).join("|");
      tables.set(heads, [...(tables.get(heads) || []), [item, at]]);
    }
    for (const items of tables.values()) box.append(drawRows(items));
    box.hidden = !box.children.length;
  }

  function inView(item) {
    const pane = find(".report").getBoundingClientRect();
    const piece = desk.pieces(item)[0];
    if (!piece) return !item.cell && !item.quote;
    const box = piece.getBoundingClientRect();
    return box.top >= pane.top && Math.min(box.bottom, box.top + 60) <= pane.bottom;
  }

  // which piece of evidence it is
  function marked(made, at) {
    made.dataset.at = at;
    return made;
  }

  function lead(item, at) {
    const made = element("button", "pin-place", item.place);
    made.type = "button";
    made.title = "在报告中看这一处";
    made.addEventListener("click", () => desk.showEvidence(at));
    return made;
  }

  function drawText(item, at, piece) {
    const made = element("div", "pin");
    const paragraph = piece.closest("p")?.textContent ?? piece.textContent;
    const from = paragraph.indexOf(piece.textContent);
    const words = element("p", "");
    const before = paragraph.slice(Math.max(0, from - AROUND), from);
    const after = paragraph.slice(from + piece.textContent.length);
    const quote = piece.textContent.length > 160 ? `${piece.textContent.slice(0, 150)}……` : piece.textContent;
    words.append(from > AROUND ? "……" : "", before, marked(element("b", "pinned", quote), at), after.slice(0, AROUND));
    if (after.length > AROUND) words.append("……");
    made.append(lead(item, at), words);
    return made;
  }

  // cells of the same columns make one small table; cells of one row share its line
  function drawRows(items) {
    const made = element("div", "pin");
    const table = element("table");
    const heads = element("tr");
    heads.append(element("th", "", ""), ...items[0][0].row.map((cell) => element("th", "", cell.head)));
    table.append(heads);
    const rows = new Map();
    for (const [item, at] of items) {
      const row = item.row[0].key;
      rows.set(row, [...(rows.get(row) || []), [item, at]]);
    }
    for (const shared of rows.values()) {
      const line = element("tr");
      const [item, at] = shared[0];
      const label = element("th", "pin-row");
      label.append(lead({ ...item, place: rowName(item.place) }, at));
      const places = new Map(shared.map(([each, number]) => [each.cell, number]));
      const cells = item.row.map((cell) =>
        places.has(cell.key)
          ? marked(element("td", "pinned", cell.text), places.get(cell.key))
          : element("td", "", cell.text)
      );
      line.append(label, ...cells);
      table.append(line);
    }
    made.append(table);
    return made;
  }

  // 第三部分表格“（一）予以公开”行“总计”列: the row is enough, the column has its head
  const rowName = (place) => place.replace(/行?·?“[^”]*”列$/, "").replace("部分表格", "部分 ");

  function drawCompared(row) {
    const made = element("div", "pin compared");
    const side = (place, pieces) => {
      const column = element("div");
      column.append(element("b", "pin-title", place || "本报告"));
      const words = element("p");
      for (const [text, shared] of pieces) words.append(element("span", shared ? "same" : "other", text));
      column.append(words);
      return column;
    };
    made.append(side(row.place, row.here), side(row.otherPlace, row.there));
    return made;
  }

  desk.pin = pin;
}
