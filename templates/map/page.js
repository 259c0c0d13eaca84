(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var reading = document.getElementById("reading");
  var chooser = document.getElementById("decision");
  var sections = Array.prototype.slice.call(document.querySelectorAll(".decision"));
  var plane = data.axes.length === 2;
  var across = data.axes[0].edges.length - 1, up = plane ? data.axes[1].edges.length - 1 : 1;
  var current = 0, column = 0, row = 0;
  document.documentElement.classList.add("js");

  function cellsOf(decision) {
    if (decision.cells) return decision.cells;
    var rows = [];
    decision.rows.forEach(function (runs) {
      if (typeof runs === "number") {
        for (var again = 0; again < runs; again++) rows.push(rows[rows.length - 1]);
        return;
      }
      var line = [];
      for (var at = 0; at < runs.length; at += 2) for (var n = 0; n < runs[at]; n++) line.push(runs[at + 1]);
      rows.push(line);
    });
    decision.cells = rows;
    return rows;
  }

  function place(axis, spot) {
    var edges = data.axes[axis].edges, low = 0, high = edges.length - 2;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (edges[middle] <= spot) low = middle; else high = middle - 1;
    }
    return low;
  }

  function middle(axis, index) {
    var edges = data.axes[axis].edges;
    if (data.axes[axis].home === index && data.axes[axis].own !== null) return data.axes[axis].own;
    return (edges[index] + edges[index + 1]) / 2;
  }

  function line(text, strong) {
    var item = document.createElement("li");
    var name = document.createElement("strong");
    name.textContent = strong;
    item.appendChild(name);
    item.appendChild(document.createTextNode(text));
    return item;
  }

  function tell() {
    var decision = data.decisions[current];
    var number = cellsOf(decision)[row][column], region = decision.regions[number];
    var where = data.axes.map(function (axis, at) { return axis.name + " " + axis.shown[at ? row : column]; }).join(" · ");
    reading.hidden = false;
    reading.querySelector(".where").textContent = where;
    reading.querySelector(".what").textContent = (plane ? "" : decision.name + ": ") + region.name + (region.own && decision.id ? " – as in this spec" : "");
    reading.querySelector(".why").textContent = region.because ? region.because + " (at " + region.at + ")" : "";
    var list = reading.querySelector(".across");
    list.textContent = "";
    decision.borders.forEach(function (border) {
      if (border[0] !== number && border[1] !== number) return;
      var other = decision.regions[border[0] === number ? border[1] : border[0]];
      var said = border[0] === number ? border[2] : border[3];
      list.appendChild(line(said ? ": " + said : "", "Across the border, " + other.inner));
    });
    mark();
  }

  function mark() {
    var x = middle(0, column), y = plane ? middle(1, row) : 0;
    sections[plane ? current : 0].querySelectorAll(".plot").forEach(function (plot) {
      var left = +plot.dataset.left, top = +plot.dataset.top, side = +plot.dataset.side, step = +plot.dataset.step;
      var px = left + side * x, cursor = plot.querySelector(".cursor");
      var py = plane ? top + side * (1 - y) : top + step * current + 13;
      var bottom = plane ? top + side : top + step * data.decisions.length - 2;
      cursor.removeAttribute("hidden");
      cursor.textContent = "";
      [["line", {x1: px, x2: px, y1: top, y2: bottom}], ["line", {x1: left, x2: left + side, y1: py, y2: py}], ["circle", {cx: px, cy: py, r: 6}]].forEach(function (part) {
        if (!plane && part[1].y1 === part[1].y2) return;
        var shape = document.createElementNS("http://www.w3.org/2000/svg", part[0]);
        Object.keys(part[1]).forEach(function (key) { shape.setAttribute(key, part[1][key]); });
        cursor.appendChild(shape);
      });
    });
  }

  function show(number) {
    current = number;
    if (plane) {
      sections.forEach(function (section, at) { section.hidden = at !== number; });
      document.querySelectorAll(".gallery a").forEach(function (link, at) {
        if (at === number) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      });
      if (chooser) chooser.value = data.decisions[number].id;
    }
    var slot = sections[plane ? number : 0].querySelector(".slot");
    slot.insertBefore(reading, slot.firstChild);
    tell();
  }

  function home() {
    column = data.axes[0].home === null ? across >> 1 : data.axes[0].home;
    row = !plane ? 0 : data.axes[1].home === null ? up >> 1 : data.axes[1].home;
  }

  function follow(event) {
    var plot = event.currentTarget, box = plot.getBoundingClientRect(), scale = plot.viewBox.baseVal.width / box.width;
    var left = +plot.dataset.left, top = +plot.dataset.top, side = +plot.dataset.side;
    var x = ((event.clientX - box.left) * scale - left) / side, y = (event.clientY - box.top) * scale - top;
    column = place(0, Math.max(0, Math.min(1, x)));
    if (plane) row = place(1, Math.max(0, Math.min(1, 1 - y / side)));
    else current = Math.max(0, Math.min(data.decisions.length - 1, Math.floor((y + 10) / +plot.dataset.step)));
    tell();
  }

  function step(event) {
    var far = event.shiftKey ? 10 : 1;
    var moves = {ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, far], ArrowDown: [0, -far]};
    if (event.key === "Home") home();
    else if (moves[event.key]) {
      column = Math.max(0, Math.min(across - 1, column + moves[event.key][0]));
      if (plane) row = Math.max(0, Math.min(up - 1, row + moves[event.key][1]));
      else if (moves[event.key][1]) current = Math.max(0, Math.min(data.decisions.length - 1, current - Math.sign(moves[event.key][1])));
    } else return;
    event.preventDefault();
    tell();
  }

  document.querySelectorAll(".plot").forEach(function (plot) {
    plot.setAttribute("tabindex", "0");
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-roledescription", "map; arrow keys move, shift for ten steps, home for the spec");
    plot.addEventListener("pointermove", follow);
    plot.addEventListener("pointerdown", follow);
    plot.addEventListener("keydown", step);
  });
  document.querySelectorAll(".gallery a").forEach(function (link, at) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      show(at);
      document.querySelector("main").scrollIntoView({block: "start"});
    });
  });
  if (chooser) chooser.addEventListener("change", function () { show(chooser.selectedIndex); });
  home();
  show(0);
})();
