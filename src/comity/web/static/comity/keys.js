// The keyboard: ? shows the keys, / goes to the search, j and k walk a list, Enter opens. Nothing else.
(() => {
  "use strict";
  const typing = (e) => e.target.closest("input, select, textarea, [contenteditable]");
  const items = () => [...document.querySelectorAll("[data-list] [data-item]")];

  function walk(step) {
    const all = items();
    const now = all.findIndex((item) => item.contains(document.activeElement));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    const link = next && next.querySelector("a");
    if (link) {
      link.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  // What an item of a list offers to be done with one key, on the item that has the focus.
  function press(key) {
    const item = document.activeElement && document.activeElement.closest("[data-list] [data-item]");
    const button = item && [...item.querySelectorAll("[data-press]")].find((b) => b.dataset.press === key);
    if (!button) return false;
    button.click();
    const field = button.parentElement.querySelector("details[open] input:not([type=hidden]), input[name=reason]");
    if (field) field.focus();
    return true;
  }

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e)) return;
    const search = document.querySelector("[data-key='/']");
    if (e.key === "?") document.getElementById("keys").showModal();
    else if (e.key === "/" && search) search.focus();
    else if (e.key === "j") walk(1);
    else if (e.key === "k") walk(-1);
    else if (!press(e.key)) return;
    e.preventDefault();
  });

  // Back to where one came from, at the very place, where the page before is the one that the link names.
  document.addEventListener("click", (e) => {
    const back = e.target.closest("[data-back]");
    if (back && document.referrer && document.referrer.split("#")[0] === back.href.split("#")[0]) {
      e.preventDefault();
      history.back();
    }
  });
})();
