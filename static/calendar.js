// The arrows, Home, End, PageUp and PageDown (with Shift by years) walk through the days of an open
// calendar. A day of a month that is not shown is loaded from the server, with the focus on it. Without
// this script the days are reached by Tab and the buttons above them, and the date can be typed.
const STEPS = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day) => addDays(day, -weekday(day)),
  End: (day) => addDays(day, 6 - weekday(day)),
  PageUp: (day, isYear) => addMonths(day, isYear ? -12 : -1),
  PageDown: (day, isYear) => addMonths(day, isYear ? 12 : 1),
};

document.addEventListener("keydown", (event) => {
  const from = event.target.closest?.("[data-day]");
  const step = STEPS[event.key];
  if (!from || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const calendar = from.closest(".calendar");
  // Keys may come faster than months do: each goes on from where the last one led.
  const day = step(calendar.dataset.wanted ?? from.dataset.day, event.shiftKey);
  const shown = calendar.querySelector(`[data-day="${day}"]:not(.day-outside)`);
  if (!shown) return ask(calendar, day);
  from.tabIndex = -1;
  shown.tabIndex = 0;
  shown.focus();
});

function ask(calendar, day) {
  calendar.dataset.wanted = day;
  const { turn } = calendar.dataset;
  const source = calendar.querySelector("button");
  htmx.ajax("GET", `${turn}&dia=${day}`, { source, target: calendar.parentElement });
}

function addDays(day, days) {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day of another month, or the last one of a shorter month. */
function addMonths(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString()
    .slice(0, 10);
}

/** Monday is 0. */
function weekday(day) {
  return (new Date(day).getUTCDay() + 6) % 7;
}
