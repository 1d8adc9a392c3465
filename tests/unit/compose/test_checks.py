from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.compose.checks.check import CheckContext
from broadsheet.compose.checks.registry import CHECKS
from broadsheet.compose.checks.review import review
from broadsheet.compose.draft import Draft
from broadsheet.errors import EditionHeld
from broadsheet.model.briefings import CheckRule, OnError, Section, SectionKind, StoryRule
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Bound, Marker, Metric, Point
from broadsheet.model.findings import Action, Finding, Level
from broadsheet.model.insights import (
    Block,
    ChangeKind,
    Claim,
    Confidence,
    Conflict,
    Due,
    Insight,
    Kind,
    StoryChange,
    WatchItem,
)
from broadsheet.model.stories import Takeaway
from deskwork import BRIEFING, NOW, article, cite, context_of, draft_of, edition_from, story

CASES = Path(__file__).parents[2] / "cases" / "checks"
SENTENCES = YAML(typ="safe").load(CASES / "sentences.yaml")
SOURCE = article(
    "Halsund Ferries carried 318,000 passengers in the week. The yard will open in March 2025. "
    "The director said: “The price may fall.”"
)


def names(findings: Iterable[Finding]) -> list[str]:
    return [finding.check for finding in findings]


def breaches(name: str, draft: Draft, context: CheckContext | None = None) -> list[str]:
    check = CHECKS[name]
    return [one.message for one in check.find(draft, context or context_of(draft))]


def takeaway_draft(text: str, source=SOURCE, evidence: tuple[Evidence, ...] | None = None) -> Draft:
    proof = (cite(source, text),) if evidence is None else evidence
    return replace(
        draft_of(source), takeaways=(Takeaway(text=text, evidence=proof, method="trimmed"),)
    )


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:40])
def test_a_takeaway_fails_the_checks_it_should(case):
    quote = case.get("quote", case["text"])
    source = article(case.get("article", quote), language=case.get("language", "en"))
    draft = replace(
        takeaway_draft(case["text"], source, (cite(source, quote),)), stories=(), headline="",
    )  # fmt: skip
    draft = replace(draft, dek=replace(draft.dek, text="", evidence=()))
    failed = [name for name in CHECKS if breaches(name, draft)]
    assert failed == case["fails"]


def test_the_checks_are_listed_by_rule_with_what_they_demand():
    rules = [int(check.rule[1:]) for check in CHECKS.values()]
    assert rules == sorted(rules)
    assert set(rules) == set(range(1, 21))
    for name, check in CHECKS.items():
        assert check.name == name
        assert check.demands.endswith(".")
        assert check.remedy.endswith(".")
        assert check.level in (Level.ERROR, Level.WARN)


def alone(draft: Draft) -> Draft:
    """Return the draft without its story and its dek: only what the test put into it."""
    return replace(draft, stories=(), dek=replace(draft.dek, text="", evidence=()))


def test_the_manual_lists_every_check_as_it_is():
    manual = Path(__file__).parents[3] / "docs" / "reference" / "checks.md"
    rows = [
        line
        for line in manual.read_text("utf-8").splitlines()
        if line.startswith("| R") and line[3].isdigit()
    ]
    assert rows == [
        f"| {check.rule} | `{check.name}` | {check.level.value} | {check.demands} | {check.remedy} |"
        for check in CHECKS.values()
    ]


@pytest.mark.parametrize(
    ("text", "quote", "fails"),
    [
        ("The order is worth €4 million.", "The order is worth €4 million, Voltara Cells said.", True),
        ("The order is worth €4 million, Voltara Cells said.", None, False),
        ("Voltara Cells put the order at €4 million, it said.", "The order is worth €4 million, Voltara Cells said.", False),
        ("The order is reportedly worth €4 million.", "The order is worth €4 million, Voltara Cells said.", False),
        ("Harbour Ledger: an order worth €4 million.", "The order is worth €4 million, Voltara Cells said.", False),
        ("“The order is large.”", "“The order is large,” Voltara Cells said.", False),
        ("The order is worth €4 million.", "The order is worth €4 million.", False),
    ],
)  # fmt: skip
def test_what_somebody_says_is_not_told_as_a_fact(text, quote, fails):
    source = article(quote or text, title="Order for Voltara")
    draft = takeaway_draft(text, source, (cite(source, quote or text),))
    draft = alone(draft)
    assert bool(breaches("attribution_dropped", draft)) is fails


