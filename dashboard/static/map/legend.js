// The legend: a list that can be read without the map, folded on a phone, kept open or shut as the reader left it.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  let frame = null;

  tracker.startLegend = function (map, options) {
    const Legend = L.Control.extend({
      onAdd: function () {
        frame = tracker.element("details", "tracker-legend");
        frame.open = map.getSize().x >= 640;
        frame.hidden = true;
        frame.setAttribute("aria-label", options.words.legend);
        L.DomEvent.disableClickPropagation(frame).disableScrollPropagation(frame);
        return frame;
      },
    });
    new Legend({ position: "bottomleft" }).addTo(map);
  };

  tracker.paintLegend = function (legend) {
    frame.hidden = !legend;
    if (!legend) return;
    const list = tracker.element("ul");
    let row = null;
    legend.entries.forEach(([sign, words, detail]) => {
      const isRow = sign === "circle" || sign === "storm";
      if (isRow && (!row || row.dataset.sign !== sign)) {
        row = list.appendChild(tracker.element("li", "row")).appendChild(tracker.element("ul"));
        row.dataset.sign = sign;
      }
      const line = tracker.element("li", "sign-" + sign);
      if (sign !== "heading" && sign !== "note") line.appendChild(signOf(sign, detail));
      line.appendChild(tracker.element("span", "words", words));
      (isRow ? row : list).appendChild(line);
      if (!isRow) row = null;
    });
    frame.replaceChildren(tracker.element("summary", "", legend.title || tracker.options.words.legend), list);
  };

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
    if (sign === "circle" || sign === "zero_circle") box.appendChild(circleSign(sign, sign === "circle" ? tracker.drawnRadius(Number(detail)) : 4));
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

  function hatchSign() {
    const drawing = tracker.svgElement("svg", { width: 24, height: 14 });
    drawing.appendChild(tracker.svgElement("rect", { width: 24, height: 14, fill: "url(#tracker-hatch)" }));
    return drawing;
  }
})();
