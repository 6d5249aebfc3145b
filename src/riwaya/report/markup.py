"""Small pieces of HTML. Whatever comes from a report goes through `esc` and nothing else."""

from __future__ import annotations

import html

from riwaya.report.labels import label

# Controls that HTML forbids show as the replacement character; line breaks and tabs are spaces anyway.
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 65534, 65535), "�")
_CONTROLS |= {code: chr(code) for code in (0x09, 0x0A, 0x0D)}


def esc(text: str) -> str:
    """Return text that stays text, in an element or in a quoted attribute."""
    clean = text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")  # lone surrogates → «?»
    return html.escape(clean, quote=True)


def both(english: str, arabic: str) -> str:
    """Return a label in the two languages; the page's style shows one of them."""
    if english == arabic:
        return f"<bdi>{esc(english)}</bdi>"
    return f'<span class="en" lang="en">{esc(english)}</span><span class="ar" lang="ar">{esc(arabic)}</span>'


def ui(group: str, key: str) -> str:
    """Return a label of `labels.toml` as HTML."""
    return both(*label(group, key))


def arabic(words: str) -> str:
    """Return words of a report, kept apart from the direction of what is around them."""
    return f'<bdi class="w" lang="ar" dir="rtl">{esc(" ".join(words.split()))}</bdi>'


def english(words: str) -> str:
    """Return English words, kept apart likewise."""
    return f'<bdi lang="en" dir="ltr">{esc(words)}</bdi>'
