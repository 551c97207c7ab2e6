/* The map: wheel and buttons draw nearer, dragging and arrows move; circles keep their size. */

type Box = [x: number, y: number, width: number, height: number];

function drawn(svg: SVGSVGElement, whole: Box, box: Box): void {
  svg.setAttribute("viewBox", box.map((n) => n.toFixed(1)).join(" "));
  const scale = box[2] / whole[2];
  for (const c of svg.querySelectorAll<SVGCircleElement>("circle"))
    c.setAttribute("r", String(Number(c.dataset.size) * scale));
}

function nearer(whole: Box, box: Box, factor: number, x: number, y: number): Box {
  const width = Math.min(whole[2], Math.max(whole[2] / 60, box[2] * factor));
  const height = (width * whole[3]) / whole[2];
  return [x - ((x - box[0]) * width) / box[2], y - ((y - box[1]) * height) / box[3], width, height];
}

function moved(whole: Box, box: Box, dx: number, dy: number): Box {
  const hold = (n: number, low: number, high: number): number => Math.max(low, Math.min(high, n));
  return [hold(box[0] + dx, whole[0], whole[0] + whole[2] - box[2]),
    hold(box[1] + dy, whole[1], whole[1] + whole[3] - box[3]), box[2], box[3]];
}

export function map(): void {
  const svg = document.querySelector<SVGSVGElement>(".map svg");
  if (!svg) return;
  const whole = (svg.dataset.whole ?? "").split(" ").map(Number) as Box;
  let box = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number) as Box;
  const show = (to: Box): void => drawn(svg, whole, (box = moved(whole, to, 0, 0)));
  const middle = (factor: number): void =>
    show(nearer(whole, box, factor, box[0] + box[2] / 2, box[1] + box[3] / 2));

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; /* else the page scrolls */
    event.preventDefault();
    const at = svg.getBoundingClientRect();
    show(nearer(whole, box, event.deltaY > 0 ? 1.25 : 0.8,
      box[0] + ((event.clientX - at.left) / at.width) * box[2],
      box[1] + ((event.clientY - at.top) / at.height) * box[3]));
  }, { passive: false });
  svg.addEventListener("pointermove", (event) => {
    if (!event.buttons || event.pointerType === "touch") return;
    const scale = box[2] / svg.getBoundingClientRect().width;
    show(moved(whole, box, -event.movementX * scale, -event.movementY * scale));
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-map]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.dataset.map === "all") show(whole);
      else middle(button.dataset.map === "in" ? 0.6 : 1.7);
    });
  }
}
