// Three small things that HTML alone cannot do. No inline script, nothing from elsewhere.
"use strict";

// 1. The one-time code stands behind the # of the link, which a browser never sends. Put it into
//    the form, and take it out of the address bar and the history.
const code = document.getElementById("code");
if (code && location.hash.length > 1) {
  code.value = location.hash.slice(1);
  document.getElementById("code-field").hidden = true;
  history.replaceState(null, "", location.pathname);
}

// 2. A page that refreshes itself must not keep anybody signed in: say whether it was touched.
let touched = false;
for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
  addEventListener(kind, () => { touched = true; }, { passive: true });
}
addEventListener("htmx:config:request", (event) => {
  if (touched) event.detail.ctx.request.headers["Sam-Active"] = "1";
  touched = false;
});

// 3. Say so when the page cannot reach Sam.
const apart = document.getElementById("apart");
const reach = (ok) => { if (apart) apart.hidden = ok; };
addEventListener("htmx:error", () => reach(false));
addEventListener("htmx:response:error", () => reach(false));
addEventListener("htmx:before:response", (event) => { if (event.detail.ctx.response.raw.ok) reach(true); });
