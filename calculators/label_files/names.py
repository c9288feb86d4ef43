"""What the names of columns say, in English, French and German, and how names are shown."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from calculators.core import InputError
from calculators.label_files.options import ReadOptions

type Role = Literal["item", "annotator", "label"]

# What columns are called in exports and papers we know; the first name found wins. "id" and the content of an
# item come last, for a file may hold them beside its name.
NAMES: dict[Role, tuple[str, ...]] = {
    "item": (
        *("item", "task", "unit", "hit", "example", "sample", "document", "doc", "question", "instance", "subject"),
        *("record", "file", "filename", "image", "img", "picture", "photo", "audio", "video", "url", "case"),
        *("aufgabe", "beispiel", "dokument", "datei", "bild", "frage", "objekt", "element", "tache", "exemple"),
        *(
            "fichier",
            "orig",
            "data_row",
            "post",
            "tweet",
            "review",
            "message",
            "ticket",
            "article",
            "abstract",
            "clip",
            "segment",
            "utterance",
            "dialogue",
            "conversation",
            "pair",
            "query",
            "passage",
            "claim",
            "stimulus",
            "id",
            "identifiant",
            "index",
            "nr",
            "nummer",
            "numero",
        ),
        *("text", "sentence", "content", "satz", "phrase", "texte"),
    ),
    "annotator": (
        *("annotator", "worker", "rater", "coder", "labeler", "labeller", "performer", "judge", "reviewer"),
        *("observer", "user", "username", "expert", "completed_by", "created_by", "email", "member"),
        *("participant", "respondent", "prolific", "contributor", "annotateur", "annotatrice", "codeur", "evaluateur"),
        *("juge", "utilisateur", "annotierer", "annotator_in", "annotatorin", "bewerter", "kodierer", "nutzer"),
        *("benutzer", "person", "bearbeiter", "personne"),
    ),
    "label": (
        *("label", "answer", "value", "annotation", "category", "class", "rating", "response", "choice"),
        *("judgment", "judgement", "score", "code", "result", "output", "verdict", "decision", "sentiment"),
        *("etiquette", "categorie", "classe", "reponse", "kategorie", "klasse", "antwort", "bewertung", "urteil"),
        *("etikett", "wert", "labels", "answers", "ratings", "scores", "responses", "judgments", "judgements"),
    ),
}
# Names that the number of a row or of an answer may have too.
WEAK = frozenset(["id", "index", "nr", "nummer", "numero", "identifiant", "orig", "record", "case", "element"])
_CONTENT = frozenset(["text", "sentence", "content", "satz", "phrase", "texte", "url", "title", "body", "prompt"])
# Columns that are plainly nobody's labels: as a whole name, and as one word of a name.
_NOBODY = frozenset(
    [
        *("group", "split", "fold", "set", "batch", "source", "domain", "dataset", "lang", "language", "country"),
        *("subset", "partition", "project", "condition", "gruppe", "groupe", "quelle", "sprache", "langue", "status"),
        *(
            "majority",
            "consensus",
            "final",
            "final_label",
            "true_label",
            "y_true",
            "adjudicated",
            "hard_label",
            "soft_label",
            "pre_annotation",
            "preannotation",
            "prediction",
            "predicted",
            "predicted_label",
            "suggestion",
            *("reference", "ref", "referenz", "expected", "target", "mv", "oracle", "official", "silver", "standard"),
            *("solution", "key", "goldstandard", "musterlosung", "musterloesung", "losung", "loesung", "corrige"),
        ),
        *(
            "agreed",
            "agree",
            "disagree",
            "match",
            "same",
            "resolved",
            "agg",
            "aggregate",
            "reconciliation",
            "reconciled",
            "resolution",
            "adjudication",
            "merged",
            "combined",
            "curated",
            "aggregated",
            "truth",
            "true",
            "actual",
            "wahrheit",
            "verite",
            "gt",
            "correct",
            "mean",
            "average",
            "median",
        ),
        *("mehrheit", "konsens", "majorite", "konsensus", "endgultig", "einigung"),
        *("durchschnitt", "mittelwert", "summe", "gesamt", "moyenne", "somme", "ubereinstimmung", "accord"),
        *("age", "alter", "gender", "sex", "geschlecht", "genre", "year", "jahr", "annee", "month", "week", "day"),
        *("length", "lange", "laenge", "longueur", "words", "word_count", "tokens", "weight", "gewicht", "poids"),
        *("size", "block", "trial", "session", "round", "page", "seite", "position", "order", "reihenfolge"),
        *("likes", "retweets", "followers", "price", "frequency", "haufigkeit", "difficulty", "experience"),
        *("total", "sum", "votes", "count", "agreement", "kappa", "alpha", "std", "variance", "entropy"),
        *("index", "row", "uuid", "hash", "unnamed_0", "level_0", "history", "metadata", "meta", "annotation_id"),
        *("assignment", "assignment_id", "submission", "submission_id", "suite", "pool", "reward", "platform"),
    ]
)
_NOBODY_WORDS = frozenset(
    [
        *("gold", "golden", "truth", "majority", "adjudicated", "consensus", "final", "agreement", "average", "mean"),
        *("median", "correct", "corrected", "adjudicator"),
        *("note", "notes", "comment", "comments", "remark", "remarks", "kommentar", "kommentare", "bemerkung"),
        *("bemerkungen", "remarque", "remarques", "commentaire", "feedback", "reason", "explanation", "rationale"),
        *("justification", "begrundung", "anmerkung", "notiz"),
        *("date", "time", "timestamp", "datetime", "datum", "zeit", "created", "updated", "submitted", "started"),
        *("created_at", "updated_at", "heure", "dauer", "duree", "duration", "seconds", "minutes", "latency"),
        *("elapsed", "worktime", "lead_time", "confidence", "certainty", "probability", "prob", "konfidenz"),
        *("confiance", "sicherheit"),
    ]
)
_SETTLED = frozenset(
    [
        *(
            "gold",
            "golden",
            "truth",
            "gt",
            "majority",
            "consensus",
            "adjudicated",
            "adjudication",
            "final",
            "reference",
        ),
        *("mehrheit", "konsens", "majorite", "aggregated", "merged"),
    ]
)
# Programs whose labels stand beside people's.
_MODELS = frozenset(["model", "llm", "machine", "classifier", "auto", "automatic", "baseline", "bert", "roberta"])
_MODEL = r"(?:gpt|chatgpt|llama|claude|gemini|mistral|bert|roberta|qwen|deepseek)_?\d*"
# Names of what somebody said; the others may also be a property of the item, as its category or its score.
_STRONG = frozenset(
    [
        *("label", "answer", "annotation", "rating", "response", "choice", "judgment", "judgement", "etiquette"),
        *("reponse", "antwort", "bewertung", "urteil", "etikett", "labels", "answers", "ratings", "responses"),
        *("judgments", "judgements"),
    ]
)
# What a browser reports of a film that plays, by the names that HTML has for it; CrowdTruth's forms keep it.
_PLAYED = re.compile(
    r"e_(abort|canplay|canplaythrough|durationchange|emptied|ended|error|loadeddata|loadedmetadata|loadstart|pause|play"
    r"|playing|progress|ratechange|seeked|seeking|stalled|suspend|timeupdate|volumechange|waiting)"
)
_ACCENTS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy")


def plain_name(name: str) -> str:
    """Return a name without case, accents, punctuation, a prefix ("INPUT:image") or an ending ("worker_id")."""
    words = _words(name)
    return re.sub(r"_(ids?|name|key|no|nr|number|nummer)$", "", words)


def _words(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "_", name.rpartition(":")[2].strip())
    plain = spaced.casefold().translate(_ACCENTS)
    return re.sub(r"^amt_", "", re.sub(r"[\W_]+", "_", plain).strip("_"))


def is_nobodys(name: str) -> bool:
    """Say whether a column's name is that of a date, a gold answer, a group, a note, a duration or a confidence."""
    words = _words(name)
    known = words in _NOBODY or plain_name(name) in _NOBODY
    counted = re.match(r"(number|count|no)_of_\w|num_\w|n_\w", words)
    return known or bool(counted or _PLAYED.fullmatch(words)) or bool(set(words.split("_")) & _NOBODY_WORDS)


