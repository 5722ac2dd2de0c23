"""Logging a contact as a usual Django project would: session, CSRF, ModelForm, one transaction. `-m` prepares it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from itsdangerous import BadSignature, URLSafeSerializer

from bench.django_settings import set_up

set_up(__name__)

from django import forms  # noqa: E402 - Django wants its settings first
from django.contrib.auth import authenticate, login  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

CHANNELS = [(name, name) for name in ("walk_in", "phone", "email", "web_form", "classroom", "via_teacher")]
ASKED_BY = [(name, name) for name in ("pupil", "friend", "teacher", "parent", "other")]
AGE_BANDS = [(name, name) for name in ("under_12", "from_12", "from_16", "from_18")]
CASCADE = models.CASCADE


class Choice(models.Model):
    """A site, theme, outcome, discipline or class, told apart by its kind."""

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=40, unique=True)
    archived_on = models.DateField(null=True)

    class Meta:
        app_label = "bench"


def chosen(kind: str, **more: Any) -> models.ForeignKey:
    """A foreign key to a choice of that kind."""
    return models.ForeignKey(Choice, CASCADE, related_name="+", limit_choices_to={"kind": kind}, **more)


class Opening(models.Model):
    site = chosen("site")
    on = models.DateField()
    starts = models.TimeField()

    class Meta:
        app_label = "bench"
        indexes = (models.Index(fields=("site", "on", "starts")),)


class Contact(models.Model):
    id = models.UUIDField(primary_key=True)
    site = chosen("site", to_field="code")
    opening = models.ForeignKey(Opening, CASCADE, null=True)
    writer = models.ForeignKey(User, CASCADE, related_name="+")
    owner = models.ForeignKey(User, CASCADE, related_name="+")
    on = models.DateField()
    channel = models.CharField(max_length=40, choices=CHANNELS)
    theme = chosen("theme")
    asked_by = models.CharField(max_length=40, choices=ASKED_BY)
    outcome = chosen("outcome")
    is_return = models.BooleanField(default=False)
    age_band = models.CharField(max_length=40, choices=AGE_BANDS, null=True, blank=True)
    study_year = models.IntegerField(null=True, blank=True)
    school_class = chosen("class", null=True, blank=True)
    discipline = chosen("discipline", null=True, blank=True)
    colleague = models.ForeignKey(User, CASCADE, null=True, blank=True, related_name="+")
    colleague_seen_on = models.DateField(null=True)
    follow_up_on = models.DateField(null=True, blank=True)
    follow_up_done_on = models.DateField(null=True)
    note = models.TextField(max_length=2000, blank=True)
    strengths = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "bench"
        indexes = tuple(
            models.Index(fields=fields)
            for fields in (("owner", "on"), ("site", "on", "theme"), ("owner", "follow_up_on"))
        )


class AuditEntry(models.Model):
    at = models.DateTimeField()
    user = models.ForeignKey(User, CASCADE, null=True)
    action = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)

    class Meta:
        app_label = "bench"
        indexes = (models.Index(fields=("object_id", "action")),)


class ContactForm(forms.ModelForm):
    """The fields of the app's own form; the once-key is signed and bound to the person in the same way."""

    once = forms.CharField()

    class Meta:
        model = Contact
        fields = (
            "site", "on", "channel", "theme", "asked_by", "outcome", "is_return", "age_band", "study_year",
            "school_class", "discipline", "colleague", "follow_up_on", "note", "strengths",
        )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_once(self) -> UUID:
        """The key that this person was given."""
        try:
            return UUID(URLSafeSerializer(settings.SECRET_KEY, salt=f"once:{self.user.pk}").loads(self.data["once"]))
        except BadSignature as error:
            raise forms.ValidationError("out of date") from error

    def clean_on(self) -> date:
        """No day that has yet to come."""
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("yet to come")
        return day


def page(request: HttpRequest, status: int = 200) -> HttpResponse:
    """The smallest page with a form token."""
    hidden = f'<form method="post"><input name="csrfmiddlewaretoken" value="{get_token(request)}"></form>'
    return HttpResponse(hidden, status=status)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Session authentication."""
    if request.method != "POST":
        return page(request)
    login(request, authenticate(request, username=request.POST["email"], password=request.POST["password"]))
    return HttpResponseRedirect("/contacts")


@login_required
def contacts(request: HttpRequest) -> HttpResponse:
    """Log a contact."""
    if request.method != "POST":
        return page(request)
    form = ContactForm(request.POST, user=request.user)
    if not form.is_valid():
        return page(request, 422)
    with transaction.atomic():
        contact = form.save(commit=False)
        contact.id = form.cleaned_data["once"]
        contact.opening = Opening.objects.filter(site__code=contact.site_id, on=contact.on).order_by("starts").first()
        contact.writer = contact.owner = request.user
        contact.save(force_insert=True)
        AuditEntry.objects.create(
            at=datetime.now(UTC), user=request.user, action="recorded", object_kind="contact", object_id=str(contact.id)
        )
    response = HttpResponseRedirect("/contacts")
    response.set_signed_cookie("saved", contact.id.hex)
    return response


urlpatterns = [path("sign-in", sign_in), path("contacts", contacts), path("", page)]
application = get_wsgi_application()


def prepare() -> None:
    """Tables, one worker, and as many choices as the demo has."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for kind in (Choice, Opening, Contact, AuditEntry):
            editor.create_model(kind)
    User.objects.create_user("sanne@demo.example", password="respect-op-school")
    Choice.objects.create(kind="site", code="gilde")
    for name, count in (("theme", 14), ("outcome", 10), ("discipline", 6), ("class", 8)):
        Choice.objects.bulk_create(Choice(kind=name, code=f"{name}-{number}") for number in range(count))


if __name__ == "__main__":
    prepare()
