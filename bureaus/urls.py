"""Addresses of the bureaus: by the division code of their region today."""

from django.urls import path

from bureaus import views

app_name = "bureaus"

urlpatterns = [
    path("", views.index, name="bureaus"),
    path("<str:adcode>/", views.bureau, name="bureau"),
]
