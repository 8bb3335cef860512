/* <dk-player>: what native audio controls lack. Without this file the page plays and reads as before.

   Inside the element: <audio data-main>, [data-skip="-15"], select[data-speed], [data-copy-time] with [data-at],
   [data-resume] (a checkbox) and [data-say] (role="status"). Words come from the element's data attributes, in the
   page's language, with {time}: data-copied, data-starts, data-resumed, data-forgotten; data-page is the episode's address.
   On the page: a[data-t="760"] starts at that second; .chapters [data-t], .cue[data-t] (a turn) and in it the words of
   a moment (p > span) carry aria-current while they run. data-cues are the begins of a turn's further moments, after its own.
   [data-now] leads back to the player and is put into the turn that runs.
   Places and speed are stored only while the reader has ticked [data-resume]; unticking removes them. The page is
   never scrolled. The device's own controls (Media Session) get title, chapters, position and skipping. */
"use strict";

const STORE = "dreiklang-hoeren";

const clock = (seconds) => {
  const whole = Math.floor(seconds), two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60, hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};

/* "760", "12:40", "1:02:03" and "12.5" in seconds; null for anything else */
const parsed = (text) =>
  /^\d+(:[0-5]?\d){0,2}(\.\d+)?$/.test(text || "")
    ? text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : null;

/* What runs at a time: marks are [{time, element}] */
const running = (marks, time) => marks.filter((mark) => mark.time <= time).pop()?.element;
const timed = (element) => ({ time: Number(element.dataset.t), element });
const turnOf = (element) => element?.closest(".cue");

/* A turn, then its moments if it has several: in this order the last one that has begun is the one that runs. */
const moments = (turn) => {
  const own = timed(turn), after = turn.dataset.cues?.split(" ");
  const words = turn.querySelectorAll(".cue__words > :not(.cue__cited) > span");
  return after ? [own, ...[0, ...after].map((time, i) => ({ time: own.time + Number(time), element: words[i] }))] : [own];
};

const memory = () => {
  try { return JSON.parse(localStorage.getItem(STORE)); } catch { return null; }
};

class Player extends HTMLElement {
  connectedCallback() {
    this.audio = this.querySelector("audio");
    if (!this.audio || this.marks) return;
    this.page = new URL(this.dataset.page, document.baseURI);
    const all = (selector) => [...document.querySelectorAll(selector)];
    this.marks = [all(".cue[data-t]").flatMap(moments), all(".chapters [data-t]").map(timed)];
    this.tools();
    this.audio.addEventListener("timeupdate", () => this.show());
    this.audio.addEventListener("play", () => this.announce());
    for (const event of ["seeked", "play", "ratechange", "durationchange"])
      this.audio.addEventListener(event, () => { this.show(); this.place(); });
    document.addEventListener("click", (event) => this.follow(event));
    addEventListener("hashchange", () => this.arrive());
    this.remember();
    if (this.wanted() !== null) this.stand(this.wanted(), "starts");
  }

  /* ?t=760#t-751 is a second within a moment or turn. With another one's anchor the reader has moved on since. */
  wanted() {
    const second = parsed(new URLSearchParams(location.search).get("t")), anchor = this.anchored();
    if (second === null || anchor === null) return second ?? anchor;
    const current = running(this.marks[0], second);
    return [current, turnOf(current)].some((mark) => mark?.id === location.hash.slice(1)) ? second : anchor;
  }

