// Words selected by keyboard: a selection that steps from word to word of the text; Shift and an arrow widens it.

const WORD = /[^\s.,:;!?"'()«»،؛؟…]+/gu;

function words(text) {
  return [...text.textContent.matchAll(WORD)].map(({ index, 0: word }) => [index, index + word.length]);
}

/** Return the node and the offset in it of a place in an element's text. */
function place(text, offset) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = walker.nextNode();
  while (node && left > node.length) {
    left -= node.length;
    node = walker.nextNode();
  }
  return [node, left];
}

function offsetOf(text, node, offset) {
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

function select(text, from, to) {
  document.getSelection().setBaseAndExtent(...place(text, from), ...place(text, to));
}

/** Begin at a word of an element within the text, else at the text's first. */
export function begin(text, within) {
  const all = words(text);
  const at = within ? offsetOf(text, within, 0) : 0;
  const word = all.find(([, end]) => end > at);
  if (!word) return;
  text.focus({ preventScroll: true });
  select(text, ...word);
}

/** Where the selection begins (anchor) and ends (focus) in the text; null if it is elsewhere or there is none. */
function held(text) {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = document.getSelection();
  if (!anchorNode || isCollapsed || !text.contains(anchorNode) || !text.contains(focusNode)) return null;
  return [offsetOf(text, anchorNode, anchorOffset), offsetOf(text, focusNode, focusOffset)];
}

/** Move the selection by an arrow key, or widen it; return whether there was one to move. */
export function arrow(text, event) {
  const ends = held(text);
  if (!ends || event.ctrlKey || event.altKey || event.metaKey) return false;
  const [anchor, focus] = ends;
  const onwards = { ArrowDown: null, ArrowUp: null, ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (onwards === undefined) return false;
  const way = getComputedStyle(text).direction === "rtl" ? -onwards : onwards;
  if (onwards === null) line(text, focus, anchor, event);
  else if (event.shiftKey) widen(text, anchor, focus, way);
  else step(text, anchor, focus, way);
  const at = document.getSelection().focusNode?.parentElement;
  at?.scrollIntoView({ block: "nearest" });
  return true;
}

function step(text, anchor, focus, way) {
  const all = words(text);
  const first = Math.min(anchor, focus);
  const at = all.findIndex(([, end]) => end > first);
  const word = all[Math.min(Math.max(at + way, 0), all.length - 1)];
  if (word) select(text, ...word);
}

/** The end that moves goes a word on or back; past where it was begun, the word begun at stays selected. */
function widen(text, anchor, focus, way) {
  const all = words(text);
  const ends = (at) =>
    way > 0 ? all.find(([, end]) => end > at)?.[1] : all.findLast(([, end]) => end < at)?.[1];
  const starts = (at) =>
    way < 0 ? all.findLast(([start]) => start < at)?.[0] : all.find(([start]) => start > at)?.[0];
  const onwards = focus >= anchor;
  const to = onwards ? ends(focus) : starts(focus);
  if (to !== undefined && (onwards ? to > anchor : to < anchor)) return select(text, anchor, to);
  const beyond = onwards ? starts(anchor) : ends(anchor);
  if (beyond !== undefined) select(text, focus, beyond);
}

/** A line up or down: the word there, or all up to it. */
function line(text, focus, anchor, event) {
  const selection = document.getSelection();
  selection.modify(
    event.shiftKey ? "extend" : "move",
    event.key === "ArrowDown" ? "forward" : "backward",
    "line",
  );
  const { focusNode, focusOffset } = selection;
  if (!text.contains(focusNode)) return select(text, anchor, focus);
  const at = offsetOf(text, focusNode, focusOffset);
  const all = words(text);
  const word = all.find(([, end]) => end > at) ?? all.at(-1);
  if (event.shiftKey) select(text, anchor, at >= anchor ? word[1] : word[0]);
  else select(text, ...word);
}