def is_model(name: str) -> bool:
    """Say whether a column's name is that of a program that gives labels."""
    return bool(set(_words(name).split("_")) & _MODELS) or re.match(_MODEL, _words(name)) is not None


def is_settled(name: str) -> bool:
    """Say whether a person's name is that of what was settled or is right, not of somebody who labelled."""
    return bool(set(_words(name).split("_")) & _SETTLED)


def is_strong(name: str) -> bool:
    """Say whether a column's name is that of what a person said, and could be hardly anything else."""
    return plain_name(name) in _STRONG


def is_content(name: str) -> bool:
    """Say whether a column's name is that of what was labelled, or of an identifier."""
    words = _words(name)
    return plain_name(name) in NAMES["item"] or words in _CONTENT or words.endswith("_id") or name.startswith("Input.")


def is_prose(name: str) -> bool:
    """Say whether a column's name is that of the text that was labelled."""
    return _words(name) in _CONTENT


def candidates(role: Role, names: Sequence[str]) -> list[int]:
    """Return the places of columns whose names are known for a role, the better known first."""
    plain = [plain_name(name) for name in names]
    known = NAMES[role]
    found = [place for place, name in enumerate(plain) if name in known]
    if role == "label":
        ids = re.compile(r"(answer|annotation|response|result|judge?ment|output|decision).*_ids?")
        found = [place for place in found if not ids.fullmatch(_words(names[place])) and not is_nobodys(names[place])]
    return sorted(found, key=lambda place: known.index(plain[place]))


