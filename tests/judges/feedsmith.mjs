// Prints what feedsmith reads of the feed or (with the argument "opml") the list on standard input, as JSON.
import { readFileSync } from "node:fs";
import { parseFeed, parseOpml } from "feedsmith";

const text = readFileSync(0, "utf8");
process.stdout.write(JSON.stringify(process.argv[2] === "opml" ? parseOpml(text) : parseFeed(text)));
