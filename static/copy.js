// A button copies what is shown once; where the browser does not allow it, the text is marked, ready for
// Ctrl+C. The text leaves the page with whoever leaves it, so that "back" cannot show it again. Without
// this script it is copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "Copiado.";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = "Quedó marcado: cópielo con Ctrl+C.";
    }
  });
  addEventListener("pagehide", () => {
    text.textContent = "Ya no se muestra.";
    button.remove();
  });
}
