// «Copy the address». Without script the button stays hidden and the address is copied by hand.
(() => {
  "use strict";

  const mark = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent.trim());
      return true;
    } catch {
      // No clipboard without https, or not allowed: mark it, and try the older way.
      mark(element);
      return document.execCommand("copy");
    }
  };

  for (const button of document.querySelectorAll("[data-copies]")) {
    const address = document.getElementById(button.dataset.copies);
    const said = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      said.textContent = "";
      const copied = await copy(address);
      said.textContent = copied ? button.dataset.copied : button.dataset.notCopied;
    });
  }
})();
