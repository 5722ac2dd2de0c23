// How long each question has been going: its clock starts and stops by hand, on this screen only, one at a time.
const KEY = `jsp-talk-clock:${location.pathname}`; // it goes on where the page is opened again
const state = { running: null, since: 0, spent: {}, ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
const sections = [...document.querySelectorAll("section[data-question]")].filter((each) => each.querySelector("[data-clock]"));

const spent = (key) => (state.spent[key] ?? 0) + (state.running === key ? Date.now() - state.since : 0);

function start(key) {
  if (state.running !== null) state.spent[state.running] = spent(state.running);
  Object.assign(state, { running: key, since: Date.now() });
  state.spent[key] ??= 0;
  sessionStorage.setItem(KEY, JSON.stringify(state));
  tick();
}

function stop() {
  if (state.running !== null) state.spent[state.running] = spent(state.running);
  state.running = null;
  sessionStorage.setItem(KEY, JSON.stringify(state));
  tick();
}

function tick() {
  for (const section of sections) {
    const { question: key, minutes } = section.dataset;
    const seconds = Math.floor(spent(key) / 1000);
    const clock = section.querySelector("[data-clock]");
    const isOver = Number(minutes) > 0 && seconds >= Number(minutes) * 60;
    clock.hidden = !(key in state.spent);
    clock.textContent = `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`;
    clock.classList.toggle("is-running", state.running === key);
    section.querySelector("[data-over]").hidden = !(isOver && state.running === key);
    section.querySelector("[data-start]").hidden = state.running === key;
    section.querySelector("[data-stop]").hidden = state.running !== key;
  }
}

for (const section of sections) {
  const key = section.dataset.question;
  section.querySelector("[data-start]").addEventListener("click", () => start(key));
  section.querySelector("[data-stop]").addEventListener("click", stop);
}
tick();
setInterval(tick, 1000);
