// A draft on the page: in the form under its question, in a form in place of its line, or as a line of its own.
import { bound, drafts, isEmptied, isThere, isUnsent, remember, renew, waits } from "./drafts.js";
import { composerIn, element, find, page, put, said, sectionOf, state } from "./page.js";

function statusOf(draft) {
  if (isEmptied(draft)) return said.emptied;
  if (waits(draft)) return state.tries ? said.waiting : said.saving;
  if (isUnsent(draft)) return said.notKept;
  return draft.known ? said.saved : "";
}

export function show(draft) {
  const place = draft.form ?? find(draft.id);
  const status = place?.querySelector("[data-status]");
  if (!status) return;
  status.textContent = statusOf(draft);
  const why = place.querySelector("[data-why]");
  if (why) [why.textContent, why.hidden] = [draft.why, !draft.why];
}

const placeOf = (draft) => find(draft.id)?.dataset.place ?? draft.line?.dataset.place ?? 1e9;
const lineFor = (draft) => element("li", "", { note: draft.id, question: draft.content.question, place: placeOf(draft) });

export function lineOf(draft) {
  const line = lineFor(draft);
  line.className = "jsp-noting__note";
  const by = element("p");
  by.append(element("strong", draft.content.said_by), " ", element("span", "", { status: "" }));
  const words = element("p", draft.content.words.trim(), { words: "" });
  words.className = "jsp-note";
  line.append(by, words);
  return line;
}

function fill(form, { said_by, mark, words }) {
  const { elements } = form;
  for (const [name, value] of [["said_by", said_by], ["mark", mark]]) for (const each of elements[name]) each.checked = each.value === value;
  elements.words.value = words;
}

export function empty(form) {
  fill(form, { said_by: "", mark: "", words: "" });
  form.querySelector("[data-status]").textContent = "";
  form.querySelector("[data-why]").hidden = true;
}

export function bind(draft, form) {
  draft.form = form;
  bound.set(form, draft);
  fill(form, draft.content);
  show(draft);
}

// A form in place of the line of that note.
export function edit(draft) {
  const form = composerIn(sectionOf(draft.content.question)).cloneNode(true);
  form.dataset.editor = "";
  form.elements.question.value = draft.content.question;
  const line = lineFor(draft);
  line.className = "jsp-noting__editing";
  line.append(form);
  put(line);
  [draft.isDone, draft.isEditor] = [false, true];
  bind(draft, form);
  return form;
}

export function finish(draft) {
  drafts.delete(draft.id);
  remember();
  const line = [draft.line, draft.news].filter(Boolean).sort((one, other) => Number(other.dataset.version) - Number(one.dataset.version))[0];
  if (line && "gone" in line.dataset) find(draft.id)?.remove();
  else if (line) put(line);
}

// Somebody changed the note meanwhile: what they wrote stands, what is written here is another note from now on.
export function beside(draft, theirs) {
  const place = find(draft.id);
  renew(draft, said.beside);
  if (place) Object.assign(place.dataset, { note: draft.id, place: 1e9 });
  if (!("gone" in theirs.dataset)) put(theirs);
  if (draft.isDone) edit(draft);
  page.querySelector(`[data-note="${draft.id}"]`)?.parentElement.append(find(draft.id));
  draft.form?.elements.words.focus();
}

// It may not be taken away: its line stays, and what was written again meanwhile is another note.
export function stay(draft, line) {
  drafts.delete(draft.id);
  if (draft.form && bound.get(draft.form) === draft) bound.delete(draft.form);
  if (isThere(draft)) {
    renew(draft);
    if (draft.form) bound.set(draft.form, draft);
  }
  put(line);
}

// The notes were written up before this was kept.
export function left(draft) {
  const place = page.querySelector("[data-left]");
  place.hidden = false;
  place.querySelector("ol").append(lineOf(draft));
}
