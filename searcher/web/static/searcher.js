// What do the pages gain from a script? They change in place as one types, suggest, take single
// keys, lead through charts by arrows, and have a range of dates drawn in the one beside the hits.
// Without it all of this is links and a form.

import { bars } from "./bars.js";
import { brushes } from "./brush.js";
import { keys } from "./keys.js";
import { suggests } from "./suggest.js";
import { updates } from "./update.js";

keys();
bars();
const form = document.getElementById("search");
if (form) {
  const page = updates(form);
  suggests(form.elements.q, page);
  brushes(page);
}
