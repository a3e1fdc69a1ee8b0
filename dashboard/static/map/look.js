// Theme and view: what the map looks like, and which part of the world it shows.
(function () {
  "use strict";

  const tracker = window.trackerMap;

  // --- theme ---------------------------------------------------------------------------------------------------------

  // Streamlit tells the frame its colours at every run, as custom properties on the frame's root.
  tracker.followTheme = function () {
    const events = window.Streamlit && window.Streamlit.events;
    if (events) events.addEventListener("streamlit:render", () => tracker.applyTheme());
    tracker.applyTheme();
  };

  tracker.applyTheme = function () {
    forgetOldThemes();
    const asked = tracker.forcedTheme || (tracker.content && tracker.content.theme);
    const theme = asked || (isDark() ? "dark" : "light");
    const colours = (tracker.content && tracker.content.colours && tracker.content.colours[theme]) || {};
    const root = document.documentElement;
    const isNew = tracker.theme !== null && tracker.theme !== theme;
    root.dataset.theme = theme;
    tracker.theme = theme;
    Object.entries({ ...tracker.options.surfaces[theme], ...colours }).forEach(([name, colour]) =>
      root.style.setProperty("--map-" + name.replace(/_/g, "-"), colour));
    // What is drawn on a canvas does not follow custom properties.
    if (isNew && tracker.content) {
      tracker.paintMarks(tracker.content);
      tracker.paintSites(tracker.content);
    }
  };

  function isDark() {
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim();
    if (!ground) return window.matchMedia("(prefers-color-scheme: dark)").matches;
    const probe = tracker.element("span");
    probe.style.color = ground;
    document.body.appendChild(probe);
    const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
    probe.remove();
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }

  // The frame gets one more style element at every run; without this they grow in number for as long as the page is open.
  function forgetOldThemes() {
    const themes = [...document.head.querySelectorAll("style")].filter((style) =>
      style.textContent.includes("--primary-color:"));
    themes.slice(0, -1).forEach((style) => style.remove());
  }

  // --- view ----------------------------------------------------------------------------------------------------------

  tracker.showView = function (map, bounds, animate) {
    map.fitBounds(bounds, { animate: animate && map.options.zoomAnimation, ...paddings(map) });
  };

  function paddings(map) {
    const [side, top] = map.getSize().x < 640 ? [14, 18] : [24, 30];
    return {
      paddingTopLeft: [side, top],
      paddingBottomRight: [side + tracker.insetsWidth(), top + tracker.legendHeight()],
    };
  }

  const namedBounds = () => (tracker.content && tracker.content.view ? tracker.content.view.bounds : tracker.options.bounds);

  let named = null; // where the map was put when the view of the page was shown last

  tracker.showCurrentView = function (animate) {
    const map = tracker.map;
    const { center, zoom } = map._getBoundsCenterZoom(L.latLngBounds(namedBounds()), paddings(map));
    named = { center: map._limitCenter(center, zoom, map.options.maxBounds), zoom: zoom };
    tracker.showView(map, namedBounds(), animate);
  };

  // Whether the reader has left the map where the page put it.
  tracker.isNamedView = function () {
    const map = tracker.map;
    return Boolean(named) && named.zoom === map.getZoom() && map.project(named.center).distanceTo(map.project(map.getCenter())) < 3;
  };

  // The reader's own zoom and centre stay until the page names another view.
  tracker.applyView = function (view) {
    if (!view || view.token === tracker.viewToken) return;
    const isFirst = tracker.viewToken === null;
    tracker.viewToken = view.token;
    tracker.showCurrentView(!isFirst);
  };

  // A map in a hidden tab has no size, so its first fit is worth nothing.
  tracker.refitWhenShown = function (map) {
    let wasHidden = map.getSize().x === 0;
    new ResizeObserver(() => {
      map.invalidateSize({ pan: false });
      if (wasHidden && map.getSize().x > 0) {
        wasHidden = false;
        tracker.showCurrentView(false);
      }
    }).observe(map.getContainer());
  };
})();
