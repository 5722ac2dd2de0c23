// "Leave quickly": empties the page at once and takes its place in the history. Three times Escape does the same.
const exit = document.querySelector("[data-exit]");
let escapes = [];

function leave(event) {
  event.preventDefault();
  document.body.replaceChildren();
  location.replace(exit.href);
}

exit?.addEventListener("click", leave);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !exit) return;
  escapes = [...escapes.filter((moment) => event.timeStamp - moment < 1500), event.timeStamp];
  if (escapes.length >= 3) leave(event);
});
