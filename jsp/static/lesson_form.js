// Filling in a questionnaire with script: the next question comes at once, also without a connection, and what was chosen
// waits on this phone, in this tab, until it is counted. Without script each face is an ordinary button of the form.
const form = document.querySelector("form[data-fill]");
const screens = document.querySelector("template[data-screens]").content;
const statements = [...screens.children].filter((each) => each.localName === "p").map((each) => each.textContent);
const last = statements.length;
const key = `jsp-fill:${form.dataset.fill}`;
const faces = [...form.querySelector(".jsp-faces")?.childNodes ?? []];
const fields = () => [...form.querySelectorAll("input[name^='item-']")];
const at = () => Number(form.elements.at.value);
let isSending = false;
let again = 0;

const keep = () => sessionStorage.setItem(key, JSON.stringify({
  seat: form.elements.seat.value, at: at(), chosen: fields().map((each) => each.value), text: form.elements.text?.value ?? "",
}));
const forget = () => sessionStorage.removeItem(key);

function tell(text) {
  const lost = form.querySelector("[data-lost]");
  lost.textContent = text;
  lost.hidden = !text;
}

function show(place, text = "") {
  form.elements.at.value = place;
  const shown = [...form.children].slice([...form.children].findIndex((each) => each.classList.contains("jsp-beads")) + 1);
  for (const each of shown) each.remove();
  if (place >= last) form.append(...screens.querySelector("div").cloneNode(true).childNodes);
  else {
    const title = Object.assign(document.createElement("h1"), { id: "statement", tabIndex: -1, textContent: statements[place], className: "utrecht-heading-1" });
    form.append(title, ...page.map((each) => each.cloneNode(true)));
    form.querySelector("[name=go][value=back]").hidden = place === 0;
  }
  if (text) form.elements.text.value = text;
  form.querySelector("[data-progress] strong").textContent = form.dataset.of.replace("{at}", place + 1).replace("{all}", last + 1);
  [...form.querySelectorAll(".jsp-beads li")].forEach((bead, index) => { bead.className = index < place ? "is-done" : index === place ? "is-now" : ""; });
  scrollTo(0, 0);
  form.querySelector("#statement").focus({ preventScroll: true });
}

const post = (body) => fetch(form.action, { method: "POST", body, headers: { Accept: "text/html", "X-Stay": "1" } });
const instead = async (answer) => {
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("main").replaceChildren(...fresh.querySelector("main").childNodes);
};

// The first tap takes the seat; where there is none, that is told at once and not after nine questions.
async function sit(body) {
  try {
    const answer = await post(body);
    if (answer.status === 409 || answer.status === 404) { forget(); await instead(answer); }
  } catch { /* the last step takes it as well */ }
}

async function handIn() {
  if (isSending) return;
  isSending = true;
  clearTimeout(again);
  const body = new URLSearchParams(new FormData(form));
  body.set("go", "done");
  try {
    const answer = await post(body);
    tell("");
    if (answer.status === 204) { forget(); return location.replace(answer.headers.get("Location")); }
    if (answer.status < 500 && answer.status !== 429) { forget(); await instead(answer); return location.hash = ""; }
    throw new Error(answer.status);
  } catch {
    tell(form.dataset.failed);
    again = setTimeout(handIn, 4000);
  } finally {
    isSending = false;
  }
}

// What stands below the beads on a page with faces, apart from its statement and the rules of the first page.
const page = [form.querySelector(".jsp-faces"), form.querySelector(".jsp-item__more")].filter(Boolean).map((each) => each.cloneNode(true));

if (faces.length) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (kept?.chosen.length === last && kept.at && !at()) {
    form.elements.seat.value = kept.seat;
    fields().forEach((each, index) => { each.value = kept.chosen[index]; });
    show(Math.min(kept.at, last), kept.text);
  }
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "language") return;
    event.preventDefault();
    const { name, value } = event.submitter ?? { name: "go", value: "done" };
    if (value === "done") return void handIn();
    if (name === "go") return void (show(Math.max(at() - 1, 0)), keep());
    const isFirst = fields().every((each) => !each.value) && at() === 0;
    const body = new URLSearchParams(new FormData(form));
    body.set("face", value);
    fields()[at()].value = value;
    show(at() + 1);
    keep();
    if (isFirst) sit(body);
  });
  addEventListener("online", () => { if (again) handIn(); });
  document.querySelector("[data-exit]")?.addEventListener("click", forget);
}
