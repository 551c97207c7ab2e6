/* "/" goes to the search, as in most tools that newsrooms use. */

export function keys(): void {
  document.addEventListener("keydown", (event) => {
    const writes = event.target instanceof Element && event.target.closest("input, textarea, select");
    if (event.key !== "/" || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    document.querySelector<HTMLInputElement>("#words, #find")?.focus();
  });
}
