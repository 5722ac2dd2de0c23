// Signing out leaves nothing in this tab: a half-written note is kept in it until then.
document.querySelector("form[data-leave]")?.addEventListener("submit", () => sessionStorage.clear());
