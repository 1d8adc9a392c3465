from __future__ import annotations

import pytest

from broadsheet.text.speech import find_quotes, find_speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            '"Torskar is the missing link," Saltmere Storage said in a statement.',
            "Saltmere Storage",
        ),
        ("According to Voltara Cells, three packs failed.", "Voltara Cells"),
        ("Three packs failed, according to the Maritime Power Agency.", "Maritime Power Agency"),
        ("The company said it sold four ferries.", "the company"),
        ("Volumes rose, the regional port authority said.", "the regional port authority"),
        ('"We wait," said Nordhavn Ports.', "Nordhavn Ports"),
        ("It also said that the quay is closed.", "it"),
        ("They later announced a second line.", "they"),
        ("Analysts at Coastline Review say the order is small.", "Coastline Review"),
        ("Tarnholm Shipping, which runs nine vessels, reported a loss.", "Tarnholm Shipping"),
        ("The Bank of Greyholm has warned of delays.", "Bank of Greyholm"),
        ("Voltara Cells added that the line is full.", "Voltara Cells"),
        ("The statement showed a loss.", "statement"),
        ("The outlook is poor, says the lender.", "the lender"),
    ],
)
def test_english_attribution_names_its_source(sentence: str, speaker: str) -> None:
    assert find_speaker(sentence).lower() == speaker.lower()


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        ("de", "„Wir wollen das“, teilte Voltara Cells mit.", "Voltara Cells"),
        ("de", "Laut Voltara Cells sind es drei.", "Voltara Cells"),
        ("de", "Nach Angaben des Unternehmens bleiben 92 Prozent.", "Unternehmens"),
        ("de", "Nach eigenen Angaben hat das Werk Platz.", "eigenen"),
        ("de", "Der Kesterlin AG zufolge steigt die Menge.", "Kesterlin AG"),
        ("de", "Kesterlin gab am Freitag einen Verlust bekannt.", "Kesterlin"),
        ("fr", "Selon Brindal, les prix montent.", "Brindal"),
        ("fr", "Les prix montent, a déclaré la société.", "la société"),
        ("fr", "Brindal a annoncé une perte.", "Brindal"),
        ("es", "Según Torrevida, los precios suben.", "Torrevida"),
        ("es", "La empresa anunció una pérdida.", "La empresa"),
    ],
)
def test_other_languages_by_their_commonest_forms(
    language: str, sentence: str, speaker: str
) -> None:
    assert find_speaker(sentence, language) == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Revenue rose 4%.",
        "Saltmere Storage added six outlets.",
        "The Skerry Exchange index closed at 3.",
        "In reports of the week nothing changed.",
        "",
    ],
)
def test_plain_statements_have_no_source(sentence: str) -> None:
    assert find_speaker(sentence) == ""


def test_an_unread_language_names_no_source() -> None:
    assert find_speaker("Voltara Cells powiedziała, said Voltara.", "pl") == ""


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ('He said "one" and "two".', ["one", "two"]),
        ("„Eins“, sagte sie, «deux», »drei«.", ["Eins", "deux", "drei"]),
        ('A 12" pipe and a 14" pipe.', []),
        ("“Never closed.\n\nNew paragraph”", []),
        ("An empty “” pair.", []),
        ("“Outer „inner“ text”", ["Outer „inner“ text"]),
        ('("In brackets") he said', ["In brackets"]),
    ],
)
def test_quotes_are_balanced_spans_inside_a_paragraph(text: str, quotes: list[str]) -> None:
    assert [span.of(text) for span in find_quotes(text)] == quotes
