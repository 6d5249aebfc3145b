"""What can go wrong for a user. Each error is one clear sentence: what, where, and what to do next.

RiwayaError                 exit code 2 in the command line
├── InputError              a report can't be read (file, line, entry)
├── LexiconError            a lexicon file is wrong (file, entry)
└── ProjectError            a project can't be opened or changed so
"""


class RiwayaError(Exception):
    """A mistake in what the user gave; its text is shown as it is, without a traceback."""


class InputError(RiwayaError):
    """A report, a gold file or an option that can't be read."""


class LexiconError(RiwayaError):
    """An entry of a lexicon file that can't be used."""


class ProjectError(RiwayaError):
    """A project that can't be opened, or a change that it refuses."""
