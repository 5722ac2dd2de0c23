"""Forms that stand on no page that can be opened: on the one that first shows what would happen."""

from collections.abc import Callable, Iterator
from http import HTTPStatus

import lxml.html

from bench.safe.house import House
from bench.safe.walk import Form, forms_on

Forms = dict[tuple[str, ...], list[Form]]


def behind(house: House, forms: Forms, tried: Callable[[Form], tuple[int, bytes]]) -> Iterator[Form]:
    """Each that is not there yet; `tried` gives the status and the page of the answer to one that is filled well."""
    for form in [held[0] for held in forms.values() if held[0].method == "POST" and held[0].texts]:
        status, page = tried(form)
        if status == HTTPStatus.OK:
            root = lxml.html.document_fromstring(page)
            for each in forms_on(house, form.who, form.action, root):
                if each.method == "POST" and each.texts and each.key not in forms:
                    yield each
