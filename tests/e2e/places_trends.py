"""Every page of figures about themes: those of the team, and those that were released."""

from tests.e2e.place import REFUSE_CONTACT, Place

HISTORY = "/trends/history"
LINES = {
    "known": "datum;thema\\n2-9-2024;Geld\\n3-9-2024;School\\n",
    "unknown": "datum;thema\\n2-9-2024;Geld\\n3-9-2024;Boterham\\n",
    "wrong": "datum;thema\\n2-9-2024;Geld\\n32-9-2024;School\\n",
}
BRING = """async () => {{
    let form = document.querySelector("main form");
    const files = new DataTransfer();
    files.items.add(new File(["{lines}"], "gesprekken.csv", {{type: "text/csv"}}));
    form.elements.file.files = files.files;
    form.elements.site.selectedIndex = form.elements.site.length - 1;
    for (let step = 0; step < {steps}; step += 1) {{
        const answer = await fetch(form.action, {{method: "POST", body: new FormData(form)}});
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        form = document.adoptNode(page.querySelector("main form"));
        document.querySelector("main").append(form);
    }}
    form.submit();
}}"""  # each step but the last sends in the background what the one before gave back


def places_of_trends() -> list[Place]:
    """All of them, by whoever sees them."""
    return [
        *(Place("sanne", f"/trends/{page}") for page in ("", "?site=gilde", "signals")),
        *(Place("renske", f"/trends/{page}") for page in ("", "signals", "history")),
        *(Place("annelies", f"/figures/{page}") for page in ("", "report")),
        *(Place(name, "/figures/?site=gilde") for name in ("sanne", "renske", "nora")),
        Place("nora", "/figures/report?site=gilde"), Place("annelies", "/figures/?site=gilde", status=404),
        Place("sanne", "/figures/?theme=5", status=400),
        *(Place("renske", f"/figures/{page}") for page in ("report", "report/write", "periods", "periods/gilde")),
        *(Place("renske", f"/figures/{page}", REFUSE_CONTACT, 422) for page in ("report/write", "periods/gilde")),
        *_history_places(),
    ]  # fmt: skip


def _history_places() -> list[Place]:
    new = f"{HISTORY}/new"
    return [
        Place("renske", new), Place("renske", new, REFUSE_CONTACT, 422),
        Place("renske", new, BRING.format(lines=LINES["known"], steps=0)),
        *(Place("renske", new, BRING.format(lines=LINES[kind], steps=1)) for kind in LINES),
        Place("renske", f"{HISTORY}/{{id}}/take-back", listed_at=HISTORY),
    ]  # fmt: skip
