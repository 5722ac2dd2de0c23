// Pages without an account.
// "Leave quickly": empties the page at once and takes its place in the history. Three times Escape does the same.
const exit = document.querySelector("[data-exit]");
let escapes = [];

function leave(event) {
  event.preventDefault();
  document.body.replaceChildren();
  for (const way of ["/kaart/weg", "/antwoord/weg"]) {  // they close what is open, from wherever one leaves; the first leads on by the second
    if (exit.href.endsWith(way)) break;
    fetch(way, { redirect: "manual", keepalive: true }).catch(() => {});
  }
  location.replace(exit.href);
}

exit?.addEventListener("click", leave);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !exit) return;
  escapes = [...escapes.filter((moment) => event.timeStamp - moment < 1500), event.timeStamp];
  if (escapes.length >= 3) leave(event);
});

// What a page says changes on the minute: one that comes back from where the browser kept it is asked for again.
const made = Math.floor(Date.now() / 60000);
const isOld = () => Math.floor(Date.now() / 60000) > made && !document.querySelector("form:not([action='/taal'])");
const next = Math.min(...[...document.querySelectorAll("[data-changes]")].map((each) => Date.parse(each.dataset.changes)));
if (next - Date.now() < 86400000) setTimeout(() => { if (isOld()) location.reload(); }, Math.max(next - Date.now(), 60000) + 2000);
addEventListener("pageshow", (event) => { if (event.persisted && isOld()) location.reload(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && isOld()) location.reload(); });
