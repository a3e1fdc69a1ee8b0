// Circles, shelters and storm tracks: marks that stand on the map, updated in place.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const SMALLEST_HIT = 10; // pixels; a circle of three would need a steady hand
  const SMALLEST_AREA = 60; // square pixels; below it a shade cannot be read off the area itself
  const marks = { circles: {}, dots: {}, shelters: null, storms: null, hits: [] };
  tracker.hits = () => marks.hits;
  tracker.circleRadius = radiusOf;
  tracker.largestPartOf = largestPart;
  tracker.marked = (code) => Boolean(marks.circles[code] || marks.dots[code]);
  tracker.dotted = (code) => Boolean(marks.dots[code]);
  tracker.circled = () => Object.keys(marks.circles);

  tracker.startMarks = function (map) {
    marks.circleRenderer = L.svg({ pane: "circles", padding: 0.6 });
    marks.shelterRenderer = L.canvas({ pane: "shelters", padding: 0.6 });
    marks.stormRenderer = L.svg({ pane: "tracks", padding: 0.6 });
    tracker.startFlows(map);
    tracker.startSites(map);
    tracker.startTransport(map);
    marks.shelters = L.layerGroup().addTo(map);
    marks.storms = L.layerGroup().addTo(map);
    map.on("zoomend", () => tracker.content && tracker.paintMarks(tracker.content));
    // Arrows to places out of sight end at the frame, wherever the reader has moved it.
    map.on("moveend", () => tracker.content && (tracker.content.flows ? tracker.paintMarks(tracker.content) : tracker.placeNames()));
  };

  tracker.paintMarks = function (content) {
    marks.hits = [];
    paintCircles(content);
    paintDots(content);
    paintShelters(content);
    paintStorms(content);
    marks.hits.push(...tracker.paintFlows(content, radiusOf), ...tracker.paintTransport(content));
    tracker.placeNames();
  };

  tracker.placeOf = function (code) {
    const country = tracker.places.countries[code];
    if (country) return { code: code, country: code, name: country[0], at: L.latLng(country[1], country[2]), members: [] };
    const unit = tracker.places.units[code];
    if (!unit) return outsidePlace(code);
    return {
      code: code, country: unit[0], name: unit[1], at: L.latLng(unit[2], unit[3]),
      kind: unit[4], members: unit[5] ? unit[5].split(";") : [],
    };
  };

  // A country outside the region, at which an arrow begins or ends.
  function outsidePlace(code) {
    const end = tracker.content && tracker.content.ends && tracker.content.ends[code];
    if (!end) return null;
    const at = end.latitude === null ? null : L.latLng(end.latitude, end.longitude);
    return { code: code, country: code, name: end.name, at: at, kind: "outside", members: [] };
  }

  tracker.nameOf = function (code) {
    const given = tracker.content && tracker.content.names && tracker.content.names[code];
    const place = tracker.placeOf(code);
    return given || (place ? place.name : code);
  };

  // --- circles -------------------------------------------------------------------------------------------------------

  function paintCircles(content) {
    const kept = {};
    Object.entries(content.circles || {}).forEach(([code, { radius }]) => {
      const place = tracker.placeOf(code);
      // Not counted: the area is hatched; where it is too small to see, or a point, a hatched ring stands for it.
      if (!place || (radius < 0 && largestPart(place) > SMALLEST_AREA)) return;
      const circle = marks.circles[code] || newCircle(place);
      kept[code] = circle;
      circle.setRadius(radius > 0 ? tracker.drawnRadius(radius) : 4);
      const path = circle.getElement();
      path.classList.toggle("is-zero", radius === 0);
      path.classList.toggle("is-not-counted", radius < 0);
      path.classList.toggle("is-selected", content.selected === code);
      circle.bringToFront(); // the rows come largest first, so small circles end on top
      marks.hits.push({ kind: "circle", code: code, at: place.at, radius: Math.max(circle.getRadius(), SMALLEST_HIT) });
    });
    Object.keys(marks.circles).filter((code) => !kept[code]).forEach((code) => marks.circles[code].remove());
    marks.circles = kept;
  }

  // On a phone the same circles would cover the islands; the legend shrinks with them.
  tracker.drawnRadius = function (radius) {
    return Math.max(3, tracker.map.getSize().x < 640 ? radius * 0.7 : radius);
  };

  function newCircle(place) {
    const circle = L.circleMarker(place.at, {
      pane: "circles", renderer: marks.circleRenderer, interactive: false, className: "tracker-circle",
    }).addTo(tracker.map);
    circle.getElement().dataset.code = place.code;
    return circle;
  }

  // A shaded island of a few pixels, or a unit without a polygon, gets a dot of its shade.
  function paintDots(content) {
    Object.values(marks.dots).forEach((dot) => dot.remove());
    marks.dots = {};
    if (!content.areas) return;
    Object.entries(content.areas).forEach(([code, area]) => {
      const place = tracker.placeOf(code);
      if (!place || marks.circles[code] || largestPart(place) > SMALLEST_AREA) return;
      const dot = L.circleMarker(place.at, {
        pane: "circles", renderer: marks.circleRenderer, interactive: false, radius: 4.5, className: "tracker-dot",
      }).addTo(tracker.map);
      dot.getElement().dataset.code = code;
      dot.getElement().style.fill = area.mark === "-" ? "url(#tracker-hatch-fine)" : tracker.fillOf(area.mark);
      marks.dots[code] = dot;
      marks.hits.push({ kind: "circle", code: code, at: place.at, radius: SMALLEST_HIT });
    });
  }

  // Of the largest island alone: ten islets of six pixels are not to be seen either.
  function largestPart(place) {
    const codes = tracker.areasOf[place.code] || [place.code, ...place.members];
    return tracker.squarePixels(Math.max(0, ...codes.map((code) => (tracker.areas[code] ? tracker.areas[code].largestPart : 0))));
  }

  function radiusOf(code) {
    return marks.circles[code] ? marks.circles[code].getRadius() : 0;
  }

  // --- shelters ------------------------------------------------------------------------------------------------------

  // One canvas for all shelters that have a position: three thousand elements would make every pan stutter.
  const Square = L.CircleMarker.extend({ _updatePath: function () { this._renderer._updateSquare(this); } });
  L.Canvas.include({
    _updateSquare: function (layer) {
      if (!this._drawing || layer._empty()) return;
      const half = layer._radius;
      this._ctx.beginPath();
      this._ctx.rect(layer._point.x - half, layer._point.y - half, 2 * half, 2 * half);
      this._fillStroke(this._ctx, layer);
    },
  });

  function paintShelters(content) {
    marks.shelters.clearLayers();
    if (!content.shelters) return;
    const colours = tracker.options.surfaces[tracker.theme];
    content.shelters.marks.forEach(([code, latitude, longitude, count, lines]) => {
      const place = tracker.placeOf(code);
      const at = latitude === null ? place && place.at : L.latLng(latitude, longitude);
      if (!at) return;
      const hit = { kind: "shelter", code: code, at: at, radius: SMALLEST_HIT, lines: lines };
      if (latitude === null) {
        hit.note = content.shelters.unknown;
        hit.offset = addShelterSign(at, code, count);
      } else {
        new Square(at, {
          pane: "shelters", renderer: marks.shelterRenderer, interactive: false, radius: 4,
          color: colours.shelter_edge, weight: 1, fillColor: colours.shelter, fillOpacity: 1,
        }).addTo(marks.shelters);
      }
      marks.hits.push(hit);
    });
  }

  // Shelters without a position stand beside the circle of their unit, not on it.
  function addShelterSign(at, code, count) {
    const beside = Math.max(radiusOf(code), 0) * 0.71 + 9;
    const sign = tracker.element("span", "tracker-shelter", String(count));
    L.marker(at, {
      pane: "signs", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "tracker-shelter-icon", html: sign, iconSize: [18, 18], iconAnchor: [9 - beside, 9 + beside] }),
    }).addTo(marks.shelters);
    return L.point(beside, -beside);
  }

  // --- storms --------------------------------------------------------------------------------------------------------

  function paintStorms(content) {
    marks.storms.clearLayers();
    (content.storms || []).forEach((storm) => {
      const line = storm.positions.map(([latitude, longitude]) => [latitude, longitude]);
      ["tracker-track-halo", "tracker-track"].forEach((className) =>
        L.polyline(line, {
          pane: "tracks", renderer: marks.stormRenderer, interactive: false, className: className, smoothFactor: 0,
        }).addTo(marks.storms));
      let last = null;
      storm.positions.forEach(([latitude, longitude, category, time, wind]) => {
        const at = L.latLng(latitude, longitude);
        const point = tracker.map.latLngToLayerPoint(at);
        // Positions every three hours run into one band when seen from afar: between the signs there are dots.
        const hasRoom = !last || point.distanceTo(last) >= 19;
        if (hasRoom) last = point;
        if (hasRoom) addStormSign(at, category);
        else addStormDot(at, category);
        marks.hits.push({ kind: "storm", at: at, radius: 9, title: storm.name, lines: [time, categoryWords(content, category), wind] });
      });
    });
  }

  function addStormSign(at, category) {
    const sign = tracker.element("span", "tracker-storm", category);
    sign.style.background = "var(--map-storm-" + category + ")";
    sign.classList.toggle("is-strong", "345".includes(category));
    L.marker(at, {
      pane: "signs", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "tracker-storm-icon", html: sign, iconSize: [16, 16] }),
    }).addTo(marks.storms);
  }

  function addStormDot(at, category) {
    const dot = L.circleMarker(at, {
      pane: "tracks", renderer: marks.stormRenderer, interactive: false, radius: 2.6, className: "tracker-storm-dot",
    }).addTo(marks.storms);
    dot.getElement().style.fill = "var(--map-storm-" + category + ")";
  }

  function categoryWords(content, category) {
    const entry = content.legend.entries.find(([sign, , detail]) => sign === "storm" && detail === category);
    return entry ? entry[1] : category;
  }
})();
