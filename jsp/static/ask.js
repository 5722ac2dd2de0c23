// Asking with script: a sign of urgency that stays on this device, a text that a lost connection does not take away.
// Without script everything works as ordinary forms. Nothing is kept anywhere but on the page itself.
const form = document.querySelector("form[data-ask]");
const urgent = () => document.querySelector("[data-urgent]");
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const words = urgent() ? plain(urgent().dataset.urgent).split("|") : [];
const begins = new RegExp(`(?:^|[^a-z])(?:${words.map((word) => word.replace(/\s+/g, "\\s+")).join("|")})`);

const look = () => urgent()?.classList.toggle("is-shown", begins.test(plain(form.elements.question.value)));

function tell(text) {
  const lost = form.querySelector("[data-lost]");
  lost.textContent = text;
  lost.hidden = !text;
  if (text) lost.scrollIntoView({ block: "center" });
}

// The page that follows is told by its address, so that the browser itself opens it, once.
async function send() {
  form.toggleAttribute("data-busy", true);
  tell("");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "text/html", "X-Stay": "1" } });
    if (answer.status === 204) return location.assign(answer.headers.get("Location"));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-ask]");
    if (!fresh) return tell([...page.querySelectorAll("main h1, main h1 + p")].map((each) => each.textContent.trim()).join(". "));
    form.replaceChildren(...fresh.childNodes);
    form.querySelector(".utrecht-alert--error")?.scrollIntoView({ block: "start" });
    look();
  } catch {
    tell(form.dataset.failed);
  } finally {
    form.toggleAttribute("data-busy", false);
  }
}

form?.addEventListener("submit", (event) => {
  if (event.submitter?.name === "language") return;
  event.preventDefault();
  if (!form.hasAttribute("data-busy")) send();
});
if (urgent()) {
  form.addEventListener("input", look);
  look();
}
const again = document.querySelector("form[data-again]");
if (again) setTimeout(() => again.requestSubmit(), Number(again.dataset.again) * (0.5 + Math.random()));
document.querySelector("textarea[name=code]")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.value.trim().split(/[^a-z]+/i).length < 8) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// An open conversation that nobody looks after asks for the code again; what is being typed is left alone.
const closes = document.querySelector("[data-closes]");
if (closes) {
  let last = Date.now();
  for (const sign of ["pointerdown", "keydown", "input"]) document.addEventListener(sign, () => { last = Date.now(); });
  setInterval(() => { if (Date.now() - last > 900000 && !closes.elements.text?.value) location.replace(closes.dataset.closes); }, 15000);
}
