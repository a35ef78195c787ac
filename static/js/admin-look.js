// A partner's colours while they are chosen: whether they can be read (WCAG 2.2, the same sums as
// partners/look.py) and how the partner's own pages look in them.
(() => {
  const COLOUR = /^#[0-9a-f]{6}$/;
  const WINDOWS = { 360: 640, 1280: 900 }; // width → height of the preview, in pixels

  const luminance = (colour) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  const contrast = (one, other) => {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };

  // What stands in the form; the last colour of a field as long as something else is typed there.
  const last = {};
  const chosen = (name) => {
    if (name.startsWith("#")) return name;
    const field = document.querySelector(`[data-colour][name="${name}"]`);
    const value = field.value.trim().toLowerCase();
    if (COLOUR.test(value)) last[name] = value;
    return { written: COLOUR.test(value) ? value : null, shown: last[name] };
  };
  const written = (name) => (name.startsWith("#") ? name : chosen(name).written);

  const measure = (panel) => {
    const numbers = new Intl.NumberFormat(document.documentElement.lang, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    let allReadable = true;
    for (const use of panel.querySelectorAll("[data-use-colour]")) {
      const colour = written(use.dataset.useColour);
      const ground = written(use.dataset.useGround);
      const ratio = colour && ground ? contrast(colour, ground) : null;
      const readable = ratio !== null && ratio >= Number(panel.dataset.minimum);
      allReadable = allReadable && readable;
      // Cut, not rounded: 4.46 is not the 4.5 that is asked for.
      use.querySelector("[data-use-ratio]").textContent =
        ratio === null ? "–" : numbers.format(Math.floor(ratio * 10) / 10);
      use.querySelector("[data-use-verdict]").textContent = readable
        ? panel.dataset.readable
        : panel.dataset.unreadable;
      use.classList.toggle("contrasts__use--unreadable", !readable);
      const sample = use.querySelector("[data-use-sample]");
      sample.style.color = colour || "";
      sample.style.backgroundColor = ground || "";
    }
    const summary = panel.querySelector("[data-contrasts-summary]");
    const words = allReadable ? panel.dataset.allReadable : panel.dataset.someUnreadable;
    if (summary.textContent !== words) summary.textContent = words;
  };

  const paint = (frame) => {
    const root = frame.contentDocument && frame.contentDocument.documentElement;
    if (!root || !frame.contentDocument.body) return;
    const dark = frame.dataset.lookPreviewScheme === "dark";
    const accent = chosen(dark ? "accent_dark" : "accent").shown;
    const tint = chosen(dark ? "tint_dark" : "tint").shown;
    root.style.colorScheme = `only ${dark ? "dark" : "light"}`;
    if (accent) root.style.setProperty("--accent", accent);
    if (tint) root.style.setProperty("--tint", tint);
    const pattern = document.querySelector("select[name=pattern]");
    if (pattern) root.className = root.className.replace(/pattern-[a-z]+/, `pattern-${pattern.value}`);
    // A picture of a page: nothing in it leads away or takes the keyboard.
    frame.contentDocument.body.inert = true;
  };

  const fit = (preview) => {
    const width = Number(preview.querySelector("[name=look-preview-width]:checked").value);
    const height = WINDOWS[width];
    preview.classList.toggle("look-preview--wide", width > 1000);
    for (const frame of preview.querySelectorAll("iframe")) {
      const room = frame.parentElement.parentElement.clientWidth;
      const scale = Math.min(1, room / width);
      frame.style.width = `${width}px`;
      frame.style.height = `${height}px`;
      frame.style.transform = `scale(${scale})`;
      frame.parentElement.style.width = `${Math.floor(width * scale)}px`;
      frame.parentElement.style.height = `${Math.floor(height * scale)}px`;
    }
  };

  const start = () => {
    const fields = [...document.querySelectorAll("[data-colour]")];
    const panel = document.querySelector("[data-contrasts]");
    const preview = document.querySelector("[data-look-preview]");
    const frames = preview ? [...preview.querySelectorAll("iframe")] : [];
    const update = () => {
      if (panel) measure(panel);
      frames.forEach(paint);
    };

    for (const field of fields) {
      const picker = document.querySelector(`[data-colour-of="${field.id}"]`);
      field.addEventListener("input", () => {
        const value = field.value.trim().toLowerCase();
        if (COLOUR.test(value)) picker.value = value;
        update();
      });
      // #ABC and the like as it is kept, when the field is left.
      field.addEventListener("change", () => {
        const value = field.value.trim().toLowerCase();
        if (/^#?[0-9a-f]{6}$/.test(value)) field.value = `#${value.replace("#", "")}`;
        update();
      });
      picker.addEventListener("input", () => {
        field.value = picker.value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
    document.addEventListener("change", (event) => {
      if (event.target.matches("select[name=pattern]")) update();
    });
    if (preview) {
      const page = preview.querySelector("[data-look-preview-page]");
      const open = () => frames.forEach((frame) => (frame.src = page.value));
      frames.forEach((frame) => frame.addEventListener("load", () => paint(frame)));
      page.addEventListener("change", open);
      preview.addEventListener("change", (event) => {
        if (event.target.name === "look-preview-width") fit(preview);
      });
      new ResizeObserver(() => fit(preview)).observe(preview);
      open();
    }
    update();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
