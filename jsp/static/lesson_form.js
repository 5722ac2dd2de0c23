// Filling in a questionnaire with script: the next question comes at once, also without a connection, and what was chosen
// waits on this phone, in this tab, until it is counted. Without script each face is an ordinary button of the form.
const form = document.querySelector("form[data-fill]");
const screens = document.querySelector("template[data-screens]")?.content;  // none where the open question is next
const statements = [...screens?.children ?? []].filter((each) => each.localName === "p").map((each) => each.textContent);
const last = statements.length - 1;
const key = `jsp-fill:${form?.dataset.fill}`;
const fields = () => [...form.querySelectorAll("input[name^='item-']")];
const at = () => Number(form.elements.at.value);
const QUIET = 300;  // ms after a tap in which a second one is the same tap
let written = form?.elements.text?.value ?? "";
let isSending = false;
let again = 0;

const keep = () => sessionStorage.setItem(key, JSON.stringify({
  seat: form.elements.seat.value, at: at(), chosen: fields().map((each) => each.value), text: written,
}));
const forget = () => sessionStorage.removeItem(key);

function tell(text) {
  const lost = form.querySelector("[data-lost]");
  lost.textContent = text;
  lost.hidden = !text;
}

function show(place) {
  form.elements.at.value = place;
  form.querySelector("input[name=text]")?.remove();
  const shown = [...form.children].slice([...form.children].indexOf(form.querySelector("#statement")) + 1);
  for (const each of shown) each.remove();
  form.querySelector("#statement").textContent = statements[place];
  const parts = place >= last ? [...screens.querySelector("div").childNodes] : faces;
  form.append(...parts.map((each) => each.cloneNode(true)));
  if (place < last) {
    form.querySelector("[name=go][value=back]").hidden = place === 0;
    for (const face of form.querySelectorAll(".jsp-face")) face.setAttribute("aria-pressed", face.value === fields()[place].value);
  }
  if (place >= last) form.elements.text.value = written;
  else if (written) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "text", value: written }));
  for (const each of form.querySelectorAll("button")) {
    each.inert = true;
    setTimeout(() => { each.inert = false; }, QUIET);
  }
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
    if (answer.status === 409 || answer.status === 404) await instead(answer);  // what was chosen waits, for a place more
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
    if (answer.status < 500 && answer.status !== 429) return await instead(answer);
    throw new Error(answer.status);
  } catch {
    tell(form.dataset.failed);
    again = setTimeout(handIn, 4000);
  } finally {
    isSending = false;
  }
}

// What stands below a statement, but for the rules of the first page.
const faces = [".jsp-faces", ".jsp-item__more"].map((part) => form?.querySelector(part)?.cloneNode(true)).filter(Boolean);

if (screens) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (kept?.chosen.length === last && kept.at && !at()) {
    form.elements.seat.value = kept.seat;
    fields().forEach((each, index) => { each.value = kept.chosen[index]; });
    written = kept.text || written;
    show(Math.min(kept.at, last));
  }
  form.addEventListener("input", (event) => { if (event.target.name === "text") written = event.target.value; keep(); });
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
