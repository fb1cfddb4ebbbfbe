// The filters of the queue: what they may be set to comes from the server, what they are set to
// stands in the page's address. Views that somebody saves stay in that browser.

const VIEWS = "nianbao-views";
const SORTS = [
  ["", "先看最要紧的"],
  ["score", "得分从低到高"],
  ["score_down", "得分从高到低"],
  ["agency", "按单位"],
  ["newest", "最新收到的在前"],
];

const BANDS = [
  ["", "59", "不到60分"],
  ["60", "79", "60–79分"],
  ["80", "89", "80–89分"],
  ["90", "", "90分以上"],
];

function readViews() {
  try {
    const views = JSON.parse(localStorage.getItem(VIEWS) || "[]");
    return views.filter((view) => typeof view.name === "string" && typeof view.look === "object");
  } catch {
    return [];
  }
}

function keepViews(views) {
  try {
    localStorage.setItem(VIEWS, JSON.stringify(views));
  } catch {
    /* the view lasts for this page only */
  }
}

function addFilters(queue, find) {
  let views = readViews();

  queue.drawFilters = () => {
    drawStates();
    if (find(".filters").contains(find(":focus"))) return; // not under somebody's hands
    const { data } = queue;
    const parts = [
      search(),
      choice("year", "全部年度", data.years.map((year) => [String(year), `${year}年度`])),
      choice("kind", "全部类型", data.kinds),
      choice("level", "各级问题", data.levels),
      choice("code", "各项检查", data.codes.map(([code, title]) => [code, `${title} ${code}`])),
      flag("undecided", "未决定的"),
    ];
    if (data.reviewers.length > 1) parts.push(reviewers());
    parts.push(scores(), choice("sort", SORTS[0][1], SORTS.slice(1)), more(), ...savedViews(), clear());
    find(".filters").replaceChildren(...parts.filter(Boolean));
  };

  function drawStates() {
    const { counts, states, look } = queue.data;
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const entries = [["", "全部", all], ...states.map(([state, name]) => [state, name, counts[state] || 0])];
    const made = entries.map(([state, name, count], at) => {
      const choice = button(`${name} ${count}`, String(at), "", () => queue.look({ state }));
      choice.setAttribute("aria-pressed", String((look.state || "") === state));
      return choice;
    });
    const progress = element("span", "progress", queue.data.progress);
    const keys = button("按键", "?", "keys", () => queue.help());
    find(".states").replaceChildren(...made, progress, keys);
  }

  function choice(name, every, listed) {
    return options(every, listed, queue.data.look[name] || "", (value) => queue.look({ [name]: value }));
  }

  function options(every, listed, value, action) {
    const select = element("select");
    select.setAttribute("aria-label", every);
    for (const [key, label] of [["", every], ...listed]) {
      const option = element("option", "", label);
      option.value = key;
      select.append(option);
    }
    select.value = value;
    select.classList.toggle("set", Boolean(value));
    select.addEventListener("change", () => {
      select.blur();
      action(select.value);
    });
    return select;
  }

  function reviewers() {
    const { reviewers: names, me } = queue.data;
    return choice("reviewer", "全部审阅人", names.map((name) => [name, name === me ? `${name}（我）` : name]));
  }

  function flag(name, label) {
    const on = Boolean(queue.data.look[name]);
    const made = button(label, "", "flag", () => queue.look({ [name]: on ? "" : "1" }));
    made.setAttribute("aria-pressed", String(on));
    return made;
  }

  // what is rarely wanted
  function more() {
    const named = [["duplicate", "同轮两份"], ["old", "按旧规则审阅的"], ["withdrawn", "已撤下的"]];
    const none = Object.fromEntries(named.map(([name]) => [name, ""]));
    const set = named.find(([name]) => queue.data.look[name]);
    return options("更多条件", named, set?.[0] || "", (name) => queue.look({ ...none, ...(name && { [name]: "1" }) }));
  }

  function scores() {
    const { low = "", high = "" } = queue.data.look;
    const bands = BANDS.map(([from, to, label]) => [`${from}-${to}`, label]);
    const set = low || high ? `${low}-${high}` : "";
    return options("全部得分", bands, set, (band) => {
      const [from = "", to = ""] = band.split("-");
      queue.look({ low: from, high: to });
    });
  }

  function search() {
    const { look } = queue.data;
    const whole = element("form", "finder");
    const where = element("select");
    where.setAttribute("aria-label", "在哪里查找");
    for (const [value, label] of [["agency", "单位名"], ["words", "正文"]]) {
      const option = element("option", "", label);
      option.value = value;
      where.append(option);
    }
    where.value = look.words ? "words" : "agency";
    const box = element("input", "search");
    box.type = "search";
    box.placeholder = "查找，按回车";
    box.setAttribute("aria-label", "查找单位或正文");
    box.value = look.words || look.agency || "";
    whole.append(where, box);
    whole.addEventListener("submit", (event) => {
      event.preventDefault();
      box.blur();
      queue.look({ agency: "", words: "", [where.value]: box.value.trim() });
    });
    return whole;
  }

  function savedViews() {
    const { page, ...look } = queue.data.look;
    const now = JSON.stringify(look);
    const made = views.map((view) => {
      const chip = button(view.name, "", "view", () => {
        const cleared = Object.fromEntries(Object.keys(queue.data.look).map((name) => [name, ""]));
        queue.look({ ...cleared, ...view.look });
      });
      chip.setAttribute("aria-pressed", String(JSON.stringify(view.look) === now));
      return chip;
    });
    const known = views.find((view) => JSON.stringify(view.look) === now);
    if (known) made.push(button("删除这个视图", "", "link", () => forget(known)));
    else if (Object.keys(look).length) made.push(button("存为视图", "", "link", () => save(look)));
    return made;
  }

  function save(look) {
    const name = describe(look);
    views = [...views.filter((view) => view.name !== name), { name, look }];
    keepViews(views);
    queue.drawFilters();
  }

  function forget(view) {
    views = views.filter((other) => other !== view);
    keepViews(views);
    queue.drawFilters();
  }

  // a view goes by what it shows
  function describe(look) {
    const { states, kinds, levels } = queue.data;
    const named = new Map([...states, ...kinds, ...levels]);
    const flags = { undecided: "未决定", duplicate: "同轮两份", old: "旧规则", withdrawn: "已撤下" };
    return Object.entries(look)
      .filter(([name]) => name !== "sort")
      .map(([name, value]) => flags[name] || named.get(value) || value)
      .join("·") || "排序";
  }

  function clear() {
    if (!Object.keys(queue.data.look).length) return null;
    const cleared = Object.fromEntries(Object.keys(queue.data.look).map((name) => [name, ""]));
    return button("清除筛选", "", "link", () => queue.look(cleared));
  }
}
