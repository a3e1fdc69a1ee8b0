// Ports and airports of the states that the page names. Their positions are fetched once, when they are first wanted;
// where two signs would cover each other the second is a dot, so that islands stay in sight.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const ROOM = 17; // pixels between the middles of two signs
  const SHAPES = {
    port: "M8 5 V14 M3 9.5 C3 13 5.5 14 8 14 C10.5 14 13 13 13 9.5 M5.5 7.5 H10.5 M8 5 A1.7 1.7 0 1 1 8 1.6 A1.7 1.7 0 1 1 8 5 Z",
    airport: "M8 1.5 V14 M1.5 9.5 L8 6 L14.5 9.5 M5.5 14.5 L8 12.5 L10.5 14.5",
  };
  let group = null;
  let rows = null;
  let asked = false;

  tracker.startTransport = function (map) {
    group = L.layerGroup().addTo(map);
  };

  // Draws them and returns what the pointer can find.
  tracker.paintTransport = function (content) {
    group.clearLayers();
    if (!content.transport) return [];
    if (!rows) {
      fetchOnce();
      return [];
    }
    const wanted = new Set(content.transport.countries.split(" "));
    const signs = [];
    return rows.filter(([, , , country]) => wanted.has(country)).map((row) => draw(row, content.transport, signs));
  };

  function fetchOnce() {
    if (asked) return;
    asked = true;
    tracker.read(tracker.options.addresses.transport)
      .then((table) => {
        rows = table;
        tracker.paintMarks(tracker.content);
      })
      .catch(tracker.report);
  }

  function draw([kind, name, code, , latitude, longitude], words, signs) {
    const at = L.latLng(latitude, longitude);
    const point = tracker.map.latLngToLayerPoint(at);
    const isSign = signs.every((other) => other.distanceTo(point) >= ROOM);
    if (isSign) signs.push(point);
    const side = isSign ? 16 : 6;
    const box = isSign ? tracker.transportSign(kind) : tracker.element("span", "tracker-transport is-dot");
    box.dataset.code = code;
    L.marker(at, {
      pane: "signs", interactive: false, keyboard: false, icon: L.divIcon({ className: "tracker-transport-icon", html: box, iconSize: [side, side] }),
    }).addTo(group);
    const lines = [words[kind] + " \u00b7 " + code, words.notes && words.notes[code]];
    return { kind: "transport", key: code, at: at, radius: isSign ? 9 : 6, title: name, lines: lines, isSmall: !isSign };
  }

  tracker.transportSign = function (kind) {
    const box = tracker.element("span", "tracker-transport is-" + kind);
    box.appendChild(tracker.icon(SHAPES[kind]));
    return box;
  };
})();
