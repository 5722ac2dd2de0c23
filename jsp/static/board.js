// The board of a questionnaire: how many are ready, asked for every few seconds; and a clock that counts down.
const count = document.querySelector("[data-count]");
if (count) {
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(count.dataset.count, { headers: { Accept: "text/html" } });
      if (answer.redirected) return location.assign(answer.url);
      if (answer.status === 404) return location.assign(count.dataset.after);
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      [...fresh.children].forEach((part, at) => { if (count.children[at].innerHTML !== part.innerHTML) count.children[at].innerHTML = part.innerHTML; });
    } catch { /* the next time */ }
  }, 3000);
}

const timer = document.querySelector("[data-timer]");
if (timer) {
  const kept = `jsp-clock:${location.pathname}`;  // it goes on where the page is opened again
  const ends = Number(sessionStorage.getItem(kept)) || Date.now() + Number(timer.dataset.timer) * 1000;
  sessionStorage.setItem(kept, ends);
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    timer.textContent = `${Math.floor(left / 60)}.${String(left % 60).padStart(2, "0")}`;
  };
  timer.hidden = false;
  tick();
  setInterval(tick, 1000);
}
