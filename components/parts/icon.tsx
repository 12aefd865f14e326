/** Drawings of 24 × 24, used beside words, never instead of them. */
const PATHS = {
  alert:
    "M12 9v4m0 3.5v.01M10.3 4 2.6 17.5A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-3L13.7 4a2 2 0 0 0-3.4 0Z",
  arrow: "M4 12h15m-6-6 6 6-6 6",
  back: "m15 5-7 7 7 7",
  backTwice: "m18 5-7 7 7 7M11 5l-7 7 7 7",
  building: "M5 20.5v-15h9v15M14 9.5h5v11M3 20.5h18M8 9h3m-3 3.5h3m-3 3.5h3",
  calendar: "M4 6.5h16v13H4zM4 10.5h16M8 4v4m8-4v4",
  chat: "M4 5h16v11h-9l-4.5 4v-4H4zM8 9.5h8M8 12.5h5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  circle: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z",
  done: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm-4 8.8 2.7 2.7 5.3-5.5",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5v5l3.5 2",
  download: "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14",
  file: "M6.5 3.5h7l4 4v13h-11zM13 3.5v4.5h4.5M9 12.5h6M9 16h6",
  first: "m18 5-7 7 7 7M6 5v14",
  key: "M15.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM12 12l-8.5 8.5m2.5-2.5 2.5 2.5m.5-5.5 2.5 2.5",
  last: "m6 5 7 7-7 7M18 5v14",
  lock: "M5.5 10.5h13v10h-13zM8.5 10.5v-3a3.5 3.5 0 0 1 7 0v3",
  mail: "M3.5 5.5h17v13h-17zM3.5 7l8.5 6 8.5-6",
  menu: "M4 7h16M4 12h16M4 17h16",
  modules: "M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z",
  money: "M3.5 6.5h17v11h-17zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM6.5 10v4m11-4v4",
  next: "m9 5 7 7-7 7",
  nextTwice: "m6 5 7 7-7 7M13 5l7 7-7 7",
  paper: "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6",
  people:
    "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 20c0-3.5 2.8-6 6.5-6s6.5 2.5 6.5 6M16 5a3.2 3.2 0 0 1 0 6.3M17.5 14.3c2.4.7 4 2.800 4 5.7",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm5 11.5L20 20",
  shield:
    "m12 3.5 7.5 3V12c0 4.2-3 7.3-7.5 8.5-4.5-1.2-7.5-4.3-7.5-8.5V6.5Zm-3.5 8.5L11 14.5l4.5-5",
  upload: "M12 15.5V4m-5 5 5-5 5 5M4.5 20h15",
  stop: "M12 7.5v5.5m0 3v.01M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
