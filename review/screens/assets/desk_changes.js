// The queue of changes: numbered, sent until the server, having committed them, acknowledges them.
// What is not acknowledged outlives a reload in sessionStorage, under the desk and number it had, so
// that the store knows what it has taken already.

const KEPT = "nianbao-unsaved";
// milliseconds until it is sent again: sending makes work, so a server that is slow gets more time
const RESEND = [400, 800, 1600, 3200];

function addChanges(desk, find) {
  let number = 0;
  let sendings = 0;
  let tries = 0;
  let timer = 0;
  desk.pending = [];

  function restoreUnsaved() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
    } catch {
      kept = [];
    }
    desk.pending = kept.filter((entry) => entry.desk && entry.number);
  }

  function keepUnsaved() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(desk.pending));
    } catch {
      /* a full or forbidden storage costs only the safety of a reload */
    }
  }

  function parcels() {
    const byDesk = new Map();
    for (const { desk: from, ...change } of desk.pending) {
      byDesk.set(from, [...(byDesk.get(from) || []), change]);
    }
    return [...byDesk].map(([from, changes]) => ({ desk: from, changes }));
  }

  function post() {
    clearTimeout(timer);
    if (!desk.pending.length || !find(".report").isConnected) return;
    sendings += 1;
    tries += 1;
    desk.send("parcel", { sending: `${desk.id} ${sendings}`, parcels: parcels() });
    timer = setTimeout(post, RESEND[Math.min(tries, RESEND.length) - 1]);
  }

  // `next`: verdict, reason and edited; or own, the whole of an own finding as it shall stand
  function change(id, next) {
    const held = desk.pending.some((entry) => entry.finding === id && entry.desk !== desk.id);
    const told = next.own ? ownVersion(id) : (desk.data.decisions[id]?.version ?? 0);
    const entry = { subject: desk.data.subject, finding: id, verdict: null, reason: "", edited: "" };
    number += 1;
    // an earlier load of this page may be the last writer: then there is nothing to compare with
    desk.pending.push({ ...entry, ...next, base: held ? null : told, desk: desk.id, number });
    keepUnsaved();
    tries = 0;
    post();
  }

  function ownVersion(id) {
    return desk.data.findings.find((finding) => finding.id === id)?.own?.version ?? null;
  }

  function acknowledge() {
    const taken = desk.data.acknowledged;
    const before = desk.pending.length;
    desk.pending = desk.pending.filter((entry) => entry.number > (taken[entry.desk] ?? 0));
    if (desk.pending.length !== before) tries = 0;
    keepUnsaved();
    if (!desk.pending.length) clearTimeout(timer);
    else if (before && !tries) post();
  }

  // How a finding stands: as the server told, and as it was changed since.
  function standing(finding) {
    let found = desk.data.decisions[finding.id] || null;
    for (const entry of desk.pending) {
      if (entry.own || entry.subject !== desk.data.subject || entry.finding !== finding.id) continue;
      found = entry.verdict ? entry : null;
    }
    return found;
  }

  desk.late = () => desk.pending.length > 0 && tries > 3;
  desk.stopSending = () => clearTimeout(timer);
  Object.assign(desk, { restoreUnsaved, post, change, acknowledge, standing });
}
