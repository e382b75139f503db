// SPDX-License-Identifier: GPL-2.0-or-later
// A notice that somebody has read can be hidden.  Their browser remembers it, on
// their device alone; a notice that was changed shows again.  Emergencies stay.
const KEY = "sp-hidden-notices";
const MOST = 50;

function hiddenOnes() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(list) ? list : [];
  } catch {
    return []; // storage may be shut
  }
}

function remember(name) {
  try {
    const list = [...hiddenOnes().filter((one) => one !== name), name];
    localStorage.setItem(KEY, JSON.stringify(list.slice(-MOST)));
  } catch {
    // Then it is hidden on this page only.
  }
}

function hide(notice) {
  notice.hidden = true;
  const list = notice.parentElement;
  list.hidden = !list.querySelector(".sp-notice:not([hidden])");
}

function addButton(notice) {
  const title = notice.querySelector(".sp-notice__title");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sp-notice__hide";
  button.textContent = "Hide this notice";
  // Several buttons in one list need names of their own.
  const which = document.createElement("span");
  which.className = "govuk-visually-hidden";
  which.textContent = `: ${title.querySelector("a").textContent}`;
  button.append(which);
  button.addEventListener("click", () => {
    remember(notice.dataset.notice);
    hide(notice);
    document.getElementById("page_main").focus();
  });
  notice.append(button);
}

const hidden = hiddenOnes();
for (const notice of document.querySelectorAll(".sp-notice[data-notice]")) {
  if (hidden.includes(notice.dataset.notice)) hide(notice);
  else addButton(notice);
}
