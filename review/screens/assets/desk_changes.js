// The queue of changes: numbered, sent until acknowledged, kept over a reload in sessionStorage.

const KEPT = "nianbao-unsaved";

function addChanges(desk) {
  function restoreUnsaved() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
    } catch {
      kept = [];
    }
    for (const change of kept) desk.pending.push({ ...change, number: ++desk.number });
  }

  function keepUnsaved() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(desk.pending));
    } catch {
      /* a full or forbidden storage costs only the safety of a reload */
    }
  }

  function post() {
    clearTimeout(desk.timer);
    if (!desk.pending.length) return;
    desk.sendings += 1;
    desk.send("parcel", { desk: desk.id, sending: desk.sendings, changes: desk.pending });
    desk.tries = (desk.tries || 0) + 1;
    desk.timer = setTimeout(post, desk.tries < 5 ? 400 : 2500);
  }

  function change(finding, next) {
    const entry = { subject: desk.data.subject, finding: finding.id, verdict: null, reason: "", edited: "" };
    desk.pending.push({ ...entry, ...next, number: ++desk.number });
    keepUnsaved();
    desk.tries = 0;
    post();
  }

  function standing(finding) {
    let found = desk.data.decisions[finding.id] || null;
    for (const entry of desk.pending) {
      if (entry.subject === desk.data.subject && entry.finding === finding.id) {
        found = entry.verdict ? entry : null;
      }
    }
    return found;
  }

  desk.restoreUnsaved = restoreUnsaved;
  desk.keepUnsaved = keepUnsaved;
  desk.post = post;
  desk.change = change;
  desk.standing = standing;
}
