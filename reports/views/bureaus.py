from django.http import HttpRequest, HttpResponse


def stub(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


index = bureau = stub
