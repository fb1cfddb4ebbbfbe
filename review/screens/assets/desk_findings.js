// The findings: one large with its buttons, the list small, what was not checked, the score.

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
const MOST_EVIDENCE = 5;

// What a finding is listed under: its level, or that it only helps and asks for no decision.
const kindOf = (finding) => (finding.helps ? "helps" : finding.level);
const signOf = (finding) => WORDS[kindOf(finding)];

function addFindings(desk, find) {
  function drawList() {
    const list = find(".list");
    list.replaceChildren();
    let kind = "";
    desk.data.findings.forEach((finding, place) => {
      if (kindOf(finding) !== kind) {
        kind = kindOf(finding);
        const [sign, word] = WORDS[kind];
        const count = desk.data.findings.filter((other) => kindOf(other) === kind).length;
        list.append(element("h3", kind, `${sign} ${word}（${count}）`));
      }
      const line = element("button", "line");
      line.type = "button";
      line.dataset.place = place;
      line.append(element("i", "verdict"), element("span", "title", finding.title));
      line.append(element("span", "where", finding.where));
      line.addEventListener("click", () => desk.moveTo(place));
      list.append(line);
    });
    drawNotRun(list);
    drawScore();
  }

  function notRunCount() {
    return desk.data.not_run.reduce((sum, item) => sum + item.codes.length, 0);
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
    const now = finding && desk.standing(finding);
    // drawn once as it stands: an acknowledgement must not move what is being read
    const drawn = JSON.stringify([desk.shown, desk.cursor, now, desk.editing, desk.undone.length, desk.unshaded]);
    if (desk.cardDrawn === drawn) return;
    desk.cardDrawn = drawn;
    card.replaceChildren();
    tools.replaceChildren();
    if (!finding) {
      card.className = "card";
      card.append(element("p", "notice", nothingFound()));
      return;
    }
    card.className = `card ${kindOf(finding)}`;
    const [sign, word] = signOf(finding);
    const head = element("header");
    head.append(element("strong", kindOf(finding), `${sign} ${word}`), element("h2", "", finding.title));
    if (finding.points) head.append(element("span", "points", `扣${finding.points}分`));
    card.append(head);
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
    if (finding.helps) drawHelpTools(tools, finding);
    else drawTools(tools, now);
    desk.markStop();
  }

  function nothingFound() {
    const missing = notRunCount();
    const helping = desk.data.findings.length;
    const found = helping ? "没有需要决定的问题" : "已做的检查没有发现问题";
    const help = helping ? `；下面有${helping}条供参考` : "";
    return `${found}${help}${missing ? `；另有${missing}项没有检查，原因见下` : ""}。`;
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
      // sentences of one part: its name once is enough
      const known = !item.cell && item.place === finding.evidence[place - 1]?.place;
      if (!known) show.append(element("span", "where", item.place));
      if (item.quote || item.cell) {
        const quote = element("q", "", item.foreign ? item.quote : shortened(item.quote) || "空白");
        if (quote.textContent !== item.quote) quote.title = item.quote;
        show.append(quote);
      }
      if (item.note) show.append(element("span", "note", item.note));
      if (item.foreign) show.disabled = true;
      else show.addEventListener("click", () => desk.showEvidence(place));
      line.append(show);
      line.hidden = place >= MOST_EVIDENCE;
      list.append(line);
    });
    const rest = finding.evidence.length - MOST_EVIDENCE;
    if (rest > 0) {
      const more = element("li", "more");
      more.append(button(`其余${rest}处`, "", "", () => {
        more.remove();
        for (const line of list.children) line.hidden = false;
      }));
      list.append(more);
    }
    return list;
  }

  // a long sentence is marked in the report: here its two ends are enough
  function shortened(quote) {
    const letters = Array.from(quote);
    if (letters.length <= 60) return quote;
    return `${letters.slice(0, 36).join("")}……${letters.slice(-12).join("")}`;
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
      desk.decide("accepted", { edited: edited === finding.message ? "" : edited });
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
      const made = button(label, key, className, () => desk.decide(verdict));
      made.setAttribute("aria-pressed", String(now?.verdict === verdict));
      row.append(made);
    };
    add("accepted", "采纳", "A", "accept");
    add("rejected", "不采纳", "D", "reject");
    add("doubtful", "存疑", "Q", "doubt");
    row.append(button("改写", "E", "", desk.edit));
    const undoes = button("撤销", "Z", "", desk.undo);
    undoes.disabled = !desk.undone.length && !now;
    row.append(undoes);
    tools.append(row);
    const reasons = element("div", "row reasons");
    reasons.title = "不采纳的理由";
    reasons.setAttribute("aria-label", "不采纳的理由");
    REASONS.forEach((reason, place) => {
      const hint = `不采纳，理由：${reason}`;
      const act = () => desk.decide("rejected", { reason });
      const made = button(reason, String(place + 1), "", act, hint);
      made.setAttribute("aria-pressed", String(now?.reason === reason));
      reasons.append(made);
    });
    tools.append(reasons);
  }

  function drawHelpTools(tools, finding) {
    tools.append(element("p", "no-choice", "只供审阅时参考，不用决定。"));
    if (!finding.shades) return;
    const label = desk.unshaded ? "显示套话底纹" : "隐藏套话底纹";
    const row = element("div", "row");
    row.append(button(label, "H", "", desk.shade));
    tools.append(row);
  }

  desk.drawList = drawList;
  desk.drawCard = drawCard;
}
