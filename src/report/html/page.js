"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const numeric = (text) => text !== "" && !Number.isNaN(Number(text));

  // Sorting: numbers from the highest, texts from A, and the other way at the next press. Equal rows keep the order they had.
  const value = (row, at) => row.cells[at].dataset.value ?? row.cells[at].textContent.trim();
  const sort = (table, head) => {
    const at = head.cellIndex;
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const numbers = rows.some((row) => numeric(value(row, at)));
    const before = head.getAttribute("aria-sort");
    const falling = before ? before === "ascending" : numbers;
    const compare = (a, b) =>
      numbers ? Number(value(a, at) || -1) - Number(value(b, at) || -1) : value(a, at).localeCompare(value(b, at), "en");
    rows.sort((a, b) => (falling ? compare(b, a) : compare(a, b)));
    body.append(...rows);
    all("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
  };
  all("table.sortable").forEach((table) => {
    all("thead button", table).forEach((button) => {
      button.disabled = false;
      button.addEventListener("click", () => sort(table, button.closest("th")));
    });
  });

  // Filters: the same for both tables and for the statements below.
  const form = document.querySelector("form.filters");
  if (form) {
    const [domain, meets, title] = ["by-domain", "by-meets", "by-title"].map((id) => document.getElementById(id));
    const filtered = all("[data-title]");
    const statements = filtered.filter((one) => one.matches("details"));
    const filter = () => {
      const words = title.value.trim().toLowerCase();
      for (const one of filtered) {
        one.hidden =
          (domain.value !== "" && one.dataset.domain !== domain.value) ||
          (meets.value !== "" && one.dataset.meets !== meets.value) ||
          !one.dataset.title.toLowerCase().includes(words);
      }
      const shown = statements.filter((one) => !one.hidden).length;
      document.getElementById("shown").value = `${shown} of ${statements.length} shown`;
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    filter();
  }

  // A link opens the statement, and whatever else is shut round its target.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let one = target; one; one = one.parentElement) if (one.matches("details")) one.open = true;
    target.scrollIntoView();
    (target.matches("details") ? target.querySelector("summary") : target).focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Escape puts away what a mark shows, until the mark is left.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") all("mark:hover, mark:focus").forEach((mark) => mark.classList.add("quiet"));
  });
  ["pointerout", "focusout"].forEach((left) =>
    addEventListener(left, (event) => event.target.closest?.("mark")?.classList.remove("quiet")),
  );
})();
