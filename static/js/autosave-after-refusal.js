/* A workaround for Wagtail 8.0.1 (none reported; wagtail#12355 brought the value it is about).
   A form that comes back with errors is «changed» from the start, and UnsavedController then never
   begins to look for further changes: autosave keeps the form once, and what is written after that
   is not kept. Naming the interval of the look anew, once the form is kept, makes it begin.
   To be deleted whole when tests/browser/test_two_editors.py passes without it. */
document.addEventListener("DOMContentLoaded", () => {
  const returned = new Set(document.querySelectorAll('form[data-w-unsaved-force-value="true"]'));
  document.addEventListener("w-autosave:success", ({ target: form }) => {
    // 501 milliseconds: another value than the 500 that it is by itself.
    if (returned.delete(form)) form.dataset.wUnsavedCheckIntervalValue = "501";
  });
});
