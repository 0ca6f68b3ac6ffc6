"""The pages: a folder each, with `urls.py` (`urlpatterns`, and a `DOOR` where it has one), views and templates."""
