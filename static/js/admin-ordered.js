// A list to put in order: by dragging its grip (mouse, pen or finger) or with the two arrows of
// each entry. The form sends its entries in the order in which they stand.
(() => {
  const entriesOf = (list) => [...list.children];

  const tell = (group, entry) => {
    const entries = entriesOf(group.querySelector("[data-ordered-list]"));
    group.querySelector("[data-ordered-status]").textContent = group.dataset.orderedSaid
      .replace("{entry}", entry.dataset.orderedEntry)
      .replace("{place}", entries.indexOf(entry) + 1)
      .replace("{count}", entries.length);
    // Wagtail asks before a changed form is left.
    entry.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
  };

  const markEnds = (list) => {
    const entries = entriesOf(list);
    entries.forEach((entry, place) => {
      const ends = { up: place === 0, down: place === entries.length - 1 };
      for (const button of entry.querySelectorAll("[data-ordered-move]")) {
        // Not «disabled»: the one who presses it would lose the place on the page.
        button.setAttribute("aria-disabled", ends[button.dataset.orderedMove]);
      }
    });
  };

  const move = (group, list, button) => {
    const entry = button.closest("[data-ordered-entry]");
    const up = button.dataset.orderedMove === "up";
    const beside = up ? entry.previousElementSibling : entry.nextElementSibling;
    if (!beside) return;
    if (up) beside.before(entry);
    else beside.after(entry);
    button.focus();
    markEnds(list);
    tell(group, entry);
  };

  const drag = (group, list, grip, start) => {
    const entry = grip.closest("[data-ordered-entry]");
    const before = entriesOf(list).indexOf(entry);
    start.preventDefault();
    grip.setPointerCapture(start.pointerId);
    entry.classList.add("ordered__entry--dragged");
    // The others move around it: an entry taken out of the list would lose the pointer.
    const follow = (event) => {
      const isBelow = (other) => {
        const box = other.getBoundingClientRect();
        return event.clientY < box.top + box.height / 2;
      };
      let next = entry.nextElementSibling;
      while (next && !isBelow(next)) {
        entry.before(next);
        next = entry.nextElementSibling;
      }
      let previous = entry.previousElementSibling;
      while (previous && isBelow(previous)) {
        entry.after(previous);
        previous = entry.previousElementSibling;
      }
    };
    const drop = () => {
      grip.removeEventListener("pointermove", follow);
      grip.removeEventListener("pointerup", drop);
      grip.removeEventListener("pointercancel", drop);
      entry.classList.remove("ordered__entry--dragged");
      markEnds(list);
      if (entriesOf(list).indexOf(entry) !== before) tell(group, entry);
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", drop);
    grip.addEventListener("pointercancel", drop);
  };

  const connect = (group) => {
    const list = group.querySelector("[data-ordered-list]");
    markEnds(list);
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-ordered-move]");
      if (button) move(group, list, button);
    });
    list.addEventListener("pointerdown", (event) => {
      const grip = event.target.closest("[data-ordered-grip]");
      if (grip && event.button === 0) drag(group, list, grip, event);
    });
  };

  const start = () => document.querySelectorAll("[data-ordered]").forEach(connect);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
