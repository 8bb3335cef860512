"""What builds remember: values packed one by one."""

from __future__ import annotations

import contextlib

import pytest

from dreiklang.ground import workers
from dreiklang.publishing import build_cache


def store(path, *context):
    """A store that lets go of its file at the end."""
    return contextlib.closing(build_cache.BuildCache(path, *context))


@pytest.fixture
def kept(tmp_path):
    """A store with two values."""
    with store(tmp_path / "s") as first:
        first.put("a", "1", ["x" * 1000])
        first.put_packed("b", "1", workers.pack({"y": 2}))
        first.save()
    return tmp_path / "s"


def test_values_come_back_for_their_key_alone(kept):
    """A value is remembered until its digest changes."""
    with store(kept) as again:
        assert (again.get("a", "1"), again.get("b", "1")) == (["x" * 1000], {"y": 2})
        assert again.get("a", "2") is None
        assert again.get("c", "1") is None


def test_only_what_was_used_stays(kept):
    """What a build did not ask for is forgotten; what it asked for is copied as it is."""
    with store(kept) as second:
        second.get("b", "1")
        second.put("c", "1", 3)
        second.save()
    with store(kept) as third:
        assert (third.get("a", "1"), third.get("b", "1"), third.get("c", "1")) == (None, {"y": 2}, 3)


def test_a_store_of_the_same_values_is_not_written_again(kept):
    """A build that changes nothing leaves the file as it is."""
    before = kept.stat().st_mtime_ns
    with store(kept) as second:
        second.get("a", "1")
        second.get("b", "1")
        second.save()
    assert kept.stat().st_mtime_ns == before


def test_other_settings_remember_nothing(kept):
    """Values belong to the code and the settings they were made with."""
    with store(kept, {"language": "en"}) as other:
        assert other.get("a", "1") is None


@pytest.mark.parametrize("end", [0, 1, 7, 8, 40, 600, -1, -9, -40])
def test_a_cut_file_is_an_empty_memory(kept, end):
    """Whatever is wrong with the file, a build goes on without it and writes it anew."""
    kept.write_bytes(kept.read_bytes()[:end])
    with store(kept) as damaged:
        assert damaged.get("a", "1") is None
        damaged.put("a", "1", 4)
        damaged.save()
    with store(kept) as again:
        assert again.get("a", "1") == 4


def test_a_damaged_value_is_forgotten_alone(kept):
    """One value that cannot be unpacked is read anew; the others stay."""
    content = bytearray(kept.read_bytes())
    content[:20] = b"\xff" * 20
    kept.write_bytes(content)
    with store(kept) as damaged:
        assert (damaged.get("a", "1"), damaged.get("b", "1")) == (None, {"y": 2})
