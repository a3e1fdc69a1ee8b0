// The days below the map: step to one on which something was counted, or play them all. What every day shows is asked
// for once and played here; the page hears of the day on which the reader stops, not of those on the way.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const DAY_MS = 86400000;
  const STEP_MS = 1100;
  const REST_MS = 450; // a reader who holds an arrow key has not stopped yet
  const state = { key: null, days: [], frames: null, isAsked: false, at: 0, isPlaying: false, isWanted: false, isTold: false, timer: null };
  let bar = null;
  let button = null;
  let slider = null;
  let label = null;

  tracker.startDays = function (foot, words) {
    bar = foot.appendChild(tracker.element("div", "tracker-days"));
    bar.hidden = true;
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.days);
    button = bar.appendChild(tracker.element("button", "play"));
    button.type = "button";
    slider = bar.appendChild(tracker.element("input"));
    slider.type = "range";
    slider.min = 0;
    slider.setAttribute("aria-label", words.day);
    label = bar.appendChild(tracker.element("output"));
    button.addEventListener("click", () => (state.isPlaying || state.isWanted ? stop() : play()));
    slider.addEventListener("input", () => step(Number(slider.value)));
    // Whoever takes hold of the bar will want the days: they come while the hand still moves.
    bar.addEventListener("pointerdown", ask);
    showButton();
  };

  // --- what the page gives -------------------------------------------------------------------------------------------

  tracker.followDays = function (base) {
    const days = base.days;
    bar.hidden = !days;
    if (!days) return forget(null);
    if (days.key !== state.key) forget(days.key);
    state.days = daysOf(days);
    state.isYearly = days.yearly;
    if (base.frames) state.frames = base.frames;
    const isOnTheWay = state.isPlaying || (state.isTold && state.at !== days.at) || state.timer !== null;
    if (!isOnTheWay) state.at = days.at;
    if (state.at === days.at) state.isTold = false;
    if (state.isWanted && state.frames) begin();
    showBar();
  };

  // The day to draw: that of the page, or the one to which the reader has stepped since.
  tracker.withDay = function (base) {
    const frame = base.days && state.frames && state.at !== base.days.at && state.frames[state.at];
    if (!frame) return base;
    const { title, legend, ...parts } = frame;
    return { ...base, areas: undefined, circles: undefined, ...parts, legend: legend || { ...base.legend, title: title } };
  };

  function forget(key) {
    window.clearTimeout(state.timer);
    Object.assign(state, { key: key, frames: null, isAsked: false, isPlaying: false, isWanted: false, isTold: false, timer: null });
    showButton();
  }

  function daysOf({ first, steps }) {
    let day = Date.parse(first);
    return [day, ...steps.split(" ").map((step) => (day += Number(step) * DAY_MS))].map((time) => new Date(time));
  }

  tracker.dayWords = function (day) {
    if (state.isYearly) return String(day.getUTCFullYear());
    return [day.getUTCDate(), tracker.options.words.months.split(" ")[day.getUTCMonth()], day.getUTCFullYear()].join(" ");
  };

  // --- what the reader does ------------------------------------------------------------------------------------------

  function ask() {
    if (state.frames || state.isAsked) return;
    state.isAsked = true;
    tracker.tell({ act: "frames", key: state.key });
  }

  function play() {
    state.isWanted = true;
    showButton();
    if (state.frames) begin();
    else ask();
  }

  function begin() {
    state.isWanted = false;
    state.isPlaying = true;
    if (state.at === state.days.length - 1) draw(0);
    showButton();
    state.timer = window.setTimeout(next, STEP_MS);
  }

  function next() {
    draw(state.at + 1);
    if (state.at < state.days.length - 1) state.timer = window.setTimeout(next, STEP_MS);
    else stop();
  }

  function stop() {
    const wasPlaying = state.isPlaying;
    window.clearTimeout(state.timer);
    Object.assign(state, { isPlaying: false, isWanted: false, timer: null });
    showButton();
    if (wasPlaying) tellDay();
  }

  function step(at) {
    window.clearTimeout(state.timer);
    Object.assign(state, { isPlaying: false, isWanted: false });
    showButton();
    draw(at);
    state.timer = window.setTimeout(() => {
      state.timer = null;
      tellDay();
    }, REST_MS);
  }

  function tellDay() {
    if (state.at === tracker.base.days.at) return;
    state.isTold = true;
    tracker.tell({ act: "day", day: state.days[state.at].toISOString().slice(0, 10) });
  }

  function draw(at) {
    state.at = at;
    showBar();
    if (!state.frames) return;
    tracker.show();
  }

  // --- how it looks --------------------------------------------------------------------------------------------------

  function showBar() {
    slider.max = state.days.length - 1;
    slider.value = state.at;
    const words = tracker.dayWords(state.days[state.at]);
    slider.setAttribute("aria-valuetext", words);
    label.textContent = words;
  }

  function showButton() {
    const isOn = state.isPlaying || state.isWanted;
    button.replaceChildren(tracker.icon(isOn ? "M5 3 V13 M11 3 V13" : "M4 2.5 L13 8 L4 13.5 Z"));
    const name = tracker.options.words[isOn ? "pause" : "play"];
    button.title = name;
    button.setAttribute("aria-label", name);
    button.classList.toggle("is-waiting", state.isWanted);
  }
})();
