"""Columns that are called as what was judged, when, or what is right, rather than as whoever judged."""

import re
from collections.abc import Sequence

from calculators.label_files.names import is_model
from calculators.label_files.table import named

_NUMBERED = r"[ _.-]?#?\d+(?![\da-z])"
_THING = re.compile(
    r"(?i)(?:q|question|frage|item|criterion|kriterium|critere|aufgabe|image|img|picture|photo|bild|text|sentence|satz"
    r"|tweet|post|document|doc|dokument|video|clip|audio|comment|example|sample|beispiel|stimulus|scenario|statement"
    r"|aussage|task|unit|file|pair|case|fall)" + _NUMBERED
)
_TIME = re.compile(
    r"(?i)(?:round|runde|run|pass|time|attempt|session|wave|trial|phase|visit|day|week|month|test|durchgang|versuch)"
    + _NUMBERED
    + r"|(?:first|second|third|1st|2nd|3rd)[ _-](?:round|pass|time|attempt|run|session|label)"
    r"|before|after|pre|post|vorher|nachher|avant|apres|test|retest|re-test"
)
_ANSWER = re.compile(r"(?i)(?:.*[ _.-])?(?:label|answer|annotation|response|antwort|etikett|reponse)(?:[ _.-].*)?")
# Names of what was said, or when, that people's columns have too.
_UNSAID = re.compile(r"(?i)(?:t|y|label|answer|response|annotation|rating|score|code|value|class|category)[ _.-]?\d*")
# What pandas and spreadsheets make of a name that stands twice.
_AGAIN = re.compile(r"(.+?)(?:\.\d+| \(\d+\)|_\d+_dup)")
# What people are asked to rate, and labels of which several may hold at once; hardly anybody is called so.
_QUALITIES = frozenset(
    [
        *("fluency", "coherence", "coherent", "relevance", "relevant", "consistency", "consistent", "quality"),
        *("style", "adequacy", "accuracy", "accurate", "grammar", "grammaticality", "grammatical", "readability"),
        *("clarity", "clear", "useful", "usefulness", "helpful", "helpfulness", "harmless", "harmlessness"),
        *("honesty", "safety", "correctness", "completeness", "informativeness", "informativity", "factuality"),
        *("faithfulness", "overall", "naturalness", "conciseness", "creativity", "engagement", "pleasant"),
        *("difficulty", "importance", "urgency", "sentiment", "polarity", "emotion", "topic", "stance", "intent"),
        *("tone", "category", "subcategory", "severity", "toxic", "toxicity", "severe_toxic", "obscene"),
        *("insult", "threat", "identity_hate", "hate", "hateful", "abuse", "abusive", "offensive"),
        *("offensiveness", "profanity", "sexist", "racist", "sexism", "racism", "spam", "irony", "sarcasm"),
        *("sarcastic", "ironic", "humor", "humour", "funny", "bias", "biased", "violence", "sexual", "nsfw"),
        *("anger", "disgust", "fear", "sadness", "surprise", "trust", "anticipation", "neutral", "positive"),
        *("negative", "mixed", "valence", "arousal", "dominance", "politeness", "polite", "formality"),
        *("agreeable", "interest", "interesting", "satisfaction", "usability", "novelty", "diversity"),
        "preference",
    ]
)


def things_or_times(names: Sequence[str]) -> str:
    """Return why columns of such names are hardly people's, in words; empty where they are called otherwise."""
    if len(names) > 1 and all(_THING.match(name.strip()) for name in names):
        return "are called as questions or items are"
    if len(names) > 1 and all(_TIME.fullmatch(name.strip()) for name in names):
        return "are called as times are, so they may be one person's labels at several times"
    return ""


def some_other(names: Sequence[str]) -> str:
    """Return why some columns of such names are hardly people's, in words; empty where no name says so."""
    plain = [name.strip() for name in names]
    if any(map(is_model, plain)):
        return ""  # more is said of it elsewhere
    if twice := next((name for name in plain if (same := _AGAIN.fullmatch(name)) and same[1] in plain), ""):
        return f"may be one person's labels twice, since {twice!r} is called as a second column of one name is"
    if judged := next((name for name in plain if re.sub(r"[\W_]+", "_", name.lower()) in _QUALITIES), ""):
        return f"may be questions or labels rather than people, since {judged!r} is called as what is judged is"
    answers = [name for name in plain if _ANSWER.fullmatch(name)]
    if answers and len(answers) < len(plain):
        return f"are not all called as people are, since {answers[0]!r} is called as an answer is"
    return ""


def unsaid(names: Sequence[str]) -> str:
    """Return in words that nothing says whose the columns of such names are; empty where they are called otherwise."""
    if not all(_UNSAID.fullmatch(name.strip()) for name in names):
        return ""
    listed = named(map(repr, names))
    return (
        f"No name says who filled {listed}, so each was taken for another person's. If one person filled them, at "
        "several times or for several questions, this is no agreement of people."
    )
