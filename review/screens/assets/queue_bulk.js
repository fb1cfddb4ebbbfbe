// Acting on several reports at once: what is picked, what shall happen to it, and the count before.

const STATE_ACTS = [
  ["returned", "退回重报", "R"],
  ["answered", "已反馈", ""],
  ["passed", "已通过", "T"],
  ["waiting", "放回待审", ""],
];

function addBulk(queue, find) {
  queue.confirming = null;

  // of what is picked, else of the report under the cursor
  queue.wishFor = (act, to = "") => {
    const { rows, rights } = queue.data;
    const picked = rows.filter((row) => queue.picked.has(row.id));
    const reports = picked.length ? picked : rows.slice(queue.cursor, queue.cursor + 1);
    if (!reports.length || !rights.claim) return;
    const pairs = reports.map((row) => [row.id, row.version]);
    if (reports.length === 1 && act === "claim") return queue.ask(act, { reports: pairs, to });
    queue.confirming = { act, to, reports: pairs };
    queue.drawBulk();
  };

  queue.confirm = () => {
    const { act, to, reports } = queue.confirming;
    queue.confirming = null;
    queue.picked.clear();
    queue.ask(act, { reports, to });
    queue.drawBulk();
  };

  queue.cancel = () => {
    queue.confirming = null;
    queue.drawBulk();
  };

  queue.drawBulk = () => {
    const bulk = find(".bulk");
    bulk.hidden = !queue.confirming && !queue.picked.size;
    if (queue.confirming) bulk.replaceChildren(...question());
    else bulk.replaceChildren(...choices());
  };

  function question() {
    const { act, to, reports } = queue.confirming;
    const [, name] = STATE_ACTS.find(([state]) => state === to) || [];
    const words = {
      claim: "认领",
      release: "放回（不再由我审阅）",
      withdraw: "撤下（不删除，可以恢复）",
      bring_back: "恢复到队列",
      hand_over: `移交给${to}`,
      state: `改为“${name}”`,
    };
    return [
      element("b", "", `将把${reports.length}份报告${words[act]}。`),
      button("确定", "Enter", "primary", queue.confirm),
      button("取消", "Esc", "", queue.cancel),
    ];
  }

  function choices() {
    const { rights, reviewers, me, look } = queue.data;
    const made = [element("b", "", `已选${queue.picked.size}份`)];
    if (rights.claim) {
      made.push(button("认领", "C", "", () => queue.wishFor("claim")));
      for (const [state, name, key] of STATE_ACTS) {
        made.push(button(name, key, "", () => queue.wishFor("state", state)));
      }
      const away = look.withdrawn ? ["恢复", "bring_back"] : ["撤下", "withdraw"];
      made.push(button(away[0], "", "", () => queue.wishFor(away[1])));
      const others = reviewers.filter((name) => name !== me);
      if (others.length) made.push(handOver(others));
    }
    made.push(button("取消选择", "Esc", "", () => queue.pickAll(false)));
    return made;
  }

  function handOver(names) {
    const select = element("select");
    select.setAttribute("aria-label", "移交给");
    for (const [value, label] of [["", "移交给…"], ...names.map((name) => [name, name])]) {
      const option = element("option", "", label);
      option.value = value;
      select.append(option);
    }
    select.addEventListener("change", () => {
      if (select.value) queue.wishFor("hand_over", select.value);
    });
    return select;
  }
}
