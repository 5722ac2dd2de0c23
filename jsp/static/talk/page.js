// The page of the notes: its questions, the lines under them, and what is true of all of it.
export const page = document.querySelector("[data-talk]");
export const said = page.dataset;
export const state = { token: page.querySelector("[name=csrf_token]")?.value ?? "", isWrittenUp: false, isLeaving: false, tries: 0 };

export const parse = (text) => new DOMParser().parseFromString(text, "text/html");
export const own = (node) => document.importNode(node, true);
export const find = (id) => page.querySelector(`[data-note="${CSS.escape(id)}"]`);
export const sectionOf = (key) => page.querySelector(`section[data-question="${CSS.escape(key)}"]`) ?? page.querySelector('section[data-question=""]');
export const composerIn = (section) => section.querySelector("form[data-note-form]:not([data-editor])");
export const isForm = (node) => Boolean(node?.matches("[data-note-form]"));

export function element(name, words, about = {}) {
  const made = document.createElement(name);
  if (words) made.textContent = words;
  Object.assign(made.dataset, about);
  return made;
}

// A line takes its place: that of the same note, else among those of its question in the order of coming in.
export function put(line) {
  const there = find(line.dataset.note);
  const list = sectionOf(line.dataset.question).querySelector("[data-notes]");
  if (there && list.contains(there)) return there.replaceWith(line);
  there?.remove();
  const after = [...list.children].find((each) => Number(each.dataset.place) > Number(line.dataset.place));
  list.insertBefore(line, after ?? null);
}

// What keeps notes from being kept, or "" where nothing does.
export function tell(name) {
  for (const each of page.querySelectorAll("[data-trouble]")) each.hidden = each.dataset.trouble !== name;
}
