from django.http import HttpRequest, HttpResponse


def stub(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


home = page = as_csv = index = report = original = certificate = indicator = stub
