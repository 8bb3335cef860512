// Prints what podcast-partytime reads of the feed on standard input, as JSON.
import { readFileSync } from "node:fs";
import partytime from "podcast-partytime";

const feed = partytime.parseFeed(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(feed));
