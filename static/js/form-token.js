/* Signing in anew, in another window, gives a new form token; a page that was left open overnight
   still has the old one and every save of it would be refused. The token of the cookie takes its
   place before anything is sent, and a draft that could not be kept is sent again as soon as the
   editor is back. */
(() => {
  const COOKIE = /(?:^|; )(?:__Host-csrf|csrftoken)=([^;]+)/;
  const FIELD = "csrfmiddlewaretoken";
  const waiting = new Set();

  const current = () => document.cookie.match(COOKIE)?.[1];

  document.addEventListener("submit", (event) => {
    const field = event.target.elements?.namedItem(FIELD);
    const token = current();
    if (field && token) field.value = token;
  }, true);

  document.addEventListener("w-autosave:save", (event) => {
    const token = current();
    if (token) event.detail.formData.set(FIELD, token);
  }, true);

  document.addEventListener("w-autosave:error", (event) => {
    if (event.detail.type !== "invalid_revision") waiting.add(event.target);
  });

  document.addEventListener("w-autosave:success", (event) => waiting.delete(event.target));

  const again = () => {
    if (document.visibilityState !== "visible") return;
    for (const form of waiting) {
      waiting.delete(form);
      form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: {} }));
    }
  };
  window.addEventListener("focus", again);
  document.addEventListener("visibilitychange", again);
  window.addEventListener("online", again);
})();
