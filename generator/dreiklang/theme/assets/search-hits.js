/* From a page that was found to what a reader sees: where on the page, which words, who speaks.

   The index holds the position of every element id; search/searchable_html.py says what they mean. */

const EXCERPT = 30;
const TURN = 45;

/* Words that people write differently, alike: case, accents, ae for ä, ß. */
export function fold(word) {
  return word
    .normalize("NFKD")
    .replace(/[\p{M}]/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/([aou])e/g, "$1")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function common(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return i;
}

/* Which of the query's words a word of the page answers; the longest common beginning wins. */
function termOf(word, terms) {
  let best = -1;
  let length = 0;
  terms.forEach((term, i) => {
    const shared = common(fold(word), term);
    if (shared > length) [best, length] = [i, shared];
  });
  return best;
}

/* The page cut at its anchors: [{type, from, to, id, title, speaker, moments}], in order. A turn is found as a whole;
   its moments, [{from, id}], say where in it to land. */
function pieces(anchors, end) {
  const marks = [{ type: "page", from: 0, id: "", title: "" }];
  for (const { element, id, text, location } of anchors) {
    const turn = /^(t-\d+(?:-\d+)?)\|(\d+)$/.exec(id);
    const last = marks[marks.length - 1];
    if (turn) marks.push({ type: "turn", from: location, id: turn[1], speaker: Number(turn[2]), moments: [] });
    else if (last.moments && /^t-\d+(-\d+)?$/.test(id)) last.moments.push({ from: location, id });
    else if (/^h[2-6]$/.test(element)) marks.push({ type: "section", from: location, id, title: text.replace(/\.$/, "") });
    else if (element === "i" && id === "names") marks.push({ type: "names", from: location, id: "" });
  }
  return marks.map((mark, i) => ({ ...mark, to: i + 1 < marks.length ? marks[i + 1].from : end }));
}

/* How much a piece says about the query: every word of it counts once, rare ones on this page more.
   Who speaks counts like a word that is said. */
function weigh(piece, answers, often, speaker, asked) {
  const inside = answers.filter(({ at }) => at >= piece.from && at < piece.to);
  const names = speaker.split(/\s+/).map(fold);
  const terms = new Set(inside.map(({ term }) => term));
  asked.forEach((term, i) => names.includes(term) && terms.add(i));
  let weight = 0;
  for (const term of terms) weight += 1 + 1 / (1 + (often.get(term) ?? 0));
  return { ...piece, weight, hits: inside.map(({ at }) => at) };
}

/* The piece to open: in a conversation the best turn, elsewhere a section only if it says more than the top. */
function choose(all) {
  const better = (a, b) => (b.weight > a.weight ? b : a);
  const turns = all.filter(({ type, weight }) => type === "turn" && weight);
  if (turns.length) return turns.reduce(better);
  return all.filter(({ type }) => type !== "names").reduce(better);
}

/* The densest stretch of at most `length` words of a piece. */
function stretch({ from, to, hits, type }, length, title) {
  const first = type === "page" ? Math.min(title, to) : from;
  const seen = hits.filter((at) => at >= first);
  if (to - first <= length) return [first, to];
  const count = (start) => seen.filter((at) => at >= start && at < start + length).length;
  const starts = seen.map((at) => Math.max(first, Math.min(at - 6, to - length)));
  const start = starts.reduce((a, b) => (count(b) > count(a) ? b : a), starts[0] ?? first);
  return [start, start + length];
}

/* The anchor to open: of a turn the moment in which the first word of what is shown was found. */
function landing({ id, hits, moments = [] }, from, to) {
  const first = Math.min(...hits.filter((at) => at >= from && at < to));
  const before = moments.filter((moment) => moment.from <= first);
  return Number.isFinite(first) && before.length ? before[before.length - 1].id : id;
}

/* Words as [{text, marked}]: what was searched for is marked, its punctuation is not. */
function parts(words, marked) {
  const found = [];
  const add = (text, on) => {
    const last = found[found.length - 1];
    if (last?.marked === on) last.text += text;
    else if (text) found.push({ text, marked: on });
  };
  words.forEach((word, i) => {
    const [, before, core, after] = /^([^\p{L}\p{N}#]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(word);
    const on = marked(i) && core !== "";
    if (i) add(" ", found.length > 0 && found[found.length - 1].marked && on && !before);
    add(before, false);
    add(core, on);
    add(after, false);
  });
  return found;
}

function seconds(id) {
  return Number(/^t-(\d+)/.exec(id)[1]);
}

export function clock(total) {
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  const rest = String(total % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/* What is shown of a page:
   {url, voice, kind, label, note, title: parts, excerpt: parts, cut: [before, after],
    place: null | {type: "turn", time, speaker} | {type: "section", title}} */
export function hitOf(page, locations, query, site) {
  const info = JSON.parse(decodeURIComponent(page.anchors[0].id.replace(/^info:/, "")));
  const words = page.content.split(/\s+/);
  const terms = query.split(" ").map(fold).filter(Boolean);
  const answers = [...new Set(locations)].map((at) => ({ at, term: termOf(words[at] ?? "", terms) }));
  const often = new Map();
  for (const { term } of answers) often.set(term, (often.get(term) ?? 0) + 1);
  const title = page.meta.title.split(/\s+/).filter(Boolean);
  const speakers = info.speakers ?? [];
  const all = pieces(page.anchors, words.length).map((piece) =>
    weigh(piece, answers, often, speakers[piece.speaker] ?? "", terms));
  const piece = choose(all);
  const [from, to] = stretch(piece, piece.type === "turn" ? TURN : EXCERPT, title.length);
  const id = landing(piece, from, to);
  const hits = new Set(locations);
  return {
    url: new URL(page.raw_url.replace(/^\//, "") + (id ? `#${id}` : ""), site).href,
    voice: info.voice ?? "",
    kind: info.kind,
    label: info.label ?? "",
    note: info.note ?? "",
    title: parts(title, (i) => hits.has(i)),
    excerpt: parts(words.slice(from, to), (i) => hits.has(from + i)),
    cut: [from > Math.max(piece.from, piece.type === "page" ? title.length : 0), to < piece.to],
    place: placeOf(piece, id, speakers),
  };
}

function placeOf(piece, id, speakers) {
  if (piece.type === "turn") return { type: "turn", time: clock(seconds(id)), speaker: speakers[piece.speaker] };
  return piece.type === "section" ? { type: "section", title: piece.title } : null;
}
