"""A complete sample edition about invented companies, for every test that needs something to render."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from broadsheet.model.articles import LeftOut
from broadsheet.model.editions import (
    EDITION_SCHEMA,
    Coverage,
    Dek,
    Edition,
    EditionArticle,
    EditionPeriod,
)
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import (
    Bound,
    Change,
    FigureRecord,
    Marker,
    Metric,
    Movement,
    Period,
    Point,
)
from broadsheet.model.findings import Action, Finding, Level
from broadsheet.model.ids import content_id
from broadsheet.model.insights import (
    Block,
    ChangeKind,
    Claim,
    Confidence,
    Conflict,
    Correction,
    Due,
    Insight,
    Kind,
    StoryChange,
    WatchItem,
    WatchState,
)
from broadsheet.model.stories import Story, Takeaway

END = datetime(2026, 10, 12, 5, 30, tzinfo=UTC)
START = END - timedelta(days=7)

TEXTS: dict[str, tuple[str, str, str, str, int, str]] = {
    # key: (publisher, family, title, url path, days before the end, text)
    "order": (
        "Harbour Ledger",
        "Harbour Group",
        "Torskar orders twelve electric ferries in one stroke",
        "torskar-orders-twelve",
        2,
        (
            "Torskar Lines has ordered twelve electric ferries from the Vantholm yard, the largest single "
            "order the coast has seen. The contract is worth 412 million crowns and the first hull is due "
            "in March 2027.\n\n"
            "The company said the ships will replace its nine oldest diesel vessels. Two of the three "
            "lenders on the contract asked for a battery supplier with a second plant, a condition that "
            "only Ostra Cells meets today.\n\n"
            "Passengers should notice little at first. The timetable stays as it is until the winter of "
            "2027, when crossings between Lindhavn and Greyholm become four minutes shorter."
        ),
    ),
    "wire": (
        "Tidewater Wire",
        "Tidewater",
        "Vantholm yard wins 412 million crown ferry contract",
        "vantholm-contract",
        2,
        (
            "The Vantholm yard won a contract worth 412 million crowns to build ferries for Torskar Lines. "
            "The yard will hire 180 welders and fitters before the summer.\n\n"
            "Shares in the yard's parent rose 6.4% on the day."
        ),
    ),
    "business": (
        "Coastline Review",
        "Coastline Media",
        "A ferry order that is really about batteries",
        "really-about-batteries",
        1,
        (
            "Coastline Review puts the value of the order at 438 million crowns, because the options for "
            "shore chargers are included. Ostra Cells says its second plant reached 71% of planned output "
            "in September.\n\n"
            "We expect the yard, not the operator, to carry the risk of late batteries. The next useful "
            "number is the plant's output in November."
        ),
    ),
    "ridership": (
        "Harbour Ledger",
        "Harbour Group",
        "Autumn ridership holds above a quarter of a million",
        "autumn-ridership",
        3,
        (
            "Ferries on the inner coast carried 263,400 passengers in September, up from 251,900 in August. "
            "The harbour authority said about 38% of them travelled with a monthly pass.\n\n"
            "A decision on winter fares is due on 20 October."
        ),
    ),
    "chargers": (
        "Tidewater Wire",
        "Tidewater",
        "Greyholm pier gets its first two shore chargers",
        "greyholm-chargers",
        4,
        (
            "Two shore chargers went into service at Greyholm pier on Thursday. Each delivers up to 4.2 "
            "megawatts and fills a ferry in eleven minutes, the port said.\n\n"
            "Four more are planned at Lindhavn by the end of January 2027. The grid company has not yet "
            "said who pays for the second cable."
        ),
    ),
    "dredging": (
        "Coastline Review",
        "Coastline Media",
        "Lindhavn promises its dredging plan again",
        "lindhavn-dredging",
        5,
        (
            "Lindhavn's harbour board promised a dredging plan for the third time this year. The plan was "
            "due in June and is now expected by 30 November.\n\n"
            "Without it, ships longer than 92 metres must wait for the tide."
        ),
    ),
    "kabel": (
        "Kabelblatt",
        "Kabelblatt",
        "Zweites Seekabel nach Greyholm verzögert sich",
        "zweites-seekabel",
        3,
        (
            "Das zweite Seekabel nach Greyholm verzögert sich um rund sechs Wochen. Der Netzbetreiber nennt "
            "fehlende Verlegeschiffe als Grund und will am 3. Dezember einen neuen Termin vorstellen."
        ),
    ),
    "loan": (
        "Coastline Review",
        "Coastline Media",
        "The battery loan, explained",
        "battery-loan",
        6,
        (
            "The coastal bank lends Ostra Cells 95 million crowns at 3.8% for eight years. Half of it is "
            "tied to hiring in Greyholm, where the company employs 640 people."
        ),
    ),
}


def _article(key: str) -> EditionArticle:
    publisher, family, title, path, days, text = TEXTS[key]
    host = publisher.lower().replace(" ", "-")
    return EditionArticle(
        id=content_id("a", key),
        url=f"https://{host}.example/2026/10/{path}",
        title=title,
        publisher=publisher,
        family=family,
        published=END - timedelta(days=days, hours=3),
        language="de" if key == "kabel" else "en",
        text=text,
        used=True,
        date_source="feed",
    )


ARTICLES: dict[str, EditionArticle] = {key: _article(key) for key in TEXTS}


def cite(key: str, quote: str) -> Evidence:
    """Return the evidence for a quote out of one of the sample articles; ValueError if absent."""
    article = ARTICLES[key]
    start = article.text.index(quote)
    return Evidence(article_id=article.id, start=start, end=start + len(quote), quote=quote)


def _takeaway(key: str, quote: str, text: str = "") -> Takeaway:
    method = "trimmed" if text else "verbatim"
    return Takeaway(text=text or quote, evidence=(cite(key, quote),), method=method)


def _metric(
    key: str,
    label: str,
    values: tuple[str, ...],
    quote: str,
    *,
    unit: str = "",
    currency: str | None = None,
    bound: Bound = Bound.EXACT,
    markers: tuple[Marker, ...] = (),
    speaker: str = "",
) -> Metric:
    history = tuple(
        Point(as_of=END - timedelta(weeks=len(values) - 1 - index), value=Decimal(value))
        for index, value in enumerate(values)
    )
    value = history[-1].value
    previous = history[-2].value if len(history) > 1 else None
    change = None
    if previous is not None:
        delta = value - previous
        direction = "up" if delta > 0 else "down" if delta < 0 else "flat"
        percent = (delta / previous * 100).quantize(Decimal("0.1")) if previous else None
        change = Change(direction=direction, delta=delta, percent=percent)
    return Metric(
        key=content_id("k", label),
        label=label,
        value=value,
        unit=unit,
        currency=currency,
        bound=bound,
        subject="",
        period=Period(start=date(2026, 9, 1), end=date(2026, 9, 30), granularity="month"),
        speaker=speaker,
        as_of=END,
        previous=previous,
        change=change,
        history=history,
        markers=markers,
        families=1,
        evidence=(cite(key, quote),),
    )


def _metrics() -> tuple[Metric, ...]:
    return (
        _metric(
            "ridership", "Passengers, inner coast, September",
            ("231200", "236900", "240100", "239800", "248300", "251900", "263400"),
            "Ferries on the inner coast carried 263,400 passengers in September",
            unit="passenger",
        ),
        _metric(
            "order", "Value of the Torskar order", ("412000000",),
            "The contract is worth 412 million crowns",
            currency="SEK", markers=(Marker.SOURCES_DIFFER, Marker.FIRST_RECORD),
        ),
        _metric(
            "business", "Output of the second Ostra plant", ("64", "69", "75", "73", "71"),
            "Ostra Cells says its second plant reached 71% of planned output in September.",
            unit="%", markers=(Marker.COMPANY_CLAIM,), speaker="Ostra Cells",
        ),
        _metric(
            "chargers", "Shore chargers in service", ("0", "0", "0", "2"),
            "Two shore chargers went into service at Greyholm pier on Thursday.",
            unit="charger",
        ),
        _metric(
            "ridership", "Share travelling on a monthly pass", ("38", "38", "38"),
            "about 38% of them travelled with a monthly pass", unit="%", bound=Bound.ABOUT,
            speaker="the harbour authority",
        ),
        _metric(
            "loan", "Interest on the battery loan", ("4.1", "4.05", "3.95", "3.8"),
            "The coastal bank lends Ostra Cells 95 million crowns at 3.8% for eight years.",
            unit="%", markers=(Marker.UNVERIFIED,),
        ),
    )  # fmt: skip


def _stories() -> tuple[Story, ...]:
    def story(
        rank: int, keys: tuple[str, ...], lines: tuple[Takeaway, ...], **more: object
    ) -> Story:
        lead = ARTICLES[keys[0]]
        families = {ARTICLES[key].family for key in keys}
        return Story(
            id=content_id("s", lead.id),
            title=lead.title,
            rank=rank,
            article_ids=tuple(ARTICLES[key].id for key in keys),
            independent_publishers=len(families),
            takeaways=lines,
            **more,  # type: ignore[arg-type]
        )

    return (
        story(
            1, ("order", "wire", "business"),
            (
                _takeaway(
                    "order",
                    "Torskar Lines has ordered twelve electric ferries from the Vantholm yard, the "
                    "largest single order the coast has seen.",
                ),
                _takeaway(
                    "order",
                    "Two of the three lenders on the contract asked for a battery supplier with a "
                    "second plant, a condition that only Ostra Cells meets today.",
                ),
                _takeaway(
                    "wire", "The yard will hire 180 welders and fitters before the summer."
                ),
            ),
            section="Fleet", why=("same companies", "same figure: 412 million crowns"),
        ),
        story(
            2, ("ridership",),
            (
                _takeaway(
                    "ridership",
                    "Ferries on the inner coast carried 263,400 passengers in September, up from "
                    "251,900 in August.",
                ),
                _takeaway("ridership", "A decision on winter fares is due on 20 October."),
            ),
            section="Passengers", new_facts=("263,400 passengers in September",),
            continues=content_id("s", "earlier"),
        ),
        story(
            3, ("chargers",),
            (
                _takeaway(
                    "chargers", "Two shore chargers went into service at Greyholm pier on Thursday."
                ),
                _takeaway(
                    "chargers",
                    "The grid company has not yet said who pays for the second cable.",
                ),
            ),
            section="Ports",
        ),
        story(
            4, ("dredging",),
            (
                _takeaway(
                    "dredging",
                    "Lindhavn's harbour board promised a dredging plan for the third time this year.",
                ),
                _takeaway(
                    "dredging", "Without it, ships longer than 92 metres must wait for the tide."
                ),
            ),
            section="Ports",
        ),
        story(
            5, ("kabel",),
            (
                _takeaway(
                    "kabel",
                    "Das zweite Seekabel nach Greyholm verzögert sich um rund sechs Wochen.",
                ),
            ),
            section="Grid",
        ),
        story(
            6, ("loan",),
            (
                _takeaway(
                    "loan",
                    "The coastal bank lends Ostra Cells 95 million crowns at 3.8% for eight years.",
                ),
                _takeaway(
                    "loan",
                    "Half of it is tied to hiring in Greyholm, where the company employs 640 people.",
                ),
            ),
            section="Money",
        ),
    )  # fmt: skip


def _insights() -> tuple[Insight, ...]:
    def insight(
        block: Block,
        kind: Kind,
        text: str,
        confidence: Confidence,
        reason: str,
        *evidence: Evidence,
    ) -> Insight:
        return Insight(
            block=block,
            kind=kind,
            text=text,
            confidence=confidence,
            reason=reason,
            evidence=evidence,
        )

    order = cite("order", "The contract is worth 412 million crowns")
    lenders = cite("order", "a battery supplier with a second plant")
    output = cite(
        "business", "Ostra Cells says its second plant reached 71% of planned output in September."
    )
    return (
        insight(
            Block.WHAT_CHANGED, Kind.FACT,
            "New this week: “Torskar orders twelve electric ferries in one stroke”, reported by three "
            "independent publishers.",
            Confidence.HIGH, "three independent publishers, none contradicting",
            cite("order", "Torskar Lines has ordered twelve electric ferries"),
            cite("wire", "The Vantholm yard won a contract"),
            cite("business", "the value of the order"),
        ),
        insight(
            Block.WHAT_CHANGED, Kind.FACT,
            "Continued: ridership on the inner coast; the new fact is 263,400 passengers in September.",
            Confidence.MODERATE, "one publisher with a primary document",
            cite("ridership", "263,400 passengers in September"),
        ),
        insight(
            Block.FIGURES, Kind.FACT,
            "Ostra's second plant stands at 71% of planned output, down 2 points on the last edition; "
            "the company's own figure.",
            Confidence.LOW, "self-reported by the company", output,
        ),
        insight(
            Block.FIGURES, Kind.FACT,
            "Ferries on the inner coast carried 263,400 passengers, 4.6% more than the month before.",
            Confidence.MODERATE, "one publisher citing the harbour authority",
            cite("ridership", "up from 251,900 in August"),
        ),
        insight(
            Block.CONFLICTS, Kind.FACT,
            "The value of the order is 412 million crowns in two reports and 438 million in a third, "
            "which counts options for shore chargers.",
            Confidence.MODERATE, "two independent publishers differ, the difference is explained",
            order, cite("business", "438 million crowns"),
        ),
        insight(
            Block.EXPECTATIONS, Kind.FACT,
            "Was due in June, now expected by 30 November: the Lindhavn dredging plan.",
            Confidence.LOW, "one publisher",
            cite("dredging", "The plan was due in June and is now expected by 30 November."),
        ),
        insight(
            Block.INTERPRETATIONS, Kind.JUDGEMENT,
            "Coastline Review: “We expect the yard, not the operator, to carry the risk of late "
            "batteries.”",
            Confidence.LOW, "one publisher's view",
            cite("business", "We expect the yard, not the operator, to carry the risk of late batteries."),
            lenders,
        ),
        insight(
            Block.NOT_ESTABLISHED, Kind.ASSUMPTION,
            "No source says who pays for the second cable to Greyholm.",
            Confidence.LOW, "absence of a statement in one report",
            cite("chargers", "The grid company has not yet said who pays for the second cable."),
        ),
    )  # fmt: skip


def _watch() -> tuple[WatchItem, ...]:
    return (
        WatchItem(
            text="Decision on winter fares",
            due=Due(start=date(2026, 10, 20), end=date(2026, 10, 20)),
            owner="the harbour authority",
            evidence=(cite("ridership", "A decision on winter fares is due on 20 October."),),
        ),
        WatchItem(
            text="Dredging plan for Lindhavn",
            due=Due(start=date(2026, 11, 30), end=date(2026, 11, 30)),
            owner="the Lindhavn harbour board",
            state=WatchState.SLIPPED,
            outcome="was due in June",
            evidence=(
                cite("dredging", "The plan was due in June and is now expected by 30 November."),
            ),
        ),
        WatchItem(
            text="New date for the second cable to Greyholm",
            due=Due(start=date(2026, 12, 3), end=date(2026, 12, 3)),
            evidence=(cite("kabel", "will am 3. Dezember einen neuen Termin vorstellen"),),
        ),
        WatchItem(
            text="Four more shore chargers at Lindhavn",
            due=Due(start=date(2027, 1, 1), end=date(2027, 1, 31), granularity="month"),
            evidence=(
                cite("chargers", "Four more are planned at Lindhavn by the end of January 2027."),
            ),
        ),
        WatchItem(
            text="First hull of the Torskar order",
            due=Due(start=date(2027, 3, 1), end=date(2027, 3, 31), granularity="month"),
            owner="Vantholm yard",
            evidence=(cite("order", "the first hull is due in March 2027"),),
        ),
    )


def sample_edition() -> Edition:
    """Return an edition with everything in it: six stories, every section, every marker."""
    order = cite("order", "The contract is worth 412 million crowns")
    stories = _stories()
    return Edition(
        schema=EDITION_SCHEMA,
        id="e-5b1f0c7a9d24",
        briefing="skerry-brief",
        number=14,
        title="The Skerry Brief",
        headline="Torskar orders twelve electric ferries in one stroke",
        dek=Dek(
            text="The largest single order the coast has seen rests on one battery supplier with a "
            "second plant.",
            evidence=(
                cite("order", "the largest single order the coast has seen"),
                cite("order", "a condition that only Ostra Cells meets today"),
            ),
        ),
        period=EditionPeriod(start=START, end=END, timezone="Europe/Berlin"),
        made_at=END + timedelta(minutes=2),
        language="en",
        sections=(
            "lead", "takeaways", "numbers", "insight", "stories", "watch", "changes", "sources",
        ),
        articles=tuple(ARTICLES.values()),
        stories=stories,
        takeaways=(
            stories[0].takeaways[0],
            stories[0].takeaways[1],
            stories[1].takeaways[0],
            Takeaway(
                text="Lindhavn's dredging plan, due in June, is now expected by 30 November.",
                evidence=(
                    cite("dredging", "The plan was due in June and is now expected by 30 November."),
                ),
                method="trimmed",
            ),
        ),
        metrics=_metrics(),
        insights=_insights(),
        watch=_watch(),
        conflicts=(
            Conflict(
                label="Value of the Torskar order",
                claims=(
                    Claim(text="412 million crowns", publisher="Harbour Ledger", evidence=order),
                    Claim(
                        text="438 million crowns, options included",
                        publisher="Coastline Review",
                        evidence=cite("business", "438 million crowns"),
                    ),
                ),
            ),
        ),
        changes=(
            StoryChange(
                kind=ChangeKind.NEW, story_id=stories[0].id, text=stories[0].title,
                evidence=(order,),
            ),
            StoryChange(
                kind=ChangeKind.CONTINUED, story_id=stories[1].id,
                text="Ridership: 263,400 passengers in September",
                evidence=(cite("ridership", "263,400 passengers in September"),),
            ),
            StoryChange(
                kind=ChangeKind.DROPPED, story_id=content_id("s", "bridge"),
                text="Three bids for the Outer Skerries bridge",
            ),
        ),
        corrections=(
            Correction(
                edition_id="e-19aa03c4d5e6",
                text="Issue 13 said the chargers deliver 2.4 megawatts; the port says up to 4.2.",
                evidence=(cite("chargers", "Each delivers up to 4.2 megawatts"),),
            ),
        ),
        figures=(
            FigureRecord(
                key=content_id("k", "order"), label="Value of the Torskar order",
                value=Decimal(412000000), unit="", currency="SEK", bound=Bound.EXACT,
                movement=Movement.NONE, subject="Torskar Lines", period=None, speaker="",
                self_reported=False, as_of=END, families=("Harbour Group", "Tidewater"),
                evidence=(order,),
            ),
            FigureRecord(
                key=content_id("k", "order"), label="Value of the Torskar order",
                value=Decimal(438000000), unit="", currency="SEK", bound=Bound.EXACT,
                movement=Movement.NONE, subject="Torskar Lines", period=None, speaker="",
                self_reported=False, as_of=END, families=("Coastline Group",),
                evidence=(cite("business", "438 million crowns"),),
            ),
        ),
        findings=(
            Finding(
                check="stale_forecast", level=Level.ERROR,
                message="The plan was due in June, before this edition's window.",
                article_id=ARTICLES["dredging"].id, start=82, end=110, action=Action.MARKED,
            ),
        ),
        left_out=(
            LeftOut(
                reason="filtered", title="Win a hamper at Greyholm market",
                url="https://tidewater-wire.example/2026/10/hamper", publisher="Tidewater Wire",
            ),
        ),
        coverage=Coverage(
            read=19, used=8,
            dropped={"too_old": 6, "near_duplicate": 3, "off topic": 2},
            silent_sources=("Outer Isles Gazette",), writer="extractive", publishers=5,
            failed_sources={"Pier Post": "404 Not Found"},
        ),
    )  # fmt: skip
