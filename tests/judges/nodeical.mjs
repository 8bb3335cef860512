// Prints every date that node-ical finds in the calendar on standard input, as JSON.
import { readFileSync } from "node:fs";
import ical from "node-ical";

const span = { from: new Date("2000-01-01T00:00Z"), to: new Date("2040-01-01T00:00Z") };
const text = (value) => (value && typeof value === "object" ? value.val : value);
// Days are given as midnights of the computer's own zone.
const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => `${n}`.padStart(2, "0")).join("-");
const rows = Object.values(ical.sync.parseICS(readFileSync(0, "utf8")))
  .filter((item) => item.type === "VEVENT")
  .flatMap((event) => ical.expandRecurringEvent(event, span))
  .map(({ event, start, end, isFullDay }) => ({
    uid: event.uid,
    start: isFullDay ? day(start) : start.toISOString(),
    end: isFullDay ? day(end) : end.toISOString(),
    status: event.status,
    sequence: Number(event.sequence),
    title: text(event.summary),
    description: text(event.description),
  }));
process.stdout.write(JSON.stringify(rows));