def test_attribution_is_not_asked_of_titles_of_calculations_or_of_a_lost_article():
    source = article(
        "The order is worth €4 million, Voltara Cells said.", title="Order for Voltara"
    )
    proof = (cite(source, source.text),)
    draft = replace(alone(draft_of(source)), takeaways=())
    new = StoryChange(kind=ChangeKind.NEW, story_id="s", text=source.title, evidence=proof)
    line = insight("Voltara's order: €4 million.", evidence=proof)
    lost = replace(proof[0], article_id="a-lost")
    told = replace(new, text="The order is worth €4 million.", evidence=(lost,))
    draft = replace(draft, changes=(new, told), insights=(line,))
    assert breaches("attribution_dropped", draft) == []


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("The yard opened last month.", NOW, []),
        ("The yard opened last month.", None, ["last month: nothing says which"]),
        ("The yard opened on 3 May 2025.", None, []),
        ("More at https://yard.example/2026/10/one of them.", NOW, []),
        ("The yard opened a year earlier.", NOW, ["a year earlier: nothing says which"]),
    ],
)
def test_a_date_must_be_one_that_a_calendar_has(text, published, found):
    source = replace(article(text, published=published), first_seen=NOW)
    draft = takeaway_draft(text, source)
    assert breaches("relative_time", alone(draft)) == found
    assert breaches("relative_time", alone(takeaway_draft(text, source, ()))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The auction opens at 10:00 CET on 3 July 2026.", ["CET is not in force on 2026-07-03"]),
        ("The auction opens at 10:00 CEST on 3 July 2026.", []),
        ("The auction opens at 3pm EST on 12 January 2026.", []),
        ("The auction opens at 3 p.m. EDT on 12 January 2026.", ["EDT is not in force on 2026-01-12"]),
        ("The auction opens at 10:00 CET.", ["CET is not in force on 2026-10-10"]),
        ("The auction opens at 10:00 GMT on 3 July 2026.", []),
        ("The CET group met.", []),
    ],
)  # fmt: skip
def test_a_zone_is_in_force_on_its_day(text, found):
    source = article(text)
    draft = takeaway_draft(text, source)
    assert breaches("wrong_zone", alone(draft)) == found
    assert breaches("wrong_zone", alone(takeaway_draft(text, source, ()))) == []


def test_a_zone_needs_a_day_to_be_wrong():
    text = "The auction opens at 10:00 CET."
    source = article(text, published=None)
    draft = takeaway_draft(text, source)
    assert breaches("wrong_zone", alone(draft)) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("It has stores in Spain and France.", "It runs stores in France, Italy and the Netherlands.", True),
        ("It has stores in Spain and France.", "It runs stores in Spain, France and Italy.", False),
        ("It has stores in Spain and France.", "It has stores in Peru and Chile.", False),
        ("It has stores in Spain and France.", "It has plants in France and Italy.", False),
        ("It is in Spain and France.", "It is in France and Italy.", False),
    ],
)  # fmt: skip
def test_lists_of_one_set_with_other_members_are_told(one, other, differ):
    first, second = article(one, publisher="Ledger"), article(other, publisher="Post")
    draft = draft_of(first, second)
    found = list(CHECKS["set_conflict"].find(draft, context_of(draft)))
    assert bool(found) is differ
    for breach in found:
        assert first.text[breach.start : breach.end] == breach.quote


def test_a_mail_has_its_size_and_a_line_its_end():
    small = takeaway_draft("Halsund Ferries carried 318,000 passengers in the week.")
    assert breaches("oversized", small) == []
    long = Takeaway(text="word " * 200, evidence=(), method="verbatim")
    big = replace(small, takeaways=(long,) * 60)
    assert breaches("oversized", big)[0].endswith("of mail, which programs cut off at 90 KB")
    run = replace(small, takeaways=(replace(long, text="a" * 80),))
    assert breaches("oversized", run) == ["80 characters without a break"]


