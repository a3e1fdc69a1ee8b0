// Two maps side by side show the same part of the world: whoever moves one moves the other.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  let line = null;
  let isFollowing = false;

  tracker.startLinked = function (map) {
    // One line for the page around the frames: another window of the browser is another page.
    const page = window.parent;
    page.trackerPage ||= Math.random().toString(36).slice(2);
    line = new BroadcastChannel("tracker-view-" + page.trackerPage);
    line.addEventListener("message", ({ data }) => follow(map, data));
    map.on("moveend", () => tell(map));
  };

  const isLinked = () => Boolean(tracker.content && tracker.content.linked);

  function tell(map) {
    if (!isLinked() || isFollowing) return;
    const { lat, lng } = map.getCenter();
    line.postMessage({ lat: lat, lng: lng, zoom: map.getZoom() });
  }

  function follow(map, { lat, lng, zoom }) {
    if (!isLinked()) return;
    isFollowing = true;
    map.setView([lat, lng], zoom, { animate: false });
    isFollowing = false;
  }
})();
