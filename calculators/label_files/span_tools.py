"""Reading spans of text from brat's stand-off files, WebAnno TSV 3, and the XMI of INCEpTION."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.request import File, Found, Reading
from calculators.label_files.shapes import Region
from calculators.label_files.tokens import tokens_of
from calculators.label_files.xml import Element, each

_OWNER = "the file's owner"
_OTHERS = {"R": "relations", "E": "events", "A": "attributes", "M": "attributes", "N": "links", "#": "notes",
           "*": "equivalents"}  # fmt: skip
# Layers that say how a text is cut up, which is not what people decide.
_NO_LAYERS = frozenset(
    ["Sentence", "Token", "DocumentMetaData", "DocumentAnnotation", "Sofa", "TagsetDescription", "CASMetadata",
     "CASMetaData", "FeatureDefinition", "LayerDefinition", "View", "NULL", "XMI", "Dependency", "ROOT", "FSArray"]
)  # fmt: skip
# What WebAnno writes where a span has no value for a feature.
_NO_VALUE = "*"
_NO_FEATURES = frozenset(["id", "sofa", "begin", "end", "uiOrder", "order", "score"])


@dataclass(slots=True)
class Layers:
    """The spans of one text by feature, for a file may hold several layers, of which one is compared at a time."""

    item: str
    who: str
    by_feature: dict[str, list[Region]] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    tokens: list[tuple[int, int]] = field(default_factory=list)

    def add(self, feature: str, label: str, place: tuple[int, int]) -> None:
        """Take a span."""
        self.by_feature.setdefault(feature, []).append(Region("spans", label, span=place))


def read_brat(files: Iterable[File], collector: Collector) -> Reading:
    """Read brat's .ann files, https://brat.nlplab.org/standoff.html; a folder is one person's.

    Raises:
        InputError: a line is not as brat writes it; the file and line are named.
    """
    collector.place = "file"
    others: dict[str, None] = {}
    for at, file in enumerate(files, 1):
        collector.row(at)
        item = file.name.rpartition("/")[2].removesuffix(".ann") or "text"
        found = []
        for number, line in enumerate(file.text.splitlines(), 1):
            if line.startswith("T"):
                found.append(_brat_span(line, f"line {number:,} of {file.name or 'the file'}", collector.field))
            elif line.strip():
                others[_OTHERS.get(line[0], "other lines")] = None
        collector.regions(at, (item, file.person or _OWNER), found)
        if at % 100 == 0:
            yield Progress(share=0.5, doing=f"Reading file {at:,}")
    return Found(
        form="brat", columns=(("Item", "the file's name"), ("Annotator", "the folder's name")),
        not_read=tuple(others),
        alone="Open a folder that holds one folder a person, each with the .ann files of the same texts.",
    )  # fmt: skip


def _brat_span(line: str, where: str, about: str) -> Region:
    told = re.fullmatch(r"T\S*\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?", line)
    if not told:
        raise InputError(about, f"“T1, tab, label, start, end, tab, text” on {where}, as brat writes it", line)
    parts = [part.split() for part in told[2].split(";")]
    label = told[1] if len(parts) == 1 else f"{told[1]} in {told[2]}"
    start, end = int(parts[0][0]), int(parts[-1][1])
    if start > end:
        raise InputError(about, f"a start and an end at or after it on {where}", told[2])
    return Region("spans", label, span=(start, end))


def is_webanno(text: str) -> bool:
    """Say whether a text is WebAnno TSV 3, which INCEpTION exports too."""
    return text.startswith("#FORMAT=WebAnno TSV 3")


def read_webanno(files: Iterable[File], collector: Collector) -> Reading:
    """Read WebAnno TSV 3, https://inception-project.github.io/releases/37.0/docs/user-guide.html#sect_formats_webannotsv3.

    Raises:
        InputError: a line has too few columns, or there is no layer as it is wanted.
    """
    return (yield from _layered((_webanno_layers(file, collector.field) for file in files), "WebAnno TSV 3", collector))


def _webanno_layers(file: File, about: str) -> Layers:
    layers = Layers(_document(file), file.person or _OWNER)
    columns: list[str] = []
    open_: dict[tuple[str, str, str], tuple[int, int]] = {}
    for number, line in enumerate(file.text.splitlines(), 1):
        if line.startswith("#T_"):
            kind, _, rest = line[1:].partition("=")
            layer, *features = rest.split("|")
            name = layer.rpartition(".")[2]
            spans = kind == "T_SP" and name not in _NO_LAYERS
            columns += [
                f"{name}|{feature}" if spans and not feature.startswith("ROLE_") else "" for feature in features
            ]
            for one in columns:
                layers.by_feature.setdefault(one, [])
        elif re.match(r"\d+-\d+(?:\.\d+)?\t", line):
            cells = line.rstrip("\t").split("\t")
            place = re.fullmatch(r"(\d+)-(\d+)", cells[1])
            if not place or len(cells) > len(columns) + 3:
                raise InputError(
                    about, f"token, place and {len(columns)} features on line {number:,} of WebAnno TSV", line
                )
            layers.text.append(f"{cells[1]} {cells[2]}")
            # A part of a token has a line of its own where somebody marked it.
            if "." not in cells[0]:
                layers.tokens.append((int(place[1]), int(place[2])))
            for column, cell in zip(columns, cells[3:], strict=False):
                if column and cell != "_":
                    _webanno_cell(column, cell, (int(place[1]), int(place[2])), number, open_)
    for (column, label, _), span in open_.items():
        layers.add(column, label, span)
    return layers


def _webanno_cell(
    column: str, cell: str, place: tuple[int, int], line: int, open_: dict[tuple[str, str, str], tuple[int, int]]
) -> None:
    """Take the values of a cell; those with one number in brackets belong to one span over several tokens."""
    for nth, value in enumerate(re.split(r"(?<!\\)\|", cell)):
        told = re.fullmatch(r"(.*?)(?<!\\)\[(\d+)\]", value)
        label, number = (told[1], told[2]) if told else (value, f"line {line} {nth}")
        label = re.sub(r"\\(.)", r"\1", label)
        if label == "_":
            continue
        start, end = open_.get((column, label, number), place)
        open_[column, label, number] = min(start, place[0]), max(end, place[1])


def is_xmi(root: str) -> bool:
    """Say whether an XML file is the XMI of a CAS."""
    return root.lower() in ("xmi:xmi", "xmi")


def read_xmi(files: Iterable[File], collector: Collector) -> Reading:
    """Read UIMA CAS XMI as INCEpTION exports it: every annotation with a begin and an end.

    Raises:
        InputError: it is not well-formed, or there is no layer as it is wanted.
    """
    return (yield from _layered((_xmi_layers(file, collector.field) for file in files), "CAS XMI", collector))


def _xmi_layers(file: File, about: str) -> Layers:
    layers = Layers(_document(file), file.person or _OWNER)

    def take(whole: Element) -> None:
        for one in whole.children:
            if one.name == "Sofa":
                layers.text.append(one.attributes.get("sofaString", ""))
                layers.tokens = tokens_of(layers.text[0]) if len(layers.text) == 1 else []
            _xmi_element(one, layers)

    each(file.text, frozenset(["XMI"]), take, about)
    return layers


def _xmi_element(one: Element, layers: Layers) -> None:
    begin, end = one.attributes.get("begin", ""), one.attributes.get("end", "")
    relation = {"Governor", "Dependent"} <= one.attributes.keys()
    if relation or one.name in _NO_LAYERS or not (begin.isdigit() and end.isdigit()):
        return
    features = {key: value for key, value in one.attributes.items() if key not in _NO_FEATURES}
    for feature, label in (features or {"": one.name}).items():
        layers.add(f"{one.name}|{feature}", label, (int(begin), max(int(begin), int(end))))


def _layered(found: Iterable[Layers], form: str, collector: Collector) -> Reading:
    collector.place = "file"
    texts = []
    for at, layers in enumerate(found, 1):
        collector.row(at)
        texts.append(layers)
        if at % 20 == 0:
            yield Progress(share=0.5, doing=f"Reading file {at:,}")
    if len(texts) > 1 and all(one.text == texts[0].text and one.item.startswith(f"{one.who}.") for one in texts):
        # One text, and each file is named after who annotated it.
        texts = [replace(one, item="the text") for one in texts]
    used = _used(texts)
    wanted = collector.request.options.label
    if wanted and wanted not in used:
        raise InputError("label", f"one of the layers: {', '.join(used)}", wanted, offers={"label": tuple(used)})
    layer = wanted or max(used, key=lambda name: used[name], default="")
    for at, one in enumerate(texts, 1):
        collector.regions(at, (one.item, one.who), one.by_feature.get(layer, []), one.tokens)
    return Found(
        form=form,
        columns=(("Item", "the document"), ("Annotator", "the file's name"), ("Label", layer)),
        question=layer if len(used) > 1 else "",
        questions=tuple(used) if len(used) > 1 else (),
        alone=(
            "In INCEpTION open the project's Settings, Export, choose “UIMA CAS XMI (XML 1.0)” or “WebAnno TSV v3.3” "
            "as secondary format, choose Export backup archive, and open that zip as it is."
        ),
    )


def _used(texts: Iterable[Layers]) -> dict[str, int]:
    """Return the features that hold something, each with how many spans have a value for it.

    Of a layer with values those features that were left without any are none.
    """
    labels: dict[str, set[str]] = {}
    spans: Counter[str] = Counter()
    for one in texts:
        for name, regions in one.by_feature.items():
            labels.setdefault(name, set()).update(region.label for region in regions)
            spans[name] += sum(region.label != _NO_VALUE for region in regions)
    valued = {name for name, said in labels.items() if said - {_NO_VALUE}}
    layers = {_layer(name) for name in valued}
    first = {_layer(name): name for name, said in reversed(labels.items()) if said and _layer(name) not in layers}
    return {name: spans[name] for name in labels if name and (name in valued or name in first.values())}


def _layer(feature: str) -> str:
    return feature.partition("|")[0]


def _document(file: File) -> str:
    """Return the name of the text: of the folder where files are named after people, else the file's own."""
    folder, _, name = file.name.rpartition("/")
    return (
        folder.rpartition("/")[2]
        if file.person and file.person == name.rpartition(".")[0] and folder
        else name or "text"
    )
