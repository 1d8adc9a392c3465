from __future__ import annotations

import pytest

from broadsheet.analyse.unnamed import find_unnamed
from deskwork import article

PLAIN = "The yard at Lindhavn builds eight ferries for Halsund, and the first sails in spring."


def test_plain_articles_need_no_notice():
    assert list(find_unnamed([article(PLAIN), article("")])) == []


@pytest.mark.parametrize(
    "text", [PLAIN.upper(), PLAIN.lower(), PLAIN.title(), "渡轮公司周四表示，将在春季开通新航线。"]
)
def test_where_capitals_tell_nothing_the_article_is_named(text: str):
    unclear = article(text)
    (found,) = find_unnamed([article(PLAIN), unclear])
    assert (found.check, found.article_id) == ("names_unchecked", unclear.id)
    assert found.message.startswith("names not checked")
