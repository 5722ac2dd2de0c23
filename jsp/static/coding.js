// Coding with script: select words, tap a code.
// Without script every line has a page of its own on which it is coded.
import { repaint, watch } from "./coding/marks.js";
import { letGo, showChosen, sortCodes, startPalette } from "./coding/palette.js";
import { send, tell, told, undoing } from "./coding/sending.js";
import { text } from "./coding/words.js";

const AGAIN = "jsp-coding-again";

function show(answer) {
  const line = document.getElementById(`l${answer.line}`);
  if (line) {
    line.querySelector("ul")?.remove();
    line.insertAdjacentHTML("beforeend", answer.marks);
    repaint(line);
  }
  undoing.hidden = answer.step === null;
  undoing.elements.step.value = answer.step ?? "";
  undoing.querySelector("button").textContent = answer.told;
}

async function give(code, { start, end, words }) {
  const answer = await send(text.dataset.give, { starts: start, ends: end, version: text.dataset.version, codes: code });
  if (!answer) return;
  if (answer.status === 409) return startAgain(start, words, answer.told);
  if (answer.status !== 200) return tell(answer.told);
  tell("");
  show(answer);
  sortCodes(code);
  showChosen();
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
watch();
startPalette(give);
selectAgain();
