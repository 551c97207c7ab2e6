/* The box to paste a report into: read without leaving the page, with the token where the
 * service wants one. */
import { bindToken, pageOf, take, tokenHeader } from "./pages";
import { links } from "./links";

export function reading(): void {
  const form = document.querySelector<HTMLFormElement>("#read");
  if (!form) return;
  bindToken(form.querySelector("input[data-token]"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void read(form);
  });
}

async function read(form: HTMLFormElement): Promise<void> {
  const result = document.getElementById("result");
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string") fields.append(name, value);
  result?.classList.add("busy");
  try {
    const page = await pageOf("/read", { method: "POST", body: fields, headers: tokenHeader() });
    take(page, "result");
    links();
    document.getElementById("result")?.scrollIntoView();
  } catch (error) {
    if (result) result.textContent = error instanceof Error ? error.message : String(error);
  }
  document.getElementById("result")?.classList.remove("busy");
}
