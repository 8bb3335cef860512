"""Files as written: bytes in, plain values with positions out, or problems in words.

- ``text`` decodes bytes (UTF-8 only) and refuses what no reader could want
- ``yaml12`` reads YAML 1.2 with the line and column of every value
- ``yaml_tags`` reads the tags that ``mkdocs.yml`` may use
- ``front_matter`` splits front matter from the text below it
- ``documents`` reads YAML files and front matter
- ``field_problems`` puts what a model finds wrong into words
"""

from dreiklang.written.documents import Document, read_front_matter, read_record, read_yaml
from dreiklang.written.field_problems import field_problem, near
from dreiklang.written.text import decode
from dreiklang.written.yaml_tags import MkDocsTags

__all__ = [
    "Document",
    "MkDocsTags",
    "decode",
    "field_problem",
    "near",
    "read_front_matter",
    "read_record",
    "read_yaml",
]
