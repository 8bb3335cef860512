"""Facts are read from the bytes of a file, and a file is what its bytes say."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from audio_samples import frame
from dreiklang.loading import file_facts, pdf
from dreiklang.loading.pictures import svg
from dreiklang.loading.recordings import mpeg
from loaded import SVG


def measured(tmp_path, name: str, content: bytes | str):
    """The facts of a file with this content, and the codes of its problems."""
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    facts, problems = file_facts.facts(tmp_path, name)
    for problem in problems:
        assert problem.message("de")
        assert problem.fix("en")
    return facts, [problem.code for problem in problems]


def picture(form: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """A picture's bytes."""
    stream = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(stream, form, **options)
    return stream.getvalue()


def xing(frames: int) -> bytes:
    """A frame that claims how many follow."""
    body = bytearray(frame())
    body[36:48] = b"Xing" + struct.pack(">II", 1, frames)
    return bytes(body)


@pytest.mark.parametrize(
    ("form", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp"), ("AVIF", "a.avif")]
)
def test_pictures_are_measured(tmp_path, form, name):
    """Width and height come from the picture."""
    facts, problems = measured(tmp_path, name, picture(form))
    assert problems == []
    assert (facts.width, facts.height) == (40, 30)
    assert facts.type.startswith("image/")


def test_a_turned_picture_is_measured_as_shown(tmp_path):
    """A camera's note to turn the picture swaps width and height."""
    exif = Image.Exif()
    exif[0x0112] = 6
    facts, _ = measured(tmp_path, "a.jpg", picture("JPEG", exif=exif))
    assert (facts.width, facts.height) == (30, 40)


@pytest.mark.parametrize(
    ("mode", "form", "colours", "alpha"),
    [("RGB", "PNG", "rgb", False), ("RGBA", "PNG", "rgb", True), ("P", "PNG", "rgb", False),
     ("L", "PNG", "grey", False), ("LA", "PNG", "grey", True), ("1", "PNG", "grey", False),
     ("I;16", "PNG", "grey", False), ("RGB", "JPEG", "rgb", False), ("L", "JPEG", "grey", False),
     ("CMYK", "JPEG", "cmyk", False)],
)  # fmt: skip
def test_colours_are_read_as_they_are_stored(tmp_path, mode, form, colours, alpha):
    """Grey, RGB and CMYK are told apart, and what has an alpha channel, whatever the picture shows."""
    stream = io.BytesIO()
    Image.new(mode, (40, 30)).save(stream, form)
    facts, problems = measured(tmp_path, "a.png" if form == "PNG" else "a.jpg", stream.getvalue())
    assert problems == []
    assert (facts.colours, facts.alpha) == (colours, alpha)


def test_a_jpeg_of_ycck_is_cmyk(tmp_path):
    """Four components are colours for print, whichever of the two ways an Adobe marker names."""
    stream = io.BytesIO()
    Image.new("CMYK", (40, 30)).save(stream, "JPEG")
    raw = stream.getvalue()
    marker = raw.index(b"Adobe")
    assert raw[marker + 11] == 0, "Pillow writes CMYK; 2 means YCCK (Adobe Technical Note 5116, section 18)"
    ycck = raw[: marker + 11] + b"\x02" + raw[marker + 12 :]
    assert measured(tmp_path, "a.jpg", ycck)[0].colours == "cmyk"


def test_a_transparent_colour_of_a_palette_is_transparency(tmp_path):
    """A PNG may name colours that are not shown (tRNS) and has no channel for it."""
    stream = io.BytesIO()
    Image.new("P", (40, 30)).save(stream, "PNG", transparency=0)
    assert measured(tmp_path, "a.png", stream.getvalue())[0].alpha


@pytest.mark.parametrize(("form", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")])
def test_a_truncated_picture_is_a_problem(tmp_path, form, name):
    """A picture whose end is missing is not published."""
    raw = picture(form)
    assert measured(tmp_path, name, raw[: len(raw) // 2]) == (None, ["picture-broken"])


def test_a_picture_of_400_megapixels_is_not_decoded(tmp_path):
    """More than 40 megapixels are refused from the header."""
    chunks = b""
    for name, body in ((b"IHDR", struct.pack(">IIBBBBB", 20000, 20000, 8, 2, 0, 0, 0)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    raw = b"\x89PNG\r\n\x1a\n" + chunks
    assert measured(tmp_path, "a.png", raw) == (None, ["picture-too-large"])


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", picture("JPEG")), ("a.mp3", "<html>x</html>"), ("a.pdf", SVG),
     ("a.docx", "PK"), ("a.vtt", "<script>"), ("a.csv", b"a\x00b"), ("a.m4a", b"ID3"),
     ("a.svg", "<html><svg></svg></html>")],
)  # fmt: skip
def test_the_ending_must_fit_the_content(tmp_path, name, content):
    """A file that is something else than its ending says is not published."""
    assert measured(tmp_path, name, content) == (None, ["media-type"])


def test_an_empty_file_is_a_problem(tmp_path):
    """A file without bytes is not published."""
    assert measured(tmp_path, "a.mp3", b"") == (None, ["media-empty"])


def test_equal_bytes_have_equal_digests(tmp_path):
    """The digest names the content, not the file."""
    assert measured(tmp_path, "a.svg", SVG)[0].digest == measured(tmp_path, "b.svg", SVG)[0].digest
    assert measured(tmp_path, "c.svg", SVG + " ")[0].digest != measured(tmp_path, "a.svg", SVG)[0].digest


@pytest.mark.parametrize(
    ("name", "inside"),
    [("a.odt", {"mimetype": "application/vnd.oasis.opendocument.text"}),
     ("a.docx", {"[Content_Types].xml": "", "word/document.xml": ""}),
     ("a.xlsx", {"[Content_Types].xml": "", "xl/workbook.xml": ""}), ("a.zip", {"a.txt": ""})],
)  # fmt: skip
def test_documents_are_known_by_what_is_inside(tmp_path, name, inside):
    """Office documents and archives are told apart by their parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, text in inside.items():
            archive.writestr(part, text)
    facts, problems = measured(tmp_path, name, stream.getvalue())
    assert problems == []
    assert facts.size == len(stream.getvalue())


def test_seconds_are_counted_frame_by_frame():
    """1,000 frames of 1,152 samples at 44.1 kHz last 26.122 seconds, tags and header frame apart."""
    frames = b"".join(frame(padding=i % 2) for i in range(1000))
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)
    for data in (
        frames,
        xing(1000) + frames,
        tag + frames,
        frames + b"TAG" + bytes(125),
        frames + bytes(500),
    ):
        assert mpeg.measure(data) == mpeg.Recording(26.122, 1000, False, 127_859)


def test_a_header_does_not_lengthen_a_truncated_recording(tmp_path):
    """A cut file has the length that is there, and is a problem."""
    facts, problems = measured(tmp_path, "a.mp3", xing(1000) + frame() * 500)
    assert facts.seconds == pytest.approx(13.061)
    assert problems == ["audio-truncated"]


def test_a_frame_without_its_end_is_a_truncated_recording():
    """Without a header frame the cut last frame tells."""
    recording = mpeg.measure(frame() * 10 + frame()[:100])
    assert recording == mpeg.Recording(0.261, 10, True, 127_706)


def test_garbage_between_frames_is_skipped():
    """A little garbage does not end a recording; endless garbage does."""
    some = mpeg.measure(frame() * 5 + b"\x01" * 300 + frame() * 5)
    assert (some.frames, some.truncated) == (10, False)
    much = mpeg.measure(frame() * 5 + b"\x01" * 200_000 + frame() * 5)
    assert much.frames == 5


def test_a_tag_larger_than_the_file_is_refused(tmp_path):
    """A tag that claims gigabytes makes no memory and no hang."""
    raw = b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + frame() * 10
    assert measured(tmp_path, "a.mp3", raw) == (None, ["audio-broken"])


def test_bytes_that_look_like_beginnings_do_not_hang():
    """Megabytes of sync bytes are given up soon."""
    assert mpeg.measure(b"\xff" * 5_000_000) is None


@given(st.binary(max_size=300), st.integers(0, 14), st.integers(0, 5))
def test_no_bytes_crash_the_recording_reader(noise, bitrate, count):
    """Any bytes give a recording or none."""
    mpeg.measure(noise + frame(max(1, bitrate)) * count + noise)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [('width="40" height="30"', (40, 30)), ('width="40px" height="30.4px"', (40, 30)),
     ('viewBox="0 0 800 450"', (800, 450)), ('width="100%" viewBox="0,0,8,4"', (8, 4)), ("", (None, None))],
)  # fmt: skip
def test_drawings_are_measured(attributes, size):
    """An SVG's size comes from width and height, else from its viewBox."""
    drawing = svg.read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert ((drawing.width, drawing.height), drawing.findings) == (size, ())


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<script>x</script>", "picture-active"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", "picture-active"),
        ("<path ONLOAD='x()'/>", "picture-active"), ("<foreignObject/>", "picture-active"),
        ("<a href='java&#x09;script:x()'/>", "picture-active"),
        ("<animate to='JavaScript:x'/>", "picture-active"),
        ("<image href='https://example.org/x.png'/>", "picture-reference"),
        ("<use xmlns:l='http://www.w3.org/1999/xlink' l:href='x.svg#a'/>", "picture-reference"),
        ("<path fill='url(https://example.org/x)'/>", "picture-reference"),
        ("<style>@import 'x.css';</style>", "picture-reference"),
        ("<style>path{fill:u\\72l(x)}</style>", "picture-reference"),
        ("<image href='data:image/svg+xml;base64,AAAA'/>", "picture-reference"),
    ],
)  # fmt: skip
def test_drawings_that_do_more_than_draw_are_refused(inside, code):
    """Scripts, event handlers and references to elsewhere are found, however they are written."""
    raw = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()
    assert [finding.code for finding in svg.read_svg(raw).findings] == [code]


@pytest.mark.parametrize(
    "inside",
    ["<use href='#a'/>", "<path fill='url(#a)'/>", "<style>path{fill:url('#a')}</style>",
     "<image href='data:image/png;base64,AAAA'/>", "<title>onload=x script</title>"],
)  # fmt: skip
def test_drawings_that_only_draw_are_accepted(inside):
    """References inside the drawing and embedded pictures are harmless."""
    assert svg.read_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()).findings == ()


def test_entities_are_refused_before_they_grow():
    """A drawing that declares entities is not read on."""
    raw = b'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'
    assert [finding.code for finding in svg.read_svg(raw).findings] == ["picture-entity"]


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda t: f"<svg>{t}</svg>".encode()))
def test_no_bytes_crash_the_drawing_reader(raw):
    """Any bytes give a drawing or findings."""
    svg.read_svg(raw)


