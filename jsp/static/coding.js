// Coding with script: select words, tap a code. Passages are marked in the text itself, only where somebody looks.
// Places are code points of the whole text, as the server counts them; a browser counts UTF-16 units.
// Without script every line has a page of its own on which it is coded.
const text = document.querySelector("[data-text]");
const palette = document.querySelector("[data-palette]");
const undoing = document.querySelector("form[data-undo]");
const told = document.querySelector("[data-told]");
const COLOURS = 10;
const RECENT = "jsp-codes";
const AGAIN = "jsp-coding-again";
const paints = "highlights" in CSS;
const shown = new Map(); // the lines in view, each with the ranges that are marked in it
let passages = null; // of each line with codes: the places of its passages
let chosen = null; // where the selected words begin and end

const points = (units) => [...units].length;
const lineOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-text] > li");
const wordsOf = (line) => line.querySelector("[data-start]");

/** How many UTF-16 units so many code points take at the beginning of a string. */
function units(words, count) {
  let at = 0;
  for (let left = Math.max(0, count); left > 0 && at < words.length; left -= 1) at += words.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/** The code point at one end of a selection, or null where it is outside what can be coded. */
function placeOf(node, offset) {
  const line = lineOf(node);
  const words = line && wordsOf(line);
  if (!words) return null;
  const before = document.createRange();
  before.selectNodeContents(words);
  if (before.comparePoint(node, offset) < 0) return Number(words.dataset.start);
  if (before.comparePoint(node, offset) > 0) return Number(words.dataset.start) + points(words.textContent);
  before.setEnd(node, offset);
  return Number(words.dataset.start) + points(before.toString());
}

/** The selected words; a selection that ends in a margin or between lines ends with the last words before it. */
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  let start = placeOf(range.startContainer, range.startOffset);
  let end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null) {
    const touched = [...text.querySelectorAll("[data-start]")].filter((each) => range.intersectsNode(each));
    if (!touched.length) return null;
    start ??= Number(touched[0].dataset.start);
    end ??= Number(touched.at(-1).dataset.start) + points(touched.at(-1).textContent);
  }
  return start < end ? { start, end, words: range.toString().replace(/\s+/g, " ").trim() } : null;
}

/** That piece of a line as a range, or null where nothing of it lies in the line. */
function rangeIn(line, start, end) {
  const words = wordsOf(line);
  const node = words?.firstChild;
  if (!node) return null;
  const first = Number(words.dataset.start);
  if (end <= first || start >= first + node.length) return null;
  const from = units(node.data, start - first);
  const to = units(node.data, end - first);
  if (from >= to) return null;
  const range = new Range();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range;
}

const marksIn = (line) => [...line.querySelectorAll("[data-at]")].map((each) => each.dataset.at.split(" ").map(Number));

/** All passages, read from the margin the first time that one is needed. */
function allPassages() {
  if (!passages) {
    passages = new Map();
    for (const each of text.querySelectorAll("ul")) passages.set(each.parentElement, marksIn(each.parentElement));
  }
  return [...passages.values()].flat();
}

function clear(line) {
  for (const [name, range] of shown.get(line) ?? []) CSS.highlights.get(name)?.delete(range);
  shown.delete(line);
}

function paint(line, all = allPassages()) {
  clear(line);
  const words = wordsOf(line);
  if (!words) return;
  const start = Number(words.dataset.start);
  const end = start + words.textContent.length; // in units: never less than in code points
  const ranges = [];
  for (const [from, to, colour] of all) {
    const range = from < end && to > start && rangeIn(line, from, to);
    if (!range) continue;
    const name = `code-${colour % COLOURS}`;
    if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
    CSS.highlights.get(name).add(range);
    ranges.push([name, range]);
  }
  shown.set(line, ranges);
}

function paintChosen() {
  if (!paints) return;
  CSS.highlights.delete("chosen");
  if (!chosen) return;
  const lines = [...text.querySelectorAll("[data-start]")].map((each) => each.parentElement.parentElement);
  const ranges = lines.map((line) => rangeIn(line, chosen.start, chosen.end)).filter(Boolean);
  const highlight = new Highlight(...ranges);
  highlight.priority = 1;
  CSS.highlights.set("chosen", highlight);
}

function tell(words) {
  told.textContent = words;
  told.hidden = !words;
  if (words) told.scrollIntoView({ block: "nearest" });
}

/** The codes that were used last come first. */
function sortCodes(used) {
  const recent = JSON.parse(sessionStorage.getItem(RECENT) ?? "[]").filter((each) => each !== used);
  if (used) recent.unshift(used);
  sessionStorage.setItem(RECENT, JSON.stringify(recent.slice(0, 8)));
  const list = palette.querySelector("ul");
  for (const value of recent.slice(0, 8).reverse()) {
    const button = list.querySelector(`button[value="${CSS.escape(value)}"]`);
    if (button) list.prepend(button.parentElement);
  }
}

function open(found) {
  chosen = found;
  palette.hidden = false;
  palette.querySelector("[data-chosen]").textContent = found.words.length > 120 ? `${found.words.slice(0, 120)} …` : found.words;
}

/** A mouse that begins inside selected words would drag them away instead of selecting others. */
function letGo() {
  if (selected()) getSelection().collapseToEnd();
}

