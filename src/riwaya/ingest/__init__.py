"""Files and streams → Documents. Text is taken verbatim: all offsets of a Reading point into it."""

from riwaya.ingest.decode import check_encoding
from riwaya.ingest.document import Article, Options, Problem, make_document, parse_day
from riwaya.ingest.files import STDIN, Collected, collect, count_inputs, read_paths

__all__ = [
    "STDIN",
    "Article",
    "Collected",
    "Options",
    "Problem",
    "check_encoding",
    "collect",
    "count_inputs",
    "make_document",
    "parse_day",
    "read_paths",
]
