// What is being written or not kept yet, by the key of the note, in the order of writing; this tab remembers it.
import { said, state } from "./page.js";

const STORE = "jsp-talk:";
const OWN = `${STORE}${said.viewer}:`;
const KEY = `${OWN}${said.talk}`;
const FRESH = { version: 0, known: "", sent: "", refused: "", why: "" };
export const drafts = new Map();
export const bound = new WeakMap(); // the draft that stands in a form

export const text = (content) => JSON.stringify(content);
export const isThere = (draft) => draft.content.words.trim() !== "";
export const isUnsent = (draft) => isThere(draft) && text(draft.content) !== draft.known;
export const isEmptied = (draft) => Boolean(draft.known) && !isThere(draft); // kept, and then all of it taken out
export const waits = (draft) => !state.isWrittenUp && (Boolean(draft.sent) || isEmptied(draft) || (isUnsent(draft) && text(draft.content) !== draft.refused));
export const unsent = () => [...drafts.values()].some(isUnsent);
export const contentOf = ({ elements: { question, said_by, mark, words } }) => ({ question: question.value, said_by: said_by.value, mark: mark.value, words: words.value });
export const contentOfLine = (line) => ({ question: line.dataset.question, said_by: line.dataset.said, mark: line.dataset.mark, words: line.querySelector("[data-words]").textContent });

// `known`: what the server has of it; `sent`: what went out and was not answered, which goes out again as it was.
export function draftOf(kept) {
  const draft = { id: crypto.randomUUID(), ...FRESH, isDone: false, isEditor: false, ...kept };
  drafts.set(draft.id, draft);
  return draft;
}

// From here on it is another note, of which the server has nothing.
export function renew(draft, why = "") {
  drafts.delete(draft.id);
  Object.assign(draft, { id: crypto.randomUUID(), ...FRESH, why, line: null, news: null });
  drafts.set(draft.id, draft);
}

export function remember() {
  if (state.isLeaving) return;
  const kept = [...drafts.values()].filter((each) => isThere(each) || each.known).map(({ id, version, known, sent, refused, why, isDone, isEditor, content }) => ({ id, version, known, sent, refused, why, isDone, isEditor, content }));
  if (kept.length) sessionStorage.setItem(KEY, JSON.stringify(kept));
  else sessionStorage.removeItem(KEY);
}

// What was written before the page was opened again; that of others who used this tab goes.
export function remembered() {
  Object.keys(sessionStorage).filter((key) => key.startsWith(STORE) && !key.startsWith(OWN)).forEach((key) => sessionStorage.removeItem(key));
  return JSON.parse(sessionStorage.getItem(KEY) ?? "[]").map(draftOf);
}
