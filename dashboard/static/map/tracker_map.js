// paint(): the one way in for everything that changes. It restyles what is drawn and never draws the map anew.
(function () {
  "use strict";

  const tracker = window.trackerMap;

  tracker.paint = function (content) {
    tracker.content = content;
    forgetOldGroups();
    tracker.applyTheme();
    tracker.map.getContainer().setAttribute(
      "aria-label", [tracker.options.words.map, content.summary].filter(Boolean).join(": "));
    paintAreas(content);
    tracker.paintMarks(content);
    tracker.paintLegend(content.legend);
    tracker.applyView(content.view);
    tracker.hideTip();
    tracker.map.getContainer().dataset.painted = String(Date.now());
  };

  // streamlit-folium keeps every group it was ever given; those before this one are off the map already.
  function forgetOldGroups() {
    if (window.feature_group) window.feature_group.length = 0;
  }

  function paintAreas(content) {
    const marks = marksByCode(content);
    Object.entries(tracker.areasOf).forEach(([country, codes]) =>
      codes.forEach((code) => {
        const path = tracker.areas[code].getElement();
        const mark = marks[code] || marks[country];
        path.style.fill = fillOf(mark);
        path.dataset.mark = mark || "";
        path.classList.toggle("is-ground", Boolean(content.focus) && content.focus !== country);
        path.classList.toggle("is-plain", content.level === "country");
        const isSelected = Boolean(content.selected) && (content.selected === code || content.selected === country);
        path.classList.toggle("is-selected", isSelected);
        if (isSelected) tracker.areas[code].bringToFront();
      }));
  }

  // A rate shades its area. Where there are circles only, the areas nobody counted are hatched all the same.
  function marksByCode(content) {
    const marks = {};
    if (content.areas) {
      content.areas.codes.split(" ").forEach((code, row) => (marks[code] = content.areas.marks[row]));
    } else if (content.circles) {
      content.circles.codes.split(" ").forEach((code, row) => content.circles.radii[row] < 0 && (marks[code] = "-"));
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
