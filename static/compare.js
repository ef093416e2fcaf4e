/* Draws the charts of a comparison from the values in its tables; adds no data. */
"use strict";

(() => {
  const button = document.querySelector("[data-print]");
  if (button) Object.assign(button, { hidden: false, onclick: () => print() });
  if (!window.Chart) return;

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = (place) => token(place ? `--c${place}` : "--ink-3");
  const font = (weight, size) => `${weight} ${size}px ${token("--latin")}`;

  /* What is no exact number: an arrow at a bound, a bar with end ticks for a range. */
  const bounds = {
    id: "bounds",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      const stroke = (x, y, ...ends) => {
        ctx.moveTo(x, y);
        for (let i = 0; i < ends.length; i += 2) ctx.lineTo(ends[i], ends[i + 1]);
      };
      const along = chart.options.indexAxis === "y" ? "x" : "y";
      chart.data.datasets.forEach((set, index) => {
        chart.getDatasetMeta(index).data.forEach((element, i) => {
          const sort = set.marks[i];
          if (!sort || sort === "about") return;
          ctx.save();
          ctx.strokeStyle = set.inks[i];
          ctx.lineWidth = 2;
          ctx.translate(element.x, element.y);
          if (along === "x") ctx.rotate(Math.PI / 2);
          ctx.beginPath();
          if (sort === "range") {
            const reach = Math.abs(chart.scales[along].getPixelForValue(set.highs[i]) - element[along]);
            stroke(-5, 0, 5, 0);
            stroke(0, 0, 0, -reach);
            stroke(-5, -reach, 5, -reach);
          } else {
            const up = sort === "least" ? -1 : 1;
            stroke(0, 0, 0, 18 * up);
            stroke(-5, 12 * up, 0, 18 * up, 5, 12 * up);
          }
          ctx.stroke();
          ctx.restore();
        });
      });
    },
  };

  const last = (values) => values.findLastIndex((value) => value !== null);
  const ending = (set) => `${set.label} ${set.texts[last(set.data)]}`;

  const nameBars = (chart, ctx) => {
    const [set] = chart.data.datasets;
    const { x } = chart.scales;
    chart.getDatasetMeta(0).data.forEach((bar, i) => {
      const empty = set.data[i] === null;
      const high = set.highs[i] === null ? bar.x : x.getPixelForValue(set.highs[i]);
      ctx.font = font(empty ? 400 : 600, 13);
      ctx.fillStyle = token(empty ? "--ink-3" : "--ink");
      ctx.fillText(set.texts[i], empty ? x.left + 6 : high + (set.marks[i] === "least" ? 24 : 6), bar.y);
    });
  };

  /* Beside the last point where nothing stands, else in the margin with a lead; a phone has none. */
  const nameLines = (chart, ctx) => {
    const { right, bottom } = chart.chartArea;
    const margin = chart.width - right > 60;
    const taken = [];
    ctx.font = font(600, 13);
    ctx.fillStyle = token("--ink");
    const ends = chart.data.datasets.flatMap((set, index) => {
      const points = chart.getDatasetMeta(index).data;
      const held = (i) => set.data[i] != null;
      points.forEach((p, i) => held(i) && taken.push([p, points[i + held(i + 1)]]));
      const point = points[last(set.data)];
      const text = ending(set);
      return point ? { x: point.x, y: point.y, ink: set.borderColor, text, width: ctx.measureText(text).width } : [];
    });
    const write = (text, x, y) => {
      Object.assign(ctx, { strokeStyle: token("--paper"), lineWidth: 4 });
      ctx.strokeText(text, x, y);
      ctx.fillText(text, x, y);
    };
    const column = ends.sort((a, b) => a.y - b.y).filter(({ x, y, text, width }) => {
      const inwards = Math.min(x - width / 2, right - width);
      for (const by of margin ? [0, -16, 16] : [0, -18, 18, -34, 34]) {
        const from = margin || !by ? x + 12 : inwards;
        const [to, at] = [from + width, y + by];
        if (at > 8 && at < bottom - 8 && to <= right && !taken.some(([p, q]) =>
          p.x < to + 6 && q.x > from - 6 && Math.min(p.y, q.y) < at + 13 && Math.max(p.y, q.y) > at - 13)) {
          taken.push([{ x: from, y: at }, { x: to, y: at }]);
          return write(text, from, at);
        }
      }
      return margin;
    });
    let edge = 0;
    column.forEach((end) => { end.at = edge = Math.max(end.y, edge + 16); });
    edge = bottom + 16;
    column.reverse().forEach((end) => {
      edge = Math.min(end.at, edge - 16);
      Object.assign(ctx, { strokeStyle: end.ink, lineWidth: 1 });
      ctx.beginPath();
      ctx.moveTo(end.x + 9, end.y);
      ctx.lineTo(right + 4, edge);
      ctx.stroke();
      write(end.text, right + 8, edge);
    });
  };

  const labels = {
    id: "labels",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      Object.assign(ctx, { textBaseline: "middle", lineJoin: "round" });
      (chart.config.type === "bar" ? nameBars : nameLines)(chart, ctx);
      ctx.restore();
    },
  };

  const line = (series) => {
    const ink = colour(series.place);
    const down = series.point === "triangleDown";
    return {
      ...series,
      data: series.points,
      inks: series.points.map(() => ink),
      borderColor: ink,
      borderWidth: 2,
      /* Dotted into the year of another division. */
      segment: { borderDash: (part) => (series.breaks.includes(part.p1DataIndex) ? [2, 4] : undefined) },
      pointStyle: down ? "triangle" : series.point,
      pointRotation: down ? 180 : 0,
      pointBackgroundColor: series.marks.map((mark) => (mark ? token("--paper") : ink)),
    };
  };

  const barSet = (all) => {
    const each = (key) => all.map((bar) => bar[key]);
    const inks = each("place").map(colour);
    return {
      label: "",
      data: each("value"),
      ...Object.fromEntries(["text", "tip", "mark", "high"].map((key) => [`${key}s`, each(key)])),
      inks,
      backgroundColor: all.map((bar, i) => (bar.mark ? token("--paper") : inks[i])),
      borderColor: inks,
      borderWidth: 2,
      barThickness: 16,
    };
  };

  const options = (datasets, bars, small, names, margin) => {
    const value = { beginAtZero: true, border: { display: false }, grid: { color: token("--hair") }, ticks: { maxTicksLimit: small ? 4 : 6 } };
    value.suggestedMax = Math.max(0, ...datasets.flatMap((set) => set.highs));
    if (bars) value.grace = "18%";
    const category = { offset: true, grid: { display: false }, border: { color: token("--ink") }, ticks: { display: bars || small || !names, autoSkip: !bars, maxRotation: 0 } };
    /* As wide as the rug's names: each year stands above its own. */
    if (names) value.afterFit = (scale) => { scale.width = paper ? 140 : names.getBoundingClientRect().width; };
    return {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: bars ? "y" : "x",
      layout: { padding: ({ chart }) => ({ top: 20, right: bars ? 60 : margin * chart.width }) },
      elements: { point: { radius: small ? 4 : 6, hoverRadius: 8 } },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label} ${item.dataset.tips[item.dataIndex]}`.trim() } },
      },
      scales: bars ? { x: value, y: category } : { x: category, y: value },
    };
  };

  /* The drawing with title, unit, n and source. */
  const picture = (canvas, data) => {
    const ratio = canvas.width / canvas.clientWidth;
    const width = Math.max(canvas.clientWidth, 360);
    const out = document.createElement("canvas");
    const ctx = out.getContext("2d");
    const rows = [""];
    ctx.font = font(400, 13);
    for (const char of data.caption) {
      if (ctx.measureText(rows.at(-1) + char).width > width - 32) rows.push("");
      rows[rows.length - 1] += char;
    }
    rows.push(`${document.title} ${location.href.split("#")[0]}`);
    out.width = (width + 32) * ratio;
    out.height = (canvas.clientHeight + 84 + rows.length * 20) * ratio;
    ctx.scale(ratio, ratio);
    ctx.fillStyle = token("--paper");
    ctx.fillRect(0, 0, out.width, out.height);
    ctx.fillStyle = token("--ink");
    ctx.font = font(600, 18);
    ctx.fillText(data.title, 16, 30);
    ctx.font = font(400, 13);
    ctx.fillStyle = token("--ink-2");
    ctx.fillText(data.axis, 16, 52);
    ctx.drawImage(canvas, 16, 60, canvas.clientWidth, canvas.clientHeight);
    rows.forEach((text, i) => ctx.fillText(text, 16, canvas.clientHeight + 82 + i * 20, width));
    return out;
  };

  const download = (canvas, data) => picture(canvas, data).toBlob((blob) => {
    const href = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href, download: `${data.title}.png` }).click();
    URL.revokeObjectURL(href);
  });

  /* On paper stands a copy, drawn wider than the sheet, so that its words are small. */
  let paper = false;
  const toPaper = () => {
    paper = true;
    const width = document.querySelector(".sheet-wide") ? 1500 : 1020;
    figures.forEach((one) => drawn.has(one) || draw(one));
    drawn.forEach((chart) => {
      chart.resize(width, 220);
      const { canvas } = chart;
      const copy = Object.assign(document.createElement("canvas"), { className: "paper-copy", width: canvas.width, height: canvas.height });
      copy.getContext("2d").drawImage(canvas, 0, 0);
      canvas.after(copy);
    });
  };
  const back = () => {
    paper = false;
    document.querySelectorAll(".paper-copy").forEach((copy) => copy.remove());
    drawn.forEach((chart) => chart.resize());
  };

  /* Each is drawn when it comes near: what nobody scrolls to costs nothing; its room is kept from the start. */
  const figures = [...document.querySelectorAll("[data-drawing]")].map((figure) => ({
    figure,
    canvas: figure.querySelector("canvas"),
    data: JSON.parse(figure.querySelector("script").textContent),
  }));
  const drawn = new Map();
  const draw = (one) => {
    const { figure, canvas, data } = one;
    near.unobserve(figure);
    drawn.get(one)?.destroy();
    const bars = data.kind === "bars";
    const small = figure.dataset.drawing === "small";
    const names = innerWidth > 704 && figure.querySelector(".rug thead th");
    const datasets = bars ? [barSet(data.bars)] : data.series.map(line);
    /* The share that the names of lines take; the rug leaves as much. */
    let margin = 0;
    if (names) {
      const ctx = canvas.getContext("2d");
      ctx.font = font(600, 13);
      margin = (Math.max(...datasets.map((set) => ctx.measureText(ending(set)).width)) + 12) / figure.clientWidth;
      names.closest("div").style.paddingInlineEnd = `${margin * 100}%`;
    }
    drawn.set(one, new Chart(canvas, {
      type: bars ? "bar" : "line",
      data: { labels: bars ? data.bars.map((bar) => bar.name) : data.years, datasets },
      options: options(datasets, bars, small, names, margin),
      plugins: small ? [bounds] : [bounds, labels],
    }));
    Object.assign(figure.querySelector("[data-png]"), { hidden: false, onclick: () => download(canvas, data) });
  };
  const near = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
    if (isIntersecting) draw(figures.find((one) => one.figure === target));
  }), { rootMargin: "400px" });
  const defaults = () => {
    Object.assign(Chart.defaults.font, { family: token("--latin"), size: 13 });
    Chart.defaults.color = token("--ink-2");
  };

  document.querySelectorAll("[data-drawn]").forEach((section) => { section.hidden = false; });
  defaults();
  figures.forEach(({ figure, canvas, data }) => {
    canvas.parentElement.hidden = false;
    if (data.bars) canvas.parentElement.style.blockSize = `${data.bars.length * 26 + 60}px`;
    near.observe(figure);
  });
  matchMedia("(prefers-color-scheme: dark)").onchange = () => {
    defaults();
    [...drawn.keys()].forEach(draw);
  };
  window.onbeforeprint = toPaper;
  window.onafterprint = back;
})();
