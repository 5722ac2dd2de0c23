from tests.browser import Browser


def test_smoke(browser: Browser) -> None:
    browser.signed_in("sanne").in_language("en")
    for query in ("", "?grain=week", "?grain=year", "?split=channel", "?sites=beside", "?sites=together&per=hour", "?theme=money", "?split=level"):
        page = browser.get("/trends/" + query)
        assert page.status == 200, query
        assert browser.get("/trends/table.csv" + query).status == 200
        assert browser.client.get("/trends/table.xlsx" + query).status_code == 200
