// Which layers are drawn: a switch each in the menu of tools, where the map has more than one. A layer that is switched
// off leaves the legend and every picture too, for as long as the page is open.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const LAYERS = ["areas", "circles", "flows", "sites", "shelters", "storms", "transport"];
  const LAYER_OF = {
    shade: "areas", zero_area: "areas", circle: "circles", zero_circle: "circles", flow: "flows", site: "sites",
    site_not_counted: "sites", shelter: "shelters", storm: "storms", port: "transport", airport: "transport",
  };
  const off = new Set();
  let box = null;

  tracker.startLayers = function (menu, words) {
    box = menu.appendChild(tracker.element("fieldset", "layers"));
    box.hidden = true;
    box.appendChild(tracker.element("legend", "", words.layers));
    LAYERS.forEach((name) => {
      const line = box.appendChild(tracker.element("label"));
      const input = line.appendChild(tracker.element("input"));
      input.type = "checkbox";
      input.checked = true;
      input.name = name;
      input.addEventListener("change", () => turn(name, input.checked));
      line.append(words["layer_" + name]);
    });
  };

  function turn(name, isOn) {
    if (isOn) off.delete(name);
    else off.add(name);
    tracker.show();
  }

  // What the page gives, on the day to which the reader has stepped, without the layers that are off.
  tracker.show = function () {
    const content = tracker.withDay(tracker.base);
    offer(content);
    tracker.content = { ...content, ...Object.fromEntries([...off].map((name) => [name, undefined])) };
    tracker.content.storms ??= [];
    tracker.draw();
  };

  const has = (content, name) => (Array.isArray(content[name]) ? content[name].length > 0 : Boolean(content[name]));

  function offer(content) {
    const offered = LAYERS.filter((name) => has(content, name));
    box.hidden = offered.length < 2;
    box.querySelectorAll("input").forEach((input) => (input.parentElement.hidden = !offered.includes(input.name)));
  }

  // Shades and circles alike say where nobody counted.
  tracker.isTold = (sign) =>
    sign === "not_counted" ? !(off.has("areas") && off.has("circles")) : !off.has(LAYER_OF[sign]);
})();
