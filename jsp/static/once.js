// A second click sends it no second time: the first answer brings a new token, and the old one opens nothing any more.
const form = document.querySelector("form[data-once]");
let isSent = false;

form?.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
});
addEventListener("pageshow", () => { isSent = false; });