def test_evidence_must_exist_and_match_the_article():
    other = article("Never part of the draft.")
    for proof in (
        (),
        (replace(cite(SOURCE, "Halsund"), quote="Halsumd"),),
        (cite(other, "Never part"),),
        (Evidence(article_id=SOURCE.id, start=0, end=0, quote=""),),
    ):
        draft = takeaway_draft("Halsund Ferries carried 318,000 passengers.", evidence=proof)
        assert len(breaches("unsourced_sentence", draft)) == 1


def test_a_dropped_story_needs_no_evidence_but_a_new_one_does():
    draft = replace(
        draft_of(SOURCE),
        changes=(
            StoryChange(kind=ChangeKind.DROPPED, story_id="s-1", text="“Gone” for 318 days"),
            StoryChange(kind=ChangeKind.NEW, story_id="s-2", text="Here"),
        ),
    )
    assert breaches("unsourced_sentence", draft) == ["no evidence"]
    assert breaches("figure_mismatch", draft) == []
    assert breaches("quote_not_verbatim", draft) == []


def metric(**more) -> Metric:
    proof = cite(SOURCE, "Halsund Ferries carried 318,000 passengers in the week.")
    plain = Metric(
        key="k", label="Halsund Ferries: passengers carried", value=Decimal(318000),
        unit="passenger", currency=None, bound=Bound.EXACT, subject="Halsund Ferries", period=None,
        speaker="", as_of=NOW, previous=None, change=None,
        history=(Point(as_of=NOW, value=Decimal(318000)),), markers=(), families=1,
        evidence=(proof,),
    )  # fmt: skip
    return replace(plain, **more)


@pytest.mark.parametrize(
    ("changed", "fails"),
    [
        ({}, False),
        ({"value": Decimal(318001)}, True),
        ({"unit": "car"}, True),
        ({"currency": "EUR"}, True),
        ({"bound": Bound.OVER}, True),
    ],
)
def test_a_metric_is_found_again_in_its_evidence(changed, fails):
    draft = replace(draft_of(SOURCE), metrics=(metric(**changed),))
    assert bool(breaches("figure_mismatch", draft)) is fails


def insight(text: str, quote: str = "Halsund Ferries carried 318,000", **more) -> Insight:
    plain = Insight(
        block=Block.FIGURES, kind=Kind.FACT, text=text, confidence=Confidence.LOW,
        reason="one publisher", evidence=(cite(SOURCE, quote),),
    )  # fmt: skip
    return replace(plain, **more)


def test_a_line_may_use_what_follows_from_its_metric_s_history():
    text = "Halsund Ferries carried 318,000 passengers, up 6.0% on the 300,000 of last week."
    line = insight(text, "Halsund Ferries carried 318,000 passengers in the week.")
    past = Point(as_of=NOW - timedelta(days=7), value=Decimal(300000))
    known = metric(history=(past, *metric().history), previous=Decimal(300000))
    from broadsheet.analyse.metrics import change_between

    grown = replace(known, change=change_between(Decimal(300000), Decimal(318000)))
    flat = replace(known, change=change_between(Decimal(0), Decimal(0)))
    elsewhere = replace(known, evidence=(cite(SOURCE, "The director"),))
    supported = replace(draft_of(SOURCE), insights=(line,), metrics=(grown,))
    assert breaches("figure_mismatch", supported) == []
    for wrong in (flat, elsewhere, replace(grown, change=None)):
        draft = replace(draft_of(SOURCE), insights=(line,), metrics=(wrong,))
        assert any("is not in the evidence" in one for one in breaches("figure_mismatch", draft))


def test_a_new_story_may_use_its_title_s_figures():
    source = article("The order is large. It rained.", title="Norrvik wins 412 orders")
    change = StoryChange(
        kind=ChangeKind.NEW, story_id="s", text=source.title,
        evidence=(cite(source, "The order is large."),),
    )  # fmt: skip
    assert breaches("figure_mismatch", replace(draft_of(source), changes=(change,))) == []


