// The card: one finding large, with its evidence and its buttons; at the end, how the report came out.

const MOST_EVIDENCE = 5;

function addCard(desk, find) {
  function drawCard() {
    const card = find(".card");
    const tools = find(".tools");
    const finding = desk.ended ? undefined : desk.data.findings[desk.cursor];
    const now = finding && desk.standing(finding);
    // drawn once as it stands: an acknowledgement must not move what is being read
    const shown = now && desk.plain(now);
    const clash = finding && desk.hasClash(finding);
    const state = [desk.shown, desk.cursor, shown, desk.form, desk.ended, desk.unshaded, clash];
    const drawn = JSON.stringify([...state, desk.ended && desk.tally(), desk.data.mayDecide]);
    if (desk.cardDrawn === drawn) return;
    desk.cardDrawn = drawn;
    card.replaceChildren();
    tools.replaceChildren();
    card.scrollTop = 0;
    if (desk.form === "own") return desk.drawOwnForm(card, tools);
    if (!finding) return drawEnd(card, tools);
    card.className = `card ${kindOf(finding)}`;
    drawFinding(card, finding, now);
    if (finding.helps) drawHelpTools(tools, finding);
    else if (desk.data.mayDecide) drawTools(tools, now);
    else tools.append(element("p", "no-choice", "您的账户只能查看，不能作决定。"));
    desk.markStop();
  }

  function drawFinding(card, finding, now) {
    const [sign, word] = signOf(finding);
    const head = element("header");
    head.append(element("strong", kindOf(finding), `${sign} ${word.split("，")[0]}`), element("h2", "", finding.title));
    if (finding.points) head.append(element("span", "points", `扣${finding.points}分`));
    if (finding.own) head.append(element("span", "points", finding.own.reviewer));
    const copy = button("复制", "C", "copy", desk.copy, "把这一条复制成文字");
    head.append(copy);
    card.append(head);
    const clash = desk.drawClash(finding);
    if (clash) card.append(clash);
    if (desk.form === "edit") {
      card.append(desk.drawEditor(finding, now));
    } else {
      card.append(element("p", "message", now?.edited || finding.message));
      if (now?.edited) card.append(element("p", "hint", "以上为改写后的意见"));
    }
    card.append(evidence(finding));
    if (finding.proposal) card.append(labelled("更正", finding.proposal));
    if (finding.advice) card.append(labelled("建议", finding.advice));
    if (finding.basis) card.append(labelled("依据", finding.basis));
  }

  // nothing is left to decide here: how it came out, and where to go with one key
  function drawEnd(card, tools) {
    card.className = "card end";
    const { total, decided, words } = desk.tally();
    if (total) {
      card.append(element("h2", "", `全部${total}条已决定`), element("p", "message", words));
      if (decided < total) card.firstChild.textContent = `筛选范围内已全部决定，另有${total - decided}条未决定`;
    } else {
      card.append(element("p", "notice", nothingFound()));
    }
    if (desk.data.done) card.append(element("p", "hint", desk.data.done));
    const row = element("div", "row");
    if (total && decided < total) row.append(button("看其余的", "L", "", desk.clearFilter));
    else if (desk.data.mayNote) row.append(button("签发", "G", "accept", desk.openSigning));
    row.append(button("下一份", "N", "", () => desk.wish("next")));
    tools.append(row, element("p", "no-choice", total ? "K 回到最后一条，Z 撤销。" : "J 看供参考的各条，M 自建问题。"));
  }

  function nothingFound() {
    const missing = desk.notRunCount();
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

  desk.drawCard = drawCard;
}
