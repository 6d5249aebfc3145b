"""A project that grows: a folder with the reports, what was read of them, and where they meet.

from riwaya.project import Project, init
"""

from riwaya.project.adding import Added, AddReport
from riwaya.project.project import Project, init

__all__ = ["AddReport", "Added", "Project", "init"]
