// Deciding, and going back and forth over what was decided. A step is all that one key did: a decision, a
// bulk of them, an own finding. Steps outlive a reload, so that Z works after it too.

const STEPS = "nianbao-steps";

function addDeciding(desk) {
  let undone = []; // steps to go back over
  let redone = []; // steps to go forward over again

  function decide(verdict, more = {}) {
    const finding = desk.data.findings[desk.cursor];
    if (!finding || finding.helps || desk.ended || !desk.data.mayDecide) return;
    const before = desk.standing(finding);
    const edited = verdict === "accepted" ? (before?.edited ?? "") : "";
    record([{ id: finding.id, before: plain(before), after: plain({ verdict, edited, ...more }) }]);
    advance();
  }

  // `found`: findings, decided alike; one step takes all back
  function decideAll(found, verdict) {
    if (!found.length || !desk.data.mayDecide) return;
    record(found.map((f) => ({ id: f.id, before: plain(desk.standing(f)), after: plain({ verdict }) })));
    advance();
  }

  function recordOwn(id, before, after) {
    record([{ id, own: { before, after } }]);
  }

  function record(step) {
    step.forEach((each) => apply(each, "after"));
    undone.push(step);
    redone = [];
    keep();
  }

  function apply(each, side) {
    if (each.own) return desk.change(each.id, { own: each.own[side] });
    desk.clashSettled(each.id);
    desk.change(each.id, each[side] ?? { verdict: null });
  }

  const plain = (now) =>
    now?.verdict ? { verdict: now.verdict, reason: now.reason || "", edited: now.edited || "" } : null;

  // to the next open finding; round again where there are open ones before; else the end is told
  function advance() {
    const { findings } = desk.data;
    const open = (finding) => desk.isOpen(finding) && desk.passes(finding);
    const next = findings.findIndex((finding, at) => at > desk.cursor && open(finding));
    const any = findings.findIndex(open);
    if (next >= 0 || any >= 0) return desk.moveTo(next >= 0 ? next : any);
    desk.end();
  }

  function undo() {
    const step = undone.pop();
    if (step) return turn(step, "before", redone);
    // what was decided before this page was opened
    const finding = desk.data.findings[desk.cursor];
    const now = finding && !finding.helps && desk.standing(finding);
    if (!now || !desk.data.mayDecide) return;
    turn([{ id: finding.id, before: null, after: plain(now) }], "before", redone);
  }

  function redo() {
    const step = redone.pop();
    if (step) turn(step, "after", undone);
  }

  function turn(step, side, other) {
    const still = step.filter((each) => each.own || stands(each, side === "before" ? "after" : "before"));
    if (still.length < step.length) desk.say("他人又作了决定的，没有改动");
    still.forEach((each) => apply(each, side));
    if (still.length) other.push(still);
    keep();
    const place = desk.data.findings.findIndex((finding) => finding.id === step[0].id);
    if (place >= 0 && !desk.passes(desk.data.findings[place])) desk.forgetFilter();
    desk.moveTo(place >= 0 ? place : desk.cursor);
  }

  // what another has decided since is not ours to take back
  function stands(each, side) {
    return JSON.stringify(plain(desk.standing(each))) === JSON.stringify(each[side] ?? null);
  }

  function keep() {
    try {
      sessionStorage.setItem(STEPS, JSON.stringify({ subject: desk.data.subject, undone, redone }));
    } catch {
      /* steps are then kept for this page only */
    }
  }

  desk.forgetHistory = () => {
    undone = [];
    redone = [];
    try {
      const kept = JSON.parse(sessionStorage.getItem(STEPS) || "{}");
      if (kept.subject === desk.data.subject) ({ undone, redone } = kept);
    } catch {
      /* begins anew */
    }
  };
  desk.canUndo = () => undone.length > 0;
  desk.canRedo = () => redone.length > 0;
  Object.assign(desk, { decide, decideAll, recordOwn, undo, redo, plain });
}
