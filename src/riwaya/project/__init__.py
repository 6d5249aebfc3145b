"""A project that grows: a folder with the reports, what was read of them, and where they meet.

from riwaya.project import Project, init
"""

from riwaya.project.adding import Added, AddReport
from riwaya.project.erasing import Erased
from riwaya.project.judging import Decided, Orphan
from riwaya.project.passages import Passage
from riwaya.project.project import Project, init
from riwaya.project.rebuilding import RebuildReport
from riwaya.project.undoing import Undone

__all__ = [
    "AddReport",
    "Added",
    "Decided",
    "Erased",
    "Orphan",
    "Passage",
    "Project",
    "RebuildReport",
    "Undone",
    "init",
]
