"""The app's pages, a module each: each has a `router`, and `app.py` lists them."""
