/* A fact and its words in the text light up together under the pointer or the focus. */

function factsOf(target: EventTarget | null): string[] {
  if (!(target instanceof Element)) return [];
  const piece = target.closest<HTMLElement>("[data-facts]");
  if (piece) return (piece.dataset.facts ?? "").split(" ").filter(Boolean);
  const fact = target.closest<HTMLElement>("[data-fact]");
  return fact?.dataset.fact ? [fact.dataset.fact] : [];
}

export function links(): void {
  const record = document.querySelector<HTMLElement>(".record");
  if (!record) return;
  const pieces = [...record.querySelectorAll<HTMLElement>("[data-facts]")];
  let lit: Element[] = [];

  const light = (event: Event): void => {
    const facts = factsOf(event.target);
    for (const e of lit) e.classList.remove("lit");
    lit = [];
    /* of words under several facts the one that they lead to */
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a.m") : null;
    const shown = link ? [link.hash.slice(1)] : facts;
    for (const name of shown) {
      const card = document.getElementById(name);
      if (card) lit.push(card);
      lit.push(...pieces.filter((p) => ` ${p.dataset.facts}`.includes(` ${name} `)));
    }
    for (const e of lit) e.classList.add("lit");
  };
  record.addEventListener("pointerover", light);
  record.addEventListener("focusin", light);
  record.addEventListener("click", (event) => {
    const piece = event.target instanceof Element ? event.target.closest("a.m") : null;
    if (!(piece instanceof HTMLAnchorElement)) return;
    document.getElementById(piece.hash.slice(1))?.closest("details")?.setAttribute("open", "");
  });
}
