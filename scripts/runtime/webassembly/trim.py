"""Takes out of Pyodide's WebAssembly and of the script around it what only loaded packages would ask for.

Pyodide hands out some ten thousand functions by name, so that compiled packages may call them; each name is
downloaded, read and entered into tables at every start. No package is loaded here, so only the names stay that
the script itself uses, and those that the WebAssembly asks to be told the place of.
"""

import re
from collections import Counter

from scripts.machine.errors import BuildError
from scripts.runtime.webassembly.format import EXPORTS, IMPORTS, exported, exports, imports, replaced, sections

WORD = re.compile(r"[A-Za-z_$][\w$]*")
HANDED_OUT = re.compile(r'var (_\w+)=Module\["\1"\]=wasmExports\["\w+"\];')
# What make.mjs asks for beside the script.
OURS = frozenset(["_PyMem_RawFree", "_PyMem_RawMalloc", "_emscripten_stack_get_end", "_sbrk"])
PLACES = "GOT."


def trim_script(script: str) -> str:
    """Return the script without the lines that hand out functions it does not use itself.

    Raises:
        BuildError: there are none, so that this is not the script known here.
    """
    words = Counter(WORD.findall(script))
    # Such a line has the name twice.
    trimmed = HANDED_OUT.sub(lambda line: line[0] if words[line[1]] > 2 or line[1] in OURS else "", script)
    if trimmed == script:
        raise BuildError("Pyodide's script hands out no functions in the way known here")
    return trimmed


def trim_exports(module: bytes, script: str) -> bytes:
    """Return the WebAssembly module with the exports that the trimmed script names or the module looks up.

    Raises:
        BuildError: this is no WebAssembly module of the version known here.
    """
    parts = {kind: contents for kind, contents in sections(module) if kind in (IMPORTS, EXPORTS)}
    wanted = set(WORD.findall(script))
    wanted.update(one.name for one in imports(parts[IMPORTS]) if one.origin.startswith(PLACES))
    kept = {name: place for name, place in exports(parts[EXPORTS]).items() if name in wanted}
    return replaced(module, {EXPORTS: exported(kept)})