def test_a_conflict_that_is_not_shown_or_not_marked_is_reported():
    one = article("The Norrvik fire destroyed 14 battery modules.")
    two = article("The Norrvik fire destroyed 19 battery modules.", publisher="Fjordlight Daily")
    conflict = Conflict(
        label="modules",
        claims=tuple(
            Claim(text=f"{n} battery modules", publisher=a.publisher, evidence=cite(a, a.text))
            for a, n in ((one, 14), (two, 19))
        ),
    )
    row = metric(value=Decimal(14), unit="battery module", evidence=(cite(one, one.text),))
    draft = replace(draft_of(one, two), metrics=(row,))
    context = context_of(draft, conflicts=(conflict,))
    assert len(breaches("conflicting_figures", draft, context)) == 2
    shown = replace(
        draft,
        conflicts=(conflict,),
        metrics=(replace(row, markers=(Marker.SOURCES_DIFFER,)), replace(row, value=Decimal(3))),
    )
    assert breaches("conflicting_figures", shown, context) == []
    assert breaches("unsourced_sentence", shown, context) == []


def test_a_stale_forecast_may_only_stand_where_it_is_called_stale():
    stale = "The yard will open in March 2025."
    at = cite(SOURCE, stale)
    finding = Finding(
        check="stale_forecast", level=Level.ERROR, message="over", article_id=SOURCE.id,
        start=at.start, end=at.end, item=stale,
    )  # fmt: skip
    exposed = insight(f"Out of date: “{stale}”", stale, block=Block.CONFLICTS)
    repeated = insight("The yard will open in March 2025.", stale)
    draft = replace(takeaway_draft(stale), insights=(exposed, repeated), stories=())
    draft = replace(draft, dek=replace(draft.dek, text="", evidence=()))
    assert len(breaches("stale_forecast", draft, context_of(draft, stale=(finding,)))) == 2


def test_publishers_are_not_overcounted():
    wire = article("The same text.", publisher="Wire", family="Group")
    business = article("The same text. Yes.", publisher="Business", family="Group")
    one = replace(story(wire, business), independent_publishers=2)
    draft = replace(draft_of(wire, business), stories=(one,), metrics=(metric(families=2),))
    draft = replace(draft, articles=(wire, business, SOURCE))
    assert breaches("overcounted_sources", draft) == ["2 publishers counted, 1 independent"] * 2


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({}, None),
        ({"kind": Kind.JUDGEMENT}, "cannot be a judgement"),
        ({"block": Block.INTERPRETATIONS}, "cannot be a fact"),
        ({"reason": " "}, "no reason"),
        ({"text": "everything is fine and nobody minds."}, "no figure"),
        ({"text": "“fine”"}, None),
        ({"text": "fine says Halsund Ferries"}, None),
    ],
)
def test_an_insight_is_typed_anchored_and_reasoned(changed, message):
    line = replace(insight("Halsund Ferries carried 318,000 passengers."), **changed)
    found = breaches("untyped_insight", replace(draft_of(SOURCE), insights=(line,)))
    assert (message is None and not found) or (message is not None and message in found[0])


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("Prices are likely to fall.", Kind.FACT, None),
        ("Prices are likely to fall and a strike is improbable.", Kind.FACT, "two scales"),
        (
            "Prices are likely to fall, with high confidence.",
            Kind.FACT,
            "likelihood and confidence",
        ),
        ("A strike is probable; confidence is low.", Kind.FACT, "likelihood and confidence"),
        ("Prices may fall.", Kind.JUDGEMENT, "bare may"),
        ("Prices may fall.", Kind.FACT, None),
        ("The Review: “Prices may fall.”", Kind.JUDGEMENT, None),
    ],
)
def test_likelihood_has_one_scale_and_no_confidence_beside_it(text, kind, message):
    line = insight(text, kind=kind)
    found = breaches("likelihood_mixed", replace(draft_of(SOURCE), insights=(line,)))
    assert (message is None and not found) or (message is not None and message in found[0])


