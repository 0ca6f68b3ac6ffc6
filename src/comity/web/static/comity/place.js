// Coming back to a list with Back: the client that was opened has the focus again, wherever the page was loaded from.
(() => {
  "use strict";
  const key = () => `place:${location.pathname}${location.search}`;
  const keep = (e) => {
    const link = e.target.closest && e.target.closest("[data-item] a, .chart a");
    if (link) sessionStorage.setItem(key(), link.getAttribute("href"));
  };
  const restore = () => {
    const href = sessionStorage.getItem(key());
    const link = href && [...document.querySelectorAll("[data-item] a, .chart a")].find((a) => a.getAttribute("href") === href);
    if (link) link.focus();
  };
  document.addEventListener("click", keep);
  window.addEventListener("pageshow", (e) => {
    const [entry] = performance.getEntriesByType("navigation");
    if (e.persisted || (entry && entry.type === "back_forward")) restore();
  });
  // After Back over filters htmx sets the page anew.
  document.addEventListener("htmx:historyRestore", restore);
})();
