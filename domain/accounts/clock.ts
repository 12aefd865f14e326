/**
 * Clocks of two processes may differ by so much. What was noted further in the future was noted by a
 * clock that was wrong, then or now, and its age is unknown.
 */
export const MAX_CLOCK_AHEAD_MS = 5 * 60 * 1000;
