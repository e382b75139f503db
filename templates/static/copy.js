// SPDX-License-Identifier: GPL-2.0-or-later
// The search of a copy that signpost-indexer export made: it runs from a file,
// so it is a plain script and its words come in another one.  Without it there
// is the A to Z.
(() => {
  const SHOWN_MAX = 50;
  const count = document.getElementById("copy_count");
  const hits = document.getElementById("copy_hits");
  const field = document.getElementById("search_main");
  const pages = globalThis.signpostPages;
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();

  if (!count || !hits || !field || !pages || !globalThis.MiniSearch) return;

  function element(name, css, text) {
    const made = document.createElement(name);
    made.className = css;
    made.textContent = text;
    return made;
  }

  function show(page) {
    const item = element("li", "sp-hit", "");
    const title = element("h2", "sp-hit__title", "");
    const link = element("a", "sp-hit__link", page.title);
    link.href = page.file;
    title.append(link);
    item.append(title);
    if (page.summary)
      item.append(element("p", "sp-hit__summary", page.summary));
    hits.append(item);
  }

  // "bins" finds "bin" and the other way round.
  function stem(term) {
    const word = term.toLowerCase();
    return word.length > 3 ? word.replace(/(?<=[^s])s$/, "") : word;
  }

  field.value = query;
  if (!query) return;
  const engine = new globalThis.MiniSearch({
    idField: "file",
    fields: ["title", "summary", "text"],
    processTerm: stem,
    searchOptions: {
      boost: { title: 4, summary: 2 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : 0),
    },
  });
  const byFile = new Map(pages.map((page) => [page.file, page]));
  engine.addAll(pages);
  let found = engine.search(query, { combineWith: "AND" });
  if (!found.length) found = engine.search(query);
  found.slice(0, SHOWN_MAX).forEach((hit) => show(byFile.get(hit.id)));
  document.title = `${query} - ${document.title}`;
  if (found.length === 0) count.textContent = `No results for “${query}”`;
  else if (found.length > SHOWN_MAX)
    count.textContent = `The first ${SHOWN_MAX} results for “${query}”`;
  else
    count.textContent =
      `${found.length} ${found.length === 1 ? "result" : "results"} for “${query}”`;
})();
