// Measuring: two or more clicks, the length of the shortest line on the ellipsoid (WGS 84), not along roads. With the
// keyboard the arrows move the map and Enter takes its middle.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  let map = null;
  let panel = null;
  let total = null;
  let cross = null;
  let points = [];
  let drawn = null;

  tracker.isMeasuring = () => Boolean(panel) && !panel.hidden;

  tracker.startMeasure = function (of, words) {
    map = of;
    drawn = L.layerGroup().addTo(map);
    panel = tracker.element("div", "tracker-measure");
    panel.hidden = true;
    total = panel.appendChild(tracker.element("output"));
    total.setAttribute("aria-live", "polite");
    panel.appendChild(tracker.element("span", "hint", words.measure_hint));
    [[words.measure_undo, undo], [words.measure_end, end]].forEach(([name, act]) => {
      const button = panel.appendChild(tracker.element("button", "", name));
      button.type = "button";
      button.addEventListener("click", act);
    });
    cross = tracker.element("div", "tracker-cross");
    cross.hidden = true;
    L.DomEvent.disableClickPropagation(panel);
    map.getContainer().append(panel, cross);
    map.on("click", (event) => tracker.isMeasuring() && add(event.latlng));
    map.getContainer().addEventListener("keydown", onKey);
  };

  tracker.measure = function () {
    points = [];
    panel.hidden = cross.hidden = false;
    map.getContainer().classList.add("is-measuring");
    map.doubleClickZoom.disable();
    tracker.hideTip();
    draw();
    map.getContainer().focus({ preventScroll: true });
  };

  function end() {
    panel.hidden = cross.hidden = true;
    map.getContainer().classList.remove("is-measuring");
    map.doubleClickZoom.enable();
    drawn.clearLayers();
    map.getContainer().focus({ preventScroll: true });
  }

  function onKey(event) {
    if (!tracker.isMeasuring()) return;
    if (event.key === "Escape") end();
    if (event.target !== map.getContainer()) return;
    if (event.key === "Backspace") undo();
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      add(map.getCenter());
    }
  }

  function add(at) {
    points.push(at);
    draw();
  }

  function undo() {
    points.pop();
    draw();
  }

  function draw() {
    drawn.clearLayers();
    const sum = points.slice(1).reduce((km, to, at) => km + tracker.distanceKm(points[at], to), 0);
    total.textContent = words(sum);
    panel.dataset.km = sum.toFixed(3);
    const line = points.flatMap((to, at) => (at ? greatCircle(points[at - 1], to) : [to]));
    const renderer = (draw.renderer ||= L.svg({ pane: "signs", padding: 0.6 }));
    L.polyline(line, { pane: "signs", renderer: renderer, interactive: false, className: "tracker-ruler", smoothFactor: 0 }).addTo(drawn);
    points.forEach((at) =>
      L.circleMarker(at, { pane: "signs", renderer: renderer, interactive: false, radius: 4, className: "tracker-ruler-end" }).addTo(drawn));
  }

  function words(km) {
    const digits = km > 0 && km < 100 ? 1 : 0;
    return km.toLocaleString(tracker.options.words.language, { minimumFractionDigits: digits, maximumFractionDigits: digits }) + " km";
  }

  // Points between, so that the line bends as the shortest way does on this map.
  function greatCircle(from, to) {
    const vector = ({ lat, lng }) => {
      const [y, x] = [(lat * Math.PI) / 180, (lng * Math.PI) / 180];
      return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
    };
    const [a, b] = [vector(from), vector(to)];
    const angle = Math.acos(Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]));
    if (angle < 1e-6) return [to];
    const steps = 32;
    return Array.from({ length: steps }, (_, step) => {
      const t = (step + 1) / steps;
      const [x, y, z] = a.map((value, axis) => (Math.sin((1 - t) * angle) * value + Math.sin(t * angle) * b[axis]) / Math.sin(angle));
      return L.latLng((Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI, (Math.atan2(y, x) * 180) / Math.PI);
    });
  }

  // Vincenty's inverse formula on WGS 84; it converges for all but nearly opposite points of the Earth.
  tracker.distanceKm = function (from, to) {
    const [a, f] = [6378137, 1 / 298.257223563];
    const b = a * (1 - f);
    const rad = Math.PI / 180;
    const way = (to.lng - from.lng) * rad;
    const [u1, u2] = [from, to].map((at) => Math.atan((1 - f) * Math.tan(at.lat * rad)));
    const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
    let lambda = way;
    let [sinSigma, cosSigma, sigma, cosSqAlpha, cos2Sigma] = [0, 0, 0, 0, 0];
    for (let turn = 0; turn < 100; turn++) {
      const [sinLambda, cosLambda] = [Math.sin(lambda), Math.cos(lambda)];
      sinSigma = Math.hypot(cos2 * sinLambda, cos1 * sin2 - sin1 * cos2 * cosLambda);
      if (sinSigma === 0) return 0;
      cosSigma = sin1 * sin2 + cos1 * cos2 * cosLambda;
      sigma = Math.atan2(sinSigma, cosSigma);
      const sinAlpha = (cos1 * cos2 * sinLambda) / sinSigma;
      cosSqAlpha = 1 - sinAlpha ** 2;
      cos2Sigma = cosSqAlpha === 0 ? 0 : cosSigma - (2 * sin1 * sin2) / cosSqAlpha;
      const c = (f / 16) * cosSqAlpha * (4 + f * (4 - 3 * cosSqAlpha));
      const last = lambda;
      lambda = way + (1 - c) * f * sinAlpha * (sigma + c * sinSigma * (cos2Sigma + c * cosSigma * (2 * cos2Sigma ** 2 - 1)));
      if (Math.abs(lambda - last) < 1e-12) break;
    }
    const uSq = (cosSqAlpha * (a * a - b * b)) / (b * b);
    const A = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
    const B = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
    const correction = B * sinSigma * (cos2Sigma + (B / 4) * (cosSigma * (2 * cos2Sigma ** 2 - 1) -
      (B / 6) * cos2Sigma * (4 * sinSigma ** 2 - 3) * (4 * cos2Sigma ** 2 - 3)));
    return (b * A * (sigma - correction)) / 1000;
  };
})();
