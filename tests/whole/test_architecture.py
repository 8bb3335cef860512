"""The folder tree is the way the data flows."""

from __future__ import annotations

import ast
from pathlib import Path

import dreiklang

PACKAGE = Path(dreiklang.__file__).parent
ORDER = [
    ("i18n",),
    ("ground",),
    ("written",),
    ("settings",),
    ("content",),
    ("markup",),
    ("loading",),
    ("site",),
    ("checks",),
    ("feeds", "search", "media"),
    ("pages",),
    ("publishing", "fetch"),
    ("build",),
    ("importing",),
    ("against",),
    ("audio", "serving"),
    ("hosts",),
    ("cli",),
    ("__main__",),
]
"""Rooms, earliest first; a file imports only from its own room and earlier ones."""
LEVEL = {name: level for level, names in enumerate(ORDER) for name in names}


def imported(file: Path) -> set[str]:
    """The stages of the package that a file imports from."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "dreiklang":
            found |= {alias.name for alias in node.names if alias.name in LEVEL}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dreiklang."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("dreiklang.")}
    return found


def stage(file: Path) -> str:
    """The stage a file belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources() -> list[Path]:
    """Every module of the package except the package's own head."""
    return [f for f in sorted(PACKAGE.rglob("*.py")) if f != PACKAGE / "__init__.py"]


def test_every_module_belongs_to_a_stage():
    """Each file of the package belongs to a stage of the order."""
    assert {stage(f) for f in sources()} <= LEVEL.keys()


def test_imports_run_in_one_direction():
    """A file imports only from its own stage and earlier ones, never from a neighbour or backwards."""
    wrong = [
        f"{file.relative_to(PACKAGE)} imports {other}"
        for file in sources()
        for other in imported(file)
        if other != stage(file) and LEVEL[other] >= LEVEL[stage(file)]
    ]
    assert wrong == []


def modules_imported(file: Path) -> set[Path]:
    """The modules of the package that a file names in imports, those for types alone included."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "dreiklang":
            base = PACKAGE.joinpath(*(node.module or "").split(".")[1:])
            inner = {base / f"{alias.name}.py" for alias in node.names}
            inner |= {base / alias.name / "__init__.py" for alias in node.names}
            known = {path for path in inner if path.is_file()}
            found |= known or {
                path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()
            }
    return found - {file}


def test_no_modules_import_each_other_in_a_circle():
    """Whatever a module imports, directly or through others, does not import it."""
    imports = {file: modules_imported(file) for file in sources()}

    def reached(start: Path) -> set[Path]:
        seen, waiting = set(), [start]
        while waiting:
            for other in imports.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen

    assert [str(file.relative_to(PACKAGE)) for file in imports if file in reached(file)] == []


def test_only_the_host_imports_mkdocs():
    """The core knows no host: MkDocs is imported in hosts/ alone."""
    for file in sources():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        if any(name.split(".")[0] == "mkdocs" for name in names):
            assert stage(file) == "hosts", f"{file.name} imports mkdocs"


def test_functions_and_modules_stay_small():
    """No function has more than 40 lines, no module more than 320."""
    for file in sources():
        text = file.read_text(encoding="utf-8")
        assert text.count("\n") <= 320, file.name
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 40, f"{file.name}: {node.name} has {length} lines"


def test_public_functions_say_what_they_are_about():
    """A traceback that ends in ``of``, ``read`` or ``views`` says nothing: functions of modules name their object."""
    bare = {"find", "make", "of", "read", "run", "views", "write"}
    for file in sources():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert not bare & {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}, file.name


def test_nobody_asks_the_clock():
    """The time of day enters in clock.py alone, so equal content gives equal bytes on any day."""
    for file in sources():
        text = file.read_text(encoding="utf-8")
        if file.name != "clock.py":
            assert ".now(" not in text, file.name
            assert "date.today(" not in text, file.name
