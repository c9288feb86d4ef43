"""Several exports of Label Studio or doccano, whose numbers mean something else on each server and in each project.

People who each set up a Label Studio of their own are all number 1 there, and a task has the number that the import
happened to give it. Who a file's labels are by, and which tasks are the same, is told by comparing the files.
"""

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field

from calculators.core import InputError, Progress
from calculators.label_files.copies import copied_in
from calculators.label_files.exports import Export, export_in
from calculators.label_files.options import ReadOptions
from calculators.label_files.request import File
from calculators.label_files.table import named

_FEW = 10  # one task of so many may show something else, and one of five

type _Names = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What several files say of each other.

    Attributes:
        by_file: the places of the files that are another person's each, whatever number they call them.
        shown: for the place of a file, the key of what a task shows where that tells the item; none where its number
            does.
        notes: why, a sentence each.
        cautions: what could mislead in numbers made from them, a sentence each.
    """

    by_file: frozenset[int] = frozenset()
    shown: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


def compared(files: Sequence[File], options: ReadOptions, field: str) -> Generator[Progress, None, Told]:
    """Return what several files of one such tool say of each other; files of other kinds say nothing of any.

    Args:
        files: the files.
        options: what the reader chose.
        field: what errors are about.

    Raises:
        InputError: two files hold the same annotations, or which tasks are the same is not told by what they show.
    """
    exports: list[Export] = []
    for at, file in enumerate(files):
        yield Progress(share=at / len(files), doing=f"Comparing file {at + 1:,} of {len(files):,}")
        if len(files) > 1 and (export := export_in(at, file, options.label)) and export.tasks:
            exports.append(export)
    if len(exports) < 2:
        return Told()
    shown, why, other = _items(exports, options.item)
    by_file, who = _people(exports, shown)
    copied = copied_in(files, exports, field, by_file=by_file)
    doubts = (other, *copied, *_doubts(files, exports, shown, by_file=by_file))
    return Told(
        by_file=frozenset(one.at for one in exports if by_file), shown=shown,
        notes=tuple(filter(None, [who, why])), cautions=tuple(filter(None, doubts)),
    )  # fmt: skip


def _items(exports: Sequence[Export], item: str) -> tuple[dict[int, str], str, str]:
    """Return for each file the key of what tells its items, with why and a caution; no key where numbers tell them.

    Numbers are believed where hardly a task of one number shows something else, and what tasks show where nothing
    else that they show speaks against it.

    Raises:
        InputError: neither can be believed; then the reader is asked.
    """
    if item == "id":
        return {}, "", ""
    best = _best(exports)
    if item:
        keys = [item if item in one.shown and item not in one.lists else key
                for one, key in zip(exports, best, strict=True)]  # fmt: skip
        if item not in keys:
            return {}, "", ""
        return {one.at: key for one, key in zip(exports, keys, strict=True) if key}, "", ""
    numbered = [one.names("") for one in exports]
    against = _against(exports, numbered, best)
    moved = _moved(exports, best)
    if not moved and not _many(against):
        return {}, "", _told(against, "number")
    found = [one.names(key) if key else {} for one, key in zip(exports, best, strict=True)]
    shared = Counter(name for names in found for name in {*names.values()})
    used = named(map(repr, filter(None, dict.fromkeys(best))))
    because = [f"tasks of one number show something else in each file ({_counted(against)})"] if against else []
    if moved:
        because.append("what tasks show has other numbers in each file")
    if not all(best):
        because.append("nothing in words tells all tasks of each file apart")
    elif max(shared.values()) == 1:
        because = [f"the files use the same numbers for their tasks, and yet what a task shows ({used}) is never the "
                   "same in two of them"]  # fmt: skip
    elif _many(other := _against(exports, found, best, words=True)):
        because.append(f"tasks that are the same by {used} are not by something else ({_counted(other)})")
        against = [*against, *other]
    else:
        why = f"Tasks have other numbers in each file, so they were matched by what they show: {used}."
        return {one.at: key for one, key in zip(exports, best, strict=True)}, why, _told(other, used)
    lists = {key for one in exports for key in one.lists}
    offered = dict.fromkeys([*best, *(key for key, *_ in against)])
    raise InputError(
        "item",
        f"what names an item to be chosen: {', and '.join(because)}. If tasks of one number are the same nevertheless, "
        "choose 'id'",
        offers={"item": ("id", *(key for key in offered if key and key not in lists and key != "id"))},
    )


def _best(exports: Sequence[Export]) -> list[str]:
    """Return for each file the key that tells its tasks apart and is shared by most; empty where none does."""
    keys = [one.telling() for one in exports]
    files = Counter(text for one in keys for text in {text for shown in one.values() for text in shown.values()})
    ranks: dict[str, tuple[int, int, int]] = {}
    for one in keys:
        for key, shown in one.items():
            texts = {*shown.values()}
            many, of, long = ranks.get(key, (0, 0, 0))
            shared = sum(files[text] > 1 for text in texts)
            ranks[key] = many + shared, of + 1, long + sum(map(len, texts))
    return [max(one, key=ranks.__getitem__, default="") for one in keys]


def _against(
    exports: Sequence[Export], names: Sequence[_Names], best: Sequence[str], *, words: bool = False
) -> list[tuple[str, int, int]]:
    """Return what speaks against taking tasks of one name in several files for the same.

    Args:
        exports: the files.
        names: what each file's tasks are called.
        best: the key of each file that tells its tasks apart; whatever they are called, they stand for one another.
        words: whether only what is said in words counts; otherwise, where no words are shared, all that they show.

    Returns:
        For each file and key: the key, how many of its tasks show something else than those of their names in the
        files before it, and of how many; where it is any.
    """
    looks = [[one.words() for one in exports]]
    if not words:
        looks.append([{key: shown for key, shown in one.shown.items() if len({*shown.values()}) > 1}
                      for one in exports])  # fmt: skip
    for look in looks:
        found: list[tuple[str, int, int]] = []
        first: dict[tuple[str, str], set[str]] = {}
        looked = False
        for called, keys in zip(names, _roles(look, best), strict=True):
            for role, key, shown in keys:
                texts: dict[tuple[str, str], set[str]] = {}
                for task, text in shown.items():
                    texts.setdefault((role, called.get(task, "")), set()).add(text)
                known = [name for name in texts if name[1] and name in first]
                looked = looked or bool(known)
                if wrong := sum(texts[name].isdisjoint(first[name]) for name in known):
                    found.append((key, wrong, len(known)))
                for name, said in texts.items():
                    first.setdefault(name, said)
        if looked:
            return found
    return []


def _roles(look: Sequence[Mapping[str, _Names]], best: Sequence[str]) -> list[list[tuple[str, str, _Names]]]:
    """Return for each file what its keys stand for, with the keys and what they show.

    Keys of one name stand for the same, and where the files have none in common those that tell their tasks apart do.
    """
    common = set(look[0]).intersection(*look)
    return [
        [("" if key == mine and not common else key, key, shown) for key, shown in keys.items()]
        for keys, mine in zip(look, best, strict=True)
    ]


def _moved(exports: Sequence[Export], best: Sequence[str]) -> bool:
    """Say whether what tasks show in words has one number in one file and another in the next."""
    first: dict[tuple[str, str], set[str]] = {}
    for keys in _roles([one.words() for one in exports], best):
        for role, _, shown in keys:
            numbers: dict[tuple[str, str], set[str]] = {}
            for number, text in shown.items():
                numbers.setdefault((role, text), set()).add(number)
            if any(first.setdefault(text, said).isdisjoint(said) for text, said in numbers.items()):
                return True
    return False


def _many(against: Sequence[tuple[str, int, int]]) -> bool:
    return any(wrong > max(of >= _FEW // 2, of // _FEW) for _, wrong, of in against)


def _counted(against: Sequence[tuple[str, int, int]]) -> str:
    key, wrong, of = max(against, key=lambda one: one[1])
    return f"{wrong:,} of {of:,} by '{key}'"


def _told(against: Sequence[tuple[str, int, int]], by: str) -> str:
    """Return the caution where a few tasks that were taken for the same show something else."""
    if not against:
        return ""
    return (
        f"Tasks were taken for the same by {by}, though a few of them show something else in another file "
        f"({_counted(against)}), so look at those."
    )


def _people(exports: Sequence[Export], shown: Mapping[int, str]) -> tuple[bool, str]:
    """Return whether each file is another person's, and in words why; False where the numbers tell people apart.

    Where each file holds one person and two of them say the same number of the same tasks, at other moments, these
    can only have been labelled on servers of their own.
    """
    numbers = {one.number for one in exports}
    if "" in numbers or (len(numbers) > 1 and not _twice(exports, shown)):
        return False, ""
    said = "and two files say the same number of the same tasks" if len(numbers) > 1 else f"number {numbers.pop()}"
    return True, (
        f"In each file everything was labelled by {'one number, ' * (len(numbers) > 1)}{said}, as happens where people "
        "have a Label Studio of their own each, so every file was taken for another person's and named after it."
    )


def _twice(exports: Sequence[Export], shown: Mapping[int, str]) -> bool:
    """Say whether one number labelled one task in two files, not at the same moment."""
    made: dict[tuple[str, str], str] = {}
    for one in exports:
        mine = {(one.number, name): one.made.get(task, "") for task, name in one.names(shown.get(one.at, "")).items()}
        if any(key in made and (not moment or made[key] != moment) for key, moment in mine.items()):
            return True
        made |= mine
    return False


def _doubts(files: Sequence[File], exports: Sequence[Export], shown: Mapping[int, str], *, by_file: bool) -> list[str]:
    """Return in words what the files leave open about who is who."""
    found: list[str] = []
    if by_file:
        if timeless := [one.name for one in exports if 1 not in one.moments.values()]:
            found.append(
                f"Nothing in {named(timeless)} says to the microsecond when a label was made, so a copy, or an export "
                "of another day, would pass for a second person."
            )
        did: dict[str, set[str]] = {}
        for one in exports:
            did.setdefault(files[one.at].person, set()).update(one.names(shown.get(one.at, "")).values())
        every = len(set[str]().union(*did.values()))
        if part := [who for who, items in did.items() if len(did) > 2 and 2 * len(items) <= every]:
            found.append(
                f"{named(part)} labelled half of the items or fewer; where one person's work is in several files, it "
                "counts as several people's, unless each person has a folder and the files in them have the same names."
            )
        return found
    numbers = Counter(who for one in exports for who in one.people if who.isdecimal())
    twice = sorted((who for who, many in numbers.items() if many > 1), key=int)
    if twice and (shown or any(len(one.people) > 1 for one in exports)):
        found.append(
            f"Numbers of people were taken to mean the same in each file ({named(twice)}); where the files come from "
            "servers of their own, a number is somebody else's in each."
        )
    return found
