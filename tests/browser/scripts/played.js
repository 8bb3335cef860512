/* Waits until a recording runs, then stops it: what is judged afterwards stands still. */
(audio) => new Promise((done) => {
  audio.addEventListener("timeupdate", () => {
    if (audio.paused || !audio.currentTime) return;
    audio.pause();
    done(audio.currentTime);
  });
})
