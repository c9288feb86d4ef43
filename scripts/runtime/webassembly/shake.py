"""Takes out of the script around Pyodide's WebAssembly what nothing that is left can call: pictures, sound and windows.

1. Of the functions that the script offers the WebAssembly, those stay that the file as it was cut asks for.
2. Of what it hands out to others by name, what it reads itself stays, and what Pyodide's loader may read.
3. A function of the script gets no place in the table: each such place is a small WebAssembly module that is compiled
   at every start, and nothing that can be reached asks for one, which ``cut`` makes sure of.
4. esbuild then leaves out what is no longer named anywhere, as it does with the modules of the pages.

What is left is compared with what was released by the answers that both give, see ``scripts/runtime/folder.py``.
"""

import re
import subprocess
from collections.abc import Collection

from scripts.machine.errors import BuildError
from scripts.machine.node import ESBUILD, node_program
from scripts.runtime.webassembly.cut import PLACES_OF_FUNCTIONS
from scripts.runtime.webassembly.format import IMPORTS, imports, sections

# What the WebAssembly is offered, as names, each with that of a function where the two differ.
OFFERED = re.compile(r"(?<=\bvar wasmImports=\{)[\w$:,]+(?=\})")
# What the script calls through the offer itself.
BY_NAME = re.compile(r'\bwasmImports\["([\w$]+)"\]')
# What a function of the script says of itself, which would count as a use of it.
KIND = re.compile(r'\b([A-Za-z_$][\w$]*)\.(?:sig|stub)=(?:"\w+"|true);')
HANDED_OUT = re.compile(r'\bModule\["([\w$]+)"\]=\1;')
READ = re.compile(r'\b(?:Module|API)\??\.([\w$]+)|\bModule\["([\w$]+)"\]')
WORD = re.compile(r"[\w$]+")
# What make.mjs reads.
OURS = frozenset(["stackSave"])
# A call by this name could read every name around it, so that none could be left out. What calls it is not called here:
# texts of scripts that come with compiled packages.
SEES_ALL = re.compile(r"(?<![\w.$])eval\(")
SEES_NONE = "(0,eval)("
# Each is the only use of something that can go, or what gives functions their places.
LOOSE_ENDS = {
    "registerPostMainLoop(()=>SDL.audio?.queueNewAudioData?.());": "",
    "MainLoop.init();": "",
    'if(typeof Browser!="undefined")Browser.init();': "",
    "var requestFullscreen=Browser.requestFullscreen;": "",
    "var setCanvasSize=Browser.setCanvasSize;": "",
    "var getUserMedia=Browser.getUserMedia;": "",
    "var createContext=Browser.createContext;": "",
    'Module["requestFullscreen"]=requestFullscreen;': "",
    'Module["requestAnimationFrame"]=MainLoop.requestAnimationFrame;': "",
    'Module["pauseMainLoop"]=MainLoop.pause;': "",
    'Module["resumeMainLoop"]=MainLoop.resume;': "",
    "if(!value&&!entry.required){continue}": 'if(!value||typeof value=="function"){continue}',
}
# Around the names of the script, so that esbuild sees them as those of a module.
BEGIN, END = "  var moduleRtn;\n", "\n  return moduleRtn;\n"
KEEP = "\nexport{moduleRtn};"


def shake(script: str, module: bytes, loader: str) -> str:
    """Return the script with what that module or that loader may call, and all that this needs.

    Raises:
        BuildError: the script is not the one known here. Another release of Pyodide may well be; leave this step out
            then, by taking the call of ``shake`` out of ``scripts/runtime/folder.py``.
    """
    asked = {one.name for one in imports(dict(sections(module))[IMPORTS]) if one.origin != PLACES_OF_FUNCTIONS}
    script = offer(script, asked)
    script = hand_out(script, OURS | set(WORD.findall(loader)))
    for end, instead in LOOSE_ENDS.items():
        if script.count(end) != 1:
            raise BuildError(f"{UNKNOWN}: it does not say once: {end}")
        script = script.replace(end, instead)
    return without_unused(SEES_ALL.sub(SEES_NONE, script))


UNKNOWN = "Pyodide's script is not the one known here, so what nothing calls cannot be taken out of it"


def offer(script: str, asked: set[str]) -> str:
    """Return the script that offers the WebAssembly what it asks for and what the script takes from the offer itself.

    Raises:
        BuildError: the script offers nothing, or not all that is asked for.
    """
    found = OFFERED.search(script)
    offered = dict(entry.partition(":")[::2] for entry in found[0].split(",")) if found else {}
    if missing := asked - offered.keys():
        raise BuildError(f"{UNKNOWN}: it does not offer {', '.join(sorted(missing))}")
    wanted = asked | set(BY_NAME.findall(script))
    kept = [f"{name}:{inner}" if inner else name for name, inner in offered.items() if name in wanted]
    gone = {inner or name for name, inner in offered.items() if name not in wanted}
    gone -= {inner or name for name, inner in offered.items() if name in wanted}
    script = OFFERED.sub(",".join(kept), script)
    return KIND.sub(lambda kind: "" if kind[1] in gone else kind[0], script)


def hand_out(script: str, read: Collection[str]) -> str:
    """Return the script that hands out of its names those that are read, by itself or by others."""
    rest = HANDED_OUT.sub("", script)
    read = {*read, *(name for found in READ.findall(rest) for name in found)}
    return HANDED_OUT.sub(lambda line: line[0] if line[1] in read else "", script)


def without_unused(script: str) -> str:
    """Return the script without the names in its function that nothing in it uses.

    Raises:
        BuildError: the script has no such function, or esbuild cannot read it.
    """
    head, begin, rest = script.partition(BEGIN)
    body, end, tail = rest.rpartition(END)
    if not begin or not end:
        raise BuildError(f"{UNKNOWN}: it is no function that gives what it calls moduleRtn")
    command = [
        node_program(),
        str(ESBUILD),
        "--loader=js",
        "--format=esm",
        "--tree-shaking=true",
        "--minify-whitespace",
        "--log-level=error",
    ]
    done = subprocess.run(
        command,
        input=begin + body + KEEP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise BuildError(f"{UNKNOWN}:\n{done.stderr[-2000:]}")
    return head + done.stdout.removesuffix(KEEP.strip() + "\n") + end + tail
