// An entry of the list «before publishing» leads into the very field: its tab and its panels are
// opened, and what can be typed in gets the focus. Without this script the link scrolls there.
(() => {
  const TYPED_IN = "input:not([type=hidden]), textarea, select, [contenteditable=true]";
  const isSeen = (element) => element.getClientRects().length > 0;

  function reveal(element) {
    const tab = element.closest("[role=tabpanel][hidden]");
    if (tab) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
    let panel = element.closest("[data-panel]");
    while (panel) {
      const toggle = panel.querySelector(":scope > .w-panel__header > [data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
      panel = panel.parentElement.closest("[data-panel]");
    }
  }

  function fieldOf(target) {
    if (target.matches(TYPED_IN) && isSeen(target)) return target;
    const around =
      target.querySelector(":scope > .w-panel__content") ||
      target.closest("[data-field], .w-field") ||
      target;
    const seen = (selector) => [...around.querySelectorAll(selector)].find(isSeen);
    return seen(TYPED_IN) || seen("button");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-checklist-link]");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    reveal(target);
    const field = fieldOf(target);
    (field || target).scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  });
})();
