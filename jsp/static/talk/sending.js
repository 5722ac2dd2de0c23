// What is written goes out: one note after the other, in the order of writing, until each is answered.
import { drafts, isEmptied, remember, text, waits } from "./drafts.js";
import { find, own, page, parse, said, state, tell } from "./page.js";
import { beside, edit, finish, show, stay } from "./writing.js";

const LONGEST_WAIT = 30000, PATIENCE = 15000; // milliseconds
const TROUBLES = { 401: "signed-out", 400: "", 403: "missing", 404: "missing" };
let running = null, again = false, timer = 0;

const isReady = (draft) => waits(draft) && !draft.busy;
const lookAgain = () => page.dispatchEvent(new Event("stale"));

export async function post(where, values) {
  try {
    const answer = await fetch(where, { method: "POST", body: new URLSearchParams({ ...values, csrf_token: state.token }), headers: { Accept: "text/html", "X-Stay": "1" }, keepalive: document.hidden, signal: AbortSignal.timeout(PATIENCE) });
    return [answer.status, parse(await answer.text())];
  } catch {
    return [0, null];
  }
}

function missed(status) {
  state.tries += 1;
  if (status === 400) lookAgain();
  tell(TROUBLES[status] ?? "offline");
  return false;
}

function arrived() {
  state.tries = 0;
  tell("");
  return true;
}

function settle(draft, status, answer) {
  const line = answer?.querySelector("[data-note]");
  if (status === 200 && line) {
    Object.assign(draft, { known: draft.sent, sent: "", version: Number(line.dataset.version), line: own(line) });
    if (draft.why !== said.beside) draft.why = "";
  } else if (status === 409 && line) beside(draft, own(line));
  else if (status === 422) {
    Object.assign(draft, { refused: draft.sent, sent: "", why: answer.querySelector("[data-refused]")?.textContent ?? said.notKept });
    if (draft.isDone && !waits(draft)) edit(draft);
    lookAgain();
  } else return missed(status);
  arrived();
  if (draft.isDone && !waits(draft)) finish(draft);
  return true;
}

// All of it was taken out of the field: then it goes, unless somebody changed it meanwhile or it is not one's own.
async function sendAway(draft) {
  draft.busy = true;
  const [status, answer] = await post(`${said.news}/${draft.id}/away`, { version: draft.version });
  draft.busy = false;
  const gone = answer?.querySelector("[data-gone]"), line = answer?.querySelector("[data-note]");
  if (status === 200 && gone) {
    if (draft.isDone || !draft.isEditor) find(draft.id)?.remove();
    Object.assign(draft, { known: "", version: Number(gone.dataset.version), line: null, news: null });
    if (draft.isDone) drafts.delete(draft.id);
  } else if (status === 422 && line) stay(draft, own(line));
  else return settle(draft, status, answer);
  remember();
  show(draft);
  return arrived();
}

async function send(draft) {
  if (!draft.sent && isEmptied(draft)) return sendAway(draft);
  draft.busy = true;
  draft.sent ||= text(draft.content);
  remember();
  show(draft);
  const [status, answer] = await post(said.news, { ...JSON.parse(draft.sent), note: draft.id, version: draft.version });
  draft.busy = false;
  const isSettled = settle(draft, status, answer);
  remember();
  show(draft);
  return isSettled;
}

async function sendAll() {
  do {
    again = false;
    for (const each of [...drafts.values()]) if (drafts.has(each.id) && isReady(each) && !(await send(each))) return;
  } while (again || [...drafts.values()].some(isReady));
}

// Where it does not get through, again after a while.
export function flush() {
  clearTimeout(timer);
  if (running) again = true;
  running ??= sendAll().finally(() => {
    running = null;
    for (const each of drafts.values()) show(each);
    if (state.tries) timer = setTimeout(flush, Math.min(LONGEST_WAIT, 500 * 2 ** state.tries));
  });
  return running;
}

export function flushSoon(pause) {
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
}
