// Names of states, units and neighbours, days of a storm, numbers on arrows: each where it covers nothing.
(function () {
  "use strict";

  const tracker = window.trackerMap;

  // A name is written where it covers neither a circle nor a more important name; else it waits for the reader to zoom in.
  tracker.placeNames = function () {
    const pane = tracker.map.getPane("names");
    const names = wantedNames();
    pane.replaceChildren(...names.map((name) => name.box));
    const sizes = names.map((name) => [name.box.offsetWidth, name.box.offsetHeight]);
    const taken = tracker.hits().filter((hit) => hit.kind !== "flow" && !hit.isSmall).map((hit) => {
      const point = tracker.map.latLngToLayerPoint(hit.at).add(hit.offset || [0, 0]);
      const radius = hit.kind === "circle" ? tracker.circleRadius(hit.code) || 5 : 8;
      return [point.x - radius, point.y - radius, point.x + radius, point.y + radius];
    });
    taken.push(...covered());
    names.forEach((name, place) => {
      const spot = freeSpot(name, sizes[place], taken);
      name.box.style.visibility = spot ? "visible" : "hidden";
      if (!spot) return;
      taken.push(spot);
      L.DomUtil.setPosition(name.box, L.point(spot[0], spot[1]));
    });
  };

  // Where the buttons and the close-ups stand.
  function covered() {
    const frame = tracker.map.getContainer().getBoundingClientRect();
    const corner = tracker.map.containerPointToLayerPoint([0, 0]).subtract([frame.left, frame.top]);
    return [...tracker.map.getContainer().querySelectorAll(".tracker-buttons, .tracker-insets:not([hidden])")]
      .map((box) => box.getBoundingClientRect())
      .map((box) => [box.left + corner.x, box.top + corner.y, box.right + corner.x + 4, box.bottom + corner.y + 4]);
  }

  function wantedNames() {
    const content = tracker.content;
    const circles = content.circles || {};
    const days = (content.storms || []).flatMap((storm) =>
      storm.positions.filter((position) => position[5]).map(([latitude, longitude, , , , day]) =>
        nameBox({ text: day, className: "is-day", at: L.latLng(latitude, longitude), gap: 8 })));
    const counted = tracker.circled().filter((code) => tracker.circleRadius(code) > 4).sort((a, b) => tracker.circleRadius(b) - tracker.circleRadius(a));
    const units = content.level === "unit" && content.focus
      ? Object.keys(tracker.places.units).filter((code) => tracker.placeOf(code).country === content.focus)
          .filter((code) => !["whole_territory", "group"].includes(tracker.placeOf(code).kind))
      : [];
    const states = Object.keys(tracker.places.countries).filter((code) => !(units.length && code === content.focus));
    const order = [...new Set([...counted, ...units, ...states])];
    const named = order.map((code) => {
      const place = tracker.placeOf(code);
      const isQuiet = content.focus && place.country !== content.focus;
      return nameBox({
        text: tracker.nameOf(code), figure: circles[code] && circles[code].printed, at: place.at, gap: Math.max(tracker.circleRadius(code), tracker.dotted(code) ? 5 : 3) + 3,
        className: isQuiet ? "is-quiet" : tracker.places.countries[code] ? "is-state" : "is-unit",
        mayCover: !tracker.marked(code) && (Boolean(place.kind) || tracker.largestPartOf(place) > 4000),
      });
    });
    return [
      ...named.slice(0, counted.length), ...flowNames(), ...days, ...named.slice(counted.length), ...neighbourNames(),
    ];
  }

  // The number on an arrow, and the name at an end that has no other.
  function flowNames() {
    const printed = tracker.hits().filter((hit) => hit.kind === "flow" && hit.printed)
      .map((hit) => nameBox({ text: hit.printed, className: "is-flow", at: hit.at, gap: hit.radius, mayCover: true }));
    const edges = tracker.flowEdges().map(({ code, at }) =>
      nameBox({ text: tracker.nameOf(code), className: "is-end", at: at, gap: 9 }));
    const outside = Object.keys(tracker.content.ends || {})
      .filter((code) => !tracker.flowEdges().some((edge) => edge.code === code) && tracker.placeOf(code).at && tracker.flowsAt(code).length)
      .map((code) => nameBox({ text: tracker.nameOf(code), className: "is-end", at: tracker.placeOf(code).at, gap: 8 }));
    return [...printed, ...edges, ...outside];
  }

  // Where the reader is: names of the larger neighbours, each only where its land has room for it.
  function neighbourNames() {
    if (tracker.map.getSize().x < 640) return [];
    return Object.entries(tracker.neighbours)
      .filter(([code, land]) => tracker.squarePixels(land.size) > 1500 && !(tracker.content.ends || {})[code])
      .map(([code, land]) => nameBox({
        text: (tracker.content.names || {})[code] || land.name, at: land.at, gap: 0, className: "is-neighbour", mayCover: true,
      }));
  }

  function nameBox(name) {
    name.box = tracker.element("div", "tracker-name " + name.className, name.text);
    if (name.figure) name.box.appendChild(tracker.element("b", "", name.figure));
    return name;
  }

  function freeSpot(name, [width, height], taken) {
    const point = tracker.map.latLngToLayerPoint(name.at);
    const middle = [point.x - width / 2, point.y - height / 2];
    const around = [
      [point.x + name.gap, middle[1]],
      [point.x - name.gap - width, middle[1]],
      [middle[0], point.y - name.gap - height],
      [middle[0], point.y + name.gap],
    ];
    const tries = (name.mayCover ? [middle, ...around] : around)
      .map(([left, top]) => [left, top, left + width, top + height])
      .filter((spot) => !taken.some((box) => box[0] < spot[2] && box[2] > spot[0] && box[1] < spot[3] && box[3] > spot[1]));
    // A name that the frame would cut off goes to the other side; one that fits nowhere whole may be cut.
    const corner = tracker.map.containerPointToLayerPoint([0, 0]);
    const size = tracker.map.getSize().subtract([0, tracker.legendHeight()]);
    const isWhole = (spot) =>
      spot[0] >= corner.x && spot[1] >= corner.y && spot[2] <= corner.x + size.x && spot[3] <= corner.y + size.y;
    return tries.find(isWhole) || tries[0] || null;
  }
})();