// Passages are marked in the text itself, only where somebody looks.
import { rangeIn, text, wordsOf } from "./words.js";

const COLOURS = 10;
const paints = "highlights" in CSS;
const shown = new Map(); // the lines in view, each with the ranges that are marked in it
let passages = null; // of each line with codes: the places of its passages

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

/** Only the lines that the passages of this one lie in, as far as they are in view. */
export function repaint(line) {
  if (!paints) return;
  allPassages();
  passages.set(line, marksIn(line));
  const all = allPassages();
  for (const each of [...shown.keys()]) paint(each, all);
}

/** Mark the words for which a code is chosen; null: no words. */
export function paintChosen(chosen) {
  if (!paints) return;
  CSS.highlights.delete("chosen");
  if (!chosen) return;
  const lines = [...text.querySelectorAll("[data-start]")].map((each) => each.parentElement.parentElement);
  const ranges = lines.map((line) => rangeIn(line, chosen.start, chosen.end)).filter(Boolean);
  const highlight = new Highlight(...ranges);
  highlight.priority = 1;
  CSS.highlights.set("chosen", highlight);
}

/** Mark what comes into view, and no more of it. */
export function watch() {
  if (!paints) return;
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? paint(target) : clear(target);
  }, { rootMargin: "200px" });
  for (const line of text.children) watcher.observe(line);
}
