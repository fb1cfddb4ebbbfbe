// The cursor: one finding, and one piece of its evidence, in list, card and report at once.

function addCursor(desk, find) {
  const { root } = desk;
  const isOpen = (finding) => !finding.helps && !desk.standing(finding);
  // where nothing is to be decided, the cursor begins above the list
  const first = () => (desk.data.findings.some((finding) => !finding.helps) ? 0 : -1);

  function moveTo(place, { scrollText = true } = {}) {
    const last = desk.data.findings.length - 1;
    desk.cursor = Math.max(first(), Math.min(last, place));
    desk.stop = 0;
    desk.form = null;
    desk.ended = false;
    desk.hideHint();
    desk.refresh();
    find(`.line[data-place="${desk.cursor}"]`)?.scrollIntoView({ block: "nearest" });
    if (scrollText) showEvidence(0);
    else desk.pin();
  }

  // the next finding in this direction that the filter lets through
  function step(by) {
    if (desk.ended && by < 0) return moveTo(desk.cursor);
    let place = desk.cursor + by;
    while (desk.data.findings[place] && !desk.passes(desk.data.findings[place])) place += by;
    if (desk.data.findings[place]) moveTo(place);
    else if (desk.cursor >= 0 && place < 0 && first() < 0) moveTo(-1);
  }

  function pieces(item) {
    if (!item || item.foreign) return [];
    if (item.cell) return [...root.querySelectorAll(`.report td[data-cell="${CSS.escape(item.cell)}"]`)];
    const inside = `.report [data-section="${item.section}"] .mark[data-marks~="${desk.cursor}"]`;
    const found = [...root.querySelectorAll(inside)].filter((piece) => piece.tagName === "SPAN");
    const exact = found.filter((piece) => item.quote.includes(piece.textContent));
    return exact.length ? exact : found;
  }

  function showEvidence(place) {
    const finding = desk.data.findings[desk.cursor];
    root.querySelectorAll(".report .shown").forEach((piece) => piece.classList.remove("shown"));
    if (!finding) return desk.pin();
    desk.stop = place;
    const shown = pieces(finding.evidence[place]);
    const target = shown[0] || find(`.report [data-section="${finding.section}"]`);
    shown.forEach((piece) => piece.classList.add("shown"));
    bringIntoView(target);
    markStop();
    desk.pin();
    bringIntoView(target); // what is pinned takes room
  }

  function bringIntoView(target) {
    if (!target) return;
    const text = find(".report");
    const box = target.getBoundingClientRect();
    const pane = text.getBoundingClientRect();
    const head = target.tagName === "TD" ? Math.min(150, pane.height / 3) : 24;
    if (box.top >= pane.top + head && Math.min(box.bottom, box.top + 60) <= pane.bottom - 12) return;
    text.scrollTop += box.top - pane.top - Math.max(head, pane.height / 3);
  }

  // In the card, the piece of evidence that the report shows: marked, and in sight.
  function markStop() {
    root.querySelectorAll(".evidence li:not(.more)").forEach((line, at) => {
      line.classList.toggle("shown", at === desk.stop);
      if (at !== desk.stop || !at) return;
      line.hidden = false;
      line.scrollIntoView({ block: "nearest" });
    });
  }

  function nextEvidence() {
    const count = desk.data.findings[desk.cursor]?.evidence.length || 1;
    showEvidence((desk.stop + 1) % count);
  }

  function turnPages(pages) {
    const text = find(".report");
    text.scrollTop += pages * (text.clientHeight - 60);
  }

  // Another report: from its first open finding.
  function drawFirst() {
    desk.forgetHistory();
    desk.forgetFilter();
    desk.draw();
    find(".report").scrollTop = 0;
    moveTo(Math.max(first(), desk.data.findings.findIndex(isOpen)));
    if (first() < 0) desk.end();
    desk.post();
  }

  // The same report with other findings (an own one came or went): the eye stays where it was.
  function drawAgain() {
    const before = desk.drawnIds?.[desk.cursor];
    const top = find(".report").scrollTop;
    const { stop, ended } = desk;
    desk.draw();
    find(".report").scrollTop = top;
    const place = desk.data.findings.findIndex((finding) => finding.id === before);
    desk.cursor = Math.max(first(), place >= 0 ? place : Math.min(desk.cursor, desk.data.findings.length - 1));
    desk.stop = place >= 0 ? stop : 0;
    desk.ended = ended;
    desk.refresh();
    pieces(desk.data.findings[desk.cursor]?.evidence[desk.stop]).forEach((piece) => piece.classList.add("shown"));
    desk.pin();
  }

  Object.assign(desk, { isOpen, moveTo, step, pieces, showEvidence, markStop, nextEvidence, turnPages });
  Object.assign(desk, { drawFirst, drawAgain });
}
