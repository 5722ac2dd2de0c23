// The words that can be coded, and which of them are selected.
// Places are code points of the whole text, as the server counts them; a browser counts UTF-16 units.
export const text = document.querySelector("[data-text]");

const points = (units) => [...units].length;
const lineOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-text] > li");
export const wordsOf = (line) => line.querySelector("[data-start]");

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
export function selected() {
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
export function rangeIn(line, start, end) {
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
