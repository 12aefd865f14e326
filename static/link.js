// The secret of a mailed link leaves the address once its page is open: not in the history, not in a
// screenshot. The form carries it, and a cookie of this browser for a reload.
history.replaceState(null, "", location.pathname);
