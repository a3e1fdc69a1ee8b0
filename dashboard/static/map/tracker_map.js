// paint(): the one way in for everything that changes. It restyles what is drawn and never draws the map anew.
(function () {
  "use strict";

  const tracker = window.trackerMap;

  tracker.paint = function (document) {
    tracker.base = unpack(document);
    forgetOldGroups();
    tracker.followDays(tracker.base);
    tracker.show();
  };

  // Words that many rows share travel once, see dashboard/maps/packing.py.
  function column([numbers, places], words) {
    return split(numbers).map((number, row) => {
      const [before, after] = words[Array.isArray(places) ? places[row] : places];
      return before + number + after;
    });
  }

  // The figures of sites, as sites_layer.py packs them.
  tracker.columns = function (packed) {
    return {
      radii: packed.radii ? packed.radii.split(" ").map(Number) : [],
      figures: column(packed.figures, packed.words), notes: column(packed.notes, packed.words),
    };
  };

  function unpack(document) {
    const text = (packed) => column(packed, document.words);
    const rows = (layer) => {
      const codes = (layer.codes || document.areas.codes).split(" ");
      const figures = text(layer.figures);
      const notes = text(layer.notes);
      return Object.fromEntries(codes.map((code, row) => [code, { figure: figures[row], note: notes[row] }]));
    };
    const content = { ...document };
    if (document.areas) {
      content.areas = rows(document.areas);
      Object.values(content.areas).forEach((area, row) => (area.mark = document.areas.marks[row]));
    }
    if (document.circles) {
      const radii = document.circles.radii.split(" ");
      const circles = Object.entries(rows(document.circles)).map(([code, circle], row) => [
        code, { ...circle, radius: Number(radii[row]), printed: document.circles.printed[code] },
      ]);
      content.circles = Object.fromEntries(circles.sort((a, b) => b[1].radius - a[1].radius));
    }
    if (document.frames) {
      const { list, words } = document.frames;
      content.frames = list.map((frame) => ({ ...frame, ...shown(unpack({ ...frame, words: words })) }));
    }
    content.storms = (document.storms || []).map((storm) => {
      const [longitudes, categories] = [split(storm.longitudes), split(storm.categories)];
      const [times, winds, days] = [text(storm.times), text(storm.winds), text(storm.days)];
      const positions = split(storm.latitudes).map((latitude, row) => [
        Number(latitude), Number(longitudes[row]), categories[row], times[row], winds[row], days[row],
      ]);
      return { name: storm.name, positions: positions };
    });
    if (document.flows) {
      const { pairs, widths, figures, notes, printed, ends } = document.flows;
      const codes = pairs.split(" ");
      const [shown, said] = [text(figures), text(notes)];
      content.flows = widths.split(" ").map((width, row) => ({
        origin: codes[2 * row], destination: codes[2 * row + 1], width: Number(width),
        figure: shown[row], note: said[row], printed: printed[row],
      }));
      content.ends = Object.fromEntries(ends.map(([code, name, latitude, longitude]) => [code, { name, latitude, longitude }]));
    }
    return content;
  }

  // Of a frame only what differs from day to day is unpacked; the rest is that of the day below it.
  const shown = ({ areas, circles }) => ({ areas: areas, circles: circles });

  // The first sign of a joined text is the one that stands between its parts.
  function split(joined) {
    return joined.slice(1).split(joined[0]);
  }

  tracker.draw = function () {
    const content = tracker.content;
    tracker.groupOf = groupsByMember(content);
    tracker.applyTheme();
    tracker.map.getContainer().setAttribute(
      "aria-label", [tracker.options.words.map, content.summary].filter(Boolean).join(": "));
    paintAreas(content);
    tracker.paintLegend(content.legend);
    tracker.showInsets(content);
    tracker.paintInsets(content);
    tracker.applyView(content.view);
    tracker.paintMarks(content);
    tracker.paintSites(content);
    tracker.refreshTip();
    tracker.map.getContainer().dataset.painted = String(Date.now());
  };

  // streamlit-folium keeps every group it was ever given; those before this one are off the map already.
  function forgetOldGroups() {
    if (window.feature_group) window.feature_group.length = 0;
  }

  // A figure for several units together stands on their group: its members are shaded, marked and clicked as one.
  function groupsByMember(content) {
    const rows = { ...content.areas, ...content.circles };
    const groups = Object.keys(rows).map(tracker.placeOf).filter((place) => place && place.members.length);
    return Object.fromEntries(groups.flatMap((group) =>
      group.members.filter((member) => !rows[member]).map((member) => [member, group.code])));
  }

  function paintAreas(content) {
    const marks = marksByCode(content);
    Object.entries(tracker.areasOf).forEach(([country, codes]) =>
      codes.forEach((code) => {
        const path = tracker.areas[code].getElement();
        const group = tracker.groupOf[code];
        const mark = marks[code] || marks[group] || marks[country];
        path.style.fill = fillOf(mark);
        path.dataset.mark = mark || "";
        path.classList.toggle("is-ground", Boolean(content.focus) && content.focus !== country);
        path.classList.toggle("is-plain", content.level === "country");
        const isSelected = Boolean(content.selected) && [code, group, country].includes(content.selected);
        path.classList.toggle("is-selected", isSelected);
        if (isSelected) tracker.areas[code].bringToFront();
      }));
  }

  // A rate shades its area. Where there are circles only, the areas nobody counted are hatched all the same.
  function marksByCode(content) {
    const marks = {};
    if (content.areas) {
      Object.entries(content.areas).forEach(([code, area]) => (marks[code] = area.mark));
    } else {
      Object.entries(content.circles || {}).forEach(([code, circle]) => circle.radius < 0 && (marks[code] = "-"));
    }
    return marks;
  }

  tracker.fillOf = fillOf;

  function fillOf(mark) {
    if (mark === "-") return "url(#tracker-hatch)";
    if (mark === "0") return "var(--map-zero)";
    return mark ? "var(--map-class-" + mark + ")" : "";
  }
})();
