/* Wagtail 8 starts choosers, date fields and lists of forms with a script beside each. The admin's
   policy runs no script that stands in a page, so that what somebody writes into one cannot run
   either. In the place of those scripts stand marks, and this file starts what they name. */
(() => {
  const STARTS = {
    initDateChooser: (id, options) => window.initDateChooser(id, options),
    initTimeChooser: (id, options) => window.initTimeChooser(id, options),
    initDateTimeChooser: (id, options) => window.initDateTimeChooser(id, options),
    InlinePanel: (id, options) => new window.InlinePanel(options),
    MultipleChooserPanel: (id, options) => new window.MultipleChooserPanel(options),
    Chooser: (id, options) => new window.Chooser(id, options),
    PageChooser: (id, options) => new window.PageChooser(id, options),
    ImageChooser: (id, options) => new window.ImageChooser(id, options),
    DocumentChooser: (id, options) => new window.DocumentChooser(id, options),
    SnippetChooser: (id, options) => new window.SnippetChooser(id, options),
    createTaskChooser: (id) => window.createTaskChooser(id),
  };

  const start = (mark) => {
    const { starts, id, options } = mark.dataset;
    mark.remove();
    if (Object.hasOwn(STARTS, starts)) STARTS[starts](id, JSON.parse(options || "{}"));
  };

  // In the order of the document, while it is read and whenever something is put into it later:
  // a dialogue, one more form of a list, the filters of a listing. Templates keep theirs.
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE || !node.isConnected) continue;
        if (node.matches("template[data-starts]")) start(node);
        else node.querySelectorAll("template[data-starts]").forEach(start);
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