def test_pages_of_a_document_are_counted():
    """The root of the page tree counts the pages, also inside compressed objects."""
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 12 >>"
    assert pdf.pages(b"%PDF-1.4\n1 0 obj " + tree + b" endobj") == 12
    packed = b"%PDF-1.5\n1 0 obj << /Type /ObjStm /N 1 >>\nstream\n" + zlib.compress(tree) + b"\nendstream"
    assert pdf.pages(packed) == 12
    assert pdf.pages(b"%PDF-1.4 nothing") is None


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_page_counter(noise):
    """Any bytes have a number of pages or none."""
    pdf.pages(b"%PDF-1.5 /Type /ObjStm >>\nstream\n" + noise + b"/Type /Pages /Count 3")


INFO = b"5 0 obj << /Title (Bericht) /Producer (x) >> endobj "
CATALOG = (
    b"1 0 obj << /Type /Catalog /MarkInfo << /Marked true >> /StructTreeRoot 9 0 R /Lang (de-DE) >> endobj "
)


@pytest.mark.parametrize(
    ("written", "lacking"),
    [
        (CATALOG + INFO, ()),
        (CATALOG + b"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>B</rdf:li></rdf:Alt></dc:title>", ()),
        (CATALOG.replace(b"true", b"false") + INFO, ("tags",)),
        (CATALOG.replace(b"/Lang (de-DE)", b"/Lang ()") + INFO, ("language",)),
        (CATALOG.replace(b"/Lang (de-DE)", b"") + b"7 0 obj << /Lang (de) >> endobj " + INFO, ("language",)),
        (CATALOG + b"5 0 obj << /Title (Kapitel 1) /Parent 4 0 R >> endobj", ("title",)),
        (b"%PDF-1.4 nothing", ("tags", "title", "language")),
    ],
    ids="whole metadata untagged empty-language language-elsewhere title-of-a-chapter nothing".split(),
)
def test_what_a_pdf_lacks_for_accessibility(written, lacking):
    """Tags, a title of the document and its language are stated by the file, plain or packed; else they are named."""
    assert pdf.lacks(written) == lacking
    packed = b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + zlib.compress(written)
    assert pdf.lacks(packed) == lacking


def test_a_picture_that_would_fill_memory_is_refused(tmp_path):
    """400 megapixels in some kilobytes are named within a second, without being unpacked."""
    packer, row = zlib.compressobj(9), bytes(1 + 20_000 // 8)
    bits = b"".join(packer.compress(row) for _ in range(20_000)) + packer.flush()
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)),
        (b"IDAT", bits),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    assert (tmp_path / "a.png").stat().st_size < 100_000
    tracemalloc.start()
    before = time.monotonic()
    found, (problem,) = file_facts.facts(tmp_path, "a.png")
    assert time.monotonic() - before < 1
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert found is None
    assert problem.code == "picture-too-large"
    assert "40" in problem.message("de") + problem.fix("de")
    assert "40" in problem.message("en") + problem.fix("en")
