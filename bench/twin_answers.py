"""An answer as a usual Django project would take it: CSRF, ModelForm, one row for each pupil. `-m` prepares it.

It seals nothing: who reads its rows in their order knows who answered what. That makes it faster, and we leave it so.
"""

import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from itsdangerous import BadSignature, URLSafeSerializer

from bench.django_settings import set_up

set_up(__name__)

from django import forms  # noqa: E402 - Django wants its settings first
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

FACES = [(score, str(score)) for score in range(1, 6)]
ITEMS, SEATS, LONGEST = 8, 30, 500
FIRST = 100_000  # the code of the first class


class Evaluation(models.Model):
    code = models.CharField(max_length=6, unique=True)
    until = models.DateTimeField()
    seats = models.IntegerField()

    class Meta:
        app_label = "bench"


def face() -> Any:
    """An item that may be skipped."""
    return models.PositiveSmallIntegerField(choices=FACES, null=True, blank=True)


class Answer(models.Model):
    evaluation = models.ForeignKey(Evaluation, models.CASCADE)
    seat = models.UUIDField()
    text = models.TextField(max_length=LONGEST, blank=True)
    item_0, item_1, item_2, item_3 = face(), face(), face(), face()
    item_4, item_5, item_6, item_7 = face(), face(), face(), face()

    class Meta:
        app_label = "bench"
        constraints = (models.UniqueConstraint(fields=("evaluation", "seat"), name="one_for_each_seat"),)


class AnswerForm(forms.ModelForm):
    """The faces and the text; the seat is signed, and holds for one evaluation."""

    seat = forms.CharField()

    class Meta:
        model = Answer
        fields = (*(f"item_{at}" for at in range(ITEMS)), "text")

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evaluation = evaluation

    def clean_seat(self) -> UUID:
        """The number of the seat that this phone was given."""
        try:
            return UUID(seats_of(settings.SECRET_KEY, self.evaluation.code).loads(self.cleaned_data["seat"]))
        except BadSignature as error:
            raise forms.ValidationError("out of date") from error

    def clean(self) -> dict[str, Any]:
        """Not when it is closed."""
        if self.evaluation.until <= timezone.now():
            raise forms.ValidationError("closed")
        return self.cleaned_data


def seats_of(secret: str, code: str) -> URLSafeSerializer:
    """Signs the seats of an evaluation."""
    return URLSafeSerializer(secret, salt=f"seat:{code}")


def page(request: HttpRequest, status: int = 200) -> HttpResponse:
    """The smallest page with a form token."""
    hidden = f'<form method="post"><input name="csrfmiddlewaretoken" value="{get_token(request)}"></form>'
    return HttpResponse(hidden, status=status)


def fill(request: HttpRequest, code: str) -> HttpResponse:
    """Hand in what was chosen."""
    evaluation = get_object_or_404(Evaluation, code=code)
    if request.method != "POST":
        return page(request)
    form = AnswerForm(request.POST, evaluation=evaluation)
    if not form.is_valid():
        return page(request, 422)
    with transaction.atomic():
        handed_in = Answer.objects.filter(evaluation=evaluation)
        if not handed_in.filter(seat=form.cleaned_data["seat"]).exists():
            if handed_in.count() >= evaluation.seats:
                return page(request, 409)
            answer = form.save(commit=False)
            answer.evaluation, answer.seat = evaluation, form.cleaned_data["seat"]
            answer.save(force_insert=True)
    return HttpResponseRedirect("/thanks")


urlpatterns = [path("les/<str:code>", fill), path("", page)]
application = get_wsgi_application()


def prepare(number: int) -> None:
    """Tables, and so many classes."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for kind in (Evaluation, Answer):
            editor.create_model(kind)
    until = timezone.now() + timedelta(days=1)
    classes = [Evaluation(code=str(FIRST + at), until=until, seats=SEATS) for at in range(number)]
    Evaluation.objects.bulk_create(classes)


if __name__ == "__main__":
    prepare(int(sys.argv[1]))
