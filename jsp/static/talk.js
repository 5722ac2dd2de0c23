// Notes while people talk: kept while they are typed, on this page while there is no network, beside those of others.
// Without script there is a form under each question. The key of a note is made here: sent twice, it is kept once.
import { bound, contentOf, contentOfLine, draftOf, drafts, isThere, isUnsent, remember, remembered, text, unsent, waits } from "./talk/drafts.js";
import { look } from "./talk/others.js";
import { composerIn, element, find, isForm, own, page, put, said, sectionOf, state, tell } from "./talk/page.js";
import { flush, flushSoon, post } from "./talk/sending.js";
import { bind, edit, empty, finish, left, lineOf, show } from "./talk/writing.js";

const PAUSE = 600, EVERY = 4000; // milliseconds

function typed(form) {
  state.isLeaving = false;
  const draft = bound.get(form) ?? draftOf({ content: contentOf(form) });
  draft.content = contentOf(form);
  if (!bound.has(form)) [draft.form] = [form, bound.set(form, draft)];
  if (draft.why !== said.beside && text(draft.content) !== draft.refused) draft.why = "";
  remember();
  show(draft);
  flushSoon(PAUSE);
}

function keep(form) {
  const draft = bound.get(form);
  if (draft?.isEditor && !isThere(draft) && !draft.known) { // it was taken away already
    drafts.delete(draft.id);
    return find(draft.id)?.remove();
  }
  if (!draft || (!isThere(draft) && !draft.known)) return form.elements.words.focus();
  if (text(draft.content) === draft.refused) return form.elements.words.focus();
  const composer = composerIn(form.closest("[data-question]")) ?? form;
  bound.delete(form);
  [draft.form, draft.isDone, draft.why] = [null, true, ""];
  if (isThere(draft)) put(lineOf(draft));
  if (form === composer) empty(form);
  composer.elements.words.focus();
  remember();
  if (!waits(draft)) finish(draft);
  flush();
}

function change(link) {
  const line = link.closest("[data-note]");
  const content = contentOfLine(line);
  edit(draftOf({ id: line.dataset.note, version: Number(line.dataset.version), known: text(content), content, line })).elements.words.focus();
}

async function takeAway(link) {
  const line = link.closest("[data-note]");
  const [status, answer] = await post(link.href, { version: line.dataset.version });
  const gone = answer?.querySelector("[data-gone]");
  if (status === 0) return tell("offline");
  if (!gone) return location.assign(link.href);
  const undo = element("button", said.undo);
  undo.type = "button";
  undo.className = "utrecht-button utrecht-button--secondary-action jsp-button--small";
  const place = own(gone);
  place.dataset.taken = "";
  place.append(undo);
  undo.addEventListener("click", () => {
    const draft = draftOf({ id: gone.dataset.note, version: Number(gone.dataset.version), content: contentOfLine(line), isDone: true, line });
    put(lineOf(draft));
    flush();
  });
  put(place);
  undo.focus();
}

// What stood here before the page was opened again.
function restore(draft) {
  const line = find(draft.id);
  const composer = composerIn(sectionOf(draft.content.question));
  draft.news = line;
  if (!composer) return isUnsent(draft) ? left(draft) : drafts.delete(draft.id);
  if (draft.isDone) return waits(draft) ? put(lineOf(draft)) : finish(draft);
  if (line && !waits(draft)) return drafts.delete(draft.id); // all of it is kept: it stands in the list
  if (draft.isEditor || bound.has(composer)) return edit(draft);
  line?.remove();
  composer.closest("[data-more]").open = true;
  bind(draft, composer);
}

remembered().forEach(restore);

page.addEventListener("input", ({ target }) => isForm(target.form) && typed(target.form));
page.addEventListener("focusout", ({ target }) => isForm(target.form) && flush());
page.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target.name !== "words") return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
page.addEventListener("submit", (event) => {
  if (!isForm(event.target)) return;
  event.preventDefault();
  keep(event.target);
});
page.addEventListener("click", (event) => {
  const writing = event.target.closest("a[data-write-up]");
  if (writing && unsent()) {
    event.preventDefault();
    flush().then(() => unsent() || location.assign(writing.href));
  }
  const link = event.target.closest("a[data-change], a[data-away]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !composerIn(link.closest("section"))) return;
  event.preventDefault();
  if ("away" in link.dataset) takeAway(link);
  else change(link);
});
document.querySelector("form[data-leave]")?.addEventListener("submit", () => { state.isLeaving = true; });
addEventListener("beforeunload", (event) => { if (unsent()) event.preventDefault(); });
addEventListener("pagehide", () => { flush(); });
addEventListener("online", () => { look(); flush(); });
document.addEventListener("visibilitychange", () => { flush(); look(); });
if (page.querySelector("[data-note-form]")) setInterval(look, EVERY);
flush();
