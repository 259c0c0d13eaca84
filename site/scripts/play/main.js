// Starts the playground of a page, where there is one; and names its functions for whoever tests them.
import {html, render} from "./vendor/preact-htm.js";
import {App} from "./app.js";
import {makeTexts, namesOf} from "./asked.js";
import {makeDrawing} from "./drawing.js";
import {makeEngine} from "./engine.js";
import {makeLive} from "./live.js";
import {completed, loadTexts} from "./model.js";
import {outline} from "./parts.js";
import * as scale from "./scale.js";
import * as state from "./state.js";
import {ticks} from "./ticks.js";
import * as url from "./url.js";
import {picture} from "./view.js";
import {because} from "./why.js";
import * as written from "./written.js";
import {toYaml} from "./yaml.js";

globalThis.designgenPlay = {...state, ...url, ...written, scale, toYaml, completed, loadTexts, makeEngine, ticks, outline, because, makeLive, makeDrawing, picture};

async function begin(root) {
  const page = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  const model = completed(globalThis.designgen, globalThis.designgenModel), texts = makeTexts(model);
  await loadTexts("outline");
  const host = root.querySelector(".pl-app"), still = root.querySelector(".pl-still > svg");
  host.replaceChildren();
  render(html`<${App} ...${{live: makeLive(globalThis.designgen, model), model, page, names: namesOf(model), texts, still}} />`, host);
  globalThis.designgenPlay.texts = texts;
  const idle = globalThis.requestIdleCallback || (act => setTimeout(act, 300));
  await texts.load("names");  // what options are called, before what is said of them
  idle(() => texts.all());
}

if (typeof document !== "undefined" && globalThis.designgen) document.querySelectorAll("[data-play]").forEach(root => {
  begin(root).catch(error => {
    console.error(error);
    root.querySelector(".pl-static")?.classList.add("pl-lost");
  });
});
