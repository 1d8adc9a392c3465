"""Shorter sentences by leaving whole clauses out, never by rewriting.

What may go: brackets, asides between dashes, "which" and "who" clauses, a participle clause at the
end, an adverbial at the start. What may not: anything that carries attribution, negation, modality,
a condition or a bound, anything quoted, any figure that is not in brackets. The result is a
subsequence of the source's words, which `is_subsequence` verifies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.text.words import words

_FEWEST_WORDS = 7
_LEAST_SHARE = 0.4

# Words that change what is claimed, who claims it, or how much: none of them may be left out.
_BINDING_WORDS = {
    "en": """
        said say says saying told tell tells telling according claim claims claimed claiming
        allege alleges alleged allegedly report reports reported reportedly reporting announce
        announces announced announcing argue argues argued arguing add adds added adding note
        notes noted noting warn warns warned warning citing cited cites quoting estimate
        estimates estimated estimating believe believes believed expect expects expected
        expecting plan plans planned forecast forecasts predicted predicts suggest suggests
        suggested confirmed confirming denied denies denying insisted insisting called pointed
        points pointing testified wrote writes explained explains stated states revealed reveals
        showed shows found finds acknowledged admitted tweeted posted accused accuses accusing
        calling describing described not no never none nor neither without cannot hardly barely
        except unless unlike fails failed may might could would should can must will shall
        likely unlikely possibly perhaps probably potentially potential apparently if whether
        until provided subject assuming about around nearly almost roughly approximately over
        under more less fewer least most up above below than only just some between exceeding
        """,
    "de": """
        sagte sagt sagten laut zufolge nach angaben teilte mitteilte berichtet berichtete
        erklärte behauptet behauptete nicht kein keine keinen keiner nie niemals ohne außer kann
        könnte könnten darf dürfte soll sollte wird würde muss müsste vielleicht wohl
        möglicherweise wahrscheinlich voraussichtlich wenn falls ob sofern rund etwa fast knapp
        ungefähr mehr weniger mindestens höchstens über unter bis nur
        """,
    "fr": """
        dit déclaré selon affirme affirmé annonce annoncé estime estimé ne pas non aucun aucune
        jamais sans sauf peut pourrait pourraient doit devrait si peut-être probablement environ
        presque plus moins au sur sous jusqu seulement entre
        """,
    "es": """
        dijo dice según afirmó afirma anunció anuncia estima estimó no ningún ninguna nunca
        jamás sin salvo excepto puede podría podrían debe debería si quizás probablemente
        posiblemente cerca casi unos unas más menos hasta sobre bajo sólo solo entre
        """,
}
_BINDING = {language: frozenset(listed.split()) for language, listed in _BINDING_WORDS.items()}
# At the start of a sentence these are mostly prepositions of place and time.
_LOOSE = frozenset({"about", "under", "over", "some", "most", "just", "between"})

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,200}[)\]]")
_DASHES = re.compile(r"\s+(?:—|–|--)\s+[^—–]{3,160}?\s+(?:—|–|--)(?=\s)|\s*—[^—]{3,160}?—")
_RELATIVE = re.compile(r",\s+(?:which|who|whose|where)\b[^,;:]{3,200}(?:,(?=\s)|(?=[.!?][\"”’]?$))")
# One clause only: after a second comma the main clause may go on.
_PARTICIPLE = re.compile(
    r",\s+(?:[a-z]+ly\s+)?(?!(?:during|morning|evening|spring|nothing|something|everything)\b)"
    r"[a-z]{2,}ing\b[^,;:]{3,200}(?=[.!?][\"”’]?$)"
)
_TRAILING = re.compile(
    r",\s+(?:(?:even|just) )?(?:as|while|after|before|because|amid|despite|following|although"
    r"|though|in an? (?:attempt|effort|bid) to)\b[^,;:]{3,200}(?=[.!?][\"”’]?$)"
)
# A subordinate clause only where no other comma follows: "After Paris, London and Rome agreed, ..."
_LEADING = re.compile(
    r"^(?:(?:Meanwhile|However|Moreover|Furthermore|Still|Also|Instead|Indeed|In addition"
    r"|As a result|Separately|Elsewhere),\s+"
    r"|(?:After|While|Amid|Following|Despite|Although|Though)\b[^,;:\"“]{12,120},\s+(?=[^,]+$))"
)
_QUOTED = re.compile(r"[\"“”«»„]")
_DIGIT = re.compile(r"\d")


def is_subsequence(shorter: str, source: str) -> bool:
    """Return whether the folded words of a text all occur in the source, in the same order."""
    remaining = iter(words(source))
    return all(word in remaining for word in words(shorter))


def trim_sentence(sentence: str, *, max_words: int, language: str = "en") -> str | None:
    """Return the sentence with at most `max_words` words, None when that cannot be done safely.

    A sentence short enough is returned as it is. Languages without a list of binding words are not
    trimmed.
    """
    binding = _BINDING.get(language)
    shorter = sentence
    for pattern in (_BRACKETS, _DASHES, _RELATIVE, _PARTICIPLE, _TRAILING, _LEADING):
        if len(shorter.split()) <= max_words:
            break
        if binding is None:
            return None
        shorter = _leave_out(shorter, pattern, binding)
    count = len(shorter.split())
    if count > max_words:
        return None
    if shorter == sentence:
        return sentence
    whole = len(sentence.split())
    kept = count >= max(_FEWEST_WORDS, whole * _LEAST_SHARE)
    return shorter if kept and is_subsequence(shorter, sentence) else None


def _leave_out(sentence: str, pattern: re.Pattern[str], binding: frozenset[str]) -> str:
    for start, end in reversed(list(_removable(sentence, pattern, binding))):
        rest = sentence[end:]
        sentence = sentence[:start] + rest if start else rest[:1].upper() + rest[1:]
    return sentence


def _removable(
    sentence: str, pattern: re.Pattern[str], binding: frozenset[str]
) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(sentence):
        clause = match.group()
        bracketed = pattern is _BRACKETS
        inside_quote = len(_QUOTED.findall(sentence, 0, match.start())) % 2 == 1
        if inside_quote or _QUOTED.search(clause) or (_DIGIT.search(clause) and not bracketed):
            continue
        strict = binding - _LOOSE if pattern is _LEADING else binding
        if not _binds(clause, strict):
            yield match.start(), match.end()


def _binds(clause: str, binding: frozenset[str]) -> bool:
    return any(word in binding or word.endswith("n't") for word in words(clause))
