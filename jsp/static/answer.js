// A ready sentence goes into the answer without asking the server for the page again.
document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-chip]");
  if (!chip) return;
  event.preventDefault();
  const text = chip.form.elements.text;
  text.value = text.value ? `${text.value}\n\n${chip.dataset.chip}` : chip.dataset.chip;
  text.focus();
});
