// SPDX-License-Identifier: GPL-2.0-or-later
// Leaving a sensitive page: without this the link still leaves; with it the
// page is also replaced, so that the back button does not return to it.
// Pressing Escape three times within five seconds does the same.
const link = document.getElementById("quick_exit");
const presses = [];

function leave() {
  document.body.hidden = true;
  window.location.replace(link.href);
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses.length = 0;
      return;
    }
    presses.push(event.timeStamp);
    if (presses.length > 3) presses.shift();
    if (presses.length === 3 && event.timeStamp - presses[0] < 5000) leave();
  });
}
