// What there is to say of the text under the pointer, at once legible: the browser's own tips are small and late.

const HINT_DELAY = 400; // milliseconds of rest: reading along with the pointer must not set it off

// One more line to read on hovering.
function addHint(piece, hint) {
  piece.dataset.hint = [piece.dataset.hint, hint].filter(Boolean).join("\n");
}

function addHints(desk, find) {
  const tip = find(".tip");
  const text = find(".report");
  let timer = 0;

  function hide() {
    clearTimeout(timer);
    tip.hidden = true;
  }

  // below the line that is pointed at, above it where there is no room, never outside the report
  function show(piece, x, y) {
    tip.replaceChildren(...piece.dataset.hint.split("\n").map((line) => element("div", "", line)));
    tip.hidden = false;
    const lines = [...piece.getClientRects()];
    const line = lines.find((box) => box.top <= y && y <= box.bottom) || lines[0];
    const frame = find(".desk").getBoundingClientRect();
    const pane = text.getBoundingClientRect();
    const below = line.bottom + 8;
    const top = below + tip.offsetHeight < pane.bottom ? below : line.top - 8 - tip.offsetHeight;
    const left = Math.max(pane.left + 8, Math.min(x - 24, pane.right - tip.offsetWidth - 24));
    tip.style.top = `${top - frame.top}px`;
    tip.style.left = `${left - frame.left}px`;
  }

  text.addEventListener("mouseover", (event) => {
    hide();
    const piece = event.target.closest("[data-hint]");
    const { clientX, clientY } = event;
    if (piece) timer = setTimeout(() => show(piece, clientX, clientY), HINT_DELAY);
  });
  text.addEventListener("mouseleave", hide);
  // what comes under the resting pointer by scrolling is announced anew
  text.addEventListener("scroll", () => (tip.hidden = true), { passive: true });
  desk.hideHint = hide;
}
