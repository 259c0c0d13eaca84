// What is loaded for the picture alone, when it is first shown: the global `designgenDrawing`.
import {marked} from "./changes.js";
import {makeLayout} from "./layout.js";
import {painted} from "./paint.js";
import {makeStage} from "./stage.js";
import {makeTables} from "./tables.js";

// Graphviz as a function from a DOT text to its plain output; without it rows stand as they are written.
const graphvizOf = async there => {
  try {
    if (!await there) return () => null;
    const viz = await globalThis.Viz.instance();
    return text => {
      const found = viz.render(text, {format: "plain"});
      return found.status === "success" ? found.output : null;
    };
  } catch {
    return () => null; // WebAssembly is forbidden here
  }
};

const NOTHING = "This design has too few components for a picture.";

// After the next frame, so that what a reader typed or dragged is painted first.
const turn = () => new Promise(done => document.hidden ? setTimeout(done, 0) : requestAnimationFrame(() => setTimeout(done, 0)));

// The rest of a task, for whoever waits for it: input goes first. In a page that nobody sees there is nobody to wait.
const pause = () => document.hidden ? null : new Promise(done => globalThis.scheduler?.postTask ? scheduler.postTask(done) : setTimeout(done, 0));

const SLICE = 8; // milliseconds at a time: half a frame
// What a generator comes to, worked out in slices; null once it is not wanted any more.
const sliced = async (steps, wanted) => {
  for (let step = {}; ; await pause()) {
    if (!wanted()) return null;
    const end = performance.now() + SLICE;
    do step = steps.next(); while (!step.done && performance.now() < end);
    if (step.done) return step.value;
  }
};

/** The drawing in `host`, see makeDrawing. `graphviz` promises whether Viz.js could be loaded, `shapes` are the inks and icons. */
const makeLive = (host, {graphviz, shapes, onBox}) => {
  let now = null, last = 0;
  const stage = makeStage(id => onBox(now.box.get(id))), tables = makeTables(), layout = graphvizOf(graphviz).then(makeLayout);
  return async (picture, before) => {
    const own = ++last, lay = await layout;
    await turn();
    if (own !== last) return null;
    if (!picture) {
      host.replaceChildren(NOTHING);
      return null;
    }
    const told = marked(before, picture), drawn = await sliced(lay(told.picture), () => own === last);
    if (!drawn) return null;
    now = drawn.picture;
    stage.put(painted(drawn, shapes), drawn.layout, drawn.picture);
    tables.put(drawn.picture);
    if (!stage.view.isConnected) host.replaceChildren(stage.view, tables.details);
    return told.changes;
  };
};

globalThis.designgenDrawing = {makeLayout, makeLive, marked, painted};
