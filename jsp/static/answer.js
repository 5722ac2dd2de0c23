// A ready sentence goes into the answer without asking the server for the page again. An answer that is not sent yet stays
// in this tab when another button is pressed, until it is sent or somebody signs out (leave.js).
const form = document.querySelector("form[data-answer]");
const key = form && `jsp-answer:${form.action}`;
const keep = () => sessionStorage.setItem(key, form.elements.text.value);

document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-chip]");
  if (!chip) return;
  event.preventDefault();
  const text = form.elements.text;
  text.value = text.value ? `${text.value}\n\n${chip.dataset.chip}` : chip.dataset.chip;
  keep();
  text.focus();
});
if (form) {
  const kept = sessionStorage.getItem(key);
  if (kept && !form.elements.text.value) form.elements.text.value = kept;
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}
