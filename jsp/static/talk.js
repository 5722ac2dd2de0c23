// Notes while people talk: kept while they are typed, on this page while there is no network, beside those of others.
// Without script there is a form under each question. The key of a note is made here: sent twice, it is kept once.
const page = document.querySelector("[data-talk]");
const said = page.dataset;
const STORE = "jsp-talk:";
const OWN = `${STORE}${said.viewer}:`;
const KEY = `${OWN}${said.talk}`;
const PAUSE = 600, EVERY = 4000, LONGEST_WAIT = 30000, PATIENCE = 15000, IDLE = 900000; // milliseconds
const drafts = new Map(); // what is being written or not kept yet, by the key of the note, in the order of writing
const bound = new WeakMap(); // the draft that stands in a form
let token = page.querySelector("[name=csrf_token]")?.value ?? "";
let writtenUp = false;
let read = Number(said.read), tries = 0, lastSign = Date.now(), leaving = false, running = null, again = false, timer = 0, looking = false;

const parse = (text) => new DOMParser().parseFromString(text, "text/html");
const own = (node) => document.importNode(node, true);
const find = (id) => page.querySelector(`[data-note="${CSS.escape(id)}"]`);
const sectionOf = (key) => page.querySelector(`section[data-question="${CSS.escape(key)}"]`) ?? page.querySelector('section[data-question=""]');
const composerIn = (section) => section.querySelector("form[data-note-form]:not([data-editor])");
const text = (content) => JSON.stringify(content);
const isThere = (draft) => draft.content.words.trim() !== "";
const isUnsent = (draft) => isThere(draft) && text(draft.content) !== draft.known;
const isEmptied = (draft) => Boolean(draft.known) && !isThere(draft) && !draft.stays; // kept, and then all of it taken out
const waits = (draft) => !writtenUp && (Boolean(draft.sent) || isEmptied(draft) || (isUnsent(draft) && text(draft.content) !== draft.refused));
const unsent = () => [...drafts.values()].some(isUnsent);
const contentOf = ({ elements: { question, said_by, mark, words } }) => ({ question: question.value, said_by: said_by.value, mark: mark.value, words: words.value });
const contentOfLine = (line) => ({ question: line.dataset.question, said_by: line.dataset.said, mark: line.dataset.mark, words: line.querySelector("[data-words]").textContent });

// `known`: what the server has of it; `sent`: what went out and was not answered, which goes out again as it was.
function draftOf(kept) {
  const draft = { id: crypto.randomUUID(), version: 0, known: "", sent: "", refused: "", why: "", isDone: false, isEditor: false, ...kept };
  drafts.set(draft.id, draft);
  return draft;
}

function remember() {
  if (leaving) return;
  const kept = [...drafts.values()].filter((each) => isThere(each) || each.known).map(({ id, version, known, sent, refused, why, isDone, isEditor, content }) => ({ id, version, known, sent, refused, why, isDone, isEditor, content }));
  if (kept.length) sessionStorage.setItem(KEY, JSON.stringify(kept));
  else sessionStorage.removeItem(KEY);
}

function tell(name) {
  for (const each of page.querySelectorAll("[data-trouble]")) each.hidden = each.dataset.trouble !== name;
}

function show(draft) {
  const place = draft.form ?? find(draft.id);
  const status = place?.querySelector("[data-status]");
  if (!status) return;
  status.textContent = isEmptied(draft) ? said.emptied : waits(draft) ? (tries ? said.waiting : said.saving) : isUnsent(draft) ? said.notKept : draft.known ? said.saved : "";
  const why = place.querySelector("[data-why]");
  if (why) [why.textContent, why.hidden] = [draft.why, !draft.why];
}

// A line takes its place: that of the same note, else among those of its question in the order of coming in.
function put(line) {
  const there = find(line.dataset.note);
  const list = sectionOf(line.dataset.question).querySelector("[data-notes]");
  if (there && list.contains(there)) return there.replaceWith(line);
  there?.remove();
  const after = [...list.children].find((each) => Number(each.dataset.place) > Number(line.dataset.place));
  list.insertBefore(line, after ?? null);
}

function element(name, words, about = {}) {
  const made = document.createElement(name);
  if (words) made.textContent = words;
  Object.assign(made.dataset, about);
  return made;
}

