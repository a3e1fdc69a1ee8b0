// What stands in the frame, drawn again on a canvas by our own code: shapes, boxes and words where the browser has laid
// them out. It knows what this map is made of, and no more.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  // Buttons and what is only there for the moment are no part of the map; title and credit stand beside it.
  const LEFT_OUT = ".tracker-buttons, .tracker-menu, .tracker-search, .tracker-tip, .tracker-said, .tracker-measure button, " +
    ".tracker-measure .hint, .tracker-cross, .fold, .tracker-hatch, .tracker-switches, .tracker-legend .title, .tracker-days, .tracker-credit";

  tracker.drawElement = function (context, element) {
    const style = getComputedStyle(element);
    if (element.matches(LEFT_OUT) || style.display === "none" || style.visibility === "hidden" || Number(style.opacity) === 0) return;
    if (style.clipPath !== "none" && style.clipPath !== "") return;
    if (element instanceof SVGSVGElement) return drawDrawing(context, element);
    const frame = element.getBoundingClientRect();
    if (element instanceof HTMLCanvasElement) {
      if (frame.width) context.drawImage(element, frame.left, frame.top, frame.width, frame.height);
      return;
    }
    context.save();
    context.globalAlpha *= Number(style.opacity);
    drawBox(context, frame, style);
    if (style.overflow === "hidden" && frame.width) {
      context.beginPath();
      context.roundRect(frame.left, frame.top, frame.width, frame.height, parseFloat(style.borderRadius) || 0);
      context.clip();
    }
    inOrder(element).forEach((child) => {
      if (child instanceof Text) drawWords(context, child, style);
      else if (child instanceof Element) tracker.drawElement(context, child);
    });
    context.restore();
  };

  // The panes lie on each other by their height, whatever their order in the document.
  function inOrder(element) {
    const children = [...element.childNodes];
    if (!element.matches(".leaflet-map-pane")) return children;
    return children.sort((a, b) => Number(getComputedStyle(a).zIndex) - Number(getComputedStyle(b).zIndex));
  }

  function drawBox(context, frame, style) {
    const path = new Path2D();
    path.roundRect(frame.left, frame.top, frame.width, frame.height, parseFloat(style.borderRadius) || 0);
    if (!isClear(style.backgroundColor)) {
      context.fillStyle = style.backgroundColor;
      context.fill(path);
    }
    const sides = ["Top", "Right", "Bottom", "Left"].map((side) => (style["border" + side + "Style"] === "none" ? 0 : parseFloat(style["border" + side + "Width"])));
    if (!sides.some(Boolean)) return;
    context.strokeStyle = style.borderLeftColor;
    context.lineWidth = Math.max(...sides);
    if (sides.every(Boolean)) return context.stroke(path);
    const corners = [[frame.left, frame.top], [frame.right, frame.top], [frame.right, frame.bottom], [frame.left, frame.bottom], [frame.left, frame.top]];
    context.beginPath();
    sides.forEach((width, at) => {
      if (!width) return;
      context.moveTo(...corners[at]);
      context.lineTo(...corners[at + 1]);
    });
    context.stroke();
  }

  const isClear = (colour) => colour === "transparent" || /rgba\(.*, 0\)$/.test(colour);

  function drawWords(context, node, style) {
    if (!node.data.trim()) return;
    context.font = [style.fontStyle, style.fontWeight, style.fontSize, style.fontFamily].join(" ");
    if ("letterSpacing" in context) context.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
    context.textBaseline = "alphabetic";
    const halo = style.textShadow !== "none" && style.textShadow.match(/rgba?\([^)]*\)/);
    const range = document.createRange();
    for (const word of node.data.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const frame = range.getBoundingClientRect();
      const size = context.measureText(word[0]);
      const [up, down] = [size.fontBoundingBoxAscent, size.fontBoundingBoxDescent];
      const base = frame.top + (frame.height * up) / (up + down);
      if (halo) {
        context.strokeStyle = halo[0];
        context.lineWidth = 3;
        context.lineJoin = "round";
        context.strokeText(word[0], frame.left, base);
      }
      context.fillStyle = style.color;
      context.fillText(word[0], frame.left, base);
    }
  }

  // --- drawings ------------------------------------------------------------------------------------------------------

  function drawDrawing(context, drawing) {
    const frame = drawing.getBoundingClientRect();
    if (!frame.width) return;
    context.save();
    if (!drawing.closest(".leaflet-map-pane")) {
      context.beginPath();
      context.rect(frame.left, frame.top, frame.width, frame.height);
      context.clip();
    }
    drawing.querySelectorAll("path, circle, rect, text").forEach((shape) => {
      if (!shape.closest("defs")) drawShape(context, shape);
    });
    context.restore();
  }

  function drawShape(context, shape) {
    const style = getComputedStyle(shape);
    if (style.display === "none" || style.visibility === "hidden") return;
    const { a, b, c, d, e, f } = shape.getScreenCTM();
    context.save();
    context.transform(a, b, c, d, e, f);
    const isText = shape.nodeName === "text";
    const path = isText ? null : pathOf(shape);
    if (isText) {
      context.font = [style.fontWeight, style.fontSize, style.fontFamily].join(" ");
      context.textAlign = style.textAnchor;
    }
    const [x, y] = [Number(shape.getAttribute("x")), Number(shape.getAttribute("y"))];
    const fill = () => {
      context.fillStyle = paintOf(context, style.fill, shape);
      context.globalAlpha = Number(style.opacity) * Number(style.fillOpacity);
      if (isText) context.fillText(shape.textContent, x, y);
      else context.fill(path, style.fillRule);
    };
    const stroke = () => {
      context.strokeStyle = style.stroke;
      context.globalAlpha = Number(style.opacity) * Number(style.strokeOpacity);
      context.lineWidth = parseFloat(style.strokeWidth);
      context.lineCap = style.strokeLinecap;
      context.lineJoin = style.strokeLinejoin;
      context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(parseFloat));
      if (isText) context.strokeText(shape.textContent, x, y);
      else context.stroke(path);
    };
    const parts = [style.fill !== "none" && fill, style.stroke !== "none" && stroke].filter(Boolean);
    if (style.paintOrder.startsWith("stroke")) parts.reverse();
    parts.forEach((part) => part());
    context.restore();
  }

  function pathOf(shape) {
    const number = (name) => Number(shape.getAttribute(name));
    if (shape.nodeName === "path") return new Path2D(shape.getAttribute("d"));
    const path = new Path2D();
    if (shape.nodeName === "circle") path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
    else path.rect(number("x"), number("y"), number("width"), number("height"));
    return path;
  }

  // A colour, our hatch or our fade; the names of both begin as they are made in surface.js.
  function paintOf(context, fill, shape) {
    const named = fill.match(/#([\w-]+)/);
    if (!fill.startsWith("url") || !named) return fill;
    const source = document.getElementById(named[1]);
    return source.nodeName === "pattern" ? hatchOf(context, source) : fadeOf(context, source, shape);
  }

  function hatchOf(context, source) {
    const finer = 8;
    const step = Number(source.getAttribute("width"));
    const tile = document.createElement("canvas");
    tile.width = tile.height = step * finer;
    const own = tile.getContext("2d");
    const [ground, line] = [source.querySelector("rect"), source.querySelector("line")].map((part) => getComputedStyle(part));
    own.fillStyle = ground.fill;
    own.fillRect(0, 0, tile.width, tile.height);
    own.fillStyle = line.stroke;
    const width = parseFloat(line.strokeWidth);
    own.fillRect(Math.max(0, 0.6 - width / 2) * finer, 0, width * finer, tile.height);
    const pattern = context.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().rotate(45).scale(1 / finer));
    return pattern;
  }

  function fadeOf(context, source, shape) {
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(shape.getAttribute(name)));
    const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((name) => Number(source.getAttribute(name)));
    const fade = context.createLinearGradient(x + x1 * width, y + y1 * height, x + x2 * width, y + y2 * height);
    source.querySelectorAll("stop").forEach((stop) => {
      const style = getComputedStyle(stop);
      const colour = style.stopColor.match(/[\d.]+/g).slice(0, 3).join(", ");
      fade.addColorStop(Number(stop.getAttribute("offset")), "rgba(" + colour + ", " + style.stopOpacity + ")");
    });
    return fade;
  }
})();
