// Close-ups beside the map of the region: states that are too small, too far off or too crowded to be read on it, all
// at once, with the shades and circles of the map itself. They show what the map shows and answer the same click.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const FRAMES = [
    { codes: ["BMU"], bounds: [-64.94, 32.22, -64.6, 32.42] },
    { codes: ["BLZ"], bounds: [-89.35, 15.8, -87.6, 18.6] },
    { codes: ["VCT", "GRD"], word: "grenadines", bounds: [-62.1, 11.85, -60.7, 13.5] },
    { codes: ["GUY"], bounds: [-61.6, 1.1, -56.3, 8.7] },
  ];
  const WIDTHS = [104, 132]; // pixels of a frame: on a map of less than 820, and on a wider one
  const TITLE = 24;
  const GAP = 6;
  const TALLEST = 100;
  const AROUND = 106; // pixels above and below the frames: the fold, the scale and the credit
  const NARROW = 600; // below it they would lie on the islands of the map
  const WIDE = 820;
  const SMALLEST_HIT = 10;
  const STATES = ["is-plain", "is-ground", "is-selected"];
  let box = null;
  let fold = null;
  let grid = null;
  let frames = [];
  let isOpen = true;

  tracker.startInsets = function (map, options) {
    box = tracker.element("section", "tracker-insets");
    box.hidden = true;
    box.setAttribute("aria-label", options.words.insets);
    fold = box.appendChild(tracker.element("button", "fold", options.words.insets));
    fold.type = "button";
    grid = box.appendChild(tracker.element("div", "frames"));
    setOpen(map.getSize().x >= NARROW);
    fold.addEventListener("click", () => setOpen(!isOpen));
    L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
    map.getContainer().appendChild(box);
    map.on("resize", () => tracker.layOutInsets());
  };

  function setOpen(open) {
    isOpen = open;
    grid.hidden = !open;
    fold.setAttribute("aria-expanded", String(open));
    if (tracker.content) tracker.layOutInsets();
  }

  // What they cover at the right edge; on a narrow map they lie over it for as long as somebody looks at them.
  tracker.insetsWidth = function () {
    return box && !box.hidden && isOpen && tracker.map.getSize().x >= NARROW ? box.offsetWidth + 10 : 0;
  };

  tracker.insetsBox = () => (box && !box.hidden ? box.getBoundingClientRect() : null);

  tracker.showInsets = function (content) {
    box.hidden = Boolean(content.focus);
  };

  // In one column while four frames fit above the legend, else in two.
  tracker.layOutInsets = function () {
    if (box.hidden || !isOpen || !Object.keys(tracker.areas).length) return;
    const height = tracker.map.getSize().y - tracker.legendHeight() - AROUND;
    const columns = tracker.map.getSize().x < NARROW || height < FRAMES.length * (TITLE + GAP + 62) ? 2 : 1;
    const rows = Math.ceil(FRAMES.length / columns);
    const tall = Math.max(48, Math.min(TALLEST, Math.floor(height / rows) - TITLE - GAP));
    const width = WIDTHS[Number(tracker.map.getSize().x >= WIDE)];
    grid.style.gridTemplateColumns = "repeat(" + columns + ", " + width + "px)";
    if (frames.length && frames[0].height === tall && frames[0].width === width) return;
    frames = FRAMES.map((frame) => build(frame, width, tall));
    grid.replaceChildren(...frames.map((frame) => frame.box));
    if (tracker.content) paint(tracker.content);
  };

  // The land comes after the areas, or before: frames that were built without it are built again.
  tracker.rebuildInsets = function () {
    frames = [];
    if (tracker.content) tracker.layOutInsets();
  };

  tracker.paintInsets = function (content) {
    if (box.hidden) return;
    tracker.layOutInsets();
    if (isOpen) paint(content);
  };

  // --- a frame -------------------------------------------------------------------------------------------------------

  function build({ codes, word, bounds }, width, height) {
    const [west, south, east, north] = bounds;
    const [low, high] = [L.latLng(south, west), L.latLng(north, east)].map((at) => L.CRS.EPSG3857.latLngToPoint(at, 0));
    const scale = Math.min(width / (high.x - low.x), height / (low.y - high.y));
    const [left, top] = [(low.x + high.x) / 2 - width / scale / 2, (low.y + high.y) / 2 - height / scale / 2];
    const frame = { codes: codes, word: word, width: width, height: height, areas: [] };
    frame.point = (at) => {
      const point = L.CRS.EPSG3857.latLngToPoint(at, 0);
      return L.point((point.x - left) * scale, (point.y - top) * scale);
    };
    frame.box = tracker.element("div", "frame");
    frame.title = frame.box.appendChild(tracker.element("button", "title"));
    frame.title.type = "button";
    frame.title.addEventListener("click", () => tracker.map.fitBounds([[south, west], [north, east]]));
    frame.drawing = frame.box.appendChild(tracker.svgElement("svg", { width: width, height: height, "aria-hidden": "true" }));
    tracker.landAround(bounds).forEach((rings) => addPath(frame, rings, "tracker-land"));
    tracker.areasAround(bounds).forEach(({ code: own, rings }) => {
      const path = addPath(frame, rings, "inset-area");
      const { country, kind } = tracker.areas[own].getElement().dataset;
      Object.assign(path.dataset, { inset: own, country: country, kind: kind });
      frame.areas.push(path);
    });
    frame.marks = frame.drawing.appendChild(tracker.svgElement("g"));
    frame.drawing.addEventListener("mousemove", (event) => answer(frame, event, tracker.showTip));
    frame.drawing.addEventListener("mouseleave", tracker.hideTip);
    frame.drawing.addEventListener("click", (event) => answer(frame, event, tracker.send));
    return frame;
  }

  function addPath(frame, rings, className) {
    const line = (ring) =>
      "M" + ring.map(([longitude, latitude]) => {
        const point = frame.point(L.latLng(latitude, longitude));
        return point.x.toFixed(1) + " " + point.y.toFixed(1);
      }).join("L") + "Z";
    return frame.drawing.appendChild(tracker.svgElement("path", { d: rings.map(line).join(""), class: className }));
  }

  // --- values --------------------------------------------------------------------------------------------------------

  function paint(content) {
    frames.forEach((frame) => {
      const circle = !frame.word && content.circles && content.circles[frame.codes[0]];
      frame.title.textContent = frame.word ? tracker.options.words[frame.word] : tracker.nameOf(frame.codes[0]);
      if (circle && circle.printed) frame.title.appendChild(tracker.element("b", "", circle.printed));
      frame.areas.forEach((path) => {
        const own = tracker.areas[path.dataset.inset].getElement();
        path.style.fill = own.style.fill;
        path.dataset.mark = own.dataset.mark;
        path.setAttribute("class", ["inset-area", ...STATES.filter((state) => own.classList.contains(state))].join(" "));
      });
      frame.hits = [];
      frame.marks.replaceChildren(...marksOf(frame, content));
    });
  }

  // Circles as on the map, of the same size: a number must not look larger in a close-up.
  function marksOf(frame, content) {
    const rows = Object.entries(content.circles || {});
    return rows.flatMap(([code, { radius, printed }]) => {
      const place = tracker.placeOf(code);
      const point = place && frame.codes.includes(place.country) && frame.point(place.at);
      if (!point || (radius < 0 && (tracker.areas[code] || tracker.areasOf[code]))) return [];
      const drawn = radius > 0 ? tracker.drawnRadius(radius) : 4;
      const state = radius === 0 ? " is-zero" : radius < 0 ? " is-not-counted" : "";
      frame.hits.push({ kind: "circle", code: code, point: point, radius: Math.max(drawn, SMALLEST_HIT) });
      const circle = tracker.svgElement("circle", {
        "data-inset": code, cx: point.x, cy: point.y, r: drawn, class: "inset-circle" + state + (content.selected === code ? " is-selected" : ""),
      });
      return printed && frame.word ? [circle, figure(printed, point, drawn, frame.width)] : [circle];
    });
  }

  function figure(text, point, radius, width) {
    const isLeft = point.x > width / 2;
    const label = tracker.svgElement("text", {
      x: point.x + (isLeft ? -radius - 4 : radius + 4), y: point.y + 4, class: "figure", "text-anchor": isLeft ? "end" : "start",
    });
    label.textContent = text;
    return label;
  }

  function answer(frame, event, act) {
    const own = frame.drawing.getBoundingClientRect();
    const point = L.point(event.clientX - own.left, event.clientY - own.top);
    const near = frame.hits.map((hit) => [hit.point.distanceTo(point) / hit.radius, hit])
      .filter(([share]) => share <= 1).sort((a, b) => a[0] - b[0])[0];
    const found = near ? near[1] : tracker.areaUnder(event.target);
    if (!found) return tracker.hideTip();
    act(found, tracker.map.mouseEventToContainerPoint(event));
  }
})();
