// Typing in a line of the passport ticks it, and emptying it takes the tick away; without script ticks are made by hand.
for (const line of document.querySelectorAll("[data-passport] [data-line]")) {
  const tick = line.querySelector("[type=checkbox]");
  const text = line.querySelector("input:not([type=checkbox]), textarea");
  let byHand = false;
  tick.addEventListener("change", () => (byHand = true));
  const follow = () => {
    if (!byHand || !text.value.trim()) tick.checked = text.value.trim() !== "";
    if (!text.value.trim()) byHand = false;
  };
  text.addEventListener("input", follow);
  if (text.value !== text.defaultValue && tick.checked === tick.defaultChecked) follow(); // typed before this was read
}
