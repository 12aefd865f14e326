// The menu of modules closes with Escape and with a click beside it. Without this script the word
// that opened it closes it.
document.addEventListener("keydown", ({ key }) => {
  const menu = openMenu();
  if (key !== "Escape" || !menu) return;
  menu.open = false;
  if (menu.parentElement.contains(document.activeElement)) menu.firstElementChild.focus();
});

document.addEventListener("click", ({ target }) => {
  const menu = openMenu();
  if (menu && !menu.parentElement.contains(target)) menu.open = false;
});

/** Looked up each time: going back replaces the whole body. */
function openMenu() {
  return document.querySelector(".modules [open]");
}
