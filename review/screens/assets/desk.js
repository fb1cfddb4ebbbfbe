// The review desk: report, tables and findings under one cursor.
//
// The script runs again whenever `data` changes; what must last (cursor, undo, changes not yet
// acknowledged) is kept on the element. Text of the report goes in by textContent only.
// Each file of the desk adds its part to the one `desk` object; this one opens it and deals out the keys.

export default function (component) {
  const root = component.parentElement;
  const desk = (root.nianbaoDesk ??= openDesk(root));
  desk.send = component.setStateValue;
  desk.take(component.data);
  return () => setTimeout(() => desk.closeIfGone(), 0);
}

function randomId(letters) {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(numbers, (n) => n.toString(16).padStart(8, "0")).join("").slice(0, letters);
}

function openDesk(root) {
  const desk = {
    root,
    id: randomId(24),
    data: null,
    cursor: 0,
    stop: 0, // which piece of evidence is shown
    shown: null, // report and findings that are drawn
    ended: false, // the last decision is made: the card tells how it came out
    form: null, // what is being written in the card
    leaving: 0, // when another report was asked for: until it is there no key decides
  };
  const find = (selector) => root.querySelector(selector);
  addChanges(desk, find);
  addWishes(desk, find);
  addHints(desk, find);
  addReport(desk, find);
  addCursor(desk, find);
  addPins(desk, find);
  addFilter(desk, find);
  addDeciding(desk, find);
  addClashes(desk, find);
  addList(desk, find);
  addCard(desk, find);
  addForms(desk, find);
  addSheets(desk, find);
  addView(desk, find);

  desk.take = (data) => {
    const report = desk.data?.submission;
    desk.data = data;
    desk.acknowledge();
    desk.takeClashes();
    desk.wishesMet();
    const drawn = [data.submission, data.sha256, ...data.findings.map(fingerprint)].join(" ");
    if (desk.shown === drawn) return desk.refresh();
    desk.shown = drawn;
    if (report === data.submission) desk.drawAgain();
    else desk.drawFirst();
  };

  const fingerprint = (finding) => `${finding.id}${finding.own ? finding.own.version : ""}`;

  desk.closeIfGone = () => {
    if ((root.host || root).isConnected) return;
    document.removeEventListener("keydown", onKey);
    desk.stopSending();
  };

  const KEYS = {
    j: () => desk.step(1),
    k: () => desk.step(-1),
    arrowdown: () => desk.step(1),
    arrowup: () => desk.step(-1),
    a: () => desk.decide("accepted"),
    d: () => desk.decide("rejected"),
    q: () => desk.decide("doubtful"),
    e: () => desk.edit(),
    z: () => desk.undo(),
    y: () => desk.redo(),
    c: () => desk.copy(),
    m: () => desk.markOwn(),
    b: () => desk.openBulk(),
    l: () => (desk.ended && desk.isFiltered() ? desk.clearFilter() : desk.nextLevel()),
    t: () => desk.sameOnly(),
    o: () => desk.openOnly(),
    x: () => desk.nextClash(),
    w: () => desk.takeTheirs(),
    f: () => desk.onlyMarked(),
    h: () => desk.shade(),
    s: () => desk.openScore(),
    g: () => desk.openSigning(),
    v: () => desk.nextEvidence(),
    n: () => desk.wish("next"),
    p: () => desk.wish("previous"),
    r: () => desk.wish("queue"),
    pagedown: () => desk.turnPages(1),
    pageup: () => desk.turnPages(-1),
    "?": () => desk.toggleSheet(".help"),
    "？": () => desk.toggleSheet(".help"),
    escape: () => desk.toggleSheet(""),
  };
  REASONS.forEach((reason, place) => {
    KEYS[String(place + 1)] = () => desk.decide("rejected", { reason });
  });

  function actionOf(event) {
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      // what every editor does; other combinations are the browser's
      if (key === "y" || (key === "z" && event.shiftKey)) return desk.redo;
      return key === "z" ? desk.undo : null;
    }
    if (key === "z" && event.shiftKey) return desk.redo;
    return desk.sheetKey(event) || KEYS[key];
  }

  function onKey(event) {
    if (!(root.host || root).isConnected) return desk.closeIfGone();
    if (event.altKey || event.isComposing) return;
    const origin = event.composedPath()[0];
    if (origin.matches?.("input, textarea, select, [contenteditable]")) return;
    // a button that has the focus is pressed by Enter and the space bar, as everywhere
    if (origin.matches?.("button, summary, a") && /^(Enter| )$/.test(event.key)) return;
    if (document.querySelector('[role="dialog"]')) return;
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (!desk.isLeaving()) action();
  }

  document.addEventListener("keydown", onKey);
  const clicks = {
    ".undo": "z", ".redo": "y", ".own": "m", ".only-marked": "f", ".keys": "?", ".score-button": "s",
    ".before": "k", ".after": "j", ".level": "l", ".same": "t", ".open-only": "o", ".bulk-button": "b",
    ".clash-button": "x",
  };
  for (const [selector, key] of Object.entries(clicks)) find(selector).addEventListener("click", KEYS[key]);
  find(".help").addEventListener("click", KEYS["?"]);
  desk.restoreUnsaved();
  return desk;
}
