// The constant part of the map: sea, land, outlines, areas, controls, theme.
// Everything here is drawn once per visit; what changes comes through paint() in tracker_map.js.
// Text is only ever set as textContent: names in files and figures in payloads are data, never markup.
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const tracker = (window.trackerMap = {
    map: null,
    options: null,
    places: { units: {}, countries: {} },
    areas: {}, // code -> Leaflet layer
    areasOf: {}, // ISO3 -> codes
    groupOf: {}, // code -> code of the group whose figure stands for it
    land: [], // the neighbours' features
    neighbours: {}, // ISO3 -> name and the middle of its largest part
    content: null, // the last payload
    viewToken: null,
    theme: null,
  });

  tracker.element = function (name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  tracker.svgElement = function (name, attributes) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  tracker.create = function (id, given) {
    // Addresses, colours and words never change and come in files of their own (dashboard/maps/assets.py).
    const options = { words: tracker.words, ...tracker.constants, ...given };
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const touch = window.matchMedia("(pointer: coarse)").matches;
    // Leaflet's own focus scrolls the page around the map's frame between press and release: the click would be lost.
    L.Map.Keyboard.include({ _onMouseDown() { this._map.getContainer().focus({ preventScroll: true }); } });
    const map = L.map(id, {
      attributionControl: false,
      zoomControl: false,
      // A quarter step lets a country fill the frame instead of half of it.
      zoomSnap: 0.25,
      minZoom: 3,
      maxZoom: 13,
      // One finger scrolls the page, two move and zoom the map; the wheel zooms once the map has been clicked.
      dragging: !touch,
      scrollWheelZoom: false,
      zoomAnimation: !still,
      fadeAnimation: !still,
      maxBounds: [[-22, -130], [52, -20]],
      maxBoundsViscosity: 0.8,
    });
    tracker.map = map;
    tracker.options = options;
    keepHalfPixels(map);
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    const container = map.getContainer();
    container.classList.add("tracker-map");
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", options.words.map);
    container.appendChild(hatch());
    addPanes(map);
    tracker.followTheme();
    map.setView(L.latLngBounds(options.bounds).getCenter(), 5);
    tracker.startLegend(map, options);
    tracker.startInsets(map, options);
    tracker.showView(map, options.bounds, false);
    tracker.startTools(map, options);
    tracker.startMarks(map);
    tracker.startPointer(map);
    tracker.startLinked(map);
    if (options.tiles) L.tileLayer(options.tiles.url, { maxZoom: 13 }).addTo(map);
    load(options);
    tracker.refitWhenShown(map);
    return map;
  };

  // Leaflet rounds to whole pixels, which turns an island of ten pixels into a block.
  function keepHalfPixels(map) {
    map.latLngToLayerPoint = function (place) {
      const point = this.project(L.latLng(place))._subtract(this.getPixelOrigin());
      return L.point(Math.round(point.x * 10) / 10, Math.round(point.y * 10) / 10);
    };
  }

  function addPanes(map) {
    const order = { ground: 210, veil: 220, areas: 300, outlines: 320, flows: 410, circles: 420, sites: 430, shelters: 440, tracks: 445, signs: 450, names: 470 };
    Object.entries(order).forEach(([name, height]) => {
      const pane = map.createPane(name);
      pane.style.zIndex = height;
      // Only areas answer the pointer themselves; pointer.js finds the marks, also those that are very small.
      if (name !== "areas") pane.style.pointerEvents = "none";
    });
    map.getPane("names").classList.add("leaflet-zoom-hide");
  }

  function hatch() {
    const drawing = tracker.svgElement("svg", { width: 0, height: 0, "aria-hidden": "true", class: "tracker-hatch" });
    const shapes = drawing.appendChild(tracker.svgElement("defs"));
    shapes.appendChild(hatchPattern("tracker-hatch", 6, "hatch-line"));
    // A mark of nine pixels needs closer, darker lines, or it would look like the ring of a zero.
    shapes.appendChild(hatchPattern("tracker-hatch-fine", 3, "hatch-line-fine"));
    return drawing;
  }

  function hatchPattern(id, step, className) {
    const pattern = tracker.svgElement("pattern", {
      id: id, width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
    });
    pattern.appendChild(tracker.svgElement("rect", { width: step, height: step, class: "hatch-ground" }));
    pattern.appendChild(tracker.svgElement("line", { x1: 0.6, y1: 0, x2: 0.6, y2: step, class: className }));
    return pattern;
  }

  tracker.read = function (address) {
    return fetch(address).then((reply) => {
      if (!reply.ok) throw new Error(address + ": " + reply.status);
      return reply.json();
    });
  };

  function load(options) {
    const read = tracker.read;
    const wanted = options.addresses;
    read(wanted.baseMap).then(drawGround).catch(tracker.report);
    Promise.all([read(wanted.places), read(wanted.areas), read(wanted.countries)])
      .then(([places, areas, countries]) => {
        tracker.places = places;
        drawAreas(areas);
        drawOutlines(countries);
        tracker.map.getContainer().dataset.areas = Object.keys(tracker.areas).length;
        if (tracker.content) tracker.draw();
      })
      .catch(tracker.report);
  }

  tracker.report = function (problem) {
    console.error(problem);
    const container = tracker.map.getContainer();
    if (!container.querySelector(".tracker-failed")) {
      const note = tracker.element("div", "tracker-failed", tracker.options.words.failed);
      note.setAttribute("role", "alert");
      container.appendChild(note);
    }
  };

  // Square degrees at the equator's scale, of the largest polygon, with the middle of its box.
  function largestPart(geometry) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const parts = polygons.map(([ring]) => {
      const [west, east] = [Math.min(...ring.map((place) => place[0])), Math.max(...ring.map((place) => place[0]))];
      const [south, north] = [Math.min(...ring.map((place) => place[1])), Math.max(...ring.map((place) => place[1]))];
      const doubled = ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at][0] * y - x * ring[at][1], 0);
      const at = L.latLng((south + north) / 2, (west + east) / 2);
      return { size: Math.abs(doubled) / 2 / Math.cos((at.lat * Math.PI) / 180), at: at };
    });
    return parts.reduce((best, part) => (part.size > best.size ? part : best));
  }

  tracker.squarePixels = (squareDegrees) => squareDegrees * ((256 * 2 ** tracker.map.getZoom()) / 360) ** 2;

  // Rings that come into a frame, for the close-ups: of the land around, and of each of our areas.
  const ringsOf = (geometry) => (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat());

  function ringsWithin(geometry, [west, south, east, north]) {
    return ringsOf(geometry).filter((ring) =>
      ring.some(([x]) => x > west) && ring.some(([x]) => x < east) && ring.some(([, y]) => y > south) && ring.some(([, y]) => y < north));
  }

  const wider = ([west, south, east, north]) =>
    [west - (east - west), south - (north - south), east + (east - west), north + (north - south)];

  tracker.landAround = (bounds) =>
    tracker.land.map((feature) => ringsWithin(feature.geometry, wider(bounds))).filter((rings) => rings.length);

  tracker.areasAround = (bounds) =>
    Object.entries(tracker.areas)
      .map(([code, layer]) => ({ code: code, rings: ringsWithin(layer.feature.geometry, wider(bounds)) }))
      .filter(({ rings }) => rings.length);

  function drawGround(land) {
    tracker.land = land.features;
    tracker.rebuildInsets();
    land.features.forEach((feature) => {
      tracker.neighbours[feature.properties.code] = { name: feature.properties.name, ...largestPart(feature.geometry) };
    });
    if (tracker.content) tracker.draw();
    L.geoJSON(land, {
      pane: "ground",
      interactive: false,
      style: { className: "tracker-land", weight: 0.6, fillOpacity: 1, smoothFactor: 0 },
      renderer: L.svg({ pane: "ground", padding: 0.6 }),
    }).addTo(tracker.map);
    fadeEdges(L.geoJSON(land).getBounds());
  }

  // The land is cut off at a frame far outside the region; on a wide screen its straight edge would look like a coast.
  function fadeEdges(bounds) {
    const veil = tracker.svgElement("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none" });
    const shades = veil.appendChild(tracker.svgElement("defs"));
    [["left", 0, 0, 1, 0, [0, 0, 6, 100]], ["right", 1, 0, 0, 0, [94, 0, 6, 100]],
      ["top", 0, 0, 0, 1, [0, 0, 100, 6]], ["bottom", 0, 1, 0, 0, [0, 94, 100, 6]]].forEach(
      ([side, x1, y1, x2, y2, [x, y, width, height]]) => {
        const shade = tracker.svgElement("linearGradient", { id: "tracker-fade-" + side, x1: x1, y1: y1, x2: x2, y2: y2 });
        shade.appendChild(tracker.svgElement("stop", { offset: 0.05, class: "fade-outside" }));
        shade.appendChild(tracker.svgElement("stop", { offset: 1, class: "fade-inside" }));
        shades.appendChild(shade);
        veil.appendChild(tracker.svgElement("rect", {
          x: x, y: y, width: width, height: height, fill: "url(#tracker-fade-" + side + ")",
        }));
      });
    // A little wider than the land, so that no line of its own edge stays.
    L.svgOverlay(veil, bounds.pad(0.004), { pane: "veil", interactive: false }).addTo(tracker.map);
  }

  function drawAreas(areas) {
    const renderer = L.svg({ pane: "areas", padding: 0.6 });
    L.geoJSON(areas, {
      pane: "areas",
      style: { className: "tracker-area", weight: 0.6, fillOpacity: 1, smoothFactor: 0, renderer: renderer },
      onEachFeature: (area, layer) => {
        const code = area.properties.code;
        tracker.areas[code] = layer;
        layer.largestPart = largestPart(area.geometry).size;
        (tracker.areasOf[area.properties.country_iso3] ||= []).push(code);
        layer.once("add", () => {
          const path = layer.getElement();
          path.dataset.code = code;
          path.dataset.country = area.properties.country_iso3;
          path.dataset.kind = area.properties.kind;
        });
      },
    }).addTo(tracker.map);
  }

  function drawOutlines(countries) {
    L.geoJSON(countries, {
      pane: "outlines",
      interactive: false,
      style: { className: "tracker-outline", weight: 0.9, fill: false, smoothFactor: 0 },
      renderer: L.svg({ pane: "outlines", padding: 0.6 }),
    }).addTo(tracker.map);
  }
})();
