// Selections on the page ↔ offsets in the report: code points, as everything in Riwaya counts.

const length = (text) => [...text].length;

/** Return how many code points of the text stand before a place in the DOM. */
function before(text, node, offset) {
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  return length(range.toString());
}

/** Return the selected words of the text without white space around them, null if there are none. */
export function selected(text) {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  return trimmed(before(text, range.startContainer, range.startOffset), range.toString());
}

function trimmed(start, words) {
  const kept = words.trim();
  if (!kept) return null;
  const from = start + length(words.slice(0, words.length - words.trimStart().length));
  return { start: from, end: from + length(kept), words: kept };
}
