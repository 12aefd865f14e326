"""The same rows by Django with a session, a paginator and a template. DJANGO_DATABASE: its file."""

import datetime
import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE_SIZE = 21

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["DJANGO_DATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=["django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="a secret of the benchmark",
    TEMPLATES=[
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [HERE]}
    ],
    USE_THOUSAND_SEPARATOR=False,
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.db import models  # noqa: E402
from django.db.models import Count, Sum  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Voucher(models.Model):
    number = models.TextField(primary_key=True)
    paid_on = models.TextField()
    bank = models.TextField()
    account_type = models.TextField()
    account = models.TextField()
    payment_method = models.TextField()
    paid_amount = models.IntegerField()
    unapplied = models.IntegerField()
    advance = models.IntegerField()

    class Meta:
        app_label = "peer"
        db_table = "vouchers"
        managed = False


class Line(models.Model):
    voucher = models.TextField()
    line = models.IntegerField(primary_key=True)
    document_type = models.TextField()
    invoice = models.TextField()
    invoice_amount = models.IntegerField()
    net_amount = models.IntegerField()
    paid_amount = models.IntegerField()
    discount = models.IntegerField()
    balance = models.IntegerField()
    garnishments = models.IntegerField()

    class Meta:
        app_label = "peer"
        db_table = "lines"
        managed = False


def money(cents):
    text = "{:,.2f}".format(cents / 100)
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


def enter(request):
    request.session["nit"] = "900356158"
    return HttpResponse("ok")


def detail(request, number):
    if "nit" not in request.session:
        return HttpResponse(status=401)
    lines = Line.objects.filter(voucher=number).order_by("line")
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("pagina"))
    rows = [
        [line.voucher, line.document_type, line.invoice]
        + [
            money(amount)
            for amount in (
                line.invoice_amount,
                line.net_amount,
                line.paid_amount,
                line.discount,
                line.balance,
                line.garnishments,
            )
        ]
        for line in page
    ]
    return render(request, "page.djt", {"page": page, "rows": rows, "totals": []})


def vouchers(request):
    if "nit" not in request.session:
        return HttpResponse(status=401)
    bounds = [iso(request.GET["desde"]), iso(request.GET["hasta"])]
    found = Voucher.objects.filter(paid_on__range=bounds)
    totals = found.aggregate(Count("number"), Sum("paid_amount"), Sum("unapplied"), Sum("advance"))
    page = Paginator(found.order_by("-paid_on", "-number"), PAGE_SIZE).get_page(
        request.GET.get("pagina")
    )
    rows = [
        [one.paid_on, one.bank, one.account_type, one.account, one.payment_method, one.number]
        + [money(amount) for amount in (one.paid_amount, one.unapplied, one.advance)]
        for one in page
    ]
    return render(request, "page.djt", {"page": page, "rows": rows, "totals": totals.values()})


def iso(text):
    return datetime.datetime.strptime(text, "%d/%m/%Y").date().isoformat()


urlpatterns = [
    path("enter", enter),
    path("pagos", vouchers),
    path("pagos/<str:number>", detail),
]
call_command("migrate", verbosity=0)
application = get_wsgi_application()
