// Many points on one canvas. Three thousand elements of their own would make every pan stutter; one canvas is drawn
// anew in a few milliseconds, so it is drawn anew whenever the map has moved.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const MARGIN = 0.25; // of the frame on each side, so that a short drag shows no empty edge
  const SMALLEST_HIT = 6;

  // points: {at, radius, ...}; draw(context, point, x, y) paints one of them.
  tracker.PointsLayer = L.Layer.extend({
    initialize: function (pane, draw) {
      this._paneName = pane;
      this._draw = draw;
      this._points = [];
    },

    onAdd: function (map) {
      this._canvas = tracker.element("canvas", "tracker-points leaflet-zoom-hide");
      this._canvas.setAttribute("aria-hidden", "true");
      map.getPane(this._paneName).appendChild(this._canvas);
      map.on("moveend zoomend resize", this.redraw, this);
      this.redraw();
    },

    onRemove: function (map) {
      this._canvas.remove();
      map.off("moveend zoomend resize", this.redraw, this);
    },

    // Largest first, so that the small end on top.
    setPoints: function (points) {
      points.forEach((point) => (point.unit = this._unit(point.at)));
      this._points = points.sort((a, b) => b.radius - a.radius);
      this.redraw();
    },

    // The place on the map of zoom 0; a redraw then multiplies instead of projecting again.
    _unit: (at) => L.CRS.EPSG3857.latLngToPoint(at, 0),

    redraw: function () {
      const map = this._map;
      if (!map || !map.getSize().x) return;
      const size = map.getSize();
      const margin = size.multiplyBy(MARGIN).round();
      const whole = size.add(margin.multiplyBy(2));
      const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
      const density = Math.min(window.devicePixelRatio || 1, 2);
      const canvas = this._canvas;
      canvas.width = whole.x * density; // also clears it
      canvas.height = whole.y * density;
      canvas.style.width = whole.x + "px";
      canvas.style.height = whole.y + "px";
      L.DomUtil.setPosition(canvas, corner);
      const context = canvas.getContext("2d");
      context.scale(density, density);
      const origin = map.getPixelOrigin().add(corner);
      const scale = map.options.crs.scale(map.getZoom()) / map.options.crs.scale(0);
      this._seen = [];
      this._points.forEach((point) => {
        const x = point.unit.x * scale - origin.x;
        const y = point.unit.y * scale - origin.y;
        if (x < -20 || y < -20 || x > whole.x + 20 || y > whole.y + 20) return;
        this._draw(context, point, x, y);
        this._seen.push([x + corner.x, y + corner.y, point]);
      });
    },

    // [x, y, point] of all that were drawn.
    seen: function () {
      return this._seen || [];
    },

    // The point on top whose mark is under, or near, a point of the map's layer.
    near: function (place) {
      let best = null;
      let least = 1;
      this.seen().forEach(([x, y, point]) => {
        const share = Math.hypot(x - place.x, y - place.y) / Math.max(point.radius, SMALLEST_HIT);
        if (share <= least) {
          least = share;
          best = point;
        }
      });
      return best;
    },
  });
})();
