"""A page of a project: `gather` asks the queries, `render_project` draws what they say."""

from riwaya.report.project.gather import gather
from riwaya.report.project.page import render_project

__all__ = ["gather", "render_project"]
