// Searching a place: states, units and towns, compared without accents. Enter zooms there and marks it; the selection
// of the page stays as it is.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const MOST = 8;
  const found = { places: null, tables: null, shown: [], at: -1, sign: null };
  let panel = null;
  let input = null;
  let list = null;
  let opener = null;

  tracker.startSearch = function (map, button, words) {
    opener = button;
    opener.setAttribute("aria-expanded", "false");
    panel = tracker.element("div", "tracker-search");
    panel.hidden = true;
    panel.setAttribute("role", "search");
    input = panel.appendChild(tracker.element("input"));
    Object.entries({
      type: "text", role: "combobox", placeholder: words.search, "aria-label": words.search, "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": "tracker-found", autocomplete: "off", spellcheck: "false",
    }).forEach(([name, value]) => input.setAttribute(name, value));
    list = panel.appendChild(tracker.element("ul"));
    list.id = "tracker-found";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.search);
    list.hidden = true;
    panel.appendChild(tracker.element("div", "credit", words.search_credit));
    opener.addEventListener("click", () => toggle(panel.hidden));
    input.addEventListener("input", offer);
    input.addEventListener("keydown", onKey);
    L.DomEvent.disableClickPropagation(panel).disableScrollPropagation(panel);
    map.getContainer().appendChild(panel);
  };

  function toggle(isOpen) {
    panel.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) {
      forget();
      return opener.focus();
    }
    input.value = "";
    show([]);
    input.focus();
    found.tables ||= Promise.all(["towns", "aliases"].map((name) => tracker.read(tracker.options.addresses[name])))
      .then(([towns, aliases]) => (found.places = allPlaces(towns, aliases))).then(offer).catch(tracker.report);
  }

  // The same name in two spellings is one: accents, capitals, Saint and signs do not count.
  tracker.fold = function (name) {
    return name.normalize("NFKD").replace(/[\u0300-\u036f'\u2019.]/g, "").toLowerCase()
      .replace(/&/g, " and ").replace(/[^\p{L}\p{N}]+/gu, " ").replace(/\bst\b/g, "saint").replace(/\bste\b/g, "sainte").trim();
  };

  function allPlaces(towns, aliases) {
    const country = (code) => tracker.nameOf(code);
    const states = Object.entries(tracker.places.countries).map(([code, [name, , , bounds]]) => {
      const [west, south, east, north] = bounds;
      return { name: country(code), also: name, within: "", bounds: [[south, west], [north, east]], rank: 0 };
    });
    const units = Object.entries(tracker.places.units).filter(([, unit]) => unit[4] !== "whole_territory")
      .map(([code, unit]) => ({
        name: tracker.nameOf(code), also: unit[1], aliases: aliases[code] || [], within: country(unit[0]), at: [unit[2], unit[3]],
        bounds: boundsOf([code, ...(unit[5] ? unit[5].split(";") : [])]), rank: 1,
      }));
    const villages = towns.map(([name, code, latitude, longitude]) => ({ name: name, within: country(code), at: [latitude, longitude], rank: 2 }));
    return [...states, ...units, ...villages].map((place) => ({
      ...place, names: [place.name, place.also, ...(place.aliases || [])].filter(Boolean).map((name) => [tracker.fold(name), name]),
    }));
  }

  function boundsOf(codes) {
    const layers = codes.map((code) => tracker.areas[code]).filter(Boolean);
    return layers.length ? layers.reduce((all, layer) => all.extend(layer.getBounds()), L.latLngBounds([])) : null;
  }

  function offer() {
    const wanted = tracker.fold(input.value);
    if (!wanted || !found.places) return show([]);
    const score = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : (" " + name).includes(" " + wanted) ? 2 : name.includes(wanted) ? 3 : 9);
    const scored = found.places.map((place) => bestName(place, score)).filter(({ points }) => points < 9);
    // What bears the name itself goes first. Sorting is stable: towns of one score stay in their order, the largest first.
    show(scored.sort((a, b) => a.points - b.points || Boolean(a.other) - Boolean(b.other) || a.rank - b.rank).slice(0, MOST));
  }

  // The place with the name that fits best; another name than the one shown is told beside it.
  function bestName(place, score) {
    const scores = place.names.map(([folded]) => score(folded));
    const points = Math.min(...scores);
    const name = place.names[scores.indexOf(points)][1];
    return { ...place, points: points, other: name === place.name ? "" : name };
  }

  function show(places) {
    found.shown = places;
    found.at = places.length ? 0 : -1;
    list.replaceChildren(...places.map((place, at) => {
      const line = tracker.element("li", "", place.name);
      line.id = "tracker-found-" + at;
      line.setAttribute("role", "option");
      const beside = [place.other, place.within].filter(Boolean).join(", ");
      if (beside) line.appendChild(tracker.element("span", "within", beside));
      line.addEventListener("click", () => go(place));
      return line;
    }));
    if (!places.length && input.value.trim() && found.places) list.appendChild(nothing());
    list.hidden = !list.children.length;
    mark();
  }

  function nothing() {
    const line = tracker.element("li", "nothing", tracker.options.words.search_none);
    line.setAttribute("role", "option");
    line.setAttribute("aria-disabled", "true");
    return line;
  }

  function mark() {
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (found.at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", "tracker-found-" + found.at);
    [...list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === found.at)));
  }

  function onKey(event) {
    if (event.key === "Escape") return toggle(false);
    if (event.key === "Enter" && found.at >= 0) return go(found.shown[found.at]);
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !found.shown.length) return;
    event.preventDefault();
    found.at = (found.at + (event.key === "ArrowDown" ? 1 : -1) + found.shown.length) % found.shown.length;
    mark();
  }

  function go(place) {
    forget();
    if (place.bounds) tracker.showView(tracker.map, place.bounds, false);
    else tracker.map.setView(place.at, 11, { animate: false });
    if (place.rank > 0) setSign(place);
    tracker.say([place.name, place.within].filter(Boolean).join(", "));
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    tracker.map.getContainer().dataset.found = place.name;
  }

  function setSign(place) {
    const sign = tracker.element("span", "tracker-pin");
    sign.appendChild(tracker.element("b", "", place.name));
    found.sign = L.marker(place.at, {
      pane: "signs", interactive: false, keyboard: false, icon: L.divIcon({ className: "tracker-pin-icon", html: sign, iconSize: [18, 18] }),
    }).addTo(tracker.map);
  }

  function forget() {
    if (found.sign) found.sign.remove();
    found.sign = null;
  }
})();
