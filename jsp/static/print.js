// A page that is made for paper has a button that prints it; where there is no script the browser itself prints.
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
