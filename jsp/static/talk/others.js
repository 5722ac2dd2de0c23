// What others wrote, looked at every few seconds as long as somebody is at this page.
import { drafts, isUnsent } from "./drafts.js";
import { find, own, page, parse, put, said, state, tell } from "./page.js";
import { flush } from "./sending.js";
import { left } from "./writing.js";

const PATIENCE = 15000, IDLE = 900000; // milliseconds
let read = Number(said.read), lastSign = Date.now(), looking = false;

function hear(line) {
  const draft = drafts.get(line.dataset.note);
  const there = find(line.dataset.note);
  if (draft) draft.news = line;
  else if (!("gone" in line.dataset)) put(line);
  else if (there && !("taken" in there.dataset)) there.remove();
}

// Somebody wrote the notes up: no more is kept, and what was not stays here to be copied. Or opened them again.
function hearWritten(sentence) {
  const isNow = Boolean(sentence);
  if (isNow === state.isWrittenUp) return;
  state.isWrittenUp = isNow;
  if (!page.querySelector("[data-note-form]")) return isNow || location.reload();
  const told = page.querySelector("[data-written-up]"), place = page.querySelector("[data-left]");
  told.hidden = !isNow;
  told.replaceChildren(...(isNow ? [own(sentence)] : []));
  for (const each of page.querySelectorAll("[data-more], [data-write-up], [data-note-form]")) each.hidden = isNow;
  place.hidden = true;
  place.querySelector("ol").replaceChildren();
  for (const each of drafts.values()) {
    each.refused = "";
    if (isNow && isUnsent(each)) left(each);
  }
  if (isNow) (place.hidden ? told : place).scrollIntoView({ block: "center" });
  else flush();
}

function hearAll(fresh) {
  if (fresh.dataset.viewer !== said.viewer) return tell("other");
  state.token = fresh.querySelector("[name=csrf_token]").value;
  read = Number(fresh.dataset.read);
  for (const line of fresh.querySelectorAll("[data-note]")) hear(own(line));
  page.querySelector("[data-marks]").replaceWith(own(fresh.querySelector("[data-marks]")));
  hearWritten(fresh.querySelector("[data-written]"));
  tell("");
  if (state.tries) flush();
}

// Of who was signed out it goes no further than the way to sign in: opening that form would spoil one in another tab.
export async function look() {
  if (looking || document.hidden || Date.now() - lastSign > IDLE) return;
  looking = true;
  try {
    const answer = await fetch(`${said.news}?since=${read}`, { headers: { Accept: "text/html" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    const fresh = answer.ok ? parse(await answer.text()).querySelector("[data-news]") : null;
    if (fresh) hearAll(fresh);
    else tell(answer.type === "opaqueredirect" ? "signed-out" : answer.status === 404 || answer.status === 403 ? "missing" : "offline");
  } catch {
    tell("offline");
  } finally {
    looking = false;
  }
}

page.addEventListener("stale", look);
for (const sign of ["pointerdown", "keydown", "input", "scroll"]) document.addEventListener(sign, () => { lastSign = Date.now(); }, { passive: true });