function lineOf(draft) {
  const line = element("li", "", { note: draft.id, question: draft.content.question, place: find(draft.id)?.dataset.place ?? draft.line?.dataset.place ?? 1e9 });
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

function bind(draft, form) {
  draft.form = form;
  bound.set(form, draft);
  fill(form, draft.content);
  show(draft);
}

// A form in place of the line of that note.
function edit(draft) {
  const form = composerIn(sectionOf(draft.content.question)).cloneNode(true);
  form.dataset.editor = "";
  form.elements.question.value = draft.content.question;
  const line = element("li", "", { note: draft.id, question: draft.content.question, place: find(draft.id)?.dataset.place ?? 1e9 });
  line.className = "jsp-noting__editing";
  line.append(form);
  put(line);
  [draft.isDone, draft.isEditor] = [false, true];
  bind(draft, form);
  return form;
}

function finish(draft) {
  drafts.delete(draft.id);
  remember();
  const line = [draft.line, draft.news].filter(Boolean).sort((one, other) => Number(other.dataset.version) - Number(one.dataset.version))[0];
  if (line && "gone" in line.dataset) find(draft.id)?.remove();
  else if (line) put(line);
}

// Somebody changed the note meanwhile: what they wrote stands, what is written here is another note from now on.
function beside(draft, theirs) {
  const place = find(draft.id);
  drafts.delete(draft.id);
  Object.assign(draft, { id: crypto.randomUUID(), version: 0, known: "", sent: "", refused: "", why: said.beside, line: null, news: null });
  drafts.set(draft.id, draft);
  if (place) Object.assign(place.dataset, { note: draft.id, place: 1e9 });
  if (!("gone" in theirs.dataset)) put(theirs);
  if (draft.isDone) edit(draft);
  page.querySelector(`[data-note="${draft.id}"]`)?.parentElement.append(find(draft.id));
  draft.form?.elements.words.focus();
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
    look();
  } else {
    tries += 1;
    if (status === 400) look();
    tell({ 401: "signed-out", 400: "", 403: "missing", 404: "missing" }[status] ?? "offline");
    return false;
  }
  tries = 0;
  tell("");
  if (draft.isDone && !waits(draft)) finish(draft);
  return true;
}

async function post(where, values) {
  try {
    const answer = await fetch(where, { method: "POST", body: new URLSearchParams({ ...values, csrf_token: token }), headers: { Accept: "text/html", "X-Stay": "1" }, keepalive: document.hidden, signal: AbortSignal.timeout(PATIENCE) });
    return [answer.status, parse(await answer.text())];
  } catch {
    return [0, null];
  }
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
  tries = 0;
  tell("");
  remember();
  show(draft);
  return true;
}

function stay(draft, line) {
  drafts.delete(draft.id);
  if (draft.form && bound.get(draft.form) === draft) bound.delete(draft.form);
  if (!isThere(draft)) return put(line);
  Object.assign(draft, { id: crypto.randomUUID(), version: 0, known: "", line: null, news: null }); // written again meanwhile
  drafts.set(draft.id, draft);
  if (draft.form) bound.set(draft.form, draft);
  put(line);
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
    for (const each of [...drafts.values()]) if (drafts.has(each.id) && waits(each) && !each.busy && !(await send(each))) return;
  } while (again || [...drafts.values()].some((each) => waits(each) && !each.busy));
}

// One after the other, in the order of writing; where it does not get through, again after a while.
function flush() {
  clearTimeout(timer);
  if (running) again = true;
  running ??= sendAll().finally(() => {
    running = null;
    for (const each of drafts.values()) show(each);
    if (tries) timer = setTimeout(flush, Math.min(LONGEST_WAIT, 500 * 2 ** tries));
  });
  return running;
}

function hear(line) {
  const draft = drafts.get(line.dataset.note);
  if (draft) draft.news = line;
  else if (!("gone" in line.dataset)) put(line);
  else if (!("taken" in (find(line.dataset.note)?.dataset ?? {}))) find(line.dataset.note)?.remove();
}

