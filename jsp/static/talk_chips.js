// Who said it and what it is are chosen on the way to the words: a tap leads on to the field, and so does typing.
const page = document.querySelector("[data-talk]");
const wordsOf = (chip) => chip.form.elements.words;
const isChip = (node) => node.matches("[data-note-form] input[type=radio]");
let isByPointer = false;

page.addEventListener("pointerdown", () => { isByPointer = true; });
// A press on a chip or a button takes the focus from no words: the form would move away under the finger.
page.addEventListener("mousedown", (event) => { if (event.target.closest("[data-note-form]") && event.target.name !== "words") event.preventDefault(); });
page.addEventListener("click", ({ target }) => { if (isByPointer && isChip(target)) wordsOf(target).focus(); });
page.addEventListener("keydown", (event) => {
  isByPointer = false;
  if (!isChip(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.key === " ") return;
  if (event.key === "Enter") event.preventDefault();
  if (event.key === "Enter" || event.key.length === 1) wordsOf(event.target).focus();
});
page.addEventListener("toggle", ({ target }) => { if (isByPointer && target.open && target.matches("[data-more]")) target.querySelector("[name=words]").focus(); }, true);
// The number of a question leads to it with its form open.
page.addEventListener("click", ({ target }) => {
  const way = target.closest("nav a[href^='#question-']");
  if (way) document.getElementById(way.hash.slice(1)).querySelector("[data-more]")?.setAttribute("open", "");
});
// The keyboard of a phone comes up over the page: the form that is written in stays whole above it.
window.visualViewport?.addEventListener("resize", () => {
  const form = document.activeElement?.closest("[data-note-form]");
  form?.scrollIntoView({ block: "nearest" });
});
