/* Watches kept: listed, made out of the form that tries them, ended, with what they told. All of it
 * needs a token that may manage; what comes is put into the page as words, never as markup. */
import { bindToken, problemOf, tokenHeader } from "./pages";

interface Watch { name: string; target: string; alerts: number }
interface Alert { kind: string; what: string; sentence: string | null; made: string; report: string }

function element(name: string, words = "", kind = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = words;
  if (kind) made.className = kind;
  return made;
}

function labelled(words: string, input: HTMLInputElement): HTMLElement {
  const label = element("label", `${words} `);
  label.append(input);
  return label;
}

async function ask<T>(path: string, method = "GET", body?: unknown): Promise<T> {
  const answer = await fetch(`/api/v1/${path}`, {
    method, credentials: "omit", body: body === undefined ? undefined : JSON.stringify(body),
    headers: { ...tokenHeader(), ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
  });
  const words = await answer.text();
  if (!answer.ok) throw new Error(problemOf(words, answer.status));
  return JSON.parse(words) as T;
}

export function watches(): void {
  const form = document.querySelector<HTMLFormElement>("#watch");
  const kept = document.getElementById("kept");
  if (!form || !kept) return;
  const token = Object.assign(document.createElement("input"), { type: "password", autocomplete: "off" });
  const name = Object.assign(document.createElement("input"), { placeholder: "mayor" });
  const hook = Object.assign(document.createElement("input"), { placeholder: "none: this page" });
  const make = element("button", "Keep this watch");
  const told = element("p", "", "none");
  const list = element("ul", "", "facts");
  told.setAttribute("role", "status");
  const fields = element("form", "", "filters");
  fields.append(labelled("Token", token), labelled("Name", name), labelled("Webhook", hook), make);
  kept.append(fields, told, list);
  kept.hidden = false;

  const say = (words: unknown): void => {
    told.textContent = words instanceof Error ? words.message : String(words);
  };
  const show = (): Promise<void> => showAll(list).catch(say);
  bindToken(token, () => void show());
  fields.addEventListener("submit", (event) => {
    event.preventDefault();
    const body: Record<string, string> = { name: name.value.trim() };
    for (const [field, value] of new FormData(form))
      if (field !== "since" && typeof value === "string" && value.trim()) body[field] = value.trim();
    if (hook.value.trim()) body.target = `webhook:${hook.value.trim()}`;
    ask<{ secret: string | null }>("watches", "POST", body).then((made) => {
      say(made.secret ? `Kept. The webhook's secret, shown once: ${made.secret}` : "Kept.");
      return show();
    }).catch(say);
  });
  if (token.value) void show();
}

async function showAll(list: HTMLElement): Promise<void> {
  const all = await ask<{ items: Watch[] }>("watches");
  list.replaceChildren(...all.items.map((watch) => {
    const item = element("li");
    const line = element("p", "", "who");
    const end = element("button", "End", "quiet");
    const alerts = element("ul", "", "told");
    const open = element("button", `${watch.alerts} alerts`, "quiet");
    line.append(element("b", watch.name), " ", open, " ", end);
    item.append(line, alerts);
    end.addEventListener("click", () => void ask(`watches/${encodeURIComponent(watch.name)}`, "DELETE")
      .then(() => item.remove()));
    open.addEventListener("click", () => void showAlerts(watch.name, alerts));
    return item;
  }));
}

async function showAlerts(name: string, to: HTMLElement): Promise<void> {
  const got = await ask<{ items: Alert[] }>(`watches/${encodeURIComponent(name)}/alerts`);
  to.replaceChildren(...got.items.map((alert) => {
    const item = element("li");
    const link = Object.assign(element("a", alert.sentence ?? alert.what) as HTMLAnchorElement,
      { href: `/report/${encodeURIComponent(alert.report)}` });
    item.append(element("span", alert.kind, "tag"), " ", link);
    return item;
  }));
}