def recognised(names: Sequence[str]) -> dict[Role, int]:
    """Return the columns whose names are known, by role; no column has two roles."""
    found: dict[Role, int] = {}
    for role in NAMES:
        place = next((place for place in candidates(role, names) if place not in found.values()), None)
        if place is not None:
            found[role] = place
    return found


def column(given: str, names: Sequence[str], field: str) -> int:
    """Return the place of the column that an option names, by its name or its number counted from 1.

    Raises:
        InputError: there is no such column; those there are are named.
    """
    wanted = given.strip()
    for same in (str, str.casefold):
        for place, name in enumerate(names):
            if same(name) == same(wanted):
                return place
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    listed = ", ".join(name or str(place) for place, name in enumerate(names[:20], 1))
    raise InputError(field, f"one of the columns: {listed}", given, offers={field: tuple(filter(None, names))})


def chosen(options: ReadOptions, names: Sequence[str]) -> dict[Role, int]:
    """Return the columns that the options name, by role.

    Raises:
        InputError: there is no such column.
    """
    given: dict[Role, str] = {"item": options.item, "annotator": options.annotator, "label": options.label}
    return {role: column(name, names, role) for role, name in given.items() if name}


def short(text: str) -> str:
    """Return a name in quotes, cut where it is long."""
    return repr(text if len(text) <= 30 else text[:29] + "…")


def valid(text: str) -> bool:
    """Say whether a text can be written out again; JSON can spell NUL and halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def alike(names: Iterable[str]) -> str:
    """Return the names that differ only in capitals or spaces, in words; empty where there are none."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault("".join(name.casefold().split()), []).append(name)
    same = [" and ".join(map(short, sorted(group))) for group in groups.values() if len(group) > 1]
    return "; ".join(same[:5]) + (f" and {len(same) - 5:,} more" if len(same) > 5 else "")
