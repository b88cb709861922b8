/* Pairs of texts that cover each other, and texts that leave the window; a line cut short counts as it shows. */
() => {
  const boxes = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode, holder = text.parentElement;
    if (!text.textContent.trim() || holder.closest("script, style, #spoken, #hint, #controls, #help, #phone")) continue;
    if (!holder.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const cut = holder.closest(".hall-source, .picture-source");
    const foot = cut ? cut.getBoundingClientRect().bottom : Infinity;
    for (const box of range.getClientRects())
      if (box.width && (box.top + box.bottom) / 2 < foot) boxes.push([text.textContent, box.left, box.top, box.right, Math.min(box.bottom, foot)]);
  }
  const outside = boxes.filter(([, left, top, right, bottom]) => left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1);
  const pairs = [];
  boxes.forEach((one, index) => boxes.slice(index + 1).forEach((other) => {
    const wide = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
    const high = Math.min(one[4], other[4]) - Math.max(one[2], other[2]);
    if (wide > 1.5 && high > 0.25 * Math.min(one[4] - one[2], other[4] - other[2])) pairs.push([one[0], other[0]]);
  }));
  return { outside: outside, pairs: pairs };
}
