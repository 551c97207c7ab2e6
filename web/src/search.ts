/* Search as you type: the page of the words so far is asked for, and its results are put in place
 * of those that stand here. Answers that come late, after those to later words, are dropped. */
import { pageOf, take } from "./pages";

const PAUSE_MS = 140;

export function search(): void {
  const form = document.querySelector<HTMLFormElement>("#search");
  if (!form) return;
  let waiting = 0;
  let asked: AbortController | undefined;

  const show = async (): Promise<void> => {
    asked?.abort();
    const own = (asked = new AbortController());
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === "string" && value.trim()) query.append(name, value);
    const address = `/search?${query}`;
    document.getElementById("results")?.classList.add("busy");
    try {
      const page = await pageOf(address, { signal: own.signal });
      if (own.signal.aborted) return;
      take(page, "results");
      history.replaceState(null, "", address);
    } catch {
      if (!own.signal.aborted) document.getElementById("results")?.classList.remove("busy");
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void show(), PAUSE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    void show();
  });
}
