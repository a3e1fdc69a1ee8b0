// The foot of the map, which covers no island: the days, and the legend, a list that can be read without the map. On a
// phone the legend is folded; it stays open or shut as the reader left it.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  let foot = null;
  let strip = null;
  let title = null;
  let groups = null;

  tracker.startLegend = function (map, options) {
    foot = tracker.element("div", "tracker-foot");
    tracker.startDays(foot, options.words);
    strip = foot.appendChild(tracker.element("section", "tracker-legend"));
    strip.hidden = true;
    strip.setAttribute("aria-label", options.words.legend);
    title = strip.appendChild(tracker.element("button", "title"));
    title.type = "button";
    groups = strip.appendChild(tracker.element("div", "groups"));
    fold(map.getSize().x < 640);
    title.addEventListener("click", () => fold(!groups.hidden));
    L.DomEvent.disableClickPropagation(foot).disableScrollPropagation(foot);
    map.getContainer().appendChild(foot);
    new ResizeObserver(() => followHeight(map)).observe(foot);
  };

  // Scale and credit stand on the strip, whatever its height. The style sheet may come after the first values, and a
  // strip without it has no true height: the view that was fitted to it is fitted once more, and whenever the foot has
  // grown or shrunk under a reader who has not left that view.
  let isStyled = false;
  let lastHeight = 0;
  function followHeight(map) {
    const isNew = !isStyled && getComputedStyle(foot).position === "absolute";
    isStyled = isStyled || isNew;
    const isOther = tracker.legendHeight() !== lastHeight;
    lastHeight = tracker.legendHeight();
    map.getContainer().style.setProperty("--legend-height", tracker.legendHeight() + "px");
    tracker.layOutInsets();
    if (isNew || (isOther && tracker.isNamedView())) tracker.showCurrentView(false);
  }

  function fold(isFolded) {
    groups.hidden = isFolded;
    title.setAttribute("aria-expanded", String(!isFolded));
  }

  // For a picture: the whole legend, and the way back to how the reader left it.
  tracker.unfoldLegend = function () {
    const wasFolded = groups.hidden;
    if (wasFolded) fold(false);
    return () => wasFolded && fold(true);
  };

  // Opened on a phone it may cover half the map; then it lies over the map instead of pushing it away.
  tracker.legendHeight = function () {
    if (!isStyled) return 0;
    const legend = tracker.map.getSize().x < 640 ? Math.min(strip.offsetHeight, 40) : strip.offsetHeight;
    return foot.offsetHeight - strip.offsetHeight + legend;
  };

  tracker.paintLegend = function (legend) {
    strip.hidden = !legend;
    if (!legend) return;
    title.textContent = legend.title || tracker.options.words.legend;
    groups.replaceChildren(...groupsOf(legend.entries).map(groupElement));
  };

  // Entries of one kind stand together under their heading; single signs make a last group.
  function groupsOf(entries) {
    const found = [];
    const single = { heading: "", kind: "single", entries: [] };
    let heading = "";
    entries.forEach(([sign, words, detail]) => {
      if (!tracker.isTold(sign)) {
        heading = "";
      } else if (sign === "heading") {
        heading = words;
      } else if (["shade", "circle", "flow", "site", "storm"].includes(sign)) {
        const last = found[found.length - 1];
        const group = last && last.kind === sign && !heading ? last : { heading: heading, kind: sign, entries: [] };
        if (group !== last) found.push(group);
        group.entries.push([sign, words, detail]);
        heading = "";
      } else {
        single.entries.push([sign, words, detail]);
      }
    });
    return single.entries.length ? [...found, single] : found;
  }

  function groupElement(group) {
    const box = tracker.element("div", "group group-" + group.kind);
    if (group.heading) box.appendChild(tracker.element("div", "heading", group.heading));
    const list = box.appendChild(tracker.element("ul"));
    if (group.kind === "circle") return nestCircles(box, list, group.entries);
    group.entries.forEach(([sign, words, detail]) => {
      const line = list.appendChild(tracker.element("li", "sign-" + sign));
      if (sign !== "note") line.appendChild(signOf(sign, detail));
      line.appendChild(tracker.element("span", "words", words));
    });
    return box;
  }

  // Circles of the sizes told, one in the other, each with a line to its number: less room than side by side.
  function nestCircles(box, list, entries) {
    const radii = entries.map(([, , detail]) => tracker.drawnRadius(Number(detail)));
    const side = 2 * radii[0] + 2;
    const drawing = tracker.svgElement("svg", { width: side + 14, height: side + 6, "aria-hidden": "true" });
    let lowest = -Infinity;
    entries.forEach(([, words], place) => {
      const radius = radii[place];
      const top = side + 5 - 2 * radius;
      const at = Math.max(top, lowest + 13); // numbers of circles of nearly one size keep their distance
      lowest = at;
      drawing.appendChild(tracker.svgElement("circle", { cx: side / 2, cy: side + 5 - radius, r: radius, class: "nested-circle" }));
      drawing.appendChild(tracker.svgElement("path", { d: "M " + side / 2 + " " + top + " L " + (side + 2) + " " + at + " H " + (side + 12), class: "leader" }));
      const line = list.appendChild(tracker.element("li", "", words));
      line.style.top = at + "px";
    });
    list.style.left = side + 16 + "px";
    const row = box.appendChild(tracker.element("div", "nested"));
    row.append(drawing, list);
    const longest = entries.reduce((long, [, words]) => (words.length > long.length ? words : long), "");
    row.appendChild(tracker.element("span", "room", longest));
    return box;
  }

  function signOf(sign, detail) {
    const box = tracker.element("span", "sign");
    box.setAttribute("aria-hidden", "true");
    if (sign === "shade") box.style.background = "var(--map-class-" + detail + ")";
    if (sign === "storm") {
      box.style.background = "var(--map-storm-" + detail + ")";
      box.textContent = detail;
      box.classList.toggle("is-strong", "345".includes(detail));
    }
    if (sign === "shelter") box.textContent = "3";
    if (sign === "port" || sign === "airport") box.appendChild(tracker.transportSign(sign));
    if (sign === "zero_circle") box.appendChild(circleSign(sign, 4));
    if (sign === "site") box.appendChild(circleSign("circle", tracker.drawnSiteRadius(Number(detail))));
    if (sign === "flow") box.appendChild(flowSign(Number(detail)));
    if (sign === "site_not_counted") box.appendChild(crossedRing());
    if (sign === "not_counted") box.appendChild(hatchSign());
    return box;
  }

  function circleSign(sign, radius) {
    const side = 2 * radius + 2;
    const drawing = tracker.svgElement("svg", { width: side, height: side });
    drawing.appendChild(tracker.svgElement("circle", {
      cx: side / 2, cy: side / 2, r: radius, class: sign === "circle" ? "tracker-circle" : "tracker-circle is-zero",
    }));
    return drawing;
  }

  function crossedRing() {
    const drawing = tracker.svgElement("svg", { width: 10, height: 10, class: "crossed-ring" });
    drawing.appendChild(tracker.svgElement("circle", { cx: 5, cy: 5, r: 3 }));
    drawing.appendChild(tracker.svgElement("path", { d: "M 2.9 7.1 L 7.1 2.9" }));
    return drawing;
  }

  function flowSign(width) {
    const height = Math.max(8, 2 * width);
    const points = Array.from({ length: 9 }, (_, step) => L.point(1 + step * 4.5, height / 2));
    const drawing = tracker.svgElement("svg", { width: 38, height: height });
    const shape = tracker.arrowShape(points, width).map((point) => point.x + " " + point.y).join(" L ");
    drawing.appendChild(tracker.svgElement("path", { d: "M " + shape + " Z", class: "tracker-flow" }));
    return drawing;
  }

  function hatchSign() {
    const drawing = tracker.svgElement("svg", { width: 24, height: 14 });
    drawing.appendChild(tracker.svgElement("rect", { width: 24, height: 14, fill: "url(#tracker-hatch)" }));
    return drawing;
  }
})();
