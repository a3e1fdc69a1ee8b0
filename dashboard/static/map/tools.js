// The buttons: zoom, search, and a small menu with what is needed now and then. All of them are reached by keyboard,
// and every word comes from the page.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  let menu = null;
  let opener = null;

  tracker.startTools = function (map, options) {
    const words = options.words;
    const Buttons = L.Control.extend({
      onAdd: function () {
        const bar = tracker.element("div", "tracker-buttons");
        addButton(bar, "+", words.zoom_in, () => map.zoomIn());
        addButton(bar, "\u2212", words.zoom_out, () => map.zoomOut());
        addButton(bar, "\u2302", words.home, () => tracker.showCurrentView(true));
        const search = addButton(bar, tracker.icon("M10.5 10.5 L14.5 14.5 M11.5 7 A4.5 4.5 0 1 1 2.5 7 A4.5 4.5 0 1 1 11.5 7 Z"), words.search);
        tracker.startSearch(map, search, words);
        opener = addButton(bar, tracker.icon("M2 4 H14 M2 8 H14 M2 12 H14"), words.tools, () => toggle(menu.hidden));
        opener.setAttribute("aria-expanded", "false");
        L.DomEvent.disableClickPropagation(bar);
        return bar;
      },
    });
    new Buttons({ position: "topleft" }).addTo(map);
    startMenu(map, words);
    tracker.startMeasure(map, words);
    const Credit = L.Control.extend({
      onAdd: () => tracker.element(
        "div", "tracker-credit", [words.attribution, options.tiles && options.tiles.attribution].filter(Boolean).join(" · ")),
    });
    new Credit({ position: "bottomright" }).addTo(map);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  };

  function addButton(bar, sign, name, act) {
    const button = tracker.element("button");
    button.append(sign);
    button.type = "button";
    button.title = name;
    button.setAttribute("aria-label", name);
    if (act) button.addEventListener("click", act);
    return bar.appendChild(button);
  }

  tracker.icon = function (path) {
    const drawing = tracker.svgElement("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
    drawing.appendChild(tracker.svgElement("path", { d: path, class: "icon" }));
    return drawing;
  };

  // --- menu ----------------------------------------------------------------------------------------------------------

  function startMenu(map, words) {
    menu = tracker.element("div", "tracker-menu");
    menu.hidden = true;
    const acts = [
      [words.measure, tracker.measure],
      [words.picture, tracker.savePicture],
      [words.print, tracker.printMap],
      document.fullscreenEnabled ? [words.full_screen, toggleFullScreen] : null,
    ];
    acts.filter(Boolean).forEach(([name, act]) => {
      const button = menu.appendChild(tracker.element("button", "", name));
      button.type = "button";
      button.addEventListener("click", () => {
        toggle(false);
        act();
      });
    });
    tracker.startLayers(menu, words);
    menu.addEventListener("keydown", (event) => move(event));
    opener.addEventListener("keydown", (event) => event.key === "Escape" && toggle(false));
    document.addEventListener("pointerdown", (event) => {
      if (!menu.contains(event.target) && !opener.contains(event.target)) toggle(false);
    });
    L.DomEvent.disableClickPropagation(menu);
    map.getContainer().appendChild(menu);
    keepViewInFullScreen(map);
  }

  function toggle(isOpen) {
    menu.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    menu.style.top = opener.offsetTop + opener.offsetParent.offsetTop + "px";
    menu.querySelector("button").focus();
  }

  function move(event) {
    const buttons = [...menu.querySelectorAll("button, input")].filter((one) => one.offsetParent);
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") {
      toggle(false);
      opener.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      buttons[(at + (event.key === "ArrowDown" ? 1 : -1) + buttons.length) % buttons.length].focus();
    }
  }

  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => tracker.say(tracker.options.words.no_full_screen));
  }

  // The view that the page named is fitted to the new frame; a part of the world that the reader went to stays whole
  // and grows. The frame has its new size before anybody is told, so the view of the old size is kept until then.
  function keepViewInFullScreen(map) {
    let seen = null;
    let timer = null;
    const note = () => (seen = { bounds: seenBounds(map), isNamed: tracker.isNamedView(), size: map.getSize() });
    map.on("moveend", () => (!seen || map.getSize().equals(seen.size)) && note());
    map.on("resize", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(note, 700);
    });
    document.addEventListener("fullscreenchange", () =>
      window.setTimeout(() => {
        map.invalidateSize({ pan: false });
        if (seen.isNamed) tracker.showCurrentView(false);
        else map.fitBounds(seen.bounds, { animate: false, paddingBottomRight: [0, tracker.legendHeight()] });
        note();
      }, 150));
  }

  function seenBounds(map) {
    const size = map.getSize();
    const corners = [[0, 0], [size.x, size.y - tracker.legendHeight()]].map((corner) => map.containerPointToLatLng(corner));
    return L.latLngBounds(corners).pad(-0.001); // rounding must not cost a step of zoom
  }

  // A short word to readers who may not see the map; it goes again by itself.
  tracker.say = function (text) {
    const container = tracker.map.getContainer();
    let note = container.querySelector(".tracker-said");
    if (!note) {
      note = container.appendChild(tracker.element("div", "tracker-said"));
      note.setAttribute("role", "status");
    }
    note.textContent = text;
    window.clearTimeout(note.timer);
    note.timer = window.setTimeout(() => (note.textContent = ""), 6000);
  };
})();
