// Sites of displacement: names and positions are fetched once by address, figures too; a click of a filter sends only
// the figures that changed. What dashboard/maps/sites_layer.py publishes is read here.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const files = {}; // address -> promise
  const NOT_COUNTED = -1;
  const ABSENT = -2;
  let layer = null;
  let wanted = null;

  tracker.startSites = function (map) {
    layer = new tracker.PointsLayer("sites", drawSite).addTo(map);
  };

  tracker.siteNear = (place) => layer.near(place);
  tracker.sitesSeen = () => layer.seen();

  // Milliseconds for one redraw, for the test that watches them.
  tracker.timeSites = function (times) {
    const start = performance.now();
    for (let time = 0; time < times; time++) layer.redraw();
    return (performance.now() - start) / times;
  };

  tracker.paintSites = function (content) {
    const sites = content.sites;
    wanted = sites;
    if (!sites) return show([]);
    tracker.sitesReady = Promise.all([file(sites.places), file(sites.values)])
      .then(([places, values]) => {
        // Another click may have come while the files were on their way.
        if (wanted === sites) show(points(places, values, sites));
      })
      .catch(tracker.report);
  };

  function file(address) {
    files[address] ||= tracker.read(address);
    return files[address];
  }

  function points(places, values, sites) {
    const own = tracker.columns(values);
    const changed = sites.changed ? tracker.columns(sites.changed) : null;
    const rows = sites.rows ? sites.rows.split(" ").map(Number) : [];
    rows.forEach((row, at) => ["radii", "figures", "notes"].forEach((name) => (own[name][row] = changed[name][at])));
    return places.names
      .map((name, row) => ({
        kind: "site", key: "site" + row, title: name, code: places.codes[row],
        at: L.latLng(places.latitudes[row], places.longitudes[row]),
        value: own.radii[row], radius: own.radii[row] > 0 ? tracker.drawnSiteRadius(own.radii[row]) : 3,
        lines: [own.figures[row]], note: own.notes[row],
      }))
      .filter((point) => point.value !== ABSENT);
  }

  tracker.drawnSiteRadius = (radius) => Math.max(1.8, tracker.map.getSize().x < 640 ? radius * 0.75 : radius);

  function show(found) {
    layer.setPoints(found);
    const data = tracker.map.getContainer().dataset;
    data.sites = String(found.length);
    data.sitesPainted = String(Date.now());
  }

  function drawSite(context, point, x, y) {
    const colours = tracker.options.surfaces[tracker.theme];
    context.beginPath();
    context.arc(x, y, point.radius, 0, 2 * Math.PI);
    if (point.value === NOT_COUNTED) {
      // A crossed ring: too small for a hatch, and unlike the plain ring of a zero.
      context.fillStyle = colours.state;
      context.strokeStyle = colours.quiet_ink;
      context.lineWidth = 1;
      context.moveTo(x - 2.1, y + 2.1);
      context.lineTo(x + 2.1, y - 2.1);
    } else {
      context.fillStyle = point.value === 0 ? colours.zero : colours.circle;
      context.strokeStyle = point.value === 0 ? colours.circle : colours.circle_edge;
      context.lineWidth = point.value === 0 ? 1.4 : 0.8;
    }
    context.globalAlpha = point.value > 0 ? 0.6 : 1;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
  }
})();