  /* #t=12:40, or an anchor, #t-760: if it is on the page, to the fraction of a second */
  anchored() {
    const hash = decodeURIComponent(location.hash);
    return this.marks[0].find(({ element }) => element.id && `#${element.id}` === hash)?.time
      ?? parsed((/^#t[=-]([\d:.]+)(-\d+)?$/.exec(hash) || [])[1]);
  }

  /* A link that was followed has said its second already; its anchor may be the turn's, which began earlier. */
  arrive() {
    if (location.hash !== this.followed) this.stand(this.anchored(), "starts");
    this.followed = undefined;
  }

  tools() {
    for (const button of this.querySelectorAll("[data-skip]"))
      button.addEventListener("click", () => this.stand(Math.max(0, this.now() + Number(button.dataset.skip))));
    this.speed = this.querySelector("[data-speed]");
    this.speed?.addEventListener("change", () => { this.pace(); this.keep(this.now(), true); });
    this.querySelector("[data-copy-time]")?.addEventListener("click", () => this.copy());
  }

  pace() { this.audio.defaultPlaybackRate = this.audio.playbackRate = Number(this.speed.value); }

  /* Before the recording is loaded a browser may forget where it should begin: say it again then. */
  stand(time, word) {
    if (time === null) return;
    this.audio.currentTime = time;
    if (!this.audio.readyState) {
      this.pending = time;
      this.audio.addEventListener("loadedmetadata", () => this.settle(), { once: true });
    }
    this.show();
    if (word) this.say(word, time);
  }

  settle() {
    if (this.pending !== undefined) this.audio.currentTime = this.pending;
    this.pending = undefined;
  }

  now() { return this.pending ?? this.audio.currentTime; }

  follow(event) {
    const link = event.target.closest?.("a[data-t]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    this.followed = link.hash;
    this.stand(Number(link.dataset.t));
    this.audio.play().catch(() => {});
  }

  show() {
    const time = this.now();
    for (const list of this.marks) {
      const current = running(list, time + 0.2), marked = [current, turnOf(current)];
      for (const { element } of list)
        if (marked.includes(element)) element.setAttribute("aria-current", "true");
        else element.removeAttribute("aria-current");
    }
    this.lead();
    const at = this.querySelector("[data-at]");
    if (at) at.textContent = clock(time);
    this.keep(time);
  }

  /* A link that somebody has reached by keyboard stays where it is. */
  lead() {
    const link = document.querySelector("[data-now]"), who = document.querySelector(".cue[aria-current] .cue__who");
    if (!link || link === document.activeElement) return;
    link.hidden = !who;
    if (who && link.parentElement !== who) who.append(link);
  }

  say(word, time) {
    const status = this.querySelector("[data-say]");
    if (status) status.textContent = (this.dataset[word] || "").replace("{time}", clock(time));
  }

  /* The link leads to the episode's own page, whichever shows it now: to the words that run, else to the player. */
  copy() {
    const time = Math.floor(this.now()), address = new URL(this.page);
    address.search = `t=${time}`;
    const current = running(this.marks[0], this.now() + 0.2);
    address.hash = current?.id || turnOf(current)?.id || "dk-player";
    const shown = () => { this.querySelector("[data-say]").textContent = address.href; };
    if (!navigator.clipboard) return shown();
    navigator.clipboard.writeText(address.href).then(() => this.say("copied", time), shown);
  }

  /* Where the reader stopped, and how fast: only with the box ticked, only in this browser. */
  remember() {
    this.box = this.querySelector("[data-resume]");
    if (!this.box) return;
    const places = memory();
    this.box.checked = Boolean(places);
    this.box.addEventListener("change", () => {
      if (this.box.checked) return this.keep(this.now(), true);
      try { localStorage.removeItem(STORE); } catch { /* nothing was kept */ }
      this.say("forgotten");
    });
    this.audio.addEventListener("pause", () => this.keep(this.now(), true));
    addEventListener("pagehide", () => this.keep(this.now(), true));
    const place = places?.[this.page.pathname];
    if (place > 0 && this.wanted() === null) this.stand(place, "resumed");
    if (!this.speed || !places?.speed) return;
    this.speed.value = places.speed;
    if (this.speed.value) this.pace();
    else this.speed.value = "1";
  }

  keep(time, always) {
    if (!this.box?.checked || (!always && Math.abs(time - (this.kept ?? 0)) < 5)) return;
    this.kept = time;
    const places = memory() || {};
    if (this.audio.ended || time < 1) delete places[this.page.pathname];
    else places[this.page.pathname] = Math.floor(time);
    if (this.audio.playbackRate === 1) delete places.speed;
    else places.speed = String(this.audio.playbackRate);
    try { localStorage.setItem(STORE, JSON.stringify(places)); } catch { /* full or forbidden: go on without */ }
  }

  announce() {
    const session = navigator.mediaSession;
    if (!session || !window.MediaMetadata) return;
    const { title, show, cover } = this.dataset;
    const artwork = cover ? [{ src: new URL(cover, location.href).href }] : [];
    const chapterInfo = this.marks[1].map(({ time, element }) =>
      ({ title: element.lastElementChild.textContent, startTime: time, artwork }));
    session.metadata = new MediaMetadata({ title, artist: show, artwork, chapterInfo });
    const can = (action, act) => { try { session.setActionHandler(action, act); } catch { /* not on this device */ } };
    can("seekbackward", ({ seekOffset }) => this.stand(Math.max(0, this.now() - (seekOffset || 15))));
    can("seekforward", ({ seekOffset }) => this.stand(this.now() + (seekOffset || 30)));
    can("seekto", ({ seekTime }) => this.stand(seekTime));
    if (!chapterInfo.length) return;
    /* As on a player for discs: back leads to the begin of the chapter, and from there to the one before. */
    can("previoustrack", () => this.stand(Number(running(this.marks[1], this.now() - 3)?.dataset.t ?? 0)));
    can("nexttrack", () => this.stand(chapterInfo.find((c) => c.startTime > this.now())?.startTime ?? null));
  }

  /* Browsers reject a place they think impossible, as while a recording is still loading. */
  place() {
    const { duration, playbackRate, currentTime } = this.audio;
    if (!Number.isFinite(duration) || !playbackRate) return;
    navigator.mediaSession?.setPositionState?.({ duration, playbackRate, position: Math.min(currentTime, duration) });
  }
}

customElements.define("dk-player", Player);