def test_confidence_is_earned():
    line = insight("Halsund Ferries carried 318,000 passengers.")
    for level, fails in ((Confidence.LOW, 0), (Confidence.MODERATE, 1), (Confidence.HIGH, 1)):
        draft = replace(draft_of(SOURCE), insights=(replace(line, confidence=level),))
        assert len(breaches("confidence_unearned", draft)) == fails


def test_a_watch_item_has_an_owner_and_a_possible_date():
    day = date(2026, 10, 20)
    proof = (cite(SOURCE, "The yard will open"),)
    good = WatchItem(text="It opens", due=Due(start=day, end=day), evidence=proof, owner="Yard")
    bad = WatchItem(
        text="It opens", due=Due(start=day, end=day - timedelta(days=1)), evidence=proof
    )
    draft = replace(draft_of(SOURCE), watch=(good, bad))
    assert breaches("incomplete_watch_item", draft) == [
        "does not say whose it is or a possible date"
    ]


def test_a_story_comes_back_only_with_a_new_fact():
    one = story(SOURCE)
    told = replace(one, continues="s-old")
    fresh = replace(told, new_facts=("a fact",))
    draft = replace(draft_of(SOURCE), stories=(one, told, fresh))
    assert len(breaches("repeated_story", draft)) == 1
    lenient = replace(BRIEFING, stories=StoryRule(repeat_only_if_new_facts=False))
    assert breaches("repeated_story", replace(draft, briefing=lenient)) == []


def test_lengths_follow_the_briefing():
    sections = (
        Section(kind=SectionKind.TAKEAWAYS, words=3),
        Section(kind=SectionKind.INSIGHT, words=4),
    )
    draft = replace(
        takeaway_draft("Halsund Ferries carried 318,000 passengers"),
        briefing=replace(BRIEFING, sections=sections),
        headline="one two three four five six seven eight nine ten eleven twelve thirteen",
        insights=(insight("Halsund Ferries carried 318,000 passengers."),),
    )
    assert breaches("too_long", draft) == [
        "13 words, 12 is the house limit",
        "5 words, 3 is the limit",
        "the insight section has 5 words, 4 is the limit",
    ]
    plain = replace(draft, briefing=replace(BRIEFING, sections=()), headline="short")
    assert breaches("too_long", plain) == []


def test_a_headline_with_markup_falls_back_to_the_briefing_s_title():
    source = article(
        "The yard opened. It rained all day long on the coast.", title="<b>Yard</b> opens"
    )
    draft = draft_of(source)
    reviewed = review(draft, context_of(draft))
    assert reviewed.headline == BRIEFING.title
    assert "residue" in names(reviewed.findings)


# --- The review ------------------------------------------------------------------------------


def test_a_failing_item_is_dropped_and_the_finding_says_so():
    good = Takeaway(
        text="The director said: “The price may fall.”",
        evidence=(cite(SOURCE, "The director said: “The price may fall.”"),),
        method="verbatim",
    )
    bad = replace(good, text="Halsund Ferries carried 999,000 passengers.")
    draft = replace(draft_of(SOURCE), takeaways=(good, bad, good))
    reviewed = review(draft, context_of(draft))
    assert reviewed.takeaways == (good, good)
    dropped = [one for one in reviewed.findings if one.action is Action.DROPPED]
    assert {one.item for one in dropped} == {bad.text}
    assert "figure_mismatch" in names(dropped)


def test_a_story_s_takeaway_goes_without_the_story():
    one = story(SOURCE)
    bad = Takeaway(text="Nothing supports this at all.", evidence=(), method="verbatim")
    draft = replace(draft_of(SOURCE), stories=(replace(one, takeaways=(bad, *one.takeaways)),))
    reviewed = review(draft, context_of(draft))
    assert reviewed.stories[0].takeaways == one.takeaways


