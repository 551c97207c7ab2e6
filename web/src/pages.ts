/* Pages of the server asked for by scripts: the same that a browser gets, of which a piece is
 * taken. What comes is parsed as a document of its own, in which nothing runs or loads. */

export async function pageOf(address: string, options: RequestInit): Promise<Document> {
  const answer = await fetch(address, { credentials: "omit", ...options });
  const words = await answer.text();
  const type = answer.headers.get("Content-Type") ?? "";
  if (!type.startsWith("text/html")) throw new Error(problemOf(words, answer.status));
  return new DOMParser().parseFromString(words, "text/html");
}

/* The words of an RFC 9457 problem. */
export function problemOf(words: string, status: number): string {
  try {
    const problem = JSON.parse(words) as { title?: string; detail?: string };
    return problem.detail ?? problem.title ?? `The server answered ${status}`;
  } catch {
    return `The server answered ${status}`;
  }
}

export function take(from: Document, id: string): boolean {
  const fresh = from.getElementById(id);
  const here = document.getElementById(id);
  if (!fresh || !here) return false;
  here.replaceWith(document.adoptNode(fresh));
  return true;
}

/* The token stays in this tab, is sent as a header only, and is gone with the tab. */
const TOKEN = "onrecord-token";

export function tokenHeader(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

export function bindToken(input: HTMLInputElement | null, changed?: () => void): void {
  if (!input) return;
  input.value = sessionStorage.getItem(TOKEN) ?? "";
  input.addEventListener("change", () => {
    if (input.value.trim()) sessionStorage.setItem(TOKEN, input.value.trim());
    else sessionStorage.removeItem(TOKEN);
    changed?.();
  });
}
