// The list by level, by kind of finding, by what is still open.

const LEVELS = ["", "must", "should", "ask", "helps"];

function addFilter(desk, find) {
  const everything = { level: "", code: "", open: false };
  desk.filter = { ...everything };

  function passes(finding) {
    const { level, code, open } = desk.filter;
    if (level && kindOf(finding) !== level) return false;
    if (code && finding.code !== code) return false;
    return !open || desk.isOpen(finding) || finding === desk.data.findings[desk.cursor];
  }

  function set(next) {
    Object.assign(desk.filter, next);
    draw();
    const { findings } = desk.data;
    if (!findings[desk.cursor] || !passes(findings[desk.cursor])) {
      const there = findings.findIndex((finding) => passes(finding) && desk.isOpen(finding));
      const any = there >= 0 ? there : findings.findIndex(passes);
      if (any >= 0) return desk.moveTo(any);
    }
    desk.refresh();
  }

  // the levels that there are, in turn
  function nextLevel() {
    const there = LEVELS.filter((level) => !level || desk.data.findings.some((f) => kindOf(f) === level));
    set({ level: there[(there.indexOf(desk.filter.level) + 1) % there.length] });
  }

  function sameOnly() {
    const current = desk.data.findings[desk.cursor];
    set({ code: desk.filter.code || !current ? "" : current.code });
  }

  function draw() {
    const { level, code, open } = desk.filter;
    const press = (selector, on) => find(selector).setAttribute("aria-pressed", String(Boolean(on)));
    find(".level span").textContent = level ? WORDS[level][1].split("，")[0] : "全部级别";
    press(".level", level);
    press(".same", code);
    press(".open-only", open);
  }

  desk.passes = passes;
  desk.isFiltered = () => Boolean(desk.filter.level || desk.filter.code);
  desk.nextLevel = nextLevel;
  desk.sameOnly = sameOnly;
  desk.openOnly = () => set({ open: !desk.filter.open });
  desk.forgetFilter = () => {
    Object.assign(desk.filter, everything);
    draw();
  };
  desk.clearFilter = () => {
    desk.forgetFilter();
    desk.moveTo(Math.max(0, desk.data.findings.findIndex(desk.isOpen)));
  };
}
