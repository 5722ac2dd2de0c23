// Asking with script: a sign of urgency that stays on this device, a text that a lost connection does not take away.
// Without script everything works as ordinary forms. Nothing is kept anywhere but on the page itself.
const form = document.querySelector("form[data-ask]");
const urgent = () => document.querySelector("[data-urgent]");

// The rule of jsp/rules/crisis.py, with its words: a test holds both against the same sayings.
const [small, near, harmless, known] = (urgent()?.dataset.urgent ?? "").split(";").map((text, at) => (at < 2 ? text.split(" ") : text.split("|").map((one) => one.split(" "))));
const begins = (word, one) => (one.endsWith("*") ? word.startsWith(one.slice(0, -1)) : word === one);
const ones = [...new Set([...harmless ?? [], ...known ?? []].flat().flatMap((part) => part.split("/")))];
const kept = new Map();

function apart(one, other) {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= other.length; j++) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + differs);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[one.length][other.length];
}

function nearly(word, one) {
  const stem = one.replace("*", "");
  const letters = 2 * stem.length - one.length;
  if (letters < 5 || word[0] !== stem[0]) return false;
  const tries = stem === one ? [word] : [-1, 0, 1].map((more) => word.slice(0, stem.length + more));
  return tries.some((each) => Math.abs(each.length - stem.length) < 3 && apart(each, stem) <= (letters < 10 ? 1 : 2));
}

function meant(word) {
  const own = near.some((each) => begins(word, each));
  if (!kept.has(word)) kept.set(word, new Set(ones.filter((one) => begins(word, one) || (!own && nearly(word, one)))));
  return kept.get(word);
}

function paths(saying, words) {
  const parts = saying.filter((part) => part !== "=");
  const says = (word, part) => part.split("/").some((one) => word.has(one));
  let found = [];
  words.forEach(([word], at) => says(word, parts[0]) && found.push([at]));
  for (const part of parts.slice(1)) {
    found = found.flatMap((path) => [1, 2, 3, 4].map((more) => path.at(-1) + more).filter((at) => at < words.length && says(words[at][0], part)).map((at) => [...path, at]));
  }
  return saying[0] === "=" ? found.filter((path) => words.every(([, sentence], at) => path.includes(at) === (sentence === words[path[0]][1]))) : found;
}

function hears(text) {
  const plain = (each) => each.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/(.)\1{2,}/g, "$1$1");
  const sentences = text.replace(/['‘’ʼ`´]/g, "").split(/[.,!?;:()\n]/);
  const words = sentences.flatMap((each, sentence) => (plain(each).match(/[a-z0-9]+/g) ?? []).map((word) => [word, sentence])).filter(([word]) => !small.includes(word)).slice(0, 1500).map(([word, sentence]) => [meant(word), sentence]);
  for (const at of harmless.flatMap((saying) => paths(saying, words)).flat()) words[at] = [new Set(), words[at][1]];
  return known.some((saying) => paths(saying, words).length);
}

const typed = () => form.elements.question ?? form.elements.text;
const look = () => urgent()?.classList.toggle("is-shown", hears(typed().value));

function tell(text) {
  const lost = form.querySelector("[data-lost]");
  lost.textContent = text;
  lost.hidden = !text;
  if (text) lost.scrollIntoView({ block: "center" });
}

// Nothing can be sent from here any more: the page that asks for the code, with what was typed, comes in its place.
function instead(page) {
  const main = document.querySelector("main");
  main.replaceChildren(...page.querySelector("main").childNodes);
  scrollTo(0, 0);
  main.focus();
  hearEnter();
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
    if (answer.status === 410) return instead(page);
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
const hearEnter = () => document.querySelector("textarea[name=code]")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.value.trim().split(/[^a-z]+/i).length < 8) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
hearEnter();

// An open conversation that nobody looks after asks for the code again; what is being typed is left alone.
const closes = document.querySelector("[data-closes]");
if (closes) {
  let last = Date.now();
  for (const sign of ["pointerdown", "keydown", "input"]) document.addEventListener(sign, () => { last = Date.now(); });
  setInterval(() => { if (Date.now() - last > 900000 && !closes.elements.text?.value) location.replace(closes.dataset.closes); }, 15000);
}