def test_when_the_lead_falls_the_next_story_leads():
    second = article(
        "A whale swam into Lindhavn at noon and stayed. Boats kept away from it all day long.",
        title="A whale in Lindhavn", publisher="Skerry Post",
    )  # fmt: skip
    repeated = replace(story(SOURCE), continues="s-old")
    draft = replace(draft_of(SOURCE, second), stories=(repeated, story(second)), takeaways=())
    reviewed = review(draft, context_of(draft))
    assert [one.title for one in reviewed.stories] == ["A whale in Lindhavn"]
    assert reviewed.stories[0].rank == 1
    assert reviewed.headline == "A whale in Lindhavn"
    assert reviewed.dek.evidence[0].article_id == second.id
    assert reviewed.reasons[SOURCE.id] == "failed_check"


def test_a_dek_that_fails_is_left_out():
    source = article(
        "Read more\n\nThe yard opened in the rain. Home » all the way to the pier here now."
    )
    draft = draft_of(source)
    draft = replace(draft, dek=replace(draft.dek, text="Home » all the way to the pier here now."))
    assert review(draft, context_of(draft)).dek.text == ""


def test_levels_come_from_the_briefing():
    bad = takeaway_draft(
        "Halsund Ferries carried 999,000 passengers.", evidence=(cite(SOURCE, "Halsund"),)
    )
    off = dict.fromkeys(CHECKS, Level.OFF)
    quiet = replace(bad, briefing=replace(BRIEFING, checks=CheckRule(levels=off)))
    assert review(quiet, context_of(quiet)).findings == ()
    warn = dict.fromkeys(CHECKS, Level.WARN)
    loud = replace(bad, briefing=replace(BRIEFING, checks=CheckRule(levels=warn)))
    reviewed = review(loud, context_of(loud))
    assert reviewed.takeaways == bad.takeaways
    assert {one.action for one in reviewed.findings} == {Action.NONE}


def test_an_edition_can_be_held_instead():
    hold = replace(BRIEFING, checks=CheckRule(on_error=OnError.HOLD))
    bad = replace(takeaway_draft("Halsund Ferries carried 999,000 passengers.", evidence=(
        cite(SOURCE, "Halsund"),)), briefing=hold)  # fmt: skip
    with pytest.raises(EditionHeld, match="figure_mismatch"):
        review(bad, context_of(bad))
    good = replace(draft_of(SOURCE), briefing=hold)
    assert review(good, context_of(good)).takeaways == good.takeaways


def test_a_finding_about_the_edition_as_a_whole_drops_nothing():
    levels = {"too_long": Level.ERROR}
    sections = (Section(kind=SectionKind.INSIGHT, words=1),)
    briefing = replace(BRIEFING, checks=CheckRule(levels=levels), sections=sections)
    draft = replace(
        draft_of(SOURCE), briefing=briefing,
        insights=(insight("Halsund Ferries carried 318,000 passengers."),),
    )  # fmt: skip
    reviewed = review(draft, context_of(draft))
    assert reviewed.insights == draft.insights


def test_an_edition_from_clean_articles_has_no_errors():
    edition = edition_from([[SOURCE]])
    assert [
        one
        for one in edition.findings
        if one.level is Level.ERROR and one.check != "stale_forecast"
    ] == []


def test_the_review_ends_even_when_nothing_can_be_dropped():
    broken = replace(BRIEFING, title="<b>Coast</b> Weekly")
    draft = replace(draft_of(SOURCE), briefing=broken, headline="<b>x</b>")
    reviewed = review(draft, context_of(draft))
    assert reviewed.headline == broken.title
    assert "residue" in names(reviewed.findings)


def test_evidence_from_an_unknown_article_speaks_no_language():
    elsewhere = article("Die Werft schließt.", language="de")
    proof = (cite(elsewhere, "Die Werft"), cite(SOURCE, "The yard will open"))
    draft = takeaway_draft("The yard will open, they say.", evidence=proof)
    assert breaches("takeaway_uncovered", draft) == []
    nowhere = takeaway_draft("The yard opens.", evidence=(cite(elsewhere, "Die Werft"),))
    assert breaches("takeaway_uncovered", nowhere) == ["the evidence covers 0 of 2 words"]
