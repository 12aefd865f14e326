// Counts down how long an hour is kept, and says when it is over. Without this script the page says until
// when; what was typed stays in either case, and the server decides.
const SECOND_MS = 1000;
const shown = document.querySelector(".hold");
const left = shown?.querySelector(".hold-left");
const endsAt = performance.now() + Number(shown?.dataset.left) * SECOND_MS;

if (left) {
  left.hidden = false;
  const timer = setInterval(show, SECOND_MS);
  show();

  function show() {
    const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / SECOND_MS));
    const rest = String(seconds % 60).padStart(2, "0");
    left.querySelector("strong").textContent = `${Math.floor(seconds / 60)}:${rest}`;
    if (seconds > 0) return;
    clearInterval(timer);
    shown.textContent = "Pasaron los cinco minutos y la hora quedó libre. Escoja otra hora.";
  }
}
