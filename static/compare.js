/* Draws the charts of a comparison from the values in its tables, as pictures to take away; adds no data. */
"use strict";

(() => {
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (typeof Chart === "undefined") return;

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = (place) => token(place ? `--c${place}` : "--ink-3");
  const font = (weight, size) => `${weight} ${size}px ${token("--latin")}`;

  /* What is no exact number: an arrow at a bound, a bar with end ticks for a range; along x for bars, y for lines. */
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
          if (set.data[i] === null || !["least", "most", "range"].includes(sort)) return;
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

  /* A label at each bureau's last point, inwards where the edge is near; after each bar. */
  const labels = {
    id: "labels",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      const bars = chart.options.indexAxis === "y";
      const placed = [];
      const ends = chart.data.datasets.flatMap((set, index) => chart.getDatasetMeta(index).data[set.data.findLastIndex((value) => value !== null)] ?? []);
      ctx.save();
      ctx.textBaseline = "middle";
      chart.data.datasets.forEach((set, index) => {
        const elements = chart.getDatasetMeta(index).data;
        if (bars) {
          elements.forEach((element, i) => {
            const empty = set.data[i] === null;
            const arrow = set.marks[i] === "least" ? 24 : 6;
            const high = set.highs[i] === null ? element.x : chart.scales.x.getPixelForValue(set.highs[i]);
            ctx.font = font(empty ? 400 : 600, 13);
            ctx.fillStyle = token(empty ? "--ink-3" : "--ink");
            ctx.fillText(set.texts[i], empty ? chartArea.left + 6 : high + arrow, element.y);
          });
          return;
        }
        const last = set.data.findLastIndex((value) => value !== null);
        if (last < 0) return;
        ctx.font = font(600, 13);
        ctx.fillStyle = token("--ink");
        const point = elements[last];
        const text = `${set.label} ${set.texts[last]}`;
        const width = ctx.measureText(text).width;
        const inwards = point.x + 12 + width > chartArea.right;
        const x = inwards ? Math.min(point.x - width / 2, chartArea.right - width) : point.x + 12;
        /* Inwards the line itself would run through the words: they stand above or below, clear of the other points. */
        const free = (at) => !ends.some((end) => end !== point && Math.abs(end.y - at) < 14 && Math.abs(end.x - point.x) < width / 2 + 8)
          && !placed.some((p) => Math.abs(p.y - at) < 16 && x < p.x + p.width && p.x < x + width);
        const tries = inwards ? [-16, 18, -32, 34] : [0, -16, 16, -32];
        const y = point.y + (tries.find((by) => free(point.y + by)) ?? tries[0]);
        placed.push({ x, y, width });
        ctx.strokeStyle = token("--paper");
        ctx.lineWidth = 4;
        ctx.lineJoin = "round";
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
      });
      ctx.restore();
    },
  };

  const line = (series) => {
    const ink = colour(series.place);
    const down = series.point === "triangleDown";
    return {
      label: series.name,
      data: series.points,
      texts: series.texts,
      tips: series.tips,
      marks: series.marks,
      highs: series.highs,
      inks: series.points.map(() => ink),
      spanGaps: false,
      borderColor: ink,
      borderWidth: 2,
      /* Dotted into the year of another division. */
      segment: { borderDash: (part) => (series.breaks.includes(part.p1DataIndex) ? [2, 4] : undefined) },
      pointStyle: down ? "triangle" : series.point,
      pointRotation: down ? 180 : 0,
      pointRadius: 6,
      pointHoverRadius: 8,
      pointBorderWidth: 2,
      pointBorderColor: ink,
      pointBackgroundColor: series.marks.map((mark) => (mark ? token("--paper") : ink)),
    };
  };

  const barSet = (all) => {
    const inks = all.map((bar) => colour(bar.place));
    return {
      label: "",
      data: all.map((bar) => bar.value),
      texts: all.map((bar) => bar.text),
      tips: all.map((bar) => bar.tip),
      marks: all.map((bar) => bar.mark),
      highs: all.map((bar) => bar.high),
      inks,
      backgroundColor: all.map((bar, i) => (bar.mark ? token("--paper") : inks[i])),
      borderColor: inks,
      borderWidth: 2,
      barThickness: 16,
    };
  };

  const options = (data, small, names) => {
    const bars = data.kind === "bars";
    const value = { beginAtZero: true, border: { display: false }, grid: { color: token("--hair") }, ticks: { maxTicksLimit: small ? 4 : 6 } };
    const highs = bars ? data.bars.map((bar) => bar.high) : data.series.flatMap((series) => series.highs);
    value.suggestedMax = Math.max(0, ...highs.map((high) => high ?? 0));
    if (bars) value.grace = "18%";
    const category = { offset: true, grid: { display: false }, border: { color: token("--ink") }, ticks: { display: bars || small || !names, autoSkip: !bars } };
    /* As wide as the rug's column of names, so that each year stands above its own. */
    if (names) value.afterFit = (scale) => { scale.width = paper ? 140 : names.getBoundingClientRect().width; };
    return {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: bars ? "y" : "x",
      layout: { padding: { top: 20, right: bars ? 60 : 0 } },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label} ${item.dataset.tips[item.dataIndex]}`.trim() } },
      },
      scales: bars ? { x: value, y: category } : { x: category, y: value },
    };
  };

  /* The drawing with title, unit, n and source, as one picture. */
  const picture = (canvas, data) => {
    const ratio = canvas.width / canvas.clientWidth;
    const width = Math.max(canvas.clientWidth, 360);
    const out = document.createElement("canvas");
    const ctx = out.getContext("2d");
    const rows = [];
    ctx.font = font(400, 13);
    let row = "";
    for (const char of data.caption) {
      if (ctx.measureText(row + char).width > width - 32) { rows.push(row); row = ""; }
      row += char;
    }
    rows.push(row, `${document.title} ${location.href.split("#")[0]}`);
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
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${data.title}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  });

  /* On paper stands a copy, drawn wider than the sheet, so that its words are small. */
  let paper = false;
  const toPaper = () => {
    paper = true;
    const width = document.body.classList.contains("sheet-wide") ? 1500 : 1020;
    figures.forEach((one) => drawn.has(one) || draw(one));
    drawn.forEach((chart) => {
      chart.resize(width, 280);
      const copy = document.createElement("canvas");
      copy.className = "paper-copy";
      copy.width = chart.canvas.width;
      copy.height = chart.canvas.height;
      copy.getContext("2d").drawImage(chart.canvas, 0, 0);
      chart.canvas.after(copy);
    });
  };
  const back = () => {
    paper = false;
    document.querySelectorAll(".paper-copy").forEach((copy) => copy.remove());
    drawn.forEach((chart) => chart.resize());
  };

  /* Each is drawn when it comes near: what nobody scrolls to costs nothing, and its room is kept from the start. */
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
    drawn.set(one, new Chart(canvas, {
      type: bars ? "bar" : "line",
      data: bars
        ? { labels: data.bars.map((bar) => bar.name), datasets: [barSet(data.bars)] }
        : { labels: data.years, datasets: data.series.map(line) },
      options: options(data, small, innerWidth > 704 && figure.querySelector(".rug thead th")),
      plugins: small ? [bounds] : [bounds, labels],
    }));
    const png = figure.querySelector("[data-png]");
    png.hidden = false;
    png.onclick = () => download(canvas, data);
  };
  const near = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
    draw(figures.find((one) => one.figure === entry.target));
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
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    defaults();
    [...drawn.keys()].forEach(draw);
  });
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", back);
})();
