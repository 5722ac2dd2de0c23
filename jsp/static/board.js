// The board of a questionnaire: how many are ready, asked for every few seconds; and a clock that counts down.
const count = document.querySelector("[data-count]");
if (count) {
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(count.dataset.count, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
        if (fresh.innerHTML.trim() !== count.innerHTML.trim()) count.replaceChildren(...fresh.childNodes);
      } else if (answer.status === 404) location.reload();
    } catch { /* the next time */ }
  }, 3000);
}

const timer = document.querySelector("[data-timer]");
if (timer) {
  const ends = Date.now() + Number(timer.dataset.timer) * 1000;
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    timer.textContent = `${Math.floor(left / 60)}.${String(left % 60).padStart(2, "0")}`;
  };
  timer.hidden = false;
  tick();
  setInterval(tick, 1000);
}
