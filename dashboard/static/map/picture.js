// A picture of exactly what is seen, with what makes it fit to be passed on: title, legend, sources, day and the note on
// boundaries. Printing prints the same sheet on a light ground.
(function () {
  "use strict";

  const tracker = window.trackerMap;
  const FINER = 2; // pixels of the picture for one of the screen
  const MARGIN = 16;
  const TITLE = 20;
  const LINE = 16;

  tracker.savePicture = async function () {
    const sheet = await tracker.drawSheet();
    const picture = await new Promise((done) => sheet.toBlob(done, "image/png"));
    const link = tracker.element("a");
    link.href = URL.createObjectURL(picture);
    link.download = (caption().file || "map") + "-" + token() + ".png";
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tracker.say(tracker.options.words.picture_saved);
  };

  // Every download has a name that nobody can guess, as those that the server makes.
  function token() {
    return [...window.crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  tracker.printMap = async function () {
    const sheet = await tracker.drawSheet("light");
    sheet.className = "tracker-sheet";
    document.body.append(sheet);
    document.body.classList.add("is-printing");
    const tidy = () => {
      sheet.remove();
      document.body.classList.remove("is-printing");
    };
    window.addEventListener("afterprint", tidy, { once: true });
    window.print();
  };

  // Title, lines below the map and name of the file: the page's own, or what the map itself can say.
  function caption() {
    const content = tracker.content || {};
    const given = content.caption || {};
    return { title: given.title || (content.legend && content.legend.title) || "", lines: given.lines || [], file: given.file };
  }

  tracker.drawSheet = async function (theme) {
    const container = tracker.map.getContainer();
    container.classList.add("is-still"); // no shade is caught half way to the next
    tracker.forcedTheme = theme || null;
    const unfold = tracker.unfoldLegend();
    try {
      tracker.applyTheme();
      await tracker.sitesReady;
      return compose(container);
    } finally {
      unfold();
      tracker.forcedTheme = null;
      tracker.applyTheme();
      container.classList.remove("is-still");
    }
  };

  function compose(container) {
    const frame = container.getBoundingClientRect();
    const strip = container.querySelector(".tracker-legend").getBoundingClientRect();
    const style = getComputedStyle(container);
    const seen = frame.height - tracker.legendHeight();
    const { title, lines } = caption();
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    const fonts = { title: "600 " + TITLE + "px " + style.fontFamily, line: "12px " + style.fontFamily };
    const wide = frame.width - 2 * MARGIN;
    const heads = wrapped(context, fonts.title, [title], wide);
    const feet = wrapped(context, fonts.line, [...lines, tracker.options.words.attribution], wide);
    const head = MARGIN + heads.length * (TITLE + 6) + 6;
    const foot = MARGIN / 2 + feet.length * LINE + MARGIN;
    canvas.width = frame.width * FINER;
    canvas.height = (head + seen + strip.height + foot) * FINER;
    context.scale(FINER, FINER);
    context.fillStyle = getComputedStyle(container.querySelector(".tracker-legend")).backgroundColor;
    context.fillRect(0, 0, frame.width, canvas.height);
    write(context, heads, { font: fonts.title, colour: style.color, top: MARGIN + TITLE - 4, step: TITLE + 6 });
    drawPart(context, container, { from: frame, top: head, height: seen, leftOut: ".tracker-foot" });
    drawPart(context, container.querySelector(".tracker-legend"), { from: strip, top: head + seen, height: strip.height });
    write(context, feet, {
      font: fonts.line, colour: style.getPropertyValue("--map-quiet-ink"), top: head + seen + strip.height + MARGIN / 2 + LINE - 4, step: LINE,
    });
    return canvas;
  }

  function drawPart(context, element, { from, top, height, leftOut }) {
    context.save();
    context.beginPath();
    context.rect(0, top, from.width, height);
    context.clip();
    context.translate(-from.left, top - from.top);
    const hidden = leftOut ? element.querySelector(leftOut) : null;
    if (hidden) hidden.style.visibility = "hidden";
    tracker.drawElement(context, element);
    if (hidden) hidden.style.visibility = "";
    context.restore();
  }

  function wrapped(context, font, texts, width) {
    context.font = font;
    return texts.filter(Boolean).flatMap((text) => {
      const lines = [""];
      text.split(/\s+/).forEach((word) => {
        const longer = (lines[lines.length - 1] + " " + word).trim();
        if (context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
        else lines.push(word);
      });
      return lines.filter(Boolean);
    });
  }

  function write(context, lines, { font, colour, top, step }) {
    context.font = font;
    context.fillStyle = colour;
    lines.forEach((line, at) => context.fillText(line, MARGIN, top + at * step));
  }
})();
