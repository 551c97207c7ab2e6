/* What is new while the front page is open: the service tells, and a line offers to show it. Only
 * a page that is seen listens, since a browser has few connections to one server. */

export function fresh(): void {
  const place = document.querySelector(".stories");
  if (!place || location.search) return;
  const line = document.createElement("p");
  const show = document.createElement("a");
  let count = 0;
  let stream: EventSource | undefined;
  line.className = "fresh";
  line.setAttribute("role", "status");
  show.href = "/";

  const tell = (): void => {
    count++;
    show.textContent = count === 1 ? "1 new report" : `${count} new reports`;
    if (count > 1) return;
    line.append(show);
    place.prepend(line);
  };
  const listen = (): void => {
    stream?.close();
    stream = undefined;
    if (document.visibilityState !== "visible") return;
    stream = new EventSource("/api/v1/events-stream?kinds=reports");
    stream.addEventListener("report", tell);
  };
  listen();
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", () => stream?.close());
}