function close() {
  chosen = null;
  paintChosen();
  letGo();
  palette.hidden = true;
  palette.querySelector("[data-find]").value = "";
  find("");
}

function find(typed) {
  const wanted = typed.toLocaleLowerCase().trim();
  for (const each of palette.querySelectorAll("li")) each.hidden = !each.textContent.toLocaleLowerCase().includes(wanted);
}

/** Send it as a form would; the answer has the codes of one line, and what can be undone. */
async function send(address, values) {
  const body = new URLSearchParams(values);
  body.set("csrf_token", undoing.elements.csrf_token.value);
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return otherPage(answer);
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    tell(told.dataset.failed);
    return null;
  }
}

async function otherPage(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const wayIn = page.querySelector("[data-sign-in]");
  if (wayIn) location.assign(wayIn.href);
  else tell([...page.querySelectorAll("main h1, main h1 + p")].map((each) => each.textContent.trim()).join(". "));
  return null;
}

function show(answer) {
  const line = document.getElementById(`l${answer.line}`);
  if (line) {
    line.querySelector("ul")?.remove();
    line.insertAdjacentHTML("beforeend", answer.marks);
    if (paints) repaint(line);
  }
  undoing.hidden = answer.step === null;
  undoing.elements.step.value = answer.step ?? "";
  undoing.querySelector("button").textContent = answer.told;
}

/** Only the lines that the passages of this one lie in, as far as they are in view. */
function repaint(line) {
  allPassages();
  passages.set(line, marksIn(line));
  const all = allPassages();
  for (const each of [...shown.keys()]) paint(each, all);
}

async function give(code) {
  const { start, end, words } = chosen;
  const answer = await send(text.dataset.give, { starts: start, ends: end, version: text.dataset.version, codes: code });
  if (!answer) return;
  if (answer.status === 409) return startAgain(start, words, answer.told);
  if (answer.status !== 200) return tell(answer.told);
  tell("");
  show(answer);
  sortCodes(code);
  paintChosen();
  letGo();
}

/** The text reads otherwise by now: get it again, and look up the same words in it. */
function startAgain(start, words, sentence) {
  sessionStorage.setItem(AGAIN, JSON.stringify({ text: text.dataset.text, start, words, sentence }));
  location.reload();
}

function selectAgain() {
  const kept = JSON.parse(sessionStorage.getItem(AGAIN) ?? "null");
  if (kept?.text !== text.dataset.text) return;
  sessionStorage.removeItem(AGAIN);
  const near = (each) => Math.abs(Number(each.dataset.start) - kept.start);
  const holding = [...text.querySelectorAll("[data-start]")].filter((each) => each.textContent.includes(kept.words));
  const [words] = holding.sort((one, other) => near(one) - near(other));
  if (words) {
    const at = words.textContent.indexOf(kept.words);
    getSelection().setBaseAndExtent(words.firstChild, at, words.firstChild, at + kept.words.length);
    words.scrollIntoView({ block: "center" });
  }
  told.textContent = kept.sentence;
  told.hidden = false;
}

async function undo() {
  if (undoing.hidden) return;
  const answer = await send(undoing.action, { step: undoing.elements.step.value });
  if (answer) show(answer);
}

const isTyping = (each) => each.closest("input, textarea, select, [contenteditable]") !== null;

function startPalette() {
  let timer;
  let isHeld = false; // a mouse still goes over words: a palette that came up now would lie over the rest of them
  let isChanged = false;
  const offer = () => {
    clearTimeout(timer);
    isChanged = isHeld;
    if (isHeld) return;
    timer = setTimeout(() => {
      const found = selected();
      if (found) open(found);
    }, 150);
  };
  const release = () => {
    isHeld = false;
    if (isChanged) offer();
  };
  document.addEventListener("selectionchange", offer);
  document.addEventListener("pointerdown", (event) => (isHeld = event.pointerType === "mouse"));
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
  palette.addEventListener("pointerdown", (event) => {
    paintChosen();
    if (!event.target.closest("input")) event.preventDefault();
  });
  palette.addEventListener("focusin", paintChosen);
  palette.addEventListener("input", (event) => find(event.target.value));
  palette.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) return close();
    const button = event.target.closest("button[value]");
    if (button && chosen) give(button.value);
  });
  palette.addEventListener("keydown", (event) => {
    const first = palette.querySelector("li:not([hidden]) button");
    if (event.key === "Enter" && event.target.matches("[data-find]") && first) give(first.value);
  });
  text.addEventListener("pointerdown", (event) => {
    if (!palette.hidden && !event.target.closest("a")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (palette.hidden) return;
    if (event.key === "Escape") close();
    if (event.key === "Enter" && document.activeElement === document.body) palette.querySelector("[data-find]").focus();
  });
  sortCodes("");
}

document.addEventListener("keydown", (event) => {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
  if (!isUndo || isTyping(document.activeElement ?? document.body)) return;
  event.preventDefault();
  undo();
});
undoing.addEventListener("submit", (event) => {
  event.preventDefault();
  undo();
});
if (paints) {
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? paint(target) : clear(target);
  }, { rootMargin: "200px" });
  for (const line of text.children) watcher.observe(line);
}
if (palette) startPalette();
selectAgain();