async function look() {
  if (looking || document.hidden || Date.now() - lastSign > IDLE) return;
  looking = true;
  try {
    const answer = await fetch(`${said.news}?since=${read}`, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) });
    const fresh = answer.ok && !answer.redirected ? parse(await answer.text()).querySelector("[data-news]") : null;
    if (!fresh) return tell(answer.redirected ? "signed-out" : answer.status === 404 || answer.status === 403 ? "missing" : "offline");
    if (fresh.dataset.viewer !== said.viewer) return tell("other");
    token = fresh.querySelector("[name=csrf_token]").value;
    read = Number(fresh.dataset.read);
    for (const line of fresh.querySelectorAll("[data-note]")) hear(own(line));
    page.querySelector("[data-marks]").replaceWith(own(fresh.querySelector("[data-marks]")));
    hearWritten(fresh.querySelector("[data-written]"));
    tell("");
    if (tries) flush();
  } catch {
    tell("offline");
  } finally {
    looking = false;
  }
}

// Somebody wrote the notes up: no more is kept, and what was not stays here to be copied. Or opened them again.
function hearWritten(sentence) {
  const isNow = Boolean(sentence);
  if (isNow === writtenUp) return;
  writtenUp = isNow;
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

async function takeAway(link) {
  const line = link.closest("[data-note]");
  const [status, answer] = await post(link.href, { version: line.dataset.version });
  const gone = answer?.querySelector("[data-gone]");
  if (status === 0) return tell("offline");
  if (!gone) return location.assign(link.href);
  const undo = element("button", said.undo);
  undo.type = "button";
  undo.className = "utrecht-button utrecht-button--secondary-action jsp-button--small";
  const left = own(gone);
  left.dataset.taken = "";
  left.append(undo);
  undo.addEventListener("click", () => {
    const draft = draftOf({ id: gone.dataset.note, version: Number(gone.dataset.version), content: contentOfLine(line), isDone: true, line });
    put(lineOf(draft));
    flush();
  });
  put(left);
  undo.focus();
}

function change(link) {
  const line = link.closest("[data-note]");
  const content = contentOfLine(line);
  edit(draftOf({ id: line.dataset.note, version: Number(line.dataset.version), known: text(content), content, line })).elements.words.focus();
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
  if (form === composer) {
    fill(form, { said_by: "", mark: "", words: "" });
    form.querySelector("[data-status]").textContent = "";
    form.querySelector("[data-why]").hidden = true;
  }
  composer.elements.words.focus();
  remember();
  if (!waits(draft)) finish(draft);
  flush();
}

function typed(form) {
  leaving = false;
  const draft = bound.get(form) ?? draftOf({ content: contentOf(form) });
  draft.content = contentOf(form);
  if (!bound.has(form)) [draft.form] = [form, bound.set(form, draft)];
  if (draft.why !== said.beside && text(draft.content) !== draft.refused) draft.why = "";
  remember();
  show(draft);
  clearTimeout(timer);
  timer = setTimeout(flush, PAUSE);
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

// The notes were written up before this was kept.
function left(draft) {
  const place = page.querySelector("[data-left]");
  place.hidden = false;
  place.querySelector("ol").append(lineOf(draft));
}

Object.keys(sessionStorage).filter((key) => key.startsWith(STORE) && !key.startsWith(OWN)).forEach((key) => sessionStorage.removeItem(key));
for (const each of JSON.parse(sessionStorage.getItem(KEY) ?? "[]")) restore(draftOf(each));

for (const sign of ["pointerdown", "keydown", "input", "scroll"]) document.addEventListener(sign, () => { lastSign = Date.now(); }, { passive: true });
page.addEventListener("input", ({ target }) => target.form?.matches("[data-note-form]") && typed(target.form));
page.addEventListener("focusout", ({ target }) => target.form?.matches("[data-note-form]") && flush());
page.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target.name !== "words") return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
page.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-note-form]")) {
    event.preventDefault();
    keep(form);
  }
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
document.querySelector("form[data-leave]")?.addEventListener("submit", () => { leaving = true; });
addEventListener("beforeunload", (event) => { if (unsent()) event.preventDefault(); });
addEventListener("pagehide", () => { flush(); });
addEventListener("online", () => { look(); flush(); });
document.addEventListener("visibilitychange", () => { flush(); look(); });
if (page.querySelector("[data-note-form]")) setInterval(look, EVERY);
flush();
