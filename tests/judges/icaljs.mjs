// Prints every date that ical.js (Thunderbird's reader) finds in the calendar on standard input, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const written = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const row = (item, start, end) => ({
  uid: item.uid,
  start: written(start),
  end: written(end),
  status: item.component.getFirstPropertyValue("status"),
  sequence: item.sequence,
  title: item.summary,
  description: item.description,
});

const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const rows = [];
for (const event of events.filter((one) => !one.isRecurrenceException())) {
  for (const other of events) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
  if (!event.isRecurring()) {
    rows.push(row(event, event.startDate, event.endDate));
    continue;
  }
  const dates = event.iterator();
  for (let next = dates.next(); next; next = dates.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    rows.push(row(item, startDate, endDate));
  }
}
process.stdout.write(JSON.stringify(rows));
