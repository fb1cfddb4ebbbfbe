// Where to go from here. A wish is sent until it is met, since what is sent while the server draws may go
// unheard; the server meets each once. A report is signed only when every decision on it is stored.

const PATIENCE = 8000; // milliseconds after which the keys are given back

function addWishes(desk, find) {
  let wanted = null;
  let sendings = 0;
  let timer = 0;
  let told = "";
  const ENDINGS = new Set(["answered", "returned", "passed", "note"]);

  function wish(kind) {
    wanted = { kind, submission: desk.data.submission, serial: randomId(16) };
    desk.leaving = Date.now();
    find(".leaving").hidden = kind === "note";
    desk.toggleSheet("");
    post();
  }

  function post() {
    clearTimeout(timer);
    if (!wanted) return;
    // what the page has left behind must not go on asking
    if (!desk.isLeaving() || !find(".leaving").isConnected) return giveUp();
    const waits = ENDINGS.has(wanted.kind) && desk.pending.length;
    if (!waits) desk.send("wish", { ...wanted, sending: (sendings += 1) });
    timer = setTimeout(post, waits ? 60 : 600);
  }

  function giveUp() {
    clearTimeout(timer);
    wanted = null;
    desk.leaving = 0;
    find(".leaving").hidden = true;
  }

  desk.wish = wish;
  desk.isLeaving = () => Date.now() - desk.leaving < PATIENCE;
  desk.wishesMet = () => {
    if (desk.data.done && desk.data.done !== told) desk.say(desk.data.done);
    told = desk.data.done;
    if (wanted && (desk.data.met === wanted.serial || desk.data.submission !== wanted.submission)) giveUp();
  };
}
