// What do the pages gain from a script? They change in place as one types, suggest, take single
// keys, and have a range of dates drawn in the chart. Without it all of this is links and a form.

import { brushes } from "./brush.js";
import { keys } from "./keys.js";
import { suggests } from "./suggest.js";
import { updates } from "./update.js";

keys();
const form = document.getElementById("search");
if (form) {
  const page = updates(form);
  suggests(form.elements.q, page);
  brushes(page);
}
