"""The review app: a project in the browser, where people read, check and decide. On loopback, for one person.

`serve.py` opens it, `guard.py` keeps others out, `app.py` puts the pages together, `routes/` has a module a page,
`templates/`, `words/` and `static/` what these show. Pages are made on the server and work with few scripts;
`web/` in the source tree holds the scripts, and `make web` builds them into `static/built`.
"""
