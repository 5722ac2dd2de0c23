// Who said it and what it is are chosen on the way to the words: a tap leads on to the field, and so does typing.
const page = document.querySelector("[data-talk]");
const wordsOf = (chip) => chip.form.elements.words;
const isChip = (node) => node.matches("[data-note-form] input[type=radio]");
let isByPointer = false;

page.addEventListener("pointerdown", () => { isByPointer = true; });
page.addEventListener("click", ({ target }) => { if (isByPointer && isChip(target)) wordsOf(target).focus(); });
page.addEventListener("keydown", (event) => {
  isByPointer = false;
  if (!isChip(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.key === " ") return;
  if (event.key === "Enter") event.preventDefault();
  if (event.key === "Enter" || event.key.length === 1) wordsOf(event.target).focus();
});
page.addEventListener("toggle", ({ target }) => { if (isByPointer && target.open && target.matches("[data-more]")) target.querySelector("[name=words]").focus(); }, true);
