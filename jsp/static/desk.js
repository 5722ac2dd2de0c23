// The desk with script: keys 1-9, saving without leaving the page, a note that survives a lost connection.
// Without script everything works as ordinary forms.
const NOTE = "jsp-note:";
const PHONE = /(?:^|[^\w\d])(?:\+|00)?\(?\d(?:[ ().\-/]{0,2}\d){8,12}(?!\d)/;
const MAIL = /[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]{2,}/;

const desk = () => document.querySelector("form[data-desk]");
const noteKey = (form) => NOTE + form.dataset.desk;

function markMain(form, box) {
  const main = form.elements.main_theme;
  const chosen = [...form.querySelectorAll("[name=themes]:checked")].map((each) => each.value);
  if (box.checked && chosen.length === 1) main.value = box.value;
  if (!chosen.includes(main.value)) main.value = chosen[0] ?? "";
}

function warn(note) {
  const warning = note.form.querySelector("[data-warning]");
  if (warning) warning.hidden = !(PHONE.test(note.value) || MAIL.test(note.value));
}

function pick(form, digit) {
  const open = (name) => !form.querySelector(`[name=${name}]:checked`);
  const step = open("themes") ? "themes" : open("asked_by") ? "who" : "outcome";
  const tile = form.querySelectorAll(`[data-step=${step}] input, [data-step=${step}] button`)[digit - 1 + (step === "themes" ? 1 : 0)];
  tile?.click();
}

function tell(form, text) {
  const lost = form.querySelector("[data-lost]");
  lost.textContent = text;
  lost.hidden = false;
  lost.scrollIntoView({ block: "nearest" });
}

function refusal(page) {
  return [...page.querySelectorAll("main h1, main h1 + p")].map((each) => each.textContent.trim()).join(". ");
}

function show(form) {
  const refused = form.querySelector(".jsp-refusal:not([hidden])")?.closest("[data-step], fieldset, .utrecht-form-field");
  if (refused) return refused.querySelector("input:not([type=hidden]), button, select, textarea").focus();
  const { top } = form.parentElement.getBoundingClientRect();
  const covered = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  if (top < covered || top > innerHeight / 2) form.parentElement.scrollIntoView();
  form.querySelector("[name=themes]").focus({ preventScroll: true });
}

async function save(form, button) {
  const sent = new FormData(form, button);
  form.toggleAttribute("data-busy", true);
  form.querySelector("[data-lost]").hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#desk");
    const wayIn = page.querySelector("[data-sign-in]");
    if (wayIn) return location.assign(wayIn.href);
    if (!fresh) return answer.ok ? location.assign(answer.url) : tell(form, refusal(page) || form.dataset.failed);
    if (answer.redirected) sessionStorage.removeItem(noteKey(form));
    document.querySelector("#desk").replaceWith(fresh);
    start();
    show(desk());
  } catch {
    tell(form, form.dataset.failed);
  } finally {
    form.toggleAttribute("data-busy", false);
  }
}

function fade(toast) {
  let left = Number(toast.dataset.toast);
  const timer = setInterval(() => {
    if (toast.matches(":hover, :focus-within")) return;
    left -= 250;
    if (left > 0) return;
    clearInterval(timer);
    toast.remove();
  }, 250);
}

function start() {
  const form = desk();
  if (!form) return;
  const note = form.elements.note;
  Object.keys(sessionStorage).filter((key) => key.startsWith(NOTE) && key !== noteKey(form)).forEach((key) => sessionStorage.removeItem(key));
  const kept = sessionStorage.getItem(noteKey(form));
  if (kept && !note.value) {
    note.value = kept;
    note.closest("details").open = true;
  }
  warn(note);
  document.querySelectorAll("[data-toast]").forEach(fade);
}

document.addEventListener("input", ({ target }) => {
  if (target.name !== "note" || !target.form?.matches("[data-desk]")) return;
  sessionStorage.setItem(noteKey(target.form), target.value);
  warn(target);
});
document.addEventListener("change", ({ target }) => {
  if (target.name === "themes") markMain(target.form, target);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-desk]")) return;
  event.preventDefault();
  if (!form.hasAttribute("data-busy")) save(form, event.submitter);
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select");
  if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key) || !desk()) return;
  pick(desk(), Number(event.key));
});
start();
