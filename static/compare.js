/* Draws the chart above its rug. The rug is the page's own table and complete without this file; nothing here adds data. */
"use strict";

(() => {
  const source = document.getElementById("drawing-data");
  const canvas = document.getElementById("drawing");
  if (!source || !canvas || typeof Chart === "undefined") return;

  const data = JSON.parse(source.textContent);
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const rug = document.querySelector(".rug");
  const names = rug.querySelector("thead th");
  canvas.parentElement.hidden = false;

  Chart.defaults.font.family = token("--latin");
  Chart.defaults.font.size = 13;
  Chart.defaults.color = token("--ink-2");

  /* A direct label at the last point of each bureau; on the inner side where the edge is near. */
  const labels = {
    id: "labels",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.font = `600 13px ${token("--latin")}`;
      ctx.fillStyle = token("--ink");
      ctx.textBaseline = "middle";
      const placed = [];
      chart.data.datasets.forEach((set, index) => {
        const last = set.data.findLastIndex((value) => value !== null);
        if (last < 0) return;
        const point = chart.getDatasetMeta(index).data[last];
        const text = `${set.label} ${data.series[index].texts[last]}`;
        const width = ctx.measureText(text).width;
        const left = point.x + 12 + width > chartArea.right;
        let y = point.y;
        const x = left ? point.x - 12 - width : point.x + 12;
        while (placed.some((p) => Math.abs(p.y - y) < 16 && x < p.x + p.width && p.x < x + width)) y -= 16;
        placed.push({ x, y, width });
        ctx.fillText(text, x, y);
      });
      ctx.restore();
    },
  };

  const colour = (place) => token(`--c${place}`);
  const dataset = (series) => {
    const down = series.point === "triangleDown";
    return {
      label: series.name,
      data: series.points,
      spanGaps: false,
      borderColor: colour(series.place),
      borderWidth: 2,
      pointStyle: down ? "triangle" : series.point,
      pointRotation: down ? 180 : 0,
      pointRadius: 6,
      pointHoverRadius: 8,
      pointBorderWidth: 2,
      pointBorderColor: colour(series.place),
      pointBackgroundColor: series.hollow.map((hollow) => (hollow ? token("--paper") : colour(series.place))),
    };
  };

  new Chart(canvas, {
    type: "line",
    data: { labels: data.years, datasets: data.series.map(dataset) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 12 } },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: {
            label: (item) => `${item.dataset.label} ${data.series[item.datasetIndex].texts[item.dataIndex]} ${data.unit}`,
          },
        },
      },
      scales: {
        x: {
          offset: true,
          grid: { display: false },
          border: { color: token("--ink") },
          ticks: { display: false },
        },
        y: {
          beginAtZero: true,
          border: { display: false },
          grid: { color: token("--hair") },
          ticks: { maxTicksLimit: 6 },
          /* The axis is as wide as the rug's column of names, so that each year stands above its own. */
          afterFit: (scale) => { scale.width = names.getBoundingClientRect().width; },
        },
      },
    },
    plugins: [labels],
  });
})();
