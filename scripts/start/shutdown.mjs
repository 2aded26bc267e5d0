/**
 * Calls `stop` once: on Ctrl-C, on a request to end, when the terminal closes, and when npm has died.
 * @param {(reason: string) => void} stop
 * @param {() => never} giveUp called when somebody asks again
 */
export function onStopRequest(stop, giveUp) {
  let askedAt = 0;
  /** @param {string} reason */
  const ask = (reason) => {
    if (!askedAt) {
      askedAt = Date.now();
      stop(reason);
    }
    // npm passes Ctrl-C on, which the terminal has sent here already: the echo is no second request.
    else if (Date.now() - askedAt > 1_000) giveUp();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask);
  if (process.env.npm_lifecycle_event) whenParentDies(() => askedAt || ask('npm has ended'));
}

/** SIGTERM to npm ends npm, and does not get here. @param {() => void} listener */
function whenParentDies(listener) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, 500);
  timer.unref();
}
