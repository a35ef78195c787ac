/* Names for fields that Wagtail leaves without one: text areas with formatting, the only field of a
   block, and the choice of files. Whoever cannot see hears the heading of the panel, or the button
   in whose place the choice stands. */
(() => {
  const FIELDS = "[contenteditable=true], input:not([type=hidden]), select, textarea";

  const isNamed = (field) =>
    field.labels?.length || field.matches("[aria-label], [aria-labelledby], [title], [hidden]");

  const name = (field) => {
    const own = field.closest(".w-field__wrapper")?.querySelector(".w-field__label[id]");
    const panel = field.closest("section.w-panel")?.getAttribute("aria-labelledby");
    const heading = own?.id || panel;
    if (field.type === "file") {
      const button = field.parentElement.querySelector("button");
      if (button) field.setAttribute("aria-label", button.textContent.trim());
    } else if (heading) field.setAttribute("aria-labelledby", heading);
  };

  let asked = false;
  const nameAll = () => {
    asked = false;
    for (const field of document.querySelectorAll(FIELDS)) if (!isNamed(field)) name(field);
  };
  const ask = () => {
    if (!asked) requestAnimationFrame(nameAll);
    asked = true;
  };

  const begin = () => {
    ask();
    new MutationObserver(ask).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
