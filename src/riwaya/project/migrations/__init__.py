"""Alembic's scripts: `env.py` runs them, `versions/` has one a change of `schema.py`, from the first on."""
