"""Foreign readers of captions: the W3C's WebVTT parser (npm) and webvtt-py."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import webvtt

JUDGES = Path(__file__).parent / "judges"
_SCRIPT = """
const {WebVTTParser, WebVTTCueTextParser} = require('webvtt-parser');
const entities = require('webvtt-parser/html-entities.json');
const voices = (node, voice) => node.type === 'text' ? [[voice, node.value]]
  : (node.children || []).flatMap(child => voices(child, node.name === 'v' ? node.value : voice));
const read = cue => {
  const errors = [];
  const parser = new WebVTTCueTextParser(cue.text, message => errors.push(message), 'subtitles', entities);
  const said = parser.parse(cue.startTime, cue.endTime).children.flatMap(child => voices(child, ''));
  return {start: cue.startTime, end: cue.endTime, errors, voices: said};
};
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map(text => {
  const {cues, errors} = new WebVTTParser(entities).parse(text, 'metadata');
  return {errors, cues: cues.map(read)};
})));
"""


def w3c(texts: Sequence[str]) -> list[dict[str, Any]]:
    """Per file its ``errors`` and ``cues``: start and end in seconds, errors, and voices with their words."""
    node = shutil.which("node")
    assert node, "Node is missing. Install it: sudo apt-get install nodejs npm, then run tests/judges/install"
    assert (JUDGES / "node_modules/webvtt-parser").is_dir(), (
        "webvtt-parser is missing: bash tests/judges/install"
    )
    done = subprocess.run(
        [node, "-e", _SCRIPT],
        input=json.dumps(texts),
        cwd=JUDGES,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def webvtt_py(text: str) -> list[tuple[float, float, str]]:
    """Start, end and words without tags, as webvtt-py reads them; entities stay as they are."""
    return [
        (_seconds(cue.start), _seconds(cue.end), cue.text)
        for cue in webvtt.from_buffer(io.StringIO(text), format="vtt")
    ]


def _seconds(stamp: str) -> float:
    hours, minutes, rest = stamp.split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(rest), 3)
