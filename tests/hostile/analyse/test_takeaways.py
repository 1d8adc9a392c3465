"""Input made to break the reading of takeaways is survived in bounded time."""

from __future__ import annotations

from broadsheet.analyse.takeaways import select_takeaways
from deskwork import article
from patience import patience

LEDGER = article(
    "Halsund Ferries has ordered eight electric ferries from the Lindhavn yard for 2.1 billion"
    " crowns.\n\nThe first ferry is due in spring 2028 and will sail between Estervik and the outer"
    " islands.\n\nCoffee on board will stay cheap, and the old ferries will be sold to a buyer in the"
    " south.\n\nThe quay in Estervik was painted last summer by volunteers from the rowing club.",
    title="Halsund orders eight electric ferries",
    publisher="Harbour Ledger",
)


def texts(articles, **more) -> list[str]:
    return [one.text for one in select_takeaways(articles, **({"limit": 3} | more))]


def test_a_story_told_four_hundred_times_is_read_to_the_end():
    lines = [f"Halsund line {n} sails from pier {n} with {n} guests." for n in range(2, 40)]
    held = [
        article(
            f"{LEDGER.text}\n\nPaper {n} saw it.\n\n" + "\n\n".join(lines[n % 20 :]),
            title=LEDGER.title,
            publisher=f"Paper {n}",
        )
        for n in range(400)
    ]
    with patience():
        found = texts(held)
    assert found[0].startswith("Halsund Ferries has ordered eight electric ferries")
