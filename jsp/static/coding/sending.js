// What is sent to the server, and what is told when it does not go as meant.
export const undoing = document.querySelector("form[data-undo]");
export const told = document.querySelector("[data-told]");

export function tell(words) {
  told.textContent = words;
  told.hidden = !words;
  if (words) told.scrollIntoView({ block: "nearest" });
}

/** Send it as a form would; the answer has the codes of one line, and what can be undone. */
export async function send(address, values) {
  const body = new URLSearchParams(values);
  body.set("csrf_token", undoing.elements.csrf_token.value);
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return otherPage(answer);
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    tell(told.dataset.failed);
    return null;
  }
}

async function otherPage(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const wayIn = page.querySelector("[data-sign-in]");
  if (wayIn) location.assign(wayIn.href);
  else tell([...page.querySelectorAll("main h1, main h1 + p")].map((each) => each.textContent.trim()).join(". "));
  return null;
}
