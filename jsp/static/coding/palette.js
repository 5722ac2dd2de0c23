// The codes to choose from, that come up at selected words.
import { paintChosen } from "./marks.js";
import { selected, text } from "./words.js";

const RECENT = "jsp-codes";
const palette = document.querySelector("[data-palette]");
let chosen = null; // where the selected words begin and end

/** The codes that were used last come first. */
export function sortCodes(used) {
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

/** The words that were chosen stay marked, also while the keys go to the palette. */
export const showChosen = () => paintChosen(chosen);

/** A mouse that begins inside selected words would drag them away instead of selecting others. */
export function letGo() {
  if (selected()) getSelection().collapseToEnd();
}

function close() {
  chosen = null;
  showChosen();
  letGo();
  palette.hidden = true;
  palette.querySelector("[data-find]").value = "";
  find("");
}

function find(typed) {
  const wanted = typed.toLocaleLowerCase().trim();
  for (const each of palette.querySelectorAll("li")) each.hidden = !each.textContent.toLocaleLowerCase().includes(wanted);
}

/** Offer the codes; `give` is called with the one that is chosen, and with the words. */
export function startPalette(give) {
  if (!palette) return;
  let timer;
  let isHeld = false; // a mouse still goes over words: a palette that came up now would lie over the rest of them
  let isChanged = false;
  const offer = () => {
    clearTimeout(timer);
    isChanged = isHeld;
    if (isHeld) return;
    timer = setTimeout(() => {
      if (isHeld) return (isChanged = true); // a hand may be quicker than the news of what it selects
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
    showChosen();
    if (!event.target.closest("input")) event.preventDefault();
  });
  palette.addEventListener("focusin", showChosen);
  palette.addEventListener("input", (event) => find(event.target.value));
  palette.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) return close();
    const button = event.target.closest("button[value]");
    if (button && chosen) give(button.value, chosen);
  });
  palette.addEventListener("keydown", (event) => {
    const first = palette.querySelector("li:not([hidden]) button");
    if (event.key === "Enter" && event.target.matches("[data-find]") && first) give(first.value, chosen);
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
  offer(); // words that were selected before this came
}
