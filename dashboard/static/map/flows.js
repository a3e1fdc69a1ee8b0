// Movements: curved arrows that widen towards their head, so that the direction is read even where heads are small.
// They turn left on their way: there and back never lie on each other. An end that is out of sight stands at the edge
// of the frame, on the line to where it really is.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const BEND = 0.2; // of the distance
  const POINTS = 40;
  const END_RADIUS = 3;
  const EDGE_GAP = 80; // pixels; arrows to one place out of sight leave the frame at one point unless they are far apart
  const arrows = { group: null, renderer: null, byKey: {}, edges: [] };
  tracker.flowEdges = () => arrows.edges;

  tracker.startFlows = function (map) {
    arrows.renderer = L.svg({ pane: "flows", padding: 0.6 });
    arrows.group = L.layerGroup().addTo(map);
  };

  // Returns what answers the pointer: lines, and the ends that no circle stands on.
  tracker.paintFlows = function (content, radiusOf) {
    arrows.group.clearLayers();
    arrows.byKey = {};
    arrows.edges = [];
    if (!content.flows) return [];
    const frame = sight();
    const ends = {};
    const lines = content.flows.map((flow) => addArrow(flow, frame, ends, radiusOf)).filter(Boolean);
    return [...lines, ...Object.values(ends).map((end) => addEnd(end, radiusOf))];
  };

  tracker.markFlow = function (key) {
    Object.entries(arrows.byKey).forEach(([own, path]) => path.classList.toggle("is-hovered", own === key));
  };

  tracker.flowsAt = (code) => ((tracker.content && tracker.content.flows) || []).filter((flow) => [flow.origin, flow.destination].includes(code));

  // What of the map can be seen, in layer points: not what the strip, the buttons or the insets cover.
  function sight() {
    const size = tracker.map.getSize();
    const corner = tracker.map.containerPointToLayerPoint([0, 0]);
    const inset = 16;
    return L.bounds(
      corner.add([inset, inset]),
      corner.add([size.x - inset - tracker.insetsWidth(), size.y - inset - tracker.legendHeight()]));
  }

  function addArrow(flow, frame, ends, radiusOf) {
    const [from, to] = [flow.origin, flow.destination].map((code) => endOf(code, frame));
    if (!from.isInside && !to.isInside) return null;
    [[from, to], [to, from]].forEach(([end, other]) => {
      if (!end.isInside) end.point = atEdge(end.point, other.point, frame);
      const near = Object.values(ends).find((known) => known.code === end.code && known.point.distanceTo(end.point) < EDGE_GAP);
      if (near) end.point = near.point;
      else ends[end.code + end.point] = end;
    });
    const middle = trimmed(curve(from.point, to.point), radiusOf(from.code) + 3, radiusOf(to.code) + 4);
    const key = flow.origin + ">" + flow.destination;
    const path = L.polygon(tracker.arrowShape(middle, flow.width).map((point) => tracker.map.layerPointToLatLng(point)), {
      pane: "flows", renderer: arrows.renderer, interactive: false, className: "tracker-flow", smoothFactor: 0, noClip: true,
    }).addTo(arrows.group).getElement();
    path.dataset.flow = key;
    arrows.byKey[key] = path;
    return {
      kind: "flow", flow: flow, key: key, path: middle, radius: flow.width / 2 + 5, printed: flow.printed,
      at: tracker.map.layerPointToLatLng(middle[Math.floor(middle.length / 2)]),
    };
  }

  function endOf(code, frame) {
    const place = tracker.placeOf(code);
    // A country that no map draws: up and to the right, where there is only sea.
    const point = place && place.at ? tracker.map.latLngToLayerPoint(place.at) : frame.getTopRight().add([1, -1]);
    return { code: code, point: point, isInside: frame.contains(point) };
  }

  // Where the straight line between the two leaves the frame.
  function atEdge(out, inside, frame) {
    const way = out.subtract(inside);
    const share = (distance, low, high) => (distance > 0 ? high / distance : distance < 0 ? low / distance : Infinity);
    const part = Math.min(
      share(way.x, frame.min.x - inside.x, frame.max.x - inside.x),
      share(way.y, frame.min.y - inside.y, frame.max.y - inside.y));
    return inside.add(way.multiplyBy(part));
  }

  function curve(from, to) {
    const way = to.subtract(from);
    const control = from.add(to).divideBy(2).add(L.point(way.y, -way.x).multiplyBy(BEND));
    return Array.from({ length: POINTS + 1 }, (_, step) => {
      const t = step / POINTS;
      return from.multiplyBy((1 - t) ** 2).add(control.multiplyBy(2 * t * (1 - t))).add(to.multiplyBy(t * t));
    });
  }

  // Neighbouring islands may be nearer than their circles are wide: then the arrow lies on the circles.
  function trimmed(points, start, end) {
    const kept = points.filter((point) =>
      point.distanceTo(points[0]) > start && point.distanceTo(points[points.length - 1]) > end);
    return kept.length > 4 ? kept : points;
  }

  tracker.arrowShape = function (points, width) {
    const steps = points.slice(1).map((point, at) => point.distanceTo(points[at]));
    const length = steps.reduce((sum, step) => sum + step, 0);
    const head = Math.min(Math.max(7, width * 1.3), length * 0.6);
    const half = Math.max(3.5, width * 0.95);
    const left = [];
    const right = [];
    let way = 0;
    let neck = points[0];
    points.slice(0, -1).forEach((point, at) => {
      if (way <= length - head) {
        const side = normal(point, points[at + 1]).multiplyBy(Math.max(0.6, (width / 2) * (0.3 + 0.7 * (way / length))));
        left.push(point.add(side));
        right.push(point.subtract(side));
        neck = point;
      }
      way += steps[at];
    });
    const tip = points[points.length - 1];
    const wing = normal(neck, tip).multiplyBy(half);
    return [...left, neck.add(wing), tip, neck.subtract(wing), ...right.reverse()];
  };

  function normal(from, to) {
    const way = to.subtract(from);
    const length = Math.hypot(way.x, way.y) || 1;
    return L.point(-way.y / length, way.x / length);
  }

  function addEnd(end, radiusOf) {
    const at = tracker.map.layerPointToLatLng(end.point);
    if (!end.isInside) arrows.edges.push({ code: end.code, at: at });
    if (!radiusOf(end.code)) {
      L.circleMarker(at, {
        pane: "flows", renderer: arrows.renderer, interactive: false, radius: END_RADIUS,
        className: end.isInside ? "tracker-end" : "tracker-end is-edge",
      }).addTo(arrows.group).getElement().dataset.code = end.code;
    }
    return { kind: "end", code: end.code, at: at, radius: Math.max(radiusOf(end.code), 10) };
  }
})();
