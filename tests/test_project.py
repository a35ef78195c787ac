"""Rules of the whole house."""

import ast
from pathlib import Path

from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]

# Imports run one way: each layer may use those before it.
LAYERS = ["cms.models", "partners", "home", "stories", "cms.translation", "cms.delivery"]
# They need nothing of the house, so any layer may use them.
FOUNDATIONS = ("cms.language", "cms.pictures", "cms.settings")
# They put the house together, and nobody imports them.
ASSEMBLY = (
    "cms.urls",
    "cms.provisioning",
    "cms.seeding",
    "cms.management",
    "cms.demo",
    "cms.measurement",
)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _layer_of(module: str) -> int | None:
    for number, layer in enumerate(LAYERS):
        if module == layer or module.startswith(layer + "."):
            return number
    return None


def _modules():
    for top in ("cms", "partners", "home", "stories"):
        for path in (ROOT / top).rglob("*.py"):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), path


def test_imports_run_one_way():
    wrong = [
        f"{module} imports {name}"
        for module, path in _modules()
        if (layer := _layer_of(module)) is not None
        for name in _imports(path)
        if (_layer_of(name) or 0) > layer
    ]
    assert not wrong


def test_foundations_import_nothing_of_the_house():
    wrong = [
        f"{module} imports {name}"
        for module, path in _modules()
        if module.startswith(FOUNDATIONS)
        for name in _imports(path)
        if _layer_of(name) is not None and not name.startswith(FOUNDATIONS)
    ]
    assert not wrong


def test_nobody_imports_what_puts_the_house_together():
    wrong = [
        f"{module} imports {name}"
        for module, path in _modules()
        if _layer_of(module) is not None
        for name in _imports(path)
        if name.startswith(ASSEMBLY)
    ]
    assert not wrong


def test_no_file_is_a_drawer_for_everything():
    drawers = {"utils", "helpers", "misc", "common"}
    assert not [str(path) for _module, path in _modules() if path.stem in drawers]


def test_models_and_migrations_agree(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
