// Reading with the pointer, going somewhere with a click. Marks are found by distance, so that the smallest can be hit;
// where none is near, the area under the pointer answers.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  let tip = null;
  let shownFor = null;
  let shown = null;

  tracker.startPointer = function (map) {
    tip = tracker.element("div", "tracker-tip");
    tip.hidden = true;
    map.getContainer().appendChild(tip);
    map.on("mousemove", (event) => tracker.isMeasuring() || show(find(event), event.containerPoint));
    map.on("mouseout movestart zoomstart", hide);
    map.on("click", (event) => {
      if (tracker.isMeasuring()) return;
      const found = find(event);
      if (found) tracker.send(found);
      if (found && event.originalEvent.pointerType === "touch") show(found, event.containerPoint);
    });
  };

  // Told to the page: which area, of which country.
  tracker.send = function (found) {
    const place = tracker.placeOf(found.code);
    if (!place || !window.Streamlit) return;
    const level = place.kind === "outside" ? "outside" : tracker.places.countries[found.code] ? "country" : "unit";
    tracker.tell({ act: "place", area: found.code, country: place.country, level: level });
  };

  // What the reader did, with a number that is new each time: the component repeats its last value at every run.
  tracker.tell = (what) => window.Streamlit && window.Streamlit.setComponentValue({ ...what, click: Date.now() });

  function find(event) {
    const target = event.originalEvent.target;
    if (!tracker.content || !(target instanceof Element)) return null;
    if (target.closest(".leaflet-control, .tracker-insets, .tracker-search, .tracker-menu, .tracker-measure")) return null;
    // A site lies on the circle of its unit, and under signs.
    const marked = nearestMark(event.containerPoint);
    if (marked && !["circle", "flow"].includes(marked.kind)) return marked;
    return tracker.siteNear(tracker.map.containerPointToLayerPoint(event.containerPoint)) || marked || areaUnder(target);
  }

  // The nearest centre, measured in radii: inside Haiti's circle a small island's own still wins near its middle.
  function nearestMark(point) {
    let best = null;
    let least = 1;
    const inLayer = tracker.map.containerPointToLayerPoint(point);
    tracker.hits().forEach((hit) => {
      const share = hit.path ? lineShare(hit, inLayer) : centreShare(hit, point);
      if (share <= least) {
        least = share;
        best = hit;
      }
    });
    return best;
  }

  function centreShare(hit, point) {
    return tracker.map.latLngToContainerPoint(hit.at).add(hit.offset || [0, 0]).distanceTo(point) / hit.radius;
  }

  // An arrow answers along its whole length, but gives way to the marks at its ends.
  function lineShare(hit, point) {
    const distance = Math.min(...hit.path.slice(1).map((to, at) => L.LineUtil.pointToSegmentDistance(point, hit.path[at], to)));
    return distance <= hit.radius ? 0.5 + distance / hit.radius / 2 : 2;
  }

  tracker.areaUnder = areaUnder;
  tracker.showTip = show;
  tracker.hideTip = hide;

  function areaUnder(target) {
    const { country, kind } = target.dataset;
    const code = target.dataset.code || target.dataset.inset;
    if (!code) return null;
    const content = tracker.content;
    const isUnit = content.level === "unit" && (!content.focus || content.focus === country);
    return { kind: "area", code: isUnit ? tracker.groupOf[code] || code : country, isWhole: kind === "whole_territory" };
  }

  function show(found, point) {
    if (!found) return hide();
    const key = found.kind + (found.key || found.code || "") + (found.at || found.point || "");
    if (key !== shownFor) {
      shownFor = key;
      shown = found;
      tip.replaceChildren(...linesFor(found));
      mark(found.code);
      tracker.markFlow(found.key);
      tracker.map.getContainer().classList.toggle("is-over", Boolean(found.code));
    }
    tip.hidden = false;
    const size = tracker.map.getSize();
    const left = point.x + 14 + tip.offsetWidth > size.x ? point.x - 14 - tip.offsetWidth : point.x + 14;
    const top = point.y + 14 + tip.offsetHeight > size.y ? point.y - 14 - tip.offsetHeight : point.y + 14;
    L.DomUtil.setPosition(tip, L.point(Math.max(4, left), Math.max(4, top)));
  }

  function hide() {
    if (shownFor === null) return;
    shownFor = shown = null;
    tip.hidden = true;
    mark(null);
    tracker.markFlow(null);
    tracker.map.getContainer().classList.remove("is-over");
  }

  // New values under a pointer that rests: the tooltip tells them, or goes with the mark it belonged to.
  tracker.refreshTip = function () {
    if (!shown) return;
    if (shown.kind === "area" || tracker.hits().some((hit) => hit.kind === shown.kind && hit.code && hit.code === shown.code)) {
      tip.replaceChildren(...linesFor(shown));
      mark(shown.code);
    } else {
      hide();
    }
  };

  const MOST_FLOWS = 6;

  function linesFor(found) {
    const title = found.flow ? way(found.flow) : found.title || tracker.nameOf(found.code);
    const lines = [tracker.element("strong", "", title)];
    const add = (text, className) => text && lines.push(tracker.element("div", className, text));
    if (found.flow) {
      add(found.flow.figure, "figure");
      add(found.flow.note, "note");
      return lines;
    }
    if (found.lines) {
      found.lines.forEach((line) => add(line, "line"));
      add(found.note, "note");
      return lines;
    }
    const notes = new Set();
    [tracker.content.circles, tracker.content.areas].forEach((rows) => {
      const row = rows && rows[found.code];
      if (!row) return;
      add(row.figure, "figure");
      notes.add(row.note);
    });
    tracker.flowsAt(found.code).slice(0, MOST_FLOWS).forEach((flow) => {
      add(way(flow) + ": " + flow.figure, "line");
      notes.add(flow.note);
    });
    notes.forEach((note) => add(note, "note"));
    return lines;
  }

  function way(flow) {
    return tracker.nameOf(flow.origin) + " \u2192 " + tracker.nameOf(flow.destination);
  }

  // The outline of what a click would choose: an area, all areas of a country, or the members of a group.
  function mark(code) {
    document.querySelectorAll(".tracker-area.is-hovered").forEach((path) => path.classList.remove("is-hovered"));
    const place = code && tracker.placeOf(code);
    if (!place) return;
    (tracker.areasOf[code] || (place.members.length ? place.members : [code])).forEach((area) => {
      const layer = tracker.areas[area];
      if (layer) layer.getElement().classList.add("is-hovered");
    });
  }
})();
